"""Whose data it is: /mydata, to see, correct, take away and erase (V4). Never in a group.

A guardian does the same for a child of theirs, by name.
"""

from __future__ import annotations

import json
from typing import Any

from bot import erasing, records
from bot.commands import kept
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.family import children, is_young, my_child
from bot.model.people import PersonId

SEE, CORRECT, EXPORT, ERASE, KEEP = ("see", "correct", "export", "erase", "not-now")
REALLY = "erase-all"
FILE = "my-data.txt"
_KEYS = frozenset({"mydata", "mydata-erase"})
FITS = 1400
"""Letters of lines that a message has room for."""
_YEARS = str(records.CLAIMS_KEPT.days // 366)


def my_data(asked: Asked) -> None:
    """`/mydata`, `/mydata correct|export|erase`, and each with NAME for a child of theirs."""
    match [word.lower() for word in asked.words]:
        case [button, number] if number.isdigit() and number.isascii():
            _pressed(asked, button, int(number))
        case [what, *_] if what in _ACTS:
            _ACTS[what](asked, _whose(asked, asked.words[1:]))
        case _:
            _see(asked, _whose(asked, asked.words))


def _whose(asked: Asked, name: list[str]) -> PersonId:
    """Themselves, or a child of theirs. Sorry: it is none of theirs."""
    return my_child(asked, " ".join(name)) if name else asked.person


def _pressed(asked: Asked, button: str, number: int) -> None:
    """A button under what was shown to this very person. Sorry: it is not theirs (V6)."""
    message = asked.books.sent_message(number)
    if message is None or not message.sealed or not _KEYS.intersection(message.keys):
        raise SorryError("mydata-erase", "late")
    shown: dict[str, Any] = json.loads(asked.books.unseal(message.sealed))
    about: PersonId = shown.get("about", "")
    mine = about == asked.person or about in children(asked)
    if shown.get("owner") != asked.person or not mine:
        raise SorryError("mydata-erase", "late")
    if button == REALLY:
        _erase(asked, about)
    elif button == KEEP:
        erasing.wait_no_more(asked.books, about)
        asked.answer("mydata-erase", "not-now")
    elif button in _ACTS:
        _ACTS[button](asked, about)
    else:
        raise SorryError("mydata-erase", "late")


# --- seeing, correcting, taking away ----------------------------------------------------------


def _see(asked: Asked, about: PersonId) -> None:
    asked.ask(
        "mydata",
        (CORRECT, EXPORT, ERASE),
        _variant(asked, about),
        choices=_that_fit(
            asked, [*kept.about_them(asked, about), *kept.in_the_groups(asked, about)]
        ),
        person=asked.books.name_of(about),
        **_owned(asked, about),
    )


def _that_fit(asked: Asked, lines: list[Line]) -> list[Line]:
    """As many as one message takes on every platform, and that the file has the rest."""
    length = 0
    for number, line in enumerate(lines):
        length += len(asked.books.in_words(line["line"], line)) + 1
        if length > FITS:
            return [*lines[:number], {"line": "kept-more"}]
    return lines


def _correct(asked: Asked, about: PersonId) -> None:
    """What changes each thing."""
    name = asked.books.name_of(about) if about != asked.person else ""
    asked.answer("mydata-correct", _variant(asked, about), person=name)


def _export(asked: Asked, about: PersonId) -> None:
    """One file that can be read by anybody, with all of it."""
    lines = [
        *kept.about_them(asked, about, everything=True),
        *kept.in_the_groups(asked, about, everything=True),
    ]
    facts = {"person": asked.books.name_of(about)}
    title = asked.books.in_words("kept-title", {**facts, "day": asked.now.strftime("%-d %B %Y")})
    written = [asked.books.in_words(line["line"], line) for line in lines]
    content = "\n".join([title, "", *written, ""])
    asked.answer_with_file("mydata-file", FILE, content.encode("utf-8-sig"), **facts)


# --- erasing ----------------------------------------------------------------------------------


def _ask_to_erase(asked: Asked, about: PersonId) -> None:
    """Once, with what would go and what has to stay."""
    if _is_relied_on(asked, about):
        return
    waits: list[Line] = [_reason(one) for one in erasing.waits_for(asked.books, about)]
    asked.ask(
        "mydata-erase",
        (REALLY, KEEP),
        _variant(asked, about),
        person=asked.books.name_of(about),
        choices=[*waits, *_stays(asked, about)],
        **_owned(asked, about),
    )


def _erase(asked: Asked, about: PersonId) -> None:
    books, variant = asked.books, _variant(asked, about)
    name = books.name_of(about)
    if _is_relied_on(asked, about):
        return
    waits = erasing.waits_for(books, about)
    if waits:
        to = (asked.happening.platform, asked.happening.account)
        erasing.keep_waiting(books, about, to, variant, asked.now)
        lines: list[Line] = [_reason(one) for one in waits]
        asked.ask("mydata-erase", (KEEP,), "waits", choices=lines, **_owned(asked, about))
        return
    told = erasing.erase(books, about)
    if about == asked.person:
        # They are not there any more: a sign of them would put them back.
        asked.routed.signals.clear()
    asked.routed.signals.extend(told)
    asked.answer("mydata-erased", variant, person=name)


def _is_relied_on(asked: Asked, about: PersonId) -> bool:
    """Say whom somebody else has to be named for first, if there is anybody."""
    reasons = erasing.relied_on(asked.books, about, asked.now)
    if reasons:
        lines: list[Line] = [_reason(one.line, one.about) for one in reasons]
        asked.answer("mydata-erase", "first", choices=lines)
    return bool(reasons)


def _stays(asked: Asked, about: PersonId) -> list[Line]:
    """What is kept all the same, and why: only what there really is."""
    lines = kept.in_the_groups(asked, about)
    records = [line for line in lines if line["line"] == "kept-records"]
    paid = any(line["line"] == "kept-claim" and line["status"] == "paid" for line in lines)
    stays: list[Line] = [{**line, "line": "stays-records"} for line in records]
    if paid:
        stays.append({"line": "stays-claims", "code": _YEARS})
    return stays


def _reason(line: str, words: str = "") -> Line:
    return {"line": f"erase-{line}", "words": words}


def _owned(asked: Asked, about: PersonId) -> dict[str, str]:
    return {"about": about, "owner": asked.person}


def _variant(asked: Asked, about: PersonId) -> str | None:
    """A guardian reads of their child; a young person in words for young people."""
    if about != asked.person:
        return "guardian"
    return "child" if is_young(asked, about) else None


_ACTS = {SEE: _see, CORRECT: _correct, EXPORT: _export, ERASE: _ask_to_erase}
