"""The options of a slash command, from plain words to what the app sends."""

from collections.abc import Iterator
from typing import Any

from . import wire
from .errors import NotAllowed
from .state import Channel, Json
from .world import World

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, NUMBER = 1, 2, 3, 4, 5, 6, 7, 10

_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}


def spelled_out(options: dict[str, Any], known: Json | None, focused: str | None) -> list[Json]:
    """The options as they are sent; NotAllowed for what the app would not let through.

    `known` is the registered command, or one of its subcommands; without it all are free.
    """
    offered = None if known is None else {one["name"]: one for one in known.get("options") or []}
    if offered is not None and focused is None:
        _need_required(options, offered)
    return [_one(name, value, offered, focused) for name, value in options.items()]


def resolved(world: World, channel: Channel, options: dict[str, Any]) -> Json:
    """The users, members and channels that are named in the options."""
    users: Json = {}
    members: Json = {}
    channels: Json = {}
    guild = world.guild_of(channel)
    for value in _values(options):
        number = _id(value)
        if number in world.accounts:
            users[str(number)] = wire.user(world.accounts[number])
            if guild is not None and number in guild.members:
                member = wire.member(guild.members[number], with_user=False)
                members[str(number)] = member | {"permissions": "0"}
        elif number in world.channels:
            body = wire.channel(world, world.channels[number])
            channels[str(number)] = body | {"permissions": "0"}
    parts = {"users": users, "members": members, "channels": channels}
    return {name: part for name, part in parts.items() if part}


def _need_required(options: dict[str, Any], offered: dict[str, Json]) -> None:
    for name, one in offered.items():
        if one.get("required") and name not in options:
            raise NotAllowed(f"The command asks for {name!r}.")
    if options.keys() - offered and not offered:
        raise NotAllowed(f"The command has no options, not {list(options)}.")
    subcommands = [one for one in offered.values() if one["type"] in (SUBCOMMAND, GROUP)]
    if subcommands and len(options) != 1:
        raise NotAllowed(f"The command needs one of {list(offered)}.")


def _one(name: str, value: Any, offered: dict[str, Json] | None, focused: str | None) -> Json:
    known = None
    if offered is not None:
        known = offered.get(name)
        if known is None:
            raise NotAllowed(f"There is no option {name!r}, only {list(offered)}.")
    kind = known["type"] if known else _kind(value)
    if kind in (SUBCOMMAND, GROUP):
        return {"name": name, "type": kind, "options": spelled_out(value, known, focused)}
    sent: Json = {"name": name, "type": kind, "value": _sent(value)}
    if known is not None and name != focused:
        _check_value(known, sent["value"])
    return sent | {"focused": True} if name == focused else sent


def _kind(value: Any) -> int:
    if isinstance(value, dict):
        return GROUP if any(isinstance(one, dict) for one in value.values()) else SUBCOMMAND
    for kind, of in ((BOOLEAN, bool), (STRING, str), (INTEGER, int), (NUMBER, float)):
        if isinstance(value, of):
            return kind
    return CHANNEL if hasattr(value, "guild") else USER


def _sent(value: Any) -> Any:
    return str(_id(value)) if _id(value) else value


def _id(value: Any) -> int:
    """The id of a user or channel that is given as itself; 0 for plain words and numbers."""
    return 0 if isinstance(value, bool | str | int | float) else int(value)


def _values(options: dict[str, Any]) -> Iterator[Any]:
    for value in options.values():
        if isinstance(value, dict):
            yield from _values(value)
        else:
            yield value


def _check_value(known: Json, value: Any) -> None:
    choices = [choice["value"] for choice in known.get("choices") or []]
    if choices and value not in choices:
        raise NotAllowed(f"{known['name']!r} offers {choices}.")
    wanted = _TYPES.get(known["type"])
    if wanted is not None and not isinstance(value, wanted):
        raise NotAllowed(f"{known['name']!r} does not take {value!r}.")
    size = len(value) if isinstance(value, str) else value
    names = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    least, most = (known.get(name) for name in names)
    if (least is not None and size < least) or (most is not None and size > most):
        raise NotAllowed(f"{known['name']!r} takes {least} to {most}.")
