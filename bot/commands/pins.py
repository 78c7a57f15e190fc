"""A guardian's PIN: /pin (Y3).

On the guardian's own account it sets the PIN. On the account of a young person who waits it is
the guardian who types it. It is answered, and never kept as words.
"""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.foreseeing import hand_over
from bot.pins import compared, is_pin, waits_for_guardian


def pin(asked: Asked) -> None:
    """`/pin PIN`: a guardian sets it, or types it for the young person who waits."""
    if asked.in_room:
        raise SorryError("pin", "room")
    typed = "".join(asked.words)
    if any(not asked.me(group).is_adult(asked.today(group)) for group in asked.groups()):
        _typed_for_a_child(asked, typed)
        return
    if not _is_guardian(asked):
        raise SorryError("pin", "not-guardian")
    if not typed:
        raise SorryError("pin", "how")
    if not is_pin(typed):
        raise SorryError("pin", "wrong")
    asked.books.set_pin(asked.person, typed)
    asked.answer("pin")


def _is_guardian(asked: Asked) -> bool:
    return any(
        asked.person in member.guardians
        for group in asked.groups()
        for member in group.people.values()
    )


def _typed_for_a_child(asked: Asked, typed: str) -> None:
    waiting = waits_for_guardian(asked.books, asked.person)
    if waiting is None:
        raise SorryError("pin-answer", "not-asked")
    if not is_pin(typed):
        raise SorryError("pin", "child")
    pin = compared(asked.books, waiting, asked.person, typed, asked.now)
    foreseen = hand_over(asked, waiting.id, pin)
    if not foreseen.writes:
        asked.answer("ok")
