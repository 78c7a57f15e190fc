"""A file that is no scenario at all is refused in one line, whatever is in it."""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scenario.errors import ScenarioError, WrongError
from bot.scenario.nodes import compose
from bot.scenario.reading import LARGEST, read
from tests.scenario.stories import FILES, WEEKLY, changed, read_text, refusal


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "the file is empty"),
        ("# only a comment\n", 1, "the file is empty"),
        ("---\n...\n", 2, "not made of keys"),
        ("just words\n", 1, "not made of keys"),
        ("- a\n- b\n", 1, "not made of keys"),
        (WEEKLY + "---\nscenario: two\n", 28, "a second document"),
        (changed("title: Weekly", "title: &t Weekly"), 13, "anchor or alias"),
        (changed("title: Weekly", "title: *t"), 13, "anchor or alias"),
        (changed("title: Weekly", "<<: {title: Weekly}"), 13, '"<<" is not a key'),
        (changed("title: Weekly", "title: !!python/name:os.system x"), 13, "is a tag"),
        (changed("title: Weekly", "title: !secret x"), 13, "is a tag"),
        (changed("title: Weekly", "title: !!str x"), 13, "is a tag"),
        (changed("    title: Weekly", "\ttitle: Weekly"), 13, "a tab stands here"),
        (changed("title: Weekly", "title: one: two"), 13, "put the whole text in single quotes"),
        (changed("title: Weekly", 'title: "Weekly'), 20, "look for a missing quote"),
        (changed("title: Weekly", "title: [Weekly"), 14, "look for a missing quote"),
        (changed("title: Weekly", 'title: "\\q"'), 13, "this is not YAML"),
        (changed("title: Weekly", 'title: "\\UFFFFFFFF"'), 13, "mend the escape"),
        (changed("title: Weekly", "title: a\x07b"), 13, "a control character"),
        (changed("title: Weekly", 'title: "a\\0b"'), 13, "no chat can carry"),
        (changed("title: Weekly", 'title: "\\uD800"'), 13, "no chat can carry"),
        (changed("title: Weekly", "[title]: Weekly"), 13, "used as a key"),
        (
            changed("title: Weekly", "title: Weekly\n    title: Weekly"),
            14,
            "twice, first in line 13",
        ),
        (changed("policy:", "scenario: again\npolicy:"), 5, "twice, first in line 2"),
        (
            changed("pat: {roles: [contributor]", "pat: {roles: [contributor], roles: []"),
            9,
            "twice",
        ),
        (changed("title: Weekly", "title: 10:30"), 13, 'write it in quotes: "10:30"'),
        ("[" * 100_000, 1, "nested too deeply"),
        ("- " * 100_000, 1, "nested too deeply"),
        ("{a: " * 100_000, 1, "nested too deeply"),
        ("%" * 100, 1, "this is not YAML"),
        (b"scenario: one\ntitle: caf\xe9\n", 2, "not UTF-8"),
        (WEEKLY.encode("utf-16"), 1, "not UTF-8"),
    ],
)
def test_it_is_refused(text: str | bytes, line: int, told: str, tmp_path: Path) -> None:
    found, what = refusal(text, tmp_path)
    assert told in what
    assert found == line


def test_a_file_over_one_megabyte_is_refused(tmp_path: Path) -> None:
    padded = WEEKLY + "#" * (LARGEST - len(WEEKLY))
    assert read_text(padded, tmp_path).title == "Pat drops out"
    assert "larger than 1 MB" in refusal(padded + "#", tmp_path)[1]


def test_a_file_that_is_not_there_is_named_as_given() -> None:
    with pytest.raises(ScenarioError) as caught:
        read("nowhere/story.yaml")
    assert str(caught.value) == (
        "nowhere/story.yaml:1: there is no such file; check its name and folder"
    )


def test_a_folder_is_no_scenario() -> None:
    with pytest.raises(ScenarioError, match="this is a folder"):
        read(FILES)


def test_a_pipe_is_no_scenario_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ScenarioError, match="this is not a file"):
        read(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "two\nlines\x1b[31m"])
def test_a_strange_name_is_still_one_line(name: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(name)
    assert str(caught.value).isprintable()


@given(st.text(max_size=200))
def test_no_text_is_more_than_refused(text: str) -> None:
    with contextlib.suppress(WrongError):
        compose(text)


@given(st.integers(0, len(WEEKLY) - 1), st.sampled_from("\"'{}[]:#-&*!|> \n\t0x"))
def test_no_slip_of_the_pen_is_more_than_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, sign: str
) -> None:
    text = WEEKLY[:place] + sign + WEEKLY[place + 1 :]
    told = outcome(text, tmp_path_factory.getbasetemp())
    assert told is None or (
        str(told).isprintable() and 1 <= told.line <= len(text.splitlines()) + 1
    )


def outcome(text: str, folder: Path) -> ScenarioError | None:
    """What is wrong with a story, if anything is."""
    try:
        read_text(text, folder)
    except ScenarioError as error:
        return error
    return None
