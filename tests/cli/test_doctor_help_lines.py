"""The doctor on help lines: wrong, stale, missing, or as they should be."""

from pathlib import Path

import pytest

from tests.cli.played import LEAVING, after, change
from tests.cli.program import Ended, Program

DEFAULT = '[default]\nemergency = "your local emergency number"\n'
TO_COME, OLD = "2099-01-01", "2020-01-01"


def row(country: str, checked: str) -> str:
    return f'[{country}]\nemergency = "112"\nsource = "us"\nchecked = {checked}\n'


def said(ended: Ended) -> list[tuple[str, str]]:
    """How each line about help lines stands, and what it says."""
    return [
        (line[:13].strip(), line[26:])
        for line in ended.out.splitlines()
        if line[13:26].strip() == "help lines"
    ]


@pytest.fixture
def ready(program: Program) -> Program:
    """With a database in which there is a group in Great Britain."""
    return after(program, LEAVING / "reached_and_ok_closes.yaml")


def own_table(program: Program, folder: Path, text: str) -> Path:
    file = folder / "own.toml"
    file.write_text(text)
    program.settings["ALONGSIDE_HELP_LINES_FILE"] = str(file)
    return file


def test_without_a_database_it_says_that_the_table_can_be_read(program: Program) -> None:
    ((level, words),) = said(program("doctor"))
    assert level == "ok"
    assert words.startswith("32 countries")


def test_a_row_in_use_that_nobody_has_checked_for_a_year(ready: Program, tmp_path: Path) -> None:
    file = own_table(ready, tmp_path, DEFAULT + row("GB", OLD) + row("IE", OLD))
    ended = ready("doctor")
    ((level, words),) = said(ended)
    assert level == "attention"
    assert words.startswith(f"The row of GB was last checked on {OLD}; ")
    assert str(file) in words


def test_a_day_that_is_still_to_come_is_a_slip_of_the_pen(ready: Program, tmp_path: Path) -> None:
    own_table(ready, tmp_path, DEFAULT + row("GB", TO_COME))
    assert [level for level, _ in said(ready("doctor"))] == ["attention"]


def test_a_group_in_a_country_without_a_row(ready: Program) -> None:
    change(ready, "UPDATE groups SET country = 'CH'")
    ((level, words),) = said(ready("doctor"))
    assert level == "attention"
    assert words.startswith("There is no row for CH, ")
    assert "ALONGSIDE_HELP_LINES_FILE" in words


def test_a_wrong_table_is_one_line_and_the_program_does_not_start(
    ready: Program, tmp_path: Path
) -> None:
    file = own_table(ready, tmp_path, f"{DEFAULT}[GB]\nemergency = 999\n")
    ended = ready("doctor")
    assert ended.code == 1
    ((level, words),) = said(ended)
    assert (level, words.startswith(f"{file}, line 4: GB.emergency must be")) == ("wrong", True)
    for command in (["scenario", LEAVING / "reached_and_ok_closes.yaml"], ["rehearse"]):
        ended = ready(*command)
        assert (ended.code, ended.out) == (2, "")
        assert f"{file}, line 4: GB.emergency must be" in ended.told
    ended = ready("run", ALONGSIDE_TELEGRAM__TOKEN="123:abc")
    assert ended.code == 2
    assert f"{file}, line 4: GB.emergency must be" in ended.told
