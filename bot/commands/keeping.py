"""What can be put on record about people: /people WHAT … (P3, Y1, Y3, Y8, Y9, Y13)."""

from __future__ import annotations

from collections.abc import Callable

from bot.commands import minding
from bot.commands.asking import Asked, SorryError
from bot.commands.giving import give_role
from bot.commands.listing import form_of
from bot.commands.purpose import keep_purpose
from bot.commands.vouching import read_out
from bot.model.people import Group

_FEWEST_WORDS = 2

_ACTS: dict[str, Callable[[Asked, Group], None]] = {
    **minding.ACTS,
    "agreed": read_out,
    "role": give_role,
    "why": keep_purpose,
}


def keep(asked: Asked) -> bool:
    """Do what `/people WHAT …` asks for. False: it is no such thing, but a plain `/people`."""
    act = _ACTS.get(asked.words[0].lower()) if asked.words else None
    if act is None:
        return False
    what = asked.words.pop(0).lower()
    group = asked.group_for(minding.KEEPERS, sure=True)
    if len(asked.words) < _FEWEST_WORDS:
        raise SorryError("wrong-form", command=form_of(f"people {what}"))
    act(asked, group)
    return True
