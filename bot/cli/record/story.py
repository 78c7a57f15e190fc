"""A record as a story to read: the journal, the cases, blind times, and who was shown what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.cli.record import words as w
from bot.cli.record.moments import (
    Moment,
    Reveal,
    read_moment,
    removal_reason,
    reveals_in,
    without_plain_signs,
)
from bot.cli.record.reading import Record
from bot.cli.record.telling import Label, Teller
from bot.model import signals as s
from bot.model.case import Case, Tried

NUMBER = re.compile(r"\+?\d(?:[\s().-]*\d){8,}")
"""Anything long enough to be a phone number: nine digits or more."""
NO_NUMBER = "[a number, not shown here]"
SEALED = "[sealed with a key that is not here]"
UNREADABLE = "This entry is not as the bot wrote it."

_Unseal = Callable[[str], str | None]


class Story:
    """One record, ready to be read."""

    def __init__(self, record: Record, label: Label, unseal: _Unseal) -> None:
        """`unseal` opens sealed words, or answers None."""
        self.record = record
        self._unseal = unseal
        self.moments = tuple(map(read_moment, record.entries))
        self.reveals = tuple(reveal for moment in self.moments for reveal in reveals_in(moment))
        self._cases = tuple(record.meeting.cases.values())
        given = [*(case.reason for case in self._cases), *map(removal_reason, self.moments)]
        self._reasons = frozenset(filter(None, given))
        self._tell = Teller(record, label, self._reasons)

    # --- to read ------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """The whole story."""
        yield from self._head()
        yield from self._journal()
        yield from self._section("Cases", self._told_cases())
        yield from self._section("Times in which the bot saw nothing", self._blind_times())
        yield from self._section("Contact details that were shown", self._reveals_told())
        yield ""
        yield self.verdict()

    def verdict(self) -> str:
        """Whether the chain holds, in one sentence."""
        broken, number = self.record.broken, len(self.record.entries)
        if not broken:
            return f"The record has {number} entries, and the chain holds through all of them."
        places = ", ".join(map(str, broken))
        return (
            f"The record's chain is broken at entry {places}: {number - len(broken)} of {number} "
            "entries hold. Somebody changed or removed something; keep a copy and ask who."
        )

    def _head(self) -> Iterator[str]:
        record, meeting = self.record, self.record.meeting
        start, end = (at.astimezone(record.zone) for at in (meeting.planned_start,
                                                            meeting.planned_end))  # fmt: skip
        yield f"{record.title}, a meeting of {record.group} ({meeting.id})"
        yield (
            f"Planned for {start:%A} {start.day} {start:%B %Y}, {start:%H:%M} to {end:%H:%M} "
            f"({record.timezone}); it is {meeting.state.value}."
        )
        yield "For the safeguarding lead; never for the people it is about."

    def _journal(self) -> Iterator[str]:
        day: date | None = None
        for moment in without_plain_signs(self.moments):
            at = moment.entry.at.astimezone(self.record.zone)
            if at.date() != day:
                day = at.date()
                yield from ("", f"{at:%A} {at.day} {at:%B %Y}")
            yield f"{at:%H:%M:%S}  {self.happened(moment)}"
            for line in self.did(moment):
                yield f"            {line}"

    def happened(self, moment: Moment) -> str:
        """What an entry says happened."""
        told = UNREADABLE
        if moment.signal is not None:
            told = self._tell.signal(moment.signal, moment.entry.at)
        mark = "" if moment.entry.holds else " [the chain is broken here]"
        reason = ""
        if isinstance(moment.signal, s.Said) and moment.signal.sealed in self._reasons:
            reason = f" “{self.opened(moment.signal.sealed)}”"
        return f"{told}{reason}{mark}"

    def did(self, moment: Moment) -> Iterator[str]:
        """What the bot did about it."""
        # The same person may hold several messages that all read the same now.
        yield from dict.fromkeys(map(self._tell.effect, moment.effects))
        for reveal in reveals_in(moment):
            yield f"Contact details of {self._tell.name(reveal.of)}: {self._shown_to(reveal)}"

    def _section(self, title: str, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from ("", title, *(f"  {line}" for line in found))

    def _told_cases(self) -> Iterator[str]:
        for case in self._cases:
            yield f"{case.id}  {self._tell.name(case.subject)}: {self._came_to(case)}"
            for tried in case.tried:
                yield f"    {self._tell.time(tried.at)} {self._tried(tried)}"
            if case.reason is not None:
                yield f"    Reason: “{self.opened(case.reason)}”"

    def _came_to(self, case: Case) -> str:
        since = f"{case.kind.value.replace('_', ' ')} at {self._tell.time(case.left_at)}"
        if case.closed_at is None:
            owner = f" by {self._tell.name(case.owner)}" if case.owner else ""
            return f"{since}, {case.stage.value}{owner}"
        by = f" by {self._tell.name(case.closed_by)}" if case.closed_by else ""
        return f"{since}, closed{by} at {self._tell.time(case.closed_at)}: {case.outcome}"

    def _tried(self, tried: Tried) -> str:
        who = f"{self._tell.name(tried.by)} " if tried.by else ""
        where = f" on {w.PLATFORMS.get(tried.platform, tried.platform)}" if tried.platform else ""
        refused = "" if tried.ok or tried.what == "no-route" else ", and it was refused"
        return f"{who}{w.TRIED.get(tried.what, tried.what)}{where}{refused}"

    def _blind_times(self) -> Iterator[str]:
        for window in self.record.meeting.blind:
            what = w.PLATFORMS.get(window.platform, window.platform) if window.platform else None
            until = "not over yet" if window.until is None else self._tell.time(window.until)
            whose = f"{what} did not answer" if what else "the bot was not running"
            yield f"{self._tell.time(window.since)} to {until}: {whose}"

    def _reveals_told(self) -> Iterator[str]:
        for reveal in self.reveals:
            of = self._tell.name(reveal.of)
            yield f"{self._tell.time(reveal.at)} of {of}: {self._shown_to(reveal)} ({reveal.key})"

    def _shown_to(self, reveal: Reveal) -> str:
        return f"shown to {self._tell.name(reveal.to)}"

    def opened(self, sealed: str) -> str:
        """A reason in its own words, without any number."""
        return without_numbers(self._unseal(sealed) or SEALED)


def without_numbers(words: str) -> str:
    """Somebody's words without anything that could be a phone number (V2)."""
    return NUMBER.sub(NO_NUMBER, words)
