"""People, places and what is seen, as plain JSON for another process and back.

A thing is named as `{"$user": id}`, `{"$channel": id}`, `{"$guild": id}`,
`{"$message": [channel, id]}` or `{"$modal": id of the interaction}`.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from .channel import Channel
from .forms import Field, SeenModal
from .guild import Guild
from .registry import Call
from .seen import Button, SeenInteraction, SeenMessage
from .state import Json, Role
from .user import User

if TYPE_CHECKING:
    from .server import FakeDiscord


class RemoteMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it looked at one moment."""

    id: int
    channel: int
    author: int
    text: str
    raw: str
    first: str
    buttons: tuple[Button, ...]
    from_bot: bool
    pinned: bool
    edited: bool
    ephemeral: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the buttons."""
        return tuple(button.label for button in self.buttons)


class RemoteModal(msgspec.Struct, frozen=True, kw_only=True):
    """A form as it opened for the interaction with this id."""

    id: int
    title: str
    fields: tuple[Field, ...]


class RemoteInteraction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person saw of what they did, at one moment."""

    id: int
    delivered: bool
    failed: bool
    acknowledged_after: float | None
    response: int | None
    messages: tuple[RemoteMessage, ...]
    modal: RemoteModal | None

    @property
    def ephemeral(self) -> list[RemoteMessage]:
        """What only this person sees."""
        return [message for message in self.messages if message.ephemeral]


def told(value: Any) -> Any:
    """Whatever a deed gave, as JSON."""
    match value:
        case User() | Channel() | Guild() | Role():
            return {"id": value.id, "name": value.name}
        case SeenMessage():
            return msgspec.to_builtins(_message(value))
        case SeenInteraction():
            return msgspec.to_builtins(_interaction(value))
        case list() | tuple() | set() | frozenset():
            return [told(one) for one in value]
        case Call():
            return {"method": value.method, "path": value.path, "status": value.status}
        case dict():
            return {str(key): told(one) for key, one in value.items()}
        case None | bool() | int() | float() | str():
            return value
        case _:
            return repr(value)


def meant(server: "FakeDiscord", value: Any) -> Any:
    """What JSON of another process stands for."""
    if isinstance(value, list):
        return [meant(server, one) for one in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$user": int(number)}:
            return server.user(number)
        case {"$guild": int(number)}:
            return server.guild(number)
        case {"$channel": int(number)}:
            guild = server.guild(server.world.channels[number].guild or 0)
            return guild.channel(number)
        case {"$message": [int(channel), int(number)]}:
            return _seen(server, channel, number)
        case {"$interaction": int(number)}:
            return SeenInteraction(server.world, server.world.interactions[number])
        case {"$modal": int(number)}:
            return SeenInteraction(server.world, server.world.interactions[number]).modal
        case _:
            return {key: meant(server, one) for key, one in value.items()}


def named(value: Any) -> Any:
    """The same in the other direction: what a test gives, so that the server can find it."""
    match value:
        case RemoteMessage():
            return {"$message": [value.channel, value.id]}
        case RemoteInteraction():
            return {"$interaction": value.id}
        case RemoteModal():
            return {"$modal": value.id}
        case list() | tuple():
            return [named(one) for one in value]
        case dict():
            return {key: named(one) for key, one in value.items()}
        case _:
            return value.reference if hasattr(value, "reference") else value


def _seen(server: "FakeDiscord", channel: int, number: int) -> SeenMessage:
    return SeenMessage(server.world, server.world.channels[channel].messages[number])


def _message(one: SeenMessage) -> RemoteMessage:
    return RemoteMessage(
        id=one.id,
        channel=one.channel,
        author=one.author,
        text=one.text,
        raw=one.raw,
        first=one.first,
        buttons=one.buttons,
        from_bot=one.from_bot,
        pinned=one.pinned,
        edited=one.edited,
        ephemeral=one.ephemeral,
    )


def _interaction(one: SeenInteraction) -> RemoteInteraction:
    return RemoteInteraction(
        id=one.id,
        delivered=one.delivered,
        failed=one.failed,
        acknowledged_after=one.acknowledged_after,
        response=one.response,
        messages=tuple(_message(message) for message in one.messages),
        modal=None if one.modal is None else _modal(one.modal),
    )


def _modal(one: SeenModal) -> RemoteModal:
    return RemoteModal(id=one.interaction.id, title=one.title, fields=one.fields)


def as_json(body: Any) -> Json:
    """The result of a control route."""
    return {"result": told(body)}
