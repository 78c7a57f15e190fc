"""How fast Telegram lets a bot write, so that it does not have to say so.

The library's own limiter is not used. It sleeps inside the call: a full group would hold the
few places of the outbox for up to a minute, and with them an alert to somebody else. It also
knows no order but that of arrival. Here a message that has to wait goes back to the outbox
with the time to wait, and safety messages pass the others.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime

import msgspec


class Limit(msgspec.Struct, frozen=True):
    """At most so many messages in so many seconds; `kept` of them for safety messages."""

    most: int
    seconds: float
    kept: int = 0


IN_ALL = Limit(30, 1.0, kept=10)
TO_A_GROUP = Limit(20, 60.0, kept=5)
TO_A_CHAT = Limit(5, 5.0)
"""About one a second; a short burst is allowed, and safety messages do not wait for it."""

MANY_CHATS = 1000
"""Chats remembered before those that are quiet are forgotten."""


class Pace:
    """Counts what is sent, and says how long the next message has to wait."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` gives UTC."""
        self._now = now
        self._sent: defaultdict[int | None, deque[float]] = defaultdict(
            lambda: deque(maxlen=IN_ALL.most)
        )
        self._held: dict[int, float] = {}

    def wait(self, chat: int, *, urgent: bool) -> float:
        """Seconds until a message to this chat may be sent; 0: now, and it is counted.

        `urgent` messages may use what is kept for them.
        """
        now = self._now().timestamp()
        if len(self._sent) + len(self._held) > MANY_CHATS:
            self._forget(now)
        waits = [self._held.get(chat, now) - now, self._until_free(None, IN_ALL, urgent, now)]
        if chat < 0:
            waits.append(self._until_free(chat, TO_A_GROUP, urgent, now))
        if not urgent:
            waits.append(self._until_free(chat, TO_A_CHAT, urgent, now))
        if (wait := max(waits)) > 0:
            return wait
        self._sent[None].append(now)
        self._sent[chat].append(now)
        return 0.0

    def hold(self, chat: int, seconds: float) -> None:
        """The platform asked to wait with this chat: until then it is not asked again."""
        self._held[chat] = self._now().timestamp() + seconds

    def _until_free(self, chat: int | None, limit: Limit, urgent: bool, now: float) -> float:
        most = limit.most if urgent else limit.most - limit.kept
        recent = [at for at in self._sent[chat] if at > now - limit.seconds]
        if len(recent) < most:
            return 0.0
        return recent[-most] + limit.seconds - now

    def _forget(self, now: float) -> None:
        longest = max(IN_ALL.seconds, TO_A_GROUP.seconds, TO_A_CHAT.seconds)
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        for chat, sent in list(self._sent.items()):
            if not sent or sent[-1] <= now - longest:
                del self._sent[chat]
