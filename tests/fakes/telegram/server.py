"""The server itself: a Bot API on 127.0.0.1, with people one can play."""

import asyncio
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Literal, Self, TypeVar

from aiohttp import web

from .control import control_routes
from .faults import Fault, Faults, Silence
from .group import Group
from .http import BotApi
from .limits import Limits
from .seen import Call
from .state import Member, Press, administrator
from .user import User
from .webhook import Courier
from .world import INVENTED_TOKEN, World

T = TypeVar("T")
HOST = "127.0.0.1"


class FakeTelegram:
    """A Bot API server for one bot, used as `async with FakeTelegram(token=…) as server`.

    Give `server.api_url` to the bot as its base address. Leaving the block raises
    AssertionError if the bot did anything nobody expected (`problems`).

    `port` 0 means any free one; `control` adds the routes under `/control/`; `privacy` is the
    bot's privacy mode in groups where it is not an administrator.
    """

    def __init__(
        self,
        token: str = INVENTED_TOKEN,
        *,
        username: str = "alongside_test_bot",
        port: int = 0,
        control: bool = False,
        privacy: bool = True,
    ) -> None:
        self.world = World(token, username, privacy)
        self.log: list[Call] = []
        self.port = port
        self.token = token
        self.faults = Faults(self.world.now)
        self.limits = Limits(self.world.now)
        self._control = control
        self._api = BotApi(self.world, self.faults, self.limits, self.log)
        self._roads: dict[str, str] = {}
        self._courier = Courier(self.world, self._roads)
        self._users: dict[int, User] = {}
        self._groups: list[Group] = []
        self._listening: asyncio.Server | None = None
        self._runner = self._make_runner()

    # --- the server ------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await self.listens_again()
        self._courier.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._courier.stop()
        self.stops_listening()
        await self._runner.cleanup()
        if not self.problems:
            return
        report = "\n".join(["Nobody expected this of the bot:", *self.problems])
        if error is None:
            raise AssertionError(report)
        error.add_note(report)

    @property
    def api_url(self) -> str:
        """The address of the Bot API, without `/bot`."""
        return f"http://{HOST}:{self.port}"

    @property
    def problems(self) -> list[str]:
        """Whatever nobody expected: unknown methods, parameters, paths, kinds of update."""
        return self.world.problems

    @property
    def presses(self) -> dict[str, Press]:
        """Every button press by its id, and whether the bot answered it."""
        return self.world.presses

    def calls(self, method: str | None = None, chat: int | None = None) -> list[Call]:
        """The calls so far, of one method or chat; without a method, all but getUpdates."""
        return [
            call
            for call in self.log
            if (call.method == method if method else call.method != "getUpdates")
            and chat in (None, call.chat)
        ]

    async def until(self, question: Callable[[], T], seconds: float = 5.0) -> T:
        """Wait until the question has a truthy answer, and return it.

        It is asked again after every call and every deed. After so many seconds: AssertionError
        with the last calls.
        """
        answer = await self.world.bell.until(question, seconds)
        if not answer:
            last = [f"{c.number} {c.method} {c.params} {c.status or c.fault}" for c in self.log]
            raise AssertionError(
                "\n".join([f"Not within {seconds} s. The last calls:", *last[-12:]])
            )
        return answer

    # --- people and groups -----------------------------------------------------------------------

    def user(
        self,
        name: str,
        id: int | None = None,
        *,
        username: str | None = None,
        language: str | None = "en",
        is_bot: bool = False,
    ) -> User:
        """A new person, or another bot. They have not pressed start."""
        account = self.world.new_account(name, id, username, language, is_bot)
        self._users[account.id] = User(self.world, account)
        return self._users[account.id]

    def user_by_id(self, user_id: int) -> User:
        """The person with this id; KeyError if there is none."""
        return self._users[user_id]

    def group(
        self,
        title: str,
        *members: User,
        admins: Iterable[User] = (),
        owner: User | None = None,
        kind: Literal["group", "supergroup"] = "supergroup",
        bot: Literal["administrator", "member"] | None = "administrator",
    ) -> Group:
        """A new group with the people in it, and the bot unless `bot` is None. Nothing is sent."""
        chat = self.world.new_group(title, kind == "supergroup")
        chat.members |= {user.id: Member("member") for user in members}
        chat.members |= {user.id: administrator() for user in admins}
        if owner is not None:
            chat.members[owner.id] = Member("creator")
        if bot is not None:
            chat.members[self.world.bot.id] = (
                administrator() if bot == "administrator" else Member("member")
            )
        group = Group(self.world, chat)
        self._groups.append(group)
        return group

    def group_by_id(self, chat_id: int) -> Group:
        """The group with this id, also by the id it had before it became a supergroup."""
        chat = self.world.chat(chat_id)
        wanted = chat.upgraded_to or chat.id
        return next(group for group in self._groups if group.id == wanted)

    # --- faults ----------------------------------------------------------------------------------

    def fail(
        self,
        answer: int | Silence,
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int | None = 1,
        retry_after: int = 1,
        description: str | None = None,
    ) -> Fault:
        """Let the next `times` calls that fit fail; None: all, until `heals`.

        `answer` is 400, 401, 403, 429 (with `retry_after` seconds), 500 or 502, or a silence:
        timeout_before_accepting, timeout_after_accepting, drop_connection_before,
        drop_connection_after. Without `method` it hits every call but getUpdates.
        `description` replaces the usual sentence of a 400, 403 or 500.
        """
        fault = Fault(answer, method, chat, times, retry_after, description)
        self.faults.plan(fault)
        return fault

    def heals(self) -> None:
        """No more faults, floods or absence."""
        self.faults.clear()

    def answers_429_for(self, seconds: float, methods: Iterable[str] = ()) -> None:
        """Answer every call, or those of some methods, with 429 for so long; it tells how long."""
        self.faults.flood(seconds, methods)

    def deliver_twice(self) -> None:
        """From now on, hand out each update once more after it was acknowledged."""
        self.world.updates.twice = True

    def deliver_once(self) -> None:
        """Hand out updates as usual again."""
        self.world.updates.twice = False

    def goes_away(self) -> None:
        """Cut the bot's connections, and every new one, without an answer."""
        self.faults.away = True
        self._api.cut_connections()

    def comes_back(self) -> None:
        """Answer again after `goes_away`."""
        self.faults.away = False

    def stops_listening(self) -> None:
        """Cut the bot's connections and refuse new ones, as a machine that is off."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        self._api.cut_connections()

    async def listens_again(self) -> None:
        """Accept connections again, on the same port."""
        if self._listening is None:
            loop = asyncio.get_running_loop()
            self._listening = await loop.create_server(self._protocol, HOST, self.port)
            self.port = self._listening.sockets[0].getsockname()[1]

    def enforce_limits(
        self, *, overall: bool = False, per_chat: bool = False, per_group: bool = False
    ) -> None:
        """Answer 429 beyond 30 messages a second, 1 a second to a chat, 20 a minute to a group."""
        self.limits.overall = overall
        self.limits.per_chat = per_chat
        self.limits.per_group = per_group

    def leads_to(self, public: str, here: str) -> None:
        """What the bot gives out as its webhook is in truth here, behind a proxy."""
        self._roads[public] = here

    def callbacks_last(self, seconds: float) -> None:
        """How long after a press it can still be answered."""
        self.world.callback_seconds = seconds

    def time_passes(self, seconds: float) -> None:
        """Move the server's time forward: ages, limits, floods, the day updates are kept."""
        self.world.time_passes(seconds)

    def _protocol(self) -> asyncio.BaseProtocol:
        """What aiohttp serves one connection with."""
        if self._runner.server is None:
            raise RuntimeError("The server has not been set up, or has ended.")
        return self._runner.server()

    def _make_runner(self) -> web.AppRunner:
        app = web.Application()
        app.add_routes(self._api.routes())
        if self._control:
            app.add_routes(control_routes(self))
        app.router.add_route("*", "/{path:.*}", self._api.unexpected)
        # A handler has to end with its connection, or a dead bot would still hold its long poll.
        return web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.01)
