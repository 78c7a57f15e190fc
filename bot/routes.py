"""Which ways to a person work (P2), and the questions about it, which belong to no meeting."""

from __future__ import annotations

from datetime import datetime

from bot import happenings as h
from bot.model.keys import COMMAND_OF, may_carry
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


def command_of(message: SentMessage, button: str) -> str | None:
    """The command that says the same as this button; None: it is for a meeting's flow."""
    return next((c for k, c in COMMAND_OF.items() if k in message.keys and may_carry(k, button)),
                None)  # fmt: skip


def in_words(happened: h.PressedButton, command: str) -> h.Commanded:
    """A button that stands for a command says the same as words would, and is no more."""
    return h.Commanded(
        platform=happened.platform,
        account=happened.account,
        text=f"/{command} {happened.button} {happened.message}",
    )
