"""The contact person (L9): there is always somebody whom attendees can reach."""

from __future__ import annotations

from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, Place
from bot.model.people import PersonId, Role

CARD = "card"
CHECK_IN = "check-in"
DUTY = "duty"


def now(turn: Turn) -> PersonId | None:
    """Who the contact person is at this moment.

    For one who cannot come it is the next of the staff who is expected.
    """
    named = turn.meeting.acting_contact or turn.meeting.contact
    if named is None or not stays_away(turn, named):
        return named
    instead = _next_staff(turn, named)
    known = instead in turn.meeting.expects and not stays_away(turn, instead or named)
    return instead if known else named


def stays_away(turn: Turn, who: PersonId) -> bool:
    """Whether somebody has said that they cannot come, and is not there."""
    seat = turn.meeting.seat(who)
    return seat.cannot_come and seat.place is Place.AWAY


def organiser(turn: Turn) -> PersonId | None:
    """Who looks after the arrangements of this meeting: who gets messages comes first.

    If nobody organises, whoever people can reach.
    """
    ranked = organisers(turn)
    reached = [who for who in ranked if who not in turn.meeting.unreached]
    return next(iter([*reached, *ranked]), now(turn))


def organisers(turn: Turn) -> list[PersonId]:
    """The meeting's chair or contact person if they organise; then those who are expected."""
    organisers = [p.id for p in turn.context.group.with_role(Role.ORGANISER, turn.today)]
    expected = [who for who in organisers if who in turn.meeting.expects]
    named = [who for who in (turn.meeting.chair, turn.meeting.contact) if who in organisers]
    return list(dict.fromkeys([*named, *expected, *organisers]))


def for_reader(turn: Turn, reader: PersonId) -> PersonId | None:
    """Whom `reader` can reach: never themselves, when anybody else is there.

    Nor anybody they have a concern about (Y7); then it may be that there is nobody.
    """
    current = now(turn)
    if current in turn.kept_out_by(reader):
        return _next_staff(turn, reader)
    return _next_staff(turn, reader) or current if current == reader else current


def gone(turn: Turn, who: PersonId) -> None:
    """The contact person left: their part passes on at once, the card after the grace."""
    if now(turn) != who or turn.meeting.state not in OPEN_STATES:
        return
    successor = _next_staff(turn, who)
    if successor is not None:
        card_at = turn.now + turn.policy.leaving_grace
        turn.change(acting_contact=successor, card_changes_at=card_at)


def came_back(turn: Turn, who: PersonId) -> None:
    """The contact person is there again: within the grace nothing changed for anybody.

    Later they are told who does it meanwhile, and take it back by saying so.
    """
    acting = turn.meeting.acting_contact
    if turn.meeting.contact == who and acting is None and _card_names_another(turn, who):
        change_card(turn)
    if turn.meeting.contact != who or acting is None or acting == who:
        return
    if turn.meeting.card_contact == who:
        turn.change(acting_contact=None, card_changes_at=None)
        return
    asked = turn.meeting.newest_case_of(who)
    if asked is not None and asked.tried:
        turn.edit("contact-back", CHECK_IN, to=who, case=asked.id, facts=Facts(contact=acting))
    else:
        turn.tell(who, "contact-back", Facts(contact=acting), thread=DUTY)


def _card_names_another(turn: Turn, who: PersonId) -> bool:
    """They had said that they cannot come, and are there after all."""
    return turn.meeting.state in OPEN_STATES and turn.meeting.card_contact not in {None, who}


def may_take_back(turn: Turn, who: PersonId) -> bool:
    """Whether somebody else does this contact person's part at the moment."""
    return turn.meeting.contact == who and turn.meeting.acting_contact not in {None, who}


def taken_back(turn: Turn, who: PersonId) -> None:
    """The contact person says that they do it again."""
    if turn.meeting.contact != who:
        turn.toast("not-yours")
        return
    turn.change(acting_contact=None, card_changes_at=None)
    turn.toast("recorded")
    change_card(turn)


def change_card(turn: Turn) -> None:
    """Show everybody the contact person of this moment; nobody learns why it changed (V1)."""
    turn.change(card_changes_at=None, card_contact=now(turn))
    turn.edit("contact-card", CARD, facts=Facts(variant="group", contact=now(turn)))


def note(turn: Turn, subject: PersonId, key: str, facts: Facts) -> None:
    """A word about somebody to the contact person; if they cannot be told, to the next."""
    for reader in readers(turn, subject):
        if turn.tell(reader, key, facts):
            return


def readers(turn: Turn, subject: PersonId) -> list[PersonId]:
    """Who may be told about somebody, the contact person first, then the rest of the staff."""
    staff = [person.id for person in turn.context.group.staff(turn.today)]
    ranked = dict.fromkeys([for_reader(turn, subject), *staff])
    out = {subject, *turn.kept_out_by(subject)}
    return [who for who in ranked if who is not None and who not in out]


def _next_staff(turn: Turn, instead_of: PersonId) -> PersonId | None:
    """The next staff member there, organisers first; else one who can be reached."""
    group, today = turn.context.group, turn.today
    ranked: list[PersonId | None] = [p.id for p in group.with_role(Role.ORGANISER, today)]
    ranked += [turn.meeting.chair, turn.meeting.second_adult]
    ranked += [person.id for person in group.staff(today)]

    def may(who: PersonId | None) -> bool:
        return (
            who is not None
            and who != instead_of
            and who not in turn.kept_out_by(instead_of)
            and turn.is_staff(who)
            and not turn.is_missing(who)
        )

    able = [who for who in ranked if may(who)]
    there = [who for who in able if who is not None and turn.meeting.seat(who).present]
    come = [who for who in able if who is not None and not stays_away(turn, who)]
    expected = [who for who in come if who in turn.meeting.expects]
    return next(iter([*there, *expected, *come, *able]), None)
