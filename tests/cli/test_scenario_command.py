import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.program import BUNDLED, STORY, Program

HOLDS = BUNDLED / "free-to-go.yaml"


@pytest.fixture
def fails(tmp_path: Path) -> Path:
    path = tmp_path / "fails.yaml"
    path.write_text(HOLDS.read_text().replace('says: "free to leave"', 'says: "stay here"'))
    return path


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    path = tmp_path / "invalid.yaml"
    path.write_text(HOLDS.read_text().replace("ivo: leaves weekly", "ivo: leavs weekly"))
    return path


def test_all_held(program: Program) -> None:
    ended = program.apart("scenario", HOLDS)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Free to go, and free to come back"
    assert "18:11:00  Pat, privately (Telegram)" in lines
    assert lines[-1] == f"{HOLDS}: all held (11 expectations)"


def test_a_failed_expectation_is_1_and_says_where(program: Program, fails: Path) -> None:
    ended = program("scenario", fails)
    assert (ended.code, ended.err) == (1, "")
    line = (
        fails.read_text()
        .splitlines()
        .index('    expect: [{to: weekly, key: opening, says: "stay here"}]')
    )
    assert ended.out.splitlines()[-1].startswith(f"{fails}:{line + 1}: expected opening")


def test_a_file_that_is_not_valid_is_2_and_one_line(program: Program, invalid: Path) -> None:
    ended = program.apart("scenario", invalid)
    assert (ended.code, ended.out) == (2, "")
    line = next(n for n, text in enumerate(invalid.read_text().splitlines(), 1) if "leavs" in text)
    assert ended.told.startswith(f"{invalid}:{line}: ")
    assert "; " in ended.told


def test_a_file_that_is_not_there_is_2(program: Program, tmp_path: Path) -> None:
    ended = program("scenario", tmp_path / "none.yaml")
    assert (ended.code, ended.told) == (
        2,
        f"{tmp_path / 'none.yaml'}:1: there is no such file; check its name and folder",
    )


def test_one_bad_file_stops_no_other_and_the_worst_counts(
    program: Program, fails: Path, invalid: Path
) -> None:
    ended = program("scenario", "-q", invalid, fails, HOLDS)
    assert ended.code == 2
    assert ended.told.startswith(f"{invalid}:")
    failure, held = ended.out.splitlines()
    assert failure.startswith(f"{fails}:")
    assert held.startswith(f"{HOLDS}: all held")
    assert program("scenario", "-q", HOLDS, fails).code == 1


def test_quiet_says_only_what_held(program: Program) -> None:
    assert program("scenario", "--quiet", HOLDS).out == f"{HOLDS}: all held (11 expectations)\n"


def test_a_story_that_expects_nothing_says_so(program: Program, tmp_path: Path) -> None:
    story = tmp_path / "quiet.yaml"
    story.write_text(
        STORY.read_text().replace(
            "    expect: [{to: pat, key: check-in}]\n", "    maya: ends weekly\n"
        )
    )
    assert program("scenario", "-q", story).out == f"{story}: played; it expects nothing\n"


def test_the_transcript_of_one_file_is_a_list(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert program("scenario", "-q", HOLDS, "--transcript", out).code == 0
    entries = json.loads(out.read_text("utf-8"))
    assert all(len(entry) == 2 and "at" in entry for entry in entries)
    assert entries[0] == {
        "at": "2027-01-20T17:59:00+00:00",
        "state": {"meeting": "weekly", "state": "lobby"},
    }
    message = entries[1]["message"]
    assert {"to", "via", "where", "key", "text", "buttons"} == message.keys()
    assert (message["to"], message["where"], message["key"]) == ("weekly", "group", "opening")


def test_the_transcript_of_several_is_a_list_for_each_that_is_valid(
    program: Program, tmp_path: Path, fails: Path, invalid: Path
) -> None:
    out = tmp_path / "out.json"
    assert program("scenario", "-q", HOLDS, fails, invalid, "--transcript", out).code == 2
    data = json.loads(out.read_text("utf-8"))
    assert list(data) == [str(HOLDS), str(fails)]
    assert all(isinstance(entries, list) and entries for entries in data.values())


def test_no_transcript_of_a_file_that_is_not_valid(
    program: Program, tmp_path: Path, invalid: Path
) -> None:
    out = tmp_path / "out.json"
    assert program("scenario", invalid, "--transcript", out).code == 2
    assert not out.exists()


def test_a_transcript_that_cannot_be_written_is_one_line(program: Program, tmp_path: Path) -> None:
    ended = program("scenario", "-q", HOLDS, "--transcript", tmp_path / "no" / "out.json")
    assert ended.code == 2
    assert ended.told.startswith(f"{tmp_path / 'no' / 'out.json'}: ")


def test_a_picture_is_drawn(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "out.svg"
    assert program("scenario", "-q", HOLDS, "--picture", out).code == 0
    assert ET.parse(out).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
    assert "Lungs" in out.read_text("utf-8")


def test_a_picture_is_of_one_story(program: Program, tmp_path: Path) -> None:
    ended = program("scenario", HOLDS, HOLDS, "--picture", tmp_path / "out.svg")
    assert (ended.code, ended.out) == (2, "")
    assert "one story" in ended.told


def test_a_part_is_shown_and_the_whole_is_checked(program: Program) -> None:
    ended = program("scenario", HOLDS, "--since", "18:08", "--until", "18:11")
    times = {line[:5] for line in ended.out.splitlines() if line[:2] == "18"}
    assert times == {"18:08", "18:11"} or times == {"18:08"}
    assert ended.out.endswith("all held (11 expectations)\n")


@pytest.mark.parametrize("wrong", ["7pm", "25:00", "18.30", ""])
def test_a_time_that_is_none_is_refused(program: Program, wrong: str) -> None:
    ended = program("scenario", HOLDS, "--since", wrong)
    assert ended.code == 2
    assert "write one like 18:30" in ended.told


def test_the_organisations_policy_is_the_one_that_is_tried(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "policy.toml").write_text('[leaving]\nescalate_after = "7m"\n')
    config = tmp_path / "alongside.toml"
    config.write_text('policy_file = "policy.toml"\n')
    ended = program("scenario", BUNDLED / "drop-out.yaml", "--config", config)
    assert ended.code == 1
    assert "18:24:30  Tom, privately (Telegram)" in ended.out


def test_a_story_may_not_loosen_a_floor(program: Program, tmp_path: Path) -> None:
    story = tmp_path / "loose.yaml"
    text = HOLDS.read_text().replace("people:", "policy: {leaving.escalate_after: 2h}\npeople:", 1)
    story.write_text(text)
    ended = program("scenario", story)
    assert ended.code == 2
    assert "leaving.escalate_after" in ended.told
    assert ended.told.startswith(f"{story}:")
