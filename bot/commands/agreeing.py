"""What people may expect and what is asked of them, accepted part by part: /agree (Y8, P3).

A young person says yes in words for young people; a guardian says yes for each child, by name.
Whoever has accepted what is current is not asked again; of what has changed only that is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bot.commands import aboutme, vouching
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.family import children, groups_with, is_young, my_child
from bot.model.agreement import AGREEMENT, About, AgreementPart, outstanding
from bot.model.people import PersonId

BUTTON, READ = "agree", "read"
"""The button under the parts, and the one under a message that leads to them."""


def agree(asked: Asked) -> None:
    """`/agree [CHILD]`: read it, and say yes. `/agree agree NUMBER` is the button under it."""
    match asked.words:
        case [said, number] if said == BUTTON and number.isdigit():
            _said_yes(asked, int(number))
        case [said, number] if said == vouching.BUTTON and number.isdigit():
            vouching.write_down(asked, _shown(asked, int(number)))
        case [said, number] if said == READ and number.isdigit():
            _ask(asked, _to_be_asked(asked))
        case []:
            _ask(asked, _to_be_asked(asked))
        case words:
            _ask(asked, [my_child(asked, " ".join(words))])


def _to_be_asked(asked: Asked) -> list[PersonId]:
    """Themselves, and everybody under 18 whose guardian they are, if something is missing."""
    mine = dict.fromkeys([asked.person, *children(asked)])
    return [about for about in mine if not _is_current(asked, about)]


def _is_current(asked: Asked, about: PersonId) -> bool:
    """Whether nothing has to be accepted any more: of a child by any of their guardians."""
    members = [group.people[about] for group in groups_with(asked, about)]
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
    """The parts that are missing; of a child with a held seat also as the child reads them."""
    accepted = asked.books.accepted(asked.person, about)
    parts = outstanding(accepted, About.ONESELF if about == asked.person else About.CHILD)
    reader = _reader(asked, about)
    name = asked.books.name_of(about)
    if reader == "guardian" and _sits_through_them(asked, about):
        theirs = [part for part in parts if About.ONESELF in part.about]
        asked.answer("guidelines", "together", person=name, choices=_lines(theirs, "child", name))
    asked.ask(
        "guidelines",
        (BUTTON,),
        _variant(reader, changed=bool(accepted)),
        person=name,
        choices=_lines(parts, reader, name),
        about=about,
        owner=asked.person,
        version=json.dumps({part.name: part.version for part in parts}),
    )


def _reader(asked: Asked, about: PersonId) -> str:
    """Whose words the parts are shown in: a guardian's, a young person's, or nobody's special."""
    if about != asked.person:
        return "guardian"
    return "child" if is_young(asked, about) else ""


def _variant(reader: str, *, changed: bool) -> str | None:
    return "-".join(filter(None, ("changed" if changed else "", reader))) or None


def _lines(parts: Iterable[AgreementPart], reader: str, name: str) -> list[Line]:
    def words(part: AgreementPart) -> str:
        return "-".join(filter(None, ("guidelines", part.name, reader)))

    return [{"line": words(part), "person": name} for part in parts]


def _sits_through_them(asked: Asked, about: PersonId) -> bool:
    """Whether a child takes part through their account, and so reads it beside them (Y13)."""
    members = [group.people[about] for group in groups_with(asked, about)]
    return any(one.held_by == asked.person and not one.routes for one in members)


def _said_yes(asked: Asked, number: int) -> None:
    """Only what they were shown, and what is still current, can be accepted."""
    shown = _shown(asked, number)
    about: PersonId = shown.get("about", "")
    mine = about in {asked.person, *children(asked)} and "guardian" not in shown
    if shown.get("owner") != asked.person or not mine:
        raise SorryError("agree", "late")
    parts: dict[str, int] = json.loads(shown["version"])
    if any(AGREEMENT.get(part) != version for part, version in parts.items()):
        _show(asked, about)
        return
    was_new = not asked.books.accepted(asked.person, about)
    asked.books.agree(asked.person, about, parts, asked.now)
    _thank(asked, about)
    if was_new:
        aboutme.begin(asked, about)


def _shown(asked: Asked, number: int) -> dict[str, Any]:
    """What stood in the message under which a button was pressed."""
    message = asked.books.sent_message(number)
    if message is None or "guidelines" not in message.keys or not message.sealed:
        return {}
    shown: dict[str, Any] = json.loads(asked.books.unseal(message.sealed))
    return shown


def _thank(asked: Asked, about: PersonId) -> None:
    if about == asked.person:
        asked.answer("agree")
    else:
        told = "for-held" if _sits_through_them(asked, about) else "for-child"
        asked.answer("agree", told, person=asked.books.name_of(about))
