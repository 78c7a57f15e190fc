"""Buttons: what stands in them, and how it is read back when one is pressed.

The custom id of a button is `a:NUMBER:NAME`: the outbox's own number of the message, and the
button. Nothing about it is kept in memory, so it means the same after a restart. It is no
proof of anything: whoever presses is checked by the rules, at the moment of pressing (V6).
"""

from __future__ import annotations

import re

import discord

LONGEST_DATA = 100
"""Letters of custom id that Discord allows in a button."""
LONGEST_LABEL = 80
"""Letters that Discord allows on a button."""
ROWS = 5
"""Rows of buttons that Discord allows under a message, and buttons in a row."""

_DATA = re.compile(r"a:([0-9]{1,18}):([a-z][a-z0-9-]{0,39})", re.ASCII)


def data(message: int, button: str) -> str:
    """What stands in the button called `button` of the outbox's message `message`."""
    return f"a:{message}:{button}"


def pressed(found: str | None) -> tuple[int, str] | None:
    """The message and the button; None for anything this program would not have written."""
    match = _DATA.fullmatch(found or "")
    return (int(match[1]), match[2]) if match else None


def keyboard(message: int, buttons: tuple[tuple[str, str], ...]) -> discord.ui.View | None:
    """One button in a row while there is room, so that labels can be read on a small screen.

    The view is only a way to write the buttons down. It is stopped at once, or the library
    would keep it for as long as the program runs, waiting for presses that are read elsewhere.
    """
    if not buttons:
        return None
    view = discord.ui.View(timeout=None)
    in_a_row = -(-len(buttons) // ROWS)
    for number, (name, label) in enumerate(buttons):
        view.add_item(
            discord.ui.Button[discord.ui.View](
                label=label[:LONGEST_LABEL],
                custom_id=data(message, name),
                row=number // in_a_row,
            )
        )
    view.stop()
    return view
