"""Delivery is part of safety (L8): a refused message is an event like any other."""

from __future__ import annotations

import msgspec

from bot.flows import (
    back,
    check_in,
    claim_words,
    contact,
    counting,
    guardians,
    helping,
    ladder,
    minding,
    notices,
    ownership,
    passing_on,
)
from bot.flows.turn import Turn
from bot.model.case import Case, CaseStep, Refusal, Stage
from bot.model.effects import Send
from bot.model.people import PersonId, Platform
from bot.model.signals import Delivered, DeliveryOutcome

ASKING = frozenset({"check-in", "check-in-nudge"})
ALERTS = frozenset(
    {"case-alert", "support-alert", "concern-alert", "case-broadcast", "operator-alert"}
)
TASKS = frozenset({"no-show-task", "young-person-left", "call-task"})
KEPT_TRYING = ALERTS | TASKS | {"case-contact"}
FOR_GUARDIANS = frozenset({"ended-guardian", "guardian-back"})
NOTES = frozenset({"technical-note", "leaver-note", "team-words-copy"})


def delivered(turn: Turn, signal: Delivered) -> None:
    """Other routes at once; if none works, the case climbs now rather than at its deadline."""
    sent = signal.sent
    case = turn.meeting.cases.get(sent.case) if sent.case else None
    match signal.outcome:
        case DeliveryOutcome.ACCEPTED:
            passing_on.reached(turn, sent)
            _note_shown(turn, sent)
            if case is not None:
                _no_longer_refused(turn, case, sent)
        case DeliveryOutcome.REFUSED | DeliveryOutcome.UNKNOWN if sent.then:
            _other_route(turn, case, sent)
        case DeliveryOutcome.REFUSED:
            _no_route_works(turn, case, sent)
        case DeliveryOutcome.UNKNOWN:
            pass  # it is sent again, and the time for the next rung goes on


def _other_route(turn: Turn, case: Case | None, sent: Send) -> None:
    """The next route, unless the person was heard of in the meantime."""
    if case is not None and case.is_open:
        case = turn.note_tried(case, sent.key, platform=sent.platform, ok=False)
        if sent.key in ASKING:
            if _was_tried(case, sent.key, sent.then[0]):
                return
            turn.note_tried(case, sent.key, platform=sent.then[0])
    elif case is not None and sent.key in ASKING:
        return
    again = msgspec.structs.replace(sent, platform=sent.then[0], then=sent.then[1:])
    turn.effects.append(again)


def _note_shown(turn: Turn, sent: Send) -> None:
    """What became of a claim's first message decides when there is a reminder (C2)."""
    if sent.key == "cost-claim":
        claim_words.shown(turn, sent.thread.partition("/")[2])


def _was_tried(case: Case, key: str, platform: Platform) -> bool:
    """Whether a question went out there already: first *unknown*, then *refused* is one failure."""
    return any(tried.what == key and tried.platform == platform for tried in case.tried)


def _no_route_works(turn: Turn, case: Case | None, sent: Send) -> None:
    _note_shown(turn, sent)
    passing_on.refused(turn, sent)
    if sent.key in NOTES:
        _next_reader(turn, sent)
    if sent.key == "guardian-confirm" and sent.facts.person is not None:
        guardians.refused(turn, sent.facts.person, sent.to)
    if sent.key in FOR_GUARDIANS and sent.facts.person is not None:
        notices.not_told(turn, sent.facts.person, sent)
    if case is None or not case.is_open:
        return
    if sent.key == "case-left" and sent.facts.variant is None and case.owner == sent.to:
        ownership.pass_on(turn, case)
    elif sent.key == back.TOLD_ASK:
        _told_ask_refused(turn, case, sent)
    elif sent.key in ASKING:
        case = turn.note_tried(case, sent.key, platform=sent.platform, ok=False)
        if case.stage in {Stage.CHECKING, Stage.NUDGED}:
            check_in.escalate(turn, case)
    elif sent.key in KEPT_TRYING:
        known = _refusal(case, sent.to, sent.platform) is not None
        case = _try_again_later(turn, case, sent)
        if not known and sent.key in ALERTS | {"no-show-task"}:
            _climb_if_unreachable(turn, case, sent)
        elif not known and sent.key in TASKS:
            minding.refused(turn, case, sent.key, sent.to)


def _told_ask_refused(turn: Turn, case: Case, sent: Send) -> None:
    """The next adult is asked in their place; with none left it is tried again in a minute (Y5)."""
    for platform in turn.routes_to(sent.to):
        refused = msgspec.structs.replace(sent, platform=platform)
        case = _try_again_later(turn, case, refused)
    if case.found and case.owner == sent.to:
        back.pass_on(turn, case)


def _climb_if_unreachable(turn: Turn, case: Case, sent: Send) -> None:
    """The rung just called cannot be reached on any route: the next one is asked now."""
    waiting = case.next is not None and case.next.step is CaseStep.RUNG and case.owner is None
    if not waiting or not case.called or case.called[-1] != sent.to:
        return
    proved = turn.person(sent.to).platforms(proved_only=True)
    unreached = {r.platform for r in case.refusals if r.to == sent.to} | {sent.platform}
    if unreached.issuperset(proved):
        ladder.call_next(turn, case)


def _try_again_later(turn: Turn, case: Case, sent: Send) -> Case:
    retry = Refusal(to=sent.to, platform=sent.platform, key=sent.key, thread=sent.thread,
                    retry_at=turn.now + turn.policy.escalation_retry_every)  # fmt: skip
    others = [r for r in case.refusals if (r.to, r.platform) != (sent.to, sent.platform)]
    return turn.case(case, refusals=(*others, retry))


def _no_longer_refused(turn: Turn, case: Case, sent: Send) -> None:
    if _refusal(case, sent.to, sent.platform) is not None:
        kept = [r for r in case.refusals if (r.to, r.platform) != (sent.to, sent.platform)]
        turn.case(case, refusals=tuple(kept))


def _refusal(case: Case, to: PersonId, platform: str) -> Refusal | None:
    return next((r for r in case.refusals if (r.to, r.platform) == (to, platform)), None)


def try_again(turn: Turn, case: Case) -> None:
    """Alerts that a platform refused are tried again every minute while the case is open (L5)."""
    later = turn.now + turn.policy.escalation_retry_every
    due = [refusal for refusal in case.refusals if refusal.retry_at <= turn.now]
    kept = [msgspec.structs.replace(r, retry_at=later) if r in due else r for r in case.refusals]
    told = [refusal for refusal in due if refusal.key == back.TOLD_ASK]
    case = turn.case(case, refusals=tuple(r for r in kept if r.key != back.TOLD_ASK or not told))
    if told and case.found and case.owner is None:
        back.ask_told(turn, case)
    for refusal in (one for one in due if one not in told):
        alert = refusal.key in ALERTS | TASKS
        facts = ladder.alert_facts(case) if alert else ownership.contact_facts(turn, case)
        turn.effects.append(
            Send(
                to=refusal.to,
                key=refusal.key,
                platform=refusal.platform,
                facts=facts,
                case=case.id,
                thread=refusal.thread,
            )
        )


def _next_reader(turn: Turn, sent: Send) -> None:
    """A note that the contact person cannot be given goes to the next of the staff."""
    if sent.facts.person is None:
        return
    case = turn.meeting.cases.get(sent.case) if sent.case else None
    queue = contact.readers(turn, sent.facts.person)
    if case is not None and counting.is_young(turn, case.subject):
        queue = helping.readers(turn, case)
    position = queue.index(sent.to) + 1 if sent.to in queue else 0
    facts = msgspec.structs.replace(sent.facts, reveal=False)
    for reader in queue[position:]:
        if turn.tell(reader, sent.key, facts, case=sent.case):
            return
