"""Whoever asks, and the children whose guardian they are (Y8, Y13)."""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.names import clean_name, members_called
from bot.model.people import Group, PersonId


def children(asked: Asked) -> list[PersonId]:
    """Everybody under 18 whose guardian they are, each once."""
    found = [child for group in asked.groups() for child in _children_in(asked, group)]
    return list(dict.fromkeys(found))


def my_child(asked: Asked, name: str) -> PersonId:
    """A child of theirs. Sorry: it is none of theirs, which says nothing about whose it is."""
    for group in asked.groups():
        for found in members_called(asked, group, name):
            if found in _children_in(asked, group):
                return found
    raise SorryError("agree", "not-yours", person=clean_name(name))


def groups_with(asked: Asked, about: PersonId) -> list[Group]:
    """Their groups, as far as `about` is in them too."""
    return [group for group in asked.groups() if about in group.people]


def is_young(asked: Asked, about: PersonId) -> bool:
    """Whether somebody is under 18 today, in any of these groups."""
    groups = groups_with(asked, about)
    return not all(group.people[about].is_adult(asked.today(group)) for group in groups)


def _children_in(asked: Asked, group: Group) -> list[PersonId]:
    today = asked.today(group)
    return [
        member.id
        for member in group.people.values()
        if asked.person in member.guardians and not member.is_adult(today)
    ]
