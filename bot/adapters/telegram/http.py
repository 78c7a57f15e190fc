"""The library's HTTP over aiohttp (decision 0015): the same promises at a third of the cost."""

from __future__ import annotations

import asyncio
import ssl
import urllib.parse
import urllib.request
from typing import Any

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

MEDIA_WITHIN = 20.0
"""Seconds that handing over a file may take, as the library has it."""
KEPT_OPEN = 5.0
"""Seconds a connection is kept that nobody uses, as the library has it."""

NOT_GIVEN = BaseRequest.DEFAULT_NONE
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class AioRequest(BaseRequest):
    """A pool of connections to the server.

    What goes wrong is raised as the library's own error, with its cause: `TimedOut` for a
    silence, `NetworkError` for anything else. Nothing is sent twice here.
    """

    def __init__(self, *, api_url: str, connections: int, connect: float, patience: float) -> None:
        """At most so many `connections`. Seconds: `connect` to get one, `patience` for answers."""
        self._api_url = api_url
        self._connections = connections
        self._connect = connect
        self._patience = patience
        self._places = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None
        self._is_over = False

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take; the library adds them to those of a long poll."""
        return self._patience

    async def initialize(self) -> None:
        """Connections are made when they are needed."""
        self._is_over = False

    async def shutdown(self) -> None:
        """Close every connection; nothing is sent any more."""
        self._is_over = True
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = NOT_GIVEN,
        write_timeout: Any = NOT_GIVEN,
        connect_timeout: Any = NOT_GIVEN,
        pool_timeout: Any = NOT_GIVEN,
    ) -> tuple[int, bytes]:
        """One request; every time-out is in seconds, and None is for ever.

        Raises:
            TimedOut: no place in the pool, no connection, or no answer in time.
            NetworkError: no connection came about, or it broke.
        """
        has_files = request_data is not None and request_data.contains_files
        wait = _time_outs(
            connect=_or(connect_timeout, self._connect),
            write=_or(write_timeout, MEDIA_WITHIN if has_files else self._patience),
            read=_or(read_timeout, self._patience),
        )
        try:
            async with asyncio.timeout(_or(pool_timeout, self._patience)):
                await self._places.acquire()
        except TimeoutError as error:
            raise TimedOut("No connection is free; nothing was sent.") from error
        try:
            return await self._send(url, method, request_data, wait)
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:  # its words hold the address
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        finally:
            self._places.release()

    async def _send(
        self, url: str, method: str, data: RequestData | None, wait: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        body = _body(data)
        headers = _FORM if isinstance(body, bytes) else None
        request = self._open().request(method, url, data=body, headers=headers, timeout=wait)
        async with request as response:
            return response.status, await response.read()

    def _open(self) -> aiohttp.ClientSession:
        if self._is_over:
            raise NetworkError("The connections are closed; nothing was sent.")
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    ssl=_certificates(self._api_url),
                    keepalive_timeout=KEPT_OPEN,
                ),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
                proxy=_proxy(self._api_url),
            )
        return self._session


def never_left(cause: BaseException | None) -> bool:
    """Whether it is certain that nothing was sent: no connection came about."""
    return isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)


def is_lost(cause: BaseException | None) -> bool:
    """Whether the server could not be reached, or said nothing; not that it said no."""
    return isinstance(cause, aiohttp.ClientError | OSError)


def _time_outs(
    *, connect: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    """There is no time-out for writing alone: all of a request may take as long as its parts."""
    every = (connect, write, read)
    total = None if None in every else sum(seconds for seconds in every if seconds is not None)
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.url_encoded_parameters().encode()
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _certificates(api_url: str) -> ssl.SSLContext | bool:
    """The library's: certifi's, or those that SSL_CERT_FILE names. They take a while to read."""
    return httpx.create_ssl_context() if api_url.startswith("https://") else True


def _proxy(api_url: str) -> str | None:
    """Looked up once; aiohttp would read the environment, and a file, at every request."""
    place = urllib.parse.urlsplit(api_url)
    if urllib.request.proxy_bypass(place.hostname or ""):
        return None
    known = urllib.request.getproxies()
    return known.get(place.scheme) or known.get("all")


def _or(given: Any, otherwise: float) -> float | None:
    if given is NOT_GIVEN:
        return otherwise
    return None if given is None else float(given)
