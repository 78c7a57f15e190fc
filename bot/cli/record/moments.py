"""The entries of a journal as values: what happened, what was done, and who was shown what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from bot.model import effects as e
from bot.model import signals as s
from bot.model.people import PersonId
from bot.ports import JournalEntry


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One entry, read. `signal` is None if the entry is not as the bot writes them."""

    entry: JournalEntry
    signal: s.Signal | None
    effects: tuple[e.Effect, ...] = ()


class Reveal(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach somebody was shown to somebody (L6, V2)."""

    at: datetime
    of: PersonId | None
    to: PersonId
    key: str


def read_moment(entry: JournalEntry) -> Moment:
    """The values of an entry, as far as it has any."""
    try:
        return Moment(
            entry=entry,
            signal=msgspec.convert(entry.signal, s.Signal),
            effects=tuple(msgspec.convert(entry.effects, list[e.Effect])),
        )
    except msgspec.ValidationError:
        return Moment(entry=entry, signal=None)


def removal_reason(moment: Moment) -> str | None:
    """The sealed words, if they were somebody's reason for taking a person out (L10)."""
    if isinstance(moment.signal, s.Said) and any(map(_notes_reason, moment.effects)):
        return moment.signal.sealed
    return None


def _notes_reason(effect: e.Effect) -> bool:
    noted = isinstance(effect, e.Edit) and effect.facts.variant == "noted"
    return noted and isinstance(effect, e.Edit) and effect.key == "removal-reason"


def without_plain_signs(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Signs of life that led to nothing would bury the rest; the data has them all."""
    for moment in moments:
        plain = isinstance(moment.signal, s.Signed) and not moment.effects
        if not plain or not moment.entry.holds:
            yield moment


def reveals_in(moment: Moment) -> Iterator[Reveal]:
    """A new message reveals when a platform has taken it; a changed one when it is changed."""
    at, signal = moment.entry.at, moment.signal
    if isinstance(signal, s.Delivered) and signal.outcome is s.DeliveryOutcome.ACCEPTED:
        sent = signal.sent
        if sent.facts.reveal:
            yield Reveal(at=at, of=sent.facts.person, to=sent.to, key=sent.key)
    for effect in moment.effects:
        if isinstance(effect, e.Edit) and effect.facts.reveal and effect.to is not None:
            yield Reveal(at=at, of=effect.facts.person, to=effect.to, key=effect.key)
