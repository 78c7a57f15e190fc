"""From what a platform reports to signals for meetings: who was it, and whom does it concern?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from bot import happenings as h
from bot import joining, membership, practising, standing, whereabouts
from bot.model import signals as s
from bot.model.effects import Reply
from bot.model.keys import may_carry
from bot.model.meeting import OPEN_STATES, Place
from bot.model.people import PersonId
from bot.pins import compared, is_pin, typed_by_guardian, waits_for_guardian
from bot.ports import Books, SentMessage
from bot.practice_facts import is_young
from bot.routes import command_of, in_words, is_theirs, reached
from bot.whereabouts import Signals, arrive, concerned
from bot.words import calls_for_help, clean_words, kind_of

HELP = "help"
"""The button that is one tap away for a young person (Y12)."""


@dataclass(slots=True)
class Routed:
    """Where a happening goes."""

    signals: Signals = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    words_of: PersonId | None = None
    """Set when words must be understood by some meeting, or be answered with a line of help."""
    toast: str | None = None
    not_read: bool = False
    """A command was not done, because it could not be read or was not theirs to give."""


Commands = Callable[[Books, h.Commanded, datetime], Routed]


def route(books: Books, happening: h.Happening, now: datetime, commands: Commands) -> Routed:
    """Find out whom a happening concerns."""
    reached(books, happening, now)
    match happening:
        case h.Told():
            return Routed(signals=[(happening.meeting, happening.signal)])
        case h.CameIn():
            seen = practising.came_in(books, happening, now)
            return Routed(whereabouts.came_in(books, happening, now), seen)
        case h.WentOut():
            return Routed(whereabouts.went_out(books, happening))
        case h.MovedOver():
            seen = practising.came_in(books, happening, now)
            return Routed(whereabouts.moved(books, happening, now), seen)
        case h.WroteIn():
            return Routed(whereabouts.wrote(books, happening, now))
        case h.LeftGroup():
            return Routed(membership.left(books, happening, now))
        case h.JoinedGroup():
            return Routed(membership.joined(books, happening))
        case h.AskedToJoin():
            waits = membership.at_the_door(books, happening, now)
            if waits:
                return Routed(waits)
            back = membership.let_in(books, happening)
            return Routed(back, joining.asked(books, happening, now))
        case h.AnsweredJoin():
            word, replies = joining.answered(books, happening, now)
            return Routed(replies=replies, toast=word)
        case h.StandsInRoom():
            return Routed(replies=standing.stands(books, happening, now))
        case h.RoomMoved():
            return Routed(replies=standing.moved(books, happening, now))
        case h.PressedButton():
            return _pressed(books, happening, now, commands)
        case h.Texted():
            return _texted(books, happening, now, commands)
        case h.Commanded():
            return commands(books, happening, now)
        case h.Reachable():
            return Routed(replies=standing.reachable(books, happening, now))
        case _:
            assert_never(happening)


def _pressed(books: Books, happened: h.PressedButton, now: datetime, commands: Commands) -> Routed:
    """A press counts only for whom the message was for; anything else changes nothing (V6)."""
    person = books.person_of(happened.platform, happened.account)
    message = books.sent_message(happened.message)
    command = command_of(message, happened.button) if message is not None else None
    if command is not None and message is not None:
        if not is_theirs(books, message, happened.platform, happened.account, person):
            return Routed(toast="not-yours")
        return commands(books, in_words(happened, command), now)
    if message is not None and message.meeting is None and happened.button == HELP:
        return _called_for_help(books, happened, message, person, now, commands)
    if message is None or message.meeting is None or person is None:
        return Routed(toast="stale" if person is not None else "not-yours")
    key = next((k for k in message.keys if may_carry(k, happened.button)), None)
    if key is None:
        return Routed(toast="stale")
    if not is_theirs(books, message, happened.platform, happened.account, person):
        return Routed(toast="not-yours")
    signal = s.Pressed(
        person=person,
        key=key,
        button=happened.button,
        platform=happened.platform,
        case=message.case,
        thread=message.thread,
    )
    others = [
        (m, s.Signed(person=person)) for m in concerned(books, person) if m != message.meeting
    ]
    if message.recipient is None and happened.button == "here":
        return Routed(arrive(books, person, [message.meeting], None, seen=False))
    return Routed([(message.meeting, signal), *others])


def _called_for_help(
    books: Books, happened: h.PressedButton, message: SentMessage, person: PersonId | None,
    now: datetime, commands: Commands,
) -> Routed:  # fmt: skip
    """The button under every answer to a young person: the same as `/support` (Y12)."""
    if not is_theirs(books, message, happened.platform, happened.account, person):
        return Routed(toast="not-yours")
    if person is None or not is_young(books, person, now):
        return Routed(toast="stale")
    asked = h.Commanded(platform=happened.platform, account=happened.account, text="/support")
    return commands(books, asked, now)


def _texted(books: Books, happened: h.Texted, now: datetime, commands: Commands) -> Routed:
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        sealed = books.seal("{}")
        reply = Reply(platform=happened.platform, address=happened.account,
                      key="not-known", sealed=sealed)  # fmt: skip
        return Routed(replies=[reply])
    waiting = waits_for_guardian(books, person) if is_pin(happened.text) else None
    if waiting is not None:
        return Routed([(waiting.id, compared(books, waiting, person, happened.text, now))])
    own = typed_by_guardian(books, person, happened.text, now) if is_pin(happened.text) else []
    if own:
        return Routed([*own])
    words = clean_words(happened.text)
    said = s.Said(
        person=person,
        kind=kind_of(words),
        sealed=books.seal(words),
        platform=happened.platform,
    )
    meetings = concerned(books, person)
    asked = [m for m in meetings if _was_asked(books, m, person)]
    owed = [m for m in meetings if _owes_words(books, m, person)]
    if not asked and not owed and not _is_in_one(books, meetings, person):
        answer = _as_answer(books, happened, person, words, now)
        routed = commands(books, answer, now) if answer is not None else None
        if routed is not None and not (routed.not_read and is_young(books, person, now)):
            return routed
    return Routed([(m, said) for m in asked or owed[:1] or meetings], words_of=person)


def _as_answer(
    books: Books, happened: h.Texted, person: PersonId, words: str, now: datetime
) -> h.Commanded | None:
    """The words as an answer to what was asked; None: nothing was, or they ask for help.

    A young person who asks for it in words is asked who may see it, like at a press (Y12). What is
    written in a practice stays in it, which is said there (P1).
    """
    awaited, young = books.awaited_words(person, now), is_young(books, person, now)
    if awaited is not None:
        books.await_no_more(person)
    practises = awaited is not None and awaited.command == practising.WORDS
    if practises or not calls_for_help(words, young=young):
        text = f"/{awaited.command} {words}" if awaited is not None else None
    else:
        text = f"/support {words}" if young else None
    if text is None:
        return None
    return h.Commanded(platform=happened.platform, account=happened.account, text=text)


def _is_in_one(books: Books, meetings: list[str], person: PersonId) -> bool:
    """Whether they are in a meeting just now: then what they write may be about that (Y7)."""
    found = [stored.meeting for m in meetings if (stored := books.meeting(m)) is not None]
    return any(m.state in OPEN_STATES and m.seat(person).place is not Place.AWAY for m in found)


def _was_asked(books: Books, meeting_id: str, person: PersonId) -> bool:
    """Whether somebody looks for the person there: then their words are about that (L4)."""
    stored = books.meeting(meeting_id)
    case = stored.meeting.case_of(person) if stored is not None else None
    return case is not None and case.counts


def _owes_words(books: Books, meeting_id: str, person: PersonId) -> bool:
    """Whether a reason was asked of the person: then these words are for nobody else."""
    stored = books.meeting(meeting_id)
    if stored is None:
        return False
    removals = [owed.by for owed in stored.meeting.owed_reasons]
    return person in removals or any(
        case.stopping == person for case in stored.meeting.open_cases()
    )
