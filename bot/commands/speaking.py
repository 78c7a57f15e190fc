"""Questions to everybody in the room: /ask and /thumbs (M4). For staff, and for the chair."""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.there import meeting_i_lead
from bot.model.during_signals import During, RoundAsked, ThumbsAsked, ThumbsClosed
from bot.model.meeting import Meeting

LONGEST_QUESTION = 500


def ask(asked: Asked) -> None:
    """`/ask checkin [QUESTION]`: a round in the room, in which everybody may pass."""
    what, *words = asked.words or [""]
    if what not in {"checkin", "check-in"}:
        raise SorryError("wrong-form", command=form_of("ask"))
    question = " ".join(words)[:LONGEST_QUESTION]
    sealed = asked.books.seal(question) if question else None
    _put(asked, meeting_i_lead(asked), RoundAsked(by=asked.person, words=sealed))


def thumbs(asked: Asked) -> None:
    """`/thumbs QUESTION` asks everybody; `/thumbs close` ends it."""
    found = meeting_i_lead(asked)
    match asked.words:
        case []:
            raise SorryError("wrong-form", command=form_of("thumbs"))
        case ["close"]:
            done = hand_over(asked, found.id, ThumbsClosed(by=asked.person)).toast.name
            asked.answer("posted", "closed" if done == "recorded" else "nothing")
        case words:
            sealed = asked.books.seal(" ".join(words)[:LONGEST_QUESTION])
            _put(asked, found, ThumbsAsked(by=asked.person, words=sealed))


def _put(asked: Asked, found: Meeting, signal: During) -> None:
    """Sorry: nothing is put to a room while the meeting is held."""
    if hand_over(asked, found.id, signal).toast.name == "recorded":
        asked.answer("posted")
    else:
        asked.answer("posted", "not-now")
