"""What is to be done when somebody passes a door: shut it behind them, undo what is owed (Y2, Y6).

It is nothing, for nearly everybody. So the doings on record are read once for all who pass
while they are being read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import msgspec

from bot.adapters.discord.acts import Acts
from bot.adapters.discord.presence import PLATFORM
from bot.adapters.discord.rooms import ADMIT
from bot.adapters.discord.silence import OWED
from bot.ports import Store

Later = Callable[[str, Callable[[], Awaitable[object]]], None]


class _Passed(msgspec.Struct, frozen=True):
    account: str
    before: str | None
    now: str | None


class Passing:
    """Follows people from room to room."""

    def __init__(self, store: Store, acts: Acts, later: Later) -> None:
        """`later` does something by the way; an error in it is noted."""
        self._store = store
        self._acts = acts
        self._later = later
        self._waiting: list[_Passed] = []
        self._looking = False

    def passed(self, account: str, before: str | None, now: str | None) -> None:
        """Somebody went out of one room, and is in another; None: in none."""
        self._waiting.append(_Passed(account, before, now))
        if not self._looking:
            self._looking = True
            self._later("see to the doors", self._look)

    async def _look(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting, []
                await self._see_to(some)
        finally:
            self._looking = False

    async def _see_to(self, some: list[_Passed]) -> None:
        doings = await self._store.run(lambda books: books.doings(PLATFORM))
        let_in = {(doing.room, doing.account) for doing in doings if doing.what == ADMIT}
        owed = {doing.account for doing in doings if doing.what in OWED.values()}
        for one in some:
            if one.before is not None and (one.before, one.account) in let_in:
                shut = partial(self._acts.went_out, one.account, one.before)
                self._later("shut a door", shut)
            if one.now is not None and one.account in owed:
                self._later("undo what is owed", partial(self._acts.came_in, one.account))
