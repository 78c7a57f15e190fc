"""One websocket of the gateway, and what is sent over it in order."""

import asyncio
import json
import zlib
from collections import deque
from typing import Any

from aiohttp import web

from .sessions import Session
from .world import World


class Connection:
    """One websocket, and the session it has once it identified or resumed.

    `silent` means that nothing gets through any more, though nobody closed it.
    """

    def __init__(self, world: World, request: web.Request) -> None:
        self.socket = web.WebSocketResponse()
        self.session: Session | None = None
        self.silent = False
        self.commands: deque[float] = deque()
        self._world = world
        self._request = request
        self._frames: asyncio.Queue[str | int] = asyncio.Queue()
        compressed = request.query.get("compress") == "zlib-stream"
        self._zlib = zlib.compressobj() if compressed else None

    def put(self, frame: str) -> None:
        """Send a frame, after those before it."""
        if not self.silent:
            self._frames.put_nowait(frame)

    def send(self, op: int, data: Any) -> None:
        """Send what is no event."""
        self.put(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close, after what was sent before."""
        self._frames.put_nowait(code)

    def drop(self) -> None:
        """Cut the connection without a word."""
        self.leave()
        if self._request.transport is not None:
            self._request.transport.abort()

    def leave(self) -> None:
        """The session has no line any more."""
        if self.session is not None and self.session.line is self:
            self.session.line = None

    async def write(self) -> None:
        """Send what is put, in order, for as long as it is open."""
        while True:
            frame = await self._frames.get()
            if isinstance(frame, int):
                self.leave()
                await self.socket.close(code=frame)
                return
            await self._write(frame)
            self._world.bell.ring()

    async def _write(self, frame: str) -> None:
        if self._zlib is None:
            await self.socket.send_str(frame)
            return
        data = self._zlib.compress(frame.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(data)
