"""`alongside people import`: everybody in the file, or nobody, and every wrong line is named."""

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from tests.cli.played import LEAVING, after
from tests.cli.program import Ended, Program

STORY = LEAVING / "reached_and_ok_closes.yaml"
HEADER = "name,roles,born,phone,guardians,check,check_expires\n"
FAMILY = (
    HEADER + "Ada Reed,young_person,2031-05-03,,Bea Reed; Cal Reed,,\n"
    "Bea Reed,guardian,,+44 7700 900111,,,\n"
    "\n"
    'Cal Reed,guardian,,"+44 7700 900112",,,\n'
    "Dee Shaw,facilitator;contributor,1980-02-01,,,enhanced,2048-01-01\n"
).replace("2031", "2012")


@pytest.fixture
def ready(program: Program) -> Program:
    return after(program, STORY)


def load(program: Program, text: str | bytes, *more: str) -> Ended:
    file = program.data / "people.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return program("people", "import", file, *more)


def names(program: Program) -> list[str]:
    engine = create_engine(program.url)
    with engine.connect() as connection:
        found = [row.name for row in connection.execute(sa.text("SELECT name FROM people"))]
    engine.dispose()
    return found


def test_a_whole_family_comes_in(ready: Program) -> None:
    ended = load(ready, FAMILY)
    assert (ended.code, ended.err) == (0, "")
    assert "4 people came into" in ended.out
    assert {"Ada Reed", "Bea Reed", "Cal Reed", "Dee Shaw"} <= set(names(ready))


def test_a_dry_run_changes_nothing(ready: Program) -> None:
    before = names(ready)
    ended = load(ready, FAMILY, "--dry-run")
    assert ended.code == 0
    assert "Nothing was changed" in ended.out
    assert names(ready) == before


def test_the_same_file_again_puts_nobody_in_twice(ready: Program) -> None:
    assert load(ready, FAMILY).code == 0
    before = names(ready)
    ended = load(ready, FAMILY)
    assert ended.code == 2
    assert "Line 2, name: Ada Reed is in the group already." in ended.err
    assert names(ready) == before


def test_what_is_private_is_sealed_and_never_shown(ready: Program) -> None:
    ended = load(ready, FAMILY)
    stored = (ready.data / "alongside.db").read_bytes()
    for private in ("900111", "900112", "2012-05-03", "2048-01-01"):
        assert private not in ended.said
        assert private.encode() not in stored


def test_one_wrong_line_keeps_everybody_out_and_every_wrong_line_is_named(ready: Program) -> None:
    before = names(ready)
    wrong = FAMILY + "Eli,young_person,,,,,\nFay,captain,03/05/1980,12,Nobody,gold,soon\n"
    ended = load(ready, wrong)
    assert ended.code == 2
    assert names(ready) == before
    told = ended.err
    assert "Line 7, born: a young person needs a birth date" in told
    assert "Line 8, roles: the roles are organiser," in told
    assert "Line 8, born: write the day like 2011-05-03." in told
    assert "Line 8, phone: that is no phone number" in told
    assert "Line 8, check: it is one of basic, enhanced." in told
    assert "Line 8, guardians: nobody is called Nobody" in told
    assert "Nobody was put on record" in told


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Gus,young_person,1990-01-01,,,,", "somebody of 18 or over is no young_person"),
        ("Gus,organiser,2015-01-01,,,,", "somebody under 18 can only be young_person"),
        ("Gus,organiser;young_person,2015-01-01,,,,", "can only be young_person"),
        ("Gus,contributor,,,Bea,,", "only a young_person has guardians"),
        ("Gus,contributor,,,,basic,2048-01-01", "only those who organise, facilitate or lead"),
        ("Gus,organiser,,,,basic,", "say until when the check is good"),
        ("Gus,organiser,,,,,2048-01-01", "say which it is, basic or enhanced"),
        ("Gus,organiser,,,,basic,2001-01-01", "that check is over"),
        ("Gus,,1800-01-01,,,,", "nobody can be born then"),
        (",organiser,,,,,", "name: it is empty"),
        ("Gus,,,,,,\ngus,,,,,,", "is there twice"),
        ("Gus,young_person,2015-01-01,,Ivy,,\nIvy,young_person,2014-01-01,,,,", "Ivy is under 18"),
        ("Gus,organiser", "has 2 fields and the first line 7"),
        ('Gus,"organiser,,,,,', "see to its quotation marks"),
    ],
)
def test_what_is_wrong_is_said(ready: Program, line: str, says: str) -> None:
    before = names(ready)
    ended = load(ready, HEADER + line + "\n")
    assert ended.code == 2
    assert says in ended.err
    assert names(ready) == before


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "The first line must name the columns"),
        (b"Pat;Lee\n", "The first line must name the columns"),
        (b"name,shoe size\n", "There is no column “shoe_size”"),
        (b"name,name\n", "is there twice"),
        (b"name\n\n", "There is nobody in people.csv"),
        ("name\nZoë\n".encode("latin-1"), "The file is not UTF-8"),
        (b"name\n" + b"x" * 1_000_001, "The file is too long"),
    ],
)
def test_a_file_that_is_no_list_of_people(ready: Program, body: bytes, says: str) -> None:
    ended = load(ready, body)
    assert ended.code == 2
    assert says in ended.err


def test_a_list_from_a_spreadsheet_with_semicolons_and_a_mark_in_front(ready: Program) -> None:
    ended = load(ready, "\ufeffName;Born;Check expires\r\nZoë Lark;1980-02-01;\r\n".encode())
    assert (ended.code, ended.err) == (0, "")
    assert "Zoë Lark" in names(ready)


def test_a_file_that_is_not_there_and_a_group_that_is_not_there(ready: Program) -> None:
    missing = ready("people", "import", ready.data / "none.csv")
    assert missing.code == 2
    assert "none.csv" in missing.told
    other = load(ready, FAMILY, "--group", "Another")
    assert other.code == 2
    assert "Say which group with --group" in other.told
