"""Names and numbers as people write them: cleaned, cut, and looked up."""

from __future__ import annotations

import re
import secrets

import regex

from bot.commands.asking import Asked, SorryError
from bot.commands.options import mentioned
from bot.model.people import Group, PersonId, Role
from bot.words import clean_words, plain_id

LONGEST_NAME = 64
"""Letters kept of the name of a person, a group or a meeting."""
_MOST_MARKS = 8
"""A letter with more marks than any script puts on one would only cover other lines."""

_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]*")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15

ROLE_WORDS = {
    "organiser": Role.ORGANISER,
    "facilitator": Role.FACILITATOR,
    "contributor": Role.CONTRIBUTOR,
    "safeguarding_lead": Role.SAFEGUARDING_LEAD,
    "lead": Role.SAFEGUARDING_LEAD,
    "deputy_lead": Role.DEPUTY_LEAD,
    "deputy": Role.DEPUTY_LEAD,
    "young_person": Role.YOUNG_PERSON,
    "guardian": Role.GUARDIAN,
}


def clean_line(text: str) -> str:
    """What somebody wrote on one line, without marks that would turn other text around."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(clean_words(whole).split())


def clean_name(text: str) -> str:
    """A name as it is kept: one line, at most `LONGEST_NAME` letters, none cut in two."""
    kept = ""
    for whole in regex.findall(r"\X", clean_line(text)):
        letter = whole[:_MOST_MARKS]
        if len(kept) + len(letter) > LONGEST_NAME:
            break
        kept += letter
    return kept.strip()


def clean_number(text: str) -> str | None:
    """A phone number as it was written, or None if it cannot be one."""
    number = clean_line(text)
    digits = sum(c.isdigit() for c in number)
    if _NUMBER.fullmatch(number) and _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return number
    return None


def role_names(roles: frozenset[Role]) -> str:
    """Roles as people read them."""
    return ", ".join(role.value.replace("_", " ") for role in Role if role in roles)


def split_role(words: list[str]) -> tuple[list[str], Role | None]:
    """A name with a role after it. A name alone is a name, whatever it is."""
    for length in (2, 1):
        role = ROLE_WORDS.get("_".join(words[-length:]).lower().replace("-", "_"))
        if role is not None and len(words) > length:
            return words[:-length], role
    return words, None


def member_called(asked: Asked, group: Group, name: str) -> PersonId:
    """The one member of that name, or whose account it is. Sorry: there is none, or several."""
    if mentioned(name) is not None and not members_called(asked, group, name):
        raise SorryError("no-such-person", "account")
    found = members_called(asked, group, name)
    if len(found) == 1:
        return found[0]
    raise SorryError("no-such-person", "several" if found else None, person=clean_name(name))


def members_called(asked: Asked, group: Group, name: str) -> list[PersonId]:
    """The member of that name, or those whose names begin with that whole word.

    Of a mention: the member who has that very account, whatever it is called.
    """
    account = mentioned(name)
    if account is not None:
        whose = asked.books.person_of(asked.happening.platform, account)
        return [whose] if whose in group.people else []
    wanted = clean_name(name).casefold()
    names = {person: asked.books.name_of(person).casefold() for person in group.people}
    same = [person for person, known in names.items() if known == wanted]
    return same or [person for person, known in names.items() if known.startswith(f"{wanted} ")]


def namesake(asked: Asked, group: Group, name: str) -> PersonId | None:
    """A member who has that very name already."""
    same = (p for p in group.people if asked.books.name_of(p).casefold() == name.casefold())
    return next(same, None)


def new_id() -> str:
    """A random id for a person or a group."""
    return secrets.token_hex(8)


def short_id() -> str:
    """A short random id that people can type."""
    return plain_id()
