"""How the library talks to the server: over aiohttp, and with updates as they came."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

import msgspec
from telegram.error import NetworkError

from bot.adapters.telegram.http import AioRequest

CONNECT_WITHIN = 3.0
"""Seconds to get a connection."""

_NOTHING = b'{"ok":true,"result":[]}'

Request = TypeVar("Request", bound=AioRequest)


class Arrived(msgspec.Struct, frozen=True):
    """One update as it came."""

    id: int
    raw: str


class RawUpdates(AioRequest):
    """Keeps the updates as the server wrote them, and shows the library an empty answer.

    The library reads a whole batch or nothing, and writes into the log what it cannot read: one
    strange update would keep all the others from us for ever, with their texts in the log.
    """

    _body = _NOTHING

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request of the library."""
        self._body = _NOTHING
        status, body = await super().do_request(*args, **kwargs)
        if status != 200:
            return status, body
        self._body = body
        return status, _NOTHING

    def arrived(self) -> list[Arrived]:
        """The updates of the last answer. NetworkError: it was none of a Bot API."""
        try:
            found = _read_answer(self._body).result
            return [Arrived(_read_head(raw).update_id, bytes(raw).decode()) for raw in found]
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise NetworkError("This is no answer of a Bot API.") from error


def request(kind: type[Request], connections: int, api_url: str, patience: float) -> Request:
    """A pool of connections. `patience`: seconds an answer, or a free connection, may take."""
    return kind(
        api_url=api_url,
        connections=connections,
        connect=min(CONNECT_WITHIN, patience),
        patience=patience,
    )


def keep_quiet() -> None:
    """The HTTP library may log addresses, which hold the token; the chat library texts (V3)."""
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL + 1)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw]


class _Head(msgspec.Struct):
    update_id: int


_read_answer = msgspec.json.Decoder(_Answer).decode
_read_head = msgspec.json.Decoder(_Head).decode
