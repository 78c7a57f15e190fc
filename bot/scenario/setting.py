"""Setting the scene: a scenario's group, people and meetings become rows in a database."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.anniversaries import look_everywhere
from bot.flows import around
from bot.flows.allowed import why_forbidden
from bot.flows.reminding import early
from bot.flows.timers import timers
from bot.model.agenda import Agenda
from bot.model.agreement import AGREEMENT
from bot.model.meeting import Meeting, MeetingState, RoomKind, RoomUse
from bot.model.people import Check, CheckLevel, Person, Role
from bot.model.phone_cost import cost_of
from bot.model.policy import Policy, PolicyError
from bot.model.profile import Connection, Profile
from bot.ports import Books, Emergency, GroupDetails, MeetingDetails, PersonDetails
from bot.scenario.errors import ScenarioError
from bot.scenario.story import MeetingSpec, PersonSpec, Scenario

if TYPE_CHECKING:
    from bot.scenario.world import Platforms

GROUP = "group"
_ROOM = "room/"
LOBBY = "lobby"
"""The story's name for the room in which people wait for a young people's meeting."""


def policy_for(story: Scenario, organisation: Policy) -> Policy:
    """The group's policy; ScenarioError where the file loosens a floor or names no setting."""
    try:
        return organisation.tightened(story.policy)
    except PolicyError as error:
        line = story.policy_lines.get(error.key, 1)
        raise ScenarioError(story.path, line, str(error)) from error


def room_of(meeting: str) -> str:
    """The story's name for a meeting's room; each meeting has its own."""
    return f"{_ROOM}{meeting}"


def meeting_in(room: str) -> str:
    """The meeting whose room it is."""
    return room.removeprefix(_ROOM)


def is_adult(person: PersonSpec, day: date) -> bool:
    """Whether somebody in the story is 18 or over on `day`."""
    return Person(id=person.key, roles=frozenset(person.roles), born=person.born).is_adult(day)


def set_the_scene(books: Books, story: Scenario, policy: Policy, platforms: Platforms) -> None:
    """Write everything the story takes as given, under the names that the platforms have for it."""
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
        _add_person(books, person, story.starts, platforms)
    _guardians_agree(books, story)
    _guardians_hold_seats(books, story)
    if any(is_young_meeting(story, meeting) for meeting in story.meetings.values()):
        discord = platforms["discord"]
        books.add_room(GROUP, "discord", discord.room(LOBBY), "Lobby", RoomUse.LOBBY)
    look_everywhere(books, policy, story.starts, quiet=True)
    for meeting in story.meetings.values():
        _add_meeting(books, story, meeting, policy, platforms)


def _add_person(books: Books, person: PersonSpec, starts: datetime, platforms: Platforms) -> None:
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
    _add_minding(books, person, starts)
    books.save_profile(person.key, _profile(person, starts))
    proved_at = starts if person.proved else None
    for platform in person.accounts:
        books.link(person.key, platform, platforms[platform].account(person.key), proved_at)


def _add_minding(books: Books, person: PersonSpec, starts: datetime) -> None:
    """Checks, guardians, PINs and agreements, as the file takes them as given."""
    if person.check is not None:
        check = Check(level=CheckLevel(person.check), expires=person.check_expires)
        books.set_check(person.key, check)
    if person.guardians or person.guardian_via_lead:
        books.set_guardians(person.key, person.guardians, via_lead=person.guardian_via_lead)
    if person.pin is not None:
        books.set_pin(person.key, person.pin)
    if person.agreed:
        books.agree(person.key, person.key, AGREEMENT, starts)


def _profile(person: PersonSpec, starts: datetime) -> Profile:
    """Everybody has answered the device question, and has practised unless they have not."""
    return Profile(
        connection=Connection.LIMITED if person.limited_data else Connection.UNLIMITED,
        why=person.why or "",
        practised=dict.fromkeys(person.accounts, starts) if person.practised else {},
    )


def _guardians_agree(books: Books, story: Scenario) -> None:
    """A guardian has agreed for a young person, unless the file says no of either of them."""
    for person in story.people.values():
        for guardian in person.guardians:
            if person.agreed and story.people[guardian].agreed:
                books.agree(guardian, person.key, AGREEMENT, story.starts)


def _guardians_hold_seats(books: Books, story: Scenario) -> None:
    """Who is under age and has no account takes part through their first guardian who has one."""
    for person in story.people.values():
        with_account = [one for one in person.guardians if story.people[one].accounts]
        if with_account and not person.accounts:
            books.set_held_by(person.key, with_account[0])


def _add_meeting(
    books: Books, story: Scenario, spec: MeetingSpec, policy: Policy, platforms: Platforms
) -> None:
    room = platforms[spec.platform].room(room_of(spec.key))
    meeting = Meeting(
        id=spec.key,
        group=GROUP,
        platform=spec.platform,
        room=RoomKind(spec.room),
        planned_start=spec.starts,
        planned_end=spec.ends,
        zone=story.group.timezone,
        state=MeetingState.PUBLISHED,
        expects=spec.expects,
        chair=spec.lead or spec.contact,
        contact=spec.contact,
        second_adult=spec.second_adult,
        standby=spec.standby,
        dial_in=spec.phone is not None,
        dial_cost=cost_of(spec.phone, story.group.country) if spec.phone else None,
        young=is_young_meeting(story, spec),
        why=spec.why is not None,
        done=_done_before(spec, story.starts, policy),
    )
    planned = early(meeting, books.group(GROUP), policy)
    meeting = msgspec.structs.replace(meeting, early_reminders=planned)
    steps = around.steps(meeting, policy)
    over = [step for step, at in steps if at < story.starts]
    waits = "agenda/send" in over and not meeting.why
    meeting = msgspec.structs.replace(
        meeting, done=(*meeting.done, *over), agenda=Agenda(waits=waits)
    )
    if _is_forbidden(books, story, meeting, policy):
        meeting = msgspec.structs.replace(meeting, state=MeetingState.DRAFT)
    details = MeetingDetails(
        title=spec.title,
        room=room,
        way_in=_way_in(spec),
        dial_in=spec.phone,
        why=spec.why or "",
    )
    books.add_room(GROUP, spec.platform, room, spec.title)
    books.add_meeting(meeting, details, timers(meeting, policy))


def is_young_meeting(story: Scenario, spec: MeetingSpec) -> bool:
    """Whether somebody under 18 is expected, or the file marks it so (SPEC 1)."""
    day = spec.starts.astimezone(story.group.zone).date()
    return spec.young or any(not is_adult(story.people[who], day) for who in spec.expects)


def _is_forbidden(books: Books, story: Scenario, meeting: Meeting, policy: Policy) -> bool:
    """What the rules forbid outright stays a draft (Y9, Y10)."""
    day = meeting.planned_start.astimezone(story.group.zone).date()
    people = books.group(GROUP).people
    return why_forbidden(meeting, people, day, policy, story.group.country) is not None


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
