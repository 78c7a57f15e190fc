"""Buttons: what stands in them, and how it is read back when one is pressed.

The data of a button is `a:NUMBER:NAME`: the outbox's own number of the message, and the
button. Nothing about it is kept in memory, so it means the same after a restart. It is no
proof of anything: whoever presses is checked by the rules, at the moment of pressing (V6).
"""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

LONGEST_DATA = 64
"""Bytes of data that Telegram allows in a button."""

_DATA = re.compile(r"a:([0-9]{1,18}):([a-z][a-z0-9-]{0,39})", re.ASCII)


def data(message: int, button: str) -> str:
    """What stands in the button called `button` of the outbox's message `message`."""
    return f"a:{message}:{button}"


def pressed(found: str | None) -> tuple[int, str] | None:
    """The message and the button; None for anything this program would not have written."""
    match = _DATA.fullmatch(found or "")
    return (int(match[1]), match[2]) if match else None


def keyboard(message: int, buttons: tuple[tuple[str, str], ...]) -> InlineKeyboardMarkup | None:
    """One button in a row, so that labels can be read whole on a small screen."""
    if not buttons:
        return None
    return InlineKeyboardMarkup.from_column(
        [InlineKeyboardButton(label, callback_data=data(message, name)) for name, label in buttons]
    )
