"""What is put to everybody in the room (M4): a round, thumbs, a word, ground rules, decisions.

Nobody sees who answered what: only numbers are shown.
"""

from __future__ import annotations

import msgspec

from bot.flows import contact, hands
from bot.flows.turn import Turn
from bot.model.during import RulesAsked, Thumbs, Vote
from bot.model.during_signals import (
    DecisionConfirmed,
    DecisionPut,
    RoundAsked,
    RulesAgreed,
    RulesPut,
    ThumbsAsked,
    ThumbsClosed,
    WordAsked,
)
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId

_OPEN = frozenset({MeetingState.LOBBY, MeetingState.RUNNING})
"""While it is held nothing is put to the room."""


def round_asked(turn: Turn, signal: RoundAsked) -> None:
    """A question for everybody, the organiser first; everybody may pass."""
    if not _may_put(turn, signal.by):
        return
    words = () if signal.words is None else (signal.words,)
    facts = Facts(words=words, person=contact.organiser(turn))
    turn.post("checkin-round", facts, thread="checkin")
    turn.toast("recorded")


def word_asked(turn: Turn, signal: WordAsked) -> None:
    """What does that mean? Who asks stands nowhere."""
    if turn.meeting.state not in _OPEN:
        turn.toast("closed")
        return
    turn.post("jargon", Facts(words=(signal.words,)))
    turn.toast("recorded")


# --- thumbs ---------------------------------------------------------------------------------------


def thumbs_asked(turn: Turn, signal: ThumbsAsked) -> None:
    """A new question; the one before it is closed."""
    if not _may_put(turn, signal.by):
        return
    _close(turn)
    number = turn.meeting.during.put + 1
    _keep(turn, put=number, thumbs=Thumbs(number=number, words=signal.words))
    turn.post("thumbs", _tally(turn.meeting), thread=f"thumbs/{number}")
    turn.toast("recorded")


def thumbs_closed(turn: Turn, signal: ThumbsClosed) -> None:
    """Nobody can answer any more; the numbers stay."""
    thumbs = turn.meeting.during.thumbs
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
    elif thumbs is None or not thumbs.open:
        turn.toast("closed")
    else:
        _close(turn)
        turn.toast("recorded")


def voted(turn: Turn, who: PersonId, number: str, button: str) -> None:
    """One vote each, which may be changed until it is closed."""
    thumbs = turn.meeting.during.thumbs
    is_open = thumbs is not None and thumbs.open and turn.meeting.state in _OPEN
    if thumbs is None or not is_open or str(thumbs.number) != number:
        turn.toast("closed")
    elif not turn.meeting.seat(who).present:
        turn.toast("not-there")
    else:
        votes = {**thumbs.votes, who: Vote(button)}
        if votes != thumbs.votes:
            _keep(turn, thumbs=msgspec.structs.replace(thumbs, votes=votes))
            turn.edit("thumbs", f"thumbs/{number}", facts=_tally(turn.meeting))
        turn.toast("vote-kept")


def _close(turn: Turn) -> None:
    thumbs = turn.meeting.during.thumbs
    if thumbs is not None and thumbs.open:
        facts = msgspec.structs.replace(_tally(turn.meeting), variant="closed", buttons=())
        # From now on nobody needs to know who pressed what.
        _keep(turn, thumbs=msgspec.structs.replace(thumbs, open=False, votes={}))
        turn.edit("thumbs", f"thumbs/{thumbs.number}", facts=facts)


def _tally(meeting: Meeting) -> Facts:
    thumbs = meeting.during.thumbs
    if thumbs is None:
        return Facts()
    given = list(thumbs.votes.values())
    silent = sum(1 for who in meeting.present() if who not in thumbs.votes)
    counts = (given.count(Vote.UP), given.count(Vote.DOWN), given.count(Vote.UNSURE), silent)
    return Facts(words=(thumbs.words,), tally=counts)


# --- ground rules and decisions -------------------------------------------------------------------


def rules_put(turn: Turn, signal: RulesPut) -> None:
    """Do we agree to these? More than half of those present have to."""
    if not _may_put(turn, signal.by):
        return
    number = turn.meeting.during.put + 1
    _keep(turn, put=number, rules=RulesAsked(number=number))
    turn.post("rules-ask", Facts(words=signal.words), thread=f"rules/{number}")
    turn.toast("recorded")


def rules_agreed(turn: Turn, signal: RulesAgreed) -> None:
    """One more agrees; with more than half of those present they are adopted."""
    rules = turn.meeting.during.rules
    if rules is None or rules.number != signal.number or turn.meeting.state not in _OPEN:
        turn.toast("closed")
    elif not turn.meeting.seat(signal.person).present:
        turn.toast("not-there")
    else:
        agreed = tuple(dict.fromkeys((*rules.agreed, signal.person)))
        here = turn.meeting.present()
        enough = 2 * sum(1 for who in here if who in agreed) > len(here)
        adopted = rules.adopted or enough
        _keep(turn, rules=RulesAsked(number=rules.number, agreed=agreed, adopted=adopted))
        turn.toast("vote-kept")


def decision_put(turn: Turn, signal: DecisionPut) -> None:
    """What was decided, for everybody to see; a key decision with the button that confirms it."""
    if not turn.is_staff(signal.by) and signal.by not in turn.meeting.during.duties.values():
        turn.toast("not-yours")
        return
    key = "decision-ask" if signal.confirm else "decision-made"
    turn.post(key, Facts(words=signal.words), thread=f"decision/{signal.paper}")
    turn.toast("recorded")


def decision_confirmed(turn: Turn, signal: DecisionConfirmed) -> None:
    """It stands now."""
    turn.edit("decision-made", f"decision/{signal.paper}", facts=Facts(words=signal.words))
    turn.toast("recorded")


def _may_put(turn: Turn, by: PersonId) -> bool:
    """Staff, and the chair, while the meeting is open and not held."""
    if not hands.may_call(turn, by):
        turn.toast("not-yours")
        return False
    if turn.meeting.state not in _OPEN:
        turn.toast("closed")
        return False
    return True


def _keep(turn: Turn, **fields: object) -> None:
    turn.change(during=msgspec.structs.replace(turn.meeting.during, **fields))
