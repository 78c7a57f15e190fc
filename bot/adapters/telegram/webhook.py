"""The small server to which Telegram brings updates (webhook mode).

It answers 200 only when an update is stored, so whatever goes wrong Telegram brings it again.
Whoever does not know the secret is turned away before anything is read.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

import msgspec
import structlog
from aiohttp import web

from bot.adapters.telegram.transport import Arrived

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LONGEST_BODY = 1024 * 1024
"""Bytes. Telegram's updates are far shorter."""
CLOSE_WITHIN = 2.0
"""Seconds that an update which is just being stored may take at the end."""


class Receiver:
    """Listens for updates, and stores each before it is acknowledged."""

    def __init__(
        self,
        secret: str,
        keep: Callable[[Arrived], Awaitable[bool]],
    ) -> None:
        """`keep` stores an update; False: it cannot be read yet, so it is to come again."""
        self._secret = secret.encode()
        self._keep = keep
        self._runner: web.AppRunner | None = None

    async def open(self, host: str, port: int, path: str) -> int:
        """Listen for what comes to `path`; answers with the port. OSError: it cannot be had."""
        app = web.Application(client_max_size=LONGEST_BODY)
        app.router.add_post(path, self._receive)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_WITHIN)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        return int(runner.addresses[0][1])

    async def close(self) -> None:
        """Listen no more. What comes now comes again later."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _receive(self, request: web.Request) -> web.Response:
        """401: not from Telegram. 400, 413: no update. 500, 503: bring it again."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            log.warning("webhook: somebody without the secret was turned away")
            return web.Response(status=401)
        try:
            update = _read(await request.read())
        except (msgspec.DecodeError, UnicodeDecodeError):
            return web.Response(status=400)
        try:
            kept = await self._keep(update)
        except Exception as error:  # whatever it is, Telegram has to bring it again
            log.error("update not stored", platform="telegram", error=type(error).__name__)
            return web.Response(status=500)
        return web.Response(status=200 if kept else 503)


class _Head(msgspec.Struct):
    update_id: int


_head = msgspec.json.Decoder(_Head).decode


def _read(body: bytes) -> Arrived:
    return Arrived(_head(body).update_id, body.decode())
