"""Coming in by a one-time code: /start, and /link for a second account (P3)."""

from __future__ import annotations

from datetime import datetime

from bot.commands import guiding, linking
from bot.commands.ages import refuse_too_young
from bot.commands.asking import Asked, SorryError
from bot.commands.drafts import expect_from_now_on
from bot.commands.minding import with_guardian
from bot.commands.names import clean_name, new_id
from bot.commands.purpose import purpose_of
from bot.model.people import Group, Person, PersonId, Role
from bot.ports import Code, PersonDetails

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
    """`/link`: a code for a second account. `/link CODE`: use it there. Told in `linking`."""
    match asked.words:
        case [] if asked.known_as is None:
            asked.answer("not-known")
        case []:
            linking.give_code(asked)
        case [said, number] if said in linking.ANSWERS and number.isdigit():
            linking.answered(asked, said, int(number))
        case [code, *_]:
            _come_in(asked, code)


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
            linking.ask_owner(asked, owner)
        case _:
            raise SorryError("code-refused")


def _refuse_in_room(asked: Asked) -> None:
    if asked.known_as is None:
        asked.answer_in_room("code-refused", "room")
    else:
        asked.answer("code-refused", "room")


def _become_organiser(asked: Asked, group_id: str) -> None:
    """Whoever set the group up becomes its organiser."""
    add_organiser(asked, group_id)
    group, known = asked.books.group(group_id), guiding.on_record(asked, group_id)
    if known.young is None:
        welcome(asked, group, "organiser", guiding.BUTTONS)
    else:
        welcome(asked, group, "organiser-told")
        guiding.next_steps(asked, group_id, known)


def add_organiser(asked: Asked, group_id: str) -> None:
    """Let whoever asked organise a group; somebody new has the name the platform shows."""
    if asked.known_as is not None:
        make_organiser(asked, group_id)
        return
    person = new_id()
    name = clean_name(asked.happening.name) or _NAMELESS
    _add(asked, group_id, person, name, (Role.ORGANISER,))
    _prove(asked, person)


def make_organiser(asked: Asked, group_id: str) -> None:
    """Let somebody the bot knows organise this group too."""
    refuse_if_young(asked)
    member = asked.books.group(group_id).people.get(asked.person)
    roles = {Role.ORGANISER, *(member.roles if member else ())}
    ordered = tuple(role for role in Role if role in roles)
    if member is not None:
        asked.books.set_roles(group_id, asked.person, ordered, by=asked.person, at=asked.now)
    else:
        _add(asked, group_id, asked.person, asked.books.name_of(asked.person), ordered)


def refuse_if_young(asked: Asked) -> None:
    """What needs an adult is not for anyone under 18, whatever else they are (SPEC 1)."""
    groups = asked.groups()
    if not all(asked.me(group).is_adult(asked.today(group)) for group in groups):
        raise SorryError("code-refused", "young")


def _accept_invitation(asked: Asked, group: Group, invited: PersonId) -> None:
    """An invitation makes an account somebody's, once; one account has one person."""
    person = group.people.get(invited)
    if person is None or (person.routes and asked.known_as != invited):
        raise SorryError("code-refused")
    refuse_too_young(asked, invited, asked.happening.platform)
    if asked.known_as is None:
        _prove(asked, invited)
    elif asked.known_as != invited:
        _bring_in(asked, group, invited)
    expect_from_now_on(asked, group.id, asked.known_as or invited)
    now_in = asked.books.group(group.id)
    _say_who_asks(asked, now_in, now_in.people[asked.known_as or invited])


def _say_who_asks(asked: Asked, group: Group, person: Person) -> None:
    """Who asks, what for, and what they may expect, before anything is asked of them (P3)."""
    given = asked.books.roles_given(group.id).get(person.id)
    asked.ask(
        "invited",
        ("read",),
        _welcomed_as(person, asked, group),
        group=asked.group_name(group.id),
        by="" if given is None else asked.books.name_of(given[0]),
        words=purpose_of(asked, group.id),
        who=_organisers(asked, group),
    )


def _welcomed_as(person: Person, asked: Asked, group: Group) -> str | None:
    """Young people and guardians hear what is different for them."""
    if not person.is_adult(asked.today(group)):
        return "child"
    return "guardian" if person.has(Role.GUARDIAN) else None


def _bring_in(asked: Asked, group: Group, invited: PersonId) -> None:
    """Somebody known from another group was invited: they come in as who they are."""
    if asked.person in group.people:
        raise SorryError("code-refused", "taken")
    was, today = group.people[invited], asked.today(group)
    grown_up = all(asked.me(other).is_adult(asked.today(other)) for other in asked.groups())
    if was.is_adult(today) is not grown_up:
        # The link was meant for somebody else, of another age.
        raise SorryError("code-refused", "taken")
    ordered = tuple(role for role in Role if role in was.roles)
    given = asked.books.roles_given(group.id).get(invited)
    with_guardian(asked, group, invited, asked.person)
    asked.books.remove_member(group.id, invited)
    _add(asked, group.id, asked.person, asked.books.name_of(asked.person), ordered, given)


def welcome(
    asked: Asked, group: Group, variant: str | None = None, buttons: tuple[str, ...] = ()
) -> None:
    """What somebody may expect, and what the bot does if it does not hear from them (P3)."""
    asked.ask(
        "welcome",
        buttons,
        variant,
        about=group.id,
        group=asked.group_name(group.id),
        who=_organisers(asked, group),
    )


def _organisers(asked: Asked, group: Group) -> str:
    """The names of those who run the group and have come in."""
    people = group.with_role(Role.ORGANISER, asked.today(group))
    return ", ".join(asked.books.name_of(person.id) for person in people if person.routes)


def _prove(asked: Asked, person: PersonId) -> None:
    """Whoever writes privately can be written to; of a command in a server that is not known."""
    happened = asked.happening
    proved_at = None if happened.unseen else asked.now
    asked.books.link(person, happened.platform, happened.account, proved_at)
    if happened.unseen:
        linking.ask_for_a_sign(asked, happened.platform, happened.account)


def _add(
    asked: Asked,
    group_id: str,
    person: PersonId,
    name: str,
    roles: tuple[Role, ...],
    given: tuple[PersonId, datetime] | None = None,
) -> None:
    """Put them into the group; `given`: who gave them their roles, and when."""
    by, at = given or (None, None)
    details = PersonDetails(id=person, name=name, roles=roles)
    asked.books.add_person(group_id, details, by=by, at=at)
