"""What can be made to go wrong with the server, and right again."""

import re

from .bits import Intent
from .faults import Fault, Faults, Silence
from .gateway import HEARTBEAT, INVALID_SESSION, RECONNECT, Gateway
from .http import RestApi
from .registry import Call
from .world import World


class Trouble:
    """Faults of the REST API, the life of the gateway, the clock and the settings of the bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.log: list[Call] = []
        self.faults = Faults(world.now)
        self.gateway = Gateway(world, self.faults)
        self.api = RestApi(world, self.faults, self.log)

    @property
    def heartbeat_seconds(self) -> float:
        """How often a client is asked to beat."""
        return self.world.heartbeat_seconds

    @heartbeat_seconds.setter
    def heartbeat_seconds(self, seconds: float) -> None:
        self.world.heartbeat_seconds = seconds

    @property
    def shards(self) -> int:
        """How many shards the gateway recommends."""
        return self.world.shards

    @shards.setter
    def shards(self, count: int) -> None:
        self.world.shards = count

    def switches_on(self, *intents: Intent) -> None:
        """Allow the bot privileged intents: members, presences, message content."""
        for intent in intents:
            self.world.privileged |= intent

    # --- faults of the REST API ------------------------------------------------------------------

    def fail(
        self,
        answer: int | Silence,
        *,
        method: str | None = None,
        path: str | None = None,
        times: int | None = 1,
        retry_after: float = 1.0,
        everywhere: bool = False,
        code: int | None = None,
    ) -> Fault:
        """Let the next `times` requests that fit fail; None: all, until `heals`.

        `answer` is 400, 401, 403, 404, 500, 502, 503 (with `code` in the body), 429 (with
        `retry_after` seconds; `everywhere`: a global one), or a silence: "drop" and "silence"
        before anything happened, "accept-then-drop" and "accept-then-silence" after it did.
        `path` is a regular expression, searched in the path without `/api/v10`.
        """
        pattern = None if path is None else re.compile(path)
        fault = Fault(answer, method, pattern, times, retry_after, everywhere, code)
        self.faults.plan(fault)
        return fault

    def answers_429_for(self, seconds: float) -> None:
        """Answer every request with a global 429 for so long, telling how long is left."""
        self.faults.flood(seconds)

    def heals(self) -> None:
        """No planned faults and no flood any more."""
        self.faults.clear()

    # --- the gateway's life ----------------------------------------------------------------------

    def delivers_twice(self) -> None:
        """From now on, send each event two times."""
        self.world.sessions.twice = True

    def delivers_once(self) -> None:
        """Send events as usual again."""
        self.world.sessions.twice = False

    def drops_connection(self, resumable: bool = True) -> None:
        """Cut the gateway connections. Not resumable: the sessions are forgotten as well."""
        if not resumable:
            self.world.sessions.by_id.clear()
        for connection in list(self.gateway.connections):
            connection.drop()
        self.world.bell.ring()

    def closes_connection(self, code: int) -> None:
        """Close the gateway connections with a code, such as 4000 or 4004."""
        for connection in list(self.gateway.connections):
            connection.close(code)

    def asks_for_heartbeat(self) -> None:
        """Send op 1: the client is to beat at once."""
        for connection in list(self.gateway.connections):
            connection.send(HEARTBEAT, None)

    def asks_to_reconnect(self) -> None:
        """Send op 7: the client is to connect again and resume."""
        for connection in list(self.gateway.connections):
            connection.send(RECONNECT, None)

    def invalidates_session(self, resumable: bool = False) -> None:
        """Send op 9; not resumable: the sessions are forgotten as well."""
        if not resumable:
            self.world.sessions.by_id.clear()
        for connection in list(self.gateway.connections):
            connection.send(INVALID_SESSION, resumable)

    def goes_silent(self) -> None:
        """Nothing gets through the present connections any more: no events, no heartbeat acks."""
        for connection in list(self.gateway.connections):
            connection.silent = True

    def goes_away(self, resumable: bool = False) -> None:
        """Cut everything, and every new connection, without an answer; sessions are forgotten."""
        self.faults.away = True
        self.api.cut_connections()
        self.drops_connection(resumable)

    def comes_back(self) -> None:
        """Answer again after `goes_away`, on the same port."""
        self.faults.away = False
        self.world.bell.ring()
