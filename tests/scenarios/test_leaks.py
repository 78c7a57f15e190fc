"""Nothing private stands in the clear: not in the database file, not in the log, not in a group.

The stories are played on database files. Afterwards every byte of these is looked through, with
what is in the write-ahead log and on free pages, for every number, address, birth date, PIN,
check's last day and free text of the story. Names are looked for in the log only: in the database
they stand in `people.name`, and in titles, by design (docs/operators.md says so).

In a message a number may stand only for those who may read it: see `may_read`.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot import logs
from bot.model.people import STAFF
from bot.model.policy import Policy
from bot.scenario import deeds as d
from bot.scenario import transcript as t
from bot.scenario.playing import play
from bot.scenario.story import PersonSpec, Scenario
from tests.engine.house import new_sqlite
from tests.scenarios.stage import FILES, HERE, story_in, writer

EVERY = 6
"""Of all stories every so many-th is played in `make test`; `make soak` plays all."""
LATE = "retention- erase- mydata-".split()
SHORT = 8
"""A text of fewer letters is a word of the program too, such as "fine"."""

_OF_THE_PERSON = frozenset({"mydata", "about-list", "about-phone", "about-email", "phone"})
"""Answers in which somebody, or a guardian for a child, sees their own."""
_TASKS = frozenset(
    {
        *("case-contact", "additional-steps", "call-task", "no-show-task", "case-taken"),
        *("case-ownership-expired", "guardian-told-ask"),
    }
)
"""Texts to the owner of a case or task, and to the lead: each reveal stands in the record (V2)."""
_OPEN = re.compile(r"/(meeting|invite|setup|people role|operator|practice)\b")
"""Commands whose words are titles, names and days, which everybody in the group reads."""

_FOR_THE_ROOM = re.compile(r"/(rules|thumbs|ask|jargon|decide|glossary|agenda)\b")
"""Commands whose words may be read out in the group: sealed where they are kept, all the same."""


class Private(NamedTuple):
    """What must not be found."""

    kind: str
    words: str
    whose: frozenset[str]
    """Whose it is: in a message to them it may stand."""


class Run(NamedTuple):
    """What is left when a story is over."""

    story: Scenario
    bytes: bytes
    log: str
    entries: tuple[t.Entry, ...]


def run(path: Path, folder: Path) -> Run:
    url = new_sqlite(folder)
    log = io.StringIO()
    story = story_in(path)
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        logs.configure("debug")
        played = asyncio.run(play(story, writer(), Policy.default(), url=url))
    left = b"\n".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())
    return Run(story, left, log.getvalue(), played.entries)


def private_in(story: Scenario) -> Iterator[Private]:
    for person in story.people.values():
        guardians = frozenset(person.guardians)
        mine = guardians | {person.key}
        for kind, words in (
            ("phone", person.phone),
            ("e-mail", person.email),
            ("birth date", person.born and person.born.isoformat()),
            ("PIN", person.pin),
            ("check", _check(story, person)),
            ("why", person.why),
        ):
            if words:
                yield Private(kind, words, mine)
        if person.emergency is not None:
            yield Private("phone", person.emergency.phone, mine)
            yield Private("emergency", person.emergency.note or "\0", mine)
    for meeting in story.meetings.values():
        if meeting.phone is not None:
            yield Private("dial-in", meeting.phone, frozenset())
        if meeting.why is not None:
            yield Private("why", meeting.why, frozenset())
    yield from _said(story)


def _check(story: Scenario, person: PersonSpec) -> str | None:
    """Its last day, unless something of the story itself is on that day."""
    days = {step.at.date() for step in story.timeline}
    days |= {meeting.starts.date() for meeting in story.meetings.values()}
    on = person.check_expires
    return None if on is None or on in days else on.isoformat()


def _said(story: Scenario) -> Iterator[Private]:
    """Everything that people wrote to the bot in their own words."""
    for step in story.timeline:
        for action in step.actions:
            match action.deed:
                case d.Says(text=text) | d.Writes(text=text):
                    yield Private("words", text, frozenset({action.actor}))
                case d.Sends(text=text) if not _OPEN.match(text):
                    words = " ".join(text.split()[2:])
                    if " " in words:
                        kind = "room" if _FOR_THE_ROOM.match(text) else "words"
                        yield Private(kind, words, frozenset({action.actor}))


def stands_in(private: Private, text: bytes) -> bool:
    """Whether it is there, as words of its own, as written or with its spaces left out."""
    if len(private.words) < SHORT and private.kind != "PIN":
        return False
    forms = {private.words, private.words.replace(" ", "")}
    edge = rb"[0-9A-Za-z_-]"
    return any(
        re.search(rb"(?<!%s)%s(?!%s)" % (edge, re.escape(form.encode()), edge), text)
        for form in forms
    )


def leaks(run: Run) -> list[str]:
    found = []
    for private in private_in(run.story):
        if stands_in(private, run.bytes):
            found.append(f"database: {private.kind} {private.words!r}")
        if stands_in(private, run.log.encode()):
            found.append(f"log: {private.kind} {private.words!r}")
    for entry in run.entries:
        if isinstance(entry, t.Message | t.Edit):
            found += _in_message(run.story, entry)
    return found


def _in_message(story: Scenario, entry: t.Message | t.Edit) -> Iterator[str]:
    text = entry.text.encode()
    for private in private_in(story):
        if stands_in(private, text) and not may_read(story, entry, private):
            yield f"{entry.key} to {entry.to}: {private.kind} {private.words!r}"


def may_read(story: Scenario, entry: t.Message | t.Edit, private: Private) -> bool:
    """Who may be shown what.

    A contact person's number is their published route, and a dial-in line is for everybody who is
    asked to come. Any other number is for whoever it is of, for their guardian, and in a task for
    its owner. A birth date, a PIN and a check's last day are for whoever they are of. Words go
    privately to whom they were for, and reach a room only where their writer put them there.
    """
    if private.kind in {"dial-in", "room"}:
        return True
    if entry.where == "group":
        return private.kind == "phone" and _is_published(story, private)
    if private.kind in {"words", "why", "emergency"}:
        return True
    if entry.to in private.whose and (entry.key in _OF_THE_PERSON or private.kind == "phone"):
        return True
    return private.kind in {"phone", "e-mail"} and (
        entry.key in _TASKS or _is_published(story, private)
    )


def _is_published(story: Scenario, private: Private) -> bool:
    """Whether it is the number of somebody on whom others may call: staff, who agreed to it."""
    people = [story.people[who] for who in private.whose]
    return any(STAFF.intersection(person.roles) for person in people)


def _title(path: Path) -> str:
    return path.relative_to(HERE).with_suffix("").as_posix()


SAMPLE = [p for n, p in enumerate(FILES) if n % EVERY == 0 or p.name.startswith(tuple(LATE))]
REST = [p for p in FILES if p not in SAMPLE]


@pytest.mark.parametrize("path", SAMPLE, ids=_title)
def test_nothing_private_is_left_in_the_clear(path: Path, tmp_path: Path) -> None:
    assert leaks(run(path, tmp_path)) == []


@pytest.mark.soak
@pytest.mark.parametrize("path", REST, ids=_title)
def test_nothing_private_is_left_in_the_clear_in_any_story(path: Path, tmp_path: Path) -> None:
    assert leaks(run(path, tmp_path)) == []


def test_what_stands_in_the_clear_is_found(tmp_path: Path) -> None:
    """The search itself: each kind is found where it was put."""
    story = story_in(next(p for p in FILES if "emergency_contact" in p.name))
    private = list(private_in(story))
    left = b"\n".join(one.words.encode() for one in private)
    found = leaks(Run(story, left, "", ()))
    assert len(found) == len([one for one in private if len(one.words) >= SHORT])
    assert found
