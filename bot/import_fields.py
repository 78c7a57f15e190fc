"""Single fields of a file of people: read, or refused in one sentence that repeats none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.commands.names import ROLE_WORDS, clean_name, clean_number
from bot.model.people import Role
from bot.ports import Emergency

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_OLDEST = 120
E = TypeVar("E", bound=StrEnum)


class WrongFieldError(ValueError):
    """What is wrong with one field, and what to do."""


def roles(text: str) -> tuple[Role, ...]:
    """Roles with semicolons between them."""
    roles = []
    for word in re.split(r"[;,/]", text):
        role = ROLE_WORDS.get(word.strip().lower().replace(" ", "_").replace("-", "_"))
        if role is None:
            every = ", ".join(role.value for role in Role)
            raise WrongFieldError(f"the roles are {every}; put a semicolon between two.")
        roles.append(role)
    return tuple(dict.fromkeys(roles))


def born(text: str, today: date) -> date:
    """A birth date."""
    born = day(text)
    if not 0 <= today.year - born.year <= _OLDEST or born > today:
        raise WrongFieldError("nobody can be born then.")
    return born


def day(text: str) -> date:
    """A day like 2011-05-03."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongFieldError("write the day like 2011-05-03.") from None


def phone(text: str) -> str:
    """A phone number as it was written."""
    number = clean_number(text)
    if number is None:
        raise WrongFieldError("that is no phone number; spreadsheets often cut the 0 in front.")
    return number


def email(text: str) -> str:
    """An e-mail address."""
    if not _MAIL.fullmatch(text):
        raise WrongFieldError("that is no e-mail address.")
    return text


def names(text: str) -> tuple[str, ...]:
    """Names with semicolons between them."""
    return tuple(dict.fromkeys(name for part in text.split(";") if (name := clean_name(part))))


def one_of(kind: type[E]) -> Callable[[str], E]:
    """Reads one of the words of `kind`."""

    def read(text: str) -> E:
        try:
            return kind(text.lower().replace(" ", "-").replace("_", "-"))
        except ValueError:
            raise WrongFieldError(f"it is one of {', '.join(kind)}.") from None

    return read


def emergency(row: Mapping[str, str], wrong: list[str]) -> Emergency | None:
    """The emergency contact in three columns; what is wrong is added to `wrong`."""
    name, phone = clean_name(row.get("emergency_name", "")), row.get("emergency_phone", "")
    note = " ".join(row.get("emergency_note", "").split())
    if not (name or phone or note):
        return None
    if not name or clean_number(phone) is None:
        wrong.append("emergency_name: an emergency contact needs a name and a phone number.")
        return None
    return Emergency(name=name, phone=phone, note=note)
