"""A scenario file that is not valid: one line that says where, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.numbers import nearest


class ScenarioError(Exception):
    """A file that cannot be played. Its text is one line: `FILE:LINE: what is wrong; what to do`.

    The path is written as it was given. `line` counts from 1.
    """

    def __init__(self, path: str, line: int, what: str) -> None:
        super().__init__(path, line, what)
        self.path = path
        self.line = line
        self.what = what

    def __str__(self) -> str:
        return one_line(f"{self.path}:{self.line}: {self.what}")


class WrongError(Exception):
    """Something wrong at a line, before it is known in which file."""

    def __init__(self, line: int, what: str, todo: str) -> None:
        super().__init__(line, what, todo)
        self.line = line
        self.what = f"{what}; {todo}"


def one_line(text: str) -> str:
    """The text with everything that would break the line, or cannot be seen, written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def suggestion(word: str, known: Iterable[str], otherwise: str = "use one of these") -> str:
    """What to do about an unknown word: the nearest known one, or all of them."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return f'did you mean "{near}"?'
    return f"{otherwise}: {', '.join(names)}" if names else "there is none yet"
