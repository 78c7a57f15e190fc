"""Facts as a meeting would give them, and the words as they are delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.help_line_files import shipped_help_lines
from bot.wording import Wording
from bot.wording.help_facts import help_facts

FOLDER = Path(__file__).parents[2] / "config" / "wording"

GB: dict[str, str | int] = {**help_facts(shipped_help_lines(), "GB")}
"""Who can be called in Great Britain."""

FULL: dict[str, str | int] = {
    **GB,
    "again": 0,
    "at": "18:41",
    "blind_from": "18:20",
    "blind_to": "18:32",
    "by": "Tom",
    "amount": "£7.50",
    "agreed": "£5.00",
    "benefits": "https://example.org/benefits",
    "cost_items": "• The meeting: £5.00\n• Bus ticket: £2.50",
    "promised": "Wednesday 3 February 2027",
    "quantity": "12",
    "status": "sent",
    "way": "a voucher",
    "choices": "Press a button on the card.",
    "closes": "Tuesday 12 January 2027",
    "coming": "Maya: I look after the group.\nPat.",
    "hard_topic": 1,
    "hard_words": "• protocol: perhaps plan.",
    "items": "1. Bus fares (10 minutes, from Pat).\n2. The logo (5 minutes).",
    "warnings": "All of it takes 65 minutes.",
    "why": "We choose the words for our leaflet.",
    "code": "k7m2q",
    "command": "/meeting list",
    "contact": "Maya",
    "contact_email": "maya@example.org",
    "contact_phone": "07700 900110",
    "day": "Wednesday 20 January",
    "dial_in": "0808 157 0123",
    "down": 3,
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
    "numbers": "hidden",
    "owner": "Tom",
    "person": "Pat",
    "platform": "Discord",
    "reader": "Sam",
    "reason": "Pat has been in touch.",
    "roles": "contributor",
    "routes": "Discord: pat-2\nPhone: +44 7700 900111",
    "rules": "• We listen.\n• We take turns.",
    "silent": 2,
    "since": "18:30",
    "starts": "18:00",
    "step": 3,
    "steps": 6,
    "tried": "18:31 message on Discord\n18:35 message on Telegram",
    "unsure": 1,
    "until": "18:51",
    "up": 4,
    "way_in": "the voice room",
    "who": "Pat, Sam and Kim",
    "words": "I am not ok",
    "zone": "Europe/London",
}

ALWAYS_GIVEN = (
    *("person", "meeting", "note", "blind_from", "blind_to", "minutes"),
    *("code", "command", "zone", "step", "steps"),
    *("amount", "promised", "status"),
    *GB,
)
"""Facts without which the text that names them is not sent at all, and the group's country's.

Other countries, also those without any line, are in `test_help_lines.py`.
"""

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
