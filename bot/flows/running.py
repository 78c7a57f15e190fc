"""Beginning and ending a meeting (L11, L13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.flows import (
    allowed,
    answers,
    attendance,
    contact,
    counting,
    ending,
    guardians,
    moving,
    reminding,
)
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, BlindWindow, Meeting, MeetingState, Place
from bot.model.people import PersonId, Role
from bot.model.signals import BreakBegan, Cancelled, Ended, Opened, Published, Renamed


def published(turn: Turn, signal: Published) -> None:
    """People may rely on the meeting from now on. Refused without a way to reach someone (P4)."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    if turn.meeting.state is not MeetingState.DRAFT:
        turn.toast("stale")
        return
    reason = _why_not_publish(turn)
    if reason is not None:
        turn.tell(signal.by, "publish-refused", Facts(reason=reason), safety=False)
        return
    turn.become(MeetingState.PUBLISHED)
    if not signal.quiet:
        turn.post("meeting-published", Facts(contact=contact.now(turn)), thread="published")
    answers.published(turn, signal)
    reminding.begin(turn)
    turn.toast("recorded")


def _why_not_publish(turn: Turn) -> str | None:
    who = turn.meeting.contact
    if who is None or not turn.is_staff(who):
        return "no-contact"
    if not turn.person(who).outside_route:
        return "contact-without-phone"
    if turn.meeting.hard and not _is_followed_up(turn):
        return "no-follow-up"
    if turn.meeting.confidential and turn.meeting.platform not in turn.policy.platform_confidential:
        return "platform-not-approved"
    meeting, group = turn.meeting, turn.context.group
    day = meeting.planned_start.astimezone(turn.zone).date()
    return allowed.why_forbidden(meeting, group.people, day, turn.policy, group.country)


def _is_followed_up(turn: Turn) -> bool:
    """Whether somebody on the staff writes next day to those who ask for it (P5)."""
    who = turn.meeting.follow_up
    return who is not None and turn.is_staff(who) and bool(turn.routes_to(who))


def opened(turn: Turn, signal: Opened) -> None:
    """Open the doors: everybody waiting comes in, and everybody is told they may go (L1)."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    if turn.meeting.state is not MeetingState.PUBLISHED:
        turn.toast("stale" if turn.meeting.state in OPEN_STATES else "closed")
        return
    turn.become(MeetingState.LOBBY)
    turn.recall(moving.TO_OPEN)
    turn.change(opened_at=turn.now, empty_since=turn.now, card_contact=contact.now(turn))
    for who, seat in turn.meeting.attendance.items():
        if seat.place is Place.LOBBY and not counting.applies(turn):
            turn.seat(who, place=Place.ROOM, last_sign=turn.now, been=True)
            turn.change(empty_since=None)
    if turn.meeting.present():
        turn.change(empty_since=None)
    for platform in sorted(turn.context.platforms_away):
        window = BlindWindow(since=turn.now, platform=platform)
        turn.change(blind=(*turn.meeting.blind, window))
    facts = Facts(contact=contact.now(turn), hard=turn.meeting.hard)
    turn.post("opening", facts, thread=contact.CARD)
    turn.toast("recorded")
    if turn.now >= turn.meeting.planned_start:
        started(turn)


def started(turn: Turn) -> None:
    """The planned start: an open meeting is running."""
    if turn.meeting.state is MeetingState.LOBBY:
        turn.become(MeetingState.RUNNING)


def break_began(turn: Turn, signal: BreakBegan) -> None:
    """A declared break: going out of it is not leaving (L10)."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
    elif turn.meeting.state not in OPEN_STATES:
        turn.toast("stale")
    else:
        turn.change(break_until=turn.now + timedelta(seconds=signal.seconds))
        turn.post("break-began", Facts(until=turn.meeting.break_until))
        turn.toast("recorded")


def ended(turn: Turn, signal: Ended) -> None:
    """Staff end the meeting."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
    elif turn.meeting.state not in OPEN_STATES:
        turn.toast("stale")
    else:
        ending.end(turn)
        turn.toast("recorded")


def cancelled(turn: Turn, signal: Cancelled) -> None:
    """Staff cancel the meeting. Closes no case (L11)."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
    elif turn.meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED, MeetingState.ENDED}:
        turn.toast("stale")
    else:
        was_known = turn.meeting.state is not MeetingState.DRAFT
        turn.recall(moving.TO_OPEN)
        there = turn.meeting.present()
        if turn.meeting.state in OPEN_STATES:
            ending.end(turn)
        waited = ending.empty_the_lobby(turn)
        for who in waited:
            turn.tell(who, "not-open", Facts(contact=contact.for_reader(turn, who)))
            guardians.tell(turn, who, "not-open")
        turn.become(MeetingState.CANCELLED)
        if was_known:
            moving.called_off(turn, signal.by, (*there, *waited))
        turn.toast("recorded")


def renamed(turn: Turn, signal: Renamed) -> None:
    """It has another name; calendars are to show it."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
    elif turn.meeting.state not in {MeetingState.DRAFT, MeetingState.PUBLISHED}:
        turn.toast("stale")
    else:
        turn.change(revision=turn.meeting.revision + 1)
        turn.toast("recorded")


def nudge_to_open(turn: Turn) -> None:
    """The organiser is reminded that the meeting is not open yet (M3)."""
    opener = _opener(turn)
    overtaken = turn.now >= turn.meeting.planned_start - turn.policy.meeting_open_before
    if turn.once("open-nudge") and opener is not None and not overtaken:
        turn.tell(opener, "open-nudge", thread=moving.TO_OPEN, until=_too_late_to_open(turn))


def _opener(turn: Turn) -> PersonId | None:
    """Who is expected to open: the chair, or the contact person if the chair does not come."""
    chair = turn.meeting.chair
    able = chair is not None and turn.is_staff(chair) and not contact.stays_away(turn, chair)
    return chair if able else contact.now(turn)


def alert_to_open(turn: Turn) -> None:
    """Somebody else is asked to open it, and may (M3)."""
    if turn.once("open-alert") and turn.now < _too_late_to_open(turn):
        ask_to_open(turn)


def ask_to_open(turn: Turn) -> None:
    """The first who may open it, is not expected to anyway, and can be reached."""
    group, today = turn.context.group, turn.today
    chair = _opener(turn)
    organisers = [
        one.id
        for one in group.with_role(Role.ORGANISER, today)
        if one.id != chair and not contact.stays_away(turn, one.id)
    ]
    expected = [who for who in organisers if who in turn.meeting.expects]
    leads = [p.id for p in group.with_role(Role.SAFEGUARDING_LEAD, today) if p.id != chair]
    staff = [p.id for p in group.staff(today) if p.id != chair]
    ranked = dict.fromkeys([*expected, *organisers, *leads, *staff])
    for who in [one for one in ranked if one not in turn.meeting.unreached][:1]:
        turn.tell(who, "open-alert", thread=moving.TO_OPEN, until=_too_late_to_open(turn))


def _too_late_to_open(turn: Turn) -> datetime:
    """When everybody is told that nobody has opened it."""
    return turn.meeting.planned_start + turn.policy.meeting_not_open_after


def not_open(turn: Turn) -> None:
    """Nobody has opened it: nobody is left waiting, and the lead knows (L13)."""
    if not turn.once("not-open"):
        return
    alerted = [person.id for person in turn.context.group.lead_or_deputy(turn.today)]
    for who in alerted:
        turn.tell(who, "not-open", Facts(variant="staff", contact=contact.for_reader(turn, who)))
    for who in turn.meeting.expects:
        if who not in alerted:
            turn.tell(who, "not-open", Facts(contact=contact.for_reader(turn, who)))
    expected = turn.meeting.expects
    theirs: dict[PersonId, tuple[PersonId, ...]] = {}
    for who in expected:
        for guardian in guardians.to_tell(turn, who):
            theirs[guardian] = (*theirs.get(guardian, ()), who)
    for guardian, children in theirs.items():
        if guardian not in {*alerted, *expected}:
            facts = Facts(who=children, contact=contact.for_reader(turn, guardian))
            turn.tell(guardian, "not-open", facts)


def never_opened(turn: Turn) -> None:
    """Half an hour after the planned start the meeting is off (L13)."""
    if turn.meeting.state is MeetingState.PUBLISHED:
        ending.empty_the_lobby(turn)
        turn.become(MeetingState.CANCELLED)


def overrun(turn: Turn) -> None:
    """The planned end has come and people are still there: carry on, or end? (L13)."""
    if turn.once(overrun_step(turn.meeting)) and turn.meeting.present():
        caller = attendance.caller_of_the_roll(turn)
        reader = caller if caller is not None and turn.is_staff(caller) else contact.now(turn)
        if reader is not None:
            minutes = int(turn.policy.meeting_overrun_step.total_seconds() // 60)
            turn.tell(reader, "overrun", Facts(minutes=minutes), thread="overrun")


def overrun_step(meeting: Meeting) -> str:
    """The question is asked once for each planned end."""
    return f"overrun@{meeting.planned_end.isoformat()}"


def carry_on(turn: Turn, who: PersonId) -> None:
    """Each press moves the planned end by 15 minutes (L13)."""
    if not turn.is_staff(who):
        turn.toast("not-yours")
    elif turn.meeting.state not in OPEN_STATES:
        turn.toast("closed")
    else:
        turn.change(planned_end=turn.meeting.planned_end + turn.policy.meeting_overrun_step)
        turn.toast("recorded")


def settle(turn: Turn) -> None:
    """After every signal: a meeting is closed only when every case of it is (L11)."""
    meeting = turn.meeting
    if meeting.state is MeetingState.CLOSED and meeting.open_cases():
        turn.become(MeetingState.ENDED)
    if meeting.state is not MeetingState.ENDED or meeting.ended_at is None:
        return
    rested = turn.now >= meeting.ended_at + turn.policy.meeting_close_after
    if rested and not meeting.open_cases():
        turn.become(MeetingState.CLOSED)
