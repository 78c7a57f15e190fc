"""Updates brought to the bot, as a server does that was given an address (setWebhook).

An update counts as read when the bot answers 2xx; otherwise it is brought again. Updates about
one chat come one after another, those about others beside them, at most so many at a time.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import aiohttp

from .state import Json
from .world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN_AFTER_SECONDS = 0.02
"""The real server waits a second, then longer each time."""
PATIENCE_SECONDS = 5.0
UNREACHABLE = "Failed to resolve host: Name or service not known"


class Courier:
    """Brings what waits to the bot while it has a webhook.

    `roads` lead from public addresses to where the bot listens, as a proxy in front of it does.
    """

    def __init__(self, world: World, roads: Mapping[str, str]) -> None:
        self._world = world
        self._roads = roads
        self._on_their_way: dict[int, int | None] = {}
        self._not_before: dict[int, float] = {}
        self._brought: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look for what is to be brought."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Bring nothing any more."""
        tasks = [*self._brought, *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                self._begin(session)
                await self._world.bell.until(self._ready, AGAIN_AFTER_SECONDS)

    def _begin(self, session: aiohttp.ClientSession) -> None:
        while (update := self._ready()) is not None:
            self._on_their_way[update["update_id"]] = _chat(update)
            task = asyncio.create_task(self._bring(session, update))
            self._brought.add(task)
            task.add_done_callback(self._brought.discard)

    def _ready(self) -> Json | None:
        """The oldest update that may be brought now."""
        hook = self._world.webhook
        if hook is None or len(self._on_their_way) >= hook.max_connections:
            return None
        now = asyncio.get_running_loop().time()
        held: set[int | None] = set(self._on_their_way.values())
        for update in self._world.updates.to_bring():
            chat = _chat(update)
            waits = self._not_before.get(update["update_id"], 0) > now
            if chat not in held and not waits and update["update_id"] not in self._on_their_way:
                return update
            held.add(chat)
        return None

    async def _bring(self, session: aiohttp.ClientSession, update: Json) -> None:
        number: int = update["update_id"]
        hook = self._world.webhook
        try:
            trouble = "no webhook" if hook is None else await self._post(session, update)
            if not trouble:
                self._world.updates.was_brought(number)
            elif hook is not None:
                hook.last_error = (int(self._world.now()), trouble)
                again = asyncio.get_running_loop().time() + AGAIN_AFTER_SECONDS
                self._not_before[number] = again
        finally:
            self._on_their_way.pop(number, None)
            self._world.bell.ring()

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> str:
        """Empty: it was taken. Else what the server will say of it."""
        hook = self._world.webhook
        to = self._roads.get(hook.url) if hook else None
        if hook is None or to is None:
            return UNREACHABLE
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(to, json=update, headers=headers, timeout=timeout) as answer:
                await answer.read()
                hook.attempts.append((int(update["update_id"]), answer.status))
                if 200 <= answer.status < 300:
                    return ""
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return "Connection refused"


def _chat(update: Json) -> int | None:
    """The chat an update is about; a press counts to whoever pressed."""
    kind = next(name for name in update if name != "update_id")
    body: dict[str, Any] = update[kind]
    place = body["from"] if kind == "callback_query" else body.get("chat") or body.get("from")
    return None if place is None else int(place["id"])
