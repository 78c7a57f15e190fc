"""The help lines as a file: reading help_lines.toml (SPEC Y12, P5).

The file is strict, because somebody in need may call what it says: whatever is not understood is
refused, with the place and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from bot.model.help_lines import CountryLines, HelpLine, HelpLines
from bot.model.numbers import nearest
from bot.paths import config_dir
from bot.toml_file import SettingsError, TomlFile, quoted, read_toml

ELSEWHERE = "default"
"""The row for every country that has none."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_EMERGENCY = re.compile(r"[0-9]{2,6}")
_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){1,19}")
_WORDS = re.compile(r"[^\n\r\t{}]*[^\s{}][^\n\r\t{}]*")
_LONGEST_NAME, _LONGEST_SOURCE = 60, 300


class _Must(msgspec.Struct, frozen=True):
    """What a value has to be, in words, and how that is seen."""

    words: str
    holds: Callable[[Any], bool]
    needed: bool = True


def _matches(pattern: re.Pattern[str], longest: int = 40) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        return isinstance(value, str) and len(value) <= longest and bool(pattern.fullmatch(value))

    return holds


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_words_alone(value: Any) -> bool:
    return _matches(_WORDS, _LONGEST_NAME)(value) and not any(letter.isdigit() for letter in value)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


_TABLE = 'a table: { name = "…", number = "…", free = true }'
_ROW = {
    "emergency": _Must('the emergency number in digits, like "112"', _matches(_EMERGENCY)),
    "checked": _Must("the day it was checked, without quotes, like 2026-11-21", _is_day),
    "source": _Must(
        f"how you know, in words, on one line of at most {_LONGEST_SOURCE} letters",
        _matches(_WORDS, _LONGEST_SOURCE),
    ),
    "child": _Must(_TABLE, _is_table, needed=False),
    "adult": _Must(_TABLE, _is_table, needed=False),
}
_LINE = {
    "name": _Must(
        f"the name of the line, of at most {_LONGEST_NAME} letters",
        _matches(_WORDS, _LONGEST_NAME),
    ),
    "number": _Must(
        'the number as it is called in that country, in quotes, like "0800 1111"',
        _matches(_NUMBER),
    ),
    "free": _Must(
        "true if a call costs nothing, else false", lambda value: isinstance(value, bool)
    ),
    "hours": _Must(
        'always, or words like "every day from 2pm to 8pm"; leave it out if you are not sure',
        _matches(_WORDS, _LONGEST_NAME),
        needed=False,
    ),
}
_ELSEWHERE = {
    "emergency": _Must(
        "words without a number, because no number is right everywhere, like "
        '"your local emergency number"',
        _is_words_alone,
    ),
}


def load_help_lines(path: Path) -> HelpLines:
    """Who can be called, by country.

    Raises:
        SettingsError: one sentence with the file, the line if it is known, and what to do.
    """
    file = read_toml(path)
    _check_countries(file)
    _check(file, (ELSEWHERE,), file.values[ELSEWHERE], _ELSEWHERE)
    countries = {
        country: _country(file, country, row)
        for country, row in file.values.items()
        if country != ELSEWHERE
    }
    return HelpLines(elsewhere=file.values[ELSEWHERE]["emergency"], countries=countries)


@cache
def shipped_help_lines() -> HelpLines:
    """The table that comes with the program. Raises what `load_help_lines` does."""
    return load_help_lines(config_dir() / "help_lines.toml")


def _check_countries(file: TomlFile) -> None:
    if ELSEWHERE not in file.values:
        raise SettingsError(
            f"{file.path}: There is no [{ELSEWHERE}]; add it with emergency = "
            '"your local emergency number", for countries that are not in the file.'
        )
    for name, row in file.values.items():
        if name != ELSEWHERE and not _COUNTRY.fullmatch(name):
            raise SettingsError(
                f"{file.where([name])}: {quoted(name)} is not a country; write its two capital "
                "letters, like [GB]."
            )
        if not isinstance(row, Mapping):
            raise SettingsError(f"{file.where([name])}: {name} must be a table: [{name}].")


def _country(file: TomlFile, country: str, row: Mapping[str, Any]) -> CountryLines:
    _check(file, (country,), row, _ROW)
    lines = {kind: row[kind] for kind in ("child", "adult") if kind in row}
    for kind, line in lines.items():
        _check(file, (country, kind), line, _LINE)
    return CountryLines(
        emergency=row["emergency"],
        checked=row["checked"],
        source=row["source"],
        **{kind: HelpLine(**line) for kind, line in lines.items()},
    )


def _check(
    file: TomlFile, at: tuple[str, ...], given: Mapping[str, Any], wanted: Mapping[str, _Must]
) -> None:
    for name, value in given.items():
        if name not in wanted:
            raise SettingsError(f"{_place(file, (*at, name))} {_not_known(name, wanted)}")
        if not wanted[name].holds(value):
            raise SettingsError(f"{_place(file, (*at, name))} must be {wanted[name].words}.")
    for name, must in wanted.items():
        if must.needed and name not in given:
            raise SettingsError(f"{_place(file, at)} has no {name}; it must be {must.words}.")


def _place(file: TomlFile, keys: tuple[str, ...]) -> str:
    return f"{file.where(keys)}: {quoted('.'.join(keys))}"


def _not_known(name: str, wanted: Iterable[str]) -> str:
    near = nearest(name, [*wanted])
    return f"is not known here. {f'Did you mean {near}?' if near else _all_of(wanted)}"


def _all_of(wanted: Iterable[str]) -> str:
    return f"What can stand here: {', '.join(wanted)}."
