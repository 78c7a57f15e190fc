"""Breaks (M4): said to be due by the hour, and when two people or the chair would like one.

The bot never declares one itself: in a declared break nobody is looked for (L10), so a person
decides on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from bot.flows import attendance
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId
from bot.model.policy import Policy

THREAD = "break"
AGAIN = timedelta(minutes=15)
"""After which it is said once more, if there was none."""
JUST_SAID = timedelta(minutes=10)
LASTS = timedelta(minutes=5)
"""How long a break is that the chair begins with one tap."""
ASKED_BY = 2
"""So many people have to ask for one; the chair alone is enough."""
WANTED = "asked"


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """When a break is due, and once more; none so near the planned end that it is of no use."""
    if meeting.state is not MeetingState.RUNNING:
        return
    began = max(meeting.planned_start, meeting.opened_at or meeting.planned_start)
    since = max(began, meeting.during.break_ended or began)
    due = since + policy.meeting_break_by
    stamp = int(since.timestamp())
    for step, at in ((f"break/{stamp}", due), (f"break/{stamp}/again", due + AGAIN)):
        if at < meeting.planned_end:
            yield step, at


def due(turn: Turn, *, again: bool) -> None:
    """People have sat there for an hour: say so to everybody, and to whoever can begin a break."""
    said = turn.meeting.during.break_said_at
    just_said = again and said is not None and turn.now - said < JUST_SAID
    if not just_said and turn.now < turn.meeting.planned_end:
        _say(turn, None)


def began(turn: Turn) -> None:
    """A break was declared: the hour begins anew after it."""
    until = turn.meeting.break_until
    if until is not None and until > turn.now:
        turn.recall(THREAD)
        _keep(turn, break_ended=until, wants_break=())


def wanted(turn: Turn, who: PersonId) -> None:
    """Somebody asks for one. It is kept silently until somebody else does too."""
    meeting = turn.meeting
    if meeting.state is not MeetingState.RUNNING:
        turn.toast("closed")
    elif not meeting.seat(who).present:
        turn.toast("not-there")
    elif meeting.break_until is not None and meeting.break_until > turn.now:
        turn.toast("break-now")
    else:
        _count(turn, who)
        turn.toast("break-kept")


def _count(turn: Turn, who: PersonId) -> None:
    asked = tuple(dict.fromkeys((*turn.meeting.during.wants_break, who)))
    if len(asked) >= ASKED_BY or who == attendance.caller_of_the_roll(turn):
        _say(turn, WANTED)
    else:
        _keep(turn, wants_break=asked)


def pressed(turn: Turn, who: PersonId, button: str) -> None:
    """The chair begins a break with one tap, or not now."""
    meeting = turn.meeting
    if not turn.is_staff(who) and who != attendance.caller_of_the_roll(turn):
        turn.toast("not-yours")
    elif meeting.state is not MeetingState.RUNNING:
        turn.toast("closed")
    else:
        if button == "break-5":
            _begin(turn)
        turn.edit("break-due", THREAD, to=who, facts=Facts(variant="noted"))
        turn.toast("recorded")


def _begin(turn: Turn) -> None:
    """As declared by command (L10); everybody is told until when."""
    running = turn.meeting.break_until
    if running is not None and running > turn.now:
        return
    turn.change(break_until=turn.now + LASTS)
    began(turn)
    turn.post("break-began", Facts(until=turn.meeting.break_until))


def _say(turn: Turn, variant: str | None) -> None:
    """To the room in words that name nobody; to the chair with the tap that begins one."""
    _keep(turn, break_said_at=turn.now, wants_break=())
    ends = turn.meeting.planned_end
    turn.post("break-due", Facts(variant=variant, buttons=()), thread=THREAD, until=ends)
    reader = attendance.caller_of_the_roll(turn)
    if reader is not None:
        private = Facts(variant="wanted" if variant else None)
        turn.tell(reader, "break-due", private, thread=THREAD, until=ends)


def _keep(turn: Turn, **fields: object) -> None:
    turn.change(during=msgspec.structs.replace(turn.meeting.during, **fields))
