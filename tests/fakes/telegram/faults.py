"""What may go wrong on purpose: errors, silences, lost connections, floods."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from .errors import ApiError, bad_request, forbidden, too_many_requests

Silence = Literal[
    "timeout_before_accepting",
    "timeout_after_accepting",
    "drop_connection_before",
    "drop_connection_after",
]
SILENCES: tuple[str, ...] = get_args(Silence)
DEFAULT_RETRY_AFTER_SECONDS = 1


@dataclass(slots=True)
class Fault:
    """One planned fault. `left` is how many calls it still hits, None for all until cleared."""

    answer: int | Silence
    method: str | None = None
    chat: int | None = None
    left: int | None = 1
    retry_after: int = DEFAULT_RETRY_AFTER_SECONDS
    description: str | None = None

    def __post_init__(self) -> None:
        if self.answer not in SILENCES and self.answer not in (400, 401, 403, 429, 500, 502):
            raise ValueError(f"There is no fault {self.answer!r}.")

    @property
    def silence(self) -> Silence | None:
        """The way of not answering, if that is the fault."""
        return None if isinstance(self.answer, int) else self.answer

    def hits(self, method: str, chat_id: object) -> bool:
        """Whether a call is meant. Without a method named, all but getUpdates are."""
        if self.left == 0:
            return False
        if self.method is None and method == "getUpdates":
            return False
        return self.method in (None, method) and self.chat in (None, chat_id)

    def error(self) -> ApiError:
        """The error it answers."""
        match self.answer:
            case 400:
                return bad_request(self.description or "chat not found")
            case 401:
                return ApiError(401, "Unauthorized")
            case 403:
                return forbidden(self.description or "bot was blocked by the user")
            case 429:
                return too_many_requests(self.retry_after)
            case 500:
                return ApiError(500, f"Internal Server Error: {self.description or 'try again'}")
            case _:
                return ApiError(502, "Bad Gateway")


class Faults:
    """The planned faults, oldest first, and whether the server is there at all."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.away = False
        self._now = now
        self._planned: list[Fault] = []
        self._flood_until = 0.0
        self._flooded: frozenset[str] = frozenset()

    def plan(self, fault: Fault) -> None:
        """Add a fault."""
        self._planned.append(fault)

    def clear(self) -> None:
        """Be well again, at once."""
        self._planned.clear()
        self._flood_until = 0.0
        self.away = False

    def flood(self, seconds: float, methods: Iterable[str] = ()) -> None:
        """Answer these methods, or everything, with 429 for so many seconds."""
        self._flood_until = self._now() + seconds
        self._flooded = frozenset(methods)

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The fault that hits this call, counted as used."""
        left = self._flood_until - self._now()
        if left > 0 and (not self._flooded or method in self._flooded):
            return Fault(429, retry_after=math.ceil(left))
        for fault in self._planned:
            if fault.hits(method, chat_id):
                if fault.left is not None:
                    fault.left -= 1
                return fault
        return None
