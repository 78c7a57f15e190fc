"""The routes this server knows, each with the fields it knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .components import Unexpected
from .errors import invalid_form, unknown
from .state import Json
from .world import World


@dataclass(slots=True)
class Call:
    """One request of the bot. `path` is without `/api/v10`, `at` in Unix seconds.

    `status` is None while it waits, and when the answer never left the server; `executed` says
    whether the server acted on it all the same.
    """

    number: int
    at: float
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    args: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    reason: str | None = None
    status: int | None = None
    answer: Any = None
    executed: bool = False
    fault: str | None = None

    def id(self, name: str) -> int:
        """An id in the path; what is no id is nothing Discord knows."""
        return snowflake(self.args[name], name)

    def number_of(self, name: str, default: int, least: int, most: int) -> int:
        """A number in the query."""
        value = self.query.get(name, str(default))
        if not value.isdigit() or not least <= int(value) <= most:
            raise invalid_form(name, "NUMBER_TYPE_RANGE", f"Must be {least} to {most}")
        return int(value)


Run = Callable[[World, Call], Json | list[Json] | None]


@dataclass(frozen=True, slots=True)
class Route:
    """A route as far as it is played here. `by_token`: the path itself holds the secret."""

    method: str
    path: str
    pattern: re.Pattern[str]
    fields: frozenset[str]
    query: frozenset[str]
    takes_list: bool
    takes_reason: bool
    takes_files: bool
    by_token: bool
    run: Run

    def check(self, call: Call) -> None:
        """Raise Unexpected for whatever the route does not have."""
        if extra := set(call.query) - self.query:
            raise Unexpected(f"query {sorted(extra)}")
        if call.reason is not None and not self.takes_reason:
            raise Unexpected("a reason for the audit log")
        if call.files and not self.takes_files:
            raise Unexpected("files")
        if self.takes_list:
            if not isinstance(call.body, list):
                raise Unexpected("a body that is no list")
            return
        if call.body is None:
            if self.fields:
                raise Unexpected("no body")
            return
        if not isinstance(call.body, dict):
            raise Unexpected("a body that is no object")
        if extra := set(call.body) - self.fields:
            raise Unexpected(f"fields {sorted(extra)}")


ROUTES: list[Route] = []


def route(
    method: str,
    path: str,
    *,
    fields: str = "",
    query: str = "",
    takes_list: bool = False,
    takes_reason: bool = False,
    takes_files: bool = False,
    by_token: bool = False,
) -> Callable[[Run], Run]:
    """Register a function as a route; `fields` and `query` are names with spaces between."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))

    def register(run: Run) -> Run:
        ROUTES.append(
            Route(
                method,
                path,
                pattern,
                frozenset(fields.split()),
                frozenset(query.split()),
                takes_list,
                takes_reason,
                takes_files,
                by_token,
                run,
            )
        )
        return run

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route for a request; raises Unexpected if there is none."""
    for one in ROUTES:
        if one.method == method and (found := one.pattern.fullmatch(path)):
            return one, found.groupdict()
    raise Unexpected("nothing is served there")


def snowflake(value: object, name: str) -> int:
    """An id out of a path or a body."""
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        return int(value)
    what = name.removesuffix("_id").title()
    if what in ("Channel", "Guild", "Message", "User"):
        raise unknown(what)
    raise invalid_form(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
