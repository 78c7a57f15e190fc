"""Routes about channels and their overwrites."""

from typing import Any

from . import happening, permissions, wire
from .api_messages import need_in
from .bits import ALL_PERMISSIONS, VOCAL, ChannelKind, Permission
from .components import Unexpected
from .errors import ApiError, invalid_form, unknown
from .registry import Call, route, snowflake
from .state import Channel, Guild, Json, Overwrite
from .world import World

NAME_LIMIT = 100
CHANNELS_MOST = 500
_OPTIONS = "topic nsfw rate_limit_per_user bitrate user_limit rtc_region video_quality_mode"
_CREATABLE = f"name type position parent_id permission_overwrites {_OPTIONS}"


@route("GET", "/guilds/{guild_id}/channels")
def get_channels(world: World, call: Call) -> list[Json]:
    guild = world.guild(call.id("guild_id"))
    return [wire.channel(world, channel) for channel in guild.channels.values()]


@route("GET", "/channels/{channel_id}")
def get_channel(world: World, call: Call) -> Json:
    channel = world.channel(call.id("channel_id"))
    guild = world.guild_of(channel)
    if guild is not None:
        held = permissions.in_channel(world.guild(guild.id), guild.members[world.bot.id], channel)
        if not held & Permission.VIEW_CHANNEL:
            raise ApiError(403, 50001, "Missing Access")
    return wire.channel(world, channel)


@route("POST", "/guilds/{guild_id}/channels", fields=_CREATABLE, takes_reason=True)
def create_channel(world: World, call: Call) -> Json:
    """Without overwrites of its own, or with an empty list, it takes those of its category."""
    guild = world.guild(call.id("guild_id"))
    world.need(guild, Permission.MANAGE_CHANNELS)
    if len(guild.channels) >= CHANNELS_MOST:
        raise ApiError(400, 30013, "Maximum number of guild channels reached (500)")
    body = call.body
    kind = _kind(body.get("type", 0))
    channel = Channel(world.new_id(), kind, _name(body.get("name")), guild.id)
    channel.position = body.get("position", len(guild.channels))
    parent = _parent(guild, body.get("parent_id"), kind)
    channel.parent = None if parent is None else parent.id
    channel.options = _options(body)
    if body.get("permission_overwrites"):
        asked = body["permission_overwrites"]
        channel.overwrites = _overwrites(world, guild, None, parent, asked)
    elif parent is not None:
        channel.overwrites = {
            target: Overwrite(one.kind, one.allow, one.deny)
            for target, one in parent.overwrites.items()
        }
    guild.channels[channel.id] = world.channels[channel.id] = channel
    happening.channel_changes(world, guild, channel, "CREATE")
    return wire.channel(world, channel)


@route(
    "PATCH",
    "/channels/{channel_id}",
    fields=f"name position parent_id permission_overwrites {_OPTIONS}",
    takes_reason=True,
)
def edit_channel(world: World, call: Call) -> Json:
    guild, channel = _changeable(world, call, Permission.MANAGE_CHANNELS)
    body = call.body
    if body.get("permission_overwrites") is not None:
        need_in(world, channel, Permission.MANAGE_ROLES)
        parent = guild.channels.get(channel.parent or 0)
        asked = body["permission_overwrites"]
        channel.overwrites = _overwrites(world, guild, channel, parent, asked)
    if "name" in body:
        channel.name = _name(body["name"])
    if "parent_id" in body:
        new_parent = _parent(guild, body["parent_id"], channel.kind)
        channel.parent = None if new_parent is None else new_parent.id
    channel.position = body.get("position", channel.position)
    channel.options |= _options(body)
    happening.channel_changes(world, guild, channel)
    return wire.channel(world, channel)


@route("DELETE", "/channels/{channel_id}", takes_reason=True)
def delete_channel(world: World, call: Call) -> Json:
    guild, channel = _changeable(world, call, Permission.MANAGE_CHANNELS)
    body = wire.channel(world, channel)
    happening.channel_goes(world, guild, channel)
    return body


@route(
    "PUT",
    "/channels/{channel_id}/permissions/{target}",
    fields="id type allow deny",
    takes_reason=True,
)
def put_overwrite(world: World, call: Call) -> None:
    guild, channel = _changeable(world, call, Permission.MANAGE_ROLES)
    target = call.id("target")
    new = _overwrite(guild, target, call.body)
    parent = guild.channels.get(channel.parent or 0)
    grantable = permissions.may_grant(guild, guild.members[world.bot.id], channel, parent)
    permissions.need_grantable(new, channel.overwrites.get(target), grantable)
    channel.overwrites[target] = new
    happening.channel_changes(world, guild, channel)


@route("DELETE", "/channels/{channel_id}/permissions/{target}", takes_reason=True)
def delete_overwrite(world: World, call: Call) -> None:
    guild, channel = _changeable(world, call, Permission.MANAGE_ROLES)
    target = call.id("target")
    old = channel.overwrites.get(target)
    if old is None:
        raise unknown("Overwrite")
    parent = guild.channels.get(channel.parent or 0)
    grantable = permissions.may_grant(guild, guild.members[world.bot.id], channel, parent)
    permissions.need_grantable(Overwrite(old.kind), old, grantable)
    del channel.overwrites[target]
    happening.channel_changes(world, guild, channel)


def _changeable(world: World, call: Call, wanted: int) -> tuple[Guild, Channel]:
    channel = world.channel(call.id("channel_id"))
    guild = world.guild_of(channel)
    if guild is None:
        raise ApiError(403, 50003, "Cannot execute action on a DM channel")
    need_in(world, channel, wanted)
    return guild, channel


def _overwrites(
    world: World, guild: Guild, channel: Channel | None, parent: Channel | None, asked: list[Json]
) -> dict[int, Overwrite]:
    """All overwrites of a channel at once: what is not among them goes."""
    before = {} if channel is None else channel.overwrites
    grantable = permissions.may_grant(guild, guild.members[world.bot.id], channel, parent)
    new = {}
    for one in asked:
        target = snowflake(one.get("id"), "target")
        new[target] = _overwrite(guild, target, one)
    for target in new.keys() | before.keys():
        old = before.get(target)
        kind = 0 if old is None else old.kind
        permissions.need_grantable(new.get(target, Overwrite(kind)), old, grantable)
    return new


def _overwrite(guild: Guild, target: int, body: Json) -> Overwrite:
    if extra := set(body) - {"id", "type", "allow", "deny"}:
        raise Unexpected(f"an overwrite with {sorted(extra)}")
    kind = {"role": 0, "member": 1}.get(body.get("type", 0), body.get("type", 0))
    if kind not in (0, 1):
        raise Unexpected(f"an overwrite of type {kind}")
    if target not in (guild.roles if kind == 0 else guild.members):
        raise unknown("Overwrite")
    return Overwrite(kind, _bits(body, "allow"), _bits(body, "deny"))


def _bits(body: Json, name: str) -> int:
    value: Any = body.get(name) or 0
    if not str(value).isdigit() or int(value) & ~ALL_PERMISSIONS:
        raise invalid_form(name, "PERMISSION_INVALID", f"{value} is no set of permissions")
    return int(value)


def _kind(value: int) -> ChannelKind:
    if value not in (ChannelKind.TEXT, ChannelKind.CATEGORY, *VOCAL):
        raise Unexpected(f"a channel of type {value}")
    return ChannelKind(value)


def _name(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= NAME_LIMIT:
        raise invalid_form("name", "BASE_TYPE_BAD_LENGTH", f"Must be 1 to {NAME_LIMIT}.")
    return value.strip()


def _parent(guild: Guild, value: object, kind: ChannelKind) -> Channel | None:
    if value is None:
        return None
    parent = guild.channels.get(snowflake(value, "parent_id"))
    if parent is None:
        raise invalid_form("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    if parent.kind is not ChannelKind.CATEGORY or kind is ChannelKind.CATEGORY:
        raise invalid_form("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    return parent


def _options(body: Json) -> Json:
    return {name: body[name] for name in _OPTIONS.split() if name in body}
