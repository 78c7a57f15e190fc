"""What somebody may do, computed as the API documentation says."""

import functools
import operator
from collections.abc import Iterable

from .bits import ALL_PERMISSIONS, Permission
from .errors import missing_access, missing_permissions
from .state import Channel, Guild, Member, Overwrite

# Who cannot connect to a voice channel cannot change it either.
_DENIED_WITHOUT_CONNECT = (
    Permission.MANAGE_CHANNELS
    | Permission.MANAGE_ROLES
    | Permission.SPEAK
    | Permission.STREAM
    | Permission.USE_VAD
    | Permission.MUTE_MEMBERS
    | Permission.DEAFEN_MEMBERS
    | Permission.MOVE_MEMBERS
)


def in_guild(guild: Guild, member: Member) -> int:
    """The permissions of @everyone and of the member's roles together."""
    if guild.owner == member.account.id:
        return ALL_PERMISSIONS
    value = guild.roles[guild.id].permissions
    for role_id in member.roles:
        value |= guild.roles[role_id].permissions
    return ALL_PERMISSIONS if value & Permission.ADMINISTRATOR else value


def in_channel(guild: Guild, member: Member, channel: Channel) -> int:
    """The same after the channel's overwrites: @everyone, then all roles, then the member."""
    value = in_guild(guild, member)
    if value & Permission.ADMINISTRATOR:
        return ALL_PERMISSIONS
    value = _apply(value, channel.overwrites.get(guild.id))
    roles = [channel.overwrites[i] for i in member.roles if i in channel.overwrites]
    value &= ~_joined(overwrite.deny for overwrite in roles)
    value |= _joined(overwrite.allow for overwrite in roles)
    value = _apply(value, channel.overwrites.get(member.account.id))
    return _without_implied(value, channel)


def need(guild: Guild, member: Member, wanted: int, channel: Channel | None = None) -> None:
    """Raise 50001 where the thing is out of reach, 50013 where only the right is missing."""
    if channel is None:
        value = in_guild(guild, member)
    else:
        value = in_channel(guild, member, channel)
        if not value & Permission.VIEW_CHANNEL:
            raise missing_access()
        if channel.is_vocal and not value & Permission.CONNECT:
            raise missing_access()
    if wanted & ~value:
        raise missing_permissions()


def may_grant(guild: Guild, member: Member, channel: Channel | None, parent: Channel | None) -> int:
    """The permissions somebody may put into an overwrite of a channel, new ones included.

    They are those held in the server or the category; whoever has MANAGE_ROLES by an overwrite
    of the channel itself may put in any. MANAGE_ROLES itself is only for administrators.
    """
    held = in_guild(guild, member)
    if held & Permission.ADMINISTRATOR:
        return ALL_PERMISSIONS
    if parent is not None:
        held |= in_channel(guild, member, parent)
    if channel is not None and _manages_by_overwrite(channel, member):
        held = ALL_PERMISSIONS
    return held & ~Permission.MANAGE_ROLES


def need_grantable(new: Overwrite, old: Overwrite | None, grantable: int) -> None:
    """Raise 50013 if an overwrite changes a permission that may not be granted."""
    before = old or Overwrite(new.kind)
    changed = (new.allow ^ before.allow) | (new.deny ^ before.deny)
    if changed & ~grantable:
        raise missing_permissions()


def _manages_by_overwrite(channel: Channel, member: Member) -> bool:
    own = [channel.overwrites.get(i) for i in (*member.roles, member.account.id)]
    return any(one is not None and one.allow & Permission.MANAGE_ROLES for one in own)


def _apply(value: int, overwrite: Overwrite | None) -> int:
    if overwrite is None:
        return value
    return (value & ~overwrite.deny) | overwrite.allow


def _joined(values: Iterable[int]) -> int:
    return functools.reduce(operator.or_, values, 0)


def _without_implied(value: int, channel: Channel) -> int:
    if not value & Permission.VIEW_CHANNEL:
        return 0
    if channel.is_vocal and not value & Permission.CONNECT:
        return value & ~int(_DENIED_WITHOUT_CONNECT)
    return value


def rank(guild: Guild, member: Member) -> float:
    """How high somebody's highest role stands; the owner is above all."""
    if guild.owner == member.account.id:
        return float("inf")
    return max((guild.roles[role].position for role in member.roles), default=0)
