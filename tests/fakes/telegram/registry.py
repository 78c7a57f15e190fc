"""The methods this server knows, each with the parameters it knows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .params import Params
from .world import World

Run = Callable[[World, Params], object | Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Bot API as far as it is played here."""

    name: str
    parameters: frozenset[str]
    run: Run


METHODS: dict[str, Method] = {}


def method(name: str, *parameters: str) -> Callable[[Run], Run]:
    """Register a function as a method; names are looked up without regard to case."""

    def register(run: Run) -> Run:
        METHODS[name.lower()] = Method(name, frozenset(parameters), run)
        return run

    return register
