"""What a client asks for over the gateway, besides beating and resuming."""

from . import happening, permissions, wire
from .bits import Intent, Permission
from .sessions import Session
from .state import Guild, Json, Member
from .world import World

CHUNK = 1000
_IDENTIFY = frozenset("token properties compress large_threshold shard presence intents".split())
_REQUEST = frozenset("guild_id query limit presences user_ids nonce".split())
_VOICE = frozenset("guild_id channel_id self_mute self_deaf".split())


def check_identify(world: World, data: Json) -> None:
    """Note what an identify has too much or too little of."""
    if extra := set(data) - _IDENTIFY:
        world.unexpected.append(f"An identify came with {sorted(extra)}.")
    if missing := {"token", "properties", "intents"} - set(data):
        world.unexpected.append(f"An identify came without {sorted(missing)}.")
    if set(data.get("properties", ())) != {"os", "browser", "device"}:
        world.unexpected.append("An identify has other properties than os, browser and device.")


def answer_request_members(world: World, session: Session, data: Json) -> None:
    """Send the members asked for, a thousand at a time."""
    if extra := set(data) - _REQUEST:
        world.unexpected.append(f"Members were asked for with {sorted(extra)}.")
    guild = world.guilds[int(data["guild_id"])]
    if data.get("query") == "" and not data.get("limit") and not _may_list(session):
        world.unexpected.append("All members were asked for without the intent for them.")
        return
    found, missing = _found(guild, data)
    chunks = [found[at : at + CHUNK] for at in range(0, len(found), CHUNK)] or [[]]
    for index, chunk in enumerate(chunks):
        body: Json = {
            "guild_id": str(guild.id),
            "members": [wire.member(member) for member in chunk],
            "chunk_index": index,
            "chunk_count": len(chunks),
        }
        if missing:
            body["not_found"] = missing
        if data.get("nonce"):
            body["nonce"] = data["nonce"]
        session.tell("GUILD_MEMBERS_CHUNK", body)


def set_bot_voice(world: World, data: Json) -> None:
    """The bot goes into a voice channel, or out; where it may not, nothing happens."""
    if extra := set(data) - _VOICE:
        world.unexpected.append(f"A voice state came with {sorted(extra)}.")
    guild = world.guilds[int(data["guild_id"])]
    member = guild.members[world.bot.id]
    channel = guild.channels[int(data["channel_id"])] if data["channel_id"] else None
    if channel is not None:
        held = permissions.in_channel(guild, member, channel)
        if not held & Permission.VIEW_CHANNEL or not held & Permission.CONNECT:
            return
    member.voice.self_mute = bool(data.get("self_mute"))
    happening.goes_to(world, guild, member, channel)


def _may_list(session: Session) -> bool:
    return bool(session.intents & Intent.GUILD_MEMBERS)


def _found(guild: Guild, data: Json) -> tuple[list[Member], list[str]]:
    if data.get("user_ids"):
        asked = data["user_ids"]
        wanted = [str(one) for one in (asked if isinstance(asked, list) else [asked])]
        found = [guild.members[int(one)] for one in wanted if int(one) in guild.members]
        return found, [one for one in wanted if int(one) not in guild.members]
    begin = str(data.get("query", "")).lower()
    found = [m for m in guild.members.values() if m.account.name.lower().startswith(begin)]
    return found[: data.get("limit") or None], []
