"""Taking notes while a scenario is played: what people saw, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from bot.adapters.rehearsal import Sent
from bot.engine import Change
from bot.flows.invariants import broken
from bot.model.people import Platform
from bot.ports import Parcel
from bot.scenario import transcript as t


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

    def message(self, platform: Platform, parcel: Parcel, sent: Sent) -> None:
        """A platform accepted a message or an edit."""
        reader = parcel.meeting if sent.in_room else parcel.recipient
        words = t.Message(
            at=self._now(),
            to=reader or parcel.address,
            via=platform,
            where="group" if sent.in_room else "private",
            key=parcel.key,
            text=parcel.text,
            buttons=tuple(name for name, _ in parcel.buttons),
        )
        self.add(t.Edit(**msgspec.structs.asdict(words)) if parcel.do == "edit" else words)

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
        self.hold(broken(after, change.effects))

    def wrong(self, line: int, what: str) -> None:
        """Something is not as it was expected."""
        self.failures.append(Failure(self._path, line, what))

    def hold(self, broken_ones: Iterable[str]) -> None:
        """Invariants that do not hold."""
        for what in broken_ones:
            self.wrong(self.line, f"invariant broken: {what}")
