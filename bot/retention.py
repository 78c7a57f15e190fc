"""The two clocks of what is kept (V5): the chat's side for days, safeguarding as the lead decides.

Once a day in each group, with the daily look. What was removed is counted, never named, in a
report that staff can read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from bot.engine import Engine, Outcome
from bot.erasing import erase_those_waiting
from bot.flows.forgetting import fades, owes
from bot.model.paper import PaperKind
from bot.model.policy import Policy
from bot.model.signals import Faded
from bot.mornings import day_of
from bot.ports import Books, Store
from bot.records import (
    CLAIMS_KEPT,
    Report,
    ask_about_records,
    last_moment,
    meeting_of,
    was_removed,
    write_down,
)

_PASSING = (PaperKind.SLOT.value,)
_REPORTS = (PaperKind.REPORT.value,)


class _OnlyLookedError(Exception):
    """Nothing is to be changed; carries what would have been."""

    def __init__(self, reports: list[Report]) -> None:
        super().__init__()
        self.reports = reports


class Retention:
    """Lets go, once a day, of what has been kept long enough, and erases who waited for it."""

    def __init__(
        self, store: Store, engine: Engine, policy: Policy, now: Callable[[], datetime]
    ) -> None:
        """`policy` is the organisation's. `now` gives UTC."""
        self._store = store
        self._engine = engine
        self._policy = policy
        self._now = now

    async def look(self) -> None:
        """Do what is due today, if it was not done yet; looking again does nothing twice."""
        await self.run()

    async def run(self, *, again: bool = False, dry: bool = False) -> list[Report]:
        """The same; answers with what it removed.

        `again`: also where it was done today already. `dry`: nothing is changed.
        """
        try:
            reports, outcomes = await self._store.run(lambda books: self._in(books, again, dry))
        except _OnlyLookedError as looked:
            return looked.reports
        for outcome in outcomes:
            self._engine.tell(outcome)
        return reports

    def _in(self, books: Books, again: bool, dry: bool) -> tuple[list[Report], list[Outcome]]:
        now = self._now()
        days = [(one, day_of(books.group(one), now)) for one in books.all_groups()]
        due = [
            (group_id, day)
            for group_id, day in days
            if books.take_key(f"retention/{group_id}/{day.isoformat()}", now) or again
        ]
        if not due:
            return [], []
        loose = books.remove_loose_ends(now - self._policy.privacy_chat_days, now)
        outcomes: list[Outcome] = []
        reports = [self._group(books, one, day, loose, outcomes) for one, day in due]
        for meeting, signal in erase_those_waiting(books, now):
            outcomes.append(self._engine.hear_in(books, meeting, signal))
        if dry:
            raise _OnlyLookedError(reports)
        return reports, outcomes

    def _group(
        self, books: Books, group_id: str, day: date, loose: dict[str, int],
        outcomes: list[Outcome],
    ) -> Report:  # fmt: skip
        now = self._now()
        policy = self._policy.tightened(books.group_policy(group_id))
        removed = Counter(loose)
        for meeting_id in books.meetings_over_before(group_id, now - policy.privacy_chat_days):
            removed += self._fade(books, meeting_id, policy, outcomes)
        long_ago = now - policy.privacy_case_review
        removed["papers"] += books.remove_papers(group_id, _PASSING, now - policy.privacy_chat_days)
        books.remove_papers(group_id, _REPORTS, long_ago)
        asked = ask_about_records(books, books.group(group_id), policy, now)
        report = Report(day=day, group=group_id, removed=dict(removed), due=asked)
        write_down(books, report, now)
        return report

    def _fade(
        self, books: Books, meeting_id: str, policy: Policy, outcomes: list[Outcome]
    ) -> Counter[str]:
        """What did not have to be kept of one meeting goes; without cases its record too."""
        now, removed = self._now(), Counter[str]()
        meeting = meeting_of(books, meeting_id)
        if owes(meeting) or last_moment(meeting) > now - policy.privacy_chat_days:
            return removed
        signal = Faded(
            keeps_record=bool(meeting.cases),
            keeps_claims=last_moment(meeting) > now - CLAIMS_KEPT,
        )
        if fades(meeting, signal):
            outcomes.append(self._engine.hear_in(books, meeting_id, signal))
            books.set_why(meeting_id, "")
            removed["meetings"] += 1
        removed["messages"] += books.remove_messages(meeting_id)
        if not meeting.cases and not was_removed(books, meeting_id):
            removed["entries"] += books.remove_journal(meeting_id)
        return removed
