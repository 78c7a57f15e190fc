"""Playing a scenario on virtual time, through the parts that run for real (SPEC 9)."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet

from bot.adapters.rehearsal import Sent, StandIn
from bot.flows.invariants import overdue
from bot.happenings import Happening, Texted
from bot.model.meeting import Meeting
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.ports import Books, Parcel
from bot.scenario import deeds as d
from bot.scenario import transcript as t
from bot.scenario.acting import Actors
from bot.scenario.checking import failures
from bot.scenario.life import Life
from bot.scenario.noting import Failure, Notes
from bot.scenario.setting import (
    policy_for,
    refuse_young_meetings,
    set_the_scene,
)
from bot.scenario.story import Action, Scenario, Step
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording.writing import Writer

WINDOW = timedelta(seconds=5)
"""How long after a checked step its window ends."""


class Played(msgspec.Struct, frozen=True):
    """What came of playing a scenario."""

    story: Scenario
    entries: tuple[t.Entry, ...]
    failures: tuple[Failure, ...]


async def play(
    story: Scenario,
    writer: Writer,
    organisation: Policy | None = None,
    *,
    url: str | None = None,
    watch: Callable[[t.Entry], None] | None = None,
) -> Played:
    """Play a scenario to its end. `url`: an empty database to play it on; else a new file.

    Raises:
        ScenarioError: if something in the file cannot be played.
    """
    refuse_young_meetings(story)
    policy = policy_for(story, organisation or Policy.default())
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        address = url or _new_database(Path(folder))
        player = _Player(story, writer, policy, address, watch)
        return await player.play()


_template: bytes | None = None


def _new_database(folder: Path) -> str:
    """An empty, up-to-date database in a file; the tables are made once for each process."""
    global _template
    file = folder / "scenario.db"
    url = f"sqlite:///{file}"
    if _template is None:
        upgrade(url)
        _template = file.read_bytes()
    else:
        file.write_bytes(_template)
    return url


class _Player:
    """One playing of one story."""

    def __init__(
        self,
        story: Scenario,
        writer: Writer,
        policy: Policy,
        url: str,
        watch: Callable[[t.Entry], None] | None,
    ) -> None:
        self._story = story
        self._policy = policy
        self._clock = story.starts
        self._notes = Notes(story.path, self._now, watch)
        self._numbers = itertools.count(1)
        self._sealer = Sealer([Fernet.generate_key().decode()])
        self._archive = Database(url, self._sealer, writer)
        self._platforms: dict[Platform, StandIn] = {
            "discord": StandIn("discord", self._now, shows_rooms=True, keeps_presses=False),
            "telegram": StandIn("telegram", self._now, shows_rooms=False, keeps_presses=True),
        }
        for platform in self._platforms.values():
            platform.on_message = self._message
        self._actors = Actors(story, self._platforms, self._now)
        self._url, self._writer = url, writer
        self._life: Life | None = None

    def _now(self) -> datetime:
        return self._clock

    # --- the play -----------------------------------------------------------------------------

    async def play(self) -> Played:
        await self._archive.run(lambda books: set_the_scene(books, self._story, self._policy))
        await self._start_bot()
        steps = self._story.timeline
        window_from = 0
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            await self._advance(step.at, inclusive=False)
            self._notes.line = step.line
            await self._act(step)
            if step.checked:
                await self._end_window(step, following)
                await self._check(step, window_from)
                window_from = len(self._notes.entries)
        if self._life is not None:
            await self._life.stop()
        self._archive.close()
        return Played(self._story, tuple(self._notes.entries), tuple(self._notes.failures))

    async def _end_window(self, step: Step, following: Step | None) -> None:
        end = step.at + WINDOW
        if following is not None and following.at <= end:
            await self._advance(following.at, inclusive=False)
        else:
            await self._advance(end, inclusive=True)

    async def _act(self, step: Step) -> None:
        """At one instant the step's actions come first, in the order written."""
        for action in step.actions:
            self._notes.happened(self._story.telling(action))
            await self._do(action)
            if self._life is not None:
                await self._life.outbox.drain_all()
        await self._settle()

    async def _advance(self, until: datetime, *, inclusive: bool) -> None:
        """Let time pass, stopping wherever something falls due."""
        while True:
            moment = await self._next_moment()
            if moment is None or moment > until or (moment == until and not inclusive):
                break
            self._clock = max(self._clock, moment)
            await self._settle()
        self._clock = max(self._clock, until)
        if inclusive:
            await self._settle()

    async def _next_moment(self) -> datetime | None:
        own = await self._life.next_moment() if self._life is not None else None
        moments = [moment for moment in (own, self._actors.next_sign()) if moment is not None]
        return min(moments, default=None)

    async def _settle(self) -> None:
        for platform, happening in self._actors.signs_due():
            await self._report(platform, happening)
        if self._life is not None:
            await self._life.settle()

    # --- what is done -------------------------------------------------------------------------

    async def _do(self, action: Action) -> None:
        deed = action.deed
        match deed:
            case d.BotStops():
                if self._life is not None:
                    await self._life.stop()
                self._life = None
            case d.BotStarts():
                if self._life is None:
                    await self._start_bot()
            case d.GoesAway(platform=name):
                await self._go_away(name)
            case d.ComesBack(platform=name):
                await self._come_back(name)
            case d.Refuses(platform=name, person=person):
                self._platforms[name].refuses.add(person)
            case d.Accepts(platform=name, person=person):
                self._platforms[name].refuses.discard(person)
            case d.Delivers(platform=name, twice=twice):
                self._platforms[name].twice = twice
            case d.Answers429(platform=name, lasts=lasts):
                self._platforms[name].busy_until = self._clock + lasts
            case _:
                await self._link(action)
                for platform, happening in self._actors.reports(action):
                    await self._report(platform, happening)

    async def _start_bot(self) -> None:
        self._life = Life(
            self._url,
            self._sealer,
            self._writer,
            self._policy,
            self._platforms,
            self._now,
            self._notes.change,
        )
        await self._life.start(self._key)

    async def _go_away(self, name: Platform) -> None:
        platform = self._platforms[name]
        platform.away = True
        if self._life is not None:
            await self._life.lookout.platform_away(name, self._clock)

    async def _come_back(self, name: Platform) -> None:
        platform = self._platforms[name]
        platform.away = False
        if self._life is not None:
            await self._life.read_waiting(platform, self._key)
            await self._life.lookout.platform_back(name)

    async def _link(self, action: Action) -> None:
        who = action.actor
        match action.deed:
            case d.Links(platform=platform):
                await self._archive.run(lambda b: b.link(who, platform, who, self._clock))
            case d.Unlinks(platform=platform):
                await self._archive.run(lambda b: b.unlink(who, platform))
            case _:
                pass

    async def _report(self, name: Platform, happening: Happening) -> None:
        """A platform reports what it saw, if anybody is there to hear it."""
        platform = self._platforms[name]
        if self._life is not None and not platform.away:
            await self._life.accept(happening, self._key(), twice=platform.twice)
        elif platform.keeps_presses or isinstance(happening, Texted):
            platform.waiting.append(happening)

    def _key(self) -> str:
        return f"scenario/{next(self._numbers)}"

    def _message(self, platform: Platform, parcel: Parcel, sent: Sent) -> None:
        self._notes.message(platform, parcel, sent)
        if parcel.key == "pulse" and parcel.recipient is not None:
            self._actors.asked(parcel.recipient)

    async def _check(self, step: Step, window_from: int) -> None:
        meetings = await self._archive.run(self._meetings)
        if self._life is not None:
            for meeting in meetings.values():
                self._notes.hold(overdue(meeting, self._clock - WINDOW))
        for line, what in failures(step, self._notes.entries[window_from:], meetings):
            self._notes.wrong(line, what)

    def _meetings(self, books: Books) -> dict[str, Meeting]:
        found = [books.meeting(key) for key in self._story.meetings]
        return {stored.meeting.id: stored.meeting for stored in found if stored is not None}
