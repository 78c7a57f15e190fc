"""Reading what a step expects (SPEC 9): each kind is known by the key it has."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Literal

import msgspec

from bot.model.case import Stage
from bot.model.durations import shown
from bot.model.meeting import MeetingState
from bot.scenario import expected, names
from bot.scenario.errors import WrongError, suggestion
from bot.scenario.fields import Fields
from bot.scenario.names import Names
from bot.scenario.nodes import Mapping, Node
from bot.scenario.values import choice, count, kind_of, listed, text


def parse_all(node: Node, known: Names) -> tuple[expected.Expectation, ...]:
    """A whole `expect` list."""
    return tuple(parse(item, known) for item in listed(node, "expect"))


def parse(node: Node, known: Names) -> expected.Expectation:
    """One expectation.

    Raises:
        WrongError: if it is of no kind there is, or names what there is not.
    """
    if not isinstance(node, Mapping):
        raise WrongError(node.line, "an expectation is not made of keys", _SHAPES)
    keys = [key.text for key, _ in node.entries]
    kind = next((kind for kind in _KINDS if kind.sign in keys), None)
    if kind is None:
        todo = suggestion(keys[0], [kind.sign for kind in _KINDS]) if keys else _SHAPES
        raise WrongError(
            node.line, f"{shown(keys[0]) if keys else 'nothing'} cannot be expected", todo
        )
    return kind.read(Fields(node, "this expectation", kind.keys), known)


def pattern(node: Node, what: str) -> str:
    """A regular expression that compiles."""
    written = text(node, what)
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(written, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise WrongError(
            node.line,
            f"{shown(written)} is not a regular expression ({error})",
            "write \\ before a sign that stands for itself",
        ) from None
    return written


def _message(fields: Fields, known: Names) -> expected.Message:
    where = fields.get("where", choice("private", "group"), None)
    readers = {"private": known.person, "group": known.meeting, None: known.reader}
    return expected.Message(
        line=fields.line,
        to=fields.need("to", readers[where]),
        key=fields.need("key", names.message_key),
        says=fields.get("says", pattern, None),
        via=fields.get("via", names.platform, None),
        where=_WHERE[where],
    )


def _not(fields: Fields, known: Names) -> expected.Not:
    return expected.Not(
        line=fields.line,
        key=fields.need("not", names.message_key),
        to=fields.get("to", known.reader, None),
    )


def _meeting(fields: Fields, known: Names) -> expected.MeetingIs:
    return expected.MeetingIs(
        line=fields.line,
        meeting=fields.need("meeting", known.meeting),
        state=fields.need("state", lambda node, what: kind_of(MeetingState, node, what)),
    )


def _gate(fields: Fields, known: Names) -> expected.Gate:
    return expected.Gate(
        line=fields.line,
        meeting=fields.need("gate", known.meeting),
        open=fields.need("is", choice("open", "closed")) == "open",
    )


def _within(fields: Fields, known: Names) -> expected.Within:
    return expected.Within(
        line=fields.line,
        meeting=fields.need("in", known.meeting),
        who=fields.need("who", known.persons),
    )


def _muted(fields: Fields, known: Names) -> expected.Muted:
    return expected.Muted(line=fields.line, who=fields.need("muted", known.persons))


def _open_cases(fields: Fields, known: Names) -> expected.OpenCases:
    return expected.OpenCases(
        line=fields.line,
        meeting=fields.need("cases", known.meeting),
        open=fields.need("open", count),
    )


def _case(fields: Fields, known: Names) -> expected.CaseStage:
    return expected.CaseStage(
        line=fields.line,
        person=fields.need("case", known.person),
        stage=fields.need("stage", lambda node, what: kind_of(Stage, node, what)),
    )


class _Kind(msgspec.Struct, frozen=True):
    """One kind of expectation: the key it is known by, all its keys, and how it is read."""

    sign: str
    keys: tuple[str, ...]
    read: Callable[[Fields, Names], expected.Expectation]


_MESSAGE_KEYS = ("to", "key", "says", "via", "where")
_KINDS = (
    _Kind("not", ("not", "to"), _not),
    _Kind("meeting", ("meeting", "state"), _meeting),
    _Kind("gate", ("gate", "is"), _gate),
    _Kind("in", ("in", "who"), _within),
    _Kind("muted", ("muted",), _muted),
    _Kind("cases", ("cases", "open"), _open_cases),
    _Kind("case", ("case", "stage"), _case),
    _Kind("to", _MESSAGE_KEYS, _message),
    _Kind("key", _MESSAGE_KEYS, _message),
)
_SHAPES = "write it like {to: pat, key: check-in}"
_WHERE: dict[str | None, Literal["private", "group"] | None] = {
    None: None,
    "private": "private",
    "group": "group",
}
