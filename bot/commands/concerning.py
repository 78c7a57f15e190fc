"""A concern about somebody: /concern (Y7). Whoever it is about hears nothing of it."""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import clean_name, member_called, members_called
from bot.commands.presence import where_it_can_be_kept
from bot.flows.helping import AT_LEAST
from bot.model.people import Group, PersonId
from bot.model.signals import Concerned, Signed
from bot.whereabouts import concerned


def concern(asked: Asked) -> None:
    """`/concern NAME [WORDS]`: those who look after safety see to it; a case keeps it."""
    if asked.in_room:
        raise SorryError("concern", "room")
    if not asked.words:
        raise SorryError("wrong-form", command=form_of("concern"))
    group, about, rest = _about(asked)
    if about == asked.person:
        raise SorryError("wrong-form", command=form_of("concern"))
    words = asked.books.seal(" ".join(rest)) if rest else None
    found = where_it_can_be_kept(asked, group)
    if found is None:
        _tell_those_who_may_see(asked, group, about, " ".join(rest))
        return
    signal = Concerned(person=asked.person, about=about, words=words)
    if not hand_over(asked, found.id, signal).writes:
        asked.answer("concern")
    others = [other for other in concerned(asked.books, asked.person) if other != found.id]
    asked.routed.signals += [(other, Signed(person=asked.person)) for other in others]


def _about(asked: Asked) -> tuple[Group, PersonId, list[str]]:
    """The longest name that the words begin with, in any of their groups, and what follows."""
    for end in range(len(asked.words), 0, -1):
        name = " ".join(asked.words[:end])
        for group in asked.groups():
            found = members_called(asked, group, name)
            if len(found) == 1:
                return group, found[0], asked.words[end:]
    groups = asked.groups()
    if not groups:
        raise SorryError("not-known")
    for group in groups:
        member_called(asked, group, asked.words[0])
    raise SorryError("no-such-person", person=clean_name(asked.words[0]))


def _tell_those_who_may_see(asked: Asked, group: Group, about: PersonId, note: str) -> None:
    """A group that never had a meeting has nothing to keep a case in: its staff are told now."""
    today = asked.today(group)
    leads = [person.id for person in group.leads(today)]
    others = [person.id for person in group.staff(today)]
    able = [
        who
        for who in dict.fromkeys([*leads, *others])
        if who not in {about, asked.person} and any(r.proved for r in group.people[who].routes)
    ]
    if len(able) < AT_LEAST and not asked.me(group).is_adult(today):
        able = []  # what a young person says is never for one adult alone
    facts = {"person": asked.books.name_of(asked.person), "who": asked.books.name_of(about)}
    for who in able:
        asked.tell(who, group, "concern-asked", note=note, words="", **facts)
    names = ", ".join(map(asked.books.name_of, able))
    asked.answer("concern", None if able else "nobody", who=names)
