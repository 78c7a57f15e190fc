"""Answers to the invitation in words: /answer; and what everybody has answered (P3)."""

from __future__ import annotations

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.flows.answers import CANNOT
from bot.model.meeting import NOT_OVER, Meeting
from bot.model.people import STAFF, PersonId
from bot.model.profile import TakesPart
from bot.model.signals import Answered, CannotCome

_SAID = {
    **{how.value: how.value for how in TakesPart},
    **dict.fromkeys(("yes", "coming"), TakesPart.JOIN.value),
    **dict.fromkeys((CANNOT, "no", "cant", "can't", "can’t"), CANNOT),
}


def answer(asked: Asked) -> None:
    """`/answer join|listen|phone|comments|cannot [MEETING]`: the newest answer counts."""
    said = asked.words.pop(0).lower() if asked.words else ""
    how = _SAID.get(said)
    if said and how is None:
        raise SorryError("wrong-form", command=form_of("answer"))
    found = _which(asked, " ".join(asked.words).casefold())
    if how is not None:
        for who in _for_whom(asked, found):
            _hand_over(asked, found, who, how)
    asked.answer("answer", meeting=title_of(asked, found), reason=how or "")


def _hand_over(asked: Asked, found: Meeting, who: PersonId, how: str) -> None:
    if how == CANNOT:
        hand_over(asked, found.id, CannotCome(person=who))
    else:
        hand_over(asked, found.id, Answered(person=who, answer=TakesPart(how)))


def _which(asked: Asked, named: str) -> Meeting:
    """The next meeting in which they, or a child whose seat they hold, are expected."""
    found = [
        asked.meeting(meeting_id)
        for group in asked.groups()
        for meeting_id in asked.books.meetings_of(group.id, NOT_OVER)
    ]
    mine = [meeting for meeting in found if _for_whom(asked, meeting)]
    if named:
        mine = [m for m in mine if named in {m.id.casefold(), title_of(asked, m).casefold()}]
    if not mine:
        raise SorryError("answer", "none")
    return min(mine, key=lambda meeting: (meeting.planned_start, meeting.id))


def _for_whom(asked: Asked, meeting: Meeting) -> list[PersonId]:
    """Themselves; of a guardian who is not expected, those whose seats they hold."""
    if asked.person in meeting.expects:
        return [asked.person]
    people = asked.books.group(meeting.group).people
    return [who for who in meeting.expects if who in people and people[who].held_by == asked.person]


def answers(asked: Asked) -> None:
    """`/meeting answers [MEETING]`: who will take part, how, and whom to phone."""
    group = asked.group_for(STAFF)
    found = the_meeting(asked, group, NOT_OVER, " ".join(asked.words), "/meeting answers")
    lines: list[Line] = [
        {"line": f"answer-{_said_by(found, who)}", "person": asked.books.name_of(who)}
        for who in found.expects
    ]
    asked.answer("answers", meeting=title_of(asked, found), choices=lines)


def _said_by(meeting: Meeting, who: PersonId) -> str:
    seat = meeting.seat(who)
    if seat.cannot_come:
        return CANNOT
    return seat.answer.value if seat.answer is not None else "none"
