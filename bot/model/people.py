"""People as the flows see them: ids, roles, ages, checks and routes. Never a name or a number."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from bot.model.ids import PersonId, Platform
from bot.model.profile import Connection, CostTerms, TakesPart

__all__ = [
    "ADULT_AGE",
    "SHOW_ROOMS",
    "STAFF",
    "Check",
    "CheckLevel",
    "Group",
    "Person",
    "PersonId",
    "Platform",
    "Role",
    "Route",
]

SHOW_ROOMS: frozenset[Platform] = frozenset({"discord"})
"""Platforms that show who is in a room; elsewhere there are only signs and words (SPEC 11)."""


class Role(StrEnum):
    """What somebody is in a group; a person may hold several."""

    ORGANISER = "organiser"
    FACILITATOR = "facilitator"
    CONTRIBUTOR = "contributor"
    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_LEAD = "deputy_lead"


STAFF = frozenset({Role.ORGANISER, Role.FACILITATOR, Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD})

ADULT_AGE = 18


class CheckLevel(StrEnum):
    """How far a criminal-record check goes."""

    BASIC = "basic"
    ENHANCED = "enhanced"


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A criminal-record check, as staff saw it: its level and its dates, nothing more."""

    level: CheckLevel
    expires: date | None = None
    seen_by: PersonId | None = None
    seen_on: date | None = None

    def in_date(self, day: date) -> bool:
        """A check expires at the start of its date."""
        return self.expires is None or day < self.expires


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One way to write to a person privately: their account on a platform."""

    platform: Platform
    account: str
    proved: bool = True
    proved_at: datetime | None = None
    """When it was last known to work (P2)."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One human being in one group."""

    id: PersonId
    roles: frozenset[Role] = frozenset()
    routes: tuple[Route, ...] = ()
    born: date | None = None
    outside_route: bool = False
    """Whether a phone number or an e-mail address is known (P4)."""
    check: Check | None = None
    guardians: tuple[PersonId, ...] = ()
    """Of somebody under 18, in the order in which they are tried (Y13)."""
    guardian_via_lead: bool = False
    """Whether no guardian is contacted without the lead (Y13)."""
    held_by: PersonId | None = None
    """The guardian through whose account somebody without one takes part (Y9, Y13)."""
    has_pin: bool = False
    """Whether this guardian has a PIN (Y3)."""
    agreed: bool = True
    """Whether they accepted the guidelines that are current (Y8)."""
    agreed_before: frozenset[PersonId] = frozenset()
    """Who accepted something for them once, they or their guardians; it may be older (Y8)."""
    needs_asked_at: datetime | None = None
    """When they were last asked about access needs (P3)."""
    guardian_agreed: bool = True
    """Whether a guardian accepted them for this young person (Y8)."""
    connection: Connection | None = None
    """What being online costs them; None: they have not said (C1)."""
    takes_part: TakesPart | None = None
    """How they usually take part (P3)."""
    costs: CostTerms | None = None
    """What was agreed about their costs, once both have said yes (C1)."""
    shares_number: bool = False
    """Whether the others in a call may see their number (M2)."""
    wants_asking: bool = False
    """Whether they would like to be asked privately if they want to speak (M4)."""
    practised: frozenset[Platform] = frozenset()
    """The platforms on which they have finished a practice session (P1)."""
    practice_offered: bool = False
    device_asked: bool = False
    """Whether they were asked what being online costs them (C1)."""
    timezone: str = ""
    """Where they are, if they said that it is not where the group is (M2)."""

    @property
    def has_limits(self) -> bool:
        """Whether being online or on the phone costs them something (C1)."""
        return self.connection in {Connection.LIMITED, Connection.PAY_AS_YOU_GO}

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, local to the group; a 29 February birthday falls on 1 March."""
        if self.born is None:
            return None
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (0 if had_birthday else 1)

    def is_adult(self, day: date) -> bool:
        """Whether the person is 18 or over. No birth date: a young person's role decides."""
        age = self.age_on(day)
        if age is None:
            return Role.YOUNG_PERSON not in self.roles
        return age >= ADULT_AGE

    def is_staff(self, day: date) -> bool:
        """Staff are adults who organise, facilitate or lead; anyone under 18 is not (SPEC 1)."""
        return bool(self.roles & STAFF) and self.is_adult(day)

    def is_checked(self, day: date) -> bool:
        """A checked adult: staff with a check that is in date on `day`, local to the group."""
        return self.is_staff(day) and self.check is not None and self.check.in_date(day)

    def is_enhanced(self, day: date) -> bool:
        """A checked adult whose check is enhanced."""
        enhanced = self.check is not None and self.check.level is CheckLevel.ENHANCED
        return enhanced and self.is_checked(day)

    def is_meant(self, day: date, *, young: bool, mixed: bool) -> bool:
        """Whether a meeting of the group is for them: see `Group.meant`."""
        if not self.is_adult(day):
            return young
        if self.roles == {Role.GUARDIAN}:
            return False
        return not young or mixed or self.is_checked(day)

    def has(self, role: Role) -> bool:
        """Whether the person holds `role` in this group."""
        return role in self.roles

    def platforms(self, *, proved_only: bool = False) -> tuple[Platform, ...]:
        """The platforms of the person's routes, the first route first, each once."""
        routes = [route for route in self.routes if route.proved or not proved_only]
        return tuple(dict.fromkeys(route.platform for route in routes))


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group as the flows see it."""

    id: str
    timezone: str
    country: str = "GB"
    """Two letters: which law and which help lines (Y9, Y12)."""
    people: dict[PersonId, Person] = {}
    operator: PersonId | None = None
    """The operator contact, outside the ladder (L5)."""

    def meant(self, day: date, *, young: bool, mixed: bool) -> tuple[PersonId, ...]:
        """Whom a meeting is for: all adult members who have joined, but for mere guardians.

        A young people's meeting is for them, and for the checked adults (Y1, Y11); for the other
        adults too if the group has agreed to `mixed` meetings.
        """
        return tuple(
            person.id
            for person in self.people.values()
            if person.routes and person.is_meant(day, young=young, mixed=mixed)
        )

    def staff(self, day: date) -> tuple[Person, ...]:
        """All staff on `day`, in the order in which they were added."""
        return tuple(person for person in self.people.values() if person.is_staff(day))

    def leads(self, day: date) -> tuple[Person, ...]:
        """The safeguarding lead, then the deputy, each once (L5)."""
        ranked = (*self.with_role(Role.SAFEGUARDING_LEAD, day),
                  *self.with_role(Role.DEPUTY_LEAD, day))  # fmt: skip
        return tuple({person.id: person for person in ranked}.values())

    def lead_or_deputy(self, day: date) -> tuple[Person, ...]:
        """The safeguarding lead; the deputy only where there is none."""
        lead = self.with_role(Role.SAFEGUARDING_LEAD, day)
        return lead or self.with_role(Role.DEPUTY_LEAD, day)

    def with_role(self, role: Role, day: date) -> tuple[Person, ...]:
        """The adults who hold `role`, in the order in which they were added."""
        return tuple(
            person for person in self.people.values() if person.has(role) and person.is_adult(day)
        )
