"""Who can be called besides the team, country by country: a dated table (SPEC Y12, P5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import msgspec

CHECK_AGAIN_AFTER = timedelta(days=365)
"""A row that was checked longer ago may hold a number that has changed."""

ALWAYS = "always"
"""The hours of a line that is there day and night."""


class HelpLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody to talk to on the phone."""

    name: str
    number: str
    free: bool
    hours: str = ""
    """`ALWAYS`, or words like: every day from 2pm to 8pm. Empty: nothing is said of it."""


class CountryLines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be called in one country."""

    emergency: str
    checked: date
    """The day on which somebody last saw that all of it is right."""
    source: str
    """How they know, in words."""
    child: HelpLine | None = None
    adult: HelpLine | None = None


class HelpLines(msgspec.Struct, frozen=True, kw_only=True):
    """The table."""

    elsewhere: str
    """What to call in a country that is not in it, in words: a wrong number is worse than none."""
    countries: Mapping[str, CountryLines]
    """By the country's two letters (ISO 3166)."""

    def of(self, country: str | None) -> CountryLines | None:
        """The country's row. None: there is none, or the country is not known."""
        return None if country is None else self.countries.get(country)

    def missing(self, countries: Collection[str]) -> list[str]:
        """Those of the countries that are not in the table, in order."""
        return sorted(set(countries) - self.countries.keys())

    def stale(self, countries: Collection[str], day: date) -> list[str]:
        """Those of the countries whose row was checked more than 12 months before `day`.

        A day that is still to come is a slip of the pen, and counts as none.
        """
        known = sorted(set(countries) & self.countries.keys())
        return [country for country in known if not self._fresh(self.countries[country], day)]

    def _fresh(self, row: CountryLines, day: date) -> bool:
        return timedelta(days=-1) <= day - row.checked <= CHECK_AGAIN_AFTER
