"""Two young people's meetings at once, and where everybody really is, whatever the bot knows.

The bot's record is held against that: a door that it opens moves somebody, what it does while a
platform is away is done when it is back, and whoever walks in the dark is reported by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from bot.flows.timers import timers
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.effects import Act, Effect, SeenHere
from bot.model.meeting import NOT_OVER, OPEN_STATES, Evidence, MeetingState, RoomKind
from bot.model.people import PersonId, Role
from tests.flows.cast import person
from tests.flows.young_world import Youth, child

TODAY = date(2027, 1, 20)
HELD = tuple(
    child(who, date(2013, 4, day), "hal", routes=(), held_by="hal")
    for day, who in enumerate(("mia", "max"), start=1)
)
"""Two young people without an account, who take part through that of Hal, their father (Y9)."""


class Venue(Youth):
    """One meeting, its room and its door, as they really are."""

    def __init__(self, name: str, *expects: PersonId, room: RoomKind) -> None:
        super().__init__(*expects, id=name, room=room)
        people = {one.id: one for one in (person("hal", Role.GUARDIAN), *HELD)}
        self.group = msgspec.structs.replace(self.group, people=self.group.people | people)
        self.really_in: set[PersonId] = set()
        self.at_the_door: set[PersonId] = set()
        self.silenced: set[PersonId] = set()
        self.seen_here: list[SeenHere] = []
        self.reports: list[s.Signal] = []
        self.is_down = False
        self.beside: Venue | None = None
        self.lobby_changed = False

    def take(self, signal: s.Signal) -> tuple[Effect, ...]:
        waited = self.meeting.at_the_door()
        effects = super().take(signal)
        self.seen_here += [effect for effect in effects if isinstance(effect, SeenHere)]
        self.lobby_changed |= waited != self.meeting.at_the_door()
        return effects

    def _context(self) -> Context:
        """The two meetings share one lobby (Y11)."""
        beside = self._next_door()
        there = beside.meeting.at_the_door() if beside is not None else frozenset()
        return msgspec.structs.replace(super()._context(), in_lobby_elsewhere=there)

    def _next_door(self) -> Venue | None:
        """The other meeting, while people may wait for it."""
        waits = self.beside is not None and self.beside.meeting.state in NOT_OVER
        return self.beside if waits else None

    def _happens(self, act: Act) -> None:
        """The platform does it to whoever is really there, and reports that they moved."""
        super()._happens(act)
        who = act.who
        match act.do:
            case "admit" if who in self.at_the_door:
                self._moves(who, self.at_the_door, self.really_in)
                self.reports.append(self._came(who, at_door=False))
            case "remove" if who in self.really_in and act.to_lobby:
                self._moves(who, self.really_in, self.at_the_door)
                self.reports.append(self._came(who, at_door=True))
            case "remove" if who is not None and self.is_near(who) and not act.to_lobby:
                self.really_in.discard(who)
                self.at_the_door.discard(who)
                self.reports.append(s.Departed(person=who, account=f"discord/{who}"))
            case "mute" if who is not None:
                self.silenced.add(who)
            case "unmute" if who is not None:
                self.silenced.discard(who)
            case _:
                pass

    @staticmethod
    def _moves(who: PersonId, out_of: set[PersonId], into: set[PersonId]) -> None:
        out_of.discard(who)
        into.add(who)

    def _came(self, who: PersonId, *, at_door: bool) -> s.Arrived:
        account = None if self.meeting.by_signs else f"discord/{who}"
        return s.Arrived(person=who, evidence=Evidence.OBSERVED, account=account, at_door=at_door)

    def is_near(self, who: PersonId) -> bool:
        return who in self.really_in or who in self.at_the_door

    def is_live(self) -> bool:
        """Whether the bot runs and the platform answers."""
        return not self.is_down and "discord" not in self.away

    def look(self, blind_since: datetime | None = None) -> None:
        """Compare the room and its door with what is known, as the lookout does."""
        if not self.meeting.by_signs:
            present, waiting = _seen(self.really_in), _seen(self.at_the_door)
            self.do(s.Watched(present=present, waiting=waiting, blind_since=blind_since))

    # --- what must be so ------------------------------------------------------------------

    def wrong(self) -> Iterator[str]:
        """Invariants 1 and 2 of the room as it really is, while the bot sees and acts."""
        if not self.is_live() or self.meeting.room is RoomKind.TEXT or self.cannot:
            return
        people, today = self.group.people, self.now.date()
        inside = self.really_in | self._held(self.really_in)
        young = {who for who in inside if not people[who].is_adult(today)}
        adults = inside - young
        counted = {who for who in adults if people[who].is_checked(today)}
        state = self.meeting.state
        enhanced = any(people[who].is_enhanced(today) for who in counted)
        enough = len(counted) >= max(2, -(-len(young) // 10)) and enhanced
        if young and not enough and state is not MeetingState.HELD:
            yield f"1: {young} with {adults}, and it is {state}"
        own = len(adults) == 1 and adults == {people[who].held_by for who in young}
        if len(young) == 1 and len(adults) <= 1 and not own:
            yield f"2: {young} alone with {adults}"
        asked = self.meeting.seat("gia").guardian
        if "gia" in young and (asked is None or not asked.confirmed):
            yield "Y3: gia is in and nobody has seen a guardian"
        if young and state is MeetingState.HELD and not self.really_in <= self.silenced:
            yield f"Y6: {self.really_in - self.silenced} can be heard in a hold"
        seen = {w for w in self.meeting.present() if self.meeting.seat(w).accounts}
        if state in OPEN_STATES and self.really_in != seen:
            yield f"really {self.really_in}, on record {seen}"
        held = {one.id for one in HELD if self.meeting.seat(one.id).present}
        if state in OPEN_STATES and held != self._held(self.really_in):
            yield f"Y9: {held} take part, and it is {self.really_in} who are there"
        yield from self._wrong_at_the_door(today)

    def _held(self, there: set[PersonId]) -> set[PersonId]:
        """Who takes part through the account of one of those."""
        return {one.id for one in HELD if one.held_by in there and one.id in self.meeting.expects}

    def near(self) -> set[PersonId]:
        """Everybody at its door, those included who come through somebody's account."""
        return self.at_the_door | self._held(self.at_the_door)

    def _wrong_at_the_door(self, today: date) -> Iterator[str]:
        people = self.group.people
        mine = self.near()
        beside = self._next_door()
        near = mine | (beside.near() if beside is not None else set())
        young = {who for who in near if not people[who].is_adult(today)}
        adults = near - young
        waits = self.meeting.state in NOT_OVER
        for adult in adults & mine if len(adults) == 1 and waits else ():
            others = {child for child in young if adult not in people[child].guardians}
            if others and self.meeting.seat(adult).door_refused_at is None:
                yield f"Y11: {adult} waits alone with {others}"


class Town:
    """Two venues with the same people, one clock and one platform."""

    def __init__(self, room: RoomKind, held: int = 0) -> None:
        """`held`: how many come through Hal's account, at the most two."""
        families = ("mia", "max")[:held]
        self.art = Venue("art", "asha", "ben", "gia", "kit", "lou", *families, room=room)
        self.music = Venue("music", "asha", "ben", "cleo", "kit", *families[:1], room=room)
        self.venues = (self.art, self.music)
        self.art.beside, self.music.beside = self.music, self.art
        self.steps = 0

    @property
    def now(self) -> datetime:
        return self.art.now

    def other(self, venue: Venue) -> Venue:
        return self.music if venue is self.art else self.art

    def tell(self, venue: Venue, *signals: s.Signal) -> None:
        """The bot takes them, and all that follows from them, in both meetings."""
        for signal in signals:
            if not venue.is_down:
                venue.do(signal)
                self._settle()
        self._judge()

    def _settle(self) -> None:
        while any(v.seen_here or v.reports or v.lobby_changed for v in self.venues):
            for venue in self.venues:
                changed, venue.lobby_changed = venue.lobby_changed, False
                if changed and self.other(venue).meeting.at_the_door():
                    self.other(venue).do(s.LobbyChanged())
                seen, venue.seen_here = venue.seen_here, []
                for news in seen:
                    away = s.Elsewhere(
                        person=news.person, in_room=news.in_room, observed=news.observed
                    )
                    self.other(venue).do(away)
                reports, venue.reports = venue.reports, []
                for report in reports:
                    venue.do(report)

    def _judge(self) -> None:
        self.steps += 1
        wrong = [f"{venue.meeting.id}: {w}" for venue in self.venues for w in venue.wrong()]
        assert not wrong, f"{wrong} at {self.now:%H:%M:%S}"

    def change(self, who: PersonId, **fields: object) -> None:
        """What is on record of somebody changes, for both meetings."""
        for venue in self.venues:
            person = msgspec.structs.replace(venue.group.people[who], **fields)
            people = {**venue.group.people, who: person}
            venue.group = msgspec.structs.replace(venue.group, people=people)
        for venue in self.venues:
            venue.do(s.Signed(person=who))
        self._settle()
        self._judge()

    # --- people ---------------------------------------------------------------------------

    def comes(self, who: PersonId, venue: Venue) -> None:
        """To the door of a venue, from wherever they were: the room of the other, or this one."""
        other = self.other(venue)
        was_in_other = other.is_near(who)
        for place in (other.really_in, other.at_the_door, venue.really_in):
            place.discard(who)
        venue.at_the_door.add(who)
        if not venue.is_live():
            return
        if was_in_other:
            other.do(s.Elsewhere(person=who))
        self.tell(venue, venue._came(who, at_door=True))

    def on_the_phone(self, who: PersonId, venue: Venue) -> None:
        """Staff say that they are on the line: somebody's word, and nothing that was seen."""
        self.tell(venue, s.Arrived(person=who, evidence=Evidence.ATTESTED, by="asha"))

    def goes(self, who: PersonId) -> None:
        for venue in self.venues:
            if venue.is_near(who):
                venue.really_in.discard(who)
                venue.at_the_door.discard(who)
                gone = s.Departed(person=who, account=f"discord/{who}")
                if venue.is_live():
                    self.tell(venue, gone)

    # --- time, and the dark ---------------------------------------------------------------

    def wait(self, **length: float) -> None:
        """Whatever falls due in either meeting is taken at its moment."""
        until = self.now + timedelta(**length)
        while (moment := self._next(until)) is not None:
            self._at(moment)
        self._at(until)

    def _next(self, until: datetime) -> datetime | None:
        due = [at for v in self.venues for at in timers(v.meeting, v.policy).values()]
        return min((at for at in due if self.now < at < until), default=None)

    def _at(self, moment: datetime) -> None:
        for venue in self.venues:
            venue.until(moment)
        self._settle()
        self._judge()

    def bot_stops(self) -> datetime:
        for venue in self.venues:
            venue.is_down = True
        return self.now

    def bot_starts(self, since: datetime, seconds: float) -> None:
        """After so long in the dark: what is there is compared, then what fell due is taken."""
        for venue in self.venues:
            venue.is_down = False
            venue.now += timedelta(seconds=seconds)
        self._compare(since)
        for venue in self.venues:
            venue.do(s.Returned(blind_since=since))
        self.wait(seconds=0.001)

    def discord_goes(self) -> datetime:
        for venue in self.venues:
            venue.do(s.WentAway(platform="discord", since=self.now))
            venue.away = {"discord"}
        return self.now

    def discord_is_back(self, since: datetime) -> None:
        """All of it at once, as the lookout does; then what waited is done."""
        for venue in self.venues:
            venue.holding = True
            venue.take(s.CameBack(platform="discord"))
        for venue in self.venues:
            venue.away, venue.holding = set(), False
        self._compare(since)

    def _compare(self, since: datetime) -> None:
        for venue in self.venues:
            for who in sorted(self.other(venue).really_in):
                venue.do(s.Elsewhere(person=who))
        for venue in self.venues:
            venue.look(since)
        self._settle()
        for venue in self.venues:
            venue.deliver()
        self._settle()
        self._judge()


def _seen(people: Iterable[PersonId]) -> dict[PersonId, tuple[str, ...]]:
    return {who: (f"discord/{who}",) for who in sorted(people)}


def everybody(venues: Iterable[Venue]) -> set[PersonId]:
    """Everybody who is near any of them."""
    return {who for venue in venues for who in venue.really_in | venue.at_the_door}
