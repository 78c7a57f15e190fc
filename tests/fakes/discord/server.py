"""The server itself: REST and gateway on 127.0.0.1, with people one can play."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from . import happening
from .bits import BOT_DEFAULT, EVERYONE
from .control import control_routes
from .guild import Guild
from .http import PREFIX
from .state import Account, Json, Member, Role
from .state import Guild as GuildState
from .trouble import Trouble
from .user import User
from .world import INVENTED_TOKEN, World

T = TypeVar("T")
HOST = "127.0.0.1"
ASKED_EVERY_SECONDS = 0.005


class FakeDiscord(Trouble):
    """A Discord for one bot, used as `async with FakeDiscord() as server`.

    Give `server.api_url` and `server.gateway_url` to the client. Leaving the block raises
    AssertionError if the bot did anything nobody expected (`unexpected`). `port` 0 means any
    free one; `control` adds the routes under `/control/`.
    """

    def __init__(
        self, token: str = INVENTED_TOKEN, *, port: int = 0, control: bool = False
    ) -> None:
        super().__init__(World(token))
        self.token = token
        self.port = port
        self._control = control
        self._users: dict[int, User] = {}
        self._guilds: dict[int, Guild] = {}
        self._listening: asyncio.Server | None = None
        self._runner = self._make_runner()

    # --- the server ------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await self.listens_again()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stops_listening()
        await self._runner.cleanup()
        if not self.unexpected:
            return
        report = "\n".join(["Nobody expected this of the bot:", *self.unexpected])
        if error is None:
            raise AssertionError(report)
        error.add_note(report)

    @property
    def api_url(self) -> str:
        """The address of the REST API, with its version."""
        return f"http://{HOST}:{self.port}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway."""
        return f"ws://{HOST}:{self.port}/gateway"

    @property
    def unexpected(self) -> list[str]:
        """Whatever nobody expected: routes, fields, headers, gateway ops. Clear it if you did."""
        return self.world.unexpected

    @property
    def calls(self) -> list[tuple[str, str]]:
        """The requests so far as (method, path without `/api/v10`); `log` has all of each."""
        return [(call.method, call.path) for call in self.log]

    @property
    def synchronised(self) -> list[Json]:
        """The global slash commands as they were put last."""
        return self.world.commands.get(None, [])

    @property
    def connected(self) -> bool:
        """Whether the bot has a session with a live connection."""
        return any(connection.session is not None for connection in self.gateway.connections)

    @property
    def deadline(self) -> float:
        """How many seconds after an interaction its first answer may come."""
        return self.world.deadline

    @deadline.setter
    def deadline(self, seconds: float) -> None:
        self.world.deadline = seconds

    def time_passes(self, seconds: float) -> None:
        """Move the server's own clock forward: deadlines, tokens, nonces, floods."""
        self.world.time_passes(seconds)

    async def until(self, question: Callable[[], T], seconds: float = 10.0) -> T:
        """Wait until the question has a truthy answer, and return it.

        It is asked again after every request, frame and deed, and often besides, for a client
        hears of things a little later. After so many seconds: AssertionError with the last
        requests.
        """
        deadline = asyncio.get_running_loop().time() + seconds
        while not (answer := question()) and asyncio.get_running_loop().time() < deadline:
            await self.world.bell.until(question, ASKED_EVERY_SECONDS)
        if not answer:
            last = [f"{c.number} {c.method} {c.path} {c.status or c.fault}" for c in self.log]
            report = [f"Not within {seconds} s. The last calls:", *last[-12:], *self.unexpected]
            raise AssertionError("\n".join(report))
        return answer

    # --- servers and people ----------------------------------------------------------------------

    def add_user(self, name: str, *, is_bot: bool = False) -> User:
        """A new account. It is in no server."""
        return self._user_of(self.world.new_account(name, is_bot))

    def add_guild(self, name: str, *, bot_permissions: int = BOT_DEFAULT) -> Guild:
        """A new server with the bot in it, under a role of its own."""
        owner = self.world.accounts[self.world.owner_id]
        state = GuildState(self.world.new_id(spread=True), name, owner.id)
        state.roles[state.id] = Role(state.id, "@everyone", EVERYONE, 0)
        bot_role = Role(self.world.new_id(), "Alongside", bot_permissions, 1, self.world.bot.id)
        state.roles[bot_role.id] = bot_role
        now = self.world.now()
        state.members[owner.id] = Member(owner, now)
        state.members[self.world.bot.id] = Member(self.world.bot, now, [bot_role.id])
        self.world.guilds[state.id] = state
        self._guilds[state.id] = Guild(self.world, state, self._user_of)
        happening.guild_comes(self.world, state)
        return self._guilds[state.id]

    def user(self, user_id: int) -> User:
        """The person with this id; KeyError if there is none."""
        return self._user_of(self.world.accounts[user_id])

    def guild(self, guild_id: int) -> Guild:
        """The server with this id; KeyError if there is none."""
        return self._guilds[guild_id]

    # --- listening --------------------------------------------------------------------------------

    def stops_listening(self) -> None:
        """Cut the bot's connections and refuse new ones, as a machine that is off."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        self.api.cut_connections()
        self.drops_connection()

    async def listens_again(self) -> None:
        """Accept connections again, on the same port."""
        if self._listening is None:
            loop = asyncio.get_running_loop()
            self._listening = await loop.create_server(self._protocol, HOST, self.port)
            self.port = self._listening.sockets[0].getsockname()[1]
            self.world.gateway_url = self.gateway_url

    # --- inside ----------------------------------------------------------------------------------

    def _user_of(self, account: Account) -> User:
        if account.id not in self._users:
            self._users[account.id] = User(self.world, account)
        return self._users[account.id]

    def _protocol(self) -> asyncio.BaseProtocol:
        """What aiohttp serves one connection with."""
        if self._runner.server is None:
            raise RuntimeError("The server has not been set up, or has ended.")
        return self._runner.server()

    def _make_runner(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        if self._control:
            app.add_routes(control_routes(self))
        app.router.add_route("*", PREFIX + "/{path:.*}", self.api.handle)
        app.router.add_route("*", "/{path:.*}", self.api.unexpected)
        # A handler has to end with its connection, or a dead bot would still hold it.
        return web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.01)
