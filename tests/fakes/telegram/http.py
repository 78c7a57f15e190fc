"""One call over HTTP: read it, let a fault hit it, play it, answer it, note it."""

import asyncio
import inspect
import weakref
from typing import Any, NoReturn

from aiohttp import web

# Importing them registers their methods.
from . import api_bot, api_members, api_messages
from .errors import ApiError, bad_request
from .faults import Fault, Faults
from .limits import Limits
from .params import FILES, Params, decoded
from .registry import METHODS, Method
from .seen import Call
from .state import Json
from .world import World

__all__ = ["BotApi", "api_bot", "api_members", "api_messages"]


class BotApi:
    """Answers `/bot<token>/<method>`. Connections are kept in mind so that they can be cut."""

    def __init__(self, world: World, faults: Faults, limits: Limits, log: list[Call]) -> None:
        self._world = world
        self._faults = faults
        self._limits = limits
        self._log = log
        self._connections: weakref.WeakSet[asyncio.Transport] = weakref.WeakSet()

    def routes(self) -> list[web.RouteDef]:
        """The routes of the Bot API."""
        return [web.route("*", "/bot{token}/{method}", self._handle)]

    def cut_connections(self) -> None:
        """Close every connection the bot has, in the middle of whatever it is doing."""
        for transport in list(self._connections):
            transport.abort()

    async def unexpected(self, request: web.Request) -> web.Response:
        """A path the Bot API does not have."""
        self._world.problems.append(f"{request.method} {request.path}: nothing is served there.")
        return _response(404, _error_body(ApiError(404, "Not Found")))

    async def _handle(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            self._connections.add(request.transport)
        if self._faults.away:
            await _cut(request)
        call = Call(
            number=len(self._log) + 1,
            at=self._world.now(),
            method=request.match_info["method"],
            params={},
        )
        self._log.append(call)
        try:
            return await self._play(request, call)
        except asyncio.CancelledError:
            call.fault = call.fault or "the client went away"
            raise
        finally:
            self._world.bell.ring()

    async def _play(self, request: web.Request, call: Call) -> web.Response:
        try:
            method, p = await self._understand(request, call)
            fault = self._faults.take(method.name, call.chat)
            await self._suffer_before(request, call, fault)
            self._limits.check(method.name, p)
            result = method.run(self._world, p)
            if inspect.isawaitable(result):
                result = await result
            call.executed = True
        except ApiError as error:
            return self._answer(call, error.code, _error_body(error))
        except Exception as error:
            self._world.problems.append(f"{call.method} broke the server: {error!r}")
            return self._answer(call, 500, _error_body(ApiError(500, "Internal Server Error")))
        await self._suffer_after(request, call, fault)
        return self._answer(call, 200, {"ok": True, "result": result})

    async def _understand(self, request: web.Request, call: Call) -> tuple[Method, Params]:
        """The method and its parameters; what nobody expected is a problem of the test."""
        if request.match_info["token"] != self._world.token:
            self._refuse(call, ApiError(401, "Unauthorized"), "came with a wrong token")
        method = METHODS.get(call.method.lower())
        if method is None:
            self._refuse(call, ApiError(404, "Not Found: method not found"), "is not known")
        call.method = method.name
        raw = await self._read(request, call)
        call.params = raw
        if files := [n for n, v in raw.items() if isinstance(v, tuple) and n not in FILES]:
            self._refuse(call, bad_request("no files here"), f"came with files {files}")
        if unknown := sorted(set(raw) - method.parameters):
            error = bad_request(f"unknown parameters {unknown}")
            self._refuse(call, error, f"came with parameters {unknown}")
        call.params = decoded(raw)
        return method, Params(call.params)

    async def _read(self, request: web.Request, call: Call) -> dict[str, Any]:
        values: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            try:
                body = await request.json()
            except ValueError:
                body = None
            if not isinstance(body, dict):
                self._refuse(call, bad_request("can't parse JSON"), "came with a broken body")
            return values | body
        form = await request.post()
        return values | {name: _part(value) for name, value in form.items()}

    def _refuse(self, call: Call, error: ApiError, why: str) -> NoReturn:
        self._world.problems.append(f"{call.method} {why}.")
        raise error

    async def _suffer_before(self, request: web.Request, call: Call, fault: Fault | None) -> None:
        if fault is None:
            return
        call.fault = str(fault.answer)
        match fault.silence:
            case None:
                raise fault.error()
            case "timeout_before_accepting":
                await self._stay_silent()
            case "drop_connection_before":
                self._world.bell.ring()
                await _cut(request)
            case "timeout_after_accepting" | "drop_connection_after":
                pass

    async def _suffer_after(self, request: web.Request, call: Call, fault: Fault | None) -> None:
        match fault and fault.silence:
            case "timeout_after_accepting":
                await self._stay_silent()
            case "drop_connection_after":
                self._world.bell.ring()
                await _cut(request)
            case _:
                pass

    async def _stay_silent(self) -> NoReturn:
        self._world.bell.ring()
        await _until_cancelled()

    def _answer(self, call: Call, status: int, body: Json) -> web.Response:
        call.status = status
        call.answer = body
        return _response(status, body)


def _part(value: str | bytes | bytearray | web.FileField) -> Any:
    """A part of a form; of a file its name, content and kind."""
    if isinstance(value, web.FileField):
        return value.filename, value.file.read(), value.content_type
    return value


def _response(status: int, body: Json) -> web.Response:
    if status == 502:
        # This one comes from the machine in front of the Bot API, which speaks HTML.
        page = "<html><head><title>502 Bad Gateway</title></head></html>"
        return web.Response(status=502, text=page, content_type="text/html")
    headers = {}
    if retry_after := body.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry_after)
    return web.json_response(body, status=status, headers=headers)


def _error_body(error: ApiError) -> Json:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return body


async def _cut(request: web.Request) -> NoReturn:
    if request.transport is not None:
        request.transport.abort()
    await _until_cancelled()


async def _until_cancelled() -> NoReturn:
    """Wait for the connection to be gone, which cancels the handler."""
    while True:
        await asyncio.Event().wait()
