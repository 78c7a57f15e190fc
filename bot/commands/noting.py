"""What is written down in a meeting: /note, /action and /notes (M4).

What speaks of somebody is shown to them first, and counts only when they have said yes to it. If
they would rather have other words, those are shown to everybody else concerned.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import member_called, members_called, short_id
from bot.commands.options import mentioned
from bot.commands.there import group_of, meeting_to_note, meetings_in
from bot.model.during_signals import NoteShown
from bot.model.meeting import Meeting, MeetingState
from bot.model.paper import Paper, PaperKind
from bot.model.people import PersonId

LONGEST_NOTE = 800
LONGEST_OF_NAMES = 4
"""Words that a name may have where no colon says where it ends."""
ANSWER_WITHIN = timedelta(hours=24)
"""How long the next private words of somebody who wants other words are taken for them."""
AGREED, ASKED = "agreed", "asked"
_BY = re.compile(r"^(?P<what>.*?)(?:\s+by)?\s+(?P<day>\d{4}-\d{2}-\d{2})$")


def note(asked: Asked) -> None:
    """`/note TEXT`: kept at once, unless it names somebody."""
    found = meeting_to_note(asked)
    words = " ".join(asked.words)[:LONGEST_NOTE]
    if not words:
        raise SorryError("wrong-form", command=form_of("note"))
    _put(asked, found, PaperKind.NOTE, {"text": words}, _named_in(asked, found, words))


def action(asked: Asked) -> None:
    """`/action WHO: TEXT by DATE`: kept once that person has said yes to it."""
    found = meeting_to_note(asked)
    name, what = _who_and_what(asked, found)
    if not name or not what:
        raise SorryError("wrong-form", command=form_of("action"))
    who = member_called(asked, group_of(asked, found), name)
    dated = _BY.match(what)
    day = _day(dated["day"]) if dated else None
    text = dated["what"] if dated and day is not None else what
    doc = {"text": text[:LONGEST_NOTE], "who": who, "by": day.isoformat() if day else ""}
    named = [who, *_named_in(asked, found, text)]
    others = [one for one in dict.fromkeys(named) if one != asked.person]
    _put(asked, found, PaperKind.ACTION, doc, others)


def _who_and_what(asked: Asked, found: Meeting) -> tuple[str, str]:
    """A name and what they do: with a colon between them, or filled in as two fields."""
    words = asked.words
    if words and mentioned(words[0].rstrip(":")) is not None:
        return words[0].rstrip(":"), " ".join(words[1:])
    name, colon, what = " ".join(words).partition(":")
    if colon:
        return name.strip(), what.strip()
    group = group_of(asked, found)
    for length in range(min(LONGEST_OF_NAMES, len(words) - 1), 0, -1):
        if members_called(asked, group, " ".join(words[:length])):
            return " ".join(words[:length]), " ".join(words[length:])
    return "", ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _named_in(asked: Asked, found: Meeting, words: str) -> list[PersonId]:
    """Everybody else of the group whose name stands in it."""
    people = group_of(asked, found).people
    return [
        who
        for who in people
        if who != asked.person
        and re.search(rf"(?<!\w){re.escape(asked.books.name_of(who))}(?!\w)", words)
    ]


def _put(
    asked: Asked, found: Meeting, kind: PaperKind, doc: dict[str, Any], about: list[PersonId]
) -> None:
    paper = Paper(
        id=f"{kind.value}-{short_id()}",
        group=found.group,
        kind=kind,
        at=asked.now,
        meeting=found.id,
        person=doc.get("who"),
        state=ASKED if about else AGREED,
        doc={**doc, "author": asked.person, "about": about, "waits": about,
             "there": list(found.present())},
    )  # fmt: skip
    asked.books.put_paper(paper)
    if not about:
        asked.answer("noted")
        return
    _show(asked, paper, about)
    names = ", ".join(asked.books.name_of(who) for who in about)
    asked.answer("noted", "asked", who=names)


def _show(asked: Asked, paper: Paper, to: list[PersonId]) -> None:
    signal = NoteShown(
        by=asked.person,
        paper=paper.id,
        words=asked.books.seal(_in_words(asked, paper)),
        to=tuple(to),
    )
    hand_over(asked, paper.meeting or "", signal)


def _in_words(asked: Asked, paper: Paper) -> str:
    """As it is shown to those it speaks of."""
    who = f"{asked.books.name_of(paper.doc['who'])}: " if paper.doc.get("who") else ""
    by = f" ({paper.doc['by']})" if paper.doc.get("by") else ""
    return f"{who}{paper.doc['text']}{by}"


# --- what those say whom it speaks of ------------------------------------------------------------


def notes(asked: Asked) -> None:
    """`/notes [MEETING]`: what is agreed. `/notes agree NUMBER` and `reword` are buttons."""
    match asked.words:
        case ["agree", number] if number.isdigit():
            _agree(asked, _shown(asked, int(number)))
        case ["reword", number] if number.isdigit():
            _ask_for_words(asked, _shown(asked, int(number)))
        case ["words", paper_id, *words] if words:
            _reword(asked, _waiting(asked, paper_id), " ".join(words)[:LONGEST_NOTE])
        case words:
            _list(asked, " ".join(words))


def _shown(asked: Asked, number: int) -> Paper:
    """The paper that a message is about. Sorry: it no longer waits for them."""
    message = asked.books.sent_message(number)
    if message is None or message.recipient is None or "note-ask" not in message.keys:
        raise SorryError("reworded", "late")
    return _waiting(asked, message.thread.partition("/")[2])


def _waiting(asked: Asked, paper_id: str) -> Paper:
    paper = asked.books.paper(paper_id)
    if paper is None or _for(asked, paper) is None:
        raise SorryError("reworded", "late")
    return paper


def _for(asked: Asked, paper: Paper) -> PersonId | None:
    """Whose answer theirs is: their own, or a child's who takes part through their account."""
    waits = paper.doc.get("waits", [])
    if asked.person in waits:
        return asked.person
    people = asked.books.group(paper.group).people
    held = (who for who in waits if who in people and people[who].held_by == asked.person)
    return next(held, None)


def _agree(asked: Asked, paper: Paper) -> None:
    waits = [who for who in paper.doc["waits"] if who != _for(asked, paper)]
    doc = {**paper.doc, "waits": waits}
    state = ASKED if waits else AGREED
    asked.books.put_paper(msgspec.structs.replace(paper, doc=doc, state=state))
    asked.answer("reworded", "agreed")


def _ask_for_words(asked: Asked, paper: Paper) -> None:
    asked.books.await_words(asked.person, f"notes words {paper.id}", asked.now + ANSWER_WITHIN)
    asked.answer("reworded", "write")


def _reword(asked: Asked, paper: Paper, words: str) -> None:
    """In their words now: everybody else concerned is asked about those."""
    mine = _for(asked, paper)
    concerned = dict.fromkeys([paper.doc["author"], *paper.doc["about"]])
    waits = [who for who in concerned if who not in {mine, asked.person}]
    doc = {**paper.doc, "text": words, "waits": waits}
    state = ASKED if waits else AGREED
    changed = msgspec.structs.replace(paper, doc=doc, state=state)
    asked.books.put_paper(changed)
    if waits:
        _show(asked, changed, waits)
    asked.answer("reworded")


# --- what is agreed ------------------------------------------------------------------------------


def _list(asked: Asked, named: str) -> None:
    found = _meeting_called(asked, named)
    lines = [
        *_lines(asked, found, PaperKind.NOTE),
        *_lines(asked, found, PaperKind.ACTION),
        *_decisions(asked, found),
    ]
    title = title_of(asked, found)
    asked.answer("notes", None if lines else "none", meeting=title, choices=lines)


def _meeting_called(asked: Asked, named: str) -> Meeting:
    """The one that is named; else the newest about which something is written down."""
    past = frozenset(MeetingState) - {MeetingState.DRAFT, MeetingState.CANCELLED}
    found = list(reversed(meetings_in(asked, past)))
    wanted = named.casefold()
    for meeting in found:
        is_named = wanted in {meeting.id.casefold(), title_of(asked, meeting).casefold()}
        if is_named or (not named and _has_any(asked, meeting)):
            return meeting
    if named or not found:
        raise SorryError("notes", "no-meeting")
    return found[0]


def _has_any(asked: Asked, found: Meeting) -> bool:
    kinds = (PaperKind.NOTE, PaperKind.ACTION, PaperKind.DECISION)
    return any(asked.books.papers(found.group, kind, meeting=found.id) for kind in kinds)


def _lines(asked: Asked, found: Meeting, kind: PaperKind) -> list[Line]:
    papers = asked.books.papers(found.group, kind, meeting=found.id)
    return [
        {"line": kind.value, "words": _in_words(asked, paper)}
        for paper in papers
        if paper.state == AGREED
    ]


def _decisions(asked: Asked, found: Meeting) -> list[Line]:
    papers = asked.books.papers(found.group, PaperKind.DECISION, meeting=found.id)
    return [
        {"line": "decision", "words": paper.doc["question"], "note": paper.doc["outcome"]}
        for paper in papers
        if paper.state == "closed"
    ]
