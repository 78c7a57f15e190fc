"""What the policy's table says about one setting, and how its floor is held (SPEC 2).

A floor is a line that a group may keep further away from and never cross (invariant 11).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

import msgspec

from bot.model.durations import shown
from bot.model.forms import Form, MinimumAges


class PolicyError(ValueError):
    """A policy that cannot be used: one sentence with the setting, what is wrong, what to do."""

    def __init__(self, key: str, sentence: str) -> None:
        self.key = key
        """The setting it is about, so that its line can be found in a file."""
        super().__init__(sentence)

    def __reduce__(self) -> tuple[type[PolicyError], tuple[str, str]]:
        return type(self), (self.key, str(self))


class Origin(StrEnum):
    """Where a number comes from. Ours are never shown to people as if they were guidance."""

    SOURCE = "source"
    PRACTICE = "practice"
    OURS = "ours"
    TERMS = "terms"


class AtMost(msgspec.Struct, frozen=True):
    """A ceiling: the value may be smaller, never larger. `because` completes a sentence."""

    limit: int | timedelta
    because: str

    def holds(self, value: Any) -> bool:
        """Whether the value keeps to it."""
        return bool(value <= self.limit)

    def words(self, form: Form) -> str:
        """Like: at most 5m."""
        return f"at most {form.write(self.limit)}"


class AtLeast(msgspec.Struct, frozen=True):
    """The value may be larger, never smaller. `because` completes a sentence."""

    limit: int | timedelta
    because: str

    def holds(self, value: Any) -> bool:
        """Whether the value keeps to it."""
        return bool(value >= self.limit)

    def words(self, form: Form) -> str:
        """Like: at least 2."""
        return f"at least {form.write(self.limit)}"


class AtLeastTable(msgspec.Struct, frozen=True):
    """No age below the table's; a country that is not in it: none below the lowest there is."""

    table: MinimumAges
    because: str

    def holds(self, value: MinimumAges) -> bool:
        """Whether every age keeps to it."""
        return all(
            age >= self._least(country, platform)
            for country, platforms in value.items()
            for platform, age in platforms.items()
        )

    def words(self, form: Form) -> str:
        """Like: at least GB: discord 13."""
        return f"at least {form.write(self.table)}"

    def _least(self, country: str, platform: str) -> int:
        rows = self.table.values()
        named = [row[platform] for row in rows if platform in row]
        lowest = min(named or [age for row in rows for age in row.values()])
        return self.table.get(country, {}).get(platform, lowest)


Floor = AtMost | AtLeast | AtLeastTable


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table."""

    key: str
    """As in policy.toml: leaving.grace."""
    attribute: str
    """As in `Policy`: leaving_grace."""
    form: Form
    default: Any
    floor: Floor | None
    origin: Origin
    says: str
    """What it is, in one plain sentence."""

    @property
    def floor_words(self) -> str:
        """The floor as a person reads it; empty if there is none."""
        return self.floor.words(self.form) if self.floor else ""

    def read(self, written: object, now: Any) -> Any:
        """The value that is written, which takes the place of `now`.

        Raises:
            PolicyError: if it is not a value of this kind, or loosens the floor.
        """
        try:
            value = self.form.read(written, now)
        except ValueError as wrong:
            raise PolicyError(self.key, f"{self.key}: {wrong}{self._must()}") from None
        self.hold(value, shown(written) if isinstance(written, str) else self.form.write(value))
        return value

    def hold(self, value: Any, written: str | None = None) -> None:
        """See that a value keeps to the floor; `written` is how a person wrote it.

        Raises:
            PolicyError: naming the key, the value, the floor and the reason.
        """
        if self.floor is None or self.floor.holds(value):
            return
        raise PolicyError(
            self.key,
            f"{self.key}: {written or self.form.write(value)} loosens a floor.{self._must()}",
        )

    def _must(self) -> str:
        return (
            f" It must be {self.floor_words}, because {self.floor.because}." if self.floor else ""
        )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name that looks most like `name`, if any does."""
    return next(iter(difflib.get_close_matches(name[:80], list(names), 1, 0.55)), None)
