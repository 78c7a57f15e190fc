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

from .errors import NotAllowed
from .plain import RemoteInteraction, RemoteMessage, RemoteModal, named
from .state import Json
from .world import INVENTED_TOKEN

T = TypeVar("T")
ROOT = Path(__file__).parents[3]


class Remote:
    """Somebody or something in the other process. Deeds and looks go by their names there."""

    kind = ""

    def __init__(self, server: "RemoteDiscord", id: int, name: str) -> None:
        self.server = server
        self.id = id
        self.name = name

    @property
    def reference(self) -> Json:
        """How the server finds it."""
        return {f"${self.kind}": self.id}

    async def does(self, deed: str, *args: Any, **kwargs: Any) -> Any:
        """Any deed by its name, answered as plain JSON."""
        return await self.server.do(self.reference, deed, *args, **kwargs)

    async def look(self, at: str) -> Any:
        """Any property by its name, as plain JSON."""
        return await self.server.look(self.reference, at)


class RemoteUser(Remote):
    """A person, played from another process."""

    kind = "user"

    async def inbox(self) -> list[RemoteMessage]:
        """What the bot wrote in private, as it looks now."""
        return msgspec.convert(await self.look("inbox"), list[RemoteMessage])

    async def ephemeral(self) -> list[RemoteMessage]:
        """What only this person was shown."""
        return msgspec.convert(await self.look("ephemeral"), list[RemoteMessage])

    async def joins(self, channel: "RemoteChannel") -> None:
        """Go into a voice channel."""
        await self.does("joins", channel)

    async def moves(self, channel: "RemoteChannel") -> None:
        """Go to another voice channel."""
        await self.does("moves", channel)

    async def leaves(self) -> None:
        """Go out of voice."""
        await self.does("leaves")

    async def says(self, text: str) -> RemoteMessage:
        """Write to the bot in private."""
        return msgspec.convert(await self.does("says", text), RemoteMessage)

    async def writes(self, channel: "RemoteChannel", text: str) -> RemoteMessage:
        """Write in a channel."""
        return msgspec.convert(await self.does("writes", channel, text), RemoteMessage)

    async def presses(self, message: RemoteMessage, label: str) -> RemoteInteraction:
        """Press a button."""
        return msgspec.convert(await self.does("presses", message, label), RemoteInteraction)

    async def commands(
        self,
        name: str,
        options: dict[str, Any] | None = None,
        where: "RemoteChannel | None" = None,
    ) -> RemoteInteraction:
        """Use a slash command."""
        done = await self.does("commands", name, options, where)
        return msgspec.convert(done, RemoteInteraction)

    async def submits(self, modal: RemoteModal, values: dict[str, Any]) -> RemoteInteraction:
        """Fill in a form and send it."""
        return msgspec.convert(await self.does("submits", modal, values), RemoteInteraction)


class RemoteChannel(Remote):
    """A channel, seen from another process."""

    kind = "channel"

    async def messages(self) -> list[RemoteMessage]:
        """What stands there now."""
        return msgspec.convert(await self.look("messages"), list[RemoteMessage])

    async def people(self) -> list[str]:
        """The names of those inside."""
        return [user["name"] for user in await self.look("people")]


class RemoteGuild(Remote):
    """A server with its channels, seen from another process."""

    kind = "guild"

    async def add_member(self, user: RemoteUser, **details: Any) -> None:
        """Somebody comes in; details as in `Guild.add_member`."""
        await self.does("add_member", user, **details)

    async def add_voice(self, name: str) -> RemoteChannel:
        """A new voice channel."""
        return RemoteChannel(self.server, **await self.does("add_voice", name))

    async def add_text(self, name: str) -> RemoteChannel:
        """A new text channel."""
        return RemoteChannel(self.server, **await self.does("add_text", name))

    async def channel(self, name_or_id: str | int) -> RemoteChannel:
        """The channel with this name or id."""
        return RemoteChannel(self.server, **await self.does("channel", name_or_id))


class RemoteDiscord:
    """Starts `python -m tests.fakes.discord` and ends it: `async with RemoteDiscord() as server`.

    It outlives any bot process that talks to it. Leaving the block raises AssertionError if the
    bot did anything nobody expected.
    """

    def __init__(self, token: str = INVENTED_TOKEN, port: int = 0) -> None:
        self.token = token
        self.api_url = ""
        self.gateway_url = ""
        self._port = port

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.fakes.discord", "--control", "--until-stdin-closes"),
            *("--port", str(self._port), "--token", self.token),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        if self._process.stdout is None:
            raise RuntimeError("The server has no output to say where it is.")
        where = json.loads(await self._process.stdout.readline())
        self.api_url, self.gateway_url = where["api_url"], where["gateway_url"]
        control = self.api_url.replace("/api/v10", "/control/")
        self._session = aiohttp.ClientSession(control)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        unexpected = await self.look(None, "unexpected")
        await self._session.close()
        self._process.terminate()
        await self._process.communicate()
        if unexpected and error is None:
            raise AssertionError("\n".join(["Nobody expected this of the bot:", *unexpected]))

    async def add_user(self, name: str) -> RemoteUser:
        """A new person."""
        return RemoteUser(self, **await self.does("add_user", name))

    async def add_guild(self, name: str, **details: Any) -> RemoteGuild:
        """A new server with the bot in it."""
        return RemoteGuild(self, **await self.does("add_guild", name, **details))

    async def does(self, deed: str, *args: Any, **kwargs: Any) -> Any:
        """Any deed of `FakeDiscord` by its name: faults, the gateway's life, time."""
        return await self.do(None, deed, *args, **kwargs)

    async def seen(self, one: RemoteInteraction) -> RemoteInteraction:
        """What came of an interaction by now."""
        return msgspec.convert(await self.look(named(one)), RemoteInteraction)

    async def calls(self) -> list[tuple[str, str]]:
        """The requests so far as (method, path)."""
        return msgspec.convert(await self.look(None, "calls"), list[tuple[str, str]])

    async def stops_listening(self, seconds: float) -> None:
        """Refuse connections for so long."""
        await self._post("stops_listening", {"seconds": seconds})

    async def until(self, question: Callable[[], Awaitable[T | None]], seconds: float = 10.0) -> T:
        """Wait until the question has a truthy answer; it is asked again after each change."""
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            changes = await self._changes()
            if answer := await question():
                return answer
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                last = [str(call) for call in (await self.calls())[-12:]]
                raise AssertionError("\n".join([f"Not within {seconds} s. The last calls:", *last]))
            await self._changes(after=changes, wait=min(left, 1.0))

    async def do(self, on: Json | None, deed: str, *args: Any, **kwargs: Any) -> Any:
        """Let something be done by `on`, or by the server itself."""
        body = {"on": on, "deed": deed, "args": named(args), "kwargs": named(kwargs)}
        return await self._post("do", body)

    async def look(self, on: Json | None, at: str | None = None) -> Any:
        """Look at `on`, or at the server itself."""
        return await self._post("look", {"on": on, "at": at})

    async def _changes(self, **details: float) -> int:
        async with self._session.get("changes", params=details) as answer:
            return int((await answer.json())["result"])

    async def _post(self, path: str, body: Json) -> Any:
        async with self._session.post(path, json=body) as answer:
            told = await answer.json()
        if "error" in told:
            raise NotAllowed(told["error"])
        return told["result"]
