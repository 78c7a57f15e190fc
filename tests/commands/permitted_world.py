"""A group with somebody in every role, a meeting in any state, and cells tried one by one.

A cell is one happening in a transaction that is taken back to where it began. What it changed is
seen by comparing every row before and after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.commands.handling import Handler
from bot.engine import Engine, Outcome
from bot.flows.timers import timers
from bot.happenings import Commanded, Happening, PressedButton
from bot.model.agenda import Agenda, Item
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.costs import Claim, CostItem, CostKind
from bot.model.during import During, Duty, Offer, Thumbs
from bot.model.effects import Effect, Reply
from bot.model.meeting import (
    Attendance,
    Evidence,
    GuardianSeat,
    Meeting,
    MeetingState,
    Place,
    RoomKind,
)
from bot.model.people import Check, CheckLevel, Role
from bot.model.policy import Policy
from bot.model.profile import Money
from bot.model.signals import Signed
from bot.ports import GroupDetails, MeetingDetails, PersonDetails
from bot.store import Database, Transaction, create_engine, tables
from bot.store.prepared import Statements
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
POLICY = Policy.default()
WRITER = Writer(Wording.load(Path(__file__).parents[2] / "config" / "wording"))
PLATFORMS = ("telegram", "discord")
BORN = date(2012, 5, 3)

ROLES: dict[str, tuple[Role, ...]] = {
    "organiser": (Role.ORGANISER,),
    "facilitator": (Role.FACILITATOR,),
    "contributor": (Role.CONTRIBUTOR,),
    "young": (Role.YOUNG_PERSON,),
    "guardian": (Role.GUARDIAN,),
    "lead": (Role.SAFEGUARDING_LEAD,),
    "deputy": (Role.DEPUTY_LEAD,),
    "promoted": tuple(role for role in Role if role is not Role.YOUNG_PERSON),
}
"""One of each; and somebody of fourteen whom the register calls everything there is (SPEC 1)."""
YOUNG = ("young", "promoted")
OUTSIDER = "outsider"
"""Who organises another group."""
UNKNOWN = "unknown"
EVERYBODY = (*ROLES, OUTSIDER, UNKNOWN)
SUBJECT = "contributor"
STATES = tuple(state for state in MeetingState if state is not MeetingState.HELD)
"""A hold needs young people in a room without adults; in the table it is open like the others."""


class Tried(NamedTuple):
    """What came of one cell."""

    outcome: Outcome
    changed: frozenset[str]
    """The tables with a row that is other than before; signals and answers left out."""
    answers: tuple[tuple[str, str | None], ...]
    """The keys of the answers that were queued, with their variants."""

    @property
    def toast(self) -> str | None:
        return self.outcome.toast.name if self.outcome.toast is not None else None


class PermittedWorld:
    """The world, open for one transaction after the other."""

    def __init__(self, file: Path) -> None:
        url = f"sqlite:///{file}"
        self._sealer = Sealer([Fernet.generate_key().decode()])
        self._database = create_engine(url)
        self._connection = self._database.connect()
        self._statements = Statements(self._database.dialect)
        self._store = Database(url, self._sealer, WRITER)
        handler = Handler(lambda: NOW)
        self._engine = Engine(self._store, POLICY, lambda: NOW, handler.handle)
        self._transaction: sa.Transaction | None = None
        self._stands: object = None
        self._message = 0
        self._before: dict[str, list[Any]] = {}
        self._newest = 0

    def close(self) -> None:
        if self._transaction is not None:
            self._transaction.rollback()
        self._connection.close()
        self._store.close()
        self._database.dispose()

    def _books(self) -> Transaction:
        memory: dict[str, Any] = {"writer": WRITER, "statements": self._statements}
        return Transaction(self._connection, self._sealer, memory)

    def seed(self) -> None:
        """Everybody, and their meeting."""
        with self._connection.begin():
            books = self._books()
            for group in ("g", "other"):
                named = GroupDetails(
                    id=group, name="Breathe", timezone="Europe/London", country="GB"
                )
                books.add_group(named, {})
            for who, roles in ROLES.items():
                self._add(books, "g", who, roles)
            self._add(books, "other", OUTSIDER, (Role.ORGANISER,))
            check = Check(level=CheckLevel.ENHANCED, expires=date(2029, 1, 1))
            for who in ("facilitator", "organiser"):
                books.set_check(who, check)
            books.set_guardians("young", ("guardian",), via_lead=False)
            for platform in PLATFORMS:
                books.add_room("g", platform, f"room-{platform}", "Breathe")
            meeting = self._meeting()
            books.add_meeting(
                meeting, MeetingDetails(title="Weekly", room="room-discord"),
                timers(meeting, POLICY),
            )  # fmt: skip

    def _add(self, books: Transaction, group: str, who: str, roles: tuple[Role, ...]) -> None:
        born = BORN if who in YOUNG else None
        details = PersonDetails(
            id=who, name=who.title(), roles=roles, born=born, phone="+44 7700 900111"
        )
        books.add_person(group, details)
        for platform in PLATFORMS:
            books.link(who, platform, account(who), NOW)

    def _meeting(self) -> Meeting:
        seal = self._sealer.seal
        five = Money(amount=Decimal("5.00"), currency="GBP")
        there = Attendance(
            place=Place.ROOM, evidence=Evidence.OBSERVED, last_sign=NOW, room_sign=NOW, been=True
        )
        waits = GuardianSeat(
            asked="guardian", asked_at=NOW, wants_witnesses=True, witnesses=("facilitator",)
        )
        return Meeting(
            id="m",
            group="g",
            platform="discord",
            room=RoomKind.TEXT,
            planned_start=NOW,
            planned_end=NOW + timedelta(hours=1),
            expects=tuple(who for who in ROLES if who not in YOUNG and who != "guardian"),
            chair="organiser",
            contact="organiser",
            acting_contact="lead",
            hard=True,
            follow_up="lead",
            attendance={
                SUBJECT: there,
                "organiser": there,
                "young": Attendance(guardian=waits),
            },
            agenda=Agenda(items=(Item(id="1", words=seal("A"), by=SUBJECT),), added=1, at="1"),
            during=During(
                thumbs=Thumbs(number=1, words=seal("?")), put=1, hands=(SUBJECT,),
                offers={Duty.NOTES: Offer(to=SUBJECT, by="organiser")},
            ),
            claims={
                SUBJECT: Claim(
                    id="k1", items=(CostItem(kind=CostKind.OTHER, amount=five),),
                    pay_within_days=14, ended_on=NOW.date(), asked_at=NOW, remind_at=NOW,
                )
            },
        )  # fmt: skip

    # --- one cell ---------------------------------------------------------------------------------

    def tries(
        self, happening: Happening, state: MeetingState, *effects: Effect, **changes: object
    ) -> Tried:
        """Take it in a world of its own; `effects` were sent before, the last is what is pressed.

        A press is of the message with the number -1; it is the last of these.
        """
        if self._stands != (state, effects, changes):
            self._set(state, effects, changes)
        happening = _about(happening, self._message)
        outcome = self._engine.accept_in(self._books(), happening, "cell")
        after, answers = self._rows(), self._answers()
        self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT cell")
        changed = frozenset(name for name in after if after[name] != self._before[name])
        return Tried(outcome, changed, answers)

    def _set(
        self, state: MeetingState, effects: tuple[Effect, ...], changes: dict[str, object]
    ) -> None:
        """Begin from this world; it stands until a cell wants another."""
        if self._transaction is not None:
            self._transaction.rollback()
        self._transaction = self._connection.begin()
        books = self._books()
        self._be(books, state, changes)
        self._message = self._send(books, effects)
        self._engine.hear_in(books, "m", Signed(person="deputy"))
        self._before, self._newest = self._rows(), self._last()
        self._connection.exec_driver_sql("SAVEPOINT cell")
        self._stands = (state, effects, changes)

    def _be(self, books: Transaction, state: MeetingState, changes: dict[str, object]) -> None:
        stored = books.meeting("m")
        assert stored is not None
        over = state in {MeetingState.ENDED, MeetingState.CLOSED}
        ahead = state in {MeetingState.DRAFT, MeetingState.PUBLISHED}
        start = NOW + timedelta(minutes=10) if ahead else NOW - timedelta(minutes=10)
        meeting = msgspec.structs.replace(
            stored.meeting,
            state=state,
            planned_start=start,
            planned_end=start + timedelta(hours=1),
            opened_at=None if ahead else start,
            ended_at=NOW if over else None,
            **changes,
        )
        books.save(meeting, stored.version, stored.meeting, timers(meeting, POLICY))

    def _send(self, books: Transaction, effects: tuple[Effect, ...]) -> int:
        stored = books.meeting("m")
        assert stored is not None
        number = 0
        for effect in effects:
            was_number = self._last()
            books.queue(None if isinstance(effect, Reply) else stored.meeting, (effect,), NOW)
            for one in range(was_number + 1, self._last() + 1):
                books.settle(one, "accepted", ref="1")
            number = number or self._last()
        return number

    def _last(self) -> int:
        return int(self._connection.scalar(sa.select(sa.func.max(tables.outbox.c.id))) or 0)

    def _rows(self) -> dict[str, list[Any]]:
        cursor = self._connection.connection.cursor()
        rows = {name: cursor.execute(_SELECTS[name]).fetchall() for name in _WATCHED}
        cursor.close()
        return rows

    def _answers(self) -> tuple[tuple[str, str | None], ...]:
        query = sa.select(tables.outbox.c.key, tables.outbox.c.effect, tables.outbox.c.do)
        found = []
        for row in self._connection.execute(query.where(tables.outbox.c.id > self._newest)):
            if row.do != "reply":
                found.append((f"{row.do} {row.key}", None))
                continue
            facts = json.loads(self._sealer.open(json.loads(_text(row.effect))["sealed"]))
            found.append((row.key, facts.get("variant")))
        return tuple(found)

    def sealed(self, **facts: object) -> str:
        return self._sealer.seal(json.dumps(facts))


def _text(effect: Any) -> str:
    return effect if isinstance(effect, str) else json.dumps(effect)


_WATCHED = tuple(
    name for name in tables.metadata.tables if name not in {"signals", "outbox", "heartbeats"}
)
_SELECTS = {
    name: str(
        sa.select(tables.metadata.tables[name]).order_by(
            *tables.metadata.tables[name].primary_key.columns
        )
    )
    for name in _WATCHED
}


def _about(happening: Happening, message: int) -> Happening:
    """The same, about the message that was sent in this world."""
    match happening:
        case PressedButton(message=-1):
            return msgspec.structs.replace(happening, message=message)
        case Commanded(text=text):
            return msgspec.structs.replace(happening, text=text.replace("MESSAGE", str(message)))
        case _:
            return happening


def account(who: str) -> str:
    return f"account-{who}"


def commanded(platform: str, who: str, text: str, room: str | None = None) -> Commanded:
    return Commanded(platform=platform, account=account(who), text=text, room=room)


def pressed(platform: str, who: str, button: str, message: int = -1) -> PressedButton:
    return PressedButton(platform=platform, account=account(who), message=message, button=button)


def case(stage: Stage = Stage.ESCALATED, subject: str = SUBJECT, **changes: Any) -> Case:
    """A case of somebody, which waits to be taken."""
    made: dict[str, Any] = {
        "id": "c1", "subject": subject, "kind": CaseKind.LEFT, "stage": stage,
        "opened_at": NOW, "left_at": NOW, "climb_at": NOW, "alerted": ("lead",),
        "called": ("lead",),
        "next": Next(step=CaseStep.RUNG, at=NOW + timedelta(minutes=2)),
    }  # fmt: skip
    if stage is Stage.OWNED:
        made["next"] = Next(step=CaseStep.OWNERSHIP_EXPIRES, at=NOW + timedelta(minutes=10))
    if stage is Stage.CLOSED:
        made |= {"next": None, "closed_at": NOW, "outcome": "said ok"}
    return Case(**{**made, **changes})


def each_press(platforms: tuple[str, ...] = PLATFORMS) -> Iterator[tuple[str, str]]:
    """Everybody, on both platforms."""
    for platform in platforms:
        for who in EVERYBODY:
            yield platform, who
