"""Playing stories, in processes of their own, and bringing back what can be compared."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from bot import logs
from bot.model.policy import Policy
from bot.paths import config_dir
from bot.scenario import deeds as d
from bot.scenario import transcript as t
from bot.scenario.playing import play
from bot.scenario.reading import read
from bot.scenario.story import Action, Scenario, Step
from bot.wording import Wording
from bot.wording.writing import Writer

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.yaml"))
_CODE = re.compile(r"(?<=/link )\S+")
_SHORT_NAME = re.compile(r"(?<=Its short name is )\w+")


class Outcome(NamedTuple):
    """What came of a story."""

    failures: list[str]
    told: list[tuple[object, ...]]
    """Every message, edit, state and stage, in order."""
    log: str


@functools.cache
def writer() -> Writer:
    return Writer(Wording.load(config_dir() / "wording"))


def story_in(path: Path, *, twice: bool = False) -> Scenario:
    """The story; with `twice`, on platforms that hand everything over twice from the start."""
    story = read(path)
    if not twice:
        return story
    actions = tuple(
        Action(line=1, actor="platform", deed=d.Delivers(platform=name, twice=True), text="")
        for name in ("discord", "telegram")
    )
    first = Step(at=story.starts, line=1, actions=actions)
    return msgspec.structs.replace(story, timeline=(first, *story.timeline))


def play_file(path: Path, *, twice: bool = False, url: str | None = None) -> Outcome:
    """Play a story from its file, with the log as a real run would write it, at its loudest."""
    log = io.StringIO()
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        logs.configure("debug")
        played = asyncio.run(play(story_in(path, twice=twice), writer(), Policy.default(), url=url))
    told = comparable(played.entries, story_in(path))
    return Outcome([str(failure) for failure in played.failures], told, log.getvalue())


def comparable(entries: Iterable[t.Entry], story: Scenario) -> list[tuple[object, ...]]:
    """Every message, edit, state and stage, in order.

    One-time codes, and the short names of meetings that are made in the story, are drawn: no two
    playings have the same. So they are written as CODE and MADE1, MADE2 here.
    """
    told = [entry for entry in entries if not isinstance(entry, t.Happened)]
    names = _drawn(told, story)
    made = re.compile("|".join(rf"\b{name}\b" for name in names) or r"(?!)")
    return [
        (type(entry).__name__, *(_steady(value, names, made) for value in _values(entry)))
        for entry in told
    ]


def _drawn(told: Iterable[t.Entry], story: Scenario) -> dict[str, str]:
    drawn: dict[str, str] = {}
    for entry in told:
        here = [entry.meeting] if isinstance(entry, t.State) else []
        here += _SHORT_NAME.findall(entry.text) if isinstance(entry, t.Message) else []
        for name in here:
            if name not in story.meetings:
                drawn.setdefault(name, f"MADE{len(drawn) + 1}")
    return drawn


def _steady(value: object, names: dict[str, str], made: re.Pattern[str]) -> object:
    return made.sub(lambda found: names[found[0]], value) if isinstance(value, str) else value


def _values(entry: t.Entry) -> tuple[object, ...]:
    if isinstance(entry, t.Message | t.Edit):
        entry = msgspec.structs.replace(entry, text=_CODE.sub("CODE", entry.text))
    return msgspec.structs.astuple(entry)
