"""The adults of a young people's meeting: /meeting second, standby and young (Y1, Y4, Y6)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.listing import form_of
from bot.commands.names import member_called
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import Group, PersonId

_NOT_OPEN = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})
_STILL = _NOT_OPEN | OPEN_STATES


def second(asked: Asked) -> None:
    """`/meeting second NAME`: the second adult of a meeting."""
    group, found, person = _named(asked, "second")
    drafts.change(asked, found.id, second_adult=person)
    _say(asked, group, found, person, "second")


def standby(asked: Asked) -> None:
    """`/meeting standby NAME`: the adult who comes when one is missing."""
    group, found, person = _named(asked, "standby")
    drafts.change(asked, found.id, standby=person)
    _say(asked, group, found, person, "standby")


def young(asked: Asked) -> None:
    """`/meeting young`: it is a young people's meeting, whoever is expected."""
    group = asked.group_for(ORGANISERS)
    found = the_meeting(asked, group, _NOT_OPEN, " ".join(asked.words), "/meeting young")
    expects = drafts.everybody(asked, group, young=True)
    drafts.change(asked, found.id, young=True, expects=expects)
    asked.answer("meeting-minded", meeting=title_of(asked, found))


def _named(asked: Asked, what: str) -> tuple[Group, Meeting, PersonId]:
    """The meeting, and a checked adult. Sorry: they are none today, or not on that day."""
    group = asked.group_for(ORGANISERS)
    words = list(asked.words)
    named = ""
    if len(words) > 1 and asked.books.meeting(words[-1].lower()) is not None:
        named = words.pop().lower()
    if not words:
        raise SorryError("wrong-form", command=form_of(f"meeting {what}"))
    found = the_meeting(asked, group, _STILL, named, f"/meeting {what} NAME")
    person = member_called(asked, group, " ".join(words))
    day = found.planned_start.astimezone(ZoneInfo(group.timezone)).date()
    member = group.people[person]
    if not (member.is_checked(asked.today(group)) and member.is_checked(day)):
        raise SorryError("meeting-minded", "not-checked", person=asked.books.name_of(person))
    return group, found, person


def _say(asked: Asked, group: Group, found: Meeting, person: PersonId, what: str) -> None:
    reached = any(route.proved for route in group.people[person].routes)
    name, title = asked.books.name_of(person), title_of(asked, found)
    told = what if reached else "not-reached"
    asked.answer("meeting-minded", told, person=name, meeting=title)
