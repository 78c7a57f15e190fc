"""What one organiser cannot be given goes to the next (L8).

Nobody's money, and nobody's place in a meeting, hangs on one account that does not take messages.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows import claim_words, contact, running
from bot.flows.turn import Turn
from bot.model.costs import ClaimState
from bot.model.effects import Send
from bot.model.meeting import NOT_OVER, MeetingState
from bot.model.people import PersonId

_OF_CLAIMS = frozenset({"cost-approve", "cost-overdue"})
_ABOUT_SOMEBODY = frozenset({"cannot-come-note", "phone-cost"})
_TO_THE_ORGANISER = _ABOUT_SOMEBODY | {
    "cost-agreement-missing",
    "readiness",
    "agenda-sort",
    "agenda-waits",
}
_PASSED_ON = _OF_CLAIMS | _TO_THE_ORGANISER | {"open-alert"}


def refused(turn: Turn, sent: Send) -> None:
    """No route to them works: somebody else gets it, once, if it is still of use."""
    if sent.key not in _PASSED_ON:
        return
    turn.change(unreached=tuple(dict.fromkeys((*turn.meeting.unreached, sent.to))))
    if sent.until is not None and turn.now >= sent.until:
        return
    if sent.key in _OF_CLAIMS:
        _pass_on_claim(turn, sent)
    elif sent.key == "open-alert":
        if turn.meeting.state is MeetingState.PUBLISHED:
            running.ask_to_open(turn)
    elif turn.meeting.state in NOT_OVER and _is_true(turn, sent):
        _pass_on(turn, sent)


def reached(turn: Turn, sent: Send) -> None:
    """They get messages again."""
    if sent.to in turn.meeting.unreached:
        turn.change(unreached=tuple(who for who in turn.meeting.unreached if who != sent.to))


def _pass_on_claim(turn: Turn, sent: Send) -> None:
    who = sent.thread.partition("/")[2]
    claim = turn.meeting.claims.get(who)
    if claim is None or claim.state not in {ClaimState.SENT, ClaimState.APPROVED}:
        return
    other = claim_words.approver(turn, who, claim)
    if other is None or other in turn.meeting.unreached:
        return
    claim_words.keep(turn, who, claim, organiser=other)
    if sent.key == "cost-overdue":
        claim_words.tell_overdue(turn, who)
    elif claim.state is ClaimState.SENT:
        claim_words.tell_organiser(turn, who, sent.key, sent.facts.words)


def _is_true(turn: Turn, sent: Send) -> bool:
    """Whether somebody who could not come has not said otherwise in the meantime."""
    who = sent.facts.person
    if sent.key != "cannot-come-note" or who is None:
        return True
    return turn.meeting.seat(who).cannot_come


def _pass_on(turn: Turn, sent: Send) -> None:
    for other in _others(turn, sent):
        if turn.prompt(other, sent.key, sent.facts, thread=sent.thread, until=sent.until):
            return


def _others(turn: Turn, sent: Send) -> Iterable[PersonId]:
    """Never whom it is about, nor anybody whom a concern keeps out of that (Y7)."""
    about = {who for who in (sent.facts.person, *sent.facts.who) if who is not None}
    out = {*about, *turn.meeting.unreached, *(o for who in about for o in turn.kept_out_by(who))}
    ranked = contact.organisers(turn)
    if sent.facts.contact is not None:
        out.add(sent.facts.contact)  # told as well, because they stand in for somebody
    if sent.key in _ABOUT_SOMEBODY and sent.facts.person is not None:
        ranked += contact.readers(turn, sent.facts.person)
    return [who for who in dict.fromkeys(ranked) if who not in out]
