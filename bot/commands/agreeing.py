"""What people may expect and what is asked of them, accepted by version: /agree (Y8, P3).

A young person says yes in words for young people; a guardian says yes for each child, by name.
Whoever has accepted what is current is not asked again.
"""

from __future__ import annotations

import json
from typing import Any

from bot.commands.asking import Asked, SorryError
from bot.commands.names import clean_name, members_called
from bot.model.agreement import AGREEMENT
from bot.model.people import Group, PersonId

BUTTON = "agree"


def agree(asked: Asked) -> None:
    """`/agree [CHILD]`: read it, and say yes. `/agree agree NUMBER` is the button under it."""
    match asked.words:
        case [said, number] if said == BUTTON and number.isdigit():
            _said_yes(asked, int(number))
        case []:
            _ask(asked, [about for about in _mine(asked) if not _is_current(asked, about)])
        case words:
            _ask(asked, [_child_called(asked, " ".join(words))])


def _mine(asked: Asked) -> list[PersonId]:
    """Themselves, and everybody under 18 whose guardian they are."""
    children = [child for group in asked.groups() for child in _children(asked, group)]
    return list(dict.fromkeys([asked.person, *children]))


def _children(asked: Asked, group: Group) -> list[PersonId]:
    today = asked.today(group)
    return [
        member.id
        for member in group.people.values()
        if asked.person in member.guardians and not member.is_adult(today)
    ]


def _child_called(asked: Asked, name: str) -> PersonId:
    """A child of theirs. Sorry: it is none of theirs, which says nothing about whose it is."""
    for group in asked.groups():
        for found in members_called(asked, group, name):
            if found in _children(asked, group):
                return found
    raise SorryError("agree", "not-yours", person=clean_name(name))


def _is_current(asked: Asked, about: PersonId) -> bool:
    """Whether nothing has to be accepted any more: of a child by any of their guardians."""
    members = [group.people[about] for group in asked.groups() if about in group.people]
    if about == asked.person:
        return any(member.agreed for member in members)
    return any(member.guardian_agreed for member in members)


def _ask(asked: Asked, about: list[PersonId]) -> None:
    if not about:
        asked.answer("agree", "current")
        return
    for one in about:
        if _is_current(asked, one):
            asked.answer("agree", "done-for", person=asked.books.name_of(one))
        else:
            _show(asked, one)


def _show(asked: Asked, about: PersonId) -> None:
    variant = None if about == asked.person else "guardian"
    asked.ask(
        "guidelines",
        (BUTTON,),
        variant,
        person=asked.books.name_of(about),
        about=about,
        owner=asked.person,
        version=AGREEMENT,
    )


def _said_yes(asked: Asked, number: int) -> None:
    """Only what they were shown, and what is still current, can be accepted."""
    message = asked.books.sent_message(number)
    shown: dict[str, Any] = {}
    if message is not None and "guidelines" in message.keys:
        shown = json.loads(asked.books.unseal(message.sealed)) if message.sealed else {}
    about = shown.get("about")
    if shown.get("owner") != asked.person or about not in _mine(asked):
        raise SorryError("agree", "late")
    if shown["version"] != AGREEMENT:
        _show(asked, about)
        return
    asked.books.agree(asked.person, about, AGREEMENT, asked.now)
    if about != asked.person:
        asked.answer("agree", "for-child", person=asked.books.name_of(about))
    else:
        asked.answer("agree")
