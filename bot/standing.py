"""How the bot stands with rooms and people, and telling staff when it changes.

A bot that was taken out of the group, or that somebody does not let write to them, does not see
or reach whom it should, and nobody would notice before the next meeting. So staff are told at
once, whatever is going on, privately, on every route that works; and again when it is put right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import happenings as h
from bot.model.effects import Reply
from bot.model.people import Group, Person, PersonId, Platform, Role, Route
from bot.model.signals import DeliveryOutcome
from bot.model.trouble import EVERY, IN_THE_WAY, RoomTrouble
from bot.ports import Books, Delivery, Parcel

_LEFT = frozenset({RoomTrouble.REMOVED, RoomTrouble.GONE})


def stands(books: Books, happened: h.StandsInRoom, now: datetime) -> list[Reply]:
    """The platform shows how the bot stands in a room now: tell staff what is new about it."""
    about = frozenset(happened.about) if happened.about is not None else EVERY
    return _changed(books, happened.platform, happened.room, about, frozenset(happened.wrong), now)


def after_delivery(books: Books, parcel: Parcel, delivery: Delivery, now: datetime) -> list[Reply]:
    """What became of a message into a room says how the bot stands there."""
    if parcel.recipient is not None or not parcel.address:
        return []
    if delivery.trouble is not None:
        wrong = frozenset({delivery.trouble})
        return _changed(books, parcel.platform, parcel.address, wrong, wrong, now)
    if delivery.outcome is DeliveryOutcome.ACCEPTED:
        return _changed(books, parcel.platform, parcel.address, IN_THE_WAY, frozenset(), now)
    return []


def moved(books: Books, happened: h.RoomMoved, now: datetime) -> list[Reply]:
    """A room has a new id: everything goes with it, and staff are told once."""
    group_id = books.group_of_room(happened.platform, happened.old)
    books.move_room(happened.platform, happened.old, happened.new)
    if group_id is None:
        return []
    group = books.group(group_id)
    return _to_staff(books, group, "room-moved", now, {"platform": _named(happened.platform)})


def reachable(books: Books, happened: h.Reachable, now: datetime) -> list[Reply]:
    """A person let the bot write to them again, or does not: nobody is blamed for that.

    Their route is proved or not from now on (L5, L8), and staff see to another way (P2).
    """
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        return []
    was = is_proved(books, person, happened.platform, happened.account)
    books.prove(happened.platform, happened.account, now if happened.reachable else None)
    if was is None or was == happened.reachable:
        return []
    key = "route-back" if happened.reachable else "route-lost"
    facts = {"person": books.name_of(person), "platform": _named(happened.platform)}
    told: dict[tuple[Platform, str], Reply] = {}
    for group_id in books.groups_of(person):
        for reply in _to_staff(books, books.group(group_id), key, now, facts, besides=person):
            told.setdefault((reply.platform, reply.address), reply)
    return list(told.values())


def is_proved(books: Books, person: PersonId, platform: Platform, account: str) -> bool | None:
    """Whether the route over this account is proved; None: it is not one of theirs."""
    mine = Route(platform=platform, account=account)
    for group_id in books.groups_of(person):
        member = books.group(group_id).people.get(person)
        for route in member.routes if member is not None else ():
            if (route.platform, route.account) == (mine.platform, mine.account):
                return route.proved
    return None


def staff_first_organisers(group: Group, now: datetime) -> list[Person]:
    """Who is told about the group: organisers first, each with the routes that work."""
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    return sorted(group.staff(today), key=lambda person: not person.has(Role.ORGANISER))


def _changed(
    books: Books,
    platform: Platform,
    room: str,
    about: frozenset[RoomTrouble],
    wrong: frozenset[RoomTrouble],
    now: datetime,
) -> list[Reply]:
    """Keep what is wrong of all this report is about; tell what is new, the worst alone."""
    group_id = books.group_of_room(platform, room)
    if group_id is None:
        return []
    before = books.room_troubles(platform, room)
    after = _without_lesser((before - about) | wrong)
    if after == before:
        return []
    books.set_room_troubles(platform, room, after, now)
    group = books.group(group_id)
    facts = {"platform": _named(platform)}
    new = [trouble for trouble in RoomTrouble if trouble in after - before]
    if new and not (_LEFT & before and _LEFT & after):
        return _to_staff(books, group, "room-lost", now, facts, variant=_text_of(new[0]))
    if before and not after:
        return _to_staff(books, group, "room-back", now, facts)
    return []


def _text_of(trouble: RoomTrouble) -> str | None:
    """The plain text is that of having been removed."""
    return None if trouble is RoomTrouble.REMOVED else trouble.value


def _without_lesser(wrong: Iterable[RoomTrouble]) -> frozenset[RoomTrouble]:
    """In a room where the bot is not, nothing else can be wrong with it."""
    found = frozenset(wrong)
    return found & _LEFT or found


def _to_staff(
    books: Books,
    group: Group,
    key: str,
    now: datetime,
    facts: dict[str, str],
    *,
    variant: str | None = None,
    besides: PersonId | None = None,
) -> list[Reply]:
    details = books.group_details(group.id)
    ready = {**facts, "group": details.name if details else ""}
    if variant is not None:
        ready["variant"] = variant
    sealed = books.seal(json.dumps(ready))
    return [
        Reply(platform=route.platform, address=route.account, key=key, sealed=sealed, safety=True)
        for person in staff_first_organisers(group, now)
        if person.id != besides
        for route in person.routes
        if route.proved
    ]


def _named(platform: Platform) -> str:
    return {"discord": "Discord", "telegram": "Telegram"}.get(platform, platform)
