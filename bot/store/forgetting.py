"""Letting go of what is kept: of one person (V4), and of what has been kept long enough (V5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.model.people import PersonId
from bot.ports import Agreed, Proof
from bot.store import tables as t
from bot.store.journal import Journal
from bot.store.register import Register

SOMEBODY = "Somebody"
"""What somebody is called of whom nothing is kept any more."""


class Forgetting(Journal, Register):
    """The part of a transaction that says what is kept of somebody, and lets go of it."""

    # --- what is kept, for the person themselves ------------------------------------------------

    def proofs(self, person: PersonId) -> list[Proof]:
        """Somebody's accounts: when each was last known to work, and how that was shown."""
        query = sa.select(t.accounts).where(t.accounts.c.person_id == person)
        return [
            Proof(
                platform=row.platform,
                account=row.account,
                at=None if row.proved_at is None else t.from_us(row.proved_at),
                how=row.proved_how or "",
            )
            for row in self.connection.execute(query.order_by(t.accounts.c.position))
        ]

    def agreements_by(self, person: PersonId) -> list[Agreed]:
        """Everything that somebody has accepted, or that was accepted for them; in order."""
        theirs = sa.or_(t.agreements.c.person_id == person, t.agreements.c.about == person)
        rows = self.connection.execute(
            sa.select(t.agreements).where(theirs).order_by(t.agreements.c.at, t.agreements.c.part)
        )
        return [
            Agreed(
                by=row.person_id, about=row.about, part=row.part, version=row.version,
                at=t.from_us(row.at),
            )
            for row in rows
        ]  # fmt: skip

    def in_words(self, line: str, facts: dict[str, str]) -> str:
        """One line of the wording, for a file that somebody is handed."""
        words: str = self.memory["writer"].in_words(line, facts)
        return words

    # --- one person ---------------------------------------------------------------------------

    def forget_person(self, person: PersonId) -> None:
        """Nothing of them is kept but their id, and what the records of meetings say of it (V4).

        Their membership ends, in every group. What meetings hold is not changed here.
        """
        groups = self.groups_of(person)
        self._forget_post(person)
        for group_id in groups:
            self._forget_as_guardian(group_id, person)
        for table, column in (
            (t.accounts, t.accounts.c.person_id),
            (t.minding, t.minding.c.person_id),
            (t.agreements, t.agreements.c.person_id),
            (t.agreements, t.agreements.c.about),
            (t.profiles, t.profiles.c.person_id),
            (t.cost_agreements, t.cost_agreements.c.person_id),
            (t.awaited, t.awaited.c.person_id),
            (t.codes, t.codes.c.person_id),
            (t.members, t.members.c.person_id),
        ):
            self.connection.execute(sa.delete(table).where(column == person))
        nothing = dict.fromkeys(("born", "phone", "email", "emergency"))
        self.connection.execute(
            sa.update(t.people)
            .where(t.people.c.id == person)
            .values(name=SOMEBODY, discreet=1, **nothing)
        )
        self._changed(groups)

    def _forget_post(self, person: PersonId) -> None:
        """Every message to them, sent or not, and where their private chats are."""
        self.connection.execute(sa.delete(t.outbox).where(t.outbox.c.recipient == person))
        for proof in self.proofs(person):
            theirs = (proof.platform, proof.account)
            for table, account in (
                (t.outbox, t.outbox.c.address),
                (t.letters, t.letters.c.account),
                (t.codes, t.codes.c.account),
            ):
                where = [account == theirs[1]]
                where += [table.c.platform == theirs[0]] if "platform" in table.c else []
                self.connection.execute(sa.delete(table).where(*where))

    def _forget_as_guardian(self, group_id: str, person: PersonId) -> None:
        for child, minder in self.minders(group_id).items():
            if person in minder.guardians:
                others = tuple(one for one in minder.guardians if one != person)
                self.set_guardians(child, others, via_lead=minder.guardian_via_lead)
            if minder.held_by == person:
                self.set_held_by(child, None)

    # --- what has been kept long enough ---------------------------------------------------------

    def meetings_over_before(self, group_id: str, moment: datetime) -> list[str]:
        """Meetings that are closed or cancelled, were planned to end before, and wait for nothing.

        No open case, no deadline, and no message of theirs that is still to be sent.
        """
        waits = sa.select(t.deadlines.c.meeting_id).where(
            t.deadlines.c.meeting_id == t.meetings.c.id
        )
        case = sa.select(t.cases.c.id).where(
            t.cases.c.meeting_id == t.meetings.c.id, t.cases.c.stage != "closed"
        )
        unsent = sa.select(t.outbox.c.id).where(
            t.outbox.c.meeting_id == t.meetings.c.id,
            t.outbox.c.status == "queued",
            t.outbox.c.target.is_(None),
        )
        query = sa.select(t.meetings.c.id).where(
            t.meetings.c.group_id == group_id,
            t.meetings.c.state.in_(("closed", "cancelled")),
            t.meetings.c.planned_end < t.to_us(moment),
            ~waits.exists(),
            ~case.exists(),
            ~unsent.exists(),
        )
        ordered = query.order_by(t.meetings.c.planned_start, t.meetings.c.id)
        return [row.id for row in self.connection.execute(ordered)]

    def remove_messages(self, meeting_id: str) -> int:
        """Every message about a meeting that is over; answers how many."""
        return self._delete(t.outbox, t.outbox.c.meeting_id == meeting_id)

    def remove_journal(self, meeting_id: str) -> int:
        """The record of a meeting; answers how many entries it had."""
        self.forget_last_entry(meeting_id)
        return self._delete(t.journal, t.journal.c.meeting_id == meeting_id)

    def remove_cases(self, group_id: str, meeting_id: str) -> int:
        """The cases of a meeting, which are all closed; answers how many."""
        removed = self._delete(t.cases, t.cases.c.meeting_id == meeting_id)
        self._changed([group_id])
        return removed

    def remove_loose_ends(self, before: datetime, now: datetime) -> dict[str, int]:
        """What belongs to no meeting and has been kept long enough; answers how many of each."""
        old, moment = t.to_us(before), t.to_us(now)
        has_owner = sa.select(t.accounts.c.account).where(
            t.accounts.c.platform == t.letters.c.platform,
            t.accounts.c.account == t.letters.c.account,
        )
        newest = sa.select(sa.func.max(t.inbox.c.update_id)).scalar_subquery()
        return {
            "messages": self._delete(
                t.outbox,
                t.outbox.c.meeting_id.is_(None),
                t.outbox.c.status != "queued",
                t.outbox.c.created_at < old,
            ),
            "updates": self._delete(
                t.inbox, t.inbox.c.received_at < old, t.inbox.c.update_id < newest
            ),
            "codes": self._delete(
                t.codes, sa.or_(t.codes.c.used_at < old, t.codes.c.expires_at < old)
            ),
            "chats": self._delete(t.letters, ~has_owner.exists()),
            "questions": self._delete(t.awaited, t.awaited.c.until < moment),
        }

    def remove_papers(self, group_id: str, kinds: Iterable[str], before: datetime) -> int:
        """The papers of these kinds that are from before then; answers how many."""
        return self._delete(
            t.papers,
            t.papers.c.group_id == group_id,
            t.papers.c.kind.in_(list(kinds)),
            t.papers.c.at < t.to_us(before),
        )

    def _delete(self, table: sa.Table, *where: Any) -> int:
        return self.connection.execute(sa.delete(table).where(*where)).rowcount
