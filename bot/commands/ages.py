"""How old somebody has to be: for an account on a platform (Y9), and for what adults do."""

from __future__ import annotations

from datetime import date

from bot.commands.asking import Asked, SorryError
from bot.model.people import Group, Person, PersonId, Platform, Role
from bot.model.policy import Policy

OLDEST = 120
"""Years; a birth date further back is a slip of the pen."""


def refuse_too_young(asked: Asked, person: PersonId, platform: Platform) -> None:
    """Nothing is linked on a platform whose own terms do not allow somebody of that age (Y9).

    Sorry: said kindly, with what they can do instead.
    """
    for group_id in asked.books.groups_of(person):
        group = asked.books.group(group_id)
        member = group.people[person]
        policy = asked.policy_of(group_id)
        if is_too_young(member, platform, group, policy, asked.today(group)):
            raise SorryError("refused-age", contact=_organiser(asked, group),
                             contact_phone="", contact_email="")  # fmt: skip


def is_too_young(
    member: Person, platform: Platform, group: Group, policy: Policy, day: date
) -> bool:
    """Whether they are, on `day`, younger than the platform's own terms allow in that country (Y9).

    Somebody who is here as a young person, and whose birth date nobody knows, is.
    """
    age = member.age_on(day)
    if age is None:
        return member.has(Role.YOUNG_PERSON)
    return age < policy.minimum_age(platform, group.country)


def read_born(asked: Asked, group: Group, born: date) -> int:
    """The age of somebody born then, in years. Sorry: it cannot be a birth date."""
    age = Person(id="", born=born).age_on(asked.today(group))
    if age is None or not 0 <= age <= OLDEST or born > asked.today(group):
        raise SorryError("invite", "born-wrong")
    return age


def _organiser(asked: Asked, group: Group) -> str:
    organisers = group.with_role(Role.ORGANISER, asked.today(group))
    return next((asked.books.name_of(one.id) for one in organisers), "")
