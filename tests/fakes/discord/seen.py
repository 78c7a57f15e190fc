"""What people see: messages, buttons, and what came of what they did."""

import msgspec

from . import components, texts
from .bits import EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS
from .forms import SeenModal
from .state import Interaction, Json, Message
from .world import World


class Button(msgspec.Struct, frozen=True, kw_only=True):
    """A button or menu under a message. `values` are what a menu offers."""

    label: str
    custom_id: str | None = None
    url: str | None = None
    style: int = 0
    kind: int = components.BUTTON
    disabled: bool = False
    values: tuple[str, ...] = ()


class SeenMessage:
    """A message, as it looks whenever one looks; only `first_buttons` stay as first seen.

    `text` is what people see, `raw` what was sent, `markup` the kinds of markup in it, `pings`
    whom it called.
    """

    def __init__(self, world: World, message: Message) -> None:
        self.world = world
        self.message = message
        self.id = message.id
        self.channel = message.channel
        self.author = message.author
        self.first_buttons = self.buttons

    @property
    def raw(self) -> str:
        """The content as it was sent."""
        return self.message.content

    @property
    def first(self) -> str:
        """The same, before it was edited."""
        return self.message.first

    @property
    def text(self) -> str:
        """The text on the screen."""
        return self._rendered.text

    @property
    def markup(self) -> frozenset[str]:
        """The kinds of markup that took effect: bold, link, mention, address, list …"""
        return self._rendered.markup

    @property
    def pings(self) -> frozenset[str]:
        """Whom it called: ids as text, `everyone`, `&` and a role's id."""
        return self.message.pings

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """The documents that came with it: the name and content of each."""
        return self.message.files

    @property
    def embeds(self) -> list[Json]:
        """The embeds as they were sent."""
        return self.message.embeds

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Buttons and menus, row by row, in one list."""
        return tuple(_button(one) for one in components.leaves(self.message.components))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the buttons."""
        return tuple(button.label for button in self.buttons)

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.author == self.world.bot.id

    @property
    def pinned(self) -> bool:
        """Whether it is pinned."""
        return self.message.pinned_at is not None

    @property
    def edited(self) -> bool:
        """Whether it was changed since."""
        return self.message.edited_at is not None

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.message.deleted

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.message.flags & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether it is still the three dots."""
        return bool(self.message.flags & LOADING)

    @property
    def silent(self) -> bool:
        """Whether it came without a sound."""
        return bool(self.message.flags & SUPPRESS_NOTIFICATIONS)

    def button(self, label_or_id: str) -> Button | None:
        """The button with this label, or this custom id; also one that was there at first."""
        for buttons in (self.buttons, self.first_buttons):
            for name in ("label", "custom_id"):
                for button in buttons:
                    if getattr(button, name) == label_or_id:
                        return button
        return None

    @property
    def _rendered(self) -> texts.Rendered:
        return texts.rendered(self.raw, self.world.names() if "<" in self.raw else {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SeenMessage) and other.message is self.message

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"SeenMessage({self.id}, {self.text!r}, {self.labels})"


class SeenInteraction:
    """Something a person did with the bot, and what they saw of it so far."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self.world = world
        self.interaction = interaction
        self.id = interaction.id

    @property
    def delivered(self) -> bool:
        """Whether the bot was on the line when it happened."""
        return self.interaction.delivered

    @property
    def acknowledged_after(self) -> float | None:
        """Seconds of the server's clock to the first answer; None: there is none yet."""
        at = self.interaction.responded_at
        return None if at is None else at - self.interaction.at

    @property
    def failed(self) -> bool:
        """Whether the person reads that the interaction failed."""
        late = self.world.now() - self.interaction.at > self.world.deadline
        return self.acknowledged_after is None and (late or not self.delivered)

    @property
    def response(self) -> int | None:
        """The type of the first answer: 4 to 9."""
        return self.interaction.response

    @property
    def thinking(self) -> bool:
        """Whether the three dots are still there."""
        return self.interaction.waiting

    @property
    def messages(self) -> list[SeenMessage]:
        """What was answered and is not gone, oldest first, without the three dots."""
        shown = [SeenMessage(self.world, one) for one in self.interaction.made]
        return [one for one in shown if not one.deleted and not one.thinking]

    @property
    def ephemeral(self) -> list[SeenMessage]:
        """Of these, what only this person sees."""
        return [one for one in self.messages if one.ephemeral]

    @property
    def modal(self) -> SeenModal | None:
        """The form that opened."""
        body = self.interaction.modal
        return None if body is None else SeenModal(self.interaction, body)

    @property
    def choices(self) -> list[Json]:
        """What was offered while typing."""
        return self.interaction.choices

    def __repr__(self) -> str:
        return f"SeenInteraction({self.id}, answered {self.response})"


def _button(one: Json) -> Button:
    return Button(
        label=one.get("label") or one.get("placeholder") or "",
        custom_id=one.get("custom_id"),
        url=one.get("url"),
        style=one.get("style", 0),
        kind=one["type"],
        disabled=bool(one.get("disabled")),
        values=tuple(option["value"] for option in one.get("options") or ()),
    )
