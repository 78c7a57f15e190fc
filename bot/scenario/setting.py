"""Setting the scene: a scenario's group, people and meetings become rows in a database."""

from __future__ import annotations

from datetime import date, datetime

from bot.flows.timers import timers
from bot.model.meeting import Meeting, MeetingState, RoomKind
from bot.model.people import Person, Role
from bot.model.policy import Policy, PolicyError
from bot.ports import Books, Emergency, GroupDetails, MeetingDetails, PersonDetails
from bot.scenario.errors import ScenarioError
from bot.scenario.story import MeetingSpec, PersonSpec, Scenario

GROUP = "group"
NOT_YET = "this version does not know"


def policy_for(story: Scenario, organisation: Policy) -> Policy:
    """The group's policy; ScenarioError where the file loosens a floor or names no setting."""
    try:
        return organisation.tightened(story.policy)
    except PolicyError as error:
        line = story.policy_lines.get(error.key, 1)
        raise ScenarioError(story.path, line, str(error)) from error


def room_of(meeting: str) -> str:
    """The platform's name for a meeting's room; each meeting has its own."""
    return f"room/{meeting}"


def is_adult(person: PersonSpec, day: date) -> bool:
    """Whether somebody in the story is 18 or over on `day`."""
    return Person(id=person.key, roles=frozenset(person.roles), born=person.born).is_adult(day)


def refuse_young_meetings(story: Scenario) -> None:
    """The rules of section 4 come with a later version; until then no young person is let in."""
    for meeting in story.meetings.values():
        day = meeting.starts.astimezone(story.group.zone).date()
        young = [who for who in meeting.expects if not is_adult(story.people[who], day)]
        if meeting.young or young:
            raise ScenarioError(
                story.path,
                meeting.line,
                f"{NOT_YET} young people's meetings (rules Y1 to Y13); "
                f"leave people under 18 out of {meeting.key}",
            )


def set_the_scene(books: Books, story: Scenario, policy: Policy) -> None:
    """Write everything the story takes as given."""
    group = story.group
    books.add_group(
        GroupDetails(
            id=GROUP,
            name=group.name,
            timezone=group.timezone,
            country=group.country,
            operator=group.operator,
        ),
        {},
    )
    for person in story.people.values():
        _add_person(books, person, story.starts)
    for meeting in story.meetings.values():
        _add_meeting(books, story, meeting, policy)


def _add_person(books: Books, person: PersonSpec, starts: datetime) -> None:
    emergency = person.emergency
    books.add_person(
        GROUP,
        PersonDetails(
            id=person.key,
            name=person.name,
            roles=person.roles or (Role.CONTRIBUTOR,),
            born=person.born,
            phone=person.phone,
            email=person.email,
            discreet=person.discreet,
            emergency=Emergency(name=emergency.name, phone=emergency.phone, note=emergency.note)
            if emergency
            else None,
        ),
    )
    for platform in person.accounts:
        books.link(person.key, platform, person.key, starts if person.proved else None)


def _add_meeting(books: Books, story: Scenario, spec: MeetingSpec, policy: Policy) -> None:
    meeting = Meeting(
        id=spec.key,
        group=GROUP,
        platform=spec.platform,
        room=RoomKind(spec.room),
        planned_start=spec.starts,
        planned_end=spec.ends,
        state=MeetingState.PUBLISHED,
        expects=spec.expects,
        chair=spec.lead or spec.contact,
        contact=spec.contact,
        second_adult=spec.second_adult,
        standby=spec.standby,
        dial_in=spec.phone is not None,
        done=_done_before(spec, story.starts, policy),
    )
    details = MeetingDetails(
        title=spec.title,
        room=room_of(spec.key),
        way_in=_way_in(spec),
        dial_in=spec.phone,
    )
    books.add_room(GROUP, spec.platform, room_of(spec.key), spec.title)
    books.add_meeting(meeting, details, timers(meeting, policy))


def _way_in(spec: MeetingSpec) -> str:
    if spec.platform == "discord":
        return f"On Discord, open the room “{spec.title}”."
    return f"On Telegram, open the group “{spec.title}” and press “I'm here”."


def _done_before(spec: MeetingSpec, starts: datetime, policy: Policy) -> tuple[str, ...]:
    """What fell due before the story begins has been done and is not sent (SPEC 9)."""
    steps = {
        "open-nudge": spec.starts - policy.meeting_nudge_before,
        "open-alert": spec.starts - policy.meeting_open_before,
        "not-open": spec.starts + policy.meeting_not_open_after,
        "never-opened": spec.starts + policy.meeting_cancelled_after,
    }
    return tuple(step for step, at in steps.items() if at < starts)
