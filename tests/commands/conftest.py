"""A chat with the bot: the real store and engine, and commands that come in as they would."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from bot.commands.handling import Handler
from bot.engine import Engine
from bot.happenings import Commanded, Happening, PressedButton
from bot.model.effects import Reply
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId, Role
from bot.model.policy import Policy
from bot.ports import Books, Parcel
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

WORDS = Wording.load(Path(__file__).parents[2] / "config" / "wording", strict=True)
KEY = Fernet.generate_key().decode()
STARTS = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
ROOM = "-100"
MAYA, TOM, PAT, SAM = "1", "2", "3", "4"
LINK = "https://example.org/start/"


class Heard(list[Parcel]):
    """What the bot said after something happened, to everybody."""

    def to(self, address: str) -> list[Parcel]:
        return [parcel for parcel in self if parcel.address == address]

    @property
    def names(self) -> list[str]:
        """The keys of all messages, in order."""
        return [parcel.key for parcel in self]

    def only(self, address: str) -> str:
        """The one message there is, and it is for this account or room."""
        assert [parcel.address for parcel in self] == [address], self.names
        return self[0].text


class Chat:
    """Telegram-like: commands come in, messages go out, and time moves when it is told to."""

    def __init__(self, url: str) -> None:
        self.now = STARTS
        self.has_links = True
        self.sealer = Sealer([KEY])
        self.store = Database(url, self.sealer, Writer(WORDS))
        handler = Handler(lambda: self.now, self._link)
        self.engine = Engine(self.store, Policy.default(), lambda: self.now, handler.handle)

    def _link(self, _platform: str, code: str) -> str:
        return LINK + code if self.has_links else code

    async def say(
        self, account: str, text: str, *, room: str | None = None, admin: bool = False,
        name: str = "", title: str = "", platform: str = "telegram",
    ) -> Heard:  # fmt: skip
        """Somebody writes a command; answers with everything that is sent because of it."""
        return await self.happens(
            Commanded(
                platform=platform,
                account=account,
                text=text,
                name=name,
                room=room,
                room_title=title,
                is_admin=admin,
            )
        )

    async def press(
        self, account: str, message: Parcel, button: str, *, platform: str = "telegram"
    ) -> Heard:
        """Somebody presses a button under a message they were sent."""
        return await self.happens(
            PressedButton(platform=platform, account=account, message=message.id, button=button)
        )

    async def happens(self, happening: Happening) -> Heard:
        await self.engine.accept(happening, f"key/{uuid4()}")
        return await self.hear()

    async def hear(self) -> Heard:
        """Everything that waits, which is thereby delivered."""
        heard = Heard()
        while parcels := await self.store.run(self._deliver):
            heard += parcels
        for parcel in heard:
            self._check(parcel)
        return heard

    def _deliver(self, books: Books) -> list[Parcel]:
        parcels = [
            parcel
            for platform in ("telegram", "discord")
            for parcel in books.waiting(platform, self.now, 50, frozenset())
        ]
        for parcel in parcels:
            books.settle(parcel.id, "accepted", ref="1")
        return parcels

    def _check(self, parcel: Parcel) -> None:
        """Every answer has a text of its own, and its first line gives nothing away (V8)."""
        if not isinstance(parcel.effect, Reply):
            return
        facts = self.facts(parcel)
        variant = facts.get("variant")
        assert variant in {None, "child"} or WORDS.has(parcel.key, str(variant)), parcel.key
        in_room = parcel.address.startswith("-")
        assert parcel.text.startswith("A message for you from Alongside.\n") is not in_room

    def facts(self, parcel: Parcel) -> dict[str, object]:
        assert isinstance(parcel.effect, Reply)
        facts: dict[str, object] = json.loads(self.sealer.open(parcel.effect.sealed))
        return facts

    async def passes(self, **time: float) -> Heard:
        """Time goes by, and what falls due is done."""
        end = self.now + timedelta(**time)
        while (due := await self.store.run(lambda books: books.next_due())) and due <= end:
            self.now = max(self.now, due)
            await self.engine.take_due()
        self.now = end
        return await self.hear()

    # --- a group that is set up ---------------------------------------------------------------

    async def set_up(self) -> None:
        """Maya sets up a group in her room and becomes its organiser."""
        said = await self.say(MAYA, "/setup", room=ROOM, admin=True, title="Breathe Well")
        await self.say(MAYA, f"/start {code_in(said.only(ROOM))}", name="Maya")

    async def join(self, account: str, name: str, role: str = "") -> Heard:
        """Maya invites somebody, who comes in."""
        said = await self.say(MAYA, f"/invite {name} {role}")
        return await self.say(account, f"/start {code_in(said.only(MAYA))}")

    async def open_meeting(self) -> str:
        """Maya plans, publishes and opens a meeting, an hour from now; answers with its id."""
        await self.say(MAYA, "/phone 07700 900110")
        await self.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
        await self.say(MAYA, "/meeting publish")
        await self.say(MAYA, "/meeting open")
        meeting = await self.the_meeting()
        assert meeting.state is MeetingState.LOBBY
        return meeting.id

    async def person(self, account: str, platform: str = "telegram") -> PersonId:
        """Who has this account."""
        person = await self.store.run(lambda books: books.person_of(platform, account))
        assert person is not None
        return person

    async def knows(self, account: str) -> bool:
        return await self.store.run(lambda books: books.person_of("telegram", account)) is not None

    async def home(self) -> str | None:
        """The id of the group in the room."""
        return await self.store.run(lambda books: books.group_of_room("telegram", ROOM))

    async def be(self, account: str, *roles: Role) -> None:
        """Somebody has these roles from now on."""
        person, home = await self.person(account), await self.home()
        await self.store.run(lambda books: books.set_roles(home or "", person, roles))

    async def meetings(self) -> list[Meeting]:
        def read(books: Books) -> list[Meeting]:
            group = books.group_of_room("telegram", ROOM)
            assert group is not None
            found = [books.meeting(m) for m in books.meetings_of(group, frozenset(MeetingState))]
            return [stored.meeting for stored in found if stored is not None]

        return await self.store.run(read)

    async def the_meeting(self) -> Meeting:
        (meeting,) = await self.meetings()
        return meeting


def code_in(text: str) -> str:
    """The one-time code of the link in a message."""
    return text.split(LINK)[1].split()[0]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without anything in it yet."""
    path = tmp_path_factory.mktemp("commands") / "fresh.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def chat(fresh: Path, tmp_path: Path) -> Iterator[Chat]:
    chat = Chat(f"sqlite:///{shutil.copy(fresh, tmp_path / 'alongside.db')}")
    yield chat
    chat.store.close()


@pytest.fixture(scope="session")
def set_up(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a group in it."""
    path = tmp_path_factory.mktemp("commands") / "set_up.db"
    chat = Chat(f"sqlite:///{shutil.copy(fresh, path)}")
    asyncio.run(_set_up(chat))
    chat.store.close()
    return path


async def _set_up(chat: Chat) -> None:
    await chat.set_up()
    await chat.join(TOM, "Tom", "lead")
    await chat.join(PAT, "Pat")


@pytest.fixture
def group(set_up: Path, tmp_path: Path) -> Iterator[Chat]:
    """Breathe Well: Maya organises, Tom is safeguarding lead, Pat contributes."""
    chat = Chat(f"sqlite:///{shutil.copy(set_up, tmp_path / 'group.db')}")
    yield chat
    chat.store.close()
