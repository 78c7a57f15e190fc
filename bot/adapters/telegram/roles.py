"""Whose list of commands has to change, because an update has changed what they may do (SPEC 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.people import Group, PersonId, Platform, Role
from bot.model.rights import roles_on
from bot.ports import Books

Groups = Mapping[str, Group]
Lists = dict[str, frozenset[Role]]
"""The roles of accounts, which decide what each is offered."""


def groups_of(books: Books, platform: Platform, account: str) -> Groups:
    """The groups of whoever has the account, as they are now."""
    person = books.person_of(platform, account)
    return {} if person is None else {g: books.group(g) for g in books.groups_of(person)}


def changed(books: Books, platform: Platform, account: str, before: Groups, now: datetime) -> Lists:
    """The accounts whose roles are others than before the update was taken.

    A group that is new to whoever used a command is new for them alone.
    """
    own = books.person_of(platform, account)
    people: set[PersonId] = set()
    for group_id, group in groups_of(books, platform, account).items():
        old = before.get(group_id)
        if old is None:
            people |= {own} if own is not None else set()
        elif old is not group:
            people |= _differing(old, group)
    return {
        route_account: roles
        for person in people
        for route_account, roles in _lists_of(books, platform, person, now).items()
    }


def roles_of(books: Books, person: PersonId, now: datetime) -> frozenset[Role]:
    """All that somebody may act as in any group: nobody under 18 is staff (SPEC 1)."""
    groups = [books.group(group) for group in books.groups_of(person)]
    return frozenset(
        role
        for group in groups
        for role in roles_on(group, person, now.astimezone(ZoneInfo(group.timezone)).date())
    )


def _differing(old: Group, new: Group) -> set[PersonId]:
    def seen(group: Group, person: PersonId) -> object:
        member = group.people.get(person)
        return None if member is None else (member.roles, {r.account for r in member.routes})

    everybody = old.people.keys() | new.people.keys()
    return {person for person in everybody if seen(old, person) != seen(new, person)}


def _lists_of(books: Books, platform: Platform, person: PersonId, now: datetime) -> Lists:
    groups = [books.group(group) for group in books.groups_of(person)]
    accounts = {
        route.account
        for group in groups
        for route in group.people[person].routes
        if route.platform == platform
    }
    return dict.fromkeys(accounts, roles_of(books, person, now))
