"""A server, as tests hold it."""

from collections.abc import Callable
from typing import SupportsInt

from . import happening
from .bits import ChannelKind, Permission
from .channel import Channel
from .errors import NotAllowed
from .state import Account, Json, Member, Overwrite, Role
from .state import Channel as ChannelState
from .state import Guild as GuildState
from .user import User
from .world import World


class Guild:
    """A server with its channels, roles and members."""

    def __init__(self, world: World, state: GuildState, user_of: Callable[[Account], User]) -> None:
        self._world = world
        self.state = state
        self.user = user_of

    @property
    def id(self) -> int:
        """The server's id, which is that of @everyone too."""
        return self.state.id

    @property
    def name(self) -> str:
        """The server's name."""
        return self.state.name

    @property
    def everyone(self) -> int:
        """The id of the role everybody has."""
        return self.state.id

    @property
    def bot_permissions(self) -> int:
        """What the role that came with the bot allows."""
        return self._bot_role.permissions

    @bot_permissions.setter
    def bot_permissions(self, value: object) -> None:
        self._bot_role.permissions = _bits(value)
        happening.role_changes(self._world, self.state, self._bot_role)

    @property
    def everyone_permissions(self) -> int:
        """What everybody is allowed."""
        return self.state.roles[self.id].permissions

    @everyone_permissions.setter
    def everyone_permissions(self, value: object) -> None:
        self.state.roles[self.id].permissions = _bits(value)
        happening.role_changes(self._world, self.state, self.state.roles[self.id])

    @property
    def people(self) -> list[User]:
        """Its members, without the bot."""
        members = self.state.members.values()
        return [self.user(m.account) for m in members if m.account is not self._world.bot]

    @property
    def channels(self) -> list[Channel]:
        """Its channels."""
        return [Channel(self._world, self, one) for one in self.state.channels.values()]

    @property
    def audit_log(self) -> list[Json]:
        """The lines of the audit log, oldest first."""
        return self.state.audit_log

    def channel(self, name_or_id: str | int) -> Channel:
        """The channel with this name or id; KeyError if there is none."""
        for channel in self.channels:
            if name_or_id in (channel.id, channel.name):
                return channel
        raise KeyError(name_or_id)

    def member(self, user: User) -> Member:
        """Somebody's membership; NotAllowed if there is none."""
        if user.id not in self.state.members:
            raise NotAllowed(f"{user.name} is not in {self.name}.")
        return self.state.members[user.id]

    def add_member(self, user: User, *, admin: bool = False, permissions: SupportsInt = 0) -> User:
        """Somebody comes in; as an administrator, or with more permissions than everybody."""
        member = Member(user.account, self._world.now())
        if admin:
            member.roles.append(self._role_with("Admin", int(Permission.ADMINISTRATOR)).id)
        if int(permissions):
            member.roles.append(self.add_role(f"{user.name}'s", permissions).id)
        happening.member_comes(self._world, self.state, member)
        return user

    def add_role(self, name: str, permissions: object = 0) -> Role:
        """A new role, which nobody has yet."""
        role = Role(self._world.new_id(), name, _bits(permissions), len(self.state.roles))
        self.state.roles[role.id] = role
        happening.role_changes(self._world, self.state, role, "CREATE")
        return role

    def gives(self, user: User, role: Role) -> None:
        """Give somebody a role."""
        member = self.member(user)
        member.roles.append(role.id)
        happening.member_changes(self._world, self.state, member)

    def add_voice(self, name: str, parent: Channel | None = None) -> Channel:
        """A new voice channel."""
        return self._add(ChannelKind.VOICE, name, parent)

    def add_text(self, name: str, parent: Channel | None = None) -> Channel:
        """A new text channel."""
        return self._add(ChannelKind.TEXT, name, parent)

    def add_stage(self, name: str, parent: Channel | None = None) -> Channel:
        """A new stage channel."""
        return self._add(ChannelKind.STAGE, name, parent)

    def add_category(self, name: str) -> Channel:
        """A new category."""
        return self._add(ChannelKind.CATEGORY, name, None)

    def kicks(self, user: User) -> None:
        """The owner takes somebody out."""
        happening.member_goes(self._world, self.state, self.member(user))
        owner = self.state.owner
        happening.note(self._world, self.state, happening.MEMBER_KICK, owner, user.id)

    def removes_bot(self) -> None:
        """The owner takes the bot out."""
        happening.bot_leaves(self._world, self.state)

    def fails(self) -> None:
        """The server has an outage of its own: it is unavailable."""
        happening.guild_fails(self._world, self.state)

    def recovers(self) -> None:
        """It is available again."""
        happening.guild_comes(self._world, self.state)

    @property
    def _bot_role(self) -> Role:
        return next(r for r in self.state.roles.values() if r.bot == self._world.bot.id)

    def _role_with(self, name: str, permissions: int) -> Role:
        for role in self.state.roles.values():
            if (role.name, role.permissions) == (name, permissions):
                return role
        return self.add_role(name, permissions)

    def _add(self, kind: ChannelKind, name: str, parent: Channel | None) -> Channel:
        state = ChannelState(
            self._world.new_id(), kind, name, self.id, position=len(self.state.channels)
        )
        if parent is not None:
            state.parent = parent.id
            for target, one in parent.overwrites.items():
                state.overwrites[target] = Overwrite(one.kind, one.allow, one.deny)
        self.state.channels[state.id] = self._world.channels[state.id] = state
        happening.channel_changes(self._world, self.state, state, "CREATE")
        return Channel(self._world, self, state)

    def __int__(self) -> int:
        return self.id

    def __repr__(self) -> str:
        return f"Guild({self.id}, {self.name!r})"


def _bits(value: object) -> int:
    """A number, or something that has one as its value, such as the library's permissions."""
    number = value if isinstance(value, int) else getattr(value, "value", None)
    if not isinstance(number, int):
        raise TypeError(f"{value!r} is no set of permissions.")
    return int(number)
