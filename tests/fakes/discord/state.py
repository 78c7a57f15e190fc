"""What there is: accounts, servers, channels, members, messages, interactions."""

from dataclasses import dataclass, field
from typing import Any

from .bits import VOCAL, ChannelKind

Json = dict[str, Any]


@dataclass(eq=False, slots=True)
class Account:
    """A person, or a bot. `blocked` is the code their private messages are refused with."""

    id: int
    name: str
    is_bot: bool = False
    locale: str = "en-GB"
    blocked: int | None = None


@dataclass(eq=False, slots=True)
class Role:
    """A role of a server. `bot` is the bot's id for the role that came with it."""

    id: int
    name: str
    permissions: int
    position: int
    bot: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies one role (kind 0) or member (kind 1)."""

    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(eq=False, slots=True)
class Voice:
    """Where a member is, and whether the server muted or deafened them (it outlasts leaving)."""

    channel: int | None = None
    mute: bool = False
    deaf: bool = False
    session: str = ""
    self_mute: bool = False
    video: bool = False
    stream: bool = False


@dataclass(eq=False, slots=True)
class Member:
    """A member of one server."""

    account: Account
    joined_at: float
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    voice: Voice = field(default_factory=Voice)


@dataclass(eq=False, slots=True)
class Message:
    """A message. `nobody_else` is the only account that sees it, if it is ephemeral.

    `first` is the content before it was edited.
    """

    id: int
    channel: int
    author: int
    at: float
    content: str = ""
    first: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    reply_to: int | None = None
    pings: frozenset[str] = frozenset()
    edited_at: float | None = None
    pinned_at: float | None = None
    deleted: bool = False
    nobody_else: int | None = None
    interaction: int | None = None
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(eq=False, slots=True)
class Channel:
    """A channel of a server, or a private one between the bot and `recipient`."""

    id: int
    kind: ChannelKind
    name: str = ""
    guild: int | None = None
    parent: int | None = None
    recipient: int | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    options: Json = field(default_factory=dict)

    @property
    def is_vocal(self) -> bool:
        """Whether one can be inside."""
        return self.kind in VOCAL

    @property
    def standing(self) -> list[Message]:
        """What stands there now for everybody who sees it, oldest first."""
        return [m for m in self.messages.values() if not m.deleted and m.nobody_else is None]

    @property
    def pins(self) -> list[Message]:
        """The pinned messages, newest pin first."""
        pinned = [message for message in self.standing if message.pinned_at is not None]
        return sorted(pinned, key=lambda message: message.pinned_at or 0.0, reverse=True)


@dataclass(eq=False, slots=True)
class Guild:
    """A server. `unavailable` is an outage of it alone."""

    id: int
    name: str
    owner: int
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    audit_log: list[Json] = field(default_factory=list)
    unavailable: bool = False


@dataclass(eq=False, slots=True)
class Interaction:
    """Something a person did with the bot, and what came of it.

    `response` is the type of the callback, `original` the message that it made or is about,
    `waiting` whether that message is still the three dots of a deferral.
    """

    id: int
    token: str
    kind: int
    at: float
    user: int
    channel: int
    data: Json
    message: Message | None = None
    response: int | None = None
    responded_at: float | None = None
    original: Message | None = None
    waiting: bool = False
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    made: list[Message] = field(default_factory=list)
    delivered: bool = False
