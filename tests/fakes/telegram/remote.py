"""The same server in a process of its own, driven over its control routes."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp
import msgspec

from .errors import CannotDo
from .seen import Call, SeenMessage
from .state import Json, Press
from .world import INVENTED_TOKEN

T = TypeVar("T")
ROOT = Path(__file__).parents[3]


class RemoteUser:
    """A person, played from another process. Deeds and looks as in `User`, but awaited."""

    def __init__(self, server: "RemoteTelegram", id: int, name: str) -> None:
        self._server = server
        self.id = id
        self.name = name

    async def does(self, deed: str, **details: Any) -> Any:
        """Any deed of `User` by its name, answered as plain JSON."""
        return await self._server.post(f"user/{deed}", user=self.id, **details)

    async def inbox(self) -> list[SeenMessage]:
        """What the bot wrote in the private chat, as it looks now."""
        return await self._server.messages("inbox", user=self.id)

    async def conversation(self) -> list[SeenMessage]:
        """The private chat as it looks now."""
        return await self._server.messages("conversation", user=self.id)

    async def start(self, payload: str | None = None) -> SeenMessage:
        """Press start."""
        return msgspec.convert(await self.does("start", payload=payload), SeenMessage)

    async def says(self, text: str) -> SeenMessage:
        """Write to the bot in private."""
        return msgspec.convert(await self.does("says", text=text), SeenMessage)

    async def writes(self, group: "RemoteGroup", text: str) -> SeenMessage:
        """Write in a group."""
        return msgspec.convert(await self.does("writes", group=group, text=text), SeenMessage)

    async def presses(self, on: "SeenMessage | RemoteGroup | str", button: str) -> Press:
        """Press a button of a message, or of the newest that has it in a group or "newest"."""
        return msgspec.convert(await self.does("presses", on=on, button=button), Press)


class RemoteGroup:
    """A group, seen from another process."""

    def __init__(self, server: "RemoteTelegram", id: int, title: str) -> None:
        self._server = server
        self.id = id
        self.title = title

    async def does(self, deed: str, **details: Any) -> Any:
        """Any deed of `Group` by its name, answered as plain JSON."""
        return await self._server.post(f"group/{deed}", group=self.id, **details)

    async def messages(self) -> list[SeenMessage]:
        """What stands in the group now."""
        return await self._server.messages("messages", group=self.id)


class RemoteTelegram:
    """Starts `python -m tests.fakes.telegram` and ends it: `async with RemoteTelegram() as server`.

    It outlives any bot process that talks to it. Leaving the block raises AssertionError if the
    bot did anything nobody expected.
    """

    def __init__(self, token: str = INVENTED_TOKEN, port: int = 0) -> None:
        self.token = token
        self.api_url = ""
        self._port = port

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.fakes.telegram", "--control", "--until-stdin-closes"),
            *("--port", str(self._port), "--token", self.token),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        if self._process.stdout is None:
            raise RuntimeError("The server has no output to say where it is.")
        self.api_url = json.loads(await self._process.stdout.readline())["api_url"]
        self._session = aiohttp.ClientSession(f"{self.api_url}/control/")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        problems = await self.problems()
        await self._session.close()
        self._process.terminate()
        await self._process.communicate()
        if problems and error is None:
            raise AssertionError("\n".join(["Nobody expected this of the bot:", *problems]))

    async def user(self, name: str, id: int | None = None, **details: Any) -> RemoteUser:
        """A new person; details as in `FakeTelegram.user`."""
        return RemoteUser(self, **await self.post("user", name=name, id=id, **details))

    async def group(self, title: str, *members: RemoteUser, **details: Any) -> RemoteGroup:
        """A new group; details as in `FakeTelegram.group`."""
        body = await self.post("group", title=title, members=list(members), **details)
        return RemoteGroup(self, **body)

    async def does(self, deed: str, **details: Any) -> Any:
        """Any deed of `FakeTelegram` by its name: faults, limits, time."""
        return await self.post(deed, **details)

    async def log(self, after: int = 0) -> list[Call]:
        """The calls so far, without the first `after` ones."""
        return msgspec.convert(await self.get("log", after=after), list[Call])

    async def problems(self) -> list[str]:
        """Whatever nobody expected."""
        return msgspec.convert(await self.get("problems"), list[str])

    async def until(self, question: Callable[[], Awaitable[T]], seconds: float = 10.0) -> T:
        """Wait until the question has a truthy answer; it is asked again after each change."""
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            changes = await self.get("changes")
            if answer := await question():
                return answer
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                last = [f"{c.number} {c.method} {c.params}" for c in (await self.log())[-12:]]
                raise AssertionError("\n".join([f"Not within {seconds} s. The last calls:", *last]))
            await self.get("changes", after=changes, wait=min(left, 1.0))

    async def messages(self, question: str, **whose: int) -> list[SeenMessage]:
        """Messages as somebody sees them."""
        return msgspec.convert(await self.get(question, **whose), list[SeenMessage])

    async def get(self, question: str, **details: float) -> Any:
        """Ask one of the control routes."""
        async with self._session.get(question, params=details) as answer:
            return _result(await answer.json())

    async def post(self, deed: str, **details: Any) -> Any:
        """Do something through one of the control routes; people and groups go as their ids."""
        plain = msgspec.to_builtins(details, enc_hook=_id)
        async with self._session.post(deed, json=plain) as answer:
            return _result(await answer.json())


def _id(value: object) -> int:
    if isinstance(value, RemoteUser | RemoteGroup):
        return value.id
    raise NotImplementedError(f"{value!r} cannot be sent.")


def _result(body: Json) -> Any:
    if "error" in body:
        raise CannotDo(body["error"])
    return body["result"]
