"""From what arrives to the engine: each update in one transaction with its key, once, in order.

An update is taken in the transaction that stores it. What cannot be taken then stays in the
inbox: it is noted by its number alone, tried again later, and holds nothing up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec
import structlog

from bot import happenings as h
from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.client import Client
from bot.adapters.telegram.doors import Doors
from bot.adapters.telegram.meaning import PLATFORM, commanded, happening_of, takes_longer
from bot.adapters.telegram.reading import read, read_or_raise
from bot.adapters.telegram.roles import Lists, changed, groups_of, roles_of
from bot.adapters.telegram.transport import Arrived
from bot.engine import Engine, Outcome, Words
from bot.model.people import Role
from bot.patience import longer_each_time
from bot.ports import Books, Store

__all__ = ["PLATFORM", "Taker"]

log = structlog.get_logger()

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
    lists: Lists = {}
    """Accounts that may use other commands from now on."""


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
        self._doors = Doors(store, client, now)
        self._not_before: dict[int, datetime] = {}
        self._may_wait = True
        """Whether the inbox may hold something that is not taken yet."""
        self._kept = 0
        """How often something was put there: what is put there while it is read is seen too."""

    async def last(self) -> int | None:
        """The newest update that is stored."""
        return await self._store.run(lambda books: books.last_update(PLATFORM))

    async def receive(self, arrived: Sequence[Arrived]) -> None:
        """Take updates as they come. Only then may the server forget them (SPEC 11).

        Each is taken or stored when this answers; what raises was not, and has to come again.
        """
        updates = [(one.id, read(one.raw, self._client.username)) for one in arrived]
        if any(takes_longer(deed) for _, deed in updates):
            await self._keep(updates)
            await self.take()
            return
        results = await asyncio.gather(*(self._take_new(*one) for one in updates),
                                       return_exceptions=True)  # fmt: skip
        for error in results:
            if error is not None:
                raise error

    async def _take_new(self, number: int, deed: d.Deed | None) -> None:
        """One transaction stores it and takes it; if that fails it is stored all the same."""
        take = partial(self._take_new_in, number=number, deed=deed)
        try:
            taken = await self._store.run(take)
        except Exception as error:
            await self._keep([(number, deed)])
            await self._put_back(number, 1, error)
            return
        if taken is not None:
            self._engine.tell(taken.outcome)
            self._react(deed, taken)

    def _take_new_in(self, books: Books, *, number: int, deed: d.Deed | None) -> _Taken | None:
        """None: it came before, and is taken or waits in the inbox."""
        if not books.note_update(PLATFORM, number, self._now()) or deed is None:
            return None
        return self._decide_in(books, number, deed, happening_of(deed))

    async def keep(self, arrived: Sequence[Arrived]) -> None:
        """Store updates, all or none, to be taken later."""
        await self._keep([(one.id, read(one.raw, self._client.username)) for one in arrived])

    async def _keep(self, updates: Sequence[tuple[int, d.Deed | None]]) -> None:
        try:
            await self._store.run(lambda books: self._keep_in(books, updates))
        finally:
            self._kept += 1
            self._may_wait = True

    def _keep_in(self, books: Books, updates: Sequence[tuple[int, d.Deed | None]]) -> None:
        for number, deed in updates:
            if deed is None:
                books.note_update(PLATFORM, number, self._now())
            else:
                books.put_in_inbox(PLATFORM, number, d.to_text(deed), self._now())

    async def take(self) -> None:
        """Take what is stored.

        All of a batch is handed over at once, in order: the store works in that order, and
        commits together what waits together.
        """
        while self._may_wait:
            kept = self._kept
            rows = await self._store.run(lambda books: books.inbox(PLATFORM, BATCH))
            ready = [row for row in rows if self._may_try(row[0])]
            await asyncio.gather(*(self._take(*row) for row in ready))
            self._may_wait = bool(rows) or kept != self._kept
            if not ready:
                return

    def _may_try(self, number: int) -> bool:
        not_before = self._not_before.get(number)
        return not_before is None or not_before <= self._now()

    async def _take(self, number: int, body: str, tries: int) -> None:
        try:
            deed = self._deed(body)
            happening = await self._asked_about(deed) or happening_of(deed)
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
        books.taken_from_inbox(PLATFORM, number)
        return self._decide_in(books, number, deed, happening)

    def _decide_in(
        self, books: Books, number: int, deed: d.Deed | None, happening: h.Happening | None
    ) -> _Taken:
        key = f"{PLATFORM}/{number}"
        asker = deed.account if isinstance(deed, d.Commanded) else None
        before = groups_of(books, PLATFORM, asker) if asker is not None else {}
        if happening is not None:
            outcome = self._engine.accept_in(books, happening, key)
        else:
            outcome = Outcome(taken=books.take_key(key, self._now()))
        owner = outcome.toast.owner if outcome.toast else None
        return _Taken(
            outcome=outcome,
            owner=books.name_of(owner) if owner is not None else "",
            roles=_roles(books, deed, self._now()),
            lists=changed(books, PLATFORM, asker, before, self._now()) if asker else {},
        )

    async def _asked_about(self, deed: d.Deed | None) -> h.Happening | None:
        """What the platform, or who may be let in, has to be asked about first. May raise."""
        match deed:
            case d.AskedIn():
                return await self._doors.asked(deed)
            case d.Pressed() if takes_longer(deed):
                return await self._doors.pressed(deed)
            case d.Commanded(room=str(room)) if takes_longer(deed):
                runs_it = await self._client.runs_room(deed.account, room)
                return commanded(deed, is_admin=runs_it)
            case _:
                return None

    def _react(self, deed: d.Deed | None, taken: _Taken) -> None:
        """What the platform shows at once. Nothing depends on it."""
        for account, roles in taken.lists.items():
            self._client.later("list commands", partial(self._client.menus.change, account, roles))
        match deed:
            case d.Pressed(query=query):
                self._answer(query, self._short_word(taken))
            case d.Forged(query=query):
                self._answer(query, self._words.toast("stale"))
            case d.Commanded(account=own) if taken.roles is not None and own not in taken.lists:
                offer = partial(self._client.menus.offer, own, taken.roles)
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
        most = SLOWEST_RETRY.total_seconds()
        wait = timedelta(seconds=longer_each_time(tries, first=1, most=most))
        self._not_before[number] = (
            self._now() + wait if tries < MOST_TRIES else datetime.max.replace(tzinfo=UTC)
        )
        await self._store.run(lambda books: books.failed_in_inbox(PLATFORM, number))


def _roles(books: Books, deed: d.Deed | None, now: datetime) -> frozenset[Role] | None:
    """Of whoever used a command privately: all they have in any group, after it was taken."""
    if not isinstance(deed, d.Commanded) or deed.room is not None:
        return None
    person = books.person_of(PLATFORM, deed.account)
    if person is None:
        return None
    return roles_of(books, person, now)
