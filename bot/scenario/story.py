"""A scenario as values: who there is, what was planned, and what happens when (SPEC 9).

Every time is an aware datetime in UTC. `line` is where a thing stands in its file, from 1.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.model.meeting import RoomKind
from bot.model.people import Role
from bot.scenario.deeds import Deed
from bot.scenario.expected import Expectation

PLATFORMS = ("discord", "telegram")


class GroupSpec(msgspec.Struct, frozen=True, kw_only=True):
    """The group. `operator` is a person's key: the operator contact of L5."""

    name: str
    timezone: str
    country: str
    operator: str | None = None
    line: int = 1

    @property
    def zone(self) -> ZoneInfo:
        """The group's time zone."""
        return ZoneInfo(self.timezone)


class Emergency(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to call in an emergency, with the "safe to contact, what to say" note (L7)."""

    name: str
    phone: str
    note: str = ""


class PersonSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One person. The first account is the first route."""

    key: str
    name: str
    roles: tuple[Role, ...]
    contact: bool = False
    accounts: tuple[str, ...] = ()
    proved: bool = True
    phone: str | None = None
    """None only when the file says `none`; otherwise given, or invented."""
    email: str | None = None
    born: date | None = None
    guardians: tuple[str, ...] = ()
    pin: str | None = None
    check: str | None = None
    check_expires: date | None = None
    agreed: bool = True
    practised: bool = True
    emergency: Emergency | None = None
    limited_data: bool = False
    country: str | None = None
    guardian_via_lead: bool = False
    discreet: bool = True
    why: str | None = None
    line: int = 1


class MeetingSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting, published as written. `lead` chairs it; `contact` is whom attendees reach."""

    key: str
    title: str
    platform: str
    room: RoomKind
    starts: datetime
    ends: datetime
    expects: tuple[str, ...]
    lead: str | None = None
    contact: str | None = None
    second_adult: str | None = None
    standby: str | None = None
    phone: str | None = None
    young: bool = False
    """Staff marked it as a young people's meeting; who is expected may make it one as well."""
    why: str | None = None
    line: int = 1


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that somebody does. `actor` is a person's key, `bot` or `platform`."""

    line: int
    actor: str
    deed: Deed
    text: str
    """As written."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One moment: first what is done, in the order written, then what is expected."""

    at: datetime
    line: int
    actions: tuple[Action, ...] = ()
    expects: tuple[Expectation, ...] = ()
    only: bool = False
    checked: bool = False
    """Whether the step says `expect` or `only: true`, and so ends a window."""


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario file."""

    path: str
    title: str
    starts: datetime
    group: GroupSpec
    policy: dict[str, object]
    """Raw values under the keys as written; the policy itself checks them."""
    policy_lines: dict[str, int]
    people: dict[str, PersonSpec]
    meetings: dict[str, MeetingSpec]
    timeline: tuple[Step, ...]

    def name(self, key: str) -> str:
        """What a person or meeting is called; anything else as it is."""
        if key in self.people:
            return self.people[key].name
        return self.meetings[key].title if key in self.meetings else key

    def telling(self, action: Action) -> str:
        """An action as a sentence of the transcript: `Pat drops from weekly`."""
        match action.actor:
            case "bot":
                return f"The bot {action.text}"
            case "platform":
                return action.text[:1].upper() + action.text[1:]
            case _:
                return f"{self.name(action.actor)} {action.text}"
