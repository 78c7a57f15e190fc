"""The same story in a voice room on Discord, where what nobody hears is never told again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from bot.model.meeting import Attendance, Evidence, Place, RoomKind
from bot.model.people import Platform
from tests.crash.story import ASKED, FAST, PEOPLE, WITHIN, Doomed
from tests.fakes.discord import NotAllowed, RemoteChannel, RemoteDiscord, RemoteUser
from tests.fakes.discord.plain import RemoteMessage

ALERT = "I have not heard from Pat"
UNSEEN = 180
"""Seconds: whoever left unseen is looked for two minutes after being asked, not sooner (L12)."""
AGAIN_AFTER = 3.0
"""Seconds after which somebody presses again, if the bot died and nothing came of it."""


class DoomedOnDiscord(Doomed):
    """One run of the story on Discord."""

    platform: Platform = "discord"
    room = RoomKind.VOICE
    policy: ClassVar[dict[str, str]] = FAST | {
        "leaving.nudge_after": "3s",
        "leaving.escalate_after": "6s",
    }

    def seat(self, who: str, now: datetime) -> Attendance:
        """Seen there."""
        return Attendance(
            place=Place.ROOM,
            evidence=Evidence.OBSERVED,
            accounts=(str(self.accounts[who]),),
            last_sign=now,
            been=True,
        )

    def _seed(self, books, group: int) -> None:
        """It has run before, or the meeting would not be running; so it looks who is there."""
        super()._seed(books, group)
        books.heartbeat("alongside", datetime.now(UTC))

    def settings(self, server: RemoteDiscord) -> dict[str, str]:
        """How the program finds the platform."""
        return {
            "ALONGSIDE_DISCORD__TOKEN": server.token,
            "ALONGSIDE_DISCORD__API_URL": server.api_url,
            "ALONGSIDE_DISCORD__GATEWAY_URL": server.gateway_url,
        }


class Playing(NamedTuple):
    """Who plays, and where."""

    people: dict[str, RemoteUser]
    voice: RemoteChannel

    async def shown(self) -> dict[str, list[str]]:
        """What everybody was shown, in the words in which it first came."""
        shown = {name: [m.first for m in await one.inbox()] for name, one in self.people.items()}
        shown["the group"] = [m.first for m in await self.voice.messages()]
        return shown


@asynccontextmanager
async def meeting_on(server: RemoteDiscord, run: DoomedOnDiscord) -> AsyncIterator[Playing]:
    """The meeting under way, seen by the program, until the block is left."""
    guild = await server.add_guild("Breathe Well")
    voice = await guild.add_voice("Weekly")
    people = {name: await server.add_user(name.title()) for name in PEOPLE}
    for person in people.values():
        await guild.add_member(person)
    for who in ("maya", "pat"):
        await people[who].joins(voice)
    run.accounts = {name: person.id for name, person in people.items()}
    await run.prepare(voice.id)
    await run.start(server)
    try:
        await connected(server, run)
        yield Playing(people, voice)
    finally:
        await run.stop()


async def play(folder: Path, fatal: int | None) -> tuple[Doomed, dict[str, list[str]]]:
    """Play the story with one death; answers with every text each person was ever shown."""
    run = DoomedOnDiscord(folder, fatal)
    async with RemoteDiscord() as server, meeting_on(server, run) as playing:
        await _story(server, run, playing.people)
        return run, await playing.shown()


async def connected(server: RemoteDiscord, run: Doomed) -> None:
    """The program has a session, so that it is told what happens."""

    async def is_there() -> bool:
        run.check_alive()
        return bool(await server.look(None, "connected"))

    await server.until(is_there, WITHIN)


async def _story(server: RemoteDiscord, run: Doomed, people: dict[str, RemoteUser]) -> None:
    maya, pat = people["maya"], people["pat"]
    await pat.leaves()
    if not run.fatal:
        await shown_to(server, run, pat, ASKED)
    await shown_to(server, run, maya, ALERT, UNSEEN)
    if run.fatal is None:
        run.kill()
        await connected(server, run)
    await presses(server, run, maya, ALERT, "I'll take", "How to reach")
    await presses(server, run, maya, "How to reach", "Reached, OK", None)


async def shown_to(
    server: RemoteDiscord, run: Doomed, person: RemoteUser, words: str, within: float = WITHIN
) -> RemoteMessage:
    """Wait until somebody is shown these words privately."""

    async def there() -> RemoteMessage | None:
        run.check_alive()
        return next((m for m in await person.inbox() if words in m.first), None)

    return await server.until(there, within)


async def presses(
    server: RemoteDiscord, run: Doomed, who: RemoteUser, words: str, button: str, then: str | None
) -> None:
    """Press, and press again if it failed, or the bot died over it: it is told only once."""
    message = await shown_to(server, run, who, words)
    label = next(label for label in message.labels if button in label)

    async def came() -> bool:
        run.check_alive()
        if then is not None:
            return any(then in one.first for one in await who.inbox())
        case = await run.case()
        return case is not None and not case.is_open

    while True:
        deaths, pressed = run.deaths, None
        with suppress(NotAllowed):  # the button is gone: it was taken before the bot died
            pressed = await who.presses(message, label)
        try:
            await server.until(came, AGAIN_AFTER)
        except AssertionError:
            failed = pressed and (await server.seen(pressed)).acknowledged_after is None
            if deaths == run.deaths and not failed:
                await server.until(came, WITHIN)
                return
            await connected(server, run)
        else:
            return
