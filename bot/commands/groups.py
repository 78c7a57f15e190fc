"""A group and its people: /setup, /invite, /people and /phone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.commands import guiding, keeping, servers
from bot.commands.ages import read_born
from bot.commands.asking import ORGANISERS, Asked, Line, SorryError
from bot.commands.codes import make_code
from bot.commands.entering import make_organiser, refuse_if_young
from bot.commands.giving import has_young_people
from bot.commands.listing import form_of
from bot.commands.names import (
    clean_name,
    clean_number,
    member_called,
    namesake,
    new_id,
    role_names,
    split_role,
)
from bot.commands.when import read_date, shown_day
from bot.commands.zones import named_zone
from bot.model.people import ADULT_AGE, STAFF, Group, Person, PersonId, Role
from bot.ports import Code, GroupDetails, PersonDetails

SETUP_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)
_NAMELESS = "Our group"


def setup(asked: Asked) -> None:
    """`/setup [ZONE] [COUNTRY] [yes|no]`: who runs a room makes it the room of a new group."""
    happened = asked.happening
    if guiding.answered(asked):
        return
    told = guiding.read(asked)
    if happened.server is not None:
        servers.setup(asked, happened.server, told)
        return
    if happened.room is None:
        raise SorryError("setup", "private")
    group_id = asked.books.group_of_room(happened.platform, happened.room)
    if group_id is not None:
        guiding.keep(asked, group_id, told)
        _already(asked, asked.books.group(group_id), told)
    elif not happened.is_admin:
        asked.answer_in_room("setup", "not-admin")
    else:
        _new_group(asked, happened.room, told)


def _new_group(asked: Asked, room: str, told: guiding.Told) -> None:
    zone = named_zone(asked)
    if asked.known_as is not None:
        refuse_if_young(asked)
    name = clean_name(asked.happening.room_title) or _NAMELESS
    country = guiding.country_of(told)
    group = GroupDetails(id=new_id(), name=name, timezone=zone, country=country)
    asked.books.add_group(group, {})
    if told.young is not None:
        guiding.mark(asked, group.id, young=told.young)
    asked.books.add_room(group.id, asked.happening.platform, room, name)
    _find_organiser(asked, group, told)


def _find_organiser(asked: Asked, group: GroupDetails, told: guiding.Told) -> None:
    """Whoever runs the room organises its group; the link is of use only to their account."""
    if asked.known_as is not None:
        make_organiser(asked, group.id)
        asked.answer_in_room("setup", "known", group=group.name, zone=group.timezone)
        guiding.next_steps(asked, group.id, told)
        return
    what = Code(purpose="organiser", group=group.id, account=asked.happening.account)
    code = make_code(asked, what, SETUP_LASTS)
    asked.answer_in_room("setup", group=group.name, zone=group.timezone, **code)


def _already(asked: Asked, group: Group, told: guiding.Told) -> None:
    """A room has one group. One that nobody organises yet still finds its organiser."""
    details = asked.books.group_details(group.id)
    if details is None:
        raise LookupError(group.id)
    if asked.happening.is_admin and not any(
        person.has(Role.ORGANISER) for person in group.people.values()
    ):
        _find_organiser(asked, details, told)
        return
    asked.answer_in_room("setup", "already", group=details.name)
    if asked.known_as is not None and asked.may(group, ORGANISERS):
        guiding.next_steps(asked, group.id, told)


def invite(asked: Asked) -> None:
    """`/invite NAME [ROLE]`: a personal link that works once."""
    group = asked.group_for(ORGANISERS, sure=True)
    words, born = _split_born(asked.words)
    words, role = split_role(words)
    name = clean_name(" ".join(words))
    if not name:
        raise SorryError("wrong-form", command=form_of("invite"))
    _refuse_wrong_age(asked, group, name, role, born)
    person = _invited(asked, group, name, role, born)
    what = Code(purpose="invite", group=group.id, person=person)
    asked.answer(
        "invite",
        _next_for(asked, asked.books.group(group.id), person),
        person=name,
        group=asked.group_name(group.id),
        roles=role_names(asked.books.group(group.id).people[person].roles),
        day=shown_day(asked.now + INVITATION_LASTS, ZoneInfo(group.timezone)),
        **make_code(asked, what, INVITATION_LASTS, on="telegram"),
    )


def _split_born(words: list[str]) -> tuple[list[str], date | None]:
    """A birth date at the end of the words."""
    born = read_date(words[-1]) if words else None
    return (words, None) if born is None else (words[:-1], born)


def _refuse_wrong_age(
    asked: Asked, group: Group, name: str, role: Role | None, born: date | None
) -> None:
    """Nobody of unknown age comes in as a young person, and no young person as anything else."""
    if born is None:
        if role is Role.YOUNG_PERSON:
            raise SorryError("invite", "born", person=name)
        return
    is_adult = read_born(asked, group, born) >= ADULT_AGE
    if is_adult is (role is Role.YOUNG_PERSON):
        raise SorryError("invite", "adult" if is_adult else "under-18", person=name)


def _next_for(asked: Asked, group: Group, invited: PersonId) -> str | None:
    """What has to be done besides: for a young person, a guardian, or a check that is missing."""
    person, day = group.people[invited], asked.today(group)
    if not person.is_adult(day):
        return "young-person"
    if person.has(Role.FACILITATOR) and not person.is_checked(day):
        return "unchecked" if has_young_people(asked, group) else None
    return "guardian" if person.has(Role.GUARDIAN) else None


def _invited(
    asked: Asked, group: Group, name: str, role: Role | None, born: date | None
) -> PersonId:
    """A new person, or the one of that name who was invited and has not come in yet."""
    known = namesake(asked, group, name)
    if known is None:
        person = new_id()
        roles = (role or Role.CONTRIBUTOR,)
        details = PersonDetails(id=person, name=name, roles=roles, born=born)
        asked.books.add_person(group.id, details, by=asked.person, at=asked.now)
        return person
    if group.people[known].routes:
        raise SorryError("invite", "name-taken", person=name)
    member = msgspec.structs.replace(group.people[known], born=born or group.people[known].born)
    if role not in {None, Role.YOUNG_PERSON} and not member.is_adult(asked.today(group)):
        raise SorryError("invite", "under-18", person=name)
    if born is not None:
        asked.books.set_born(known, born)
    if role is not None:
        asked.books.set_roles(group.id, known, (role,), by=asked.person, at=asked.now)
    return known


def operator(asked: Asked) -> None:
    """`/operator NAME`: who is told when nobody on the whole ladder takes a case (L5)."""
    group = asked.group_for(ORGANISERS, sure=True)
    if not asked.words:
        raise SorryError("wrong-form", command=form_of("operator"))
    person = member_called(asked, group, " ".join(asked.words))
    name = asked.books.name_of(person)
    member = group.people[person]
    if not member.routes or not member.is_adult(asked.today(group)):
        raise SorryError("operator", "not-reached", person=name)
    asked.books.set_operator(group.id, person)
    asked.answer("operator", person=name)


def people(asked: Asked) -> None:
    """`/people`: who is in the group, and whether each can be reached. No numbers (V2).

    With more words: who looks after whom, which is told in `keeping`.
    """
    if keeping.keep(asked):
        return
    group = asked.group_for(STAFF)
    given = asked.books.roles_given(group.id)
    zone = ZoneInfo(group.timezone)
    lines = [_line(asked, person, given.get(person.id), zone) for person in group.people.values()]
    asked.answer("people", who=lines)


def _line(
    asked: Asked, person: Person, given: tuple[PersonId, datetime] | None, zone: ZoneInfo
) -> Line:
    """`given`: who gave them their roles, and when."""
    proved = any(route.proved for route in person.routes)
    reached = "invited" if not person.routes else "reached" if proved else "not-reached"
    return {
        "line": f"person-{reached}",
        "person": asked.books.name_of(person.id),
        "roles": role_names(person.roles),
        "by": "" if given is None else asked.books.name_of(given[0]),
        "day": "" if given is None else shown_day(given[1], zone),
        "contact_phone": "known" if person.outside_route else "",
    }


def phone(asked: Asked) -> None:
    """`/phone NUMBER`: keep their number, sealed (V2). In a room nothing is kept."""
    person = asked.person
    if asked.in_room:
        raise SorryError("phone", "room")
    number = clean_number(" ".join(asked.words))
    if number is None:
        raise SorryError("phone", "wrong")
    asked.books.set_phone(person, number)
    asked.answer("phone")
