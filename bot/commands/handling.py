"""The commands in chat: the same words on every platform (SPEC 8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.happenings import Commanded
from bot.intake import Routed
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.ports import Books


class Handler:
    """Answers commands, inside the transaction that takes them."""

    def __init__(
        self,
        now: Callable[[], datetime],
        deep_link: Callable[[Platform, str], str] | None = None,
        policy: Policy | None = None,
    ) -> None:
        """`deep_link` makes a link from a one-time code; `policy` is the organisation's."""
        self._now = now
        self._deep_link = deep_link
        self._policy = policy or Policy.default()

    def handle(self, books: Books, happening: Commanded, now: datetime) -> Routed:
        """What a command asks for: signals for meetings, and answers."""
        return Routed()
