"""What groups write down for themselves; sealed, all of it."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from bot.model.paper import Paper, PaperKind
from bot.model.people import PersonId
from bot.store import tables as t
from bot.store.base import Base
from bot.store.statement_forms import upsert

_SET_PAPER = upsert(t.papers, "meeting_id", "person_id", "state", "at", "doc")


class Papers(Base):
    """The part of a transaction that keeps a group's papers."""

    def put_paper(self, paper: Paper) -> None:
        """Keep a paper; one with the same id is replaced."""
        self.upsert(
            _SET_PAPER,
            {
                "id": paper.id,
                "group_id": paper.group,
                "kind": paper.kind.value,
                "meeting_id": paper.meeting,
                "person_id": paper.person,
                "state": paper.state,
                "at": t.to_us(paper.at),
                "doc": self.sealer.seal(json.dumps(paper.doc)),
            },
        )

    def paper(self, paper_id: str) -> Paper | None:
        """One paper."""
        query = sa.select(t.papers).where(t.papers.c.id == paper_id)
        row = self.connection.execute(query).first()
        return None if row is None else self._paper(row)

    def papers(
        self,
        group_id: str,
        kind: PaperKind,
        *,
        meeting: str | None = None,
        person: PersonId | None = None,
    ) -> list[Paper]:
        """The papers of one kind, the oldest first; of one meeting or person if named."""
        query = sa.select(t.papers).where(
            t.papers.c.group_id == group_id, t.papers.c.kind == kind.value
        )
        if meeting is not None:
            query = query.where(t.papers.c.meeting_id == meeting)
        if person is not None:
            query = query.where(t.papers.c.person_id == person)
        rows = self.connection.execute(query.order_by(t.papers.c.at, t.papers.c.id))
        return [self._paper(row) for row in rows]

    def papers_of(self, person: PersonId) -> list[Paper]:
        """Everything of theirs, in every group."""
        query = sa.select(t.papers).where(t.papers.c.person_id == person)
        rows = self.connection.execute(query.order_by(t.papers.c.at, t.papers.c.id))
        return [self._paper(row) for row in rows]

    def remove_paper(self, paper_id: str) -> None:
        """It is gone."""
        self.connection.execute(sa.delete(t.papers).where(t.papers.c.id == paper_id))

    def _paper(self, row: Any) -> Paper:
        return Paper(
            id=row.id,
            group=row.group_id,
            kind=PaperKind(row.kind),
            at=t.from_us(row.at),
            doc=json.loads(self.sealer.open(row.doc)),
            meeting=row.meeting_id,
            person=row.person_id,
            state=row.state,
        )
