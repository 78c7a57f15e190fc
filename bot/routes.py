"""Which ways to a person work (P2), and the questions about it, which belong to no meeting."""

from __future__ import annotations

from datetime import datetime

from bot import happenings as h
from bot.model.keys import BUTTONS
from bot.ports import Books, SentMessage


def reached(books: Books, happening: h.Happening, now: datetime) -> None:
    """Whoever answers privately can be written to: that proves the route, not a send (P2)."""
    match happening:
        case (
            h.Texted(platform=platform, account=account)
            | h.PressedButton(platform=platform, account=account, room=None)
            | h.Commanded(platform=platform, account=account, room=None, unseen=False)
        ):
            person = books.person_of(platform, account)
        case _:
            return
    for group in books.groups_of(person)[:1] if person is not None else ():
        routes = books.group(group).people[person or ""].routes
        if any((r.platform, r.account, r.proved) == (platform, account, False) for r in routes):
            books.prove(platform, account, now)


def answer_buttons(message: SentMessage) -> frozenset[str]:
    """The buttons of an answer to a command."""
    if message.meeting is not None or "join-request" in message.keys:
        return frozenset()
    return frozenset(button for key in message.keys for button in BUTTONS.get(key, ()))


def in_words(happened: h.PressedButton, message: SentMessage) -> h.Commanded:
    """A button under an answer to a command says the same as words would, and is no more."""
    command = "agree" if "guidelines" in message.keys else "link"
    return h.Commanded(
        platform=happened.platform,
        account=happened.account,
        text=f"/{command} {happened.button} {happened.message}",
    )
