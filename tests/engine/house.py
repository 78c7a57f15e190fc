"""The engine, the store and the outbox as they run for real, with platforms that do as told."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cryptography.fernet import Fernet

from bot import happenings as h
from bot.commands.handling import Handler
from bot.engine import Engine, Outcome
from bot.flows.timers import timers
from bot.lookout import Lookout
from bot.model import signals as s
from bot.model.case import Case
from bot.model.effects import Send
from bot.model.meeting import Meeting, MeetingState, RoomKind
from bot.model.people import PersonId, Role
from bot.model.policy import Policy
from bot.outbox import Outbox
from bot.ports import (
    Books,
    Delivery,
    Emergency,
    GroupDetails,
    MeetingDetails,
    Parcel,
    PersonDetails,
)
from bot.ports import Seen as InTheRoom
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

T = TypeVar("T")

WRITER = Writer(Wording.load(Path(__file__).parents[2] / "config" / "wording"))
START = datetime(2027, 1, 20, 18, tzinfo=UTC)
PHONE, EMAIL, WORDS = "+44 7700 900123", "pat@example.org", "my brother must not know where I am"
PEOPLE = {
    "maya": (Role.ORGANISER, ["discord"]),
    "tom": (Role.ORGANISER, ["discord", "telegram"]),
    "dana": (Role.SAFEGUARDING_LEAD, ["discord"]),
    "pat": (Role.CONTRIBUTOR, ["discord", "telegram"]),
    "quinn": (Role.CONTRIBUTOR, ["discord"]),
}

ACCEPTED, REFUSED, UNKNOWN = s.DeliveryOutcome
_template: Path | None = None


def new_sqlite(folder: Path) -> str:
    """The address of a database in a new file, up to date; its tables are made once."""
    global _template
    if _template is None:
        _template = Path(tempfile.mkdtemp(prefix="alongside-")) / "template.db"
        upgrade(f"sqlite:///{_template}")
    file = folder / "house.db"
    shutil.copy(_template, file)
    return f"sqlite:///{file}"


@dataclass
class Platform:
    """A platform that does as it is told: each message meets the next of its key's fates."""

    platform: str
    fates: dict[str, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    got: list[Parcel] = field(default_factory=list)
    """What was accepted."""
    tried: list[Parcel] = field(default_factory=list)
    """What it was asked to take."""
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    during: Callable[[Parcel], Awaitable[None]] | None = None

    def will(
        self, key: str, *outcomes: s.DeliveryOutcome, retry_after: float | None = None
    ) -> None:
        self.fates[key] += [Delivery(outcome=one, retry_after=retry_after) for one in outcomes]

    async def perform(self, parcel: Parcel) -> Delivery:
        self.tried.append(parcel)
        if self.during is not None:
            await self.during(parcel)
        fates = self.fates[parcel.key]
        delivery = fates.pop(0) if fates else Delivery(outcome=ACCEPTED)
        if delivery.outcome is not ACCEPTED:
            return delivery
        self.got.append(parcel)
        return Delivery(outcome=ACCEPTED, ref=f"{self.platform}/{len(self.got)}")

    async def snapshot(self, room: str) -> InTheRoom | None:
        if self.platform != "discord":
            return None
        return InTheRoom(accounts=self.inside.get(room, ()))

    def keys(self, to: PersonId | None = None) -> list[str]:
        return [p.key for p in self.got if to is None or p.recipient == to]


class House:
    """What outlives a process: the database, the platforms and the time."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.now = START
        self.runs = False
        """Whether time runs by itself; else it is moved."""
        self.sealer = Sealer([Fernet.generate_key().decode()])
        self.discord, self.telegram = Platform("discord"), Platform("telegram")
        self.platforms = {"discord": self.discord, "telegram": self.telegram}
        self._number = 0
        self.open()

    def open(self) -> None:
        """A new process."""
        self.store = Database(self.url, self.sealer, WRITER)
        self.engine = Engine(self.store, Policy.default(), self.time, Handler(self.time).handle)
        self.outbox = Outbox(self.store, self.engine, self.platforms, self.time)
        self.lookout = Lookout(self.store, self.engine, self.platforms, self.time)

    def time(self) -> datetime:
        return datetime.now(UTC) if self.runs else self.now

    def close(self) -> None:
        self.store.close()

    # --- the ground -------------------------------------------------------------------

    async def prepare(self, *meetings: str, state: MeetingState = MeetingState.PUBLISHED) -> House:
        """Breathe Well, its people, and meetings that are published, in a room of their own."""
        await self.run(self._people)
        for name in meetings or ("weekly",):
            await self.run(partial(add_meeting, name=name, state=state))
        return self

    def _people(self, books: Books) -> None:
        group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        for who, (role, platforms) in PEOPLE.items():
            books.add_person("g", details_of(who, role))
            for platform in platforms:
                books.link(who, platform, f"{platform}/{who}", START)

    async def run(self, work: Callable[[Books], T]) -> T:
        return await self.store.run(work)

    # --- what happens -----------------------------------------------------------------

    async def accept(self, happening: h.Happening, key: str | None = None) -> Outcome:
        self._number += 1
        return await self.engine.accept(happening, key or f"key/{self._number}")

    async def told(self, signal: s.Signal, meeting: str = "weekly") -> Outcome:
        return await self.accept(h.Told(meeting=meeting, signal=signal))

    async def comes(self, *people: PersonId, room: str = "room/weekly") -> None:
        for who in people:
            await self.accept(h.CameIn(platform="discord", account=f"discord/{who}", room=room))

    async def goes(self, who: PersonId, room: str = "room/weekly") -> None:
        await self.accept(h.WentOut(platform="discord", account=f"discord/{who}", room=room))

    async def under_way(self, *people: PersonId) -> House:
        """The meeting runs, and they are in it."""
        await self.told(s.Opened(by="maya"))
        await self.comes(*(people or ("maya", "tom", "pat")))
        await self.settle()
        return self

    async def press(self, who: PersonId, key: str, button: str, on: str = "discord") -> Outcome:
        """They press under the newest message of that key that they got there."""
        got = [p for p in self.platforms[on].got if p.key == key and p.recipient in {None, who}]
        return await self.accept(
            h.PressedButton(platform=on, account=f"{on}/{who}", message=got[-1].id, button=button)
        )

    async def settle(self) -> None:
        """Do everything that is due at this moment, and send everything that may be sent."""
        while await self.engine.take_due() + await self.outbox.drain_all():
            pass

    async def wait(self, **length: float) -> None:
        """Let time pass, stopping wherever something falls due."""
        until = self.now + timedelta(**length)
        for _ in range(10_000):
            moment = await self.next_moment()
            if moment is None or moment > until:
                break
            self.now = max(self.now, moment)
            await self.settle()
        else:
            raise AssertionError("something is due for ever and never done")
        self.now = until
        await self.settle()

    async def next_moment(self) -> datetime | None:
        due = await self.run(lambda books: books.next_due())
        retry = await self.run(lambda books: books.next_try())
        return min((moment for moment in (due, retry) if moment is not None), default=None)

    # --- what can be asked ------------------------------------------------------------

    async def meeting(self, name: str = "weekly") -> Meeting:
        stored = await self.run(lambda books: books.meeting(name))
        assert stored is not None
        return stored.meeting

    async def case(self, who: PersonId = "pat", name: str = "weekly") -> Case:
        found = (await self.meeting(name)).newest_case_of(who)
        assert found is not None
        return found

    def sent(self, to: PersonId, *keys: str) -> list[str]:
        """New messages (edits apart) that somebody got, on any platform."""
        got = [p for platform in self.platforms.values() for p in platform.got]
        got.sort(key=lambda p: p.id)
        return [p.key for p in got if p.recipient == to and p.do == "send" and
                (not keys or p.key in keys)]  # fmt: skip


def details_of(who: PersonId, role: Role) -> PersonDetails:
    return PersonDetails(
        id=who,
        name=who.title(),
        roles=(role,),
        phone=PHONE,
        email=EMAIL,
        emergency=Emergency(name="Robin", phone="+44 7700 900199", note="say you are from work"),
    )


def add_meeting(
    books: Books,
    name: str,
    *,
    state: MeetingState = MeetingState.PUBLISHED,
    room: str | None = None,
    starts: datetime = START,
    kind: RoomKind = RoomKind.VOICE,
    platform: str = "discord",
) -> None:
    meeting = Meeting(
        id=name,
        group="g",
        platform=platform,
        room=kind,
        planned_start=starts,
        planned_end=starts + timedelta(hours=1),
        state=state,
        expects=("maya", "tom", "pat"),
        chair="maya",
        contact="maya",
        done=("open-nudge", "open-alert"),
    )
    details = MeetingDetails(title=name.title(), room=room or f"room/{name}", way_in="the link")
    books.add_room("g", platform, details.room, details.title)
    books.add_meeting(meeting, details, timers(meeting, Policy.default()))


def an_alert(to: PersonId = "dana", key: str = "case-alert", **more: Any) -> Send:
    """A message to put into the outbox by hand."""
    return Send(**{"to": to, "key": key, "platform": "discord", **more})
