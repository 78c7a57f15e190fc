"""What every real platform in a scenario's world has in common, whatever its server speaks.

What people do, they do at the server; what they got is read back from there. What the stand-in
tells the engine is a command here, if there is one for it (`opens`, `ends`, `logs` …); the answer
to such a command is nothing that the stand-in has, and is left out. Some things have no press and
no word of their own in the chat, and are told to the engine in both: `removes`, `cannot come`,
what is ticked for somebody, and coming and going in a room of signs before there is a card with
a button to press.
"""

from __future__ import annotations

import itertools
from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import happenings as h
from bot.adapters.rehearsal import Sent
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome
from bot.ports import Adapter, Delivery, Parcel, Seen
from bot.scenario.life import Living
from bot.scenario.story import Scenario
from bot.scenario.world import WorldPlatform
from tests.threeway.commanding import in_words
from tests.threeway.waking import Alarms


class Shown(NamedTuple):
    """A message as it stands in a chat."""

    address: str
    """Whose private chat it is, or the room, in the scenario's keys."""
    in_room: bool
    text: str
    buttons: tuple[tuple[str, str], ...]
    """Name and label of each."""


class RealPlatform(WorldPlatform):
    """A server with everybody of a story on it, which the bot knows through a real library."""

    keeps_what_is_told: bool
    """Whether what is told while the bot does not hear it waits, as presses do there."""

    def __init__(
        self, story: Scenario, now: Callable[[], datetime], ring: Callable[[], None]
    ) -> None:
        """`now` is the virtual clock; `ring` has everybody who waits for the server look again."""
        self._names = {key: person.name for key, person in story.people.items()}
        self.sent, self.rooms = [], {}
        self.on_message = lambda _platform, _sent, _edited: None
        self.alarms = Alarms(now, ring)
        self._now = now
        self._server_at = now()
        self._taken: dict[str, Sent] = {}
        self._told: list[h.Happening] = []
        self._commanding: str | None = None
        """Who has just given a command that the stand-in does not need."""
        self._answers: set[int] = set()
        """The numbers of the answers to such commands."""
        self._numbers = itertools.count(1)
        self._life: Living | None = None

    # --- what differs between platforms ---

    @abstractmethod
    def _shown(self, ref: str) -> Shown:
        """A message of the bot, by the adapter's reference."""

    @abstractmethod
    def _does(self, happening: h.Happening) -> bool:
        """Have somebody do it at the server; False: it can only be told."""

    @abstractmethod
    def _with_own_names(self, happening: h.Happening) -> h.Happening:
        """What is told, with the platform's names instead of the scenario's."""

    @abstractmethod
    def _is_away(self) -> bool: ...

    @abstractmethod
    def _time_passes(self, seconds: float) -> None:
        """Move the server's clock."""

    # --- what people do ---

    async def takes_place(self, happening: h.Happening) -> None:
        self._keep_time()
        command = in_words(happening, self._names) if isinstance(happening, h.Told) else None
        self._commanding = command[0] if command is not None else None
        if command is not None:
            who, text = command
            happening = h.Commanded(platform=self.platform, account=who, text=text)
        if not self._does(happening):
            self._told.append(self._with_own_names(happening))
        await self.settle()

    async def _hand_over_what_was_told(self) -> None:
        told, self._told = self._told, []
        if self._life is None or self._is_away():
            self._told = told if self.keeps_what_is_told else []
            return
        for happening in told:
            key = f"scenario/{self.platform}/{next(self._numbers)}"
            await self._life.accept(happening, key)

    def next_moment(self) -> datetime | None:
        return self.alarms.next

    def _keep_time(self) -> None:
        """The server's clock goes as far as the story's."""
        passed = self._now() - self._server_at
        if passed > timedelta(0):
            self._server_at += passed
            self._time_passes(passed.total_seconds())

    # --- what people got ---

    def tries(self, parcel: Parcel) -> None:
        """A message is handed to the platform, for the first time or again."""
        who = self._commanding
        if parcel.do == "reply" and who is not None and parcel.address == self.account(who):
            self._answers.add(parcel.id)

    def took(self, parcel: Parcel, ref: str) -> None:
        """The server took a message: what it says is what stands in the chat."""
        shown = self._shown(ref)
        sent = self._taken.get(ref)
        if sent is None:
            sent = Sent(
                id=parcel.id,
                address=shown.address,
                in_room=shown.in_room,
                keys=[],
                text="",
                buttons=(),
            )
            self._taken[ref] = sent
            self.sent.append(sent)
        sent.keys.append(parcel.key)
        sent.text, sent.buttons = shown.text, shown.buttons
        if parcel.id not in self._answers:
            self.on_message(self.platform, sent, parcel.do == "edit")

    def _ref_for(self, who: str, number: int) -> str | None:
        """Where somebody sees the message of that number, if they can."""
        return next(
            (
                ref
                for ref, sent in self._taken.items()
                if sent.id == number and (sent.in_room or sent.address == who)
            ),
            None,
        )


class Watched:
    """An adapter, with somebody who looks at the chat after each message that was taken."""

    def __init__(self, adapter: Adapter, place: RealPlatform) -> None:
        """Messages go to the adapter; `place` hears of those that were taken."""
        self.platform: Platform = place.platform
        self._adapter = adapter
        self._place = place

    async def perform(self, parcel: Parcel) -> Delivery:
        self._place.tries(parcel)
        delivery = await self._adapter.perform(parcel)
        if delivery.outcome is DeliveryOutcome.ACCEPTED and delivery.ref is not None:
            self._place.took(parcel, delivery.ref)
        return delivery

    async def snapshot(self, room: str) -> Seen | None:
        return await self._adapter.snapshot(room)
