"""Taking notes while a scenario is played: what people saw, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from bot.adapters.rehearsal import Sent
from bot.deciding import Change
from bot.flows.invariants import broken
from bot.model.meeting import Meeting
from bot.model.people import Platform
from bot.model.signals import Acted, DeliveryOutcome, Signal
from bot.scenario import transcript as t
from bot.scenario.setting import meeting_in


class Failure(msgspec.Struct, frozen=True):
    """An expectation that did not hold, or an invariant that broke."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        """One line: where, and what."""
        return f"{self.path}:{self.line}: {self.what}"


class Notes:
    """The transcript as it grows, and whatever was not as it should be."""

    def __init__(
        self, path: str, now: Callable[[], datetime], watch: Callable[[t.Entry], None] | None
    ) -> None:
        """`watch` is called with each entry as it comes; `now` is the virtual clock."""
        self.entries: list[t.Entry] = []
        self.failures: list[Failure] = []
        self.line = 1
        """Where the step that is being played stands in its file."""
        self._path = path
        self._now = now
        self._watch = watch

    def add(self, entry: t.Entry) -> None:
        """One more entry."""
        self.entries.append(entry)
        if self._watch is not None:
            self._watch(entry)

    def happened(self, text: str) -> None:
        """Somebody did something."""
        self.add(t.Happened(at=self._now(), text=text))

    def message(self, platform: Platform, sent: Sent, *, edited: bool) -> None:
        """A platform accepted a message or an edit."""
        words = t.Message(
            at=self._now(),
            to=meeting_in(sent.address) if sent.in_room else sent.address,
            via=platform,
            where="group" if sent.in_room else "private",
            key=sent.keys[-1],
            text=sent.text,
            buttons=tuple(name for name, _ in sent.buttons),
        )
        self.add(t.Edit(**msgspec.structs.asdict(words)) if edited else words)

    def change(self, change: Change) -> None:
        """A meeting was decided about."""
        before, after = change.before, change.after
        if before.state is not after.state:
            self.add(t.State(at=self._now(), meeting=after.id, state=after.state.value))
        for case in after.cases.values():
            old = before.cases.get(case.id)
            now = (case.kind, case.stage, case.owner)
            if old is None or (old.kind, old.stage, old.owner) != now:
                self.add(
                    t.CaseChange(
                        at=self._now(),
                        person=case.subject,
                        kind=case.kind.value,
                        stage=case.stage.value,
                        owner=case.owner,
                    )
                )
        self._acted(after, change.signal)
        self.hold(broken(after, change.effects))

    def _acted(self, meeting: Meeting, signal: Signal) -> None:
        """A platform did something in the meeting's room."""
        if isinstance(signal, Acted) and signal.outcome is DeliveryOutcome.ACCEPTED:
            act = signal.act
            who = act.who or act.account
            self.add(t.RoomAction(at=self._now(), do=act.do, who=who, room=meeting.id))

    def wrong(self, line: int, what: str) -> None:
        """Something is not as it was expected."""
        self.failures.append(Failure(self._path, line, what))

    def hold(self, broken_ones: Iterable[str]) -> None:
        """Invariants that do not hold."""
        for what in broken_ones:
            self.wrong(self.line, f"invariant broken: {what}")
