"""A YAML text as plain nodes that know their line. What a scenario may not hold is refused here.

Values stay as they were written: what a value means is up to the field that holds it, so that a
country `NO` is Norway and a PIN keeps its zeros.
"""

from __future__ import annotations

import re
from typing import Protocol, cast

import msgspec
import yaml

from bot.model.durations import shown
from bot.scenario.errors import WrongError

DEEPEST = 20
"""Levels of lists and keys; a scenario needs six."""

_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(:[0-9]{1,2})+(\.[0-9]*)?")
_UNSENDABLE = re.compile("[\0\ud800-\udfff]")


class Scalar(msgspec.Struct, frozen=True, kw_only=True):
    """One value, as written. `plain`: without quotes."""

    line: int
    text: str
    plain: bool


class Sequence(msgspec.Struct, frozen=True, kw_only=True):
    """A list."""

    line: int
    items: tuple[Node, ...]


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """Keys with values, in the order written. No key stands in it twice."""

    line: int
    entries: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


class _Events(Protocol):
    """What is used of PyYAML's loader: events one by one, and the line reached, from 0."""

    line: int

    def check_event(self) -> bool: ...
    def get_event(self) -> yaml.Event: ...
    def dispose(self) -> None: ...


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, line: int, mapping: bool) -> None:
        self.line = line
        self.mapping = mapping
        self.parts: list[Node] = []

    def closed(self) -> Node:
        if not self.mapping:
            return Sequence(line=self.line, items=tuple(self.parts))
        keys = [_as_key(part) for part in self.parts[::2]]
        _refuse_twice(keys)
        entries = zip(keys, self.parts[1::2], strict=True)
        return Mapping(line=self.line, entries=tuple(entries))


def compose(text: str) -> Node:
    """The one document in `text`.

    Raises:
        WrongError: where it is not YAML, is empty, or uses more of YAML than scenarios do.
    """
    try:
        loader = cast(_Events, yaml.SafeLoader(text))
    except yaml.reader.ReaderError as error:
        raise _not_printable(text, error) from None
    try:
        return _compose(loader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error) from None
    except (ValueError, OverflowError):
        # An escape for a character that does not exist, or a number without end.
        raise WrongError(
            loader.line + 1, "this is not YAML", "mend the escape or number in this line"
        ) from None
    finally:
        loader.dispose()


def _compose(loader: _Events) -> Node:
    """Build from events and not by recursion, so that no file is too deep to be refused."""
    documents: list[Node] = []
    above: list[_Open] = []
    while loader.check_event():
        event = loader.get_event()
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent() if documents:
                raise WrongError(
                    line, "a second document begins here", "write one scenario in each file"
                )
            case yaml.NodeEvent():
                _refuse_extras(event, line)
        match event:
            case yaml.ScalarEvent():
                (above[-1].parts if above else documents).append(_scalar(event, line))
            case yaml.CollectionStartEvent():
                if len(above) == DEEPEST:
                    raise WrongError(
                        line, "this is nested too deeply", f"use {DEEPEST} levels or fewer"
                    )
                above.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                node = above.pop().closed()
                (above[-1].parts if above else documents).append(node)
    if not documents:
        raise WrongError(1, "the file is empty", 'begin with "scenario:" and a title')
    return documents[0]


def _refuse_extras(event: yaml.NodeEvent, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise WrongError(
            line, f"{shown(event.anchor)} is an anchor or alias", "write the value out each time"
        )
    tag: str | None = getattr(event, "tag", None)
    if tag is not None:
        raise WrongError(line, f"{shown(tag)} is a tag", "write the value without it")


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    text, plain = event.value, event.style is None
    if plain and _CLOCK.fullmatch(text):
        raise WrongError(
            line, f"{text[:20]} stands without quotes", f'write it in quotes: "{text[:20]}"'
        )
    if _UNSENDABLE.search(text):
        raise WrongError(
            line, "this text has a character that no chat can carry", "take \\0 or \\ud800 out"
        )
    return Scalar(line=line, text=text, plain=plain)


def _as_key(node: Node) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise WrongError(node.line, "a list or mapping is used as a key", "write a single word")


def _refuse_twice(keys: list[Scalar]) -> None:
    seen: dict[str, int] = {}
    for key in keys:
        if key.text in seen:
            raise WrongError(
                key.line,
                f"{shown(key.text)} stands here twice, first in line {seen[key.text]}",
                "write it once; several values go in one list",
            )
        seen[key.text] = key.line


def _not_yaml(error: yaml.MarkedYAMLError) -> WrongError:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be read"
    if "'\\t'" in problem:
        todo = "a tab stands here; use spaces"
    elif "mapping values" in problem:
        todo = 'put the whole text in single quotes if it has ": " in it'
    else:
        todo = "look for a missing quote, bracket or space here or just above"
    return WrongError(mark.line + 1 if mark else 1, f"this is not YAML ({problem})", todo)


def _not_printable(text: str, error: yaml.reader.ReaderError) -> WrongError:
    line = text.count("\n", 0, error.position) + 1
    return WrongError(
        line, "a control character stands here", 'write it as "\\x1b", or take it out'
    )
