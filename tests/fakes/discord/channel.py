"""A channel of a server, as tests hold it."""

from typing import TYPE_CHECKING, SupportsInt

from . import happening, permissions
from .bits import Permission
from .seen import SeenMessage
from .state import Channel as ChannelState
from .state import Overwrite
from .world import World

if TYPE_CHECKING:
    from .guild import Guild
    from .user import User


class Channel:
    """A text, voice or stage channel, or a category."""

    def __init__(self, world: World, guild: "Guild", state: ChannelState) -> None:
        self._world = world
        self.guild = guild
        self.state = state

    @property
    def id(self) -> int:
        """The channel's id."""
        return self.state.id

    @property
    def name(self) -> str:
        """The name it has now."""
        return self.state.name

    @property
    def messages(self) -> list[SeenMessage]:
        """What stands there now, oldest first."""
        return [SeenMessage(self._world, message) for message in self.state.standing]

    @property
    def pins(self) -> list[SeenMessage]:
        """The pinned messages, newest pin first."""
        return [SeenMessage(self._world, message) for message in self.state.pins]

    @property
    def overwrites(self) -> dict[int, Overwrite]:
        """What is allowed and denied to roles and members, by their ids."""
        return self.state.overwrites

    @property
    def people(self) -> list["User"]:
        """Who is inside, in the order they joined the server."""
        return [
            self.guild.user(member.account)
            for member in self.guild.state.members.values()
            if member.voice.channel == self.id
        ]

    @property
    def muted(self) -> list["User"]:
        """Whom the server muted, of those inside."""
        return [user for user in self.people if self.guild.member(user).voice.mute]

    @property
    def deafened(self) -> list["User"]:
        """Whom the server deafened, of those inside."""
        return [user for user in self.people if self.guild.member(user).voice.deaf]

    def lets_in(self, user: "User") -> bool:
        """Whether somebody may see it and connect."""
        return self.allows(user, Permission.VIEW_CHANNEL | Permission.CONNECT)

    def allows(self, user: "User", wanted: SupportsInt) -> bool:
        """Whether somebody has all these permissions here."""
        member = self.guild.member(user)
        held = permissions.in_channel(self.guild.state, member, self.state)
        return not int(wanted) & ~held

    def overwrite(self, target: SupportsInt, allow: int = 0, deny: int = 0) -> None:
        """Somebody in the app sets what a role or member is allowed and denied; 0, 0 removes it."""
        who = int(target)
        kind = 0 if who in self.guild.state.roles else 1
        if allow or deny:
            self.state.overwrites[who] = Overwrite(kind, int(allow), int(deny))
        else:
            self.state.overwrites.pop(who, None)
        happening.channel_changes(self._world, self.guild.state, self.state)

    def renames(self, name: str) -> None:
        """Somebody in the app gives it another name."""
        self.state.name = name
        happening.channel_changes(self._world, self.guild.state, self.state)

    def deletes(self) -> None:
        """Somebody in the app deletes it."""
        happening.channel_goes(self._world, self.guild.state, self.state)

    def __int__(self) -> int:
        return self.id

    def __repr__(self) -> str:
        return f"Channel({self.id}, {self.name!r})"
