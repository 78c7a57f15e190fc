"""A small pure world around `decide`: time, a post office and platforms, and no I/O at all.

It follows the engine and the post office in what matters to the rules: a deadline is taken once,
a withdrawn message is not sent, an edit waits for its message, a refusal comes back as a signal.
Every step is held against the invariants and promises; the first that breaks fails the test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from bot.flows.decide import decide
from bot.flows.invariants import broken, overdue
from bot.flows.timers import timers
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.case import Case
from bot.model.effects import Edit, Effect, Facts, Post, Send, Toast, Understood, Withdraw
from bot.model.keys import BUTTONS
from bot.model.meeting import How, Meeting, MeetingState
from bot.model.people import Group, PersonId, Platform
from bot.model.policy import Policy
from tests.flows.cast import BEFORE, group, meeting
from tests.flows.promises import AFTER_AN_ANSWER, ASKS_STAFF, kept

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Meeting).decode
Outcome = s.DeliveryOutcome


@dataclass(slots=True)
class Mail:
    """One row of the post office."""

    id: int
    effect: Send | Post | Edit
    platform: Platform
    target: Mail | None = None
    status: str = "queued"
    tried: bool = False
    unknown: bool = False
    """Whether a platform left open what became of it."""

    @property
    def to(self) -> PersonId | None:
        return None if isinstance(self.effect, Post) else self.effect.to

    @property
    def case(self) -> str | None:
        return None if isinstance(self.effect, Post) else self.effect.case


class Seen(msgspec.Struct, frozen=True):
    """What somebody could read, and when."""

    at: datetime
    to: PersonId | None
    key: str
    via: Platform
    facts: Facts
    edit: bool


@dataclass(repr=False)
class World:
    """One meeting, and everything around it that its rules depend on."""

    meeting: Meeting = field(default_factory=meeting)
    group: Group = field(default_factory=group)
    policy: Policy = field(default_factory=Policy.default)
    now: datetime = BEFORE
    missing_elsewhere: frozenset[PersonId] = frozenset()
    away: set[Platform] = field(default_factory=set)
    blocked: set[tuple[PersonId, Platform]] = field(default_factory=set)
    holding: bool = False
    """Whether the post office keeps everything back for the moment."""
    inside: dict[PersonId, str] = field(default_factory=dict)
    """Who really is in the room, with the account the platform shows."""
    mails: list[Mail] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    steps: int = 0
    toasts: list[str] = field(default_factory=list)
    _waiting: list[Mail] = field(default_factory=list)
    taken: set[tuple[str, datetime]] = field(default_factory=set)

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

    # --- the post office --------------------------------------------------------------

    def _post(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            match effect:
                case Send():
                    self._supersede(effect)
                    self._put(effect, effect.platform)
                case Post():
                    self._put(effect, self.meeting.platform)
                case Edit():
                    self._put_edits(effect)
                case Withdraw(case=case):
                    subject = self.meeting.cases[case].subject
                    self._keep_back(
                        mail
                        for mail in self._waiting
                        if mail.case == case and (not mail.unknown or mail.to == subject)
                    )
                case Toast(name=name):
                    self.toasts.append(name)
                case _:
                    pass

    def _put(
        self, effect: Send | Post | Edit, platform: Platform, target: Mail | None = None
    ) -> None:
        mail = Mail(len(self.mails) + 1, effect, platform, target)
        self.mails.append(mail)
        self._waiting.append(mail)

    def _put_edits(self, edit: Edit) -> None:
        same = [
            mail
            for mail in self.mails
            if mail.target is None
            and (mail.effect.thread, mail.to, mail.case) == (edit.thread, edit.to, edit.case)
            and mail.status in {"queued", "accepted"}
        ]
        for mail in same:
            if mail.status == "accepted":
                self._put(edit, mail.platform, mail)
            elif mail.unknown and isinstance(mail.effect, Send):
                # It may have gone out: sent again, it says the newer thing.
                mail.effect = msgspec.structs.replace(mail.effect, key=edit.key, facts=edit.facts)
            else:
                self._keep_back([mail])

    def _supersede(self, effect: Send) -> None:
        """A newer alert takes the place of one that was not sent yet."""
        if effect.thread == "alert":
            self._keep_back(
                mail
                for mail in self._waiting
                if (mail.to, mail.case, mail.platform) == (effect.to, effect.case, effect.platform)
                and isinstance(mail.effect, Send)
                and mail.effect.thread == effect.thread
            )

    def _keep_back(self, mails: Iterable[Mail]) -> None:
        for mail in [mail for mail in mails if mail.target is None]:
            mail.status = "withdrawn"
            self._waiting.remove(mail)

    def deliver(self) -> None:
        """Hand over whatever waits, until nothing more can be handed over."""
        while not self.holding and (mail := self._first_waiting()) is not None:
            mail.tried = True
            fate = self._fate(mail)
            if fate is not Outcome.UNKNOWN:
                self._waiting.remove(mail)
            self._settle(mail, fate)

    def _first_waiting(self) -> Mail | None:
        return next((mail for mail in self._waiting if not mail.tried), None)

    def _retry(self) -> None:
        for mail in self._waiting:
            mail.tried = mail.platform in self.away
        self.deliver()

    def _fate(self, mail: Mail) -> Outcome:
        if mail.platform in self.away:
            return Outcome.UNKNOWN
        private = mail.to is not None and mail.target is None
        if private and (mail.to, mail.platform) in self.blocked:
            return Outcome.REFUSED
        return Outcome.ACCEPTED

    def _settle(self, mail: Mail, fate: Outcome) -> None:
        if fate is Outcome.UNKNOWN:
            news, mail.unknown = not mail.unknown, True
        else:
            news, mail.status = True, fate.value
        if fate is Outcome.ACCEPTED:
            effect = mail.effect
            self._hold_back_after_an_answer(mail)
            self.seen.append(
                Seen(self.now, mail.to, effect.key, mail.platform, effect.facts,
                     mail.target is not None)
            )  # fmt: skip
        if news and isinstance(mail.effect, Send):
            self.take(s.Delivered(sent=mail.effect, outcome=fate))

    def _hold_back_after_an_answer(self, mail: Mail) -> None:
        """Invariant 6, where it counts: what people get, not only what was decided."""
        case = self.meeting.cases.get(mail.case or "")
        if case is not None and not case.is_open and isinstance(mail.effect, Send):
            key = mail.effect.key
            assert key in AFTER_AN_ANSWER, f"6: {mail.to} got {key} after {case.id} had ended"

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

    def _can_press(self, mail: Mail, who: PersonId, key: str) -> bool:
        return (
            mail.status == "accepted"
            and mail.target is None
            and mail.to in {None, who}
            and key in self._keys(mail)
        )

    def _keys(self, mail: Mail) -> list[str]:
        """Every key the message ever had, the newest last."""
        edits = [m for m in self.mails if m.target is mail and m.status == "accepted"]
        return [mail.effect.key, *(edit.effect.key for edit in edits)]

    def left_standing(self) -> list[str]:
        """What people can still read about a case that has ended, as if it had not (L4)."""
        ended = {case.id for case in self.meeting.cases.values() if not case.is_open}
        mails = [m for m in self.mails if m.status == "accepted" and not m.target]
        newest = [
            (mail.to, self._keys(mail)[-1], mail.case) for mail in mails if mail.case in ended
        ]
        return [f"{to} reads {key} of {case}" for to, key, case in newest if key in ASKS_STAFF]

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
