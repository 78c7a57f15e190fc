"""Single values of a scenario file: from a node to what the field means, or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bot.model.durations import shown
from bot.scenario.errors import WrongError, suggestion
from bot.scenario.nodes import Mapping, Node, Scalar, Sequence

E = TypeVar("E", bound=StrEnum)

YEARS = range(1970, 3000)
"""The years a story may play in."""

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r" ?([Zz]|[-+][0-9]{2}(?::?[0-9]{2})?)?"
)
_PHONE = re.compile(r"[0-9 +().,#*/x-]{3,40}")
_PLAIN_KEY = re.compile(r"\w[\w-]*")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")


def is_null(node: Node) -> bool:
    """Whether nothing is written, or a bare `null` or `~`."""
    return isinstance(node, Scalar) and node.plain and node.text in _NULL


def text(node: Node, what: str) -> str:
    """A text that is not empty, as written."""
    if not isinstance(node, Scalar):
        raise WrongError(node.line, f"{what} is not a single text", "write it on one line")
    if is_null(node) or not node.text.strip():
        raise WrongError(node.line, f"{what} has no value", "write one, or leave the key out")
    return node.text


def flag(node: Node, what: str) -> bool:
    """True or false."""
    word = node.text.lower() if isinstance(node, Scalar) and node.plain else ""
    if word not in _TRUE | _FALSE:
        raise WrongError(node.line, f"{what} is neither true nor false", "write true or false")
    return word in _TRUE


def count(node: Node, what: str) -> int:
    """A whole number, nought or more."""
    written = text(node, what)
    if not re.fullmatch("[0-9]{1,6}", written):
        raise WrongError(
            node.line, f"{what} is not a whole number", "write a number such as 0 or 2"
        )
    return int(written)


def listed(node: Node, what: str) -> tuple[Node, ...]:
    """The items of a list."""
    if not isinstance(node, Sequence):
        raise WrongError(node.line, f"{what} is not a list", "write it as a list: [ … ]")
    return node.items


def words(node: Node, what: str) -> tuple[Scalar, ...]:
    """A list of single words, none of them twice."""
    items = listed(node, what)
    found: dict[str, Scalar] = {}
    for item in items:
        word = text(item, f"an entry of {what}")
        if word in found:
            raise WrongError(item.line, f"{shown(word)} stands twice in {what}", "write it once")
        if isinstance(item, Scalar):
            found[word] = item
    return tuple(found.values())


def one_of(node: Node, what: str, choices: Iterable[str]) -> str:
    """One of a few words."""
    written, names = text(node, what), list(choices)
    if written not in names:
        raise WrongError(
            node.line, f"{what} cannot be {shown(written)}", f"use {' or '.join(names)}"
        )
    return written


def kind_of(kind: type[E], node: Node, what: str) -> E:
    """One of the words of a `StrEnum`."""
    written = text(node, what)
    names = [str(one) for one in kind]
    if written not in names:
        raise WrongError(
            node.line, f"{what} cannot be {shown(written)}", suggestion(written, names)
        )
    return kind(written)


def choice(*choices: str) -> Callable[[Node, str], str]:
    """A reader for one of a few words."""
    return lambda node, what: one_of(node, what, choices)


def day(node: Node, what: str) -> date:
    """A date such as 2012-05-03."""
    written = text(node, what)
    if _DATE.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise WrongError(
                node.line, f"{what}: there is no {written}", "write a day that exists"
            ) from None
    raise WrongError(
        node.line, f"{what} is not a date: {shown(written)}", "write it like 2012-05-03"
    )


def is_moment(written: str) -> bool:
    """Whether this is written as a date with a time."""
    return _MOMENT.fullmatch(written) is not None


def moment(node: Node, what: str) -> datetime:
    """A date and time; without a zone when no offset is written."""
    written = text(node, what)
    found = _MOMENT.fullmatch(written)
    if found is None:
        raise WrongError(
            node.line,
            f"{what} is not a date and time: {shown(written)}",
            "write it like 2027-01-20T18:00:00",
        )
    try:
        read = datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').upper()}")
    except ValueError:
        raise WrongError(
            node.line, f"{what}: there is no {written}", "write a day and time that exist"
        ) from None
    if read.year not in YEARS:
        raise WrongError(
            node.line,
            f"{what} is in the year {read.year}",
            f"use a year from {YEARS.start} to {YEARS.stop - 1}",
        )
    return read


def phone(node: Node, what: str) -> str | None:
    """A telephone number as written, or None for `none`."""
    if isinstance(node, Scalar) and node.text in {"none", "None", "null", "~"}:
        return None
    written = text(node, what)
    if not _PHONE.fullmatch(written) or sum(c.isdigit() for c in written) < 3:
        raise WrongError(
            node.line,
            f"{what} is not a telephone number: {shown(written)}",
            'write one in quotes, such as "+44 7700 900123", or none',
        )
    return written


def email(node: Node, what: str) -> str:
    """An e-mail address."""
    written = text(node, what)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", written):
        raise WrongError(
            node.line, f"{what} is not an e-mail address", "write it like name@example.org"
        )
    return written


def country(node: Node, what: str) -> str:
    """Two capital letters."""
    written = text(node, what)
    if not re.fullmatch("[A-Z]{2}", written):
        raise WrongError(
            node.line,
            f"{what} is not a country: {shown(written)}",
            "write its two capital letters, such as GB",
        )
    return written


def meeting_key(key: Scalar) -> str:
    """A meeting's key: one word."""
    if not _PLAIN_KEY.fullmatch(key.text):
        raise WrongError(
            key.line,
            f"{shown(key.text)} cannot be a meeting's key",
            "write one word, such as weekly",
        )
    return key.text


def raw(node: Node) -> object:
    """A value of the policy, with numbers, true and false read and all else as text."""
    match node:
        case Mapping(entries=entries):
            return {key.text: raw(value) for key, value in entries}
        case Sequence(items=items):
            return [raw(item) for item in items]
        case Scalar(text=written, plain=False):
            return written
        case Scalar(text=written):
            return _plain(written)


def _plain(written: str) -> object:
    word = written.lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    if written in _NULL:
        return None
    if _INTEGER.fullmatch(written):
        return int(written)
    return float(written) if _NUMBER.fullmatch(written) else written
