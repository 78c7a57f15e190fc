"""Safeguarding records of meetings that are over, and reports of what was removed (V5).

A record is never removed by itself: the lead is asked whether it is still needed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.flows.concerns import kept_out
from bot.flows.forgetting import owes
from bot.model.effects import Reply
from bot.model.meeting import Meeting
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, Person, PersonId
from bot.model.policy import Policy
from bot.mornings import day_of
from bot.ports import Books

CLAIMS_KEPT = timedelta(days=6 * 366)
"""How long what was paid is kept for finance."""
ASK_AGAIN = timedelta(days=30)
"""After which the lead is asked again about records they have not decided about."""
ASKED, KEPT, REMOVED = "asked", "kept", "removed"
"""How it stands with the record of a meeting."""
REVIEW_BUTTONS = ("keep-records", "remove-records")


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What one look removed in one group: counts, never names."""

    day: date
    group: str
    removed: dict[str, int]
    """By kind; what belongs to no group is counted with every group."""
    due: int = 0
    """Records about which the lead was asked."""


def last_moment(meeting: Meeting) -> datetime:
    """When a meeting was over, its cases included."""
    closed = [case.closed_at for case in meeting.cases.values() if case.closed_at is not None]
    return max(meeting.ended_at or meeting.planned_end, *closed, meeting.planned_start)


def was_removed(books: Books, meeting_id: str) -> bool:
    """Whether a line says that its record was removed, which stays."""
    review = books.paper(review_id(meeting_id))
    return review is not None and review.state == REMOVED


def ask_about_records(books: Books, group: Group, policy: Policy, now: datetime) -> int:
    """Ask the lead about every record whose time has come; answers how many these are."""
    about: dict[PersonId, list[Meeting]] = {}
    for meeting in records_due(books, group, policy, now):
        review = books.paper(review_id(meeting.id))
        if review is not None and review.state == ASKED and now - review.at < ASK_AGAIN:
            continue
        reader = next(iter(deciders(group, meeting, day_of(group, now))), None)
        if reader is not None:
            about.setdefault(reader.id, []).append(meeting)
            _note(books, meeting, ASKED, now)
    for reader_id, meetings in about.items():
        books.queue(None, tuple(_asked(books, group, reader_id, meetings)), now)
    return sum(map(len, about.values()))


def records_due(books: Books, group: Group, policy: Policy, now: datetime) -> list[Meeting]:
    """Meetings with cases that closed long enough ago, and that nobody has chosen to keep."""
    found = [meeting_of(books, one) for one in books.meetings_over_before(group.id, now)]
    return [
        meeting
        for meeting in found
        if meeting.cases
        and not owes(meeting)
        and kept_until(books, meeting, policy) <= now
        and not kept_out(meeting.cases.values(), group, day_of(group, now))
    ]


def kept_until(books: Books, meeting: Meeting, policy: Policy) -> datetime:
    """When the lead is asked whether its record is still needed."""
    review = books.paper(review_id(meeting.id))
    if review is not None and review.state == KEPT:
        return datetime.fromisoformat(review.doc["until"])
    return last_moment(meeting) + policy.privacy_case_review


def deciders(group: Group, meeting: Meeting, day: date) -> list[Person]:
    """The lead, then the deputy: never one of whom a case of it is, or who is kept out (Y7)."""
    return [
        person
        for person in group.leads(day)
        if all(case.may_see(person.id) for case in meeting.cases.values())
    ]


def keep_record(
    books: Books, meeting: Meeting, policy: Policy, by: PersonId, now: datetime
) -> None:
    """The record stays, and is looked at again in as long a time."""
    until = now + policy.privacy_case_review
    _note(books, meeting, KEPT, now, by=by, until=until.isoformat())


def remove_record(books: Books, meeting: Meeting, by: PersonId, now: datetime) -> None:
    """The record, the cases and the words go; the line that says so is for the meeting to write."""
    books.remove_journal(meeting.id)
    books.remove_messages(meeting.id)
    books.remove_cases(meeting.group, meeting.id)
    books.set_why(meeting.id, "")
    _note(books, meeting, REMOVED, now, by=by)


def review_id(meeting_id: str) -> str:
    """The paper on which it stands when a record is looked at."""
    return f"review-{meeting_id}"


def _note(books: Books, meeting: Meeting, state: str, now: datetime, **doc: str) -> None:
    books.put_paper(
        Paper(
            id=review_id(meeting.id),
            group=meeting.group,
            kind=PaperKind.REVIEW,
            at=now,
            doc=doc,
            meeting=meeting.id,
            state=state,
        )
    )


def line_of(books: Books, group: Group, meeting: Meeting) -> dict[str, str]:
    """One record, as it is listed: what it is of, and never who."""
    local = meeting.planned_start.astimezone(ZoneInfo(group.timezone))
    return {
        "line": "record",
        "code": meeting.id,
        "meeting": books.meeting_details(meeting.id).title,
        "day": f"{local:%A %-d %B %Y}",
    }


def _asked(
    books: Books, group: Group, reader: PersonId, meetings: list[Meeting]
) -> Iterator[Reply]:
    facts: dict[str, Any] = {
        "choices": [line_of(books, group, meeting) for meeting in meetings],
        "ids": " ".join(meeting.id for meeting in meetings),
        "owner": reader,
    }
    sealed = books.seal(json.dumps(facts))
    for route in group.people[reader].routes:
        if route.proved:
            yield Reply(platform=route.platform, address=route.account, key="records-review",
                        sealed=sealed, buttons=REVIEW_BUTTONS)  # fmt: skip


# --- reports --------------------------------------------------------------------------------------


def reports_of(books: Books, group_id: str) -> list[Report]:
    """Every report that is kept, the newest first."""
    papers = books.papers(group_id, PaperKind.REPORT)
    return [msgspec.convert(paper.doc, Report) for paper in reversed(papers)]


def write_down(books: Books, report: Report, now: datetime) -> None:
    """A second look on the same day adds to what the first removed."""
    paper_id = f"report-{report.group}-{report.day.isoformat()}"
    before = books.paper(paper_id)
    if before is not None:
        first = msgspec.convert(before.doc, Report)
        removed = dict(Counter(first.removed) + Counter(report.removed))
        report = msgspec.structs.replace(report, removed=removed, due=first.due + report.due)
    books.put_paper(
        Paper(
            id=paper_id,
            group=report.group,
            kind=PaperKind.REPORT,
            at=now,
            doc=msgspec.to_builtins(report),
        )
    )


def meeting_of(books: Books, meeting_id: str) -> Meeting:
    """A meeting that is known to be on record."""
    stored = books.meeting(meeting_id)
    if stored is None:
        raise LookupError(meeting_id)
    return stored.meeting
