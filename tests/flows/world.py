"""A small pure world around `decide`: time, a post office and platforms, and no I/O at all.

It follows the engine in what matters to the rules: a deadline is taken once, at its time. Every
step is held against the invariants and promises; the first that breaks fails the test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from bot.flows import around
from bot.flows.decide import decide
from bot.flows.invariants import broken, of_two, overdue
from bot.flows.timers import timers
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.case import Case
from bot.model.effects import Effect, Post, Understood
from bot.model.keys import BUTTONS
from bot.model.meeting import How, Meeting, MeetingState
from bot.model.people import Group, PersonId
from bot.model.policy import Policy
from tests.flows.cast import BEFORE, group, meeting
from tests.flows.post import PostOffice
from tests.flows.promises import kept

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Meeting).decode


@dataclass(repr=False)
class World(PostOffice):
    """One meeting, and everything around it that its rules depend on."""

    meeting: Meeting = field(default_factory=meeting)
    group: Group = field(default_factory=group)
    policy: Policy = field(default_factory=Policy.default)
    now: datetime = BEFORE
    missing_elsewhere: frozenset[PersonId] = frozenset()
    in_lobby_elsewhere: frozenset[PersonId] = frozenset()
    kept_out: dict[PersonId, tuple[PersonId, ...]] = field(default_factory=dict)
    inside: dict[PersonId, str] = field(default_factory=dict)
    """Who really is in the room, with the account the platform shows."""
    steps: int = 0
    taken: set[tuple[str, datetime]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """What fell due around the meeting before all this has been done (SPEC 9)."""
        waits = around.steps(self.meeting, self.policy)
        over = tuple(step for step, at in waits if at < self.now)
        self.meeting = msgspec.structs.replace(self.meeting, done=(*self.meeting.done, *over))

    # --- signals ----------------------------------------------------------------------

    def take(self, signal: s.Signal) -> tuple[Effect, ...]:
        """Decide, hold what comes of it against everything that must be so, and post it."""
        around = self._context()
        before, written = self.meeting, _encode(self.meeting)
        decision = decide(before, signal, around)
        assert _encode(before) == written, "decide changed what it was given"
        assert decide(before, signal, around) == decision, "decide is not deterministic"
        self.meeting = decision.meeting
        assert _decode(_encode(self.meeting)) == self.meeting, "the document cannot be read back"
        self._hold(signal, broken(self.meeting, decision.effects))
        self._hold(signal, of_two(self.meeting, around))
        self._hold(signal, kept(before, signal, decision, around))
        self.steps += 1
        self._post(decision.effects)
        return decision.effects

    def do(self, *signals: s.Signal) -> None:
        """Take signals one after another, and let the post go out after each."""
        for signal in signals:
            self.take(signal)
            self.deliver()

    def _context(self) -> Context:
        return Context(
            now=self.now,
            policy=self.policy,
            group=self.group,
            missing_elsewhere=self.missing_elsewhere,
            in_lobby_elsewhere=self.in_lobby_elsewhere,
            kept_out=self.kept_out,
            platforms_away=frozenset(self.away),
        )

    def _hold(self, signal: s.Signal, wrong: Iterable[str]) -> None:
        found = list(wrong)
        assert not found, f"{found} after {signal} at {self.now:%H:%M:%S}"

    # --- time -------------------------------------------------------------------------

    def until(self, moment: datetime) -> None:
        """Let time pass; whatever falls due on the way is taken at its time, the earliest first."""
        while (step := self._next_step()) is not None and step[1] <= moment:
            name, at = step
            self.now = max(self.now, at)
            assert step not in self.taken, f"{name} was taken and still waits"
            self.taken.add(step)
            self.do(s.Due(step=name, at=at))
        self.now = max(self.now, moment)
        self._retry()
        late = list(overdue(self.meeting, self.now))
        assert not late, late

    def wait(self, **length: float) -> None:
        """Let that much time pass."""
        self.until(self.now + timedelta(**length))

    def _next_step(self) -> tuple[str, datetime] | None:
        due = timers(self.meeting, self.policy)
        return min(due.items(), key=lambda step: (step[1], step[0]), default=None)

    def down(self, **length: float) -> None:
        """The bot is not running for that long; then it catches up (L12)."""
        since = self.now
        self.now += timedelta(**length)
        self.look(since)
        self.do(s.Returned(blind_since=since))
        self.until(self.now)

    def look(self, blind_since: datetime | None = None) -> None:
        """Compare the room with what is known, as the lookout does."""
        if not self.meeting.by_signs:
            present: dict[PersonId, tuple[str, ...]] = {
                who: (account,) for who, account in self.inside.items()
            }
            self.do(s.Watched(present=present, blind_since=blind_since))

    # --- what people do ---------------------------------------------------------------

    def join(self, *people: PersonId) -> None:
        """They come into the room: seen there, or by saying so."""
        for who in people:
            self.inside[who] = f"discord/{who}"
            account = None if self.meeting.by_signs else self.inside[who]
            evidence = self.meeting.room_evidence
            self.do(s.Arrived(person=who, evidence=evidence, account=account))

    def drop(self, who: PersonId) -> None:
        """They are gone from the room, without a word."""
        account = self.inside.pop(who, None)
        self.do(s.Departed(person=who, account=account, whole=self.meeting.by_signs))

    def leave(self, who: PersonId, how: How) -> None:
        """They choose one of the four endings, and go."""
        self.do(s.Leaving(person=who, how=how))
        if who in self.inside and not self.meeting.by_signs:
            self.drop(who)
        self.inside.pop(who, None)

    def say(self, who: PersonId, kind: s.WordsKind = s.WordsKind.OK) -> None:
        """They write to the bot in private; words nobody understands get a line of help."""
        route = next(iter(self.group.people[who].platforms()), "discord")
        effects = self.take(s.Said(person=who, kind=kind, sealed="sealed words", platform=route))
        if not any(isinstance(effect, Understood) for effect in effects):
            self.take(s.NotUnderstood(person=who, platform=route))
        self.deliver()

    def press(self, who: PersonId, key: str, button: str) -> None:
        """They press a button under the newest message of that key that they were sent."""
        mail = next(m for m in reversed(self.mails) if self._can_press(m, who, key))
        assert button in BUTTONS[key]
        case = None if isinstance(mail.effect, Post) else mail.effect.case
        self.do(s.Pressed(person=who, key=key, button=button, platform=mail.platform, case=case))

    # --- beginnings -------------------------------------------------------------------

    def begin(self, *people: PersonId) -> World:
        """The meeting runs, and they are in it."""
        self.do(s.Opened(by="maya"))
        self.join(*(people or self.meeting.expects))
        self.until(self.meeting.planned_start)
        return self

    # --- what can be asked ------------------------------------------------------------

    def state(self) -> MeetingState:
        """How far the meeting is."""
        return self.meeting.state

    def case(self, who: PersonId = "pat") -> Case:
        """Their newest case."""
        found = self.meeting.newest_case_of(who)
        assert found is not None, f"{who} has no case"
        return found

    def heard(self, who: PersonId | None, *keys: str, since: datetime | None = None) -> list[str]:
        """The keys of the new messages somebody got (edits apart), in order; None: the room."""
        return [
            seen.key
            for seen in self.seen
            if seen.to == who
            and not seen.edit
            and (not keys or seen.key in keys)
            and (since is None or seen.at >= since)
        ]

    def edits(self, who: PersonId | None) -> list[str]:
        """The keys of the edits somebody saw, in order."""
        return [seen.key for seen in self.seen if seen.to == who and seen.edit]

    def new_since(self, count: int) -> list[tuple[PersonId | None, str]]:
        """Everything seen after the first `count`, as (to, key)."""
        return [(seen.to, seen.key) for seen in self.seen[count:]]


def at(clock: str, day: datetime = BEFORE) -> datetime:
    """18:31 or 18:31:30 on the day of the stories."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return day.replace(hour=hours, minute=minutes, second=seconds[0] if seconds else 0)
