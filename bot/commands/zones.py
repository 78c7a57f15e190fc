"""Time zones as people write them."""

from __future__ import annotations

import difflib
from functools import cache
from zoneinfo import available_timezones

from bot.commands.asking import Asked, SorryError

USUAL_ZONE = "Europe/London"


def named_zone(asked: Asked) -> str:
    """The time zone that was named, or the usual one."""
    named = "_".join(asked.words) or USUAL_ZONE
    known = {zone.casefold(): zone for zone in _zones()}
    if named.casefold() in known:
        return known[named.casefold()]
    nearest = ", ".join(_nearest(named[:60]))
    raise SorryError("setup", "zone", in_room=True, choices=nearest)


def find_zone(named: str) -> str | None:
    """The zone of that name, or of the town of that name; None: there is none."""
    wanted = "_".join(named.split()).casefold()
    whole = {zone.casefold(): zone for zone in _zones()}
    towns = {zone.rsplit("/", 1)[-1].casefold(): zone for zone in _zones()}
    return whole.get(wanted) or towns.get(wanted)


def _nearest(named: str) -> list[str]:
    """The zones whose names, or whose towns' names, look most like it."""
    towns = {zone.rsplit("/", 1)[-1].casefold(): zone for zone in _zones()}
    whole = {zone.casefold(): zone for zone in _zones()}
    close = difflib.get_close_matches(named.casefold(), [*towns, *whole], 6, 0.6)
    found = [towns.get(name) or whole[name] for name in close]
    return list(dict.fromkeys([*found, USUAL_ZONE]))[:3]


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))
