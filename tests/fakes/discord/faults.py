"""What may go wrong on purpose: errors, silences, lost connections, floods."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from .errors import ApiError

Silence = Literal["drop", "silence", "accept-then-drop", "accept-then-silence"]
SILENCES: tuple[str, ...] = get_args(Silence)
_ERRORS = {
    400: (0, "400: Bad Request"),
    401: (0, "401: Unauthorized"),
    403: (50013, "Missing Permissions"),
    404: (0, "404: Not Found"),
    500: (0, "500: Internal Server Error"),
    502: (0, ""),
    503: (0, "upstream connect error"),
}


@dataclass(slots=True)
class Fault:
    """One planned fault. `left` is how many calls it still hits, None for all until healed."""

    answer: int | Silence
    method: str | None = None
    path: re.Pattern[str] | None = None
    left: int | None = 1
    retry_after: float = 1.0
    everywhere: bool = False
    code: int | None = None

    def __post_init__(self) -> None:
        if self.answer not in (*SILENCES, 429, *_ERRORS):
            raise ValueError(f"There is no fault {self.answer!r}.")

    def hits(self, method: str, path: str) -> bool:
        """Whether a call is meant."""
        if self.left == 0 or self.method not in (None, method):
            return False
        return self.path is None or self.path.search(path) is not None

    def error(self) -> ApiError:
        """The error it answers."""
        if self.answer == 429:
            return too_many_requests(self.retry_after, self.everywhere)
        code, message = _ERRORS[int(self.answer)]
        return ApiError(int(self.answer), self.code or code, message)


class Faults:
    """The planned faults, oldest first, and whether the server is there at all."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.away = False
        self._now = now
        self._planned: list[Fault] = []
        self._flood_until = 0.0

    def plan(self, fault: Fault) -> None:
        """Add a fault."""
        self._planned.append(fault)

    def clear(self) -> None:
        """No faults and no floods any more."""
        self._planned.clear()
        self._flood_until = 0.0

    def flood(self, seconds: float) -> None:
        """Answer everything with 429 for so many seconds of the server's clock."""
        self._flood_until = self._now() + seconds

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that hits this call, counted as used."""
        left = self._flood_until - self._now()
        if left > 0:
            return Fault(429, retry_after=math.ceil(left), everywhere=True)
        for fault in self._planned:
            if fault.hits(method, path):
                if fault.left is not None:
                    fault.left -= 1
                return fault
        return None


def too_many_requests(retry_after: float, everywhere: bool) -> ApiError:
    """A 429 that asks to wait `retry_after` seconds; `everywhere`: with any call."""
    message = "You are being rate limited."
    body = {"message": message, "retry_after": float(retry_after), "global": everywhere}
    error = ApiError(429, 0, message)
    error.body = body
    return error
