"""The server's methods as HTTP routes under `/control/`, for tests in another process.

`POST /control/do` with `on` (who or what, or nothing for the server itself), `deed`, `args` and
`kwargs`; `POST /control/look` with `on` and `at`, a property. What stands for what is in `plain`.
A deed an app would not allow answers with its reason.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .errors import NotAllowed
from .plain import as_json, meant
from .state import Json

if TYPE_CHECKING:
    from .server import FakeDiscord

Handler = Callable[[web.Request], Awaitable[web.Response]]


def control_routes(server: "FakeDiscord") -> list[web.RouteDef]:
    """The routes for one server."""
    control = Control(server)
    return [
        web.post("/control/do", _answering(control.do)),
        web.post("/control/look", _answering(control.look)),
        web.post("/control/stops_listening", control.stops_listening),
        web.get("/control/changes", control.changes),
    ]


class Control:
    """Turns JSON into calls of the server's own methods, and their results into JSON."""

    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server
        self._later: set[asyncio.Task[None]] = set()

    def do(self, body: Json) -> Any:
        """Let somebody do something, or something happen."""
        deed = getattr(self._on(body), _public(body["deed"]))
        args = meant(self._server, body.get("args", []))
        kwargs = {name: meant(self._server, v) for name, v in body.get("kwargs", {}).items()}
        return deed(*args, **kwargs)

    def look(self, body: Json) -> Any:
        """Look at something as it is now."""
        at = body.get("at")
        return getattr(self._on(body), _public(at)) if at else self._on(body)

    async def stops_listening(self, request: web.Request) -> web.Response:
        """Refuse connections, these routes included, for so many `seconds`."""
        seconds = float((await request.json())["seconds"])
        self._server.stops_listening()

        async def listen_later() -> None:
            await asyncio.sleep(seconds)
            await self._server.listens_again()

        task = asyncio.create_task(listen_later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        return web.json_response({"result": None})

    async def changes(self, request: web.Request) -> web.Response:
        """How often something happened; waits until it is more than `after`, or `wait` seconds."""
        bell = self._server.world.bell
        after = int(request.query.get("after", -1))
        await bell.until(lambda: bell.rings > after, float(request.query.get("wait", 0)))
        return web.json_response({"result": bell.rings})

    def _on(self, body: Json) -> Any:
        return self._server if body.get("on") is None else meant(self._server, body["on"])


def _answering(run: Callable[[Json], Any]) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(as_json(run(await request.json())))
        except NotAllowed as error:
            return web.json_response({"error": str(error)}, status=409)

    return handle


def _public(name: str) -> str:
    if name.startswith("_"):
        raise web.HTTPNotFound(text=f"There is nothing called {name!r}.")
    return name
