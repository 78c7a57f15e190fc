"""Leave → check-in → alert → take → outcome, on the real program, which dies on the way."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from cryptography.fernet import Fernet

from bot.flows.timers import timers
from bot.model.case import Case
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Platform, Role
from bot.model.policy import Policy
from bot.ports import GroupDetails, MeetingDetails, PersonDetails
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer
from tests.fakes.telegram.remote import RemoteTelegram, RemoteUser
from tests.fakes.telegram.seen import SeenMessage

ROOT = Path(__file__).parents[2]
FAST = {
    "leaving.grace": "1s",
    "leaving.nudge_after": "2s",
    "leaving.escalate_after": "4s",
    "escalation.rung_timeout": "60s",
}
PEOPLE = {
    "maya": (Role.ORGANISER, 1001),
    "dana": (Role.SAFEGUARDING_LEAD, 1002),
    "pat": (Role.CONTRIBUTOR, 1003),
}
WITHIN = 60
"""Seconds: how long a step of the story may take on a machine that is busy."""
ASKED = "re you OK?"
"""In both questions: on a slow machine a start may find that the second is the furthest step."""
REPEAT = "You may have had this message already"


class Doomed:
    """One run of the story, killed at one boundary."""

    platform: Platform = "telegram"
    room = RoomKind.TEXT
    policy: ClassVar[dict[str, str]] = FAST

    def __init__(self, folder: Path, fatal: int | None) -> None:
        """`fatal`: the boundary to die at, 0 for none; None runs the program as anybody does."""
        self.folder = folder
        self.fatal = fatal
        self.counts = folder / "counts"
        self.counts.touch()
        self.key = Fernet.generate_key().decode()
        self.accounts = {name: account for name, (_, account) in PEOPLE.items()}
        self.deaths = 0
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._finished = False

    # --- the database before the story --------------------------------------------------------

    async def prepare(self, group: int) -> None:
        """A meeting that is running, with Pat and Maya there."""
        policy = self.folder / "policy.toml"
        policy.write_text(_toml(self.policy))
        url = f"sqlite:///{self.folder / 'alongside.db'}"
        upgrade(url)
        store = self._database()
        await store.run(lambda books: self._seed(books, group))
        await asyncio.to_thread(store.close)

    def _database(self) -> Database:
        url = f"sqlite:///{self.folder / 'alongside.db'}"
        return Database(url, Sealer([self.key]), Writer(Wording.load(ROOT / "config" / "wording")))

    def _seed(self, books, group: int) -> None:
        now = datetime.now(UTC)
        books.add_group(
            GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB"), {}
        )
        for name, (role, _) in PEOPLE.items():
            details = PersonDetails(
                id=name, name=name.title(), roles=(role,), phone="+44 7700 900111"
            )
            books.add_person("g", details)
            books.link(name, self.platform, str(self.accounts[name]), now)
        books.add_room("g", self.platform, str(group), "Breathe Well")
        meeting = Meeting(
            id="m",
            group="g",
            platform=self.platform,
            room=self.room,
            planned_start=now - timedelta(minutes=5),
            planned_end=now + timedelta(minutes=55),
            state=MeetingState.RUNNING,
            expects=("maya", "pat"),
            chair="maya",
            contact="maya",
            opened_at=now - timedelta(minutes=5),
            attendance={who: self.seat(who, now) for who in ("maya", "pat")},
        )
        shown = MeetingDetails(title="Weekly", room=str(group), way_in="Open the group.")
        books.add_meeting(meeting, shown, timers(meeting, Policy.default().tightened(self.policy)))

    def seat(self, _who: str, now: datetime) -> Attendance:
        """Where somebody is before the story."""
        return Attendance(place=Place.ROOM, evidence=Evidence.ATTESTED, last_sign=now, been=True)

    # --- the process --------------------------------------------------------------------------

    def settings(self, server) -> dict[str, str]:
        """How the program finds the platform."""
        return {
            "ALONGSIDE_TELEGRAM__TOKEN": server.token,
            "ALONGSIDE_TELEGRAM__API_URL": server.api_url,
        }

    async def start(self, server) -> None:
        """Start the program; whenever it dies it is started again, as a supervisor would."""
        self._environment = {
            **os.environ,
            "ALONGSIDE_DATA_DIR": str(self.folder),
            "ALONGSIDE_SECRET_KEY": self.key,
            "ALONGSIDE_POLICY_FILE": str(self.folder / "policy.toml"),
            **self.settings(server),
        }
        self._keeper = asyncio.create_task(self._keep_alive())

    async def _keep_alive(self) -> None:
        fatal = self.fatal
        while not self._finished:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self._program(fatal)),
                cwd=ROOT,
                env=self._environment,
                stderr=asyncio.subprocess.PIPE,
            )
            _, errors = await self._process.communicate()
            if self._finished:
                return
            self.deaths += 1
            if self._process.returncode != -9 or self.deaths > 1:
                raise AssertionError(f"The program ended by itself: {errors.decode()[-2000:]}")
            fatal = self.fatal and 0

    def _program(self, fatal: int | None) -> tuple[str, ...]:
        if fatal is None:
            return ("bot", "run")
        return ("tests.crash.doomed", str(fatal), str(self.counts))

    def kill(self) -> None:
        """SIGKILL, now."""
        if self._process is not None:
            self._process.kill()

    async def stop(self) -> None:
        """End the program in an orderly way."""
        self._finished = True
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
        if self._keeper is not None:
            await self._keeper

    def check_alive(self) -> None:
        """Raise what went wrong with the process, if anything did."""
        if self._keeper is not None and self._keeper.done():
            self._keeper.result()

    async def case(self) -> Case | None:
        """Pat's case as the database has it."""
        meeting = await self.meeting()
        return meeting.newest_case_of("pat") if meeting else None

    async def meeting(self) -> Meeting | None:
        """The meeting as the database has it."""
        store = self._database()
        stored = await store.run(lambda books: books.meeting("m"))
        await asyncio.to_thread(store.close)
        return stored.meeting if stored else None

    async def record_holds(self) -> bool:
        """Whether the hash chain of the meeting's record is whole."""
        store = self._database()
        entries = await store.run(lambda books: books.journal("m"))
        await asyncio.to_thread(store.close)
        return bool(entries) and all(entry.holds for entry in entries)


async def play(folder: Path, fatal: int | None) -> tuple[Doomed, dict[str, list[str]]]:
    """Play the story with one death; answers with every text each person was ever sent."""
    run = Doomed(folder, fatal)
    async with RemoteTelegram() as server:
        people = {
            name: await server.user(name.title(), id=account)
            for name, (_, account) in PEOPLE.items()
        }
        group = await server.group("Breathe Well", *people.values(), bot="administrator")
        for person in people.values():
            await person.start()
        await run.prepare(group.id)
        await run.start(server)
        try:
            await _listening(server, run)
            await _story(server, run, people, group)
            sent = await _sent(server, group.id)
        finally:
            await run.stop()
    return run, sent


async def _listening(server: RemoteTelegram, run: Doomed) -> None:
    """The server tells of people who leave only to a bot that has asked for it once."""

    async def polls() -> bool:
        run.check_alive()
        return any(call.method == "getUpdates" for call in await server.log())

    await server.until(polls, WITHIN)


async def _story(server, run: Doomed, people: dict[str, RemoteUser], group) -> None:
    maya, pat = people["maya"], people["pat"]
    await pat.does("leaves", group=group.id)
    await _wait(server, run, pat, ASKED)
    await _wait(server, run, maya, "I have not heard from Pat")
    if run.fatal is None:
        run.kill()
    await _press_until(server, run, maya, "I have not heard from Pat", "I'll take", "How to reach")
    await _press_until(server, run, maya, "How to reach", "Reached, OK", None)


async def _wait(server, run: Doomed, person: RemoteUser, words: str) -> SeenMessage:
    async def there() -> SeenMessage | None:
        run.check_alive()
        return next((m for m in await person.inbox() if words in m.text), None)

    return await server.until(there, WITHIN)


async def _press_until(server, run: Doomed, person, words: str, button: str, then) -> None:
    """Press once, as a person does, and wait for what it brings about."""
    message = await _wait(server, run, person, words)
    labels = [shown.label for shown in message.all_buttons]
    label = next(label for label in labels if button in label)
    await person.presses(message, label)
    if then is not None:
        await _wait(server, run, person, then)
        return

    async def closed() -> bool:
        run.check_alive()
        case = await run.case()
        return case is not None and not case.is_open

    await server.until(closed, WITHIN)


async def _sent(server: RemoteTelegram, group: int) -> dict[str, list[str]]:
    """Every text that was sent to each person and to the group; edits are not among them."""
    names = {str(account): name for name, (_, account) in PEOPLE.items()}
    names[str(group)] = "the group"
    sent: dict[str, list[str]] = {name: [] for name in names.values()}
    for call in await server.log():
        chat = str(call.params.get("chat_id"))
        if call.method == "sendMessage" and chat in names:
            sent[names[chat]].append(str(call.params["text"]))
    return sent


def words_of(text: str) -> str:
    """A text without the line about repeats."""
    return text.partition(f"({REPEAT}")[0].strip()


def _toml(policy: dict[str, str]) -> str:
    lines = [f'"{key}" = "{value}"' for key, value in policy.items()]
    return "\n".join(line.replace('"', "", 2) for line in lines) + "\n"
