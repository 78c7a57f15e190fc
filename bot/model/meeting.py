"""A meeting: one versioned document, people as ids only."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot.model.agenda import Agenda
from bot.model.case import Case
from bot.model.costs import Claim
from bot.model.during import During
from bot.model.people import SHOW_ROOMS, PersonId, Platform
from bot.model.phone_cost import PhoneCost
from bot.model.profile import TakesPart
from bot.model.readiness import ReadyLine
from bot.model.walltime import before


class MeetingState(StrEnum):
    """draft → published → lobby → running ⇄ held → ended → closed; cancelled."""

    DRAFT = "draft"
    PUBLISHED = "published"
    LOBBY = "lobby"
    RUNNING = "running"
    HELD = "held"
    ENDED = "ended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({MeetingState.LOBBY, MeetingState.RUNNING, MeetingState.HELD})
NOT_OVER = OPEN_STATES | {MeetingState.PUBLISHED}
"""People may come: into the room, or to wait until it is open."""
LIVE_STATES = OPEN_STATES | {MeetingState.PUBLISHED, MeetingState.ENDED}


class Evidence(StrEnum):
    """How it is known that somebody is there. Unknown never counts as present."""

    OBSERVED = "observed"
    ATTESTED = "attested"
    UNKNOWN = "unknown"


class RoomKind(StrEnum):
    """Where the meeting happens."""

    VOICE = "voice"
    TEXT = "text"


class RoomUse(StrEnum):
    """What a room of a group is for. A `server` is the whole place that its rooms are in."""

    MEETING = "meeting"
    LOBBY = "lobby"
    PRACTICE = "practice"
    STAFF = "staff"
    SERVER = "server"


class Place(StrEnum):
    """Where a person is, as far as this meeting knows."""

    AWAY = "away"
    LOBBY = "lobby"
    ROOM = "room"


class How(StrEnum):
    """The four endings a person may choose (L2)."""

    OK = "ok"
    TECHNICAL = "technical"
    CONTACT = "contact"
    BACK_SOON = "back-soon"


class GuardianSeat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a guardian has confirmed being there for one young person, in one meeting (Y3)."""

    confirmed: bool = False
    asked: PersonId | None = None
    """The guardian who was asked last."""
    asked_at: datetime | None = None
    wants_witnesses: bool = False
    witnesses: tuple[PersonId, ...] = ()
    """The checked adults who were asked whether they have seen the guardian."""
    seen_by: tuple[PersonId, ...] = ()
    wrong_pins: int = 0
    wrong_pin_at: datetime | None = None
    """When the last wrong one was typed: those of a day count together (Y3)."""
    gave_up: bool = False
    """Nobody is left who could be asked."""


class Attendance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's presence in one meeting, with its evidence."""

    place: Place = Place.AWAY
    evidence: Evidence = Evidence.UNKNOWN
    accounts: tuple[str, ...] = ()
    """The accounts the platform shows in the room; people are counted, not accounts."""
    last_sign: datetime | None = None
    pulsed_at: datetime | None = None
    declared: How | None = None
    declared_at: datetime | None = None
    cannot_come: bool = False
    answer: TakesPart | None = None
    """How they said that they will take part in this meeting (P3)."""
    in_touch: bool = False
    """Whether staff heard from them some other way, so that nobody looks for them (Y4)."""
    been: bool = False
    """Whether the person has been in the room at any time."""
    follow_up_at: datetime | None = None
    """When somebody writes to them, because they asked for it (P5)."""
    lobby_since: datetime | None = None
    """Since when they wait in the lobby: they are admitted in this order (Y1)."""
    let_in: bool = False
    """Whether the bot lets them into a room that rests locked (Y2)."""
    told_to_wait: bool = False
    welcome: bool = False
    """Let in, and to be told so once the platform has opened the door (invariant 8)."""
    door_refused_at: datetime | None = None
    """When the platform did not let them in, though the bot asked it to."""
    stepped_out: bool = False
    """Went from the room into the lobby while it was held, or was moved there (Y6)."""
    room_sign: datetime | None = None
    """The last sign given in the room itself (Y1, text rooms)."""
    drops: int = 0
    """How often they left without a word (Y5)."""
    through: PersonId | None = None
    """The guardian through whose account a young person without one takes part (Y9, Y13)."""
    guardian: GuardianSeat | None = None
    """What a guardian has said in this meeting about somebody under 16 (Y3)."""

    @property
    def present(self) -> bool:
        """In the room, and known to be: unknown never counts."""
        return self.place is Place.ROOM and self.evidence is not Evidence.UNKNOWN


class OwedReason(msgspec.Struct, frozen=True, kw_only=True):
    """A staff member removed somebody and has been asked why (L10)."""

    by: PersonId
    person: PersonId


class BlindWindow(msgspec.Struct, frozen=True, kw_only=True):
    """A time in which the bot, or one platform, saw nothing (L12). Stays in the record."""

    since: datetime
    until: datetime | None = None
    platform: Platform | None = None
    """None: the bot itself was not running."""
    told: bool = False
    quiet: bool = False
    """Another meeting of the group tells staff about it."""


class Meeting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One meeting with everything the flows need to decide about it."""

    id: str
    group: str
    platform: Platform
    room: RoomKind
    planned_start: datetime
    planned_end: datetime
    zone: str = ""
    """Where the group is: days before the start are counted there (SPEC 2). Empty: UTC."""
    state: MeetingState = MeetingState.DRAFT
    expects: tuple[PersonId, ...] = ()
    chair: PersonId | None = None
    contact: PersonId | None = None
    second_adult: PersonId | None = None
    standby: PersonId | None = None
    dial_in: bool = False
    dial_cost: PhoneCost | None = None
    """What calling its number costs where the group is (C1)."""
    why: bool = False
    """Whether it is said what the meeting is for (M1)."""
    agenda: Agenda = Agenda()
    """What people asked to talk about (M1)."""
    ready_shown: tuple[ReadyLine, ...] = ()
    """How everything stood when the organiser was last told (P4)."""
    during: During = During()
    """What goes on while it runs (M4)."""
    hard: bool = False
    """Whether it may be hard to talk about (P5)."""
    follow_up: PersonId | None = None
    """Who writes next day to those who ask for it (P5)."""
    confidential: bool = False
    """Whether it may only be on a platform that is approved for that (P6)."""
    series: str | None = None
    """The series it belongs to (M6)."""
    young: bool = False
    """A young people's meeting: somebody under 18 is expected, or staff marked it (section 4)."""

    revision: int = 0
    """How often its time or name changed after people could know of it, for their calendars."""
    early_reminders: tuple[tuple[str, datetime], ...] = ()
    """Reminders that come before somebody's quiet hours: which, and when (M2)."""

    opened_at: datetime | None = None
    ended_at: datetime | None = None
    empty_since: datetime | None = None
    acting_contact: PersonId | None = None
    """Who does the contact person's part while they are away (L9)."""
    card_contact: PersonId | None = None
    """Whom the card that everybody sees names."""
    card_changes_at: datetime | None = None
    break_until: datetime | None = None
    on_break: tuple[PersonId, ...] = ()
    """People who went out in a declared break, or were in the room when it began and are not."""
    roll_called_at: datetime | None = None
    held_since: datetime | None = None
    """Since when it is held for want of adults (Y6)."""
    strangers: tuple[str, ...] = ()
    """Accounts nobody knows that the platform did not take out of a young people's room (Y11)."""
    strangers_tried_at: datetime | None = None
    hushed: tuple[PersonId, ...] = ()
    """Whom the bot keeps silent, and has not let speak again."""
    day_ends: datetime | None = None
    """The next local midnight: a check may lapse then, and somebody be a year older."""
    owed_reasons: tuple[OwedReason, ...] = ()
    blind: tuple[BlindWindow, ...] = ()
    unknown_seen: tuple[str, ...] = ()
    unreached: tuple[PersonId, ...] = ()
    """Who was refused a message about the arrangements on every route, and got none since."""
    done: tuple[str, ...] = ()
    """Steps that happen once in a meeting and have happened."""

    attendance: dict[PersonId, Attendance] = {}
    cases: dict[str, Case] = {}
    claims: dict[PersonId, Claim] = {}
    """What people claim for it, once it is over (C2)."""

    def ahead(self, length: timedelta) -> datetime:
        """The moment `length` before the planned start, by the group's clock on the wall."""
        return before(self.planned_start, length, self.zone)

    def seat(self, person: PersonId) -> Attendance:
        """The person's attendance; somebody never seen is away."""
        return self.attendance.get(person, Attendance())

    def present(self) -> tuple[PersonId, ...]:
        """Everybody admitted and present, in the order in which they first came."""
        return tuple(person for person, seat in self.attendance.items() if seat.present)

    def at_the_door(self) -> frozenset[PersonId]:
        """Who waits in the lobby and has not been let in."""
        seats = self.attendance.items()
        return frozenset(w for w, seat in seats if seat.place is Place.LOBBY and not seat.let_in)

    def open_cases(self) -> tuple[Case, ...]:
        """Every case that has not ended, those in grace included."""
        return tuple(case for case in self.cases.values() if case.is_open)

    def case_of(self, person: PersonId) -> Case | None:
        """The person's open case, if there is one; a person has at most one at a time."""
        return next((case for case in self.open_cases() if case.subject == person), None)

    def newest_case_of(self, person: PersonId) -> Case | None:
        """The person's newest case, open or not."""
        return next((c for c in reversed(self.cases.values()) if c.subject == person), None)

    @property
    def is_dark(self) -> bool:
        """Whether its room cannot be seen at the moment, because its platform is away (L12)."""
        return any(w.platform == self.platform and w.until is None for w in self.blind)

    @property
    def by_signs(self) -> bool:
        """Whether presence here rests on signs: a text room, or a room nobody can look into."""
        return self.room is RoomKind.TEXT or self.platform not in SHOW_ROOMS

    @property
    def word_evidence(self) -> Evidence:
        """What somebody's word that they are here is worth: where rooms show, only a word."""
        return self.room_evidence if self.by_signs else Evidence.ATTESTED

    @property
    def room_evidence(self) -> Evidence:
        """What a sign in this meeting's room is worth (SPEC 9, `platform`)."""
        return Evidence.OBSERVED if self.platform in SHOW_ROOMS else Evidence.ATTESTED
