"""What goes from a meeting when somebody is forgotten, and when it has been kept long enough.

The record, and every case, stay with ids until the safeguarding lead has looked at them (V4, V5).
"""

from __future__ import annotations

import msgspec

from bot.flows import around
from bot.flows.turn import Turn
from bot.model.agenda import Agenda
from bot.model.costs import Claim, ClaimState
from bot.model.during import During
from bot.model.meeting import Meeting
from bot.model.people import PersonId
from bot.model.signals import Faded

OWED = frozenset({ClaimState.SENT, ClaimState.APPROVED})
"""Claims that are somebody's money still to come."""

_NOBODY: dict[str, object] = {"attendance": {}, "expects": (), "blind": (), "owed_reasons": ()}
"""Who was there, and when. What was done once stays, or it would be done again."""


def forgotten(turn: Turn, who: PersonId) -> None:
    """Nobody expects them any more; their words and what they never asked for are gone (V4)."""
    meeting = turn.meeting
    agenda = meeting.agenda
    items = tuple(item for item in agenda.items if item.by != who)
    turn.change(
        expects=_without(meeting.expects, who),
        chair=meeting.contact if meeting.chair == who else meeting.chair,
        agenda=msgspec.structs.replace(agenda, items=items, missed=_without(agenda.missed, who)),
        during=_during_without(meeting.during, who),
        claims={one: claim for one, claim in meeting.claims.items() if one != who or _paid(claim)},
        on_break=_without(meeting.on_break, who),
        unreached=_without(meeting.unreached, who),
    )
    if not _is_in_the_record(meeting, who):
        seats = {one: seat for one, seat in meeting.attendance.items() if one != who}
        turn.change(attendance=seats)


def faded(turn: Turn, signal: Faded) -> None:
    """What did not have to be kept is gone; what was paid stays for finance (V5)."""
    turn.change(**_bare(turn.meeting, keeps_claims=signal.keeps_claims))
    if not signal.keeps_record:
        turn.change(**_NOBODY)
    _nothing_more(turn)


def record_removed(turn: Turn) -> None:
    """Its cases are gone, and every word; that it took place stays, and what was paid."""
    turn.change(**_bare(turn.meeting, keeps_claims=True))
    turn.change(**_NOBODY, cases={})
    _nothing_more(turn)


def _nothing_more(turn: Turn) -> None:
    """What it had still to tell anybody is of no use any more."""
    late = [step for step, _ in around.steps(turn.meeting, turn.policy)]
    turn.change(done=(*turn.meeting.done, *late))


def fades(meeting: Meeting, signal: Faded) -> bool:
    """Whether there is anything in it that `faded` would take away."""
    bare = _bare(meeting, keeps_claims=signal.keeps_claims)
    if not signal.keeps_record:
        bare |= _NOBODY
    return msgspec.structs.replace(meeting, **bare) != meeting


def owes(meeting: Meeting) -> bool:
    """Whether somebody has money to come for it."""
    return any(claim.state in OWED for claim in meeting.claims.values())


def _bare(meeting: Meeting, *, keeps_claims: bool) -> dict[str, object]:
    """Without words, and without what only mattered while it went on."""
    kept = meeting.claims.items() if keeps_claims else ()
    return {
        "agenda": Agenda(),
        "during": During(),
        "ready_shown": (),
        "early_reminders": (),
        "on_break": (),
        "strangers": (),
        "unreached": (),
        "unknown_seen": (),
        "claims": {who: _without_words(claim) for who, claim in kept if _paid(claim)},
    }


def _without_words(claim: Claim) -> Claim:
    items = tuple(msgspec.structs.replace(item, words=None) for item in claim.items)
    return msgspec.structs.replace(claim, items=items, question=None, answer=None)


def _paid(claim: Claim) -> bool:
    return claim.state is ClaimState.PAID


def _is_in_the_record(meeting: Meeting, who: PersonId) -> bool:
    return any(case.subject == who for case in meeting.cases.values())


def _during_without(during: During, who: PersonId) -> During:
    thumbs, rules = during.thumbs, during.rules
    if thumbs is not None:
        votes = {one: vote for one, vote in thumbs.votes.items() if one != who}
        thumbs = msgspec.structs.replace(thumbs, votes=votes)
    if rules is not None:
        rules = msgspec.structs.replace(rules, agreed=_without(rules.agreed, who))
    return msgspec.structs.replace(
        during,
        thumbs=thumbs,
        rules=rules,
        wants_break=_without(during.wants_break, who),
        hands=_without(during.hands, who),
        heard={one: times for one, times in during.heard.items() if one != who},
        heard_at={one: at for one, at in during.heard_at.items() if one != who},
        quiet={one: at for one, at in during.quiet.items() if one != who},
        duties={duty: one for duty, one in during.duties.items() if one != who},
        offers={duty: offer for duty, offer in during.offers.items() if offer.to != who},
    )


def _without(people: tuple[PersonId, ...], who: PersonId) -> tuple[PersonId, ...]:
    return tuple(one for one in people if one != who)
