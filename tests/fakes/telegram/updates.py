"""The queue of updates: what waits for the bot, and when it counts as read."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from ..bell import Bell
from .errors import ApiError
from .state import Json

ALL_KINDS = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages message_reaction message_reaction_count "
    "inline_query chosen_inline_result callback_query shipping_query pre_checkout_query "
    "purchased_paid_media poll poll_answer my_chat_member chat_member chat_join_request "
    "chat_boost removed_chat_boost managed_bot guest_message".split()
)
# These three are sent only when asked for by name.
DEFAULT_KINDS = ALL_KINDS - {"chat_member", "message_reaction", "message_reaction_count"}

KEPT_SECONDS = 24 * 60 * 60
# An offset this far beyond the newest update is taken for a mistake and acknowledges nothing.
FUTURE_TOLERANCE = 10
LONGEST_POLL_SECONDS = 50


@dataclass(slots=True)
class Pending:
    """An update that waits. `at`: Unix time of its creation; `sent`: it was in an answer."""

    body: Json
    at: float
    sent: bool = False

    @property
    def id(self) -> int:
        return int(self.body["update_id"])


class UpdateQueue:
    """Updates in order of their ids, kept until a higher offset is asked for or a day is over."""

    def __init__(self, now: Callable[[], float], bell: Bell, first_id: int = 700_000_001) -> None:
        self.allowed = DEFAULT_KINDS
        self.twice = False
        self._now = now
        self._bell = bell
        self._ids = itertools.count(first_id)
        self._next_id = first_id
        self._waiting: list[Pending] = []
        self._repeats: list[Pending] = []
        self._repeated: set[int] = set()
        self._poll = 0
        self._asked = 0

    @property
    def quiet(self) -> bool:
        """Whether the bot asks for updates at this moment, and there is none left to give."""
        return self._asked > 0 and not self._has_updates()

    @property
    def waiting(self) -> list[Json]:
        """The updates that nobody has acknowledged, oldest first."""
        return [pending.body for pending in self._waiting]

    def put(self, kind: str, body: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind in self.allowed:
            update_id = next(self._ids)
            self._next_id = update_id + 1
            self._waiting.append(Pending({"update_id": update_id, kind: body}, self._now()))
        self._bell.ring()

    def to_bring(self) -> list[Json]:
        """What a webhook is to be brought now, the oldest first."""
        return [pending.body for pending in self._repeats + self._fresh()]

    def was_brought(self, update_id: int) -> None:
        """The bot has taken this one."""
        self._repeats = [pending for pending in self._repeats if pending.id != update_id]
        for pending in self._waiting:
            pending.sent = pending.sent or pending.id == update_id
        read = [pending for pending in self._waiting if pending.id == update_id]
        self._waiting = [pending for pending in self._waiting if pending.id != update_id]
        self._repeat(read)
        self._bell.ring()

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._repeats.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Acknowledge what is below the offset, then wait for updates for up to `seconds`.

        Raises `ApiError` 409 when a later request takes over the waiting.
        """
        self._acknowledge(offset)
        if batch := self._batch(limit):
            return batch
        self._poll += 1
        mine = self._poll
        seconds = min(seconds, LONGEST_POLL_SECONDS)
        self._asked += 1
        self._bell.ring()  # A request that already waits sees that it was replaced.
        try:
            await self._bell.until(lambda: self._poll != mine or self._has_updates(), seconds)
        finally:
            self._asked -= 1
        if self._poll != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return self._batch(limit)

    def end_polls(self) -> None:
        """Make every waiting request end with a conflict, as setting a webhook does."""
        self._poll += 1
        self._bell.ring()

    def _acknowledge(self, offset: int) -> None:
        if offset < 0:
            read, self._waiting = self._waiting[:offset], self._waiting[offset:]
        elif offset > self._next_id + FUTURE_TOLERANCE:
            return
        else:
            read = [pending for pending in self._waiting if pending.id < offset]
            self._waiting = [pending for pending in self._waiting if pending.id >= offset]
        self._repeat(read)

    def _repeat(self, read: list[Pending]) -> None:
        if self.twice:
            again = [p for p in read if p.sent and p.id not in self._repeated]
            self._repeats += again
            self._repeated.update(p.id for p in again)

    def _has_updates(self) -> bool:
        return bool(self._repeats or self._waiting)

    def _fresh(self) -> list[Pending]:
        """What waits and is not too old."""
        oldest = self._now() - KEPT_SECONDS
        self._waiting = [pending for pending in self._waiting if pending.at > oldest]
        return self._waiting

    def _batch(self, limit: int) -> list[Json]:
        batch = (self._repeats + self._fresh())[:limit]
        self._repeats = self._repeats[limit:]
        for pending in batch:
            pending.sent = True
        return [pending.body for pending in batch]
