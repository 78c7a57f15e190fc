"""The real library, pointed at the server."""

from typing import Any, Protocol

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest


class Reachable(Protocol):
    """A server in this process or in another."""

    @property
    def token(self) -> str: ...

    @property
    def api_url(self) -> str: ...


def bot_for(server: Reachable, *, patience: float = 5.0, token: str | None = None) -> ExtBot[Any]:
    """A bot of python-telegram-bot that talks to the server, for use as `async with`.

    `patience` is how many seconds it waits for an answer, on top of a long poll's own time.
    """

    def request() -> HTTPXRequest:
        # No certificates are needed here, and reading them takes longer than a test.
        return HTTPXRequest(read_timeout=patience, httpx_kwargs={"verify": False})

    return ExtBot(
        token or server.token,
        base_url=f"{server.api_url}/bot",
        request=request(),
        get_updates_request=request(),
    )
