"""Times in which the bot saw nothing (L12): they are told, recorded, and caught up with once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.flows import (
    attendance,
    check_in,
    contact,
    counting,
    gone,
    ladder,
    leaving,
    minding,
    ownership,
    seats,
)
from bot.flows.turn import Turn
from bot.model.case import Case, CaseStep, Next
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, BlindWindow, Evidence, Meeting, Place
from bot.model.people import PersonId, Platform
from bot.model.signals import Arrived, CameBack, Departed, Returned, Watched, WentAway

ANSWER_TIME = minding.ANSWER_TIME


def returned(turn: Turn, signal: Returned) -> None:
    """The bot is running again: staff hear of the window, each case takes its furthest step."""
    if turn.meeting.state not in OPEN_STATES and not turn.meeting.open_cases():
        return
    since = max(_moments_unseen_from(turn.meeting, signal.blind_since))
    window = BlindWindow(since=since, until=turn.now, told=True)
    long_blind = turn.now - since > turn.policy.blindness_tell_after
    if long_blind:
        turn.change(blind=(*turn.meeting.blind, window))
        if signal.tell:
            _tell_window(turn, window)
    if turn.meeting.room_evidence is Evidence.OBSERVED:
        _stop_the_clock_of_signs(turn, since)
    for case in turn.meeting.open_cases():
        if case.next is not None and case.next.at < turn.now:
            _furthest_step(turn, case, case.next, long_blind=long_blind)


def _moments_unseen_from(meeting: Meeting, since: datetime) -> Iterator[datetime]:
    """A start that was cut short is made again from the same moment; what it told stays told."""
    yield since
    for window in meeting.blind:
        if window.platform is None and window.until is not None:
            yield window.until


def _stop_the_clock_of_signs(turn: Turn, blind_since: datetime) -> None:
    """Silence in a time when no sign could arrive does not count; silence before it does.

    Nobody could answer a pulse either: after a long one whoever was asked is asked again.
    """
    dark = turn.now - blind_since
    asks_again = dark > turn.policy.blindness_tell_after
    for who in turn.meeting.present():
        seat = turn.meeting.seat(who)
        if seat.last_sign is None or seat.last_sign >= blind_since:
            continue
        asked = None if asks_again or seat.pulsed_at is None else seat.pulsed_at + dark
        turn.seat(who, last_sign=seat.last_sign + dark, pulsed_at=asked)


def _furthest_step(turn: Turn, case: Case, waits: Next, *, long_blind: bool) -> None:
    """Of what fell due unseen only the furthest step is taken, once, and says it is late."""
    match waits.step:
        case CaseStep.OWNERSHIP_EXPIRES:
            ownership.expired(turn, case, late_by=_late(turn, waits.at))
        case CaseStep.RUNG | CaseStep.BROADCAST:
            if long_blind:
                ladder.climb(turn, case, late_by=_late(turn, waits.at))
        case CaseStep.BACK_SOON_OVER:
            over = waits.at >= turn.meeting.planned_end
            if over or turn.meeting.seat(case.subject).present:
                leaving.back_soon_over(turn, case)
            else:
                _furthest_question(turn, check_in.count_from(turn, case, waits.at))
        case CaseStep.CHECK_IN | CaseStep.NUDGE | CaseStep.ESCALATE:
            _furthest_question(turn, case)


def _furthest_question(turn: Turn, case: Case) -> None:
    if turn.now >= case.climb_at:
        case = turn.case(case, guardian_at=None)
        check_in.escalate(turn, case, late_by=_late(turn, case.climb_at))
    elif turn.now >= case.left_at + turn.policy.leaving_nudge_after:
        check_in.nudge(turn, case)
    elif turn.now >= case.left_at + check_in.grace_for(turn, case.subject):
        check_in.ask(turn, case)


def _late(turn: Turn, due: datetime) -> int:
    return int((turn.now - due).total_seconds())


def watched(turn: Turn, signal: Watched) -> None:
    """Compare the room as it is with what was known of it.

    People who vanished unseen are leavers from the start of the blind time; people who are
    there and were not known to be have arrived.
    """
    if turn.meeting.by_signs:
        return
    for who, accounts in signal.present.items():
        known = turn.meeting.seat(who)
        if not set(accounts) <= set(known.accounts) or not known.accounts:
            for account in accounts:
                attendance.arrived(
                    turn, Arrived(person=who, evidence=Evidence.OBSERVED, account=account)
                )
    _look_into_the_lobby(turn, signal)
    gone: list[PersonId] = []
    for who, seat in turn.meeting.attendance.items():
        waits = seat.place is Place.LOBBY and (signal.waiting is None or who in signal.waiting)
        if not seat.accounts or (waits and who not in signal.present):
            continue
        if who not in signal.present:
            gone += vanished(turn, who, signal.blind_since)
        else:
            turn.seat(who, accounts=signal.present[who])
            _is_there_after_all(turn, who)
    for who in gone:
        contact.gone(turn, who)
        leaving.lose_cases(turn, who)


def _look_into_the_lobby(turn: Turn, signal: Watched) -> None:
    """Somebody who waits and was not known to (Y1)."""
    for who, accounts in (signal.waiting or {}).items():
        place = turn.meeting.seat(who).place
        stepped_out = place is Place.ROOM and who not in signal.present
        if stepped_out or place is Place.AWAY:
            for account in accounts:
                came = Arrived(
                    person=who, evidence=Evidence.OBSERVED, account=account, at_door=True
                )
                attendance.arrived(turn, came)


def _is_there_after_all(turn: Turn, who: PersonId) -> None:
    """Seen in the room, whatever was thought of them meanwhile; a held clock goes on (L2)."""
    case = turn.meeting.case_of(who)
    held = case is not None and case.next is not None and case.next.step is CaseStep.BACK_SOON_OVER
    if not held:
        attendance.came_back(turn, who)


def vanished(turn: Turn, who: PersonId, blind_since: datetime | None) -> list[PersonId]:
    """Asked now; climbs at L + 10m, or 2 minutes after asking, whichever is later.

    Answers with who has left their duties as well, once everybody who is gone is known.
    """
    if blind_since is None or blind_since >= turn.meeting.planned_end:
        leaving.departed(turn, Departed(person=who, whole=True))
        return []
    seat = turn.meeting.seat(who)
    waited = seat.place is Place.LOBBY and not turn.person(who).is_adult(turn.today)
    was_present = (seat.present or waited) and not leaving.has_said_so(turn, who, at=blind_since)
    seats.empty(turn, who)
    if not was_present or turn.meeting.state not in OPEN_STATES:
        return []
    if turn.meeting.break_until is not None:
        turn.change(on_break=tuple(dict.fromkeys((*turn.meeting.on_break, who))))
        return []
    known = turn.meeting.case_of(who)
    if known is not None:
        known = gone.went(turn, known, blind_since)
        if known.gone_at == blind_since:
            gone.ask(turn, known)
    else:
        case = check_in.open_left_case(turn, who, blind_since)
        climb_at = max(case.climb_at, turn.now + ANSWER_TIME)
        if counting.is_young(turn, who):
            minding.count_drop(turn, who)
        check_in.ask(turn, turn.case(case, climb_at=climb_at, unseen=True))
    return [who] if turn.now < turn.meeting.planned_end else []


def clock_set_back(turn: Turn) -> None:
    """Timers go on by elapsed time; staff hear why times may look odd."""
    if turn.meeting.state in OPEN_STATES or turn.meeting.open_cases():
        for person in turn.context.group.staff(turn.today):
            turn.tell(person.id, "clock-set-back")


def went_away(turn: Turn, signal: WentAway) -> None:
    """A platform stopped answering; after a minute staff are told on whatever still works."""
    if turn.meeting.state in OPEN_STATES and _window(turn, signal.platform) is None:
        window = BlindWindow(since=signal.since, platform=signal.platform, quiet=not signal.tell)
        turn.change(blind=(*turn.meeting.blind, window))


def tell_away(turn: Turn, platform: Platform) -> None:
    """The platform has been away for a minute."""
    window = _window(turn, platform)
    if window is None or window.told:
        return
    told = msgspec.structs.replace(window, told=True)
    turn.change(blind=tuple(told if w == window else w for w in turn.meeting.blind))
    if window.quiet:
        return
    facts = Facts(variant="now", since=window.since, platform=platform)
    for person in turn.context.group.staff(turn.today):
        if set(person.platforms()) - turn.context.unreachable - {platform}:
            turn.tell(person.id, "bot-was-blind", facts)


def came_back(turn: Turn, signal: CameBack) -> None:
    """The platform answers again; if staff were told it was away, they hear the exact window."""
    window = _window(turn, signal.platform)
    if window is None:
        return
    over = msgspec.structs.replace(window, until=turn.now)
    turn.change(blind=tuple(over if w == window else w for w in turn.meeting.blind))
    if signal.platform == turn.meeting.platform and turn.meeting.state in OPEN_STATES:
        _stop_the_clock_of_signs(turn, window.since)
    long_blind = window.told or turn.now - window.since > turn.policy.blindness_tell_after
    if long_blind and not window.quiet:
        _tell_window(turn, over)


def _window(turn: Turn, platform: Platform) -> BlindWindow | None:
    return next((w for w in turn.meeting.blind if w.platform == platform and w.until is None), None)


def _tell_window(turn: Turn, window: BlindWindow) -> None:
    facts = Facts(since=window.since, until=window.until, platform=window.platform)
    for person in turn.context.group.staff(turn.today):
        turn.tell(person.id, "bot-was-blind", facts)
