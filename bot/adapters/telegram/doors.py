"""Who is let into a group: asked of the rules, then done, then written down.

It is done before the transaction that takes the update, and again if that fails: to let somebody
in twice does no harm. So an answer is never given to staff before it is true.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot import happenings as h
from bot import joining
from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.client import Client
from bot.model.people import Platform
from bot.ports import Store

PLATFORM: Platform = "telegram"


class Doors:
    """Answers requests to join."""

    def __init__(self, store: Store, client: Client, now: Callable[[], datetime]) -> None:
        """`now` gives UTC."""
        self._store = store
        self._client = client
        self._now = now

    async def asked(self, deed: d.AskedIn) -> h.Happening:
        """Somebody asks: whoever is known is let in. Raises `TelegramError`."""
        known = await self._store.run(
            lambda books: joining.may_let_in(books, PLATFORM, deed.account, deed.room, self._now())
        )
        answer = None
        if known:
            answer = await self._client.answer_request(deed.account, deed.room, let_in=True)
        return h.AskedToJoin(
            platform=PLATFORM,
            account=deed.account,
            room=deed.room,
            name=deed.name,
            answer=answer,
        )

    async def pressed(self, deed: d.Pressed) -> h.Happening:
        """A press; if it answers such a request, what came of that. Raises `TelegramError`."""
        question = None
        if deed.button in joining.BUTTONS:
            question = await self._store.run(
                lambda books: joining.question(
                    books, PLATFORM, deed.account, deed.message, deed.button, self._now()
                )
            )
        if question is None:
            return h.PressedButton(
                platform=PLATFORM,
                account=deed.account,
                message=deed.message,
                button=deed.button,
                room=deed.room,
            )
        answer = await self._client.answer_request(
            question.account, question.room, let_in=question.let_in
        )
        return h.AnsweredJoin(
            platform=PLATFORM, account=deed.account, message=deed.message, answer=answer
        )
