"""Who does what in a meeting, offered round; and what is written down about people (M4)."""

from __future__ import annotations

import msgspec

from bot.flows import contact, counting, quiet
from bot.flows.turn import Turn
from bot.model.during import Duty, Offer
from bot.model.during_signals import DutyOffered, NoteShown
from bot.model.effects import Facts
from bot.model.meeting import LIVE_STATES, MeetingState
from bot.model.people import PersonId

_OPEN = LIVE_STATES - {MeetingState.ENDED}


def offered(turn: Turn, signal: DutyOffered) -> None:
    """Ask the first of them, privately. Nobody under 18 chairs a meeting."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    able = [who for who in signal.order if _may_do(turn, who, signal.duty)]
    if turn.meeting.state not in _OPEN or not able:
        turn.toast("closed")
        return
    _ask(turn, signal.duty, signal.by, tuple(able))
    turn.toast("recorded")


def answered(turn: Turn, who: PersonId, duty: Duty, button: str) -> None:
    """Yes, and it is theirs; not now, and the next one is asked. Nobody asks why."""
    offer = turn.meeting.during.offers.get(duty)
    if offer is None or who not in {offer.to, turn.reader_of(offer.to)}:
        turn.toast("stale")
        return
    offers = {d: o for d, o in turn.meeting.during.offers.items() if d is not duty}
    _keep(turn, offers=offers)
    turn.edit("role-offer", _thread(duty), to=who,
              facts=Facts(reason=duty.value, variant="noted"))  # fmt: skip
    if turn.meeting.state not in _OPEN:
        turn.toast("closed")
        return
    if button == "yes-please":
        _take(turn, duty, offer)
    elif offer.then:
        _ask(turn, duty, offer.by, offer.then)
    else:
        _write(turn, offer.by, "role-taken", Facts(reason=duty.value, variant="nobody"))
    turn.toast("thanks")


def note_shown(turn: Turn, signal: NoteShown) -> None:
    """Is that right? Asked of those it speaks of, before it counts as agreed.

    What an adult writes about somebody under 18, or they about an adult, is read by another adult
    as well (Y7); where there is none, it is not passed on. Nor is what somebody writes about whom
    a concern keeps them away from.
    """
    for who in signal.to:
        facts = Facts(words=(signal.words,), by=signal.by, person=who)
        young = counting.is_young(turn, who) or counting.is_young(turn, signal.by)
        second = _second_reader(turn, signal) if young else None
        if (young and second is None) or signal.by in turn.kept_out_by(who):
            continue
        _write(turn, who, "note-ask", facts, f"paper/{signal.paper}")
        if second is not None:
            _write(turn, second, "note-copy", facts)
    turn.toast("recorded")


def _second_reader(turn: Turn, signal: NoteShown) -> PersonId | None:
    """Another adult, who is neither the writer nor one of those who are asked."""
    meeting = turn.meeting
    ranked = [meeting.second_adult, contact.now(turn), meeting.chair]
    ranked += [person.id for person in turn.context.group.staff(turn.today)]
    involved = {signal.by, *signal.to}
    out = {one for who in involved for one in turn.kept_out_by(who)}
    able = [
        who
        for who in ranked
        if who is not None and who not in {*involved, *out} and turn.is_staff(who)
        and turn.person(who).platforms(proved_only=True)
    ]  # fmt: skip
    checked = [who for who in able if turn.person(who).is_checked(turn.today)]
    return next(iter([*checked, *able]), None)


def _ask(turn: Turn, duty: Duty, by: PersonId, order: tuple[PersonId, ...]) -> None:
    offer = Offer(to=order[0], by=by, then=order[1:])
    _keep(turn, offers={**turn.meeting.during.offers, duty: offer})
    facts = Facts(reason=duty.value, at=turn.meeting.planned_start)
    if turn.meeting.seat(offer.to).present:
        _write(turn, offer.to, "role-offer", facts, _thread(duty))
    else:
        turn.prompt(offer.to, "role-offer", facts, thread=_thread(duty))


def _take(turn: Turn, duty: Duty, offer: Offer) -> None:
    _keep(turn, duties={**turn.meeting.during.duties, duty: offer.to})
    if duty is Duty.CHAIR:
        turn.change(chair=offer.to)
    _write(turn, offer.by, "role-taken", Facts(reason=duty.value, person=offer.to))


def _may_do(turn: Turn, who: PersonId, duty: Duty) -> bool:
    person = turn.person(who)
    reached = bool(person.routes) or person.held_by is not None
    return reached and (duty is not Duty.CHAIR or person.is_adult(turn.today))


def _write(turn: Turn, who: PersonId, key: str, facts: Facts, thread: str = "") -> None:
    """At once to somebody who is in the meeting; to others after their quiet hours.

    It is what somebody wrote to them, and none of the prompts of which they get a few a day.
    """
    reader = turn.reader_of(who)
    if turn.meeting.seat(who).present:
        turn.tell(reader, key, facts, thread=thread)
        return
    waits_until = quiet.end_of(turn.policy.quiet_hours, turn.now, turn.zone_of(reader))
    turn.tell(reader, key, facts, thread=thread, safety=False, not_before=waits_until)


def _thread(duty: Duty) -> str:
    return f"duty/{duty.value}"


def _keep(turn: Turn, **fields: object) -> None:
    turn.change(during=msgspec.structs.replace(turn.meeting.during, **fields))
