"""One request over HTTP: read it, let a fault hit it, play it, answer it, note it."""

import asyncio
import json
import time
import weakref
from typing import Any, NoReturn
from urllib.parse import unquote

from aiohttp import web

# Importing them registers their routes.
from . import api_bot, api_channels, api_interactions, api_members, api_messages
from .components import Unexpected
from .errors import ApiError
from .faults import Fault, Faults
from .registry import Call, Route, find
from .world import World

__all__ = [
    "RestApi",
    "api_bot",
    "api_channels",
    "api_interactions",
    "api_members",
    "api_messages",
]

PREFIX = "/api/v10"
_HEADERS = frozenset(
    "host accept accept-encoding user-agent authorization content-type content-length "
    "x-audit-log-reason connection transfer-encoding".split()
)
_BUCKET_LIMIT = 1000


class RestApi:
    """Answers everything under `/api/v10`. Connections are kept in mind so they can be cut."""

    def __init__(self, world: World, faults: Faults, log: list[Call]) -> None:
        self._world = world
        self._faults = faults
        self._log = log
        self._connections: weakref.WeakSet[asyncio.Transport] = weakref.WeakSet()

    def cut_connections(self) -> None:
        """Close every connection of the bot, in the middle of whatever it is doing."""
        for transport in list(self._connections):
            transport.abort()

    async def unexpected(self, request: web.Request) -> web.Response:
        """A path outside the API."""
        self._world.unexpected.append(f"{request.method} {request.path}: nothing is served there.")
        return _response(404, {"message": "404: Not Found", "code": 0})

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a request."""
        if request.transport is not None:
            self._connections.add(request.transport)
        if self._faults.away:
            await cut(request)
        path = unquote(request.rel_url.raw_path).removeprefix(PREFIX)
        call = Call(len(self._log) + 1, self._world.now(), request.method, path)
        self._log.append(call)
        try:
            return await self._play(request, call)
        except asyncio.CancelledError:
            call.fault = call.fault or "the client went away"
            raise
        finally:
            self._world.bell.ring()

    async def _play(self, request: web.Request, call: Call) -> web.Response:
        fault = None
        try:
            route = await self._understand(request, call)
            fault = self._faults.take(call.method, call.path)
            await self._suffer_before(request, call, fault)
            call.answer = route.run(self._world, call)
            call.executed = True
        except ApiError as error:
            return self._answer(call, error.status, error.body)
        except Unexpected as error:
            self._world.unexpected.append(f"{call.method} {call.path}: {error}.")
            return self._answer(call, 400, {"message": f"Unexpected: {error}", "code": 0})
        except Exception as error:
            self._world.unexpected.append(f"{call.method} {call.path} broke here: {error!r}")
            return self._answer(call, 500, {"message": "500: Internal Server Error", "code": 0})
        await self._suffer_after(request, call, fault)
        return self._answer(call, 204 if call.answer is None else 200, call.answer)

    async def _understand(self, request: web.Request, call: Call) -> Route:
        """The route, with everything it asks for and nothing else; raises Unexpected."""
        route, call.args = find(call.method, call.path)
        call.query = dict(request.query)
        if extra := {name.lower() for name in request.headers} - _HEADERS:
            raise Unexpected(f"headers {sorted(extra)}")
        if "X-Audit-Log-Reason" in request.headers:
            call.reason = unquote(request.headers["X-Audit-Log-Reason"])
        call.body, call.files = await _body(request)
        if not route.by_token:
            self._check_sender(request)
        route.check(call)
        return route

    def _check_sender(self, request: web.Request) -> None:
        if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            raise Unexpected("a User-Agent that is no DiscordBot's")
        if request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise ApiError(401, 0, "401: Unauthorized")

    async def _suffer_before(self, request: web.Request, call: Call, fault: Fault | None) -> None:
        if fault is None:
            return
        call.fault = str(fault.answer)
        match fault.answer:
            case "drop":
                await cut(request)
            case "silence":
                await self._stay_silent()
            case "accept-then-drop" | "accept-then-silence":
                pass
            case _:
                raise fault.error()

    async def _suffer_after(self, request: web.Request, call: Call, fault: Fault | None) -> None:
        match fault and fault.answer:
            case "accept-then-drop":
                self._world.bell.ring()
                await cut(request)
            case "accept-then-silence":
                await self._stay_silent()
            case _:
                pass

    async def _stay_silent(self) -> NoReturn:
        self._world.bell.ring()
        await _until_cancelled()

    def _answer(self, call: Call, status: int, body: Any) -> web.Response:
        call.status = status
        call.answer = body
        return _response(status, body)


def _response(status: int, body: Any) -> web.Response:
    if status == 502:
        # This one comes from the machine in front of the API, which speaks HTML.
        page = "<html><head><title>502 Bad Gateway</title></head></html>"
        return web.Response(status=502, text=page, content_type="text/html")
    headers = {"Via": "1.1 google"} | _limits(status, body)
    if status == 204:
        return web.Response(status=204, headers=headers)
    # The library takes a body for JSON only if the type has no charset.
    headers["Content-Type"] = "application/json"
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)


def _limits(status: int, body: Any) -> dict[str, str]:
    wait = 1.0 if status != 429 else float(body["retry_after"])
    headers = {
        "X-RateLimit-Limit": str(_BUCKET_LIMIT),
        "X-RateLimit-Remaining": "0" if status == 429 else str(_BUCKET_LIMIT - 1),
        "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
        "X-RateLimit-Reset-After": f"{wait:.3f}",
    }
    if status == 429:
        headers["Retry-After"] = str(max(1, round(wait)))
        headers["X-RateLimit-Scope"] = "global" if body["global"] else "user"
        if body["global"]:
            headers["X-RateLimit-Global"] = "true"
    return headers


async def _body(request: web.Request) -> tuple[Any, dict[str, tuple[str, bytes]]]:
    """The JSON that was sent, and the files that came beside it, by the names of their parts."""
    if not request.can_read_body:
        return None, {}
    if request.content_type == "multipart/form-data":
        return await _parts(request)
    if request.headers.get("Content-Type") != "application/json":
        raise Unexpected(f"a body of type {request.content_type}")
    try:
        return await request.json(), {}
    except ValueError:
        raise Unexpected("a body that is no JSON") from None


async def _parts(request: web.Request) -> tuple[Any, dict[str, tuple[str, bytes]]]:
    form = await request.post()
    files = {
        name: (value.filename, value.file.read())
        for name, value in form.items()
        if isinstance(value, web.FileField)
    }
    if extra := set(form) - set(files) - {"payload_json"}:
        raise Unexpected(f"parts {sorted(extra)}")
    try:
        return json.loads(str(form.get("payload_json", ""))), files
    except ValueError:
        raise Unexpected("a form without payload_json") from None


async def cut(request: web.Request) -> NoReturn:
    """Drop the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    await _until_cancelled()


async def _until_cancelled() -> NoReturn:
    """Wait for the connection to be gone, which cancels the handler."""
    while True:
        await asyncio.Event().wait()
