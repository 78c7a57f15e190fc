"""Times at which a person runs a practice session (P1): kept as papers, sealed like all of them.

One adult is never alone with one young person: for somebody under 18 a time counts only if two
checked adults run it together (Y7).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from bot import practice_facts
from bot.model.effects import Reply
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, PersonId
from bot.model.policy import Policy
from bot.ports import Books


class SlotState(StrEnum):
    """How it stands with a time."""

    FREE = "free"
    BOOKED = "booked"
    CAME = "came"
    MISSED = "missed"
    OFF = "off"
    """Called off by whoever runs it."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One time."""

    id: str
    group: str
    starts: datetime
    ends: datetime
    runner: PersonId
    second: PersonId | None = None
    who: PersonId | None = None
    """Who has booked it."""
    booked_at: datetime | None = None
    revision: int = 0
    """Raised whenever it changes, for calendars."""
    state: SlotState = SlotState.FREE
    note: str = ""

    @property
    def runners(self) -> tuple[PersonId, ...]:
        """Whoever runs it: one adult, or two."""
        return (self.runner,) if self.second is None else (self.runner, self.second)


def keep(books: Books, slot: Slot, **fields: object) -> Slot:
    """Write a time down, with what is new about it."""
    newer = msgspec.structs.replace(slot, revision=slot.revision + 1, **fields)
    paper = Paper(
        id=newer.id,
        group=newer.group,
        kind=PaperKind.SLOT,
        at=newer.starts,
        doc=msgspec.to_builtins(newer),
        person=newer.who,
        state=newer.state.value,
    )
    books.put_paper(paper)
    return newer


def slot(books: Books, slot_id: str) -> Slot | None:
    """One time, by its short name."""
    paper = books.paper(slot_id)
    return _read(paper) if paper is not None and paper.kind is PaperKind.SLOT else None


def slots_of(books: Books, group_id: str) -> list[Slot]:
    """Every time of a group, the earliest first."""
    return [_read(paper) for paper in books.papers(group_id, PaperKind.SLOT)]


def fits(books: Books, group: Group, one: Slot, who: PersonId, policy: Policy) -> bool:
    """Whether somebody may be there with whoever runs it (Y7).

    Whom they have a concern about is nobody they are asked to meet.
    """
    day = one.starts.astimezone(ZoneInfo(group.timezone)).date()
    runners = set(one.runners)
    if who not in group.people or who in runners or not runners <= group.people.keys():
        return False
    if not all(group.people[runner].is_staff(day) for runner in runners):
        return False
    if runners & practice_facts.kept_out(books, group.id, who):
        return False
    return not is_alone(group, one, who, policy)


def is_alone(group: Group, one: Slot, who: PersonId, policy: Policy) -> bool:
    """Whether somebody under 18 would be there without two checked adults (Y7)."""
    day = one.starts.astimezone(ZoneInfo(group.timezone)).date()
    person = group.people.get(who)
    if person is None or person.is_adult(day):
        return False
    return not _two_checked(group, one.runners, day, policy)


def _two_checked(group: Group, runners: Iterable[PersonId], day: date, policy: Policy) -> bool:
    people = [group.people[one] for one in dict.fromkeys(runners) if one in group.people]
    checked = [person for person in people if person.is_checked(day)]
    enhanced = sum(person.is_enhanced(day) for person in checked)
    enough = len(checked) >= policy.young_people_adults_min
    return enough and enhanced >= policy.young_people_enhanced_checks_min


def written(
    books: Books, group: Group, to: PersonId, one: Slot, variant: str,
    buttons: tuple[str, ...] = (), **facts: str,
) -> tuple[Reply, ...]:  # fmt: skip
    """A private word about a time, on the first route of theirs that works."""
    routes = sorted(group.people[to].routes, key=lambda route: not route.proved)
    if not routes:
        return ()
    young = not group.people[to].is_adult(one.starts.astimezone(ZoneInfo(group.timezone)).date())
    given = {
        **told(books, group, one),
        "who": books.name_of(one.who) if one.who else "",
        **facts,
        "variant": f"{variant}-child" if young else variant,
        "slot": one.id,
        "owner": to,
    }
    first = routes[0]
    return (
        Reply(platform=first.platform, address=first.account, key="practice-slot",
              sealed=books.seal(json.dumps(given)), buttons=buttons),
    )  # fmt: skip


def told(books: Books, group: Group, one: Slot) -> dict[str, str]:
    """What is said of a time: its day and clock times in the group's zone, and who runs it."""
    zone = ZoneInfo(group.timezone)
    return {
        "code": one.id,
        "day": one.starts.astimezone(zone).strftime("%A %-d %B %Y"),
        "starts": one.starts.astimezone(zone).strftime("%H:%M"),
        "ends": one.ends.astimezone(zone).strftime("%H:%M"),
        "person": " and ".join(books.name_of(runner) for runner in one.runners),
    }


def _read(paper: Paper) -> Slot:
    return msgspec.convert(paper.doc, Slot)
