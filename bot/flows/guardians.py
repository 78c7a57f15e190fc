"""A guardian is there when somebody under 16 first comes in (Y3, Y13).

They say so on their own account, by their PIN, or two different checked adults have seen them.
What the young person taps or writes themselves is never proof.
"""

from __future__ import annotations

import msgspec

from bot.flows import contact, counting
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import GuardianSeat
from bot.model.people import PersonId
from bot.model.signals import PinTyped

MOST_WRONG_PINS = 5


def thread(child: PersonId) -> str:
    """Every question about one child's guardian is edited together."""
    return f"guardian/{child}"


def _child_of(asked_in: str) -> PersonId:
    return asked_in.removeprefix("guardian/")


def is_there(turn: Turn, child: PersonId) -> bool:
    """Whether no guardian is needed any more; asks for one if that has not been done."""
    if not _is_needed(turn, child):
        return True
    asked = _seat(turn, child)
    if asked.asked_at is None:
        _change(turn, child, asked_at=turn.now)
        _ask_next(turn, child)
    elif asked.wants_witnesses:
        _ask_witnesses(turn, child)
    return False


def _is_needed(turn: Turn, child: PersonId) -> bool:
    """Under 16 at this moment, and not yet confirmed in this meeting."""
    age = turn.person(child).age_on(turn.today)
    old_enough = age is not None and age >= turn.policy.young_people_guardian_on_join_under
    return not (old_enough or turn.meeting.seat(child).been or has_been_confirmed(turn, child))


def has_been_confirmed(turn: Turn, child: PersonId) -> bool:
    """Whether a guardian of this child was there in this meeting."""
    return _seat(turn, child).confirmed


def may_accompany(turn: Turn, who: PersonId) -> bool:
    """A guardian of somebody who is expected or waits may wait as well."""
    return bool(_children_here(turn, who))


def has_confirmed(turn: Turn, who: PersonId) -> bool:
    """The confirmed guardian of somebody here (Y11)."""
    return any(has_been_confirmed(turn, child) for child in _children_here(turn, who))


def _children_here(turn: Turn, who: PersonId) -> list[PersonId]:
    near = dict.fromkeys((*turn.meeting.expects, *turn.meeting.attendance))
    return [child for child in near if who in turn.person(child).guardians]


# --- asking -----------------------------------------------------------------------------------


def _ask_next(turn: Turn, child: PersonId) -> None:
    """The next guardian with an account; after the last, those who can see them (Y3, Y13)."""
    person = turn.person(child)
    asked = _seat(turn, child).asked
    order = () if person.guardian_via_lead else person.guardians
    left = order[order.index(asked) + 1 :] if asked in order else order
    for guardian in left:
        if not turn.person(guardian).is_adult(turn.today):
            continue
        facts = Facts(person=child)
        if turn.tell(guardian, "guardian-confirm", facts, thread=thread(child)):
            _change(turn, child, asked=guardian, asked_at=turn.now)
            return
    _ask_witnesses(turn, child)


def silent(turn: Turn, child: PersonId) -> None:
    """Two minutes without a word: those in the room are asked, and the next guardian too."""
    before = _seat(turn, child).asked
    _ask_witnesses(turn, child)
    if before is not None:
        _ask_next(turn, child)
    if _seat(turn, child).asked == before:
        _change(turn, child, gave_up=True)


def refused(turn: Turn, child: PersonId, guardian: PersonId) -> None:
    """The question did not reach them on any route."""
    if _seat(turn, child).asked == guardian and _is_needed(turn, child):
        _ask_next(turn, child)


def _ask_witnesses(turn: Turn, child: PersonId) -> None:
    """Every checked adult in the room, also those who come later (Y3)."""
    asked = _seat(turn, child).witnesses
    new = [who for who in counting.counted(turn) if who not in asked]
    _change(turn, child, wants_witnesses=True, witnesses=(*asked, *new))
    for who in new:
        turn.tell(who, "guardian-witness", Facts(person=child), thread=thread(child))


# --- answers ----------------------------------------------------------------------------------


def says_here(turn: Turn, who: PersonId, asked_in: str) -> None:
    """A guardian's tap on their own account, for the one child the question names."""
    if not is_guardian(turn, who, asked_in):
        turn.toast("not-yours")
        return
    _confirm(turn, _child_of(asked_in))
    turn.toast("thanks")


def seen(turn: Turn, asked_in: str, who: PersonId) -> None:
    """A checked adult has seen the guardian; two different ones are proof."""
    if not is_witness(turn, who, asked_in):
        turn.toast("not-yours")
        return
    child = _child_of(asked_in)
    seen_by = tuple(dict.fromkeys((*_seat(turn, child).seen_by, who)))
    _change(turn, child, seen_by=seen_by)
    if len(seen_by) >= turn.policy.young_people_adults_min:
        _confirm(turn, child)
    turn.toast("recorded")


def is_guardian(turn: Turn, who: PersonId, asked_in: str) -> bool:
    """Whether they are an adult guardian of the child that a question was about."""
    child = _child_of(asked_in)
    return who in turn.person(child).guardians and turn.person(who).is_adult(turn.today)


def is_witness(turn: Turn, who: PersonId, asked_in: str) -> bool:
    """Whether they were asked to be a witness, are checked today, and are no guardian."""
    child = _child_of(asked_in)
    was_asked = who in _seat(turn, child).witnesses and who not in turn.person(child).guardians
    return was_asked and turn.person(who).is_checked(turn.today)


def pin_typed(turn: Turn, signal: PinTyped) -> None:
    """The guardian typed their PIN; five wrong ones lock it, and the second adult hears.

    Those of a day count together, wherever and for whichever child they were typed.
    """
    child, asked = signal.person, _seat(turn, signal.person)
    wrong = asked.wrong_pins + signal.wrong_before
    if not _is_needed(turn, child) or asked.asked_at is None:
        _answer_pin(turn, signal, "not-asked")
    elif wrong >= MOST_WRONG_PINS:
        _locked(turn, signal)
    elif signal.right:
        _confirm(turn, child)
    else:
        _change(turn, child, wrong_pins=asked.wrong_pins + 1, wrong_pin_at=turn.now)
        if wrong + 1 >= MOST_WRONG_PINS:
            _locked(turn, signal)
        else:
            _answer_pin(turn, signal, "wrong")


def _answer_pin(turn: Turn, signal: PinTyped, what: str) -> None:
    """To the account on which it was typed."""
    own = signal.by is not None
    variant = f"{what}-guardian" if own else what
    reader = signal.by or signal.person
    turn.tell(reader, "pin-answer", Facts(variant=variant), safety=False)


def _locked(turn: Turn, signal: PinTyped) -> None:
    """No PIN opens anything here any more; there are still those who can see the guardian."""
    child = signal.person
    _answer_pin(turn, signal, "locked")
    if not turn.once(f"pin-locked/{child}"):
        return
    out = turn.kept_out_by(child)
    able = [who for who in (counting.second_adult(turn), turn.meeting.contact) if who not in out]
    reader = next((who for who in able if who is not None), None)
    if reader is not None:
        turn.tell(reader, "pin-locked", Facts(person=child))
    _ask_witnesses(turn, child)


def _confirm(turn: Turn, child: PersonId) -> None:
    _change(turn, child, confirmed=True)
    asked = _seat(turn, child)
    for who in dict.fromkeys((*turn.person(child).guardians, *asked.witnesses)):
        turn.edit("guardian-confirm", thread(child), to=who,
                  facts=Facts(variant="noted", person=child))  # fmt: skip


def release(turn: Turn, child: PersonId) -> None:
    """The guardian may go now, and hears when it ends and whom to contact (Y3)."""
    asked = _seat(turn, child)
    if not asked.confirmed or not turn.once(f"released/{child}"):
        return
    ends = turn.meeting.planned_end
    facts = Facts(person=child, until=ends, contact=contact.now(turn))
    for guardian in dict.fromkeys([asked.asked, *to_tell(turn, child)]):
        if guardian is not None and turn.tell(guardian, "guardian-released", facts, safety=False):
            return


def to_tell(turn: Turn, child: PersonId) -> tuple[PersonId, ...]:
    """The child's guardians who may be written to, in order (Y13).

    Nobody whom the child has raised a concern about hears of it or of them (Y7).
    """
    person = turn.person(child)
    if person.guardian_via_lead:
        return ()
    out = turn.kept_out_by(child)
    return tuple(
        g for g in person.guardians if g not in out and turn.person(g).is_adult(turn.today)
    )


def to_call(turn: Turn, child: PersonId, caller: PersonId) -> tuple[PersonId, ...]:
    """The guardians whose numbers `caller` is shown, in order; of some only the lead is (Y13)."""
    if not may_call(turn, child, caller):
        return ()
    out = turn.kept_out_by(child)
    return tuple(guardian for guardian in turn.person(child).guardians if guardian not in out)


def may_call(turn: Turn, child: PersonId, who: PersonId) -> bool:
    """Whether somebody may contact the guardians of this child (Y13)."""
    leads = [person.id for person in turn.context.group.leads(turn.today)]
    return not turn.person(child).guardian_via_lead or who in leads


def tell(
    turn: Turn,
    child: PersonId,
    key: str,
    *,
    variant: str | None = None,
    after: PersonId | None = None,
) -> bool:
    """Logistics for one guardian, in order; never a concern or a reason (invariant 7).

    `after`: whom it did not reach; the next is told. False: it reaches nobody, as far as is known,
    or nobody may be told.
    """
    facts = Facts(variant=variant, person=child, contact=contact.now(turn))
    order = to_tell(turn, child)
    left = order[order.index(after) + 1 :] if after in order else order
    for guardian in left:
        if turn.tell(guardian, key, facts):
            break
    return any(turn.person(one).platforms(proved_only=True) for one in left)


def _seat(turn: Turn, child: PersonId) -> GuardianSeat:
    return turn.meeting.seat(child).guardian or GuardianSeat()


def _change(turn: Turn, child: PersonId, **fields: object) -> None:
    turn.seat(child, guardian=msgspec.structs.replace(_seat(turn, child), **fields))
