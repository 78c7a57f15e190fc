"""Gateway sessions: who is told what, and what is kept for a resume."""

import json
import secrets
from collections import deque
from collections.abc import Callable
from typing import Protocol

from .bits import Intent
from .state import Json

Body = Json | Callable[[Intent], Json]


class Line(Protocol):
    """The connection a session has at the moment."""

    def put(self, frame: str) -> None: ...


class Session:
    """One session. Its events stay here until a heartbeat says they arrived."""

    def __init__(self, intents: Intent, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.line: Line | None = None
        self.last = 0
        self._kept: deque[tuple[int, str]] = deque()

    def tell(self, event: str, body: Json) -> None:
        """Send an event, now or after the next resume."""
        self.last += 1
        frame = json.dumps({"op": 0, "t": event, "s": self.last, "d": body})
        self._kept.append((self.last, frame))
        if self.line is not None:
            self.line.put(frame)

    def forget_until(self, sequence: int) -> None:
        """These have arrived."""
        while self._kept and self._kept[0][0] <= sequence:
            self._kept.popleft()

    def replay(self, after: int) -> None:
        """Send once more what came later."""
        if self.line is not None:
            for number, frame in self._kept:
                if number > after:
                    self.line.put(frame)

    def serves(self, guild: int | None) -> bool:
        """Whether this shard has the server; private messages are shard 0's."""
        number, count = self.shard
        return number == ((guild or 0) >> 22) % count


class Sessions:
    """All sessions that can still be resumed. `twice` sends each event two times."""

    def __init__(self) -> None:
        self.by_id: dict[str, Session] = {}
        self.twice = False

    def open(self, intents: Intent, shard: tuple[int, int]) -> Session:
        """A new one, in the place of what the same shard had."""
        for old in list(self.by_id.values()):
            if old.shard == shard and old.line is None:
                del self.by_id[old.id]
        session = Session(intents, shard)
        self.by_id[session.id] = session
        return session

    def tell(self, event: str, body: Body, *, guild: int | None = None, intents: int = 0) -> bool:
        """Tell the sessions of that shard that asked for any of the intents (0: all of them).

        Returns whether anybody is on the line to hear it now.
        """
        heard = False
        for session in list(self.by_id.values()):
            if not session.serves(guild) or (intents and not session.intents & intents):
                continue
            told = body(session.intents) if callable(body) else body
            for _ in range(2 if self.twice else 1):
                session.tell(event, told)
            heard = heard or session.line is not None
        return heard
