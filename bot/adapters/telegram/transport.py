"""How the library talks to the server: with its own HTTP, but updates as they came."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

import msgspec
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

CONNECT_WITHIN = 3.0
"""Seconds to get a connection."""

_NOTHING = b'{"ok":true,"result":[]}'

Request = TypeVar("Request", bound=HTTPXRequest)


class Arrived(msgspec.Struct, frozen=True):
    """One update as it came."""

    id: int
    raw: str


class RawUpdates(HTTPXRequest):
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
    # Where nothing is encrypted there is nothing to verify, and no certificate to read.
    verify = not api_url.startswith("http://")
    return kind(
        connection_pool_size=connections,
        connect_timeout=min(CONNECT_WITHIN, patience),
        read_timeout=patience,
        write_timeout=patience,
        pool_timeout=patience,
        httpx_kwargs={"verify": verify},
    )


def keep_quiet() -> None:
    """The HTTP library logs addresses, which hold the token; the chat library logs texts (V3)."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw]


class _Head(msgspec.Struct):
    update_id: int


_read_answer = msgspec.json.Decoder(_Answer).decode
_read_head = msgspec.json.Decoder(_Head).decode
