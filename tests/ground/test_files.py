"""What no file of the project may hold, and how long it may grow."""

import re
from pathlib import Path

import pytest

from tests.ground.tree import ROOT, named, project_files

LINES = 300
LADDER_LINES = 200

FORBIDDEN = {
    "a package index address": re.compile(
        rb"pypi\.org|pythonhosted\.org|/simple[/]|index[-_]url|find[-_]links|trusted[-_]host", re.I
    ),
    "a path of one machine": re.compile(rb"(?<![\w.])/(?:work|root|home)/"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        f"{named(path)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, f"{what} stands in {', '.join(found)}"


def test_every_module_can_be_read_in_one_sitting() -> None:
    too_long = {
        named(path): lines
        for path in (ROOT / "bot").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) >= longest(path)
    }
    assert not too_long


def longest(path: Path) -> int:
    return LADDER_LINES if named(path) == "bot/flows/ladder.py" else LINES


def test_every_text_file_ends_with_a_newline() -> None:
    texts = {".py", ".md", ".toml", ".yaml", ".yml", ".ftl", ".lock", ""}
    unended = [
        named(path)
        for path in project_files()
        if path.suffix in texts and (body := path.read_bytes()) and not body.endswith(b"\n")
    ]
    assert not unended
