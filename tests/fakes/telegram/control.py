"""The server's methods as HTTP routes under `/control/`, for tests in another process.

`POST /control/<deed>` with the method's parameters as JSON, people and groups as ids;
`POST /control/user/<deed>` with `user`, `POST /control/group/<deed>` with `group`;
`GET /control/<question>`. A deed an app would not allow answers 409 with the reason.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import web

from .errors import CannotDo
from .group import Group
from .seen import SeenMessage
from .state import Json
from .user import User

if TYPE_CHECKING:
    from .server import FakeTelegram

SERVER_DEEDS = frozenset(
    "user group fail heals answers_429_for deliver_twice deliver_once goes_away comes_back "
    "enforce_limits callbacks_last time_passes".split()
)
USER_DEEDS = frozenset(
    "start says writes edits presses forges joins leaves requests_to_join blocks unblocks "
    "adds_bot removes_bot renames".split()
)
GROUP_DEEDS = frozenset("makes_admin adds removes sets_bot becomes_supergroup renamed".split())

Handler = Callable[[web.Request], Awaitable[web.Response]]


def control_routes(server: "FakeTelegram") -> list[web.RouteDef]:
    """The routes for one server."""
    control = Control(server)
    return [
        web.post("/control/stops_listening", control.stops_listening),
        web.post("/control/user/{deed}", _answering(control.user_deed)),
        web.post("/control/group/{deed}", _answering(control.group_deed)),
        web.post("/control/{deed}", _answering(control.server_deed)),
        web.get("/control/changes", control.changes),
        web.get("/control/{question}", control.tell),
    ]


class Control:
    """Turns JSON into calls of the server's own methods, and their results into JSON."""

    def __init__(self, server: "FakeTelegram") -> None:
        self._server = server
        self._later: set[asyncio.Task[None]] = set()

    async def server_deed(self, deed: str, body: Json) -> object:
        """Set up people, groups and faults."""
        _check(deed, SERVER_DEEDS)
        members = [self._server.user_by_id(i) for i in body.pop("members", [])]
        return getattr(self._server, deed)(*self._title(body), *members, **self._read(body))

    async def user_deed(self, deed: str, body: Json) -> object:
        """Let a person do something."""
        _check(deed, USER_DEEDS)
        user = self._server.user_by_id(body.pop("user"))
        return getattr(user, deed)(**self._read(body))

    async def group_deed(self, deed: str, body: Json) -> object:
        """Let something happen to a group."""
        _check(deed, GROUP_DEEDS)
        group = self._server.group_by_id(body.pop("group"))
        return getattr(group, deed)(**self._read(body))

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

    async def tell(self, request: web.Request) -> web.Response:
        """What the server saw: `log`, `problems`, `presses`, or what people see."""
        question = request.match_info["question"]
        asked = {name: int(value) for name, value in request.query.items()}
        return web.json_response({"result": msgspec.to_builtins(self._answer(question, asked))})

    def _answer(self, question: str, asked: dict[str, int]) -> object:
        match question:
            case "log":
                return self._server.log[asked.get("after", 0) :]
            case "problems":
                return self._server.problems
            case "presses":
                return list(self._server.presses.values())
            case "inbox":
                return self._server.user_by_id(asked["user"]).inbox
            case "conversation":
                return self._server.user_by_id(asked["user"]).conversation
            case "messages":
                return self._server.group_by_id(asked["group"]).messages
            case "members":
                members = self._server.group_by_id(asked["group"]).chat.members
                return {str(user_id): member.status for user_id, member in members.items()}
            case _:
                raise web.HTTPNotFound(text=f"There is no question {question!r}.")

    def _title(self, body: Json) -> list[str]:
        """A title has to come before the members, who are positional."""
        return [body.pop("title")] if "title" in body else []

    def _read(self, body: Json) -> Json:
        return {name: self._value(name, value) for name, value in body.items()}

    def _value(self, name: str, value: Any) -> Any:
        match name, value:
            case ("group", int()) | ("on", int()):
                return self._server.group_by_id(value)
            case ("user" | "by" | "owner", int()):
                return self._server.user_by_id(value)
            case ("admins", list()):
                return [self._server.user_by_id(user_id) for user_id in value]
            case ("message" | "on", dict()):
                return msgspec.convert(value, SeenMessage)
            case _:
                return value


def _answering(deed: Callable[[str, Json], Awaitable[object]]) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        try:
            result = await deed(request.match_info["deed"], body)
        except (CannotDo, KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=409)
        return web.json_response({"result": msgspec.to_builtins(_as_json(result))})

    return handle


def _as_json(result: object) -> object:
    match result:
        case User():
            return {"id": result.id, "name": result.name}
        case Group():
            return {"id": result.id, "title": result.title}
        case _:
            return result


def _check(deed: str, known: frozenset[str]) -> None:
    if deed not in known:
        raise web.HTTPNotFound(text=f"There is no deed {deed!r}.")
