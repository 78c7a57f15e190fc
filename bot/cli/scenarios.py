"""`alongside scenario`: play files, show what happened, and say which expectations held."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from bot.cli import exits
from bot.help_line_files import load_help_lines
from bot.model.durations import shown
from bot.policy_files import load_policy
from bot.rate_files import load_rates
from bot.scenario.errors import ScenarioError, one_line
from bot.scenario.life import Life
from bot.scenario.playing import Played, play
from bot.scenario.reading import read
from bot.scenario.showing import Label, as_svg, readable, show
from bot.scenario.story import Scenario
from bot.scenario.transcript import Entry, as_json
from bot.settings import Settings
from bot.wording import Wording
from bot.wording.writing import Writer

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be shown and written besides the verdicts."""

    transcript: Path | None = None
    picture: Path | None = None
    quiet: bool = False
    since: str | None = None
    """The first time of day that is shown or drawn, in the group's zone, as HH:MM[:SS]."""
    until: str | None = None

    def check(self, files: int) -> None:
        """CannotError: this is not to be had of so many files, or no time is what it should be."""
        if self.picture is not None and files > 1:
            raise exits.CannotError("A picture is of one story; name one file with --picture.")
        for time in (self.since, self.until):
            if time is not None and not _CLOCK.fullmatch(time):
                raise exits.CannotError(f"{shown(time)} is not a time; write one like 18:30.")

    def part(self, played: Played) -> tuple[Entry, ...]:
        """What is to be shown or drawn."""
        zone = played.story.group.zone
        first, last = self.since or "", self.until or "24"
        times = [(f"{entry.at.astimezone(zone):%H:%M:%S}", entry) for entry in played.entries]
        return tuple(entry for time, entry in times if first <= time <= last)


async def play_files(files: Sequence[Path], settings: Settings, wanted: Wanted) -> int:
    """Play all files, one after another; a bad one stops no other. Answers the exit code.

    Raises:
        CannotError: something that is wanted cannot be had.
        SettingsError, WordingError: one sentence each.
    """
    wanted.check(len(files))
    policy = load_policy(settings.policy_file)
    wording = Wording.load(settings.wording_dir)
    help_lines = load_help_lines(settings.help_lines_file)
    rates = load_rates(settings.rates_file)
    console = Console(highlight=False)
    played: dict[str, Played] = {}
    worst = exits.DONE
    for file in files:
        try:
            writer = Writer(wording, help_lines)
            result = await play(read(file), writer, policy, live=partial(Life, rates=rates))
        except ScenarioError as error:
            exits.tell(str(error))
            worst = exits.WRONG
            continue
        played[str(file)] = result
        if not wanted.quiet:
            show(wanted.part(result), result.story, console, label=wording.button)
            console.print()
        _say_what_held(result, console)
        worst = max(worst, exits.NOT_SO if result.failures else exits.DONE)
    _write(played, wanted, len(files), wording.button)
    return worst


def _say_what_held(result: Played, console: Console) -> None:
    path = one_line(result.story.path)
    if not result.failures:
        _line(console, f"{path}: {_held(result.story)}", "green")
    for failure in result.failures:
        _line(console, one_line(str(failure)), "red")


def _held(story: Scenario) -> str:
    number = sum(len(step.expects) + step.only for step in story.timeline)
    match number:
        case 0:
            return "played; it expects nothing"
        case 1:
            return "all held (1 expectation)"
        case _:
            return f"all held ({number} expectations)"


def _line(console: Console, words: str, style: str) -> None:
    safe = readable(words, console.encoding)
    console.print(Text(safe, style), soft_wrap=True)


def _write(played: dict[str, Played], wanted: Wanted, files: int, label: Label) -> None:
    if wanted.picture is not None:
        for result in played.values():
            wanted.picture.write_text(drawn(result, wanted, label), "utf-8")
    if wanted.transcript is not None and played:
        data = {name: as_json(p.entries, p.story.group.zone) for name, p in played.items()}
        whole = next(iter(data.values())) if files == 1 else data
        wanted.transcript.write_text(
            json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8"
        )


def drawn(result: Played, wanted: Wanted, label: Label) -> str:
    """The transcript as an SVG."""
    return as_svg(wanted.part(result), result.story, "Alongside", label=label) + "\n"
