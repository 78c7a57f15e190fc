"""Routes about servers, their roles and members, and where those are."""

from . import happening, permissions, wire
from .bits import Intent, Permission
from .errors import ApiError, missing_access, missing_permissions, unknown
from .registry import Call, route, snowflake
from .state import Channel, Guild, Json, Member
from .world import World


@route("GET", "/guilds/{guild_id}", query="with_counts")
def get_guild(world: World, call: Call) -> Json:
    guild = world.guild(call.id("guild_id"))
    body = wire.guild(world, guild)
    if call.query.get("with_counts") in ("1", "true", "True"):
        body["approximate_member_count"] = len(guild.members)
    return body


@route("GET", "/guilds/{guild_id}/roles")
def get_roles(world: World, call: Call) -> list[Json]:
    return [wire.role(role) for role in world.guild(call.id("guild_id")).roles.values()]


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def get_member(world: World, call: Call) -> Json:
    guild = world.guild(call.id("guild_id"))
    return wire.member(world.member(guild, call.id("user_id")))


@route("GET", "/guilds/{guild_id}/members", query="limit after")
def get_members(world: World, call: Call) -> list[Json]:
    """Only with the privileged intent for members."""
    guild = world.guild(call.id("guild_id"))
    if not world.privileged & Intent.GUILD_MEMBERS:
        raise missing_access()
    after = snowflake(call.query.get("after", 0), "after")
    ids = sorted(i for i in guild.members if i > after)[: call.number_of("limit", 1, 1, 1000)]
    return [wire.member(guild.members[i]) for i in ids]


@route(
    "PATCH",
    "/guilds/{guild_id}/members/{user_id}",
    fields="mute deaf channel_id nick",
    takes_reason=True,
)
def edit_member(world: World, call: Call) -> Json:
    """Mute, deafen, move, disconnect, rename: all rights are asked for before anything is done."""
    guild = world.guild(call.id("guild_id"))
    member = world.member(guild, call.id("user_id"))
    body = call.body
    where = _where(guild, member, body)
    for name, wanted in (("mute", Permission.MUTE_MEMBERS), ("deaf", Permission.DEAFEN_MEMBERS)):
        if body.get(name) is not None:
            world.need(guild, wanted, where)
    target = None
    if "channel_id" in body:
        target = _target(world, guild, where, body["channel_id"])
    if "nick" in body:
        world.need(guild, Permission.MANAGE_NICKNAMES)
        _need_below(world, guild, member)
        member.nick = body["nick"] or None
        happening.member_changes(world, guild, member)
    _set_voice(world, guild, member, body)
    if "channel_id" in body:
        happening.goes_to(world, guild, member, target)
    return wire.member(member)


@route("DELETE", "/guilds/{guild_id}/members/{user_id}", takes_reason=True)
def kick_member(world: World, call: Call) -> None:
    guild = world.guild(call.id("guild_id"))
    member = world.member(guild, call.id("user_id"))
    world.need(guild, Permission.KICK_MEMBERS)
    _need_below(world, guild, member)
    happening.member_goes(world, guild, member)
    bot = world.bot.id
    happening.note(world, guild, happening.MEMBER_KICK, bot, member.account.id)


@route("GET", "/guilds/{guild_id}/voice-states/{user_id}")
def get_voice_state(world: World, call: Call) -> Json:
    guild = world.guild(call.id("guild_id"))
    who = world.bot.id if call.args["user_id"] == "@me" else call.id("user_id")
    member = guild.members.get(who)
    if member is None or member.voice.channel is None:
        raise unknown("Voice State")
    world.need(guild, 0, guild.channels[member.voice.channel])
    return wire.voice_state(guild, member)


@route("GET", "/guilds/{guild_id}/audit-logs", query="user_id action_type before after limit")
def get_audit_log(world: World, call: Call) -> Json:
    """Newest first, unless asked for what came after a line."""
    guild = world.guild(call.id("guild_id"))
    world.need(guild, Permission.VIEW_AUDIT_LOG)
    lines = guild.audit_log
    for name in ("user_id", "action_type"):
        if name in call.query:
            lines = [line for line in lines if str(line[name]) == call.query[name]]
    before, after = int(call.query.get("before", 1 << 63)), int(call.query.get("after", 0))
    lines = [line for line in lines if after < int(line["id"]) < before]
    limit = call.number_of("limit", 50, 1, 100)
    shown = lines[:limit] if after else lines[::-1][:limit]
    ids = {line[name] for line in shown for name in ("user_id", "target_id") if line[name]}
    return {
        "audit_log_entries": shown,
        "users": [wire.user(world.accounts[int(i)]) for i in sorted(ids)],
        "application_commands": [],
        "auto_moderation_rules": [],
        "guild_scheduled_events": [],
        "integrations": [],
        "threads": [],
        "webhooks": [],
    }


def _where(guild: Guild, member: Member, body: Json) -> Channel | None:
    """The voice channel somebody is in, which muting, deafening and moving need."""
    if member.voice.channel is not None:
        return guild.channels[member.voice.channel]
    if body.get("mute") is not None or body.get("deaf") is not None or "channel_id" in body:
        raise ApiError(400, 40032, "Target user is not connected to voice.")
    return None


def _target(
    world: World, guild: Guild, where: Channel | None, channel_id: object
) -> Channel | None:
    """Where to move to; the bot must be able to connect there, the person need not."""
    world.need(guild, Permission.MOVE_MEMBERS, where)
    if channel_id is None:
        return None
    channel = guild.channels.get(snowflake(channel_id, "channel_id"))
    if channel is None:
        raise unknown("Channel")
    if not channel.is_vocal:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    world.need(guild, Permission.CONNECT, channel)
    return channel


def _set_voice(world: World, guild: Guild, member: Member, body: Json) -> None:
    voice = member.voice
    before = voice.mute, voice.deaf
    if body.get("mute") is not None:
        voice.mute = bool(body["mute"])
    if body.get("deaf") is not None:
        voice.deaf = bool(body["deaf"])
    if before != (voice.mute, voice.deaf):
        happening.voice_changes(world, guild, member)


def _need_below(world: World, guild: Guild, member: Member) -> None:
    """Raise 50013 for somebody whose highest role is not below the bot's."""
    own = permissions.rank(guild, guild.members[world.bot.id])
    if member.account is not world.bot and permissions.rank(guild, member) >= own:
        raise missing_permissions()
