"""A platform's lane: so many messages on their way at the same time, one to each address.

One to an address, because what was said later must not arrive sooner: an edit, or the news that
somebody answered, never passes what it takes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.model.effects import Act
from bot.ports import Delivery, Parcel

log = structlog.get_logger()

IN_FLIGHT = 16
"""Messages on their way to one platform at the same time (decision 0015)."""


class Lane:
    """What is on its way to one platform, by the outbox's numbers."""

    def __init__(self) -> None:
        self.has_more = False
        """Whether something is known to wait in the tables for a place here."""
        self.is_asking = False
        """Whether the tables are being asked: what they answer with was said earlier."""
        self.said: dict[int, tuple[Parcel, Delivery]] = {}
        """What the platform said and is not written down yet: it is not sent again for that."""
        self.ring: Callable[[], None] = _nobody
        self._on_their_way: dict[int, asyncio.Task[None]] = {}
        self._behind: dict[str, list[int]] = {}
        """By address to which something is on its way: what waits for that."""
        self._failed: Exception | None = None

    @property
    def free(self) -> int:
        """How many more may be sent now."""
        return IN_FLIGHT - len(self._on_their_way)

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._on_their_way)

    def known(self) -> frozenset[int]:
        """What is on its way, waits for that, or has been answered."""
        behind = (number for numbers in self._behind.values() for number in numbers)
        return frozenset((*self._on_their_way, *self.said, *behind))

    def to_be_noted(self) -> list[tuple[Parcel, Delivery]]:
        """What could not be written down when the platform said it."""
        return [said for number, said in self.said.items() if number not in self._on_their_way]

    def may_take(self, parcel: Parcel) -> bool:
        """Whether the parcel may go out now."""
        return parcel.id not in self.known() and _line(parcel) not in self._behind

    def start(self, parcel: Parcel, deliver: Callable[[Parcel], Awaitable[None]]) -> bool:
        """Send it. False: it is on its way already, or has to wait for another."""
        if not self.may_take(parcel):
            if parcel.id not in self.known():
                self._behind[_line(parcel)].append(parcel.id)
            return False
        self._behind[_line(parcel)] = []
        task = asyncio.create_task(self._carry(parcel, deliver))
        self._on_their_way[parcel.id] = task
        return True

    async def _carry(self, parcel: Parcel, deliver: Callable[[Parcel], Awaitable[None]]) -> None:
        try:
            await deliver(parcel)
        except Exception as error:  # what was said of it is kept, and noted later
            log.error("delivery failed", message=parcel.id, error=type(error).__name__)
            self._failed = error
            self.has_more = False  # not at once
        finally:
            del self._on_their_way[parcel.id]
            if self._behind.pop(_line(parcel)):
                self.has_more = True
            if self.has_more and (self.free * 2 >= IN_FLIGHT or not self.is_busy):
                self.ring()

    async def some_arrive(self) -> None:
        """Wait until there is place for several, or nothing is on its way any more.

        Raises what failed meanwhile.
        """
        while self.is_busy:
            await asyncio.wait(self._on_their_way.values(), return_when=asyncio.FIRST_COMPLETED)
            if self.free * 2 >= IN_FLIGHT:
                break
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed

    async def stop(self) -> None:
        """Give up what is on its way."""
        tasks = list(self._on_their_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _line(parcel: Parcel) -> str:
    """What is for the same address goes one after another; so does what undoes a deed in a room."""
    if isinstance(parcel.effect, Act):
        return f"{parcel.address}/{parcel.effect.thread}"
    return parcel.address


def _nobody() -> None:
    """Nobody waits for a place."""
