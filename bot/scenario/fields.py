"""One mapping of a scenario file, read key by key; keys that nobody knows are refused first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.model.durations import shown
from bot.scenario.errors import WrongError, suggestion
from bot.scenario.nodes import Mapping, Node

T = TypeVar("T")
D = TypeVar("D")
Reader = Callable[[Node, str], T]
"""Makes a value of a node, or raises `WrongError`; the second argument names it in words."""


class Fields:
    """The keys and values of one mapping. `place` names it in what people are told."""

    def __init__(self, node: Node, place: str, known: Iterable[str], line: int | None = None):
        if not isinstance(node, Mapping):
            raise WrongError(
                node.line, f"{place} is not made of keys and values", f"give it {', '.join(known)}"
            )
        self.place = place
        self.line = node.line if line is None else line
        """Where the mapping's own key stands: the line to name when something is missing."""
        self.entries = node.entries
        """Everything, in the order written."""
        self._values = {key.text: value for key, value in node.entries}
        self._keys = {key.text: key for key, _ in node.entries}
        self._refuse_unknown(known)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def line_of(self, key: str) -> int:
        """Where `key` stands, or the mapping itself if it does not."""
        return self._keys[key].line if key in self._keys else self.line

    def named(self, key: str) -> str:
        """A key as people are told of it: `title of weekly`."""
        return f"{key} of {self.place}"

    def node(self, key: str) -> Node:
        """The value of a key that must be there."""
        if key not in self._values:
            raise WrongError(self.line, f"{self.place} has no {key}", f'add "{key}:"')
        return self._values[key]

    def need(self, key: str, reader: Reader[T]) -> T:
        """Read a key that must be there."""
        return reader(self.node(key), self.named(key))

    def get(self, key: str, reader: Reader[T], default: D) -> T | D:
        """Read a key that may be left out."""
        if key not in self._values:
            return default
        return reader(self._values[key], self.named(key))

    def _refuse_unknown(self, known: Iterable[str]) -> None:
        names = list(known)
        for key in self._keys.values():
            if key.text not in names:
                raise WrongError(
                    key.line,
                    f"{shown(key.text)} is not a key of {self.place}",
                    suggestion(key.text, names),
                )
