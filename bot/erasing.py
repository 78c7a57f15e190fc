"""Erasing what is kept of somebody (V4, L11): what holds it up, and doing it.

Whoever others rely on is asked to name somebody else first. While somebody is being looked after,
is in a meeting, or has money to come, it waits, and happens by itself when that is over.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from bot import slots
from bot.flows.forgetting import OWED
from bot.model.effects import Reply
from bot.model.meeting import NOT_OVER, OPEN_STATES, Meeting, MeetingState
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, PersonId, Platform, Role
from bot.model.signals import Forgotten, Signal
from bot.ports import Books

WAITS = "waits"
"""The state of an erasure that was asked for and cannot be yet."""
_COMING = NOT_OVER | {MeetingState.DRAFT}
_ENDED = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
_GOES = (PaperKind.DIARY, PaperKind.AGENDA_ITEM)
"""Papers that are somebody's own words, and go with them."""


class Reason(NamedTuple):
    """Why it cannot be done: the name of its line, and what that is about."""

    line: str
    about: str = ""


# --- what holds it up -----------------------------------------------------------------------------


def relied_on(books: Books, person: PersonId, now: datetime) -> list[Reason]:
    """What somebody else has to be named for before; empty: nothing."""
    found: list[Reason] = []
    for group_id in books.groups_of(person):
        group, details = books.group(group_id), books.group_details(group_id)
        name = details.name if details is not None else ""
        found += [Reason(line, name) for line in _roles_of(group, person, now)]
        for meeting in _meetings(books, group_id, _COMING):
            if person == meeting.contact:
                found.append(Reason("contact", books.meeting_details(meeting.id).title))
            elif person in {meeting.second_adult, meeting.standby}:
                found.append(Reason("beside", books.meeting_details(meeting.id).title))
        found += [
            Reason("guardian", books.name_of(one)) for one in _minds_alone(group, person, now)
        ]
    return list(dict.fromkeys(found))


def _roles_of(group: Group, person: PersonId, now: datetime) -> list[str]:
    """The duties in a group that nobody else has."""
    day = now.astimezone(ZoneInfo(group.timezone)).date()
    member, found = group.people[person], []
    if len(group.people) == 1:
        return []
    if member.has(Role.ORGANISER) and _only(group.with_role(Role.ORGANISER, day), person):
        found.append("organiser")
    leads = group.leads(day) if member.has(Role.DEPUTY_LEAD) else ()
    lead = group.with_role(Role.SAFEGUARDING_LEAD, day)
    if (member.has(Role.SAFEGUARDING_LEAD) and _only(lead, person)) or _only(leads, person):
        found.append("lead")
    if group.operator == person:
        found.append("operator")
    return found


def _only(people: tuple[object, ...], person: PersonId) -> bool:
    return [getattr(one, "id", None) for one in people] == [person]


def _minds_alone(group: Group, person: PersonId, now: datetime) -> list[PersonId]:
    """Young people of whom they are the only guardian on record."""
    day = now.astimezone(ZoneInfo(group.timezone)).date()
    return [
        one.id
        for one in group.people.values()
        if one.guardians == (person,) and not one.is_adult(day)
    ]


def waits_for(books: Books, person: PersonId) -> list[str]:
    """What has to be over first; empty: nothing."""
    found: list[str] = []
    if books.meetings_with_case_of(person):
        found.append("case")
    for group_id in books.groups_of(person):
        looked_after = _some(books, books.meetings_with_open_cases(group_id))
        cases = [case for meeting in looked_after for case in meeting.open_cases()]
        if any(case.owner == person for case in cases):
            found.append("owner")
        open_now = _meetings(books, group_id, OPEN_STATES)
        if any(person in meeting.present() or meeting.seat(person).let_in for meeting in open_now):
            found.append("meeting")
        claims = [m.claims.get(person) for m in _meetings(books, group_id, _ENDED)]
        if any(claim is not None and claim.state in OWED for claim in claims):
            found.append("claim")
    return list(dict.fromkeys(found))


# --- waiting --------------------------------------------------------------------------------------


def keep_waiting(
    books: Books, person: PersonId, to: tuple[Platform, str], variant: str | None, now: datetime
) -> None:
    """It will be done when it can be; `to` is the account that is told then."""
    doc = {"platform": to[0], "account": to[1], "variant": variant or ""}
    books.put_paper(
        Paper(
            id=_paper_id(person),
            group=next(iter(_groups_with(books, person))),
            kind=PaperKind.ERASURE,
            at=now,
            doc=doc,
            person=person,
            state=WAITS,
        )
    )


def _groups_with(books: Books, person: PersonId) -> list[str]:
    """The groups they are in; of somebody who has left, those that still look after them."""
    cases = _some(books, books.meetings_with_case_of(person))
    return [*books.groups_of(person), *(meeting.group for meeting in cases)]


def is_waiting(books: Books, person: PersonId) -> bool:
    """Whether somebody's data is to be erased as soon as that can be."""
    return books.paper(_paper_id(person)) is not None


def wait_no_more(books: Books, person: PersonId) -> None:
    """They would rather keep everything."""
    books.remove_paper(_paper_id(person))


def _paper_id(person: PersonId) -> str:
    return f"erasure-{person}"


def erase_those_waiting(books: Books, now: datetime) -> list[tuple[str, Signal]]:
    """Erase everybody for whom nothing has to be waited for any more; part of the daily look."""
    signals: list[tuple[str, Signal]] = []
    for group_id in books.all_groups():
        for paper in books.papers(group_id, PaperKind.ERASURE):
            person = paper.person or ""
            if waits_for(books, person) or relied_on(books, person, now):
                continue
            signals += erase(books, person)
            books.queue(None, (_done(books, paper),), now)
    return signals


def _done(books: Books, paper: Paper) -> Reply:
    variant = paper.doc["variant"]
    facts = {"variant": variant} if variant else {}
    return Reply(
        platform=paper.doc["platform"],
        address=paper.doc["account"],
        key="mydata-erased",
        sealed=books.seal(json.dumps(facts)),
    )


# --- doing it -------------------------------------------------------------------------------------


def erase(books: Books, person: PersonId) -> list[tuple[str, Signal]]:
    """Remove everything but what has to stay; answers what the meetings have to hear then."""
    groups = books.groups_of(person)
    for paper in books.papers_of(person):
        _let_go(books, paper)
    wait_no_more(books, person)
    told: list[tuple[str, Signal]] = [
        (meeting.id, Forgotten(person=person))
        for group_id in groups
        for meeting in _meetings(books, group_id, frozenset(MeetingState))
        if _knows(meeting, person)
    ]
    books.forget_person(person)
    return told


def _let_go(books: Books, paper: Paper) -> None:
    """Their own words go; a practice time that they had booked is free again."""
    if paper.kind in _GOES:
        books.remove_paper(paper.id)
    elif paper.kind is PaperKind.SLOT:
        found = slots.slot(books, paper.id)
        if found is not None:
            booked = found.state is slots.SlotState.BOOKED
            state = slots.SlotState.FREE if booked else found.state
            slots.keep(books, found, who=None, booked_at=None, state=state, note="")


def _knows(meeting: Meeting, person: PersonId) -> bool:
    """Whether anything of a meeting is about them."""
    return person in msgspec.json.encode(meeting).decode()


def _meetings(books: Books, group_id: str, states: frozenset[MeetingState]) -> list[Meeting]:
    return _some(books, books.meetings_of(group_id, states))


def _some(books: Books, ids: list[str]) -> list[Meeting]:
    stored = [books.meeting(one) for one in ids]
    return [one.meeting for one in stored if one is not None]
