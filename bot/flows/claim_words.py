"""Who reads and who settles a claim, and what each of them is shown of it (C2, C3).

A claim has one thread of messages to whoever claims, and one to whoever approves; what has changed
is edited there, so that no old button says too much. All of it is private (V1).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from bot.flows import contact
from bot.flows.turn import Turn
from bot.model.costs import Claim, ClaimShown, ClaimState
from bot.model.effects import Facts
from bot.model.people import PersonId, Role

CLAIM, APPROVE = "claim", "approve"
LATE = timedelta(hours=1)
"""A claim that arrives so long after it was written was held up."""
APART = timedelta(hours=12)
"""A reminder comes no sooner after a claim that was held up."""


def approver(turn: Turn, who: PersonId, claim: Claim) -> PersonId | None:
    """Who is asked to approve a claim: nobody whom a concern of theirs keeps out (Y7).

    Somebody who gets messages comes before one who was refused the last.
    """
    able = [one.id for one in turn.context.group.staff(turn.today)]
    able = [one for one in able if may_settle(turn, one, who)]
    usual = (claim.organiser, contact.organiser(turn))
    ranked = [one for one in (*usual, *able) if one in able]
    reached = [one for one in ranked if one not in turn.meeting.unreached]
    return next(iter([*reached, *ranked]), None)


def may_settle(turn: Turn, by: PersonId, who: PersonId) -> bool:
    """Organisers; where there is none, whoever looks after the arrangements (V6)."""
    if by == who or by in turn.kept_out_by(who) or not turn.is_staff(by):
        return False
    return turn.person(by).has(Role.ORGANISER) or by == contact.organiser(turn)


def is_young(turn: Turn, who: PersonId) -> bool:
    """Whether no adult may have a talk with them alone (Y7)."""
    return not turn.person(who).is_adult(turn.today)


def show(turn: Turn, who: PersonId, key: str) -> None:
    """Show somebody what they may claim: at once on the day, a reminder when they are up."""
    told = facts(turn, who)
    if key == "cost-claim":
        reader, thread = turn.reader_of(who), thread_of(who)
        if not turn.tell(reader, key, told, thread=thread, safety=False):
            shown(turn, who)
    else:
        turn.prompt(who, key, told, thread=thread_of(who))


def shown(turn: Turn, who: PersonId) -> None:
    """They have their claim, or could not be given it: from now on a reminder is due some day.

    If it came so late that a reminder would follow at once, that is on another day.
    """
    claim = turn.meeting.claims.get(who)
    if claim is None or claim.shown_at is not None:
        return
    is_late = turn.now - claim.asked_at > LATE and turn.now + APART > claim.remind_at
    another_day = hour_of(turn, turn.today + timedelta(days=1))
    remind_at = another_day if is_late else claim.remind_at
    keep(turn, who, claim, shown_at=turn.now, remind_at=remind_at)


def tell_organiser(turn: Turn, who: PersonId, key: str, words: tuple[str, ...] = ()) -> None:
    """Write to whoever approves."""
    organiser = turn.meeting.claims[who].organiser
    if organiser is not None:
        told = facts(turn, who, words=words, organiser=True)
        turn.prompt(organiser, key, told, thread=f"{APPROVE}/{who}")


def tell_overdue(turn: Turn, who: PersonId) -> None:
    """It is past the promised day: not paid yet, or not even approved (C3)."""
    claim = turn.meeting.claims[who]
    if claim.organiser is None:
        return
    waits = claim.state is ClaimState.SENT
    told = msgspec.structs.replace(
        facts(turn, who, organiser=True),
        variant="not-approved" if waits else None,
        buttons=("approve",) if waits else ("paid",),
    )
    if waits:
        due = msgspec.structs.replace(claim, due_on=claim.promised_on)
        told = msgspec.structs.replace(told, claim=ClaimShown(claim=due))
    turn.prompt(claim.organiser, "cost-overdue", told, thread=f"{APPROVE}/{who}")


def facts(
    turn: Turn,
    who: PersonId,
    *,
    words: tuple[str, ...] = (),
    by: PersonId | None = None,
    organiser: bool = False,
) -> Facts:
    """What is told of a claim. An organiser is not offered a talk with a young person alone."""
    claim = turn.meeting.claims[who]
    rate = turn.context.rates.of(turn.context.group.country, claim.ended_on)
    young = organiser and claim.state is ClaimState.SENT and is_young(turn, who)
    held = not organiser and turn.reader_of(who) != who
    return Facts(
        person=who,
        by=by,
        words=words,
        variant="young" if young else "guardian" if held else None,
        buttons=("approve",) if young else None,
        claim=ClaimShown(claim=claim, links=() if organiser else rate.benefits),
    )


def hour_of(turn: Turn, day: date) -> datetime:
    """The hour at which costs are spoken of on a later day, where the group is; in UTC."""
    at = turn.policy.costs_claim_reminder_at
    return datetime.combine(day, at, turn.zone).astimezone(UTC)


def tell_status(turn: Turn, who: PersonId) -> None:
    """What was shown says how it is now, and they hear of it."""
    edit(turn, who, "cost-status")
    turn.recall(thread_of(who))
    turn.prompt(who, "cost-status", facts(turn, who), thread=thread_of(who))


def edit(turn: Turn, who: PersonId, key: str) -> None:
    """Whatever they were shown of it says this now."""
    turn.edit(key, thread_of(who), to=turn.reader_of(who), facts=facts(turn, who))


def edit_organiser(turn: Turn, who: PersonId, key: str, *, done: bool = False) -> None:
    """The same for whoever approves; `done`: there is nothing left to press."""
    organiser = turn.meeting.claims[who].organiser
    told = facts(turn, who, organiser=True)
    if done:
        told = msgspec.structs.replace(told, variant="noted")
    turn.edit(key, f"{APPROVE}/{who}", to=organiser, facts=told)


def keep(turn: Turn, who: PersonId, claim: Claim, **changes: object) -> None:
    """Give their claim new values."""
    newer = msgspec.structs.replace(claim, **changes)
    turn.change(claims={**turn.meeting.claims, who: newer})


def thread_of(who: PersonId) -> str:
    """The messages to whoever claims."""
    return f"{CLAIM}/{who}"
