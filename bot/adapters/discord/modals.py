"""Forms for what needs words. They say the same as words in a private message.

Nothing about a form is kept in memory: what it is for stands in its id, which is that of the
button it was opened by. So a form that is handed in after a restart still counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import discord
import msgspec

from bot import pins
from bot.adapters.discord.buttons import data
from bot.ports import Parcel
from bot.words import LONGEST_WORDS

WRITE, STOP, PIN = "write", "stop", "pin"
OPENS_A_FORM = frozenset({WRITE, STOP})
"""Buttons that ask for words at once, instead of asking for a message."""

OPENS_FOR_A_COMMAND = frozenset({PIN})
"""Commands that ask for what must not stay in a chat (Y3)."""

_WORDS = "words"
LONGEST_TITLE = 45
"""Letters that Discord takes in the title of a form, and before a field."""

_ASKS_FOR_WORDS = frozenset({"removal-reason", "stop-reason", "support-received"})
"""Messages after which somebody's next words mean something."""
_NOTED = "noted"


class Labels(Protocol):
    """Writes what stands on a button, and ready-made lines."""

    def label(self, name: str) -> str: ...
    def line(self, name: str) -> str: ...


def form(message: int, button: str, labels: Labels) -> discord.ui.Modal:
    """The form that a button opens.

    It is stopped at once: the library would keep it for as long as the program runs, waiting
    for what is read elsewhere.
    """
    title = labels.line(f"form-{button}")[:LONGEST_TITLE]
    modal = discord.ui.Modal(title=title, custom_id=data(message, button), timeout=None)
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id=_WORDS,
        style=discord.TextStyle.short if button == PIN else discord.TextStyle.paragraph,
        min_length=pins.FEWEST if button == PIN else 1,
        max_length=pins.MOST if button == PIN else LONGEST_WORDS,
    )
    label = labels.line(f"form-{button}-words")[:LONGEST_TITLE]
    modal.add_item(discord.ui.Label(text=label, component=field))
    modal.stop()
    return modal


def words_in(submitted: Any) -> str:
    """What was written into a form; nothing for what is none of ours."""
    components = submitted.get("components") if isinstance(submitted, dict) else None
    found = (
        one.get("value") for one in _fields(components or []) if one.get("custom_id") == _WORDS
    )
    return next((words.strip() for words in found if isinstance(words, str)), "")


def _fields(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        inner = one.get("components") or ([one["component"]] if "component" in one else [])
        yield from _fields(inner) if inner else (one,)


def with_a_form(parcel: Parcel, labels: Labels) -> Parcel:
    """The message with a button to write with, if it is private and asks for words."""
    variant = getattr(getattr(parcel.effect, "facts", None), "variant", None)
    if parcel.key not in _ASKS_FOR_WORDS or variant == _NOTED or parcel.recipient is None:
        return parcel
    buttons = (*parcel.buttons, (WRITE, labels.label(WRITE)))
    return msgspec.structs.replace(parcel, buttons=buttons)
