"""`decide`: the one door to the rules. Pure: the same question always has the same answer."""

from __future__ import annotations

from typing import assert_never

import msgspec

from bot.flows import (
    agenda,
    answers,
    around,
    arranging,
    attendance,
    back,
    blindness,
    breaks,
    check_in,
    claims,
    concerns,
    contact,
    counting,
    delivery,
    during,
    ending,
    forgetting,
    gate,
    gone,
    guardians,
    hands,
    held,
    helping,
    holding,
    ladder,
    leaving,
    minding,
    moving,
    outcomes,
    ownership,
    practising,
    presses,
    reminding,
    running,
    words,
)
from bot.flows.timers import timers
from bot.flows.turn import Context, Turn
from bot.model import signals
from bot.model.case import Case, CaseStep
from bot.model.during_signals import DuringSignal
from bot.model.effects import Effect
from bot.model.meeting import Meeting


class Decision(msgspec.Struct, frozen=True):
    """What comes of a signal: the meeting as it is now, and what is to be done."""

    meeting: Meeting
    effects: tuple[Effect, ...]


def decide(meeting: Meeting, signal: signals.Signal, context: Context) -> Decision:
    """Apply the rules to one signal about one meeting."""
    turn = Turn(meeting, context)
    holding.mark(turn)
    concerns.keep_out(turn)
    held.begin(turn, signal)
    _dispatch(turn, signal)
    held.follow(turn, signal)
    holding.keep(turn)
    held.settle(turn)
    hands.keep(turn)
    running.settle(turn)
    arranging.called_off(turn)
    reminding.plan(turn)
    return Decision(turn.meeting, tuple(turn.effects))


def _dispatch(turn: Turn, signal: signals.Signal) -> None:
    match signal:
        case signals.Published():
            running.published(turn, signal)
        case signals.Opened():
            running.opened(turn, signal)
        case signals.Ended():
            running.ended(turn, signal)
        case signals.Cancelled():
            running.cancelled(turn, signal)
        case signals.Moved():
            moving.moved(turn, signal)
        case signals.Renamed():
            running.renamed(turn, signal)
        case signals.BreakBegan():
            running.break_began(turn, signal)
            breaks.began(turn)
        case signals.Arrived():
            attendance.arrived(turn, signal)
        case signals.Departed():
            leaving.departed(turn, signal)
        case signals.Removed():
            leaving.removed(turn, signal)
        case signals.Elsewhere():
            attendance.elsewhere(turn, signal)
        case signals.GoneElsewhere():
            leaving.lose_cases_here(turn, signal.person)
        case signals.Rejoined():
            attendance.signed(turn, signals.Signed(person=signal.person))
            attendance.came_back(turn, signal.person)
        case signals.Signed():
            during.heard(turn, signal)
        case signals.Leaving():
            leaving.leaving(turn, signal)
        case signals.Said():
            attendance.signed(turn, signals.Signed(person=signal.person))
            words.said(turn, signal)
        case signals.NotUnderstood():
            words.not_understood(turn, signal)
        case signals.Pressed():
            attendance.signed(turn, signals.Signed(person=signal.person))
            presses.pressed(turn, signal)
        case signals.PinTyped():
            guardians.pin_typed(turn, signal)
        case signals.CaseAsked():
            presses.case_asked(turn, signal)
        case signals.Logged():
            _logged(turn, signal)
        case signals.Concerned():
            attendance.signed(turn, signals.Signed(person=signal.person))
            concerns.raised(turn, signal)
        case signals.CannotCome():
            answers.cannot_come(turn, signal)
        case signals.Forgotten(person=who):
            forgetting.forgotten(turn, who)
        case signals.Faded():
            forgetting.faded(turn, signal)
        case signals.RecordRemoved():
            forgetting.record_removed(turn)
        case signals.Expected():
            answers.expected(turn, signal)
        case signals.Answered():
            answers.answered(turn, signal)
        case signals.PractiseAgain():
            practising.again(turn, signal)
        case signals.PractiseHelp():
            practising.help_asked(turn, signal)
        case signals.ItemAdded():
            agenda.item_added(turn, signal)
        case signals.ItemSorted():
            arranging.arranged(turn, signal)
        case signals.WhySaid():
            agenda.why_said(turn, signal)
        case signals.ClaimWished():
            attendance.signed(turn, signals.Signed(person=signal.person))
            claims.wished(turn, signal)
        case signals.ClaimSettled():
            claims.settled(turn, signal)
        case signals.Due():
            _due(turn, signal)
        case signals.Delivered():
            delivery.delivered(turn, signal)
        case signals.Acted():
            gate.acted(turn, signal)
        case signals.Returned():
            blindness.returned(turn, signal)
        case signals.Watched():
            blindness.watched(turn, signal)
        case signals.WentAway():
            blindness.went_away(turn, signal)
        case signals.CameBack():
            blindness.came_back(turn, signal)
        case signals.LobbyChanged():
            pass  # who may wait there is looked at after every signal
        case signals.ClockSetBack():
            blindness.clock_set_back(turn)
        case signals.UnknownSeen():
            attendance.unknown_seen(turn, signal)
        case DuringSignal():
            during.taken(turn, signal)
        case _:
            assert_never(signal)


def _logged(turn: Turn, signal: signals.Logged) -> None:
    """A staff member heard from the person some other way (L4)."""
    case = turn.meeting.case_of(signal.person)
    if not turn.is_staff(signal.by) or (case is not None and not case.may_see(signal.by)):
        turn.toast("not-yours")
    elif case is None:
        turn.seat(signal.person, in_touch=True)
        turn.toast("recorded")
    else:
        check_in.answered(turn, case, "staff heard from them", by=signal.by)
        turn.toast("recorded")


def _due(turn: Turn, signal: signals.Due) -> None:
    """A deadline counts only if the meeting still waits for it, and it has come."""
    at = timers(turn.meeting, turn.policy).get(signal.step)
    if at is None or at > turn.now:
        return
    match signal.step.split("/"):
        case ["case", case_id, step]:
            _case_due(turn, turn.meeting.cases[case_id], step)
        case ["presence", who, "pulse"]:
            attendance.pulse(turn, who)
        case ["presence", who, "pulse-over"]:
            attendance.pulse_over(turn, who)
        case ["away", platform]:
            blindness.tell_away(turn, platform)
        case ["young", step, *of]:
            _young_due(turn, step, *of)
        case ["meeting", step]:
            _meeting_due(turn, step)
        case [part, *step] if part in around.PARTS:
            around.due(turn, part, *step)


def _case_due(turn: Turn, case: Case, step: str) -> None:
    match step:
        case "additional":
            outcomes.additional_steps(turn, case)
        case "retry":
            delivery.try_again(turn, case)
        case "gone":
            gone.ask(turn, case)
        case "guardian":
            minding.call_guardian(turn, case)
        case _:
            _next_step(turn, case, CaseStep(step))


def _next_step(turn: Turn, case: Case, step: CaseStep) -> None:
    match step:
        case CaseStep.BACK_SOON_OVER:
            leaving.back_soon_over(turn, case)
        case CaseStep.CHECK_IN:
            check_in.ask(turn, case)
        case CaseStep.NUDGE:
            check_in.nudge(turn, case)
        case CaseStep.ESCALATE:
            check_in.escalate(turn, case)
        case CaseStep.RUNG:
            ladder.call_next(turn, case)
        case CaseStep.BROADCAST:
            ladder.broadcast(turn, case)
        case CaseStep.OWNERSHIP_EXPIRES:
            ownership.expired(turn, case)
        case CaseStep.TOLD:
            back.ask_told(turn, case)
        case CaseStep.CHOOSE:
            helping.chosen(turn, case, "lead-only")
        case _:
            assert_never(step)


def _young_due(turn: Turn, step: str, who: str = "") -> None:
    match step:
        case "hold-over":
            holding.over(turn)
        case "guardian":
            guardians.silent(turn, who)
        case "no-show":
            minding.no_show(turn, who)
        case "look":
            counting.look_again(turn, who)
        case "strangers":
            gate.try_strangers_again(turn)
        case "day":
            turn.change(day_ends=None)
        case _:
            raise ValueError(step)


def _meeting_due(turn: Turn, step: str) -> None:
    steps = {
        "open-nudge": running.nudge_to_open,
        "open-alert": running.alert_to_open,
        "not-open": running.not_open,
        "never-opened": running.never_opened,
        "start": running.started,
        "overrun": running.overrun,
        "end": ending.end,
        "break-over": leaving.break_over,
        "card": contact.change_card,
        "roll-call": attendance.roll_call,
        "close": running.settle,
    }
    steps[step](turn)
