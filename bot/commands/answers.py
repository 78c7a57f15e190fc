"""What somebody answered about themselves, kept and shown again (P3, V2, V7). All of it sealed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.commands import practising
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.names import clean_line, clean_name, clean_number
from bot.commands.zones import find_zone
from bot.model.people import PersonId
from bot.model.profile import Connection, PayWay, Profile, TakesPart
from bot.model.questions import CONSENTS, NO, YES, Question
from bot.ports import Emergency, PersonDetails

LONGEST = 500
"""Letters kept of what is answered in words."""

_PARTS = {
    "joining": TakesPart.JOIN,
    "listening": TakesPart.LISTEN,
    "phone-me": TakesPart.PHONE,
    "commenting": TakesPart.COMMENTS,
}
_NOBODY = "nobody"


def keep(asked: Asked, about: PersonId, question: Question, answer: str) -> None:
    """Keep an answer: the name of a button, or words. Sorry: it is none that can be kept."""
    keeper, device = _KEEPERS.get(question.name), asked.books.profile(about).device
    if keeper is not None:
        keeper(asked, about, answer)
    else:
        _change(asked, about, **_fields(asked, question.name, answer))
    if question.name in CONSENTS:
        _consent(asked, about, CONSENTS[question.name], given=answer == YES)
    if question.name == "device" and device not in {"", answer}:
        practising.offer_again(asked, about, device=True)
    mark(asked, about, question)


def mark(asked: Asked, about: PersonId, question: Question) -> None:
    """The question has been answered, or passed over: it is not asked again by itself."""
    answered = asked.books.profile(about).answered
    _change(asked, about, answered=tuple(dict.fromkeys((*answered, question.name))))


def known_already(asked: Asked, about: PersonId) -> frozenset[str]:
    """The questions that need no asking, because the answer was given elsewhere."""
    known = card(asked, about)
    told = {
        "connection": asked.books.profile(about).connection,
        "phone": known.phone,
        "email": known.email,
    }
    return frozenset(name for name, answer in told.items() if answer is not None)


def needs_hold(asked: Asked, about: PersonId) -> None:
    """What they said of access needs is still so."""
    _change(asked, about, needs_asked_at=asked.now)


def _fields(asked: Asked, name: str, answer: str) -> dict[str, object]:
    match name:
        case "needs":
            words = "" if answer == "none-needed" else clean_line(answer)[:LONGEST]
            return {"needs": words, "needs_asked_at": asked.now}
        case "device":
            return {"device": answer}
        case "microphone" | "camera":
            return {name: answer == YES}
        case "connection":
            return {"connection": Connection(answer)}
        case "part":
            return {"takes_part": _PARTS[answer]}
        case "quiet":
            return {"quiet": answer == YES}
        case "number":
            return {"shares_number": answer == YES}
        case "payment":
            return {"payment": PayWay(answer)}
        case "timezone":
            return {"timezone": "" if answer == "same-zone" else _zone(answer)}
        case "why":
            return {"why": clean_line(answer)[:LONGEST]}
    return {}


def _zone(named: str) -> str:
    zone = find_zone(clean_line(named))
    if zone is None:
        raise SorryError("about-timezone", "wrong")
    return zone


def _change(asked: Asked, about: PersonId, **fields: object) -> None:
    profile = msgspec.structs.replace(asked.books.profile(about), **fields)
    asked.books.save_profile(about, profile)


def _consent(asked: Asked, about: PersonId, purpose: str, *, given: bool) -> None:
    """Kept with the moment from which it holds; withdrawn it is gone (V7)."""
    consents = dict(asked.books.profile(about).consents)
    if given:
        consents.setdefault(purpose, asked.now)
    else:
        consents.pop(purpose, None)
    _change(asked, about, consents=consents)


def _phone(asked: Asked, about: PersonId, answer: str) -> None:
    number = clean_number(answer)
    if number is None:
        raise SorryError("phone", "wrong")
    asked.books.set_phone(about, number)


def _email(asked: Asked, about: PersonId, answer: str) -> None:
    address = clean_line(answer)
    name, at, host = address.partition("@")
    if not (name and at and "." in host) or " " in address:
        raise SorryError("about-email", "wrong")
    asked.books.set_email(about, address[:LONGEST])


def _emergency(asked: Asked, about: PersonId, answer: str) -> None:
    """A name with a number after it: "Jo 07700 900119"."""
    if answer == _NOBODY:
        asked.books.set_emergency(about, None)
        return
    words = clean_line(answer).replace(",", " ").split()
    for end in range(1, len(words)):
        number = clean_number(" ".join(words[end:]))
        if number is not None:
            name = clean_name(" ".join(words[:end]))
            asked.books.set_emergency(about, Emergency(name=name, phone=number))
            return
    raise SorryError("about-emergency", "wrong")


def _safe(asked: Asked, about: PersonId, answer: str) -> None:
    _change_emergency(asked, about, safe=answer)


def _note(asked: Asked, about: PersonId, answer: str) -> None:
    _change_emergency(asked, about, note=clean_line(answer)[:LONGEST])


def _change_emergency(asked: Asked, about: PersonId, **fields: str) -> None:
    named = card(asked, about).emergency
    if named is not None:
        asked.books.set_emergency(about, msgspec.structs.replace(named, **fields))


def _discreet(asked: Asked, about: PersonId, answer: str) -> None:
    asked.books.set_discreet(about, discreet=answer == "hide-it")


_KEEPERS: dict[str, Callable[[Asked, PersonId, str], None]] = {
    "phone": _phone,
    "email": _email,
    "emergency": _emergency,
    "safe": _safe,
    "note": _note,
    "discreet": _discreet,
}
"""What does not live in the profile."""


def card(asked: Asked, about: PersonId) -> PersonDetails:
    """Their particulars, opened: shown to nobody but whoever answers."""
    found = asked.books.card_of(about)
    if found is None:
        raise LookupError(about)
    return found


def shown(asked: Asked, about: PersonId, question: Question) -> Line:
    """One line of the list of answers."""
    profile, known = asked.books.profile(about), card(asked, about)
    words = _value(profile, known, question.name)
    passed = question.name in profile.answered
    return {"line": f"about-{question.name}", "words": words or ("passed" if passed else "")}


def _value(profile: Profile, known: PersonDetails, name: str) -> str:
    """The answer as its line takes it: words, or the name of a choice."""
    emergency = known.emergency
    values: dict[str, str] = {
        "needs": profile.needs,
        "device": profile.device,
        "microphone": _flag(profile.microphone),
        "camera": _flag(profile.camera),
        "connection": profile.connection or "",
        "part": profile.takes_part or "",
        "quiet": _if_said(profile, name, said=profile.quiet),
        "phone": known.phone or "",
        "email": known.email or "",
        "number": _if_said(profile, name, said=profile.shares_number),
        "payment": profile.payment or "",
        "emergency": f"{emergency.name} {emergency.phone}" if emergency else "",
        "safe": emergency.safe if emergency else "",
        "note": emergency.note if emergency else "",
        "discreet": "hide-it" if known.discreet else "show-it",
        "timezone": profile.timezone,
        "why": profile.why,
        "notes": _if_said(profile, name, said="notes" in profile.consents),
        "name": _if_said(profile, name, said="name" in profile.consents),
    }
    return str(values[name])


def _flag(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _if_said(profile: Profile, name: str, *, said: bool) -> str:
    """Yes or no, once the question has been asked; what is only passed over counts as no."""
    return _flag(said) if said or name in profile.answered else ""
