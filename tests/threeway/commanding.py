"""What staff and others do by a command, where a scenario has a verb for it.

The stand-in tells the engine `opens`, `ends`, `starts a break`, `logs` and how somebody leaves. In
a real world they write the command that there is for it. What has none is told there as well.
"""

from __future__ import annotations

from typing import Any

from bot import happenings as h
from bot.commands.listing import BY_NAME
from bot.commands.options import Kind, Option
from bot.model import signals as s

_TAKES_SEVERAL_WORDS = frozenset({Kind.TEXT, Kind.PERSON})


def in_words(told: h.Told, names: dict[str, str]) -> tuple[str, str] | None:
    """Who gives which command; None: there is none for it. `names`: what people are called."""
    match told.signal:
        case s.Opened(by=who):
            return who, f"/meeting open {told.meeting}"
        case s.Ended(by=who):
            return who, f"/meeting end {told.meeting}"
        case s.BreakBegan(by=who, seconds=seconds) if seconds % 60 == 0:
            return who, f"/meeting break {seconds // 60}m {told.meeting}"
        case s.Logged(by=who, person=person):
            return who, f"/case ok {names[person]}"
        case s.Leaving(person=who, how=how):
            return who, f"/leaving {how.value}"
        case _:
            return None


def in_fields(text: str) -> tuple[str, dict[str, Any]] | None:
    """A written command as somebody fills it in; None: it is listed nowhere."""
    name, *words = text.removeprefix("/").split()
    command = BY_NAME.get(name)
    if command is None:
        return None
    if not command.parts:
        given = _filled(command.options, words)
        return None if given is None else (name, given)
    part = next((one for one in command.parts if words and one.name == words[0]), None)
    given = _filled(part.options, words[1:]) if part is not None else None
    return None if part is None or given is None else (name, {part.name: given})


def _filled(options: tuple[Option, ...], words: list[str]) -> dict[str, str] | None:
    """Words go into the fields in their order; a field of text leaves what others must have."""
    given: dict[str, str] = {}
    for number, option in enumerate(options):
        if not words:
            break
        later = sum(other.required for other in options[number + 1 :])
        takes = max(len(words) - later, 1) if option.kind in _TAKES_SEVERAL_WORDS else 1
        # People are named; not everybody has an account on Discord.
        field = "name" if option.kind is Kind.PERSON else option.name
        given[field], words = " ".join(words[:takes]), words[takes:]
    return None if words else given
