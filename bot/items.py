"""Agenda items on their way from one meeting of a group to the next (M1)."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.flows.agenda import takes_items
from bot.model.agenda import USUAL_MINUTES, Item
from bot.model.meeting import Meeting, MeetingState
from bot.model.paper import Paper, PaperKind
from bot.model.people import PersonId
from bot.model.policy import Policy
from bot.model.signals import ItemAdded
from bot.ports import Books

KEPT = "kept"
"""The state of an item that waits for a meeting."""


def next_for(
    books: Books, group_id: str, policy: Policy, now: datetime, *, after: Meeting | None = None
) -> Meeting | None:
    """The group's next published meeting that still takes items; with `after`, a later one."""
    stored = [books.meeting(m) for m in books.meetings_of(group_id, {MeetingState.PUBLISHED})]
    meetings = [one.meeting for one in stored if one is not None]
    fitting = [
        meeting
        for meeting in meetings
        if takes_items(meeting, policy, now) and (after is None or _comes_after(meeting, after))
    ]
    return min(fitting, key=lambda meeting: (meeting.planned_start, meeting.id), default=None)


def _comes_after(meeting: Meeting, other: Meeting) -> bool:
    return meeting.id != other.id and meeting.planned_start > other.planned_start


def added(item: Item) -> ItemAdded:
    """The same item, for another meeting."""
    return ItemAdded(words=item.words, by=item.by, minutes=item.minutes)


def keep(books: Books, group_id: str, item: Item, now: datetime) -> None:
    """The item waits until the group has a meeting that takes it."""
    keep_words(books, group_id, books.unseal(item.words), item.by, now, item.minutes)


def keep_words(
    books: Books,
    group_id: str,
    words: str,
    by: PersonId | None,
    now: datetime,
    minutes: int = USUAL_MINUTES,
) -> None:
    """The same, of words that have not been on any agenda."""
    books.put_paper(
        Paper(
            id=secrets.token_hex(8),
            group=group_id,
            kind=PaperKind.AGENDA_ITEM,
            at=now,
            doc={"words": words, "minutes": minutes},
            person=by,
            state=KEPT,
        )
    )


def taken_out(books: Books, meeting: Meeting, policy: Policy, now: datetime) -> list[ItemAdded]:
    """What waited for this meeting, and waits no longer; nothing if it takes none."""
    if not takes_items(meeting, policy, now):
        return []
    waiting = [
        paper for paper in books.papers(meeting.group, PaperKind.AGENDA_ITEM) if paper.state == KEPT
    ]
    for paper in waiting:
        books.remove_paper(paper.id)
    return [
        ItemAdded(
            words=books.seal(paper.doc["words"]), by=paper.person, minutes=paper.doc["minutes"]
        )
        for paper in waiting
    ]
