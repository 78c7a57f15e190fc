"""One turn of deciding: a meeting, a moment, and the effects gathered so far.

A turn lives only inside `decide`, which is pure from outside: the same meeting, signal and
context always give the same meeting and effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.flows import bundling, quiet
from bot.model.case import Case, CaseKind, Tried
from bot.model.effects import (
    Edit,
    Effect,
    Facts,
    Few,
    Post,
    Recall,
    Send,
    Toast,
    Understood,
    Withdraw,
)
from bot.model.meeting import Attendance, Meeting, MeetingState
from bot.model.people import Group, Person, PersonId, Platform
from bot.model.policy import Policy
from bot.model.rates import Rates


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision may look at besides the meeting itself."""

    now: datetime
    policy: Policy
    group: Group
    missing_elsewhere: frozenset[PersonId] = frozenset()
    """People who are the subject of an open `left` case of another meeting of the group."""
    in_lobby_elsewhere: frozenset[PersonId] = frozenset()
    """People who wait in the same lobby for another young people's meeting of the group (Y11)."""
    kept_out: Mapping[PersonId, tuple[PersonId, ...]] = {}
    """Whom a concern keeps out of everything about somebody, whichever meeting holds it (Y7)."""
    rates: Rates = Rates()
    """What is usually paid, by country (C2)."""
    platforms_away: frozenset[Platform] = frozenset()
    """Platforms that do not answer at the moment (L12)."""
    unserved: frozenset[Platform] = frozenset()
    """Platforms for which this program has no token."""

    @property
    def unreachable(self) -> frozenset[Platform]:
        """Platforms over which nobody can be reached at the moment."""
        return self.platforms_away | self.unserved


@dataclass(slots=True)
class Turn:
    """Gathers what a signal changes. Values go in and come out; nothing else happens."""

    meeting: Meeting
    context: Context
    effects: list[Effect] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The moment of this turn, aware, in UTC."""
        return self.context.now

    @property
    def today(self) -> date:
        """The day it is in the group's time zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The group's time zone."""
        return ZoneInfo(self.context.group.timezone)

    @property
    def policy(self) -> Policy:
        """The group's policy."""
        return self.context.policy

    # --- people -------------------------------------------------------------------------

    def person(self, who: PersonId) -> Person:
        """The person; somebody who has left the group altogether has no role and no route."""
        return self.context.group.people.get(who, Person(id=who))

    def is_staff(self, who: PersonId) -> bool:
        """Whether `who` is staff today (V6: asked at the moment of acting)."""
        return self.person(who).is_staff(self.today)

    def is_missing(self, who: PersonId) -> bool:
        """Whether `who` left and has not been heard of, here or in another meeting (L5).

        Somebody who may simply have gone home while nothing was seen is not struck off.
        """
        case = self.meeting.case_of(who)
        if case is not None and case.gone_at is not None:
            return True
        if case is None or case.kind not in {CaseKind.LEFT, CaseKind.SUPPORT}:
            return who in self.context.missing_elsewhere
        if case.unseen and case.opened_at >= self.meeting.planned_end:
            return False
        return case.kind is CaseKind.LEFT or not self.meeting.seat(who).present

    # --- state --------------------------------------------------------------------------

    def change(self, **fields: object) -> None:
        """Give the meeting new values for `fields`."""
        self.meeting = msgspec.structs.replace(self.meeting, **fields)

    def become(self, state: MeetingState) -> None:
        """Move the meeting to `state`."""
        self.change(state=state)

    def once(self, step: str) -> bool:
        """True the first time a one-time step is asked for, and never again."""
        if step in self.meeting.done:
            return False
        self.change(done=(*self.meeting.done, step))
        return True

    def seat(self, who: PersonId, **fields: object) -> Attendance:
        """Give the person's attendance new values for `fields`."""
        seat = msgspec.structs.replace(self.meeting.seat(who), **fields)
        self.change(attendance={**self.meeting.attendance, who: seat})
        return seat

    def case(self, case: Case, **fields: object) -> Case:
        """Give the case new values for `fields` (also: put a new case on record).

        Whoever somebody has a concern about is out of every further case of theirs (Y7).
        """
        case = msgspec.structs.replace(case, **fields) if fields else case
        if case.id not in self.meeting.cases:
            out = dict.fromkeys((*case.excluded, *self.kept_out_by(case.subject)))
            case = msgspec.structs.replace(case, excluded=tuple(out))
        self.change(cases={**self.meeting.cases, case.id: case})
        return case

    def kept_out_by(self, who: PersonId) -> tuple[PersonId, ...]:
        """Whom somebody has raised a concern about, here or in another meeting (Y7)."""
        theirs = (case for case in self.meeting.cases.values() if case.subject == who)
        here = (out for case in theirs for out in case.excluded)
        return tuple(dict.fromkeys((*here, *self.context.kept_out.get(who, ()))))

    def next_case_id(self) -> str:
        """The next free number of a case in this meeting."""
        return f"c{len(self.meeting.cases) + 1}"

    def note_tried(self, case: Case, what: str, **fields: object) -> Case:
        """Add to "what has been tried"."""
        tried = msgspec.convert({"what": what, "at": self.now, **fields}, Tried)
        return self.case(case, tried=(*case.tried, tried))

    # --- effects ------------------------------------------------------------------------

    def routes_to(self, who: PersonId) -> tuple[Platform, ...]:
        """Where a person can be written to: proved routes first, platforms that answer first."""
        person = self.person(who)
        proved = person.platforms(proved_only=True)
        routes = (*proved, *(p for p in person.platforms() if p not in proved))
        return tuple(sorted(routes, key=lambda p: p in self.context.unreachable))

    def tell(
        self,
        who: PersonId,
        key: str,
        facts: Facts | None = None,
        *,
        case: str | None = None,
        thread: str = "",
        first: Platform | None = None,
        safety: bool = True,
        not_before: datetime | None = None,
        few: Few | None = None,
        until: datetime | None = None,
    ) -> bool:
        """Write to a person on one route, and on the others if it is refused (L8).

        `first` names the route to begin with; from `until` on it is of no use, and not sent.
        Answers False when there is no route at all.
        """
        routes = self.routes_to(who)
        if first in routes:
            routes = (first, *(p for p in routes if p != first))
        if not routes:
            return False
        self.effects.append(
            Send(
                to=who,
                key=key,
                platform=routes[0],
                then=routes[1:],
                facts=facts or Facts(),
                case=case,
                thread=thread,
                safety=safety,
                not_before=not_before,
                few=few,
                until=until,
            )
        )
        return True

    def prompt(
        self,
        who: PersonId,
        key: str,
        facts: Facts | None = None,
        *,
        thread: str = "",
        until: datetime | None = None,
    ) -> bool:
        """Write something that is not about safety: in the reader's quiet hours it waits.

        So it does when they have had a few that day already, unless it cannot wait. Somebody who
        takes part through a guardian's account gets it there. Answers False when there is no
        route at all.
        """
        reader = self.reader_of(who)
        zone = self.zone_of(reader)
        waits_until = quiet.end_of(self.policy.quiet_hours, self.now, zone)
        few = None if self._cannot_wait(key) else bundling.few(self.policy, zone)
        return self.tell(reader, key, facts, thread=thread, safety=False,
                         not_before=waits_until, few=few, until=until)  # fmt: skip

    def reader_of(self, who: PersonId) -> PersonId:
        """Who reads what is for somebody: they, or the guardian whose account is theirs too."""
        person = self.person(who)
        return person.held_by if person.held_by is not None and not person.routes else who

    def zone_of(self, who: PersonId) -> ZoneInfo:
        """The time zone somebody is in: the group's, unless they said that it is another (M2)."""
        return ZoneInfo(self.person(who).timezone or self.context.group.timezone)

    def _cannot_wait(self, key: str) -> bool:
        return bundling.cannot_wait(key, self.meeting.planned_start, self.now)

    def tell_everywhere(
        self, who: PersonId, key: str, facts: Facts, *, case: str | None, thread: str
    ) -> bool:
        """Write to a person on every proved route at once (L5). False: there is none."""
        platforms = self.person(who).platforms(proved_only=True)
        for platform in platforms:
            self.effects.append(
                Send(to=who, key=key, platform=platform, facts=facts, case=case, thread=thread)
            )
        return bool(platforms)

    def post(
        self,
        key: str,
        facts: Facts | None = None,
        *,
        thread: str = "",
        until: datetime | None = None,
    ) -> None:
        """Write in the meeting's room; from `until` on it is of no use, and not sent."""
        self.effects.append(Post(key=key, facts=facts or Facts(), thread=thread, until=until))

    def edit(
        self,
        key: str,
        thread: str,
        *,
        to: PersonId | None = None,
        case: str | None = None,
        facts: Facts | None = None,
    ) -> None:
        """Change what was sent in a thread, and keep back what was not sent yet."""
        self.effects.append(Edit(key=key, thread=thread, to=to, case=case, facts=facts or Facts()))

    def recall(self, thread: str | None = None) -> None:
        """Keep back everything of a thread that was not sent yet, or all that can wait."""
        self.effects.append(Recall(thread=thread))

    def recall_from(self, reader: PersonId, *keys: str) -> None:
        """Keep back what of these one person was not sent yet."""
        self.effects.append(Recall(to=reader, keys=keys))

    def withdraw(self, case: Case) -> None:
        """Keep back everything of this case that was not sent yet."""
        self.effects.append(Withdraw(case=case.id))

    def toast(self, name: str, *, owner: PersonId | None = None, minutes: int = 0) -> None:
        """The short word shown to whoever pressed."""
        self.effects.append(Toast(name=name, owner=owner, minutes=minutes))

    def understood(self) -> None:
        """The words just said were meant for this meeting."""
        self.effects.append(Understood())
