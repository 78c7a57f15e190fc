"""Which ways to a person work (P2), and the questions about it, which belong to no meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import happenings as h
from bot.model.keys import BUTTONS, COMMAND_OF, FOR_THE_MEETING
from bot.model.people import PersonId, Platform
from bot.ports import Books, SentMessage

ANSWERED = "answered"
"""How the route was proved: they wrote or pressed something privately."""
REFRESHED_AFTER = timedelta(days=1)
"""A proof that is younger is good enough: whom a group has is not read anew at every press."""


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
        this = [r for r in routes if (r.platform, r.account) == (platform, account)]
        if any(r.proved_at is None or now - r.proved_at > REFRESHED_AFTER for r in this):
            books.prove(platform, account, now, how=ANSWERED)


def command_of(message: SentMessage, button: str) -> str | None:
    """The command that says the same as this button; None: it is for a meeting's flow.

    So is the call for help that any card of a young person may carry (Y12).
    """
    if button in FOR_THE_MEETING:
        return None
    said = (c for k, c in COMMAND_OF.items() if k in message.keys and button in BUTTONS.get(k, ()))
    return next(said, None)


def is_theirs(
    books: Books, message: SentMessage, platform: Platform, account: str, person: PersonId | None
) -> bool:
    """Whether a message was for whoever uses its number (V6).

    Private: its recipient. In a room: any member of the group. An answer: whoever has the account
    it went to, known to the bot or not.
    """
    if message.recipient is not None:
        return message.recipient == person
    if message.meeting is not None:
        stored = books.meeting(message.meeting)
        if person is None or stored is None:
            return False
        return stored.meeting.group in books.groups_of(person)
    if (message.platform, message.address) == (platform, account):
        return True
    return person is not None and books.person_of(message.platform, message.address) == person


def in_words(happened: h.PressedButton, command: str) -> h.Commanded:
    """A button that stands for a command says the same as words would, and is no more."""
    return h.Commanded(
        platform=happened.platform,
        account=happened.account,
        text=f"/{command} {happened.button} {happened.message}",
    )
