"""A stand-in for one platform: it keeps its own state, which outlives the bot's process.

The Discord-like one shows who is in a voice room; the Telegram-like one shows nothing and
keeps presses and words for a bot that is not running. Both refuse and fail when told to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.adapters.rehearsal.acts import Doors
from bot.happenings import Happening
from bot.model.effects import Act
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel, Seen

NO_ACTS = "the platform cannot keep anybody from hearing"


@dataclass(slots=True)
class Sent:
    """One message as it stands on the platform now."""

    id: int
    """The bot's own number of it, which its buttons carry."""
    address: str
    in_room: bool
    keys: list[str]
    """Every key it ever had, the newest last."""
    text: str
    buttons: tuple[tuple[str, str], ...]
    file: tuple[str, bytes] | None = None
    """The document that came with it."""


@dataclass
class StandIn:
    """One platform, in memory."""

    platform: Platform
    now: Callable[[], datetime]
    shows_rooms: bool
    """Whether it shows who is in a voice room."""
    keeps_presses: bool
    """Whether presses and words wait for a bot that is not there."""
    rooms: dict[str, list[str]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    """Accounts to which the platform takes no private messages."""
    blocked_by: set[str] = field(default_factory=set)
    """Accounts that have blocked the bot."""
    away: bool = False
    twice: bool = False
    busy_until: datetime | None = None
    waiting: list[Happening] = field(default_factory=list)
    open_to_all: set[str] = field(default_factory=set)
    """Groups whose members the bot leaves alone, because no young people's meeting is there."""
    doors: Doors = field(default_factory=Doors)
    on_message: Callable[[Platform, Parcel, Sent], None] = lambda _platform, _parcel, _sent: None

    async def perform(self, parcel: Parcel) -> Delivery:
        """Take one message, or do not, as a real platform would."""
        if self.away:
            return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason="away")
        if self.busy_until is not None and self.now() < self.busy_until:
            wait = (self.busy_until - self.now()).total_seconds()
            return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason="429", retry_after=wait)
        if isinstance(parcel.effect, Act):
            return self._act(parcel.effect, parcel)
        private = parcel.recipient is not None or parcel.do == "reply"
        if private and parcel.address in self.refuses | self.blocked_by:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="blocked")
        message = self._edited(parcel) if parcel.do == "edit" else self._new(parcel)
        if message is None:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="no such message")
        self.on_message(self.platform, parcel, message)
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=str(self.sent.index(message)))

    def _act(self, act: Act, parcel: Parcel) -> Delivery:
        """Where rooms are not shown, people are let in, taken out and kept from writing."""
        by_membership = act.do in {"admit", "remove", "mute", "unmute"}
        can = self.shows_rooms or (by_membership and parcel.address not in self.open_to_all)
        reason = self.doors.do(act, parcel, self.rooms) if can else NO_ACTS
        if reason:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason=reason)
        return Delivery(outcome=DeliveryOutcome.ACCEPTED)

    @property
    def muted(self) -> set[str]:
        """Everybody whom the bot has muted."""
        self.doors.pay(self.rooms)
        return set(self.doors.silenced["mute"])

    def _new(self, parcel: Parcel) -> Sent:
        message = Sent(
            id=parcel.id,
            address=parcel.address,
            in_room=parcel.do == "post",
            keys=[parcel.key],
            text=parcel.text,
            buttons=parcel.buttons,
            file=parcel.file,
        )
        self.sent.append(message)
        return message

    def _edited(self, parcel: Parcel) -> Sent | None:
        position = int(parcel.ref) if parcel.ref is not None else -1
        if not 0 <= position < len(self.sent):
            return None
        message = self.sent[position]
        message.keys.append(parcel.key)
        message.text, message.buttons = parcel.text, parcel.buttons
        return message

    async def snapshot(self, room: str) -> Seen | None:
        """Who is in a voice room; None where the platform cannot show it, or is away."""
        if self.away or not self.shows_rooms:
            return None
        return Seen(accounts=tuple(self.rooms.get(room, ())))
