"""Facts as a meeting would give them, and the words as they are delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wording import Wording

FOLDER = Path(__file__).parents[2] / "config" / "wording"

FULL: dict[str, str | int] = {
    "again": 0,
    "at": "18:41",
    "blind_from": "18:20",
    "blind_to": "18:32",
    "by": "Tom",
    "choices": "Press a button on the card.",
    "code": "k7m2q",
    "command": "/meeting list",
    "contact": "Maya",
    "contact_email": "maya@example.org",
    "contact_phone": "07700 900110",
    "day": "Wednesday 20 January",
    "dial_in": "0808 157 0123",
    "emergency_name": "Jo",
    "emergency_note": "Say you are from the choir.",
    "emergency_phone": "07700 900119",
    "ends": "19:00",
    "group": "Breathe Well",
    "late": "5 minutes",
    "link": "https://example.org/start",
    "meeting": "Weekly",
    "minutes": 7,
    "note": "My bus came.",
    "owner": "Tom",
    "person": "Pat",
    "platform": "Discord",
    "reader": "Sam",
    "reason": "Pat has been in touch.",
    "roles": "contributor",
    "routes": "Discord: pat-2\nPhone: +44 7700 900111",
    "since": "18:30",
    "starts": "18:00",
    "tried": "18:31 message on Discord\n18:35 message on Telegram",
    "until": "18:51",
    "way_in": "the voice room",
    "who": "Pat, Sam and Kim",
    "words": "I am not ok",
    "zone": "Europe/London",
}

ALWAYS_GIVEN = (
    *("person", "meeting", "note", "blind_from", "blind_to", "minutes"),
    *("code", "command", "zone"),
)
"""Facts without which the text that names them is not sent at all."""

BARE: dict[str, str | int] = {
    name: value if name in ALWAYS_GIVEN else (0 if isinstance(value, int) else "")
    for name, value in FULL.items()
}


def every_text() -> list[tuple[str, str | None]]:
    """Every key, plain and in each of its variants."""
    words = Wording.load(FOLDER)
    return [(key, v) for key in sorted(words.keys()) for v in (None, *sorted(words.variants(key)))]


@pytest.fixture(scope="session")
def words() -> Wording:
    return Wording.load(FOLDER, strict=True)


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER
