"""Costs around a meeting: nobody is left with a bill (C1, C2, C3).

What falls due by itself. What people do with a claim is in `claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.flows import claim_words, claims, contact
from bot.flows.thanking import for_themselves, took_part
from bot.flows.turn import Turn
from bot.model.case import CaseKind
from bot.model.costs import Claim, ClaimState, CostItem, CostKind
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Person, PersonId
from bot.model.policy import Policy
from bot.model.profile import PayWay

APPROVE_AGAIN_AFTER = timedelta(days=2)
"""After which an organiser who has not approved a claim is reminded, once."""

_OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
_LOOKED_FOR = frozenset({CaseKind.LEFT, CaseKind.SUPPORT, CaseKind.NO_SHOW})


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """What is missing before; after the end the claims, and the promises that come of them."""
    if meeting.state is MeetingState.PUBLISHED:
        yield "agreement", meeting.ahead(policy.costs_agreement_before)
    if meeting.state not in _OVER or meeting.ended_at is None:
        return
    for who, seat in meeting.attendance.items():
        if took_part(seat) and who not in meeting.claims and not _is_looked_for(meeting, who):
            yield f"claim/{who}", _not_before(meeting, who, meeting.ended_at)
    for who, claim in meeting.claims.items():
        yield from _of_a_claim(who, claim, _late_at(meeting, policy, claim))


def _late_at(meeting: Meeting, policy: Policy, claim: Claim) -> tuple[datetime, ...]:
    """When a claim that nobody approves is raised: like a promise that is not kept (C3).

    Whoever claims late has no promise for a day that is over.
    """
    if claim.sent_at is None:
        return ()
    zone = ZoneInfo(meeting.zone or "UTC")
    sent_on = claim.sent_at.astimezone(zone).date()
    day = max(claim.promised_on, sent_on + timedelta(days=1))
    at = policy.costs_claim_reminder_at
    days = (day, day + claims.RAISE_AGAIN_AFTER)
    return tuple(datetime.combine(one, at, zone).astimezone(UTC) for one in days)


def _of_a_claim(
    who: PersonId, claim: Claim, late_at: tuple[datetime, ...]
) -> Iterator[tuple[str, datetime]]:
    match claim.state:
        case ClaimState.ASKED if not claim.pressed and claim.shown_at is not None:
            yield f"remind/{who}", claim.remind_at
        case ClaimState.SENT if claim.sent_at is not None:
            yield f"approve/{who}", claim.sent_at + APPROVE_AGAIN_AFTER
            for number, at in enumerate(late_at):
                yield f"late/{who}/{number}", at
        case ClaimState.APPROVED:
            for number, at in enumerate(claim.raise_at):
                yield f"overdue/{who}/{number}", at
        case _:
            pass


def _is_looked_for(meeting: Meeting, who: PersonId) -> bool:
    """Whether somebody looks after them just now: then money can wait."""
    case = meeting.case_of(who)
    return case is not None and case.kind in _LOOKED_FOR


def _not_before(meeting: Meeting, who: PersonId, ended_at: datetime) -> datetime:
    case = meeting.newest_case_of(who)
    closed_at = case.closed_at if case is not None and case.kind in _LOOKED_FOR else None
    return max(ended_at, closed_at or ended_at)


def due(turn: Turn, *step: str) -> None:
    """Take a step that has fallen due."""
    match step:
        case ("agreement",):
            _tell_what_is_missing(turn)
        case ("claim", who):
            _offer(turn, who)
        case ("remind", who):
            _remind(turn, who)
        case ("approve", who):
            claims.ask_to_approve(turn, who, turn.meeting.claims[who])
        case ("overdue", who, number):
            _raise(turn, who, turn.meeting.claims[who].raise_at[int(number) + 1 :])
        case ("late", who, number):
            claim = turn.meeting.claims[who]
            _raise(turn, who, _late_at(turn.meeting, turn.policy, claim)[int(number) + 1 :])
        case _:
            raise ValueError(step)


def _tell_what_is_missing(turn: Turn) -> None:
    """Who is expected, has limits, and has nothing agreed (C1). After the start it is too late."""
    meeting = turn.meeting
    coming = [turn.person(who) for who in meeting.expects if not meeting.seat(who).cannot_come]
    missing = tuple(one.id for one in coming if one.has_limits and one.costs is None)
    organiser = contact.organiser(turn)
    if missing and organiser is not None and turn.now < meeting.planned_start:
        turn.prompt(organiser, "cost-agreement-missing", Facts(who=missing))


def _offer(turn: Turn, who: PersonId) -> None:
    """At once, whatever the hour: it is on the day, or it is forgotten (C2)."""
    if turn.is_staff(who) or not for_themselves(turn, who):
        return
    claim = _filled_in(turn, turn.person(who))
    turn.change(claims={**turn.meeting.claims, who: claim})
    claim_words.show(turn, who, "cost-claim")


def _filled_in(turn: Turn, person: Person) -> Claim:
    """From what was agreed, or else what is usual where the group is."""
    ended_on = _ended_on(turn)
    rate = turn.context.rates.of(turn.context.group.country, ended_on)
    terms = person.costs
    amount = terms.each if terms is not None else rate.standard
    way = terms.way if terms is not None and terms.way is not PayWay.NOTHING else None
    days = terms.pay_within_days if terms is not None else turn.policy.costs_pay_within.days
    return Claim(
        id=f"{turn.meeting.id}-{len(turn.meeting.claims) + 1}",
        items=(CostItem(kind=CostKind.MEETING, amount=amount),),
        way=way,
        agreed=terms.each if terms is not None else None,
        pay_within_days=days,
        ended_on=ended_on,
        asked_at=turn.now,
        remind_at=claim_words.hour_of(turn, turn.today + timedelta(days=1)),
    )


def _ended_on(turn: Turn) -> date:
    ended_at = turn.meeting.ended_at or turn.now
    return ended_at.astimezone(turn.zone).date()


def _remind(turn: Turn, who: PersonId) -> None:
    claim_words.show(turn, who, "cost-claim-reminder")


def _raise(turn: Turn, who: PersonId, later: Sequence[datetime]) -> None:
    """A promise that is not kept; after a time in the dark only the newest is said (C3)."""
    claim = turn.meeting.claims[who]
    if any(at <= turn.now for at in later):
        return
    organiser = claim_words.approver(turn, who, claim)
    if organiser is not None:
        newer = msgspec.structs.replace(claim, organiser=organiser)
        turn.change(claims={**turn.meeting.claims, who: newer})
        claim_words.tell_overdue(turn, who)
