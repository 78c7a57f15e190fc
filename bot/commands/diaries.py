"""A diary of one's own: /diary (M5). Nobody else reads it, but for what somebody shares.

What is shared can be read by the organisers, and taken back at any time. Whoever somebody has a
concern about never reads theirs (Y7), and what a young person shares is read by two at least.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import ORGANISERS, Asked, Line, SorryError
from bot.commands.when import shown_day
from bot.flows.concerns import kept_out
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, PersonId
from bot.model.rights import KEEPERS

SHARED = "shared"
ASKED_FOR = timedelta(hours=1)
"""How long the words that were asked for are waited for."""
LONGEST = 2000
"""Letters that are kept of one entry."""
_KEEP = "keep-in"
_MINDING = KEEPERS
"""Who may read what a young person shares; of an adult it is the organisers."""


def diary(asked: Asked) -> None:
    """`/diary`, `/diary WORDS`, `/diary NUMBER`, `/diary share NUMBER` and the like."""
    match asked.words:
        case []:
            _list(asked)
        case ["write-down", number] if number.isdigit():
            _ask(asked, int(number))
        case [what, number] if what in _WITH_NUMBER and number.isdigit():
            _WITH_NUMBER[what](asked, int(number))
        case [number] if number.isdigit():
            _show(asked, int(number))
        case ["shared"]:
            _list_shared(asked)
        case [what, group, *words] if what == _KEEP and words and group in _groups(asked):
            _write(asked, group, words)
        case words:
            _write(asked, _groups(asked)[0], words)


def _groups(asked: Asked) -> list[str]:
    groups = asked.books.groups_of(asked.person)
    if not groups:
        raise SorryError("not-known")
    return groups


# --- writing --------------------------------------------------------------------------------------


def _ask(asked: Asked, number: int) -> None:
    """The button under a thank you: their next words are for their diary."""
    message = asked.books.sent_message(number)
    meeting = asked.books.meeting(message.meeting or "") if message is not None else None
    group = meeting.meeting.group if meeting is not None else _groups(asked)[0]
    asked.books.await_words(asked.person, f"diary {_KEEP} {group}", asked.now + ASKED_FOR)
    asked.answer("diary", "ask-child" if _is_young(asked) else "ask")


def _write(asked: Asked, group: str, words: list[str]) -> None:
    entry = Paper(
        id=f"diary-{secrets.token_hex(8)}",
        group=group,
        kind=PaperKind.DIARY,
        at=asked.now,
        doc={"words": " ".join(words)[:LONGEST]},
        person=asked.person,
    )
    asked.books.put_paper(entry)
    asked.answer("diary", code=str(len(_mine(asked))))


def _share(asked: Asked, number: int) -> None:
    entry = _entry(asked, number)
    group = asked.books.group(entry.group)
    who = _readers(asked, group, asked.person)
    if len(who) < (2 if _is_young(asked) else 1):
        raise SorryError("diary", "nobody")
    asked.books.put_paper(msgspec.structs.replace(entry, state=SHARED))
    names = ", ".join(asked.books.name_of(one) for one in who)
    asked.answer("diary", "shared", who=names, code=str(number))


def _unshare(asked: Asked, number: int) -> None:
    asked.books.put_paper(msgspec.structs.replace(_entry(asked, number), state=""))
    asked.answer("diary", "unshared")


def _remove(asked: Asked, number: int) -> None:
    asked.books.remove_paper(_entry(asked, number).id)
    asked.answer("diary", "removed")


# --- reading --------------------------------------------------------------------------------------


def _mine(asked: Asked) -> list[Paper]:
    return [p for p in asked.books.papers_of(asked.person) if p.kind is PaperKind.DIARY]


def _entry(asked: Asked, number: int) -> Paper:
    mine = _mine(asked)
    if not 1 <= number <= len(mine):
        raise SorryError("diary", "unknown")
    return mine[number - 1]


def _list(asked: Asked) -> None:
    lines = [
        _line(asked, entry, "diary-open" if entry.state == SHARED else "diary-own", code=str(n))
        for n, entry in enumerate(_mine(asked), 1)
    ]
    asked.answer("diary-list", None if lines else "none", choices=lines)


def _show(asked: Asked, number: int) -> None:
    asked.answer("diary-entry", words=_entry(asked, number).doc["words"])


def _list_shared(asked: Asked) -> None:
    entries = _shared_with(asked)
    lines = [
        _line(asked, entry, "diary-of", code=str(n), person=asked.books.name_of(entry.person or ""))
        for n, entry in enumerate(entries, 1)
    ]
    asked.answer("diary-shared", None if lines else "none", choices=lines)


def _show_shared(asked: Asked, number: int) -> None:
    entries = _shared_with(asked)
    if not 1 <= number <= len(entries):
        raise SorryError("diary-shared", "none")
    entry = entries[number - 1]
    name = asked.books.name_of(entry.person or "")
    asked.answer("diary-entry", "of", person=name, words=entry.doc["words"])


def _shared_with(asked: Asked) -> list[Paper]:
    """What whoever asks may read at this moment, the newest last (V6)."""
    return [
        entry
        for group in asked.groups_for(_MINDING)
        for entry in asked.books.papers(group.id, PaperKind.DIARY)
        if entry.state == SHARED and asked.person in _readers(asked, group, entry.person or "")
    ]


def _readers(asked: Asked, group: Group, writer: PersonId) -> list[PersonId]:
    today = asked.today(group)
    person = group.people.get(writer)
    young = person is not None and not person.is_adult(today)
    roles = _MINDING if young else ORGANISERS
    out = {writer, *kept_out(asked.books.concerns(group.id), group, today).get(writer, ())}
    staff = [one for one in group.staff(today) if one.roles & roles and one.routes]
    return [one.id for one in staff if one.id not in out]


def _line(asked: Asked, entry: Paper, line: str, **facts: str) -> Line:
    zone = ZoneInfo(asked.books.group(entry.group).timezone)
    return {"line": line, "day": shown_day(entry.at, zone), "words": entry.doc["words"], **facts}


def _is_young(asked: Asked) -> bool:
    return not all(asked.me(group).is_adult(asked.today(group)) for group in asked.groups())


_WITH_NUMBER: dict[str, Callable[[Asked, int], None]] = {
    "share": _share,
    "unshare": _unshare,
    "remove": _remove,
    "shared": _show_shared,
}
