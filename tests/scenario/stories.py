"""Stories for the tests: files as they are, and files with one thing changed."""

from pathlib import Path

import pytest

from bot.scenario.errors import ScenarioError
from bot.scenario.reading import read
from bot.scenario.story import Scenario

FILES = Path(__file__).parent / "files"
WEEKLY = (FILES / "weekly.yaml").read_text("utf-8")


def changed(old: str, new: str) -> str:
    """The smallest story with one piece of it changed."""
    assert WEEKLY.count(old) == 1, f"{old!r} must stand in the story once"
    return WEEKLY.replace(old, new)


def then(*lines: str) -> str:
    """The smallest story, going on with these lines."""
    return WEEKLY + "".join(f"  {line}\n" for line in lines)


def read_text(text: str | bytes, folder: Path) -> Scenario:
    """Read a story from a file."""
    path = folder / "story.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def refusal(text: str | bytes, folder: Path) -> tuple[int, str]:
    """The line and the sentence with which a story is refused."""
    with pytest.raises(ScenarioError) as caught:
        read_text(text, folder)
    told = str(caught.value)
    assert told.isprintable(), "it is one line"
    assert told == f"{folder / 'story.yaml'}:{caught.value.line}: {caught.value.what}"
    assert "; " in told, "it says what to do"
    return caught.value.line, caught.value.what


def line_of(text: str, piece: str) -> int:
    """The number of the first line with `piece` in it."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if piece in line)
