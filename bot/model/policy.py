"""The policy: the numbers of one group, kept within their floors (SPEC 2, invariant 11).

The table itself is in `bot.model.policy_table`; `SETTINGS` is the same table, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, Self, get_type_hints

import msgspec

from bot.model.durations import LONGEST, format_duration, parse_duration, shown
from bot.model.forms import (
    Ages,
    Count,
    Flag,
    Form,
    Hours,
    Length,
    Lengths,
    MinimumAges,
    NextDay,
    Platforms,
    QuietHours,
)
from bot.model.numbers import AtLeast, AtLeastTable, AtMost, PolicyError, Setting, nearest
from bot.model.policy_keys import key_of
from bot.model.policy_table import PolicyTable

__all__ = [
    "ORDERS",
    "SETTINGS",
    "MinimumAges",
    "Policy",
    "PolicyError",
    "QuietHours",
    "Setting",
    "format_duration",
    "parse_duration",
]

_FORMS: dict[object, Form] = {
    # During a meeting nothing waits longer than a day: 10d is 10m mistyped.
    timedelta: Length(timedelta(days=1)),
    tuple[timedelta, ...]: Lengths(Length(LONGEST)),
    tuple[str, ...]: Platforms(),
    int: Count(0, 100),
    bool: Flag(),
    time: NextDay(),
    QuietHours: Hours(),
    MinimumAges: Ages(),
}

ORDERS = (
    ("meeting.not_open_after", "meeting.cancelled_after", "nobody waits for what is cancelled"),
    ("agenda.send_before", "agenda.ask_before", "items are asked for before the agenda goes out"),
)
"""The first setting of each is never longer than the second, and why."""


class Policy(PolicyTable, frozen=True, kw_only=True):
    """The numbers of one group. Stored with each meeting as JSON, under the keys of policy.toml.

    Reading a stored policy back checks nothing, so that a meeting stays readable after a floor
    has moved. Whatever somebody writes is checked (`tightened`), and `check` can be asked.
    """

    @classmethod
    def default(cls) -> Self:
        """Every number as the table has it."""
        return cls()

    def tightened(self, overrides: Mapping[str, object]) -> Self:
        """This policy with some numbers changed, by their dotted keys (invariant 11).

        The floors are the table's, whatever this policy says.

        Raises:
            PolicyError: for a key that does not exist, a value of the wrong kind, a loosened
                floor, or steps that would come in the wrong order.
        """
        changes = {}
        for key, written in overrides.items():
            row = _row(key)
            changes[row.attribute] = row.read(written, getattr(self, row.attribute))
        changed = msgspec.structs.replace(self, **changes)
        changed.check()
        return changed

    def check(self) -> None:
        """See that every floor holds and that steps come in their order.

        Raises:
            PolicyError: for the first that does not.
        """
        for row in SETTINGS:
            row.hold(getattr(self, row.attribute))
        for first, then, why in ORDERS:
            self._hold_order(_BY_KEY[first], _BY_KEY[then], why)

    def minimum_age(self, platform: str, country: str) -> int:
        """The age from which somebody in `country` may have an account there (Y9), in years."""
        rows = self.platform_minimum_age
        highest = max(age for row in rows.values() for age in row.values())
        return rows.get(country, {}).get(platform, highest)

    def _hold_order(self, first: Setting, then: Setting, why: str) -> None:
        early, late = getattr(self, first.attribute), getattr(self, then.attribute)
        if early > late:
            raise PolicyError(
                then.key,
                f"{first.key} ({format_duration(early)}) must not be longer than {then.key} "
                f"({format_duration(late)}), so that {why}. "
                f"Set {first.key} to {format_duration(late)} or less as well.",
            )


def _rows() -> tuple[Setting, ...]:
    hints, default = get_type_hints(Policy, include_extras=True), Policy.default()
    return tuple(_as_row(name, hints[name], getattr(default, name)) for name in hints)


def _as_row(name: str, hint: Any, default: Any) -> Setting:
    origin, says, *more = hint.__metadata__
    floors = [one for one in more if isinstance(one, AtMost | AtLeast | AtLeastTable)]
    forms = [one for one in more if isinstance(one, Count | Length)]
    return Setting(
        key=key_of(name),
        attribute=name,
        form=forms[0] if forms else _FORMS[hint.__origin__],
        default=default,
        floor=floors[0] if floors else None,
        origin=origin,
        says=says,
    )


SETTINGS = _rows()
_BY_KEY = {row.key: row for row in SETTINGS}


def _row(key: object) -> Setting:
    if isinstance(key, str) and key in _BY_KEY:
        return _BY_KEY[key]
    near = nearest(key, _BY_KEY) if isinstance(key, str) else None
    raise PolicyError(
        str(key) if isinstance(key, str) else "",
        f"{shown(key)} is not a setting of the policy. "
        + (f"Did you mean {near}?" if near else "All of them are in config/policy.toml."),
    )
