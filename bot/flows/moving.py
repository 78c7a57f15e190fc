"""A meeting that people know of is moved to another time, or called off.

Everybody expected hears it once, privately; whatever waited to speak of the old time is not sent.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from bot.flows import contact, guardians, reminding
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import MeetingState
from bot.model.people import PersonId
from bot.model.signals import Moved

TO_OPEN = "open"
"""The thread of what asks somebody to open it: it is kept back once that has been done."""
SOON = timedelta(days=1)
"""Less than this before a meeting its change is told at once, quiet hours or not."""

_OF_THE_START = frozenset({"open-nudge", "open-alert", "not-open", "never-opened"})
"""Steps of the old start, which the new one has as well."""
_PARTS_AGAIN = frozenset({"ready"})
"""Parts that are looked at again for the new time. What people were asked, they are not again."""


def moved(turn: Turn, signal: Moved) -> None:
    """Staff give a published meeting another time."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    if turn.meeting.state is not MeetingState.PUBLISHED:
        turn.toast("stale")
        return
    soonest = min(turn.meeting.planned_start, signal.start)
    turn.change(
        planned_start=signal.start, planned_end=signal.end, revision=turn.meeting.revision + 1
    )
    _forget_the_old_start(turn)
    turn.recall(TO_OPEN)
    reminding.again(turn)
    _tell_everybody(turn, "meeting-moved", signal.by, at_once=soonest - turn.now < SOON)
    turn.post("meeting-moved-room", thread="moved")
    turn.toast("recorded")


def _forget_the_old_start(turn: Turn) -> None:
    def is_again(step: str) -> bool:
        return step in _OF_THE_START or step.split("/")[0] in _PARTS_AGAIN

    turn.change(done=tuple(step for step in turn.meeting.done if not is_again(step)))


def called_off(turn: Turn, by: PersonId, besides: Collection[PersonId]) -> None:
    """Everybody expected hears that it does not take place; a few words stand in the room.

    `besides`: who was there, and sees those, or has been told otherwise.
    """
    turn.change(revision=turn.meeting.revision + 1)
    turn.recall()
    soon = turn.meeting.planned_start - turn.now < SOON
    _tell_everybody(turn, "meeting-cancelled", by, at_once=soon, besides=besides)
    turn.post("meeting-off", thread="off")


def _tell_everybody(
    turn: Turn, key: str, by: PersonId, *, at_once: bool, besides: Collection[PersonId] = ()
) -> None:
    """Each reader once; not whoever did it."""
    told = {by}
    for who in turn.meeting.expects:
        if who in besides:
            continue
        for reader in (turn.reader_of(who), *_guardians(turn, who)):
            if reader not in told:
                told.add(reader)
                _write(turn, reader, who, key, at_once=at_once)


def _guardians(turn: Turn, who: PersonId) -> tuple[PersonId, ...]:
    """Those of somebody under 18 plan with them."""
    young = not turn.person(who).is_adult(turn.today)
    return guardians.to_tell(turn, who) if young else ()


def _write(turn: Turn, reader: PersonId, who: PersonId, key: str, *, at_once: bool) -> None:
    facts = Facts(person=who if who != reader else None, contact=contact.for_reader(turn, reader))
    if at_once:
        turn.tell(reader, key, facts, thread=reminding.THREAD, safety=False)
    else:
        turn.prompt(reader, key, facts, thread=reminding.THREAD)
