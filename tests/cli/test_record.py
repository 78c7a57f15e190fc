import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.cli.record.story import NO_NUMBER, without_numbers
from bot.scenario.reading import read
from tests.cli.played import LEAVING, after, change
from tests.cli.program import Program

STORY = LEAVING / "no_answer_then_additional_steps_and_a_reason.yaml"
REASON = "Pat texted Tom an hour later than usual, as every week"
DIGITS = re.compile(r"\d(?:[ ()-]?\d){8,}")


@pytest.fixture
def kept(program: Program) -> Program:
    return after(program, STORY)


def test_it_reads_as_a_story(kept: Program) -> None:
    ended = kept.apart("record", "weekly")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Lungs and Us, a meeting of Breathe Well (weekly)"
    assert "18:10:00  Pat was no longer seen in the room." in lines
    asked = lines.index("18:11:00  The grace for Pat was over.")
    assert lines[asked + 1].strip() == "Writes to Pat on Discord: asks if they are OK (check-in)"
    assert lines[asked + 2] == "18:11:00  Discord took check-in for Pat."
    assert "18:21:00  Maya pressed “I'll take this” (case-alert, about Pat)." in lines


def test_who_decided_and_why_stands_in_it(kept: Program) -> None:
    out = kept("record", "weekly").out
    assert f"18:41:00  Maya wrote the reason they were asked for. “{REASON}”" in out
    assert "c1  Pat: left at 18:10:00, closed by Maya at 18:41:00: nothing more to be done" in out
    assert "18:24:00 Maya tried, no answer" in out
    assert f"Reason: “{REASON}”" in out


def test_each_reveal_of_contact_details_says_to_whom(kept: Program) -> None:
    shown = kept("record", "weekly").out.partition("Contact details that were shown")[2]
    assert "18:21:00 of Pat: shown to Maya (case-contact)" in shown
    assert "18:39:00 of Pat: shown to Dana (additional-steps)" in shown


def test_a_meeting_is_found_by_its_title(kept: Program) -> None:
    assert kept("record", " lungs AND us").out == kept("record", "weekly").out


def test_an_unknown_meeting_lists_what_there_is(kept: Program) -> None:
    ended = kept("record", "monthly")
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == (
        "There is no meeting “monthly”; there are: weekly (“Lungs and Us”, 2027-01-20)."
    )


def test_without_a_meeting_it_names_all(kept: Program) -> None:
    assert kept("record").out == "weekly (“Lungs and Us”, 2027-01-20).\n"


def test_two_meetings_of_one_title_are_told_apart(program: Program) -> None:
    after(program, LEAVING.parent / "nothing_lost" / "joining_another_meeting_is_an_answer.yaml")
    change(program, "UPDATE meetings SET title = 'Same'")
    ended = program("record", "same")
    assert ended.code == 2
    assert ended.told.startswith("2 meetings are called “same”; name one by id: ")


def test_as_data_it_has_everything_and_the_same_verdict(kept: Program) -> None:
    ended = kept("record", "weekly", "--json")
    assert ended.code == 0
    data = json.loads(ended.out)
    assert data["meeting"]["title"] == "Lungs and Us"
    assert data["people"]["pat"] == "Pat"
    assert [entry["seq"] for entry in data["entries"]] == list(range(1, len(data["entries"]) + 1))
    assert all(entry["holds"] and len(entry["hash"]) == 64 for entry in data["entries"])
    (case,) = data["cases"]
    assert (case["person"], case["closed_by"], case["reason"]) == ("pat", "maya", REASON)
    assert {"at", "of", "shown_to", "key"} == data["reveals"][0].keys()
    assert (data["holds"], data["broken"]) == (True, [])


# --- what must not be in it -----------------------------------------------------------------------


def stories() -> list[Path]:
    return sorted(LEAVING.glob("*.yaml"))[::6]


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.stem)
def test_no_record_holds_a_number_or_anybodys_private_words(program: Program, story: Path) -> None:
    after(program, story)
    scenario = read(story)
    told = program("record", "weekly").out + program("record", "weekly", "--json").out
    for person in scenario.people.values():
        assert person.phone is None or person.phone not in told
    plain = re.sub(r'"hash": "\w+"|"sealed": "[^"]+"|gAAAA[\w=-]+|\d{4}-\d\d-\d\d', "", told)
    assert not DIGITS.search(plain)


def test_private_words_stay_sealed(program: Program) -> None:
    after(program, LEAVING / "i_am_not_ok_is_not_ok.yaml")
    ended = program("record", "weekly")
    assert "Pat wrote to the bot. What they wrote stays sealed." in ended.out
    assert "not ok" not in ended.out.lower()


def test_the_reason_for_taking_somebody_out_is_told(program: Program) -> None:
    after(program, LEAVING.parent / "nothing_lost" / "removed_by_staff_is_not_a_leaver.yaml")
    assert "wrote the reason they were asked for. “" in program("record", "weekly").out


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("I rang +44 7700 900111 twice", f"I rang {NO_NUMBER} twice"),
        ("07700-900.111, then 999", f"{NO_NUMBER}, then 999"),
        (f"since {date(2027, 1, 20)}", "since 2027-01-20"),
        ("call Childline (0800 1111)", "call Childline (0800 1111)"),
    ],
)
def test_a_number_in_a_reason_is_left_out(words: str, shown: str) -> None:
    assert without_numbers(words) == shown


def test_names_full_of_markup_and_marks_are_only_names(program: Program) -> None:
    after(program, LEAVING / "a_name_full_of_markup_is_only_a_name.yaml")
    change(
        program, "UPDATE people SET name = :name WHERE id = 'maya'", name="\x1b[2J{person}\u202e"
    )
    out = program("record", "weekly").out
    assert r"\x1b[2J{person}\u202e opened the meeting." in out
    assert "\x1b" not in out


# --- the chain ------------------------------------------------------------------------------------


def test_a_whole_chain_is_verified(kept: Program) -> None:
    ended = kept.apart("record", "weekly", "--verify")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "The record has 21 entries, and the chain holds through all of them.\n"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET signal = replace(signal, 'maya', 'tom') WHERE seq = 1",
        "UPDATE journal SET at = at + 1 WHERE seq = 1",
        "UPDATE journal SET effects = '[]' WHERE seq = 1",
        "UPDATE journal SET signal = '{}' WHERE seq = 1",
        "UPDATE journal SET hash = 'x' || substr(hash, 2) WHERE seq = 1",
    ],
)
def test_a_changed_entry_is_named(kept: Program, statement: str) -> None:
    change(kept, statement)
    ended = kept("record", "weekly", "--verify")
    assert ended.code == 1
    assert "chain is broken at entry 1" in ended.out
    assert re.search(r"(19|20) of 21 entries hold", ended.out)
    data = json.loads(kept("record", "weekly", "--verify", "--json").out)
    assert data["entries"] == 21
    assert 1 in data["broken"]


def test_an_entry_taken_away_is_noticed(kept: Program) -> None:
    change(kept, "DELETE FROM journal WHERE seq = 5")
    ended = kept("record", "weekly", "--verify")
    assert ended.code == 1
    assert "broken at entry 6" in ended.out


def test_a_broken_record_can_still_be_read_and_says_so(kept: Program) -> None:
    change(kept, 'UPDATE journal SET signal = \'{"is": "Nonsense"}\' WHERE seq = 6')
    ended = kept("record", "weekly")
    assert ended.code == 1
    assert "This entry is not as the bot wrote it. [the chain is broken here]" in ended.out
    assert "Pat: left at 18:10:00" in ended.out
    assert kept("record", "weekly", "--json").code == 1


@pytest.mark.parametrize("how", [[], ["--json"], ["--verify"]], ids=str)
def test_an_entry_that_cannot_even_be_read_is_named(kept: Program, how: list[str]) -> None:
    change(kept, "UPDATE journal SET effects = 'torn' WHERE seq = 7")
    ended = kept("record", "weekly", *how)
    assert (ended.code, ended.out) == (1, "")
    assert ended.told.startswith("Entry 7 of the record is damaged and cannot be read.")


# --- keys and databases ---------------------------------------------------------------------------


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "another"])
def test_without_the_key_everything_but_the_reasons_is_read(kept: Program, lost: bool) -> None:
    key = kept.data / "secret.key"
    key.write_text("A" * 43 + "=")
    if lost:
        key.unlink()
    ended = kept("record", "weekly")
    assert ended.code == 0
    assert "[sealed with a key that is not here]" in ended.out
    assert REASON not in ended.out
    assert key.exists() is not lost


def test_reading_makes_no_database(program: Program) -> None:
    ended = program("record", "weekly")
    assert (ended.code, ended.out) == (2, "")
    assert "There is no database yet" in ended.told
    assert not program.data.exists()


def test_a_database_without_tables_says_what_to_do(program: Program) -> None:
    program.data.mkdir()
    (program.data / "alongside.db").touch()
    assert "alongside db upgrade" in program("record").told


def test_an_empty_database_has_no_meeting(program: Program) -> None:
    program("db", "upgrade")
    assert program("record").out == "There is no meeting yet.\n"
    assert program("record", "x").told == "There is no meeting “x”; there is none yet."
