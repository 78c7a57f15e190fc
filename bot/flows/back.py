"""Back after somebody called a guardian (Y4, Y5): the case ends when they have been told."""

from __future__ import annotations

from functools import partial

from bot.flows import guardians, ladder, minding, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId

TOLD_ASK = "guardian-told-ask"


def must_tell(case: Case) -> bool:
    """Whether a guardian may have been called, and must now hear that all is well."""
    return case.guardian_called and not case.guardian_told


def ask_told(turn: Turn, case: Case) -> None:
    """Back after a guardian was contacted: the case ends when they have been told (Y5)."""
    owner = next((who for who in (case.owner, case.last_owner) if _can_tell(turn, case, who)), None)
    _ask_told(turn, case, owner or _next_to_tell(turn, case))


def _ask_told(turn: Turn, case: Case, owner: PersonId | None) -> None:
    first = not case.found
    policy, asked = turn.policy, owner is not None
    wait = policy.escalation_ownership_expires if asked else policy.escalation_broadcast_every
    case = turn.case(
        case,
        found=True,
        stage=Stage.OWNED if owner is not None else Stage.ESCALATED,
        owner=owner,
        last_owner=owner,
        next=Next(step=CaseStep.TOLD, at=turn.now + wait),
        guardian_at=None,
        additional_at=None,
        ask_at=None,
        gone_at=None,
        refusals=tuple(one for one in case.refusals if one.key == TOLD_ASK),
    )
    if owner is not None:
        turn.tell(owner, TOLD_ASK, Facts(person=case.subject), case=case.id)
    if first:
        guardians.tell(turn, case.subject, "guardian-back")


def _can_tell(turn: Turn, case: Case, who: PersonId | None) -> bool:
    """Whether somebody who had it is still there to say that the guardian was told."""
    if who is None or not turn.is_staff(who) or turn.is_missing(who):
        return False
    return case.may_see(who) and not _was_refused(case, who)


def _was_refused(case: Case, who: PersonId) -> bool:
    """Whether the question did not reach them a moment ago."""
    return any(one.to == who and one.key == TOLD_ASK for one in case.refusals)


def pass_on(turn: Turn, case: Case, to: PersonId | None = None) -> None:
    """The owner hands over, is gone, or is not reached: the next has it at once (L6).

    Of somebody who is back nobody is alerted again: the next adult is only asked whether the
    guardian was told (Y5). `to`: the named person it is handed to.
    """
    if case.found:
        able = to is not None and guardians.may_call(turn, case.subject, to)
        after = to if able else _next_to_tell(turn, case, besides=case.owner)
        _ask_told(turn, case, after)
    elif to is not None:
        ownership.hand_to(turn, case, to)
    else:
        ownership.pass_on(turn, case)


def _next_to_tell(turn: Turn, case: Case, besides: PersonId | None = None) -> PersonId | None:
    """As at ten past; after them whoever else is on the ladder and may call a guardian."""
    may_call = partial(guardians.may_call, turn, case.subject)
    others = [who for who in ladder.order(turn, case) if who != besides and may_call(who)]
    return minding.first_who_can(turn, case, [minding.spare_adult(turn, case, besides), *others])
