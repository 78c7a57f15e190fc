"""What people may expect and what is asked of them, in parts, each with its version (Y8, P3).

Whoever has accepted an older version of a part is asked for that part again, and for no other.
The words of each part are in config/wording/, under its name: `line-guidelines-NAME`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec


class About(StrEnum):
    """For whom somebody says yes."""

    ONESELF = "oneself"
    CHILD = "child"


_EVERYBODY = frozenset(About)


class AgreementPart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of it."""

    name: str
    version: int
    since: date
    """The day from which this version holds."""
    about: frozenset[About] = _EVERYBODY


AGREEMENT_PARTS: tuple[AgreementPart, ...] = (
    AgreementPart(name="leaving", version=1, since=date(2026, 11, 20)),
    AgreementPart(name="together", version=1, since=date(2026, 11, 20)),
    AgreementPart(name="adults", version=1, since=date(2026, 11, 20)),
    AgreementPart(
        name="guardian", version=1, since=date(2026, 11, 20), about=frozenset({About.CHILD})
    ),
    AgreementPart(name="privacy", version=1, since=date(2026, 11, 21)),
)
"""In the order in which they are read. A part whose words change gets a new number and day."""

AGREEMENT: Mapping[str, int] = {part.name: part.version for part in AGREEMENT_PARTS}
"""The versions that are current, by the name of the part."""


def outstanding(
    accepted: Mapping[str, int], about: About, parts: tuple[AgreementPart, ...] = AGREEMENT_PARTS
) -> tuple[AgreementPart, ...]:
    """The parts that somebody who accepted these versions has still to be asked for."""
    return tuple(
        part for part in parts if about in part.about and accepted.get(part.name, 0) < part.version
    )
