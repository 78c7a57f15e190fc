"""Decisions, with everything one would like to know of them later: /decide (M4).

A key decision needs enough people, contributors among them, and is closed only when one of them
has confirmed it by button: never by an organiser alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import short_id
from bot.commands.there import (
    group_of,
    meeting_to_note,
    meetings_in,
    takes_part,
)
from bot.model.decision import Decision, WhoDecides, read, written
from bot.model.during_signals import DecisionConfirmed, DecisionPut
from bot.model.meeting import OPEN_STATES, Meeting
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, PersonId, Role

LONGEST = 500
OPEN, PUT, CLOSED = "open", "put", "closed"
_CONTRIBUTE = frozenset({Role.CONTRIBUTOR, Role.YOUNG_PERSON})


def decide(asked: Asked) -> None:
    """`/decide WHAT …`. `/decide confirm NUMBER` is the button under a key decision."""
    what, *words = asked.words or ["list"]
    if what == "confirm" and len(words) == 1 and words[0].isdigit():
        _confirm(asked, int(words[0]))
    elif what == "list":
        _list(asked)
    elif what == "new" and words:
        _new(asked, _cut(words))
    elif what == "close":
        _close(asked)
    elif what in _FIELDS and words:
        _set(asked, what, words)
    else:
        raise SorryError("wrong-form", command=form_of("decide"))


def _new(asked: Asked, question: str) -> None:
    found = meeting_to_note(asked)
    decision = Decision(question=question, author=asked.person)
    paper = Paper(
        id=f"decision-{short_id()}",
        group=found.group,
        kind=PaperKind.DECISION,
        at=asked.now,
        meeting=found.id,
        state=OPEN,
        doc=written(decision),
    )
    asked.books.put_paper(paper)
    asked.answer("decision", "new", words=question)


# --- its particulars -----------------------------------------------------------------------------


def _set(asked: Asked, what: str, words: list[str]) -> None:
    paper, decision = _open_one(asked)
    changed = _FIELDS[what](decision, words)
    _keep(asked, paper, changed)
    asked.answer("decision", "set", choices=_lines(asked, changed))


def _who(decision: Decision, words: list[str]) -> Decision:
    """What is not for the group to decide says why."""
    word, *reason = words
    try:
        who = WhoDecides(word)
    except ValueError:
        raise SorryError("wrong-form", command=form_of("decide who")) from None
    if who is WhoDecides.NOT_OURS and not reason:
        raise SorryError("decision", "reason")
    return msgspec.structs.replace(decision, who=who, reason=_cut(reason))


def _option(decision: Decision, words: list[str]) -> Decision:
    return msgspec.structs.replace(decision, options=(*decision.options, _cut(words)))


def _how(decision: Decision, words: list[str]) -> Decision:
    return msgspec.structs.replace(decision, how=_cut(words))


def _outcome(decision: Decision, words: list[str]) -> Decision:
    return msgspec.structs.replace(decision, outcome=_cut(words))


def _dissent(decision: Decision, words: list[str]) -> Decision:
    return msgspec.structs.replace(decision, dissent=_cut(words))


def _review(decision: Decision, words: list[str]) -> Decision:
    try:
        day = date.fromisoformat(words[0])
    except ValueError:
        raise SorryError("wrong-form", command=form_of("decide review")) from None
    return msgspec.structs.replace(decision, review=day)


def _key(decision: Decision, words: list[str]) -> Decision:
    return msgspec.structs.replace(decision, key=words[0].lower() == "yes")


_FIELDS: dict[str, Callable[[Decision, list[str]], Decision]] = {
    "who": _who,
    "option": _option,
    "how": _how,
    "outcome": _outcome,
    "dissent": _dissent,
    "review": _review,
    "key": _key,
}


# --- closing it ----------------------------------------------------------------------------------


def _close(asked: Asked) -> None:
    """Whoever is there now took part. A key decision waits until one of them has confirmed it."""
    paper, decision = _open_one(asked)
    if not decision.outcome:
        raise SorryError("decision", "no-outcome")
    found = asked.meeting(paper.meeting or "")
    group = group_of(asked, found)
    there = found.present() or tuple(who for who, seat in found.attendance.items() if seat.been)
    decision = msgspec.structs.replace(decision, took_part=there, closed_by=asked.person)
    if decision.key:
        _check_quorum(asked, found, group)
    signal = DecisionPut(
        by=asked.person,
        paper=paper.id,
        words=_sealed(asked, decision),
        confirm=decision.key,
    )
    hand_over(asked, found.id, signal)
    _keep(asked, paper, decision, PUT if decision.key else CLOSED)
    asked.answer("decision", "put" if decision.key else "closed")


def _check_quorum(asked: Asked, found: Meeting, group: Group) -> None:
    """Sorry: too few are there, or nobody but staff, or the meeting is over."""
    there = found.present()
    needed = asked.policy_of(group.id).decisions_quorum
    if found.state not in OPEN_STATES or len(there) < needed:
        raise SorryError("decision", "quorum", minutes=needed)
    if not any(_contributes(asked, group, who) for who in there):
        raise SorryError("decision", "no-contributor")


def _contributes(asked: Asked, group: Group, who: PersonId) -> bool:
    member = group.people.get(who)
    staff = member is not None and member.is_staff(asked.today(group))
    return member is not None and bool(member.roles & _CONTRIBUTE) and not staff


def _confirm(asked: Asked, number: int) -> None:
    """Somebody who contributes, and took part, says that this was decided."""
    message = asked.books.sent_message(number)
    thread = message.thread if message is not None and "decision-ask" in message.keys else ""
    paper = asked.books.paper(thread.partition("/")[2])
    if paper is None or paper.state != PUT:
        raise SorryError("decision", "late")
    found, decision = asked.meeting(paper.meeting or ""), read(paper.doc)
    is_theirs = takes_part(asked, group_of(asked, found)) and asked.person in decision.took_part
    if not is_theirs:
        raise SorryError("decision", "not-yours")
    decision = msgspec.structs.replace(decision, confirmed_by=asked.person)
    signal = DecisionConfirmed(person=asked.person, paper=paper.id, words=_sealed(asked, decision))
    hand_over(asked, found.id, signal)
    _keep(asked, paper, decision, CLOSED)


def _sealed(asked: Asked, decision: Decision) -> tuple[str, ...]:
    return tuple(asked.books.seal(words) for words in (decision.question, decision.outcome))


# --- which, and how it is shown ------------------------------------------------------------------


def _open_one(asked: Asked) -> tuple[Paper, Decision]:
    """The newest that is not closed yet, of a meeting they may write about."""
    found = meeting_to_note(asked)
    papers = asked.books.papers(found.group, PaperKind.DECISION, meeting=found.id)
    unfinished = [paper for paper in papers if paper.state in {OPEN, PUT}]
    if not unfinished:
        raise SorryError("decision", "none")
    return unfinished[-1], read(unfinished[-1].doc)


def _keep(asked: Asked, paper: Paper, decision: Decision, state: str = OPEN) -> None:
    asked.books.put_paper(msgspec.structs.replace(paper, doc=written(decision), state=state))


def _list(asked: Asked) -> None:
    groups = {found.group for found in meetings_in(asked, frozenset(OPEN_STATES))}
    names = sorted(groups) or [group.id for group in asked.groups()]
    closed = [
        read(paper.doc)
        for name in names
        for paper in asked.books.papers(name, PaperKind.DECISION)
        if paper.state == CLOSED
    ]
    lines = [line for decision in closed for line in _lines(asked, decision)]
    asked.answer("decisions", None if lines else "none", choices=lines)


def _lines(asked: Asked, decision: Decision) -> list[Line]:
    """A decision, a line for each thing that is known of it."""
    took_part = ", ".join(asked.books.name_of(who) for who in decision.took_part)
    facts = {
        "question": decision.question,
        "who": decision.who.value,
        "reason": decision.reason,
        "options": " · ".join(decision.options),
        "took-part": took_part,
        "how": decision.how,
        "outcome": decision.outcome,
        "dissent": decision.dissent,
        "review": decision.review.isoformat() if decision.review else "",
    }
    return [
        {"line": f"decided-{name}", "words": value, "reason": value}
        for name, value in facts.items()
        if value
    ]


def _cut(words: list[str]) -> str:
    return " ".join(words)[:LONGEST]
