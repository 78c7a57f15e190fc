"""What may be put into a field, while somebody is typing. Nobody is looked up for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.commands.options import Kind

MOST = 25
"""Suggestions that Discord takes at once."""
_DAYS_AHEAD = 60
_LENGTHS = ("5m", "10m", "15m", "20m", "30m", "45m", "60m", "75m", "90m", "2h", "3h", "4h")
_FIRST_HOUR, _LAST_HOUR = 8, 22


def suggestions(kind: Kind, typed: str, now: datetime) -> list[tuple[str, str]]:
    """A label and the words of each: those that begin as typed, then those that hold it."""
    wanted = typed.strip().casefold().replace(" ", "_" if kind is Kind.ZONE else " ")
    known = list(_known(kind, now))
    begin = [one for one in known if one[1].casefold().startswith(wanted)]
    hold = [one for one in known if wanted in f"{one[0]} {one[1]}".casefold() and one not in begin]
    return [*begin, *hold][:MOST]


def _known(kind: Kind, now: datetime) -> Iterator[tuple[str, str]]:
    match kind:
        case Kind.DATE:
            days = (now + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
            yield from ((f"{day:%A} {day.day} {day:%B %Y}", f"{day:%Y-%m-%d}") for day in days)
        case Kind.TIME:
            for hour in range(_FIRST_HOUR, _LAST_HOUR):
                yield from ((at, at) for at in (f"{hour:02}:00", f"{hour:02}:30"))
        case Kind.LENGTH:
            yield from ((length, length) for length in _LENGTHS)
        case Kind.ZONE:
            yield from ((zone, zone) for zone in _zones())
        case Kind.TEXT | Kind.PERSON | Kind.CHOICE:
            return


@cache
def _zones() -> tuple[str, ...]:
    """Those of Europe first: the program is in British English."""
    zones = [zone for zone in available_timezones() if "/" in zone or zone == "UTC"]
    return tuple(sorted(zones, key=lambda zone: (not zone.startswith("Europe/"), zone)))
