"""Coming in by a one-time code: /start, and /link for a second account (P3)."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot.commands.asking import Asked, Fact, SorryError
from bot.commands.drafts import expect_from_now_on
from bot.commands.names import clean_name, new_id
from bot.model.people import Group, PersonId, Role
from bot.ports import Code, PersonDetails

LINK_LASTS = timedelta(minutes=10)
_NAMELESS = "Organiser"


def start(asked: Asked) -> None:
    """`/start`: who the bot is. `/start CODE`: come in by a one-time code."""
    if asked.words:
        _come_in(asked, asked.words[0])
    elif asked.known_as is None:
        asked.answer("not-known")
    else:
        asked.answer("start")


def link(asked: Asked) -> None:
    """`/link`: a code by which a second account of the same person comes in."""
    what = Code(purpose="link", person=asked.person)
    asked.answer("link", **make_code(asked, what, LINK_LASTS))


def make_code(asked: Asked, what: Code, lasts: timedelta) -> dict[str, Fact]:
    """Keep a new one-time code; answers with the code and its link, as facts."""
    code = secrets.token_urlsafe(16)
    asked.books.add_code(code, what, asked.now + lasts)
    link = asked.deep_link(asked.happening.platform, code) if asked.deep_link else code
    return {"code": code, "link": "" if link == code else link}


def _come_in(asked: Asked, word: str) -> None:
    code = asked.books.use_code(word, asked.happening.account, asked.now)
    if asked.in_room:
        # Everybody there has seen it: it is used up, and lets nobody in.
        _refuse_in_room(asked)
        return
    if code is None:
        raise SorryError("code-refused", None if asked.known_as is None else "known")
    match code:
        case Code(purpose="organiser", group=str(group_id)):
            _become_organiser(asked, group_id)
        case Code(purpose="invite", group=str(group_id), person=str(invited)):
            _accept_invitation(asked, asked.books.group(group_id), invited)
        case Code(purpose="link", person=str(owner)):
            _join_account(asked, owner)
        case _:
            raise SorryError("code-refused")


def _refuse_in_room(asked: Asked) -> None:
    if asked.known_as is None:
        asked.answer_in_room("code-refused", "room")
    else:
        asked.answer("code-refused", "room")


def _become_organiser(asked: Asked, group_id: str) -> None:
    """Whoever set the group up becomes its organiser, under the name the platform shows."""
    if asked.known_as is None:
        person = new_id()
        name = clean_name(asked.happening.name) or _NAMELESS
        _add(asked, group_id, person, name, (Role.ORGANISER,))
        _prove(asked, person)
    else:
        make_organiser(asked, group_id)
    welcome(asked, asked.books.group(group_id), "organiser")


def make_organiser(asked: Asked, group_id: str) -> None:
    """Let somebody the bot knows organise this group too."""
    refuse_if_young(asked)
    member = asked.books.group(group_id).people.get(asked.person)
    roles = {Role.ORGANISER, *(member.roles if member else ())}
    ordered = tuple(role for role in Role if role in roles)
    if member is not None:
        asked.books.set_roles(group_id, asked.person, ordered)
    else:
        _add(asked, group_id, asked.person, asked.books.name_of(asked.person), ordered)


def refuse_if_young(asked: Asked) -> None:
    """This version cannot keep the rules for young people (section 4) when they come in."""
    groups = asked.groups()
    if not all(asked.me(group).is_adult(asked.today(group)) for group in groups):
        raise SorryError("code-refused", "young")


def _accept_invitation(asked: Asked, group: Group, invited: PersonId) -> None:
    """An invitation makes an account somebody's, once; one account has one person."""
    person = group.people.get(invited)
    if person is None or (person.routes and asked.known_as != invited):
        raise SorryError("code-refused")
    if asked.known_as is None:
        _prove(asked, invited)
    elif asked.known_as != invited:
        _bring_in(asked, group, invited)
    expect_from_now_on(asked, group.id, asked.known_as or invited)
    welcome(asked, asked.books.group(group.id))


def _bring_in(asked: Asked, group: Group, invited: PersonId) -> None:
    """Somebody known from another group was invited: they come in as who they are."""
    if asked.person in group.people:
        raise SorryError("code-refused", "taken")
    refuse_if_young(asked)
    roles = group.people[invited].roles
    ordered = tuple(role for role in Role if role in roles)
    asked.books.remove_member(group.id, invited)
    _add(asked, group.id, asked.person, asked.books.name_of(asked.person), ordered)


def _join_account(asked: Asked, owner: PersonId) -> None:
    if asked.known_as == owner:
        raise SorryError("code-refused", "same")
    if asked.known_as is not None:
        raise SorryError("code-refused", "taken")
    _prove(asked, owner)
    asked.answer("welcome", "account")


def welcome(asked: Asked, group: Group, variant: str | None = None) -> None:
    """What somebody may expect, and what the bot does if it does not hear from them (P3)."""
    name_of, today = asked.books.name_of, asked.today(group)
    organisers = [p.id for p in group.with_role(Role.ORGANISER, today) if p.routes]
    asked.answer(
        "welcome",
        variant,
        group=asked.group_name(group.id),
        who=", ".join(name_of(person) for person in organisers),
    )


def _prove(asked: Asked, person: PersonId) -> None:
    happened = asked.happening
    asked.books.link(person, happened.platform, happened.account, asked.now)


def _add(asked: Asked, group_id: str, person: PersonId, name: str, roles: tuple[Role, ...]) -> None:
    asked.books.add_person(group_id, PersonDetails(id=person, name=name, roles=roles))
