"""Reminders (M2): a day and an hour before a meeting, with the way in.

Somebody whose reminder falls into their quiet hours gets it when those end. Where that would be
too late to be of use they get it when the quiet hours begin, the evening before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flows import contact, quiet
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState, Place
from bot.model.people import Group, PersonId
from bot.model.policy import Policy

THREAD = "meeting"
"""What speaks of when a meeting is: it is kept back when that changes."""
LEAST = timedelta(minutes=15)
"""Less than this before the start a reminder is of no use."""
EARLY = "early"

_BEFORE_IT = frozenset({MeetingState.PUBLISHED, MeetingState.LOBBY})


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """One for each reminder, and one for each that some people get the evening before."""
    if meeting.state not in _BEFORE_IT:
        return
    for before in policy.meeting_reminders:
        yield _name(before), meeting.ahead(before)
    for name, at in meeting.early_reminders:
        yield f"{EARLY}/{name}/{int(at.timestamp())}", at


def due(turn: Turn, *step: str) -> None:
    """Remind people. After the start nobody is; of several that are late only the nearest goes."""
    lengths = {_name(before): before for before in turn.policy.meeting_reminders}
    before = lengths.get(step[1] if step[0] == EARLY else step[0])
    if before is None or turn.now >= turn.meeting.planned_start or _is_overtaken(turn, before):
        return
    if step[0] == EARLY:
        _remind_early(turn, before, datetime.fromtimestamp(int(step[2]), turn.now.tzinfo))
    else:
        _remind(turn, before)


def begin(turn: Turn) -> None:
    """People know of this meeting, or of its new time, from now on.

    What should have been sent before now is not: they have just been told.
    """
    plan(turn)
    past = [f"reminding/{step}" for step, at in steps(turn.meeting, turn.policy) if at <= turn.now]
    turn.change(done=tuple(dict.fromkeys((*turn.meeting.done, *past))))


def again(turn: Turn) -> None:
    """The meeting has another time: nobody has been reminded of that one."""
    turn.recall(THREAD)
    done = [step for step in turn.meeting.done if not step.startswith("reminding/")]
    turn.change(done=tuple(done))
    begin(turn)


def plan(turn: Turn) -> None:
    """Whose quiet hours make a reminder come the evening before; looked at while it is ahead."""
    if turn.meeting.state is MeetingState.PUBLISHED:
        planned = early(turn.meeting, turn.context.group, turn.policy)
        if planned != turn.meeting.early_reminders:
            turn.change(early_reminders=planned)


def early(meeting: Meeting, group: Group, policy: Policy) -> tuple[tuple[str, datetime], ...]:
    """Every reminder that somebody gets before their quiet hours, and when; the earliest first."""
    found = {
        (_name(before), at)
        for zone in _zones(meeting, group)
        for before in policy.meeting_reminders
        if (at := _evening_before(meeting, policy, before, zone)) is not None
    }
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _zones(meeting: Meeting, group: Group) -> set[ZoneInfo]:
    """Where those are who are expected, or whoever reads for them."""
    people = [group.people[who] for who in meeting.expects if who in group.people]
    holders = [group.people[p.held_by] for p in people if p.held_by in group.people]
    return {ZoneInfo(p.timezone or group.timezone) for p in (*people, *holders)}


def _evening_before(
    meeting: Meeting, policy: Policy, before: timedelta, zone: ZoneInfo
) -> datetime | None:
    """When quiet hours begin in which a reminder would wait for too long; None: it would not."""
    at, hours = meeting.ahead(before), policy.quiet_hours
    ends = quiet.end_of(hours, at, zone)
    if ends is None or ends <= meeting.planned_start - LEAST:
        return None
    return quiet.begin_of(hours, at, zone)


def _name(before: timedelta) -> str:
    return f"{int(before.total_seconds() // 60)}m"


def _is_overtaken(turn: Turn, before: timedelta) -> bool:
    """Whether a reminder nearer to the start is due as well."""
    others = turn.policy.meeting_reminders
    return any(other < before and turn.meeting.ahead(other) <= turn.now for other in others)


def _remind_early(turn: Turn, before: timedelta, at: datetime) -> None:
    """To those whose evening it is. Late into their quiet hours nobody is woken any more."""
    if turn.now > at + LEAST:
        return
    for reader, people in _readers(turn):
        zone = turn.zone_of(reader)
        if _evening_before(turn.meeting, turn.policy, before, zone) == at:
            turn.tell(reader, "reminder", _facts(turn, reader, people), thread=THREAD, safety=False,
                      until=turn.meeting.planned_start)  # fmt: skip


def _remind(turn: Turn, before: timedelta) -> None:
    """To everybody else; not where it would have to wait until it is of no use."""
    start, hours = turn.meeting.planned_start, turn.policy.quiet_hours
    for reader, people in _readers(turn):
        zone = turn.zone_of(reader)
        waits_until = quiet.end_of(hours, turn.now, zone)
        too_late = waits_until is not None and waits_until > start - LEAST
        if not too_late and _evening_before(turn.meeting, turn.policy, before, zone) is None:
            facts = _facts(turn, reader, people)
            turn.prompt(people[0], "reminder", facts, thread=THREAD, until=start)


def cannot_come(turn: Turn, who: PersonId) -> None:
    """What waits to tell them of the meeting is kept back, unless it is for others too."""
    if _reads_alone(turn, who):
        turn.recall_from(turn.reader_of(who), "reminder", "agenda-ask", "agenda-send")


def comes_after_all(turn: Turn, who: PersonId) -> None:
    """A reminder that was kept back in the night waits for its end again."""
    reader = turn.reader_of(who)
    waits = any(_would_wait(turn, reader, one) for one in turn.policy.meeting_reminders)
    if waits and _reads_alone(turn, who):
        turn.prompt(who, "reminder", _facts(turn, reader, (who,)), thread=THREAD,
                    until=turn.meeting.planned_start)  # fmt: skip


def still_waits(turn: Turn, reader: PersonId, sent_at: datetime) -> bool:
    """Whether a prompt of that moment waits for the reader's quiet hours to end."""
    ends = quiet.end_of(turn.policy.quiet_hours, sent_at, turn.zone_of(reader))
    return ends is not None and turn.now < ends


def _would_wait(turn: Turn, reader: PersonId, before: timedelta) -> bool:
    at, zone = turn.meeting.ahead(before), turn.zone_of(reader)
    if at > turn.now or not still_waits(turn, reader, at):
        return False
    return _evening_before(turn.meeting, turn.policy, before, zone) is None


def _reads_alone(turn: Turn, who: PersonId) -> bool:
    """Whether nobody else who comes gets their messages on the same account."""
    reader, expects = turn.reader_of(who), turn.meeting.expects
    others = [one for one in expects if one != who and turn.reader_of(one) == reader]
    return all(turn.meeting.seat(one).cannot_come for one in others)


def _readers(turn: Turn) -> list[tuple[PersonId, tuple[PersonId, ...]]]:
    """Who is written to, and for whom: whoever comes and is not there yet.

    One message for everybody whose seats somebody holds, and one of their own if they come (Y13).
    """
    themselves: list[tuple[PersonId, tuple[PersonId, ...]]] = []
    seats: dict[PersonId, tuple[PersonId, ...]] = {}
    for who in turn.meeting.expects:
        seat, reader = turn.meeting.seat(who), turn.reader_of(who)
        if seat.cannot_come or seat.place is not Place.AWAY:
            continue
        if reader == who:
            themselves.append((who, (who,)))
        else:
            seats[reader] = (*seats.get(reader, ()), who)
    return [*themselves, *seats.items()]


def _facts(turn: Turn, reader: PersonId, people: tuple[PersonId, ...]) -> Facts:
    """For whom it is is said only where somebody reads it for them."""
    return Facts(
        who=people if people != (reader,) else (),
        contact=contact.for_reader(turn, reader),
        minutes=round((turn.meeting.planned_start - turn.now).total_seconds() / 60),
    )
