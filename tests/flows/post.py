"""The post office of the pure world: what waits, what arrives, and what can still be read.

It follows the real one: a withdrawn message is not sent, an edit waits for its message, one of
unknown fate is sent again with the newest words, and a refusal comes back as a signal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.model import signals as s
from bot.model.effects import Act, Edit, Effect, Facts, Post, Send, Toast, Withdraw
from bot.model.meeting import Meeting
from bot.model.people import PersonId, Platform
from tests.flows.cast import BEFORE, meeting
from tests.flows.promises import AFTER_AN_ANSWER, ASKS_STAFF

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
class PostOffice:
    """What is on its way, and what has arrived, about one meeting."""

    meeting: Meeting = field(default_factory=meeting)
    now: datetime = BEFORE
    away: set[Platform] = field(default_factory=set)
    blocked: set[tuple[PersonId, Platform]] = field(default_factory=set)
    holding: bool = False
    """Whether everything is kept back for the moment."""
    mails: list[Mail] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    """What was done in the room, in order."""
    cannot: set[str] = field(default_factory=set)
    """What the platform does not do, though it is asked to."""
    _waiting: list[Mail] = field(default_factory=list)
    _to_do: list[Act] = field(default_factory=list)

    def take(self, signal: s.Signal) -> tuple[Effect, ...]:
        """What became of a message is a signal like any other."""
        raise NotImplementedError

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
                        if mail.case == case and self._may_be_kept_back(mail, subject)
                    )
                case Toast(name=name):
                    self.toasts.append(name)
                case Act():
                    self._to_do.append(effect)
                case _:
                    pass

    @staticmethod
    def _may_be_kept_back(mail: Mail, subject: PersonId) -> bool:
        """An alert that may have gone out is not: it is sent again, and says the newer thing."""
        can_be_rewritten = bool(mail.effect.thread) and mail.to != subject
        return not (mail.unknown and can_be_rewritten)

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
        while self._to_do and self.meeting.platform not in self.away:
            act = self._to_do.pop(0)
            able = act.do not in self.cannot
            if able:
                self._happens(act)
            self.take(s.Acted(act=act, outcome=Outcome.ACCEPTED if able else Outcome.REFUSED))
            self.deliver()

    def _happens(self, act: Act) -> None:
        """A platform does what it was asked to."""
        self.acts.append(act)

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
            self._check_that_it_may_arrive(mail)
            self.seen.append(
                Seen(self.now, mail.to, effect.key, mail.platform, effect.facts,
                     mail.target is not None)
            )  # fmt: skip
        if news and isinstance(mail.effect, Send):
            self.take(s.Delivered(sent=mail.effect, outcome=fate))

    def _check_that_it_may_arrive(self, mail: Mail) -> None:
        """Invariant 6, where it counts: what people get, not only what was decided."""
        case = self.meeting.cases.get(mail.case or "")
        if case is not None and not case.is_open and isinstance(mail.effect, Send):
            key = mail.effect.key
            assert key in AFTER_AN_ANSWER, f"6: {mail.to} got {key} after {case.id} had ended"

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
