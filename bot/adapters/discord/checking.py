"""Discord's rules for commands, held before they are handed over: it says little about why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from bot.adapters.discord.localising import CommandsError

Json = dict[str, Any]

_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}")
LONGEST_DESCRIPTION = 100
LONGEST_LABEL = 100
MOST_COMMANDS = 100
MOST_OPTIONS = 25
"""Options of a command or part of one, and choices of an option."""
MOST_LETTERS = 8000
"""Letters of all names, descriptions and choices of one command, in its longest language."""


def check(commands: Sequence[Json]) -> None:
    """Hold the rules. Raises `CommandsError`: which command breaks which of them."""
    if len(commands) > MOST_COMMANDS:
        raise CommandsError(f"Discord takes {MOST_COMMANDS} commands; there are {len(commands)}.")
    _check_names(commands, "")
    for command in commands:
        _check_one(command, f"/{command['name']}")
        letters = _letters(command)
        if letters > MOST_LETTERS:
            raise CommandsError(
                f"/{command['name']} has {letters} letters with everything in it; Discord takes"
                f" {MOST_LETTERS}, so make its texts shorter."
            )


def _check_one(item: Json, path: str) -> None:
    for words in _all(item, "description"):
        if not 1 <= len(words) <= LONGEST_DESCRIPTION:
            raise CommandsError(
                f"{path}: a description has {len(words)} letters; Discord takes 1 to"
                f" {LONGEST_DESCRIPTION}."
            )
    options: list[Json] = item.get("options") or []
    _check_count(options, path)
    _check_names(options, path)
    _check_order(options, path)
    for option in options:
        _check_choices(option.get("choices") or [], f"{path} {option['name']}")
        _check_one(option, f"{path} {option['name']}")


def _check_names(items: Sequence[Json], path: str) -> None:
    """Every name is allowed, and no two beside each other are the same in any language."""
    for item in items:
        for name in _all(item, "name"):
            if not _NAME.fullmatch(name) or name != name.lower():
                raise CommandsError(
                    f"{path} {name}: ".lstrip() + "Discord takes names of 1 to 32 small letters,"
                    " digits, - and _, without spaces."
                )
    for language in sorted({at for item in items for at in item.get("name_localizations") or {}}):
        _check_different([_in(item, language) for item in items], f"{path} in {language}")
    _check_different([item["name"] for item in items], path)


def _check_different(names: list[str], path: str) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CommandsError(f"{path}: {twice} is there twice.".lstrip(": "))


def _check_order(options: Sequence[Json], path: str) -> None:
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        raise CommandsError(f"{path}: what must be given comes before what may be given.")


def _check_choices(choices: Sequence[Json], path: str) -> None:
    _check_count(choices, path)
    for label in (label for choice in choices for label in _all(choice, "name")):
        if not 1 <= len(label) <= LONGEST_LABEL:
            raise CommandsError(f"{path}: a choice has {len(label)} letters; make it shorter.")


def _check_count(items: Sequence[Json], path: str) -> None:
    if len(items) > MOST_OPTIONS:
        raise CommandsError(f"{path}: Discord takes {MOST_OPTIONS}; there are {len(items)}.")


def _all(item: Json, field: str) -> Iterator[str]:
    if field in item:
        yield item[field]
        yield from (item.get(f"{field}_localizations") or {}).values()


def _in(item: Json, language: str) -> str:
    return str((item.get("name_localizations") or {}).get(language, item["name"]))


def _letters(item: Json) -> int:
    own = sum(max(map(len, _all(item, field)), default=0) for field in ("name", "description"))
    value = item.get("value")
    inner = [*(item.get("options") or []), *(item.get("choices") or [])]
    return own + (len(value) if isinstance(value, str) else 0) + sum(map(_letters, inner))
