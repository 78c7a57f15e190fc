"""The gateway over a websocket: hello, identify, heartbeats, resume."""

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web

from . import wire
from .api_bot import application_flags
from .bits import ALL_INTENTS, PRIVILEGED, Intent
from .connection import Connection
from .faults import Faults
from .http import cut
from .requests import answer_request_members, check_identify, set_bot_voice
from .sessions import Session
from .state import Json
from .world import World

HEARTBEAT, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 1, 7, 9, 10, 11
COMMANDS_A_MINUTE = 120


class Closing(Exception):
    """The server closes the connection with a code."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


class Gateway:
    """Answers the websocket route; counts the `beats`, `identifies` and `resumes` it was sent."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self.connections: list[Connection] = []
        self.beats = 0
        self.identifies = 0
        self.resumes = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if self._faults.away:
            await cut(request)
        self._check_query(request)
        connection = Connection(self._world, request)
        await connection.socket.prepare(request)
        self.connections.append(connection)
        writing = asyncio.create_task(connection.write())
        connection.send(HELLO, {"heartbeat_interval": self._world.heartbeat_seconds * 1000})
        try:
            await self._listen(connection)
        except Closing as closing:
            connection.close(closing.code)
            await writing
        except ConnectionError:
            pass
        finally:
            connection.leave()
            writing.cancel()
            self.connections.remove(connection)
            self._world.bell.ring()
        return connection.socket

    def _check_query(self, request: web.Request) -> None:
        query = dict(request.query)
        compress = query.pop("compress", None)
        if query != {"v": "10", "encoding": "json"}:
            self._world.unexpected.append(f"The gateway was asked for with {query}.")
        if compress not in (None, "zlib-stream", "zstd-stream"):
            self._world.unexpected.append(f"The gateway was asked to compress as {compress}.")

    async def _listen(self, connection: Connection) -> None:
        while True:
            try:
                told = await connection.socket.receive(self._world.heartbeat_seconds * 2)
            except TimeoutError:
                raise Closing(4009, "no heartbeat") from None
            if told.type is not WSMsgType.TEXT:
                code = told.data if told.type is WSMsgType.CLOSE else None
                self._ended(connection, code)
                return
            if not connection.silent:
                self._take(connection, json.loads(told.data))
                self._world.bell.ring()

    def _ended(self, connection: Connection, code: int | None) -> None:
        """A client that closes with 1000 or 1001 ends its session; any other code keeps it."""
        if connection.session is not None and code in (1000, 1001):
            self._world.sessions.by_id.pop(connection.session.id, None)

    def _take(self, connection: Connection, told: Json) -> None:
        op: Any = told.get("op")
        data: Any = told.get("d")
        self._count(connection)
        match op:
            case 1:
                self._beat(connection, data)
            case 2:
                self._identify(connection, data)
            case 6:
                self._resume(connection, data)
            case 3 | 4 | 8 if connection.session is None:
                raise Closing(4003, "not authenticated")
            case 3:
                if extra := set(data) - {"activities", "afk", "since", "status"}:
                    self._world.unexpected.append(f"A presence came with {sorted(extra)}.")
            case 4:
                set_bot_voice(self._world, data)
            case 8:
                answer_request_members(self._world, self._session(connection), data)
            case _:
                self._world.unexpected.append(f"The gateway was sent op {op}.")
                raise Closing(4001, "unknown op")

    def _count(self, connection: Connection) -> None:
        now = asyncio.get_running_loop().time()
        connection.commands.append(now)
        while connection.commands[0] < now - 60:
            connection.commands.popleft()
        if len(connection.commands) > COMMANDS_A_MINUTE:
            self._world.unexpected.append("The gateway was sent more than 120 commands a minute.")
            raise Closing(4008, "rate limited")

    def _beat(self, connection: Connection, sequence: int | None) -> None:
        self.beats += 1
        session = connection.session
        if session is not None and sequence is not None:
            if sequence > session.last:
                self._world.unexpected.append("A heartbeat told of events that never were.")
            session.forget_until(sequence)
        connection.send(HEARTBEAT_ACK, None)

    def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise Closing(4005, "already authenticated")
        check_identify(self._world, data)
        if data["token"] != self._world.token:
            raise Closing(4004, "authentication failed")
        intents = Intent(data["intents"])
        if int(intents) & ~ALL_INTENTS:
            raise Closing(4013, "invalid intents")
        if intents & PRIVILEGED & ~self._world.privileged:
            raise Closing(4014, "disallowed intents")
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise Closing(4010, "invalid shard")
        self.identifies += 1
        session = self._world.sessions.open(intents, (number, count))
        self._begin(connection, session)
        session.tell("READY", self._ready(session))
        for guild in self._world.guilds.values():
            present = self._world.bot.id in guild.members and not guild.unavailable
            if present and session.serves(guild.id):
                full = bool(intents & Intent.GUILD_MEMBERS)
                session.tell("GUILD_CREATE", wire.guild_created(self._world, guild, full))

    def _resume(self, connection: Connection, data: Json) -> None:
        if extra := set(data) ^ {"token", "session_id", "seq"}:
            self._world.unexpected.append(f"A resume differs in {sorted(extra)}.")
        if data.get("token") != self._world.token:
            raise Closing(4004, "authentication failed")
        session = self._world.sessions.by_id.get(str(data.get("session_id")))
        if session is None:
            connection.send(INVALID_SESSION, False)
            return
        if data["seq"] is None or data["seq"] > session.last:
            del self._world.sessions.by_id[session.id]
            raise Closing(4007, "invalid seq")
        self.resumes += 1
        self._begin(connection, session)
        session.replay(data["seq"])
        session.tell("RESUMED", {})

    def _begin(self, connection: Connection, session: Session) -> None:
        connection.session = session
        session.line = connection

    def _session(self, connection: Connection) -> Session:
        if connection.session is None:
            raise Closing(4003, "not authenticated")
        return connection.session

    def _ready(self, session: Session) -> Json:
        world = self._world
        return {
            "v": 10,
            "user": wire.user(world.bot),
            "guilds": [
                {"id": str(guild.id), "unavailable": True}
                for guild in world.guilds.values()
                if world.bot.id in guild.members and session.serves(guild.id)
            ],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": world.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(world.bot.id), "flags": application_flags(world)},
            "private_channels": [],
            "presences": [],
            "relationships": [],
            "guild_join_requests": [],
            "user_settings": {},
            "geo_ordered_rtc_regions": [],
        }
