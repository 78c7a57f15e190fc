"""The policy as files: reading policy.toml, and writing what is generated from the table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from bot.model.forms import QuietHours
from bot.model.numbers import Origin
from bot.model.policy import ORDERS, SETTINGS, Policy, PolicyError, Setting, format_duration
from bot.toml_file import SettingsError, TomlFile, read_toml

_KEYS = frozenset(row.key for row in SETTINGS)

_FROM = {
    Origin.SOURCE: "the guidance",
    Origin.PRACTICE: "good practice",
    Origin.OURS: "our choice",
    Origin.TERMS: "the platforms",
}
_FAMILIES = {
    "quiet_hours": "Quiet hours",
    "young_people": "Children and young people",
    "leaving": "When somebody leaves",
    "escalation": "The ladder",
    "presence": "Who is here",
    "meeting": "Meetings",
    "during": "While a meeting runs",
    "decisions": "Decisions",
    "blindness": "When the bot cannot see",
    "break": "Breaks",
    "practice": "Practice",
    "privacy": "Privacy",
    "agenda": "Agenda",
    "costs": "Costs",
    "prompts": "How many messages a day",
    "platform": "Platforms",
}

_PAGE_BEGINS = """\
# The policy

Every number the bot goes by. The defaults are in `config/policy.toml`; an organisation may change
them in a copy of that file (`policy_file` in its settings), a group in its own policy, and a
scenario under `policy:`.

A **floor** may be made stricter, never looser. A policy that loosens one is refused, with the
reason. Lengths of time are written `30s`, `10m`, `1h`, `14d` or `"12 months"`; a month is a twelfth
of 365 days.

**From** says where a number comes from. *The guidance* is the published guidance on co-production
online. *Good practice* is UK youth-work and data-protection practice. *The platforms* are their own
terms. *Our choice* is only ours, and is never shown to people as if it were guidance.
"""

_FILE_BEGINS = """\
# The policy: every number the bot goes by, with its default.
#
# To change some of them, copy this file, keep the lines you want to change, and name the copy as
# policy_file in your settings. A floor may be made stricter, never looser.
# Lengths of time: 30s, 10m, 1h, 14d, "12 months".
"""


def load_policy(path: Path) -> Policy:
    """The default policy, changed by what the file says (SPEC 2).

    Raises:
        SettingsError: one sentence with the file, the line if it is known, and what to do.
    """
    file = read_toml(path)
    try:
        return Policy.default().tightened(_overrides(file))
    except PolicyError as wrong:
        raise SettingsError(f"{file.where(wrong.key.split('.'))}: {wrong}") from wrong


def _overrides(file: TomlFile) -> dict[str, object]:
    overrides: dict[str, object] = {}
    for key, value in _flat(file.values):
        if key in overrides:
            raise PolicyError(key, f"{key} is written a second time; keep one of the two.")
        overrides[key] = value
    return overrides


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping) and any(known.startswith(f"{key}.") for known in _KEYS):
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


def policy_toml() -> str:
    """The text of config/policy.toml."""
    parts = [_FILE_BEGINS]
    for family, rows in _families():
        parts += [] if family == rows[0].key else [f"[{family}]\n"]
        parts += [_toml_entry(row) for row in rows]
    return "\n".join(parts)


def policy_page() -> str:
    """The text of docs/policy.md."""
    parts = [_PAGE_BEGINS]
    for family, rows in _families():
        lines = [f"## {_FAMILIES[family]}", ""]
        lines += ["| setting | default | floor | from | what it is |", "|---|---|---|---|---|"]
        lines += [_page_line(row) for row in rows]
        parts.append("\n".join(lines) + "\n")
    parts.append("\n".join(["## Steps in order", "", *map(_order_line, ORDERS)]) + "\n")
    return "\n".join(parts)


def _families() -> Iterator[tuple[str, list[Setting]]]:
    # Keys without a table come first: in TOML a table lasts until the next one begins.
    for family in _FAMILIES:
        yield family, [row for row in SETTINGS if row.key.split(".")[0] == family]


def _page_line(row: Setting) -> str:
    floor = f"{row.floor_words}, because {row.floor.because}" if row.floor else ""
    cells = (f"`{row.key}`", row.form.write(row.default), floor, _FROM[row.origin], row.says)
    return f"| {' | '.join(cells)} |"


def _order_line(order: tuple[str, str, str]) -> str:
    first, then, why = order
    return f"- `{first}` is never longer than `{then}`, so that {why}."


def _toml_entry(row: Setting) -> str:
    notes = [row.says, f"From: {_FROM[row.origin]}."]
    if row.floor:
        notes.append(f"Floor: {row.floor_words}, because {row.floor.because}.")
    comment = [line for note in notes for line in textwrap.wrap(note, 96)]
    name = row.key.rpartition(".")[2]
    return "\n".join([*(f"# {line}" for line in comment), f"{name} = {_toml(row, row.default)}\n"])


def _toml(row: Setting, value: object) -> str:
    match value:
        case timedelta() | time() | QuietHours():
            return f'"{row.form.write(value)}"'
        case tuple():
            inside = ", ".join(f'"{format_duration(one)}"' for one in value)
            return f"[{inside}]"
        case dict():
            inside = ", ".join(f"{name} = {_toml(row, one)}" for name, one in value.items())
            return f"{{ {inside} }}"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
