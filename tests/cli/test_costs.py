"""`alongside costs`: what was claimed, for finance and for one person, in exact amounts."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from tests.cli.played import LEAVING, after
from tests.cli.program import Program

STORY = LEAVING.parent / "around" / "costs-travel-and-a-carer-are-in-the-same-claim.yaml"


@pytest.fixture
def ready(program: Program) -> Program:
    return after(program, STORY)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_claim_is_a_row_and_they_add_up(ready: Program) -> None:
    ended = ready("costs")
    assert (ended.code, ended.err) == (0, "")
    (row,) = rows(ended.out)
    assert (row["name"], row["meeting"], row["status"]) == ("Pat", "Lungs and Us", "sent")
    assert sum(Decimal(one["amount"]) for one in rows(ended.out)) == Decimal("41.22")
    assert row["what"] == "meeting; travel (12); carer (2); bus ticket"


@pytest.mark.parametrize(
    ("more", "number"),
    [
        (("--person", "Pat"), 1),
        (("--since", "2027-01-20", "--until", "2027-01-20"), 1),
        (("--since", "2027-01-21"), 0),
        (("--until", "2027-01-19"), 0),
        (("--group", "Breathe Well"), 1),
    ],
)
def test_it_can_be_of_one_person_or_of_some_days(
    ready: Program, more: tuple[str, ...], number: int
) -> None:
    assert len(rows(ready("costs", *more).out)) == number


def test_it_is_written_to_a_file_that_a_spreadsheet_opens(ready: Program) -> None:
    file = ready.data / "claims.csv"
    ended = ready("costs", "--out", file)
    assert "claims.csv" in ended.out
    assert file.read_bytes().startswith("\ufeffid,date".encode())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--since", "January"), "“January” is not a day"),
        (("--group", "Choir"), "“Breathe Well”"),
        (("--person", "Zoe"), "“Pat”"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    ready: Program, more: tuple[str, ...], said: str
) -> None:
    ended = ready("costs", *more)
    assert ended.code == 2
    assert said in ended.err
    assert ended.out == ""


def test_without_a_database_none_is_made(program: Program) -> None:
    ended = program("costs")
    assert ended.code == 2
    assert "There is no database yet" in ended.err
