"""The people of the stories, and the meeting they meet in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from bot.flows.turn import Context
from bot.model.meeting import Meeting, MeetingState, RoomKind
from bot.model.people import Group, Person, PersonId, Platform, Role, Route
from bot.model.policy import Policy

START = datetime(2027, 1, 20, 18, tzinfo=UTC)
END = START + timedelta(hours=1)
BEFORE = START - timedelta(minutes=5)


def person(
    who: PersonId,
    *roles: Role,
    on: tuple[Platform, ...] = ("discord",),
    unproved: tuple[Platform, ...] = (),
    born: date | None = None,
    phone: bool = True,
) -> Person:
    routes = [Route(platform=p, account=f"{p}/{who}") for p in on]
    routes += [Route(platform=p, account=f"{p}/{who}", proved=False) for p in unproved]
    return Person(
        id=who, roles=frozenset(roles), routes=tuple(routes), born=born, outside_route=phone
    )


BOTH = ("discord", "telegram")

PEOPLE = (
    person("maya", Role.ORGANISER),
    person("tom", Role.ORGANISER, on=BOTH),
    person("olga", Role.ORGANISER, on=("telegram",)),
    person("fay", Role.FACILITATOR, unproved=("telegram",)),
    person("dana", Role.SAFEGUARDING_LEAD),
    person("dev", Role.DEPUTY_LEAD, on=("telegram",)),
    person("pat", Role.CONTRIBUTOR, on=BOTH),
    person("quinn", Role.CONTRIBUTOR),
    person("nora", Role.CONTRIBUTOR, on=()),
    # Under 18, whatever else she is: on no rung, reader of nobody's case.
    person("gia", Role.ORGANISER, Role.YOUNG_PERSON, on=BOTH, born=date(2012, 5, 3)),
    person("gus", Role.GUARDIAN, on=("telegram",)),
    person("oona", on=("telegram",)),
)


def group(*people: Person, operator: PersonId | None = "oona") -> Group:
    """Maya, Tom and Olga organise; Dana leads, Dev is her deputy; Oona answers for the bot."""
    return Group(
        id="group",
        timezone="Europe/London",
        people={p.id: p for p in people or PEOPLE},
        operator=operator,
    )


def meeting(**changes: object) -> Meeting:
    """A meeting from 18:00 to 19:00 in a voice room that shows who is there."""
    plain = Meeting(
        id="weekly",
        group="group",
        platform="discord",
        room=RoomKind.VOICE,
        planned_start=START,
        planned_end=END,
        state=MeetingState.PUBLISHED,
        expects=("maya", "tom", "pat", "quinn"),
        chair="maya",
        contact="maya",
    )
    return msgspec.structs.replace(plain, **changes)


def context(now: datetime, **changes: object) -> Context:
    plain = Context(now=now, policy=Policy.default(), group=group())
    return msgspec.structs.replace(plain, **changes)
