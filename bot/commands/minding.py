"""Who looks after whom: /people guardian, held, check, phone and pin (Y1, Y3, Y9, Y13, V2).

Organisers, the lead and the deputy keep this. What it says is sealed, and shown to nobody but
whoever has just written it, or takes on a task that needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import Asked, SorryError
from bot.commands.listing import form_of
from bot.commands.names import clean_name, clean_number, member_called, members_called
from bot.commands.when import read_date, shown_day
from bot.model import rights
from bot.model.people import Check, CheckLevel, Group, PersonId, Role
from bot.pins import is_pin

KEEPERS = rights.KEEPERS

_VIA_LEAD, _DIRECT, _NONE = "via-lead", "direct", "none"
_FEWEST_WORDS = 2


def _guardian(asked: Asked, group: Group) -> None:
    """`/people guardian CHILD GUARDIAN`; or `via-lead`, `direct` or `none` for the guardian."""
    last = asked.words[-1].lower()
    if last in {_VIA_LEAD, _DIRECT, _NONE}:
        _how_guardians_are_called(asked, group, last)
        return
    child, guardian = two_members(asked, group)
    minded, today = group.people[child], asked.today(group)
    name, theirs = asked.books.name_of(child), asked.books.name_of(guardian)
    if minded.is_adult(today):
        raise SorryError("guardian", "not-young", person=name)
    if child == guardian or not group.people[guardian].is_adult(today):
        raise SorryError("guardian", "not-adult", person=theirs)
    roles = group.people[guardian].roles | {Role.GUARDIAN}
    ordered = tuple(role for role in Role if role in roles)
    asked.books.set_roles(group.id, guardian, ordered, by=asked.person, at=asked.now)
    order = tuple(dict.fromkeys((*minded.guardians, guardian)))
    asked.books.set_guardians(child, order, via_lead=minded.guardian_via_lead)
    names = ", ".join(map(asked.books.name_of, order))
    asked.answer("guardian", person=name, who=names)


def _how_guardians_are_called(asked: Asked, group: Group, how: str) -> None:
    """Never without the lead, or as usual; or nobody is their guardian any more (Y13)."""
    child = member_called(asked, group, " ".join(asked.words[:-1]))
    minded, name = group.people[child], asked.books.name_of(child)
    if minded.is_adult(asked.today(group)):
        raise SorryError("guardian", "not-young", person=name)
    order = () if how == _NONE else minded.guardians
    if how == _NONE and minded.held_by is not None:
        asked.books.set_held_by(child, None)
    via_lead = minded.guardian_via_lead if how == _NONE else how == _VIA_LEAD
    asked.books.set_guardians(child, order, via_lead=via_lead)
    asked.answer("guardian", how, person=name)


def _held(asked: Asked, group: Group) -> None:
    """`/people held CHILD GUARDIAN`: through whose account they take part; or `none` (Y9)."""
    if asked.words[-1].lower() == _NONE:
        child = member_called(asked, group, " ".join(asked.words[:-1]))
        asked.books.set_held_by(child, None)
        asked.answer("held", "none", person=asked.books.name_of(child))
        return
    child, guardian = two_members(asked, group)
    minded, today = group.people[child], asked.today(group)
    name, theirs = asked.books.name_of(child), asked.books.name_of(guardian)
    if minded.is_adult(today):
        raise SorryError("held", "not-young", person=name)
    if minded.routes:
        raise SorryError("held", "has-account", person=name)
    if guardian not in minded.guardians or not group.people[guardian].is_adult(today):
        raise SorryError("held", "not-guardian", person=name)
    asked.books.set_held_by(child, guardian)
    asked.answer("held", person=name, who=theirs)


def _check(asked: Asked, group: Group) -> None:
    """`/people check NAME basic|enhanced DATE`: what was seen of a check; or `none`."""
    level, expires, named = _read_check(asked)
    person = member_called(asked, group, named)
    member, today, name = group.people[person], asked.today(group), asked.books.name_of(person)
    if person == asked.person:
        raise SorryError("check", "own")
    if not member.is_adult(today) or member.roles == {Role.GUARDIAN}:
        raise SorryError("check", "not-staff", person=name)
    if level is None:
        asked.books.set_check(person, None)
        asked.answer("check", "none", person=name)
        return
    last = read_date(expires)
    if last is None:
        raise SorryError("wrong-form", command=form_of("people check"))
    if last <= today:
        raise SorryError("check", "past", person=name)
    seen = Check(level=level, expires=last, seen_by=asked.person, seen_on=today)
    asked.books.set_check(person, seen)
    zone = ZoneInfo(group.timezone)
    asked.answer(
        "check",
        level.value,
        person=name,
        by=asked.books.name_of(asked.person),
        day=shown_day(datetime.combine(last, time(12), zone), zone),
    )


def _read_check(asked: Asked) -> tuple[CheckLevel | None, str, str]:
    """The level (None: there is no check any more), the date as written, and the name."""
    words = list(asked.words)
    if words[-1].lower() == _NONE:
        return None, "", " ".join(words[:-1])
    levels = {level.value: level for level in CheckLevel}
    if len(words) <= _FEWEST_WORDS or words[-2].lower() not in levels:
        raise SorryError("wrong-form", command=form_of("people check"))
    return levels[words[-2].lower()], words[-1], " ".join(words[:-2])


def _phone(asked: Asked, group: Group) -> None:
    """`/people phone NAME NUMBER`: of somebody who has no account to give it on (Y13)."""
    _refuse_in_room(asked)
    person, rest = _member_first(asked, group)
    number = clean_number(" ".join(rest))
    if number is None:
        raise SorryError("phone", "wrong")
    asked.books.set_phone(person, number)
    asked.answer("kept", "phone", person=asked.books.name_of(person))


def _pin(asked: Asked, group: Group) -> None:
    """`/people pin NAME PIN`: of a guardian who has no account to set it on (Y3)."""
    _refuse_in_room(asked)
    pin = asked.words.pop()
    person = member_called(asked, group, " ".join(asked.words))
    name = asked.books.name_of(person)
    if not group.people[person].has(Role.GUARDIAN) or group.people[person].routes:
        raise SorryError("pin", "has-account", person=name)
    if not is_pin(pin):
        raise SorryError("pin", "wrong")
    asked.books.set_pin(person, pin)
    asked.answer("kept", "pin", person=name)


def _refuse_in_room(asked: Asked) -> None:
    if asked.in_room:
        raise SorryError("phone", "room")


def two_members(asked: Asked, group: Group) -> tuple[PersonId, PersonId]:
    """Two names after one another, wherever the first ends. Sorry: they are not clear."""
    words = asked.words
    found = set()
    for end in range(1, len(words)):
        first = members_called(asked, group, " ".join(words[:end]))
        second = members_called(asked, group, " ".join(words[end:]))
        if len(first) == len(second) == 1:
            found.add((first[0], second[0]))
    if len(found) == 1:
        return found.pop()
    member_called(asked, group, words[0])
    member_called(asked, group, " ".join(words[1:]))
    raise SorryError("no-such-person", "several", person=clean_name(" ".join(words)))


def _member_first(asked: Asked, group: Group) -> tuple[PersonId, list[str]]:
    """The longest name that the words begin with, and the words after it."""
    words = asked.words
    for end in range(len(words) - 1, 0, -1):
        found = members_called(asked, group, " ".join(words[:end]))
        if len(found) == 1:
            return found[0], words[end:]
    return member_called(asked, group, words[0]), words[1:]


def with_guardian(asked: Asked, group: Group, before: PersonId, after: PersonId) -> None:
    """Somebody turned out to be somebody known: whoever they look after stays the same."""
    for member in group.people.values():
        if before in member.guardians:
            order = tuple(after if one == before else one for one in member.guardians)
            asked.books.set_guardians(member.id, order, via_lead=member.guardian_via_lead)
        if before == member.held_by:
            asked.books.set_held_by(member.id, after)
    was, now = group.people[before], group.people.get(after)
    if was.check is not None and (now is None or now.check is None):
        asked.books.set_check(after, msgspec.structs.replace(was.check))
    if was.guardians and (now is None or not now.guardians):
        asked.books.set_guardians(after, was.guardians, via_lead=was.guardian_via_lead)
    if was.held_by is not None and (now is None or now.held_by is None):
        asked.books.set_held_by(after, was.held_by)


ACTS: dict[str, Callable[[Asked, Group], None]] = {
    "guardian": _guardian,
    "held": _held,
    "check": _check,
    "phone": _phone,
    "pin": _pin,
}
