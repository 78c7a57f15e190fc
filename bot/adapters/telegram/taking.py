"""From the inbox to the engine: each update in one transaction with its key, once, in order.

What fails is noted by its number alone, tried again later, and holds nothing up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import assert_never

import msgspec
import structlog

from bot import happenings as h
from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.client import Client
from bot.adapters.telegram.menus import FOR_ADMINISTRATORS
from bot.adapters.telegram.reading import read, read_or_raise
from bot.adapters.telegram.transport import Arrived
from bot.engine import Engine, Outcome, Words
from bot.model.people import Platform, Role
from bot.ports import Books, Store

log = structlog.get_logger()

PLATFORM: Platform = "telegram"
BATCH = 100
MOST_TRIES = 10
"""Then an update is left alone until the next start. It stays stored."""
SLOWEST_RETRY = timedelta(minutes=5)


class _Taken(msgspec.Struct, frozen=True):
    """What came of an update, as far as the platform has to do with it."""

    outcome: Outcome
    owner: str = ""
    """The name in the short word for whoever pressed."""
    roles: frozenset[Role] | None = None
    """Of whoever used a command privately."""


class Taker:
    """Stores what arrives, and takes what is stored."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        client: Client,
        words: Words,
        now: Callable[[], datetime],
    ) -> None:
        """`words` writes the short word for whoever pressed; `now` gives UTC."""
        self._store = store
        self._engine = engine
        self._client = client
        self._words = words
        self._now = now
        self._not_before: dict[int, datetime] = {}

    async def last(self) -> int | None:
        """The newest update that is stored."""
        return await self._store.run(lambda books: books.last_update(PLATFORM))

    async def keep(self, arrived: Sequence[Arrived]) -> None:
        """Store updates, all or none. Only then may the server forget them (SPEC 11)."""
        read_now = [(one.id, read(one.raw, self._client.username)) for one in arrived]
        await self._store.run(lambda books: self._keep_in(books, read_now))

    def _keep_in(self, books: Books, updates: Sequence[tuple[int, d.Deed | None]]) -> None:
        for number, deed in updates:
            text = d.to_text(deed) if deed is not None else ""
            is_new = books.put_in_inbox(PLATFORM, number, text, self._now())
            if is_new and deed is None:
                books.taken_from_inbox(PLATFORM, number)

    async def take(self) -> None:
        """Take what is stored.

        All of a batch is handed over at once, in order: the store works in that order, and
        commits together what waits together.
        """
        while True:
            rows = await self._store.run(lambda books: books.inbox(PLATFORM, BATCH))
            ready = [row for row in rows if self._may_try(row[0])]
            await asyncio.gather(*(self._take(*row) for row in ready))
            if len(rows) < BATCH or not ready:
                return

    def _may_try(self, number: int) -> bool:
        not_before = self._not_before.get(number)
        return not_before is None or not_before <= self._now()

    async def _take(self, number: int, body: str, tries: int) -> None:
        try:
            deed = self._deed(body)
            happening = await self._happening(deed)
            taken = await self._store.run(
                partial(self._take_in, number=number, deed=deed, happening=happening)
            )
        except Exception as error:
            await self._put_back(number, tries + 1, error)
            return
        self._not_before.pop(number, None)
        self._engine.tell(taken.outcome)
        self._react(deed, taken)

    def _deed(self, body: str) -> d.Deed | None:
        deed = d.from_text(body)
        if isinstance(deed, d.Unread):
            return read_or_raise(deed.raw, self._client.username)
        return deed

    def _take_in(
        self, books: Books, *, number: int, deed: d.Deed | None, happening: h.Happening | None
    ) -> _Taken:
        key = f"{PLATFORM}/{number}"
        books.taken_from_inbox(PLATFORM, number)
        if happening is not None:
            outcome = self._engine.accept_in(books, happening, key)
        else:
            outcome = Outcome(taken=books.take_key(key, self._now()))
            if outcome.taken and isinstance(deed, d.Moved):
                books.move_room(PLATFORM, deed.old, deed.new)
        owner = outcome.toast.owner if outcome.toast else None
        return _Taken(
            outcome=outcome,
            owner=books.name_of(owner) if owner is not None else "",
            roles=_roles(books, deed),
        )

    async def _happening(self, deed: d.Deed | None) -> h.Happening | None:
        """The same in the words of every platform; None: it is about the platform only."""
        match deed:
            case d.Wrote(account=account, room=room):
                return h.WroteIn(platform=PLATFORM, account=account, room=room)
            case d.Texted(account=account, text=text):
                return h.Texted(platform=PLATFORM, account=account, text=text)
            case d.Commanded():
                return await self._command(deed)
            case d.Pressed():
                return h.PressedButton(
                    platform=PLATFORM,
                    account=deed.account,
                    message=deed.message,
                    button=deed.button,
                    room=deed.room,
                )
            case d.Left(account=account, room=room):
                return h.LeftGroup(platform=PLATFORM, account=account, room=room)
            case d.Unblocked(account=account):
                return h.Reachable(platform=PLATFORM, account=account, reachable=True)
            case d.Forged() | d.Moved() | d.Unread() | None:
                return None
            case _:
                assert_never(deed)

    async def _command(self, deed: d.Commanded) -> h.Happening:
        """Who runs the room is asked only for the command that needs it."""
        word = deed.text.split(maxsplit=1)[0].removeprefix("/")
        asks = deed.room is not None and word in FOR_ADMINISTRATORS
        return h.Commanded(
            platform=PLATFORM,
            account=deed.account,
            text=deed.text,
            name=deed.name,
            room=deed.room,
            room_title=deed.room_title,
            is_admin=asks and await self._client.runs_room(deed.account, deed.room or ""),
        )

    def _react(self, deed: d.Deed | None, taken: _Taken) -> None:
        """What the platform shows at once. Nothing depends on it."""
        match deed:
            case d.Pressed(query=query):
                self._answer(query, self._short_word(taken))
            case d.Forged(query=query):
                self._answer(query, self._words.toast("stale"))
            case d.Commanded(account=account) if taken.roles is not None:
                offer = partial(self._client.menus.offer, account, taken.roles)
                self._client.later("list commands", offer)

    def _answer(self, query: str, text: str | None) -> None:
        self._client.later("answer a press", partial(self._client.answer, query, text))

    def _short_word(self, taken: _Taken) -> str | None:
        toast = taken.outcome.toast
        if toast is None:
            return None
        return self._words.toast(toast.name, owner=taken.owner, minutes=toast.minutes)

    async def _put_back(self, number: int, tries: int, error: Exception) -> None:
        """Wait longer each time. Neither the error's sentence nor its trace is written down."""
        log.error(
            "update not taken",
            platform=PLATFORM,
            update=number,
            tries=tries,
            error=type(error).__name__,
        )
        wait = min(timedelta(seconds=2**tries), SLOWEST_RETRY)
        self._not_before[number] = (
            self._now() + wait if tries < MOST_TRIES else datetime.max.replace(tzinfo=UTC)
        )
        await self._store.run(lambda books: books.failed_in_inbox(PLATFORM, number))


def _roles(books: Books, deed: d.Deed | None) -> frozenset[Role] | None:
    """Of whoever used a command privately: all they have in any group, after it was taken."""
    if not isinstance(deed, d.Commanded) or deed.room is not None:
        return None
    person = books.person_of(PLATFORM, deed.account)
    if person is None:
        return None
    groups = [books.group(group) for group in books.groups_of(person)]
    return frozenset(role for group in groups for role in group.people[person].roles)
