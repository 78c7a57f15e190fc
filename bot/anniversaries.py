"""The daily look: birthdays and checks that staff have to know of beforehand (Y3, Y1).

Once a day, at nine in the morning where the group is. What was looked at stands in the database,
in the same transaction as what is sent: a restart repeats nothing, and a day on which the bot did
not run is made good on the next one.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.model.effects import Reply
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, Person, PersonId, Role
from bot.model.policy import Policy
from bot.mornings import NINE, day_of
from bot.ports import Books, Store
from bot.reviews import reviews_due

SIXTEEN = 16
SIXTEEN_SOON = timedelta(days=7)
CHECK_STEPS = (7, 30, 60)
"""Days before a check expires on which it is told, the last first."""
NEW_GROUPS = timedelta(minutes=1)
"""How often it is asked whether there is a group that was not there before."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be told once. `until`: from that day on it is of no use."""

    key: str
    about: PersonId
    days: int
    to: tuple[PersonId, ...]
    once: str
    until: date


class Anniversaries:
    """Looks once a day, group by group."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        now: Callable[[], datetime],
        *,
        wake: Callable[[], object] = lambda: None,
        also: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`policy` is the organisation's; `wake` is called when there is something to send.

        `also` is what else is looked at once a day, and does no harm more often.
        """
        self._store = store
        self._policy = policy
        self._now = now
        self._wake = wake
        self._also = also
        self._asked: datetime | None = None
        self.next_look: datetime | None = None
        """When it is nine o'clock next, in any group; None: not looked yet, or there is none."""

    async def look(self) -> None:
        """Tell what is to be told today, if it has not been. Asked often, it does little."""
        now = self._now()
        early = self.next_look is not None and now < self.next_look
        if early and self._asked is not None and now - self._asked < NEW_GROUPS:
            return
        told = await self._store.run(lambda books: look_everywhere(books, self._policy, now))
        self._asked = now
        self.next_look = await self._store.run(lambda books: next_nine(books, now))
        if told:
            self._wake()
        if self._also is not None:
            await self._also()


def look_everywhere(books: Books, policy: Policy, now: datetime, *, quiet: bool = False) -> int:
    """The look of each group's day, if it was not done yet; answers how many were told something.

    `quiet`: it counts as told, and nobody is.
    """
    told = 0
    for group_id in books.all_groups():
        group = books.group(group_id)
        day = day_of(group, now)
        if not books.take_key(f"daily/{group_id}/{day.isoformat()}", now):
            continue
        for notice in _notices(group, policy.tightened(books.group_policy(group_id)), day):
            if _is_new(books, group, notice, day) and not quiet:
                replies = _written(books, group, notice)
                books.queue(None, replies, now)
                told += len(replies)
        reviews = reviews_due(books, group, day, quiet=quiet)
        books.queue(None, tuple(reviews), now)
        told += len(reviews)
    return told


def next_nine(books: Books, now: datetime) -> datetime | None:
    """When the next day begins for the daily look, in any group; in UTC."""
    groups = [books.group(group_id) for group_id in books.all_groups()]
    return min((_nine_after(group, now) for group in groups), default=None)


def birthday(born: date, age: int) -> date:
    """The day on which somebody is `age`; one on 29 February falls on 1 March (SPEC 1)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _nine_after(group: Group, now: datetime) -> datetime:
    day = day_of(group, now) + timedelta(days=1)
    return datetime.combine(day, NINE, ZoneInfo(group.timezone)).astimezone(UTC)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _is_new(books: Books, group: Group, notice: Notice, day: date) -> bool:
    """Whether it was not told yet. What was stands on a sealed paper: it tells birthdays (V2)."""
    paper = books.paper(f"notices-{group.id}")
    told: dict[str, str] = paper.doc if paper is not None else {}
    if notice.once in told:
        return False
    kept = {once: until for once, until in told.items() if date.fromisoformat(until) >= day}
    books.put_paper(
        Paper(
            id=f"notices-{group.id}",
            group=group.id,
            kind=PaperKind.NOTICES,
            at=_noon(day),
            doc={**kept, notice.once: notice.until.isoformat()},
        )
    )
    return True


def _notices(group: Group, policy: Policy, day: date) -> Iterator[Notice]:
    for person in group.people.values():
        yield from _sixteen_soon(group, policy, person, day)
        yield from _check_expires(group, person, day)


def _sixteen_soon(group: Group, policy: Policy, person: Person, day: date) -> Iterator[Notice]:
    """Seven days before, to the lead and the organisers; not where a guardian is needed longer."""
    if person.born is None or policy.young_people_guardian_on_join_under > SIXTEEN:
        return
    on = birthday(person.born, SIXTEEN)
    if on - SIXTEEN_SOON <= day < on:
        yield Notice(
            key="sixteen-soon",
            about=person.id,
            days=(on - day).days,
            to=_with_roles(group, day, Role.SAFEGUARDING_LEAD, Role.ORGANISER),
            once=f"sixteen-soon/{group.id}/{person.id}/{on.isoformat()}",
            until=on,
        )


def _check_expires(group: Group, person: Person, day: date) -> Iterator[Notice]:
    """60, 30 and 7 days before, to the organisers and the adult; of days missed the last counts."""
    last = person.check.expires if person.check is not None else None
    if last is None or not person.is_staff(day):
        return
    days = (last - day).days
    step = next((step for step in CHECK_STEPS if 0 < days <= step), None)
    if step is not None:
        to = dict.fromkeys((*_with_roles(group, day, Role.ORGANISER), person.id))
        yield Notice(
            key="check-expiring",
            about=person.id,
            days=days,
            to=tuple(to),
            once=f"check-expiring/{group.id}/{person.id}/{last.isoformat()}/{step}",
            until=last,
        )


def _with_roles(group: Group, day: date, *roles: Role) -> tuple[PersonId, ...]:
    found = (person.id for role in roles for person in group.with_role(role, day))
    return tuple(dict.fromkeys(found))


def _written(books: Books, group: Group, notice: Notice) -> tuple[Reply, ...]:
    """To each of them, on every route that works."""
    facts = {"person": books.name_of(notice.about), "minutes": notice.days}
    sealed = books.seal(json.dumps(facts))
    return tuple(
        Reply(platform=route.platform, address=route.account, key=notice.key, sealed=sealed)
        for who in notice.to
        for route in group.people[who].routes
        if route.proved
    )
