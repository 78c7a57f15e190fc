"""Private messages: taken as they come, and read afterwards if nobody was there to hear them.

The gateway never tells what was written while there was no session. So the last message that
was taken is kept for each private chat, and what came after it is read from the chat itself.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence

import discord
import structlog

from bot import happenings as h
from bot.adapters.discord.client import Client
from bot.adapters.discord.outcomes import NOT_REACHED
from bot.adapters.discord.presence import PLATFORM
from bot.adapters.discord.reports import Reports
from bot.engine import Engine, Outcome
from bot.model.meeting import OPEN_STATES, Meeting
from bot.ports import Books, Letter, Store

log = structlog.get_logger()

AT_ONCE = 8
"""Private chats that are read at the same time."""
MOST_READ = 200
"""Messages read of one chat; nobody writes more while a bot is down and waits for an answer."""
_COMMAND = re.compile(r"/[A-Za-z_]+(?=\s|$)")
NOT_TEXT = "(not text)"
"""For a message without words, such as a picture."""


class Letters:
    """What people write, privately and in rooms."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        client: Client,
        reports: Reports,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """What is taken goes through `reports`, in order. `sleep` waits for seconds."""
        self._store = store
        self._engine = engine
        self._client = client
        self._reports = reports
        self._sleep = sleep
        self._channels: dict[str, int] = {}
        self._unread: dict[str, Letter] = {}
        self._urgent: frozenset[str] = frozenset()
        self._rest: asyncio.Task[None] | None = None
        self._failed = False
        self._remembered = asyncio.Event()

    # --- as they come -------------------------------------------------------------------------

    def take(self, message: discord.Message) -> None:
        """Somebody wrote. Bots, and what a bot shows to one person only, are nobody's words."""
        if not _is_from_a_person(message):
            return
        if isinstance(message.channel, discord.DMChannel):
            self._take_letter(message, message.channel.id)
        elif message.guild is not None:
            self._take_sign(str(message.author.id), str(message.channel.id), message.id)

    def _take_letter(self, message: discord.Message, channel: int) -> None:
        account = str(message.author.id)
        self._channels[account] = channel
        letter = Letter(account=account, channel=str(channel), last=str(message.id))
        happening = _words(account, message.content or NOT_TEXT, message.author.display_name)

        def take_in(books: Books) -> Outcome:
            known = books.letter(PLATFORM, letter.account)
            if known is None or known.last is None or int(known.last) < int(letter.last or 0):
                books.set_letter(PLATFORM, letter)
            return self._engine.accept_in(books, happening, f"{PLATFORM}/{letter.last}")

        self._reports.decide(take_in)

    def _take_sign(self, account: str, room: str, message: int) -> None:
        """That somebody wrote in a room of ours is a sign. What they wrote is never touched."""
        happening = h.WroteIn(platform=PLATFORM, account=account, room=room)

        def take_in(books: Books) -> Outcome:
            ours = books.group_of_room(PLATFORM, room) or books.meetings_in_room(PLATFORM, room)
            if not ours:
                return Outcome(taken=False)
            return self._engine.accept_in(books, happening, f"{PLATFORM}/{message}")

        self._reports.decide(take_in)

    @property
    def unread(self) -> bool:
        """Whether something may have been written that could not be read."""
        return self._failed

    # --- what was written meanwhile -----------------------------------------------------------

    def remember(self) -> None:
        """Note what was taken last, before anything of the new session is taken."""

        async def read() -> None:
            rows, self._urgent = await self._store.run(_unread_in)
            # What an earlier session left unread begins where that one began.
            self._unread = {row.account: row for row in rows} | self._unread
            self._channels |= {row.account: int(row.channel) for row in rows if row.channel}
            self._remembered.set()

        self._remembered.clear()
        self._reports.put(read, alone=True)

    async def catch_up(self) -> None:
        """Read what came after that: of people who have a meeting now, or a case, at once.

        The other private chats are read by the way, the latest first.
        """
        await self._remembered.wait()
        await self.stop()
        self._failed = False
        urgent = [row for account, row in self._unread.items() if account in self._urgent]
        try:
            await self._read_all(urgent)
        except BaseException:
            self._failed = True
            raise
        self._rest = asyncio.create_task(self._read_the_rest(), name="discord-letters")

    async def stop(self) -> None:
        """Read no more."""
        if self._rest is not None:
            self._rest.cancel()
            await asyncio.gather(self._rest, return_exceptions=True)

    async def _read_the_rest(self) -> None:
        try:
            await self._read_all(list(self._unread.values()))
        except* (discord.DiscordException, *NOT_REACHED) as error:
            self._failed = True
            log.info("messages not read yet", platform=PLATFORM, error=type(error).__name__)

    async def _read_all(self, rows: list[Letter]) -> None:
        rows.sort(key=lambda row: int(row.last or 0), reverse=True)
        places = asyncio.Semaphore(AT_ONCE)

        async def read(row: Letter) -> None:
            async with places:
                await self._read(row)

        async with asyncio.TaskGroup() as reading:
            for row in rows:
                reading.create_task(read(row))

    async def _read(self, row: Letter) -> None:
        """A chat that is not there any more holds nothing. A new one may hold first words."""
        try:
            chat = int(row.channel or await self.channel_of(row.account))
            channel = self._client.bot.get_partial_messageable(chat)
            after = discord.Object(int(row.last or chat))
            found = [m async for m in channel.history(after=after, limit=MOST_READ)]
        except discord.RateLimited as error:
            await self._sleep(error.retry_after)
            return await self._read(row)
        except discord.HTTPException as error:
            if error.status not in {400, 403, 404}:
                raise
            self._unread.pop(row.account, None)
            return
        if not row.channel:
            await self.wrote(row.account, chat, chat)
        self._unread.pop(row.account, None)
        for message in _in_order(found):
            if _is_from_a_person(message) and str(message.author.id) == row.account:
                self._take_letter(message, chat)

    # --- where to write -----------------------------------------------------------------------

    async def channel_of(self, account: str) -> int:
        """The private chat with somebody. It is opened, if there has been none."""
        if account not in self._channels:
            chat = await self._client.bot.create_dm(discord.Object(int(account)))
            self._channels[account] = chat.id
        return self._channels[account]

    def forget(self, account: str) -> None:
        """The chat is not there any more."""
        self._channels.pop(account, None)

    async def wrote(self, account: str, channel: int, message: int) -> None:
        """There is a private chat: what is written after that message is looked for."""

        def note(books: Books) -> None:
            if books.letter(PLATFORM, account) is None:
                letter = Letter(account=account, channel=str(channel), last=str(message))
                books.set_letter(PLATFORM, letter)

        await self._store.run(note)


def _unread_in(books: Books) -> tuple[list[Letter], frozenset[str]]:
    """Every private chat, and the accounts of people who are in a meeting or have a case.

    Of those also the chats there have not been: the first words may be "I'm not OK".
    """
    rows = books.letters(PLATFORM)
    stored = [books.meeting(meeting) for meeting in books.all_live_meetings()]
    urgent = {
        account
        for one in stored
        if one is not None and (one.meeting.state in OPEN_STATES or one.meeting.open_cases())
        for account in _accounts_in(books, one.meeting)
    }
    known = {row.account for row in rows}
    new = [Letter(account=account, channel="") for account in sorted(urgent - known)]
    return [*rows, *new], frozenset(urgent)


def _accounts_in(books: Books, meeting: Meeting) -> list[str]:
    members = books.group(meeting.group).people
    cases = (case.subject for case in meeting.open_cases())
    people = dict.fromkeys([*meeting.expects, *meeting.attendance, *cases])
    routes = [route for who in people if who in members for route in members[who].routes]
    return [r.account for r in routes if r.platform == PLATFORM and r.account.isdecimal()]


def _is_from_a_person(message: discord.Message) -> bool:
    author = message.author
    nobody = author.bot or author.system or message.webhook_id is not None
    return not (nobody or message.flags.ephemeral or message.is_system())


def _words(account: str, words: str, name: str) -> h.Happening:
    """A command that was typed means the same as one that was chosen from the list."""
    if _COMMAND.match(words):
        return h.Commanded(platform=PLATFORM, account=account, text=words, name=name)
    return h.Texted(platform=PLATFORM, account=account, text=words)


def _in_order(messages: Sequence[discord.Message]) -> list[discord.Message]:
    return sorted(messages, key=lambda message: message.id)
