"""Who speaks next (M4): those who have been heard least first, then in the order of asking.

The queue is shown to the chair alone. People who like to be asked are asked, privately and once,
whether they want to speak; nobody else ever is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from bot.flows import attendance
from bot.flows.turn import Turn
from bot.model.during import During
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import PersonId
from bot.model.policy import Policy

THREAD = "hands"
ONE_TURN = timedelta(minutes=2)
"""What somebody writes within this time counts as having been heard once."""


def order(meeting: Meeting) -> tuple[PersonId, ...]:
    """Whose hand is up, in the order in which they are to speak."""
    during = meeting.during
    here = [who for who in during.hands if meeting.seat(who).present]
    return tuple(sorted(here, key=lambda who: during.heard.get(who, 0)))


def raised(turn: Turn, who: PersonId) -> None:
    """Somebody would like to speak."""
    meeting = turn.meeting
    if meeting.state not in OPEN_STATES:
        turn.toast("closed")
    elif not meeting.seat(who).present:
        turn.toast("not-there")
    else:
        if who not in meeting.during.hands:
            first = not order(meeting)
            _keep(turn, hands=(*meeting.during.hands, who))
            _show(turn, anew=first)
        turn.toast("hand-up")


def lowered(turn: Turn, who: PersonId) -> None:
    """Somebody would not like to speak any more."""
    if who in turn.meeting.during.hands:
        _keep(turn, hands=_without(turn.meeting.during, who))
        _show(turn, anew=False)
    turn.toast("hand-down")


def next_called(turn: Turn, by: PersonId) -> None:
    """It is somebody's turn, if they like. Being called counts as having been heard."""
    if not may_call(turn, by):
        turn.toast("not-yours")
        return
    waiting = order(turn.meeting)
    if turn.meeting.state not in OPEN_STATES or not waiting:
        turn.toast("nobody-waits")
        return
    who = waiting[0]
    _keep(turn, hands=_without(turn.meeting.during, who))
    _heard_once_more(turn, who)
    tell_now(turn, who, "hand-called", "hand")
    _show(turn, anew=False)
    turn.toast("recorded")


def may_call(turn: Turn, who: PersonId) -> bool:
    """Whether the order of speaking is theirs to see and to lead: staff, and an adult chair."""
    chairs = who == turn.meeting.chair and turn.person(who).is_adult(turn.today)
    return chairs or turn.is_staff(who)


def heard(turn: Turn, who: PersonId) -> None:
    """Somebody wrote in the room: that is being heard."""
    meeting = turn.meeting
    if meeting.state not in OPEN_STATES or not meeting.seat(who).present:
        return
    last = meeting.during.heard_at.get(who)
    if last is None or turn.now - last > ONE_TURN:
        _heard_once_more(turn, who)
    else:
        _keep(turn, heard_at={**meeting.during.heard_at, who: turn.now})


def keep(turn: Turn) -> None:
    """Note who has come and would like to be asked."""
    meeting = turn.meeting
    if meeting.state not in OPEN_STATES:
        return
    known = meeting.during.quiet
    new = [w for w in meeting.present() if w not in known and turn.person(w).wants_asking]
    if new:
        _keep(turn, quiet={**known, **dict.fromkeys(new, turn.now)})


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """When each of them is asked, unless they are heard before."""
    during = meeting.during
    if meeting.state is not MeetingState.RUNNING or not during.quiet:
        return
    began = max(meeting.planned_start, meeting.opened_at or meeting.planned_start)
    rested = max(began, during.break_ended or began)
    for who, since in during.quiet.items():
        if meeting.seat(who).present:
            last = max(since, rested, during.heard_at.get(who, since))
            yield f"quiet/{who}", last + policy.during_invite_quiet_after


def ask_quietly(turn: Turn, who: PersonId) -> None:
    """Would they like to speak? Once in a meeting, and only who wants to be asked."""
    if turn.person(who).wants_asking and who not in turn.meeting.during.hands:
        tell_now(turn, who, "quiet-ask", f"quiet/{who}")


def answered(turn: Turn, who: PersonId, button: str) -> None:
    """Yes puts up their hand; nobody hears that they were asked."""
    turn.edit("quiet-ask", f"quiet/{who}", to=turn.reader_of(who), facts=Facts(variant="noted"))
    if button == "yes-please":
        raised(turn, who)
    else:
        turn.toast("thanks")


def tell_now(turn: Turn, who: PersonId, key: str, thread: str) -> None:
    """A word for somebody who is there: no quiet hour holds it up, nor the prompts of that day."""
    turn.tell(turn.reader_of(who), key, Facts(person=who), thread=thread)


def _show(turn: Turn, *, anew: bool) -> None:
    """The chair's own list, changed in place.

    The first hand after none is a new message, and so is the list for whoever is the chair now.
    """
    reader = attendance.caller_of_the_roll(turn)
    if reader is None:
        return
    waiting = order(turn.meeting)
    facts = Facts(who=waiting, variant=None if waiting else "noted")
    before = turn.meeting.during.hands_shown_to
    _keep(turn, hands_shown_to=reader)
    if anew or (waiting and reader != before):
        turn.tell(reader, "hands", facts, thread=THREAD)
    else:
        turn.edit("hands", THREAD, to=reader, facts=facts)


def _heard_once_more(turn: Turn, who: PersonId) -> None:
    during = turn.meeting.during
    _keep(
        turn,
        heard={**during.heard, who: during.heard.get(who, 0) + 1},
        heard_at={**during.heard_at, who: turn.now},
    )


def _without(during: During, who: PersonId) -> tuple[PersonId, ...]:
    return tuple(one for one in during.hands if one != who)


def _keep(turn: Turn, **fields: object) -> None:
    turn.change(during=msgspec.structs.replace(turn.meeting.during, **fields))
