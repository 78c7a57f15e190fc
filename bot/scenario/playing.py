"""Playing a scenario on virtual time, through the parts that run for real (SPEC 9)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet

from bot.adapters.rehearsal import Sent
from bot.flows import counting
from bot.flows.invariants import of_two, overdue
from bot.flows.turn import Context, Turn
from bot.model.meeting import OPEN_STATES, Evidence, Meeting
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.ports import Books
from bot.scenario import deeds as d
from bot.scenario import transcript as t
from bot.scenario.acting import Actors
from bot.scenario.checking import failures
from bot.scenario.ground import VirtualClock, new_database
from bot.scenario.life import Life, Living
from bot.scenario.linking import link
from bot.scenario.noting import Failure, Notes
from bot.scenario.setting import GROUP, policy_for, room_of, set_the_scene
from bot.scenario.story import Action, Scenario, Step
from bot.scenario.world import MakeWorld, Platforms, in_memory
from bot.store import Database
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
    live: Callable[..., Living] = Life,
    world: MakeWorld = in_memory,
) -> Played:
    """Play a scenario to its end. `url`: an empty database to play it on; else a new file.

    `live` makes the bot's process at each of its starts, given what `Life` is given; `world` makes
    the platforms.

    Raises:
        ScenarioError: if something in the file cannot be played.
    """
    policy = policy_for(story, organisation or Policy.default())
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        address = url or new_database(Path(folder))
        clock = VirtualClock(story.starts)
        async with world(story, clock.now) as platforms:
            player = _Player(story, writer, policy, address, clock, platforms, watch, live)
            return await player.play()


class _Player:
    """One playing of one story."""

    def __init__(
        self,
        story: Scenario,
        writer: Writer,
        policy: Policy,
        url: str,
        clock: VirtualClock,
        platforms: Platforms,
        watch: Callable[[t.Entry], None] | None,
        live: Callable[..., Living],
    ) -> None:
        self._story = story
        self._policy = policy
        self._clock = clock
        self._notes = Notes(story.path, clock.now, watch)
        self._sealer = Sealer([Fernet.generate_key().decode()])
        self._archive = Database(url, self._sealer, writer)
        self._platforms = platforms
        for platform in platforms.values():
            platform.on_message = self._message
        self._actors = Actors(story, platforms, clock.now)
        self._url, self._writer = url, writer
        self._live = live
        self._life: Living | None = None

    # --- the play -----------------------------------------------------------------------------

    async def play(self) -> Played:
        await self._archive.run(
            lambda books: set_the_scene(books, self._story, self._policy, self._platforms)
        )
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
                await self._life.send_what_waits()
        await self._settle()

    async def _advance(self, until: datetime, *, inclusive: bool) -> None:
        """Let time pass, stopping wherever something falls due."""
        while True:
            moment = await self._next_moment()
            if moment is None or moment > until or (moment == until and not inclusive):
                break
            self._clock.moment = max(self._clock.moment, moment)
            await self._settle()
        self._clock.moment = max(self._clock.moment, until)
        if inclusive:
            await self._settle()

    async def _next_moment(self) -> datetime | None:
        own = await self._life.next_moment() if self._life is not None else None
        moments = [moment for moment in (own, self._actors.next_sign()) if moment is not None]
        return min(moments, default=None)

    async def _settle(self) -> None:
        for platform, happening in self._actors.signs_due():
            await self._platforms[platform].takes_place(happening)
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
                await self._platforms[name].goes_away()
            case d.ComesBack(platform=name):
                await self._platforms[name].comes_back()
            case d.Refuses(platform=name, person=person):
                self._platforms[name].refuse(person)
            case d.Accepts(platform=name, person=person):
                self._platforms[name].accept(person)
            case d.Delivers(platform=name, twice=twice):
                self._platforms[name].deliver(twice=twice)
            case d.Answers429(platform=name, lasts=lasts):
                self._platforms[name].be_busy(lasts)
            case _:
                if await self._link(action):
                    for platform, happening in self._actors.reports(action):
                        await self._platforms[platform].takes_place(happening)

    async def _start_bot(self) -> None:
        self._life = self._live(
            self._url,
            self._sealer,
            self._writer,
            self._policy,
            self._platforms,
            self._clock.now,
            self._notes.change,
        )
        await self._life.start()

    async def _link(self, action: Action) -> bool:
        """False: the account was refused, and nothing comes of it."""
        who, now = action.actor, self._clock.now()
        match action.deed:
            case d.Links(platform=platform):
                account = self._platforms[platform].account(who)
                return await self._archive.run(
                    lambda b: link(b, who, platform, account, self._policy, now)
                )
            case d.Unlinks(platform=platform):
                await self._archive.run(lambda b: b.unlink(who, platform))
            case _:
                pass
        return True

    def _message(self, platform: Platform, sent: Sent, edited: bool) -> None:
        self._notes.message(platform, sent, edited=edited)
        if sent.keys[-1] == "pulse" and not sent.in_room:
            self._actors.asked(sent.address)

    async def _check(self, step: Step, window_from: int) -> None:
        meetings = await self._archive.run(self._meetings)
        if self._life is not None:
            for meeting in meetings.values():
                self._notes.hold(overdue(meeting, self._clock.now() - WINDOW))
        muted = set().union(*(platform.muted() for platform in self._platforms.values()))
        group = await self._archive.run(lambda books: books.group(GROUP))
        context = Context(now=self._clock.now(), policy=self._policy, group=group)
        for meeting in meetings.values() if self._life is not None else ():
            self._notes.hold(of_two(meeting, context))
        gates = {key: _is_gate_open(Turn(one, context)) for key, one in meetings.items()}
        window = self._notes.entries[window_from:]
        shown = {key: there for key, there in self._shown(meetings) if there is not None}
        for line, what in failures(step, window, meetings, muted, gates, shown):
            self._notes.wrong(line, what)

    def _shown(self, meetings: dict[str, Meeting]) -> Iterator[tuple[str, Collection[str] | None]]:
        """Who is in each room; of those who are not seen in it, as on the phone, by the record.

        Whoever stays in it after the end is not in the meeting.
        """
        for key, meeting in meetings.items():
            if meeting.state not in OPEN_STATES:
                continue
            seen = self._platforms[meeting.platform].people_in(room_of(key))
            by_word = {who for who in meeting.present() if not _is_seen(meeting, who)}
            yield key, None if seen is None else seen | by_word

    def _meetings(self, books: Books) -> dict[str, Meeting]:
        found = [books.meeting(key) for key in self._story.meetings]
        return {stored.meeting.id: stored.meeting for stored in found if stored is not None}


def _is_seen(meeting: Meeting, who: str) -> bool:
    seat = meeting.seat(who)
    return seat.evidence is Evidence.OBSERVED and seat.through is None


def _is_gate_open(turn: Turn) -> bool:
    """Whether a young person may come in; in other meetings, whether anybody may."""
    if counting.applies(turn):
        return counting.is_open(turn)
    return turn.meeting.state in OPEN_STATES
