"""`alongside rehearse`: bundled stories in the terminal, with the clock running fast."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import scenario
from bot.cli.exits import CannotError
from bot.help_line_files import load_help_lines
from bot.model.help_lines import HelpLines
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.policy_files import load_policy
from bot.rate_files import load_rates
from bot.scenario.errors import suggestion
from bot.scenario.life import Life
from bot.scenario.playing import Played, play
from bot.scenario.reading import read
from bot.scenario.showing import readable, show
from bot.scenario.transcript import Edit, Entry, Message
from bot.settings import Settings
from bot.wording import Wording
from bot.wording.writing import Writer

FOLDER = Path(scenario.__file__).parent / "bundled"
STORIES = ("drop-out", "free-to-go", "please-contact-me", "bot-was-away")
"""In the order in which they are best watched."""

READING_TIME = 1.2
"""Seconds for each message, at speed 1."""
GLANCE = 0.3
"""Seconds for each line without a message."""
FAST = 120.0
"""How much faster than a real clock the waiting between two lines is."""
LONGEST_WAIT = 1.5
"""Seconds, however long nothing happens in the story."""

_WELCOME = (
    "A rehearsal: invented people, a clock that runs fast, and nothing is sent to anybody.",
    "Each box is one message. The line above it says who sees it, and nobody else does.",
    "The other lines are what people do, and what the bot notes down. Ctrl-C stops it.",
)


def chosen(name: str | None, *, everything: bool) -> tuple[str, ...]:
    """The stories to play; the main one if none is named. CannotError: there is none so called."""
    if everything:
        return STORIES
    if name is not None and name not in STORIES:
        raise CannotError(f'There is no story "{name}"; {suggestion(name, STORIES)}')
    return (name or STORIES[0],)


def name_stories() -> None:
    """List the bundled stories."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for name in STORIES:
        table.add_row(Text(name, "bold"), Text(read(_file(name)).title))
    Console(highlight=False).print(table)


def _file(name: str) -> Path:
    return FOLDER / f"{name}.yaml"


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """What a rehearsal needs."""

    console: Console
    wording: Wording
    policy: Policy
    help_lines: HelpLines | None = None
    rates: Rates | None = None
    pauses: bool = False
    """Whether somebody is watching, who needs time to read."""
    sleep: Callable[[float], None] = time.sleep

    @classmethod
    def set(cls, settings: Settings) -> Stage:
        """With the organisation's own texts and numbers. SettingsError, WordingError: one line."""
        return cls(
            console=Console(highlight=False),
            wording=Wording.load(settings.wording_dir),
            policy=load_policy(settings.policy_file),
            help_lines=load_help_lines(settings.help_lines_file),
            rates=load_rates(settings.rates_file),
            pauses=sys.stdout.isatty(),
        )

    def rehearse(self, names: Sequence[str], speed: float) -> None:
        """Play stories, one after another, `speed` times as fast as one reads."""
        for line in _WELCOME:
            self._say(line, "dim")
        for name in names:
            self._say()
            self._play(name, speed)
        self._say()
        self._where_next()

    def _play(self, name: str, speed: float) -> None:
        writer = Writer(self.wording, self.help_lines)
        live = partial(Life, rates=self.rates)
        played = asyncio.run(play(read(_file(name)), writer, self.policy, live=live))
        entries: Iterable[Entry] = played.entries
        if self.pauses:
            entries = paced(played.entries, speed, self.sleep)
        show(entries, played.story, self.console, label=self.wording.button)
        self._who_saw_what(played)

    def _who_saw_what(self, played: Played) -> None:
        table = Table.grid(padding=(0, 2, 0, 0))
        for who, seen in seen_by(played):
            safe = readable(who, self.console.encoding)
            table.add_row(Text(safe, "bold"), Text(seen))
        self._say()
        self._say("Who saw what", "bold")
        self.console.print(table)

    def _where_next(self) -> None:
        command = how_to_call()
        for line in (
            "Where next?",
            f"  More stories:         {command} rehearse --list",
            f"  A story of your own:  copy {_near(_file(STORIES[0]))}, change it, and play it:",
            f"                        {command} scenario YOURS.yaml   (docs/scenarios.md)",
            "  For your own group:   README.md, “Connect Telegram”; "
            f"{command} doctor says what is missing",
        ):
            self._say(line)

    def _say(self, line: str = "", style: str = "") -> None:
        self.console.print(Text(line, style), soft_wrap=True)


def paced(
    entries: Sequence[Entry], speed: float, sleep: Callable[[float], None]
) -> Iterator[Entry]:
    """The entries, each after a pause: time to read, and a little of the time that passes."""
    before: datetime | None = None
    reading = 0.0
    for entry in entries:
        passed = (entry.at - before).total_seconds() if before is not None else 0.0
        sleep((reading + min(passed / FAST, LONGEST_WAIT)) / speed)
        yield entry
        before = entry.at
        reading = READING_TIME if isinstance(entry, Message | Edit) else GLANCE


def seen_by(played: Played) -> Iterator[tuple[str, str]]:
    """For everybody, and for the group, the keys of what they were shown, with the times."""
    story = played.story
    zone = story.group.zone
    for key in (*story.people, *story.meetings):
        shown = [e for e in played.entries if isinstance(e, Message | Edit) and e.to == key]
        seen = " · ".join(f"{e.at.astimezone(zone):%H:%M} {e.key}" for e in shown)
        who = "Everybody" if key in story.meetings else story.name(key)
        yield who, seen or "nothing"


def how_to_call() -> str:
    """How this program is started here: by its name if that is known, else by its Python."""
    return "alongside" if shutil.which("alongside") else f"{_near(Path(sys.executable))} -m bot"


def _near(path: Path) -> str:
    """A path as short as it may be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
