"""What must hold from one moment to the next, beyond `bot.flows.invariants` (SPEC 10, L1 to L13).

Every sentence begins with the invariant (a number) or the rule it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.flows.decide import Decision
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.case import Case, CaseKind, CaseStep, Stage
from bot.model.effects import Edit, Facts, Post, Send
from bot.model.meeting import OPEN_STATES, Meeting, Place
from bot.model.meeting import MeetingState as M
from bot.model.people import Role

ALLOWED_MOVES = {
    M.DRAFT: {M.PUBLISHED, M.CANCELLED},
    M.PUBLISHED: {M.LOBBY, M.RUNNING, M.CANCELLED},
    M.LOBBY: {M.RUNNING, M.HELD, M.ENDED, M.CLOSED, M.CANCELLED},
    M.RUNNING: {M.HELD, M.ENDED, M.CLOSED, M.CANCELLED},
    M.HELD: {M.LOBBY, M.RUNNING, M.ENDED, M.CLOSED, M.CANCELLED},
    M.ENDED: {M.CLOSED},
    # A late cry for help opens a case, and the meeting waits for it (L11).
    M.CLOSED: {M.ENDED},
    M.CANCELLED: set(),
}

FOR_STAFF = frozenset(
    """
    case-alert case-taken case-contact case-broadcast case-ownership-expired case-closed
    support-alert concern-alert additional-steps stop-reason bot-was-blind unknown-person
    technical-note leaver-note removal-reason roll-call overrun open-nudge open-alert contact-back
    guardian-witness no-show-task young-person-left call-task guardian-told-ask hold-adult
    agenda-sort agenda-waits agenda-became cannot-come-note
    hold-standby hold-lead team-words-copy drops-often young-moved pin-locked door-trouble
    """.split()
)
"""What nobody but staff may be sent: it tells of somebody else, or of the bot's own work."""

FOR_A_GUARDIAN = frozenset(
    """
    guardian-confirm guardian-released guardian-back ended-guardian not-open help-line
    refused-unchecked-adult refused-not-agreed come-later pulse lobby-wait admitted
    contact-card
    invitation agenda-ask agenda-send agenda-outcome
    practice-offer practice-help reminder meeting-moved meeting-cancelled thanks
    """.split()
)
"""All that somebody who is only a guardian may be sent: logistics, never a concern (7)."""

FOR_A_HELD_SEAT = frozenset("cost-claim cost-claim-reminder cost-status cost-question".split())
"""What a guardian gets only for a young person who has no account but theirs (C2, Y9)."""

AFTER_AN_ANSWER = frozenset({"check-in-thanks", "case-withdrawn", "case-closed"})
"""All that may still be said about a case that has ended: to its person, its owner, as edits."""

ASKS_STAFF = frozenset(
    """
    case-alert support-alert concern-alert case-broadcast operator-alert case-taken case-contact
    case-ownership-expired additional-steps stop-reason no-show-task young-person-left call-task
    """.split()
)
"""What asks somebody to do something about a case, or says that somebody does."""

NAMES_NOBODY = frozenset({"variant", "contact"})
"""The only facts a text in the room may rest on (V1)."""


def _of_the_agenda(facts: Facts) -> set[str]:
    """Until when it is open may stand in the room; who asked for what, and who comes, may not."""
    shown = facts.agenda
    return {"agenda"} if shown is not None and not (shown.items or shown.coming) else set()


_QUESTION = {"words", "tally", "buttons"}
SAID_TO_ALL: dict[str, set[str]] = {
    "break-began": {"until"},
    "break-due": {"buttons"},
    "checkin-round": {"words", "person"},
    **dict.fromkeys(("thumbs", "jargon", "rules-ask", "decision-ask", "decision-made"), _QUESTION),
}
"""What else a text for the room may hold: what staff, or nobody by name, put to everybody (M4)."""


def kept(before: Meeting, signal: s.Signal, decision: Decision, around: Context) -> Iterator[str]:
    """Every promise that one step breaks, in words; nothing when all is well."""
    after = decision.meeting
    if after.state is not before.state and after.state not in ALLOWED_MOVES[before.state]:
        yield f"L13: the meeting went from {before.state} to {after.state}"
    for case_id in before.cases.keys() - after.cases.keys():
        yield f"5: case {case_id} is gone"
    for case in after.cases.values():
        old = before.cases.get(case.id)
        yield from _of_a_change(old, case, signal, around)
        if old is None:
            yield from _of_a_beginning(before, case)
    for effect in decision.effects:
        match effect:
            case Send() | Edit(to=str()):
                yield from _of_words(before, after, effect, signal, around)
                yield from _of_a_call(after, effect, signal, around)
            case Post(key=key, facts=facts) | Edit(to=None, key=key, facts=facts):
                may_say = NAMES_NOBODY | _of_the_agenda(facts) | SAID_TO_ALL.get(key, set())
                if {name for name in facts.__struct_fields__ if getattr(facts, name) !=
                        getattr(Facts(), name)} - may_say:  # fmt: skip
                    yield "10: a text for the room says more than who to contact"
            case _:
                pass
    yield from _of_an_answer(before, after, signal, around)


def _of_a_change(old: Case | None, case: Case, signal: s.Signal, around: Context) -> Iterator[str]:
    now, policy = around.now, around.policy
    if old is not None and not old.is_open and case != old:
        yield f"5: case {case.id} changed after it had ended"
    if old is None or case.owner != old.owner:
        yield from _of_a_new_owner(old, case, signal, around)
    if not case.is_open or case.next is None or case == old:
        return
    # Somebody whom nobody saw go may have been gone for longer than the grace (L12).
    is_new = (old is None or old.next != case.next) and not isinstance(signal, s.Watched)
    if is_new and case.next.at < now:
        yield f"4: case {case.id} waits for a moment that is over"
    longest = {
        Stage.ESCALATED: max(policy.escalation_rung_timeout, policy.escalation_broadcast_every),
        Stage.OWNED: policy.escalation_ownership_expires,
    }.get(case.stage)
    if longest is not None and case.next.at > now + longest:
        yield f"L5: case {case.id} is {case.stage} and waits longer than it may"
    chooses = case.choose_at is not None and case.choose_at <= now + timedelta(seconds=60)
    climbs = case.stage in {Stage.ESCALATED, Stage.OWNED}
    if case.kind is CaseKind.SUPPORT and not climbs and not chooses:
        yield f"L2: case {case.id} asks for support and is not at the top of the ladder"
    if len(set(case.called)) != len(case.called):
        yield f"L5: somebody is twice on the ladder of case {case.id}"


def _of_a_new_owner(
    old: Case | None, case: Case, signal: s.Signal, around: Context
) -> Iterator[str]:
    if case.owner is None:
        return
    own_tap = isinstance(signal, s.Pressed | s.CaseAsked) and signal.person == case.owner
    again = old is not None and old.last_owner == case.owner
    if case.found:
        return  # whoever had it is asked whether the guardian knows (Y5)
    if not own_tap or not (again or getattr(signal, "button", "") == "take"):
        yield f"L6: case {case.id} was given to somebody who did not take it"
    calls = getattr(signal, "key", "") in {"call-task", "no-show-task"}
    if old is not None and old.owner is not None and not calls:
        yield f"L6: case {case.id} was taken from its owner by somebody else"
    person = around.group.people.get(case.owner)
    if person is None or not person.is_staff(around.now.date()):
        yield f"V6: case {case.id} is owned by somebody who is not staff"


def _of_a_beginning(before: Meeting, case: Case) -> Iterator[str]:
    """L10: nobody who leaves after the end is a leaver."""
    if case.kind is not CaseKind.LEFT or is_held(case):
        return
    waited = before.young and before.seat(case.subject).place is Place.LOBBY
    if before.state not in OPEN_STATES and not (waited and before.state is M.PUBLISHED):
        yield f"L10: case {case.id} was opened for leaving a meeting that is {before.state}"
    silent_at = before.seat(case.subject).pulsed_at or case.left_at
    if silent_at >= before.planned_end:
        yield f"L10: case {case.id} was opened for leaving after the planned end"


def _of_words(
    before: Meeting, after: Meeting, effect: Send | Edit, signal: s.Signal, around: Context
) -> Iterator[str]:
    to, key = str(effect.to), effect.key
    person = around.group.people.get(to)
    today = around.now.date()
    is_staff = person is not None and person.is_staff(today)
    alarm = isinstance(effect, Edit) or effect.thread == "alert"
    told_the_operator = to == around.group.operator and alarm
    if key in FOR_STAFF and not is_staff and not told_the_operator:
        yield f"V6: {key} goes to {to}, who is not staff"
    if key == "operator-alert" and to != around.group.operator:
        yield f"L5: {key} goes to {to}, who is not the operator contact"
    case = after.cases.get(effect.case or "")
    own_tap = getattr(signal, "person", None) == to
    of_another = not own_tap if case is None else to != case.subject
    guardian = person is not None and person.roles == {Role.GUARDIAN}
    of_their_child = key in FOR_A_HELD_SEAT and _is_of_a_held_seat(effect, around)
    expected = key in FOR_A_HELD_SEAT and to in after.expects
    allowed = key in FOR_A_GUARDIAN or of_their_child or expected
    if guardian and of_another and not allowed:
        yield f"7: {key} goes to {to}, who is only somebody's guardian"
    if case is None:
        return
    yield from _of_a_choice(case, effect, around)
    if person is not None and person.roles == {Role.GUARDIAN} and to != case.subject:
        yield f"7: {key} goes to {to}, who is only somebody's guardian"
    if effect.facts.reveal and to not in {case.owner, *case.deciders}:
        yield f"L6: {key} shows {to} how to reach the person of case {case.id}"
    old = before.cases.get(case.id)
    ends_now = old is not None and old.is_open
    edits = isinstance(effect, Edit) and (ends_now or to == case.subject)
    if not case.is_open and key not in AFTER_AN_ANSWER and not edits:
        yield f"6: {key} to {to} about case {case.id}, which has ended"
    may_hear = {case.subject, case.owner, old.owner if old else None}
    if isinstance(signal, s.Delivered):
        # What may have gone out already says the newer thing, on whatever route it takes.
        may_hear.update(case.alerted, case.deciders)
    if not case.is_open and isinstance(effect, Send) and to not in may_hear:
        yield f"6: a new message ({key}) to {to} about case {case.id}, which has ended"
    adult = person is not None and person.is_adult(today)
    grace = around.policy.leaving_grace if adult else around.policy.leaving_grace_young
    if key == "check-in" and around.now < case.left_at + grace and not case.unseen:
        yield f"L3: case {case.id} was asked about before its grace was over"


def _is_of_a_held_seat(effect: Send | Edit, around: Context) -> bool:
    child = around.group.people.get(effect.facts.person or "")
    return child is not None and child.held_by == effect.to and not child.routes


def _of_a_choice(case: Case, effect: Send | Edit, around: Context) -> Iterator[str]:
    """Y7, Y12: what a young person writes is for whom they chose, and for nobody before that."""
    subject = around.group.people.get(case.subject)
    if subject is None or subject.is_adult(around.now.date()) or effect.to == case.subject:
        return
    own = effect.key == "team-words-copy"  # what an adult wrote, not the young person
    written = not own and case.words and set(effect.facts.words) & set(case.words)
    if written and case.choose_at is not None:
        yield f"Y12: {effect.key} shows words of case {case.id} before anybody was chosen"
    if written and effect.to not in case.only and case.kind is not CaseKind.CONCERN:
        yield f"Y12: {effect.key} shows {effect.to} words of case {case.id} that are for others"
    if case.kind is CaseKind.SUPPORT and case.is_open and case.only and len(set(case.only)) < 2:
        yield f"Y7: one adult alone may see case {case.id}"


def _of_a_call(
    after: Meeting, effect: Send | Edit, signal: s.Signal, around: Context
) -> Iterator[str]:
    """L5: nobody who is missing themselves is called; what they hold already may be repeated."""
    if not isinstance(effect, Send) or effect.key not in {"case-alert", "support-alert"}:
        return
    case, to = after.cases.get(effect.case or ""), effect.to
    own = after.case_of(to)
    missing = to in around.missing_elsewhere
    if own is not None:
        missing = own.kind is CaseKind.LEFT and not own.unseen
    repeated = isinstance(signal, s.Due) and signal.step.endswith("/retry")
    by_name = isinstance(signal, s.CaseAsked) and signal.to == to
    if case is not None and missing and to != case.owner and not repeated and not by_name:
        yield f"L5: {to} is missing and was called for case {case.id}"


def _of_an_answer(
    before: Meeting, after: Meeting, signal: s.Signal, around: Context
) -> Iterator[str]:
    """L4: an answer ends the case; any other words, and asking for somebody, never do."""
    who = getattr(signal, "person", None)
    case = before.case_of(who) if isinstance(who, str) else None
    if case is None or who is None:
        return
    now_is = after.cases[case.id]
    if case.kind is CaseKind.CONCERN:
        return  # only a human who has seen to it ends a concern (Y7)
    match signal:
        case s.Pressed(key="check-in" | "check-in-nudge", button="ok"):
            answers = not case.asked_gone  # of what they asked for it says nothing (0028)
        case s.Pressed(key="check-in" | "check-in-nudge", button="technical"):
            answers = case.kind is CaseKind.LEFT
        case s.Logged(by=by):
            person = around.group.people.get(by)
            answers = bool(person and person.is_staff(around.now.date()) and case.may_see(by))
        case s.Arrived(by=None) | s.Elsewhere():
            answers = case.kind is CaseKind.LEFT
        case s.Said() if is_held(case) or _takes_the_duty_back(before, signal):
            return
        case s.Said(kind=s.WordsKind.OK):
            answers = case.kind is CaseKind.LEFT
        case s.Said() if not _owes_a_reason(before, who):
            if not now_is.is_open or now_is.kind is not CaseKind.SUPPORT:
                yield f"L4: words about case {case.id} did not bring support"
            return
        case s.Pressed(key="check-in" | "check-in-nudge", button="contact"):
            if not now_is.is_open or now_is.kind is not CaseKind.SUPPORT:
                yield f"L2: asking for somebody in case {case.id} did not bring support"
            return
        case _:
            return
    if answers and now_is.is_open and not now_is.found:
        yield f"L4: an answer did not end case {case.id}"


def is_held(case: Case) -> bool:
    """Whether the person said "back soon": the clock is held, and they have not left yet (L2)."""
    return case.next is not None and case.next.step is CaseStep.BACK_SOON_OVER


def _takes_the_duty_back(before: Meeting, signal: s.Said) -> bool:
    return signal.kind is s.WordsKind.DUTY and before.contact == signal.person


def _owes_a_reason(before: Meeting, who: str) -> bool:
    owes = any(owed.by == who for owed in before.owed_reasons)
    return owes or any(case.stopping == who for case in before.open_cases())
