"""The rates as a file: reading rates.toml (C2, C3).

The file is strict, because people are paid by it: whatever is not understood is refused, with the
place and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.model.money import MOST
from bot.model.numbers import nearest
from bot.model.rates import Rate, Rates
from bot.paths import config_dir
from bot.toml_file import SettingsError, TomlFile, quoted, read_toml

ELSEWHERE = "default"
"""The rows for every country that has none."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"[0-9]{1,4}\.[0-9]{2}")
_LINK = re.compile(r"https://[^\s{}\"<>]{4,200}")
_LONGEST_SOURCE = 500

_AMOUNTS = ("online_meeting", "hour", "half_day", "day", "mile", "carer_hour")
_WANTED = {
    "from": "a day without quotes, like 2026-04-06",
    "currency": 'three capital letters in quotes, like "GBP"',
    "source": f"how you know, in words, of at most {_LONGEST_SOURCE} letters",
    **dict.fromkeys(_AMOUNTS, 'an amount in quotes, with two digits after the point, like "5.00"'),
    "benefits": 'a list of web addresses that begin with https, like ["https://www.gov.uk"]',
}
_NEEDED = ("from", "currency", "source", "online_meeting")


def load_rates(path: Path) -> Rates:
    """What is usually paid, by country.

    Raises:
        SettingsError: one sentence with the file, the line if it is known, and what to do.
    """
    file = read_toml(path)
    if ELSEWHERE not in file.values:
        raise SettingsError(
            f"{path}: There is no [[{ELSEWHERE}]]; add it with from, currency, source and "
            "online_meeting, for countries that are not in the file."
        )
    tables = {country: _rows(file, country, rows) for country, rows in file.values.items()}
    return Rates(elsewhere=tables.pop(ELSEWHERE), countries=tables)


@cache
def shipped_rates() -> Rates:
    """The table that comes with the program. Raises what `load_rates` does."""
    return load_rates(config_dir() / "rates.toml")


def _rows(file: TomlFile, country: str, rows: Any) -> tuple[Rate, ...]:
    if country != ELSEWHERE and not _COUNTRY.fullmatch(country):
        raise SettingsError(
            f"{file.where([country])}: {quoted(country)} is not a country; write its two capital "
            "letters, like [[GB]]."
        )
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows) or not rows:
        raise SettingsError(
            f"{file.where([country])}: {country} must be rows, each under a line [[{country}]]."
        )
    read = [_row(_place(file, country, n), row) for n, row in enumerate(rows)]
    for n, (before, after) in enumerate(pairwise(read), 1):
        if after.begins <= before.begins:
            raise SettingsError(
                f"{_place(file, country, n)} begins on {after.begins}, not after the row before "
                "it; put the rows in the order of their days."
            )
    return tuple(read)


def _row(place: str, row: Mapping[str, Any]) -> Rate:
    for name, value in row.items():
        if name not in _WANTED:
            near = nearest(name, [*_WANTED])
            what = f"Did you mean {near}?" if near else f"What can stand here: {_all()}."
            raise SettingsError(f"{place}: {quoted(name)} is not known here. {what}")
        if not _holds(name, value):
            raise SettingsError(f"{place}: {name} must be {_WANTED[name]}.")
    for name in _NEEDED:
        if name not in row:
            raise SettingsError(f"{place} has no {name}; it must be {_WANTED[name]}.")
    return Rate(
        begins=row["from"],
        currency=row["currency"],
        source=" ".join(row["source"].split()),
        benefits=tuple(row.get("benefits", ())),
        **{name: Decimal(row[name]) for name in _AMOUNTS if name in row},
    )


def _holds(name: str, value: Any) -> bool:
    match name:
        case "from":
            return isinstance(value, date) and not isinstance(value, datetime)
        case "currency":
            return isinstance(value, str) and bool(_CURRENCY.fullmatch(value))
        case "source":
            return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_SOURCE
        case "benefits":
            links = isinstance(value, list) and all(isinstance(link, str) for link in value)
            return links and all(_LINK.fullmatch(link) for link in value)
        case _:
            amount = isinstance(value, str) and bool(_AMOUNT.fullmatch(value))
            return amount and 0 < Decimal(value) <= MOST


def _place(file: TomlFile, country: str, n: int) -> str:
    """Like: rates.toml, line 12: [[GB]] number 2."""
    begins = re.compile(rf"\s*\[\[\s*{re.escape(country)}\s*\]\]")
    lines = [number for number, line in enumerate(file.lines, 1) if begins.match(line)]
    line = f", line {lines[n]}" if n < len(lines) else ""
    return f"{file.path}{line}: [[{country}]]"


def _all() -> str:
    return ", ".join(_WANTED)
