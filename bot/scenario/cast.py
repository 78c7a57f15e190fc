"""Reading the people of a scenario, and what is taken as given about them (SPEC 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.durations import shown
from bot.model.numbers import nearest
from bot.model.people import Role
from bot.scenario import values
from bot.scenario.errors import WrongError
from bot.scenario.fields import Fields
from bot.scenario.names import known_person, platform
from bot.scenario.nodes import Mapping, Node, Scalar
from bot.scenario.story import Emergency, PersonSpec

STEP_KEYS = ("at", "bot", "platform", "expect", "only")
"""What a step may say besides people; so nobody can be called that."""

_KEYS = (
    "name roles contact accounts proved phone email born guardians pin check check_expires agreed "
    "practised emergency limited_data country guardian_via_lead discreet why"
).split()
_CHECKS = ("basic", "standard", "enhanced")
_WORD = re.compile(r"[^\W_]\w*")
_DRAMA = ("+44 7700 900", "+44 1632 960", "+44 3069 990", "+44 808 157 0")
"""The beginnings of numbers that Ofcom keeps for drama; three digits follow."""


def read_people(node: Node) -> dict[str, PersonSpec]:
    """Everybody in `people`, in the order written.

    Raises:
        WrongError: for the first thing that is wrong.
    """
    if not isinstance(node, Mapping):
        raise WrongError(
            node.line, "people is not made of keys", "write it like pat: {roles: [contributor]}"
        )
    keys = [_person_key(key) for key, _ in node.entries]
    entries = [Fields(value, key.text, _KEYS, line=key.line) for key, value in node.entries]
    numbers = _invented(entries)
    return {
        key: _person(key, fields, keys, numbers) for key, fields in zip(keys, entries, strict=True)
    }


def _person(key: str, fields: Fields, people: list[str], numbers: Iterator[str]) -> PersonSpec:
    everybody = dict.fromkeys(people)
    check = fields.get("check", _check, None)
    if "check_expires" in fields and check is None:
        raise WrongError(
            fields.line_of("check_expires"), f"{key} has no check to expire", 'add "check:"'
        )
    return PersonSpec(
        key=key,
        line=fields.line,
        name=fields.get("name", values.text, key[:1].upper() + key[1:]),
        roles=fields.need("roles", _roles),
        contact=fields.get("contact", values.flag, False),
        accounts=fields.get("accounts", _accounts, ()),
        proved=fields.get("proved", values.flag, True),
        phone=_phone(fields, numbers),
        email=fields.get("email", values.email, None),
        born=fields.get("born", values.day, None),
        guardians=fields.get(
            "guardians",
            lambda node, what: tuple(
                known_person(word, what, everybody) for word in values.words(node, what)
            ),
            (),
        ),
        pin=fields.get("pin", values.text, None),
        check=check,
        check_expires=fields.get("check_expires", values.day, None),
        agreed=fields.get("agreed", values.flag, True),
        practised=fields.get("practised", values.flag, True),
        emergency=fields.get("emergency", _emergency, None),
        limited_data=fields.get("limited_data", values.flag, False),
        country=fields.get("country", values.country, None),
        guardian_via_lead=fields.get("guardian_via_lead", values.flag, False),
        discreet=fields.get("discreet", values.flag, True),
        why=fields.get("why", values.text, None),
    )


def _person_key(key: Scalar) -> str:
    if key.text in STEP_KEYS:
        raise WrongError(
            key.line, f"nobody can have the key {shown(key.text)}", "use a person's name"
        )
    if not _WORD.fullmatch(key.text) or key.text != key.text.lower():
        raise WrongError(
            key.line,
            f"{shown(key.text)} cannot be a person's key",
            "write one lower-case word of letters, digits and _, such as pat",
        )
    return key.text


def _roles(node: Node, what: str) -> tuple[Role, ...]:
    return tuple(values.kind_of(Role, word, "a role") for word in values.words(node, what))


def _accounts(node: Node, what: str) -> tuple[str, ...]:
    return tuple(platform(word, "an account") for word in values.words(node, what))


def _check(node: Node, what: str) -> str | None:
    """The level of a check. Other countries have other levels; only slips of ours are refused."""
    level = values.text(node, what)
    near = nearest(level, _CHECKS)
    if level not in _CHECKS and near is not None:
        raise WrongError(node.line, f"{what} cannot be {shown(level)}", f'did you mean "{near}"?')
    return None if level == "none" else level


def _emergency(node: Node, what: str) -> Emergency:
    fields = Fields(node, what, ("name", "phone", "note"))
    phone = fields.need("phone", values.phone)
    if phone is None:
        raise WrongError(fields.line_of("phone"), f"{what} has no number", "write one")
    return Emergency(
        name=fields.need("name", values.text),
        phone=phone,
        note=fields.get("note", values.text, ""),
    )


def _phone(fields: Fields, numbers: Iterator[str]) -> str | None:
    if "phone" in fields:
        return fields.need("phone", values.phone)
    invented = next(numbers, None)
    if invented is None:
        raise WrongError(
            fields.line, "there are more people than invented numbers", 'add "phone: none" to some'
        )
    return invented


def _invented(everybody: list[Fields]) -> Iterator[str]:
    """Numbers for drama that nobody in this file has been given, always in the same order."""
    given = {
        _digits(phone)
        for fields in everybody
        if (phone := fields.get("phone", values.phone, None)) is not None
    }
    for beginning in _DRAMA:
        for last in range(100, 1000):
            number = f"{beginning}{last}"
            if _digits(number) not in given:
                yield number


def _digits(number: str) -> str:
    """The number without what changes nothing: signs, the country code of the UK, a nought."""
    digits = "".join(c for c in number if c.isdigit())
    return digits.removeprefix("44").removeprefix("0")
