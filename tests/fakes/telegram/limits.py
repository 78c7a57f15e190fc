"""How fast the platform lets a bot write. Off unless a test asks for it."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from .errors import too_many_requests
from .params import Params

WRITING = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup"})


class Limits:
    """Sliding windows over what was let through: 30 a second, 1 a second, 20 a minute."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.overall = False
        self.per_chat = False
        self.per_group = False
        self._now = now
        self._windows: defaultdict[object, deque[float]] = defaultdict(deque)

    def check(self, method: str, p: Params) -> None:
        """Count a call; raises `ApiError` 429 with the seconds to wait if it is too many."""
        if method not in WRITING:
            return
        chat_id = p.values.get("chat_id")
        is_group = isinstance(chat_id, int) and chat_id < 0
        windows = [
            (self.overall, "overall", 30, 1.0),
            (self.per_chat, ("chat", chat_id), 1, 1.0),
            (self.per_group and is_group, ("group", chat_id), 20, 60.0),
        ]
        wait = max(
            (self._wait(key, most, span) for on, key, most, span in windows if on), default=0
        )
        if wait > 0:
            raise too_many_requests(wait)
        for on, key, _, _ in windows:
            if on:
                self._windows[key].append(self._now())

    def _wait(self, key: object, most: int, span: float) -> int:
        """Whole seconds until one more is allowed, 0 if it is now."""
        window = self._windows[key]
        while window and window[0] <= self._now() - span:
            window.popleft()
        if len(window) < most:
            return 0
        return max(1, math.ceil(window[0] + span - self._now()))
