"""Who is what in the group: /people role, and who gave it (P3, Y1).

Nobody becomes a facilitator where young people take part without a check on record, whoever they
are otherwise. In a group with young people at least two people organise.
"""

from __future__ import annotations

from bot.commands import guiding
from bot.commands.asking import Asked, SorryError
from bot.commands.listing import form_of
from bot.commands.names import clean_name, member_called, role_names, split_role
from bot.model.people import STAFF, Group, Person, Role

LEAST_ORGANISERS = 2
_NOT = "not"


def give_role(asked: Asked, group: Group) -> None:
    """`/people role NAME ROLE`, or `/people role NAME not ROLE`."""
    words, role = split_role(asked.words)
    if role is None:
        raise SorryError("wrong-form", command=form_of("people role"))
    takes_away = len(words) > 1 and words[-1].lower() == _NOT
    person = member_called(asked, group, " ".join(words[:-1] if takes_away else words))
    member = group.people[person]
    if takes_away:
        _refuse_last_organiser(asked, group, member, role)
        roles = member.roles - {role}
    else:
        _refuse_unfit(asked, group, member, role)
        roles = member.roles | {role}
    ordered = tuple(one for one in Role if one in roles) or (Role.CONTRIBUTOR,)
    asked.books.set_roles(group.id, person, ordered, by=asked.person, at=asked.now)
    name = asked.books.name_of(person)
    asked.answer("role", person=name, roles=role_names(frozenset(ordered)))


def _refuse_unfit(asked: Asked, group: Group, member: Person, role: Role) -> None:
    """Sorry: they are too young for it, or too old, or there is no check that counts today."""
    today, name = asked.today(group), asked.books.name_of(member.id)
    if role is Role.YOUNG_PERSON or not member.is_adult(today):
        raise SorryError("role", "age", person=name)
    checked = member.check is not None and member.check.in_date(today)
    if role is Role.FACILITATOR and has_young_people(asked, group) and not checked:
        raise SorryError("role", "not-checked", person=name)
    if role in STAFF and asked.person == member.id:
        raise SorryError("role", "own")


def _refuse_last_organiser(asked: Asked, group: Group, member: Person, role: Role) -> None:
    """Sorry: somebody has to organise; with young people, two. Nobody stops being under 18."""
    if role is Role.YOUNG_PERSON:
        raise SorryError("role", "age", person=asked.books.name_of(member.id))
    left = [one for one in organisers(asked, group) if one.id != member.id]
    if role is Role.ORGANISER and member.has(role) and len(left) < _least(asked, group):
        raise SorryError("role", "last", person=clean_name(asked.books.name_of(member.id)))


def _least(asked: Asked, group: Group) -> int:
    return LEAST_ORGANISERS if has_young_people(asked, group) else 1


def organisers(asked: Asked, group: Group) -> list[Person]:
    """The adults who organise the group and have come in."""
    people = group.with_role(Role.ORGANISER, asked.today(group))
    return [person for person in people if person.routes]


def has_young_people(asked: Asked, group: Group) -> bool:
    """Whether young people take part: somebody is under 18, or its organiser said so."""
    today = asked.today(group)
    if guiding.on_record(asked, group.id).young:
        return True
    return any(not person.is_adult(today) for person in group.people.values())
