"""Databases to measure on: groups with meetings under way, overdue, far off, or long finished."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bench import people
from bot.engine import Engine
from bot.flows.timers import timers
from bot.intake import Routed
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Role
from bot.model.policy import Policy
from bot.model.signals import Departed
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from bot.store import Database, create_engine
from bot.store import tables as t
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

POLICY = Policy.default()
WORDING = Path(__file__).parents[1] / "config" / "wording"
KEY = Fernet.generate_key().decode()
HOUR = timedelta(hours=1)
ROWS_AT_ONCE = 20_000


def address(folder: Path) -> str:
    """A new database that is up to date."""
    url = f"sqlite:///{folder / 'alongside.db'}"
    upgrade(url)
    return url


def opened(url: str) -> Database:
    return Database(url, Sealer([KEY]), Writer(Wording.load(WORDING)))


def engine_on(store: Database, now: object = None) -> Engine:
    return Engine(
        store,
        POLICY,
        now if callable(now) else lambda: datetime.now(UTC),
        lambda _books, _happening, _now: Routed(),
    )


# --- groups that are talked with ------------------------------------------------------------------


async def settle(store: Database, groups: int, contributors: int) -> None:
    """Groups with a meeting that everybody is in."""
    now = datetime.now(UTC)
    for group in range(groups):
        await store.run(lambda books, group=group: _group(books, group, contributors, now))


def _group(books: Books, group: int, contributors: int, now: datetime) -> None:
    name, room = f"g{group}", str(-1000 - group)
    books.add_group(
        GroupDetails(id=name, name="Breathe Well", timezone="Europe/London", country="GB"), {}
    )
    staff = {f"maya{group}": Role.ORGANISER, f"dana{group}": Role.SAFEGUARDING_LEAD}
    others = {f"pat{group}-{number}": Role.CONTRIBUTOR for number in range(contributors)}
    for position, (person, role) in enumerate((staff | others).items()):
        books.add_person(name, PersonDetails(id=person, name=person, roles=(role,)))
        books.link(person, "telegram", str(people.staff(group) + position), now)
    books.add_room(name, "telegram", room, "Breathe Well")
    meeting = running(f"m{group}", name, tuple(staff | others), now)
    details = MeetingDetails(title="Weekly", room=room)
    books.add_meeting(meeting, details, timers(meeting, POLICY))


def running(name: str, group: str, there: tuple[str, ...], now: datetime) -> Meeting:
    """A meeting that everybody who is expected is in; the first of them is the contact person."""
    seat = Attendance(place=Place.ROOM, evidence=Evidence.ATTESTED, last_sign=now, been=True)
    return Meeting(
        id=name,
        group=group,
        platform="telegram",
        room=RoomKind.TEXT,
        planned_start=now - HOUR / 2,
        planned_end=now + HOUR,
        state=MeetingState.RUNNING,
        expects=there,
        chair=there[0],
        contact=there[0],
        opened_at=now - HOUR / 2,
        attendance=dict.fromkeys(there, seat),
    )


# --- many meetings with somebody missing ----------------------------------------------------------


async def one_missing(folder: Path, left_at: datetime, until: datetime) -> Meeting:
    """A meeting that somebody left and that was then left to itself, as the rules made it."""
    store, now = opened(address(folder)), left_at
    engine = engine_on(store, lambda: now)
    there = ("maya#", "dana#", "pat#")
    meeting = running("m#", "g#", there, left_at)

    def prepare(books: Books) -> None:
        group = GroupDetails(id="g#", name="G", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        for person, role in zip(
            there, (Role.ORGANISER, Role.SAFEGUARDING_LEAD, Role.CONTRIBUTOR), strict=True
        ):
            books.add_person("g#", PersonDetails(id=person, name=person, roles=(role,)))
            books.link(person, "telegram", person, left_at)
        books.add_meeting(meeting, MeetingDetails(title="W", room="#"), timers(meeting, POLICY))

    await store.run(prepare)
    await engine.hear("m#", Departed(person="pat#", whole=True))
    now = until
    while await engine.take_due():
        pass
    stored = await store.run(lambda books: books.meeting("m#"))
    assert stored is not None
    store.close()
    return stored.meeting


def spread(url: str, meeting: Meeting, times: int) -> None:
    """Put such a meeting on record many times, each in a group of its own."""
    doc = msgspec.json.encode(meeting).decode()
    case = next(iter(meeting.cases.values()))
    assert case.next is not None
    due = {step: t.to_us(at) for step, at in timers(meeting, POLICY).items()}
    numbers = range(times)
    _fill(
        url,
        t.groups,
        (
            {"id": f"g{n}", "name": "Breathe Well", "timezone": "Europe/London", "country": "GB"}
            for n in numbers
        ),
    )
    who = [
        (f"{name}{n}", n, place, role)
        for n in numbers
        for place, (name, role) in enumerate(
            (("maya", "organiser"), ("dana", "safeguarding_lead"), ("pat", "contributor"))
        )
    ]
    _fill(url, t.people, ({"id": person, "name": person} for person, *_ in who))
    _fill(
        url,
        t.members,
        (
            {"group_id": f"g{n}", "person_id": person, "roles": f'["{role}"]', "position": place}
            for person, n, place, role in who
        ),
    )
    _fill(
        url,
        t.accounts,
        (
            {
                "platform": "telegram",
                "account": str(people.staff(n) + place),
                "person_id": person,
                "position": 0,
                "proved_at": 1,
            }
            for person, n, place, _ in who
        ),
    )
    _fill(
        url,
        t.meetings,
        (_meeting_row(f"m{n}", f"g{n}", meeting, doc.replace("#", str(n))) for n in numbers),
    )
    _fill(
        url,
        t.deadlines,
        (
            {"meeting_id": f"m{n}", "step": step.replace("#", str(n)), "at": at, "due_at": at}
            for n in numbers
            for step, at in due.items()
        ),
    )
    _fill(
        url,
        t.cases,
        (
            {
                "meeting_id": f"m{n}",
                "id": case.id.replace("#", str(n)),
                "group_id": f"g{n}",
                "subject": f"pat{n}",
                "kind": case.kind.value,
                "stage": case.stage.value,
                "next_at": t.to_us(case.next.at),
            }
            for n in numbers
        ),
    )


def _meeting_row(name: str, group: str, meeting: Meeting, doc: str) -> dict[str, object]:
    return {
        "id": name, "group_id": group, "title": "Weekly", "platform": "telegram", "room": "-1",
        "state": meeting.state.value, "planned_start": t.to_us(meeting.planned_start),
        "planned_end": t.to_us(meeting.planned_end), "version": 1, "doc": doc,
    }  # fmt: skip


# --- what lies behind, and far ahead --------------------------------------------------------------


def far_off(url: str, deadlines: int, each: int = 20) -> None:
    """Published meetings next year, with so many deadlines altogether."""
    now = datetime.now(UTC)
    meeting = running("far", "far", ("nobody",), now + timedelta(days=365))
    meeting = msgspec.structs.replace(meeting, state=MeetingState.PUBLISHED, attendance={})
    doc = msgspec.json.encode(meeting).decode()
    at = t.to_us(meeting.planned_start)
    numbers = range(deadlines // each)
    _fill(url, t.groups, [{"id": "far", "name": "Far", "timezone": "UTC", "country": "GB"}])
    _fill(url, t.meetings, (_meeting_row(f"far{n}", "far", meeting, doc) for n in numbers))
    _fill(
        url,
        t.deadlines,
        (
            {"meeting_id": f"far{n}", "step": f"step/{k}", "at": at + k, "due_at": at + k}
            for n in numbers
            for k in range(each)
        ),
    )


def finished(url: str, group: str, meetings: int, each: int = 10) -> None:
    """Meetings of a group that are over, each with a record, messages, keys and a closed case."""
    then = datetime.now(UTC) - timedelta(days=90)
    meeting = msgspec.structs.replace(
        running("old", group, ("nobody",), then),
        state=MeetingState.CLOSED,
        attendance={},
    )
    doc, at = msgspec.json.encode(meeting).decode(), t.to_us(then)
    numbers = range(meetings)
    both = list(itertools.product(numbers, range(each)))
    _fill(url, t.meetings, (_meeting_row(f"old{n}", group, meeting, doc) for n in numbers))
    _fill(
        url,
        t.cases,
        (
            {
                "meeting_id": f"old{n}",
                "id": "1",
                "group_id": group,
                "subject": f"pat0-{n % 20}",
                "kind": "left",
                "stage": "closed",
            }
            for n in numbers
        ),
    )
    _fill(
        url,
        t.journal,
        (
            {
                "meeting_id": f"old{n}",
                "seq": k + 1,
                "at": at,
                "signal": "{}",
                "effects": "[]",
                "previous": "",
                "hash": "",
            }
            for n, k in both
        ),
    )
    _fill(
        url,
        t.outbox,
        (
            {
                "meeting_id": f"old{n}",
                "group_id": group,
                "do": "send",
                "recipient": "maya0",
                "platform": "telegram",
                "key": "case-alert",
                "effect": "{}",
                "case_id": "1",
                "thread": "alert",
                "safety": 1,
                "status": "accepted",
                "next_try": at,
                "created_at": at,
            }
            for n, k in both
        ),
    )
    _fill(url, t.signals, ({"key": f"old/{n}/{k}", "at": at} for n, k in both))


def _fill(url: str, table: sa.Table, rows: Iterable[dict[str, object]]) -> None:
    engine = create_engine(url)
    for some in _some(rows):
        with engine.begin() as connection:
            connection.execute(sa.insert(table), some)
    engine.dispose()


def _some(rows: Iterable[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    waiting = iter(rows)
    while some := list(itertools.islice(waiting, ROWS_AT_ONCE)):
        yield some


__all__ = ["POLICY", "address", "asyncio", "far_off", "finished", "one_missing", "opened"]
