"""What happens to servers, members and voice, and the gateway is told."""

import secrets

from . import permissions, wire
from .bits import Intent, Permission
from .state import Channel, Guild, Json, Member, Role
from .world import World

MEMBER_KICK, MEMBER_MOVE, MEMBER_DISCONNECT = 20, 26, 27


def tell(world: World, guild: Guild, event: str, body: Json, intents: int = Intent.GUILDS) -> None:
    """Tell the shard of a server, if the bot is in it and it is available."""
    if world.bot.id in guild.members and not guild.unavailable:
        world.sessions.tell(event, body, guild=guild.id, intents=intents)
    world.bell.ring()


def guild_comes(world: World, guild: Guild) -> None:
    """A server is there: new (which says nothing of outages), or available again."""
    again, guild.unavailable = guild.unavailable, False

    def body(intents: Intent) -> Json:
        told = wire.guild_created(world, guild, bool(intents & Intent.GUILD_MEMBERS))
        if not again:
            del told["unavailable"]
        return told

    if world.bot.id in guild.members:
        world.sessions.tell("GUILD_CREATE", body, guild=guild.id, intents=Intent.GUILDS)
    world.bell.ring()


def guild_fails(world: World, guild: Guild) -> None:
    """A server has an outage."""
    tell(world, guild, "GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
    guild.unavailable = True


def bot_leaves(world: World, guild: Guild) -> None:
    """The bot is out of a server for good."""
    tell(world, guild, "GUILD_DELETE", {"id": str(guild.id)})
    guild.members.pop(world.bot.id, None)


def member_comes(world: World, guild: Guild, member: Member) -> None:
    """Somebody is in a server."""
    guild.members[member.account.id] = member
    body = wire.member(member) | {"guild_id": str(guild.id)}
    tell(world, guild, "GUILD_MEMBER_ADD", body, Intent.GUILD_MEMBERS)


def member_goes(world: World, guild: Guild, member: Member) -> None:
    """Somebody is out of a server, and so of its voice channels."""
    goes_to(world, guild, member, None)
    del guild.members[member.account.id]
    body: Json = {"guild_id": str(guild.id), "user": wire.user(member.account)}
    tell(world, guild, "GUILD_MEMBER_REMOVE", body, Intent.GUILD_MEMBERS)


def member_changes(world: World, guild: Guild, member: Member) -> None:
    """Somebody's roles or name changed; the bot always hears of its own."""
    body = wire.member(member) | {"guild_id": str(guild.id)}
    own = member.account is world.bot
    tell(world, guild, "GUILD_MEMBER_UPDATE", body, 0 if own else Intent.GUILD_MEMBERS)


def role_changes(world: World, guild: Guild, role: Role, event: str = "UPDATE") -> None:
    """A role is new, or changed."""
    body: Json = {"guild_id": str(guild.id), "role": wire.role(role)}
    tell(world, guild, f"GUILD_ROLE_{event}", body)


def channel_changes(world: World, guild: Guild, channel: Channel, event: str = "UPDATE") -> None:
    """A channel is new, changed, or gone."""
    tell(world, guild, f"CHANNEL_{event}", wire.channel(world, channel))


def channel_goes(world: World, guild: Guild, channel: Channel) -> None:
    """A channel is deleted; whoever was inside is out."""
    for member in list(guild.members.values()):
        if member.voice.channel == channel.id:
            goes_to(world, guild, member, None)
    del guild.channels[channel.id], world.channels[channel.id]
    for child in guild.channels.values():
        if child.parent == channel.id:
            child.parent = None
            channel_changes(world, guild, child)
    channel_changes(world, guild, channel, "DELETE")


def goes_to(world: World, guild: Guild, member: Member, channel: Channel | None) -> None:
    """Somebody is in another voice channel, or in none."""
    voice = member.voice
    if voice.channel == (None if channel is None else channel.id):
        return
    if voice.channel is None:
        voice.session = secrets.token_hex(16)
    voice.channel = None if channel is None else channel.id
    voice.stream = False
    voice.video = voice.video and channel is not None and _may_show(guild, member, channel)
    voice_changes(world, guild, member)


def _may_show(guild: Guild, member: Member, channel: Channel) -> bool:
    return bool(permissions.in_channel(guild, member, channel) & Permission.STREAM)


def voice_changes(world: World, guild: Guild, member: Member) -> None:
    """Somebody's voice state is another."""
    body = wire.voice_state(guild, member)
    tell(world, guild, "VOICE_STATE_UPDATE", body, Intent.GUILD_VOICE_STATES)


def note(
    world: World, guild: Guild, action: int, by: int, target: int | None, **options: str
) -> None:
    """Write a line of the audit log."""
    line: Json = {
        "id": str(world.new_id()),
        "action_type": action,
        "user_id": str(by),
        "target_id": None if target is None else str(target),
    }
    if options:
        line["options"] = options
    guild.audit_log.append(line)
    body = line | {"guild_id": str(guild.id)}
    tell(world, guild, "GUILD_AUDIT_LOG_ENTRY_CREATE", body, Intent.GUILD_MODERATION)
