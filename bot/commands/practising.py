"""Trying everything out before a first meeting: /practice (P1). Alone with the bot, or booked."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from bot import practice_facts
from bot.commands import slots
from bot.commands.asking import Asked, SorryError
from bot.commands.foreseeing import hand_over
from bot.flows.practising import NOBODY
from bot.model import practice as p
from bot.model.meeting import MeetingState
from bot.model.people import PersonId, Platform, Role
from bot.model.signals import PractiseAgain, PractiseHelp, WordsKind
from bot.practising import Session, changed
from bot.words import kind_of

NOW, BOOK, NOT_NOW = "now", "book", "not-now"
_TWO = 2


def practice(asked: Asked) -> None:
    """`/practice`: begin, or go on. The rest is buttons, and times to book."""
    if asked.in_room:
        asked.answer("practice-late", "room")
        return
    match asked.words:
        case [button, number] if number.isdigit() and number.isascii():
            _pressed(asked, button.lower(), int(number))
        case ["said", *words]:
            _said(asked, " ".join(words))
        case []:
            _send(asked, _session(asked).go_on())
        case [p.AGAIN]:
            _send(asked, _session(asked).again())
        case ["stop"]:
            _send(asked, _session(asked).stop())
        case [what, *words]:
            slots.slots(asked, what.lower(), words)


def offer_again(asked: Asked, person: PersonId, *, device: bool = False) -> None:
    """Another platform or device: whoever is expected soon is offered a practice again.

    Somebody who takes part through a guardian's account practises there.
    """
    reader = _reader_of(asked, person)
    for meeting in changed(asked.books, reader, device=device):
        hand_over(asked, meeting, PractiseAgain(person=reader))


def _reader_of(asked: Asked, person: PersonId) -> PersonId:
    for group in asked.groups():
        member = group.people.get(person)
        if member is not None and member.held_by is not None and not member.routes:
            return member.held_by
    return person


def _session(asked: Asked, platform: Platform | None = None) -> Session:
    """On the platform they asked on, or on the one that is meant, if they have an account there."""
    on, account = asked.happening.platform, asked.happening.account
    if platform is not None and platform != on:
        account_there = _account_on(asked, platform)
        if account_there is not None:
            on, account = platform, account_there
    return Session(asked.books, asked.person, on, account, asked.now)


def _account_on(asked: Asked, platform: Platform) -> str | None:
    for group in asked.groups():
        routes = group.people[asked.person].routes
        return next((route.account for route in routes if route.platform == platform), None)
    return None


def _send(asked: Asked, replies: list[Any]) -> None:
    asked.routed.replies.extend(replies)


# --- buttons --------------------------------------------------------------------------------------


def _pressed(asked: Asked, button: str, number: int) -> None:
    """A button under the offer, a part, the end, or a list of times. Sorry: it is not theirs."""
    message = asked.books.sent_message(number)
    shown: dict[str, Any] = {}
    if message is not None and message.sealed:
        shown = json.loads(asked.books.unseal(message.sealed))
    if message is None or shown.get("owner", message.recipient) != asked.person:
        raise SorryError("practice-late")
    if "practice-offer" in message.keys:
        _offered(asked, button, message.meeting)
    elif "practice-slots" in message.keys or "practice-slot" in message.keys:
        slots.pressed(asked, button, shown)
    elif {"practice-step", "practice-done"} & set(message.keys):
        _tried(asked, button, shown)
    else:
        raise SorryError("practice-late")


def _offered(asked: Asked, button: str, meeting: str | None) -> None:
    if button == NOW:
        stored = asked.books.meeting(meeting or "")
        _send(asked, _session(asked, stored.meeting.platform if stored else None).go_on())
    elif button == BOOK:
        slots.show_free(asked)
    elif button == NOT_NOW:
        profile = asked.books.profile(asked.person)
        newer = msgspec.structs.replace(profile, practice_declined=True)
        asked.books.save_profile(asked.person, newer)
        asked.answer("practice-declined")
    else:
        raise SorryError("practice-late")


def _tried(asked: Asked, button: str, shown: dict[str, Any]) -> None:
    session = _session(asked, shown.get("on"))
    match button:
        case p.STOP:
            _send(asked, session.stop())
        case p.GO_ON:
            _send(asked, session.go_on())
        case p.AGAIN:
            _send(asked, session.again())
        case p.HELP_ME:
            _send(asked, session.helped(told=_ask_for_help(asked, session)))
        case _ if button in p.STEP_BUTTONS:
            _send(asked, session.pressed(str(shown.get("part", "")), button))
        case _:
            raise SorryError("practice-late")


def _said(asked: Asked, words: str) -> None:
    """What they wrote while a practice check-in waited for an answer."""
    going_on = asked.books.profile(asked.person).practising
    waiting = [on for on, one in going_on.items() if one.part is p.PracticePart.CHECK_IN]
    here = asked.happening.platform
    session = _session(asked, here if here in waiting or not waiting else waiting[0])
    _send(asked, session.said(is_ok=kind_of(words) is WordsKind.OK))


# --- help -----------------------------------------------------------------------------------------


def _ask_for_help(asked: Asked, session: Session) -> bool:
    """Tell whoever looks after the arrangements, at most once a day. False: there is nobody."""
    begun = session.practice
    part = begun.part.value if begun is not None else "done"
    found = practice_facts.next_meeting(asked.books, asked.person)
    day = asked.now.date().isoformat()
    if not asked.books.take_key(f"practice-help/{asked.person}/{day}", asked.now):
        return True
    if found is not None and found.state is MeetingState.PUBLISHED:
        foreseen = hand_over(asked, found.id, PractiseHelp(person=asked.person, part=part))
        return foreseen.toast.name != NOBODY
    return _tell_organisers(asked, part)


def _tell_organisers(asked: Asked, part: str) -> bool:
    """Where no meeting is coming: the organiser; about somebody under 18 two adults (Y7)."""
    young = practice_facts.is_young(asked.books, asked.person, asked.now)
    for group in asked.groups():
        today = asked.today(group)
        out = {asked.person, *practice_facts.kept_out(asked.books, group.id, asked.person)}
        ranked = [*group.with_role(Role.ORGANISER, today), *group.leads(today)]
        readers = [who for who in dict.fromkeys(one.id for one in ranked) if who not in out]
        reached = [who for who in readers if group.people[who].platforms(proved_only=True)]
        wanted = reached[: _TWO if young else 1]
        if len(wanted) < (_TWO if young else 1):
            continue
        facts = {"person": asked.books.name_of(asked.person), "reason": part}
        for who in wanted:
            variant = {"variant": "young"} if young else {}
            asked.tell(who, group, "practice-help", **facts, **variant)
        return True
    return False
