"""A small group with a meeting under way, in a database of its own, and a clock to move."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet

from bot.flows.timers import timers
from bot.model.case import Case
from bot.model.effects import Edit, Post, Send
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Platform, Role
from bot.model.policy import Policy
from bot.ports import Books, GroupDetails, MeetingDetails, Parcel, PersonDetails
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

ROOT = Path(__file__).parents[2]
STARTS = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
ROLES = {"maya": Role.ORGANISER, "tom": Role.ORGANISER, "pat": Role.CONTRIBUTOR}
WRITER = Writer(Wording.load(ROOT / "config" / "wording"))
POLICY = Policy.default()


class Time:
    """The bot's clock, which moves when it is told to."""

    def __init__(self) -> None:
        self._now = STARTS + timedelta(minutes=5)

    def now(self) -> datetime:
        return self._now

    def passes(self, **how_long: float) -> None:
        self._now += timedelta(**how_long)


class World:
    """What outlives the bot's process: its database, and the time."""

    def __init__(self, file: Path, platform: Platform) -> None:
        self.url = f"sqlite:///{file}"
        self.platform = platform
        self.time = Time()
        self.sealer = Sealer([Fernet.generate_key().decode()])

    def open(self) -> Database:
        return Database(self.url, self.sealer, WRITER)

    async def prepare(
        self, accounts: Mapping[str, str], room: str, *, in_voice: bool = False
    ) -> None:
        """Maya's meeting, with everybody in it; seen there, if it is in a voice room."""
        store = self.open()
        await store.run(lambda books: self._seed(books, accounts, room, in_voice=in_voice))
        store.close()

    def _seed(
        self, books: Books, accounts: Mapping[str, str], room: str, *, in_voice: bool
    ) -> None:
        group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        for who, role in ROLES.items():
            details = PersonDetails(
                id=who, name=who.title(), roles=(role,), phone="+44 7700 900111"
            )
            books.add_person("g", details)
            books.link(who, self.platform, accounts[who], STARTS)
        books.add_room("g", self.platform, room, "Breathe Well")
        there = Attendance(
            place=Place.ROOM,
            evidence=Evidence.OBSERVED if in_voice else Evidence.ATTESTED,
            last_sign=self.time.now(),
            been=True,
        )
        seats = {
            who: msgspec.structs.replace(there, accounts=(accounts[who],)) if in_voice else there
            for who in ROLES
        }
        meeting = Meeting(
            id="m",
            group="g",
            platform=self.platform,
            room=RoomKind.VOICE if in_voice else RoomKind.TEXT,
            planned_start=STARTS,
            planned_end=STARTS + timedelta(hours=1),
            state=MeetingState.RUNNING,
            expects=tuple(ROLES),
            chair="maya",
            contact="maya",
            opened_at=STARTS,
            attendance=seats,
        )
        shown = MeetingDetails(title="Weekly", room=room, way_in="Open the group.")
        books.add_meeting(meeting, shown, timers(meeting, POLICY))

    async def another_meeting_in(self, store: Database, room: str) -> None:
        """A second meeting of the group, open in another voice room, with nobody in it yet."""

        def seed(books: Books) -> None:
            meeting = Meeting(
                id="m2",
                group="g",
                platform=self.platform,
                room=RoomKind.VOICE,
                planned_start=STARTS,
                planned_end=STARTS + timedelta(hours=1),
                state=MeetingState.RUNNING,
                expects=("pat",),
                chair="maya",
                contact="maya",
                opened_at=STARTS,
            )
            shown = MeetingDetails(title="Small group", room=room)
            books.add_meeting(meeting, shown, timers(meeting, POLICY))

        await store.run(seed)


async def case_of(store: Database, who: str) -> Case | None:
    """The newest case of somebody."""
    stored = await store.run(lambda books: books.meeting("m"))
    assert stored is not None
    return stored.meeting.newest_case_of(who)


def parcel(
    platform: Platform,
    address: str,
    text: str = "Are you OK?",
    *,
    do: str = "send",
    buttons: tuple[tuple[str, str], ...] = (),
    ref: str | None = None,
    id: int = 1,
    pinned: bool = False,
    safety: bool = True,
    file: tuple[str, bytes] | None = None,
) -> Parcel:
    """One message, as the outbox hands it over."""
    effects: dict[str, Send | Post | Edit] = {
        "send": Send(to="pat", key="check-in", platform=platform, safety=safety),
        "post": Post(key="opening"),
        "edit": Edit(key="case-taken", thread="alert", to="pat"),
    }
    return Parcel(
        id=id,
        do=do,
        platform=platform,
        address=address,
        key=effects[do].key,
        text=text,
        buttons=buttons,
        ref=ref,
        pinned=pinned,
        recipient=None if do == "post" else "pat",
        file=file,
        effect=effects[do],
    )
