import io
import time

import pytest
from rich.console import Console

from bot.cli import rehearsing
from bot.cli.rehearsing import FOLDER, STORIES, Stage
from bot.model.policy import Policy
from bot.paths import config_dir
from bot.wording import Wording
from tests.cli.program import Program


def test_it_shows_the_main_story_and_ends_by_itself(program: Program) -> None:
    ended = program.apart("rehearse")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("A rehearsal: invented people")
    assert "Somebody drops out and does not answer" in ended.out
    assert "Pat, privately (Telegram)" in ended.out
    assert "Who saw what" in ended.out
    assert "rehearse --list" in ended.out
    assert "README.md" in ended.out


def test_colours_that_are_forced_do_not_make_it_pause(program: Program) -> None:
    began = time.monotonic()
    assert program.apart("rehearse", FORCE_COLOR="1").code == 0
    assert time.monotonic() - began < 15


def test_it_leaves_nothing_behind(program: Program) -> None:
    assert program("rehearse", "free-to-go").code == 0
    assert not program.data.exists()


def test_the_welcome_is_three_lines(program: Program) -> None:
    assert program("rehearse").out.splitlines()[3] == ""


def test_stories_are_named(program: Program) -> None:
    lines = program("rehearse", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(STORIES)


def test_a_story_is_chosen_by_name(program: Program) -> None:
    assert "The bot stops for eleven minutes" in program("rehearse", "bot-was-away").out


def test_an_unknown_story_is_one_line_that_names_the_nearest(program: Program) -> None:
    ended = program("rehearse", "drop-outs")
    assert (ended.code, ended.out) == (2, "")
    assert 'did you mean "drop-out"?' in ended.told


def test_all_stories_one_after_another(program: Program) -> None:
    assert program("rehearse", "--all").out.count("Who saw what") == len(STORIES)


def test_every_bundled_story_is_on_the_list_and_holds(program: Program) -> None:
    files = sorted(FOLDER.glob("*.yaml"))
    assert {file.stem for file in files} == set(STORIES)
    ended = program("scenario", "-q", *files)
    assert ended.code == 0, ended.out


def test_who_saw_what_is_told_person_by_person(program: Program) -> None:
    out = program("rehearse").out
    told = dict(line.split(maxsplit=1) for line in out.partition("Who saw what")[2].splitlines()
                if line[:4] in {"Dana", "Maya", "Pat "})  # fmt: skip
    assert told["Dana"].strip() == "nothing"
    assert told["Maya"].strip() == "18:15 roll-call"
    assert told["Pat"].startswith("18:15 pulse · 18:18 check-in · 18:22 check-in-nudge")


@pytest.mark.parametrize(("speed", "most"), [(1.0, 60.0), (2.0, 30.0)])
def test_in_a_terminal_it_pauses_and_speed_shortens_that(speed: float, most: float) -> None:
    slept: list[float] = []
    stage = Stage(
        console=Console(file=io.StringIO(), width=90),
        wording=Wording.load(config_dir() / "wording"),
        policy=Policy.default(),
        pauses=True,
        sleep=slept.append,
    )
    stage.rehearse(("drop-out",), speed)
    assert slept[0] == 0
    assert most / 4 < sum(slept) < most
    assert max(slept) <= (rehearsing.READING_TIME + rehearsing.LONGEST_WAIT) / speed


def test_without_a_terminal_it_does_not_pause() -> None:
    def never(seconds: float) -> None:
        raise AssertionError(seconds)

    Stage(
        console=Console(file=io.StringIO(), width=90),
        wording=Wording.load(config_dir() / "wording"),
        policy=Policy.default(),
        sleep=never,
    ).rehearse(STORIES, 1.0)
