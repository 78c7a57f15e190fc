"""Changes to one member that are asked for at nearly the same moment, sent as one request.

Discord takes few changes to members of one server in a short time. To mute and to deafen
somebody are two acts, and one change; so are letting them be heard again and moving them out,
which could not be done the other way round (Y6).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord

WITHIN = 0.03
"""Seconds for which the first change waits for others to the same member."""
_REASON = "Alongside: who may be in the room, and be heard"


class Together:
    """Sends changes to members."""

    def __init__(self, client: Callable[[], discord.Client]) -> None:
        """`client`: the one that is logged in."""
        self._client = client
        self._waiting: dict[tuple[int, str], dict[str, int | None]] = {}
        self._sending: dict[tuple[int, str], asyncio.Task[None]] = {}

    async def change(self, server: int, account: str, field: str, *, to: int | None) -> None:
        """Change one thing about a member: `mute`, `deaf`, or in which channel they are.

        Raises what the library raises.
        """
        key = (server, account)
        if key not in self._waiting:
            self._waiting[key] = {}
            self._sending[key] = asyncio.create_task(self._send_soon(key))
            self._sending[key].add_done_callback(_seen)
        fields = self._waiting[key]
        fields[field] = to
        try:
            await asyncio.shield(self._sending[key])
        except discord.Forbidden:
            if len(fields) == 1:
                raise
            # One of them is not allowed; the others may be.
            await self._send(key, {field: to})

    async def _send_soon(self, key: tuple[int, str]) -> None:
        await asyncio.sleep(WITHIN)
        await self._send(key, self._waiting.pop(key))

    async def _send(self, key: tuple[int, str], fields: dict[str, int | None]) -> None:
        server, account = key
        await self._client().http.edit_member(server, int(account), reason=_REASON, **fields)


def _seen(task: asyncio.Task[None]) -> None:
    """Whoever waited may have given up; an error is then nobody's business any more."""
    if not task.cancelled():
        task.exception()
