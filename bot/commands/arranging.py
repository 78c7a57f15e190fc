"""The staff put an agenda in order by command; the buttons say the same (M1)."""

from __future__ import annotations

from bot.commands.agenda_lines import ahead, lines, may
from bot.commands.asking import Asked, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.flows.agenda import is_sent
from bot.model.meeting import Meeting
from bot.model.people import STAFF
from bot.model.signals import ItemAdded, ItemSorted

BUTTONS = {
    "take": "take-in",
    "next": "next-time",
    "not": "not-now",
    "earlier": "earlier",
    "minutes": "minutes",
}
"""What they write, and what the button for it is called."""
A_BREAK = 10
"""Minutes, unless they say how many."""


def put_in_break(asked: Asked) -> None:
    """`/agenda break [MINUTES]`: a break at its end, to be moved up."""
    asked.group_for(STAFF)
    minutes = next((int(word) for word in asked.words if word.isdigit()), A_BREAK)
    found = _to_arrange(asked)
    words = asked.books.seal("Break")
    hand_over(asked, found.id, ItemAdded(words=words, minutes=minutes, is_break=True))
    _show_arranged(asked, found)


def arrange(asked: Asked, what: str) -> None:
    """`/agenda take|next|not|earlier N`, `/agenda minutes N MINUTES`."""
    asked.group_for(STAFF)
    found = _to_arrange(asked)
    numbers = [int(word) for word in asked.words if word.isdigit()]
    wanted = len(("item", "minutes")) if what == "minutes" else 1
    if len(numbers) != wanted or found.agenda.item(str(numbers[0])) is None:
        raise SorryError("wrong-form", command=form_of(f"agenda {what}"))
    signal = ItemSorted(
        by=asked.person,
        item=str(numbers[0]),
        button=BUTTONS[what],
        minutes=numbers[1] if what == "minutes" else None,
    )
    hand_over(asked, found.id, signal)
    _show_arranged(asked, found)


def _to_arrange(asked: Asked) -> Meeting:
    """The next agenda of a group whose staff they are that has not gone out."""
    theirs = [meeting for meeting in ahead(asked) if may(asked, meeting)]
    found = next((m for m in theirs if not is_sent(m) and m.agenda.items), None)
    found = found or next((m for m in theirs if not is_sent(m)), None)
    if found is None and theirs:
        raise SorryError("agenda-item", "sent", meeting=title_of(asked, theirs[0]))
    if found is None:
        raise SorryError("agenda", "none")
    return found


def _show_arranged(asked: Asked, found: Meeting) -> None:
    shown = lines(asked, asked.meeting(found.id))
    asked.answer("agenda-item", "arranged", meeting=title_of(asked, found), choices=shown)
