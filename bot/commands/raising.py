"""A break, a hand, a word, and technical help: what everybody may ask for in a meeting (M4).

Nobody else hears who asked.
"""

from __future__ import annotations

import regex

from bot.commands.asking import Asked, SorryError
from bot.commands.foreseeing import hand_over
from bot.commands.glossary import meaning_of
from bot.commands.listing import form_of
from bot.commands.there import meeting_i_am_in, meeting_i_lead, meetings_in
from bot.flows.hands import order
from bot.model.during_signals import (
    BreakWanted,
    HandLowered,
    HandRaised,
    NextCalled,
    Stuck,
    WordAsked,
)
from bot.model.meeting import NOT_OVER, OPEN_STATES, MeetingState

LONGEST_WORD, MOST_WORDS = 40, 4
"""A word somebody asks about, not a message to everybody without a name."""
_NOT_IN_A_WORD = regex.compile(r"[^\p{L}\p{M}\p{N} '’&./-]")


def break_(asked: Asked) -> None:
    """`/break`: they would like one. Kept silently until one more person would."""
    found = meeting_i_am_in(asked)
    toast = hand_over(asked, found.id, BreakWanted(person=asked.person)).toast.name
    variants = {"break-kept": None, "break-now": "now"}
    asked.answer("break-asked", variants.get(toast, "not-now"))


def hand(asked: Asked) -> None:
    """`/hand [down|next|list]`: they would like to speak; next and list are for the chair."""
    match asked.words:
        case [] | ["up"]:
            found = meeting_i_am_in(asked)
            hand_over(asked, found.id, HandRaised(person=asked.person))
            asked.answer("hand")
        case ["down"]:
            found = meeting_i_am_in(asked)
            hand_over(asked, found.id, HandLowered(person=asked.person))
            asked.answer("hand", "down")
        case ["next"]:
            _call_next(asked)
        case ["list"]:
            waiting = order(meeting_i_lead(asked))
            names = ", ".join(asked.books.name_of(who) for who in waiting)
            asked.answer("hand", "list" if names else "empty", who=names)
        case _:
            raise SorryError("wrong-form", command=form_of("hand"))


def _call_next(asked: Asked) -> None:
    found = meeting_i_lead(asked)
    waiting = order(found)
    hand_over(asked, found.id, NextCalled(by=asked.person))
    if waiting:
        asked.answer("hand", "called", person=asked.books.name_of(waiting[0]))
    else:
        asked.answer("hand", "empty")


def jargon(asked: Asked) -> None:
    """`/jargon WORD`: what does it mean? If the glossary knows, the group is not asked."""
    word = _a_word(asked)
    known = meaning_of(asked, word)
    if known is not None:
        asked.answer("word-known", words=known.word, note=known.meaning)
        return
    found = meeting_i_am_in(asked)
    signal = WordAsked(words=asked.books.seal(word))
    posted = hand_over(asked, found.id, signal).toast.name == "recorded"
    asked.answer("word-asked", None if posted else "not-now", words=word)


def _a_word(asked: Asked) -> str:
    """What they ask about. Sorry: it is no word, but something to say to everybody."""
    word = " ".join(_NOT_IN_A_WORD.sub("", " ".join(asked.words)).split())
    if not word:
        raise SorryError("wrong-form", command=form_of("jargon"))
    if len(word) > LONGEST_WORD or len(word.split()) > MOST_WORDS:
        raise SorryError("word-asked", "long")
    return word


def stuck(asked: Asked) -> None:
    """`/stuck`: technical help without leaving; the contact person hears, and no case is opened."""
    opened = meetings_in(asked, OPEN_STATES)
    there = [found for found in opened if found.seat(asked.person).present]
    expected = [found for found in opened if asked.person in found.expects]
    coming = meetings_in(asked, NOT_OVER | {MeetingState.DRAFT})
    for found in [*there, *expected, *opened, *coming]:
        foreseen = hand_over(asked, found.id, Stuck(person=asked.person))
        if not foreseen.writes:
            asked.answer("stuck")
        return
    asked.answer("stuck", "none")
