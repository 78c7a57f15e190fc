"""The platforms in memory, as scenarios use them."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from bot import happenings as h
from bot.adapters.rehearsal import Sent, StandIn
from bot.ports import Adapter
from bot.scenario.life import Life
from bot.scenario.world import InMemory
from tests.contract.harness import Harness, Shown
from tests.contract.world import POLICY, ROLES, WRITER


class StandInHarness(Harness):
    """A stand-in, and a bot whose parts are those that run for real."""

    faults = ("away",)
    accepts_in_silence = "away"
    copies_after_a_repeat = 1

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._life: Life | None = None
        self._stand_in = StandIn(
            platform=self.platform,
            now=self.time.now,
            shows_rooms=self.platform == "discord",
            keeps_presses=self.platform != "discord",
        )
        self._place = InMemory(self._stand_in)

        self.shows_rooms = self._stand_in.shows_rooms

    async def __aenter__(self) -> Self:
        accounts = {who: who for who in ROLES}
        await self.world.prepare(accounts, self.room, in_voice=self.shows_rooms)
        self._stand_in.rooms[self.room] = list(ROLES)
        await self.start()
        return self

    @property
    def gone(self) -> str:
        return "99999"

    @property
    def adapter(self) -> Adapter:
        return self._stand_in

    async def start(self) -> None:
        self._life = Life(
            self.world.url,
            self.world.sealer,
            WRITER,
            POLICY,
            {self.platform: self._place},
            self.time.now,
            lambda _change: None,
        )
        self.store = self._life.store
        await self._life.start()

    async def stop(self) -> None:
        if self._life is not None:
            life, self._life = self._life, None
            await life.stop()

    async def settle(self) -> None:
        assert self._life is not None
        await self._life.settle()

    def account(self, who: str) -> str:
        return who

    @property
    def room(self) -> str:
        return "room/m"

    def inbox(self, who: str) -> list[Shown]:
        return [_shown(m) for m in self._stand_in.sent if m.address == who]

    def in_room(self) -> list[Shown]:
        return [_shown(m) for m in self._stand_in.sent if m.in_room]

    async def says(self, who: str, text: str) -> None:
        said = h.Commanded if text.startswith("/") else h.Texted
        await self._report(said(platform=self.platform, account=who, text=text))

    async def presses(self, who: str, message: Shown, label: str) -> None:
        button = next(name for name, shown in message.handle.buttons if shown == label)
        await self.forges(who, message.handle.id, button)

    async def forges(self, who: str, message: int, button: str) -> None:
        await self._report(
            h.PressedButton(platform=self.platform, account=who, message=message, button=button)
        )

    async def comes_in(self, who: str) -> None:
        if not self.shows_rooms:
            await self._report(h.WroteIn(platform=self.platform, account=who, room=self.room))
            return
        self._stand_in.rooms[self.room].append(who)
        await self._report(h.CameIn(platform=self.platform, account=who, room=self.room))

    async def goes_out(self, who: str) -> None:
        if not self.shows_rooms:
            await self.leaves_the_group(who)
            return
        self._stand_in.rooms[self.room].remove(who)
        await self._report(h.WentOut(platform=self.platform, account=who, room=self.room))

    async def leaves_the_group(self, who: str) -> None:
        if who in self._stand_in.rooms[self.room]:
            self._stand_in.rooms[self.room].remove(who)
        await self._report(h.LeftGroup(platform=self.platform, account=who, room=self.room))

    def refuses(self, who: str) -> None:
        self._stand_in.refuses.add(who)

    def accepts(self, who: str) -> None:
        self._stand_in.refuses.discard(who)

    def asks_to_wait(self, seconds: int) -> None:
        self._stand_in.busy_until = self.time.now() + timedelta(seconds=seconds)

    def breaks(self, fault: str) -> None:
        assert fault == "away"
        self._stand_in.away = True

    def heals(self) -> None:
        self._stand_in.away = False
        self._stand_in.busy_until = None

    def delivers_twice(self) -> None:
        self._stand_in.twice = True

    async def _report(self, happening: h.Happening) -> None:
        if self._life is None:
            self._stand_in.waiting.append(happening)
        else:
            await self._place.takes_place(happening)


class LikeTelegram(StandInHarness):
    platform = "telegram"


class LikeDiscord(StandInHarness):
    platform = "discord"


def _shown(message: Sent) -> Shown:
    labels = tuple(label for _, label in message.buttons)
    return Shown(message.text, labels, message, message.file)
