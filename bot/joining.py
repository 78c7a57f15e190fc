"""People who ask to be let into a room, and people who come into it.

Whoever is on record is let in by the bot. About anybody else staff decide: they see who asks, and
press a button. Who may be let in at all is asked in one place (`may_let_in`); the rules for young
people (Y1, Y11) have their place there.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot import happenings as h
from bot.membership import gated
from bot.model.effects import Reply
from bot.model.people import Group, PersonId, Platform
from bot.model.trouble import RoomTrouble
from bot.ports import Books
from bot.standing import staff_first_organisers, stands

BUTTONS = ("let-in", "not-now")
QUIET_FOR = timedelta(hours=1)
"""Whoever asks again within this time is not shown to staff again."""


class Question(msgspec.Struct, frozen=True):
    """What a button asks for: let this account into this room, or do not."""

    room: str
    account: str
    let_in: bool


def may_let_in(books: Books, platform: Platform, account: str, room: str, now: datetime) -> bool:
    """Whether the bot lets them in by itself: an adult who is a member on record.

    Where young people meet the rules decide, and say so in their time (Y1, Y10, Y11).
    """
    if gated(books, platform, room, now):
        return False
    person, group = books.person_of(platform, account), _group_of(books, platform, room)
    if person is None or group is None:
        return False
    member = group.people.get(person)
    return member is not None and member.is_adult(_today(group, now))


def asked(books: Books, happened: h.AskedToJoin, now: datetime) -> list[Reply]:
    """Tell staff who asks, and the one who asks what comes next, if it is for staff to decide."""
    group = _group_of(books, happened.platform, happened.room)
    if group is None:
        return []
    if happened.answer is h.JoinAnswer.NOT_ALLOWED:
        return _not_allowed(books, happened.platform, happened.room, now)
    if happened.answer is not None or not _is_new(books, happened, now):
        return []
    if gated(books, happened.platform, happened.room, now):
        return [_to_them(books, happened)]
    return [*_to_staff(books, group, happened, now), _to_them(books, happened)]


def question(
    books: Books, platform: Platform, account: str, message: int, button: str, now: datetime
) -> Question | None:
    """What a press asks for. None: it is not about this, or not for them to decide (V6)."""
    found = _facts(books, platform, account, message)
    if found is None or button not in BUTTONS:
        return None
    group = _group_of(books, platform, found["chat"])
    person = books.person_of(platform, account)
    if group is None or not _is_staff(group, person, now):
        return None
    if button == "let-in" and gated(books, platform, found["chat"], now):
        return None
    return Question(found["chat"], found["account"], button == "let-in")


def answered(books: Books, happened: h.AnsweredJoin, now: datetime) -> tuple[str, list[Reply]]:
    """The short word for whoever pressed, and what else follows."""
    match happened.answer:
        case h.JoinAnswer.DONE:
            return "recorded", []
        case h.JoinAnswer.OVER:
            return "closed", []
        case h.JoinAnswer.NOT_ALLOWED:
            found = _facts(books, happened.platform, happened.account, happened.message)
            room = found["chat"] if found is not None else ""
            return "not-allowed", _not_allowed(books, happened.platform, room, now)


def _not_allowed(books: Books, platform: Platform, room: str, now: datetime) -> list[Reply]:
    wrong = (RoomTrouble.NO_INVITES,)
    report = h.StandsInRoom(platform=platform, room=room, wrong=wrong, about=wrong)
    return stands(books, report, now)


def _is_new(books: Books, happened: h.AskedToJoin, now: datetime) -> bool:
    """Asking again and again must not write to staff again and again."""
    hour = int(now.timestamp() // QUIET_FOR.total_seconds())
    who = f"{happened.platform}/{happened.room}/{happened.account}"
    return books.take_key(f"asked-to-join/{who}/{hour}", now)


def _to_staff(books: Books, group: Group, happened: h.AskedToJoin, now: datetime) -> list[Reply]:
    details = books.group_details(group.id)
    facts = {
        "person": happened.name,
        "group": details.name if details else "",
        "chat": happened.room,
        "account": happened.account,
    }
    sealed = books.seal(json.dumps(facts))
    return [
        Reply(platform=route.platform, address=route.account, key="join-request",
              sealed=sealed, buttons=BUTTONS)
        for person in staff_first_organisers(group, now)
        for route in person.routes
        if route.proved and route.platform == happened.platform
    ]  # fmt: skip


def _to_them(books: Books, happened: h.AskedToJoin) -> Reply:
    """At once: whoever never wrote to the bot can be written to for five minutes (SPEC 11)."""
    return Reply(
        platform=happened.platform,
        address=happened.account,
        key="join-asked",
        sealed=books.seal("{}"),
        safety=True,
    )


def _facts(books: Books, platform: Platform, account: str, message: int) -> dict[str, str] | None:
    """The facts of a question that was put to this very account."""
    sent = books.sent_message(message)
    if sent is None or "join-request" not in sent.keys or not sent.sealed:
        return None
    if (sent.platform, sent.address) != (platform, account):
        return None
    facts: dict[str, str] = json.loads(books.unseal(sent.sealed))
    return facts


def _group_of(books: Books, platform: Platform, room: str) -> Group | None:
    group_id = books.group_of_room(platform, room)
    return None if group_id is None else books.group(group_id)


def _is_staff(group: Group, person: PersonId | None, now: datetime) -> bool:
    member = group.people.get(person) if person is not None else None
    return member is not None and member.is_staff(_today(group, now))


def _today(group: Group, now: datetime) -> date:
    return now.astimezone(ZoneInfo(group.timezone)).date()
