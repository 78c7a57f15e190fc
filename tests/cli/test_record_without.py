"""A record for somebody to read who is kept out of a case of it (Y7)."""

from __future__ import annotations

import json

import pytest

from tests.cli.played import LEAVING, after
from tests.cli.program import Program

STORY = LEAVING.parent / "people" / "a_concern_never_reaches_the_adult_it_is_about.yaml"


@pytest.fixture
def kept(program: Program) -> Program:
    return after(program, STORY)


def test_the_whole_record_has_the_concern(kept: Program) -> None:
    out = kept("record", "weekly").out
    assert "18:10:00  Pat raised a concern about Maya." in out
    assert "concern-alert" in out


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_without_that_adult_nothing_of_it_is_left(kept: Program, more: tuple[str, ...]) -> None:
    ended = kept("record", "weekly", "--without", "maya", *more)
    assert ended.code == 0
    assert "concern" not in ended.out.lower()
    assert "case-contact" not in ended.out
    assert "case-broadcast" not in ended.out


def test_everything_else_is_in_it(kept: Program) -> None:
    out = kept("record", "weekly", "--without", "Maya").out
    assert "17:58:00  Maya opened the meeting." in out
    assert "18:15:00  Pat was no longer seen in the room." in out


def test_for_anybody_else_the_record_is_whole(kept: Program) -> None:
    assert kept("record", "weekly", "--without", "Tom").out == kept("record", "weekly").out


def test_as_data_the_case_and_what_was_shown_are_gone(kept: Program) -> None:
    data = json.loads(kept("record", "weekly", "--json", "--without", "Maya").out)
    assert data["cases"] == []
    assert data["reveals"] == []


def test_a_name_nobody_has_is_refused(kept: Program) -> None:
    ended = kept("record", "weekly", "--without", "Zoe")
    assert ended.code == 2
    assert "Nobody in that group is called “Zoe”" in ended.told
