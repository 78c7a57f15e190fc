"""Playing stories, in processes of their own, and bringing back what can be compared."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import io
import re
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
"""One-time codes are drawn, so no two playings have the same."""


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
    told = [_comparable(entry) for entry in played.entries if not isinstance(entry, t.Happened)]
    return Outcome([str(failure) for failure in played.failures], told, log.getvalue())


def _comparable(entry: t.Entry) -> tuple[object, ...]:
    if isinstance(entry, t.Message | t.Edit):
        entry = msgspec.structs.replace(entry, text=_CODE.sub("CODE", entry.text))
    return (type(entry).__name__, *msgspec.structs.astuple(entry))
