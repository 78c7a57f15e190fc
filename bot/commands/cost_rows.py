"""Claims as rows: for finance, and for the person they are of (C3). Exact, and safe to open.

The names are those that people chose (V7). Bank details are nowhere in it: the bot has none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from bot.model.costs import Claim, ClaimState, CostItem
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId
from bot.ports import Books

OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
CLAIMED = frozenset({ClaimState.SENT, ClaimState.APPROVED, ClaimState.PAID})
"""The others have not asked for anything."""
COLUMNS = (
    *("id", "date", "meeting", "name", "what", "amount", "currency"),
    *("way", "status", "promised", "paid"),
)
_FORMULA = ("=", "+", "-", "@")
"""With these a spreadsheet takes what people wrote for something to work out."""


class Found(msgspec.Struct, frozen=True):
    """A claim, where it stands."""

    meeting: Meeting
    person: PersonId
    claim: Claim


def claims_in(books: Books, group_id: str) -> Iterator[Found]:
    """Every claim of a group, also what nobody has asked for yet; the earliest meeting first."""
    for meeting_id in books.meetings_of(group_id, OVER):
        stored = books.meeting(meeting_id)
        if stored is not None:
            claims = stored.meeting.claims.items()
            yield from (Found(stored.meeting, person, claim) for person, claim in claims)


def within(found: Iterable[Found], since: date | None, until: date | None) -> list[Found]:
    """What was claimed for meetings from the one day to the other, both included."""
    return [
        one
        for one in found
        if one.claim.state in CLAIMED
        and (since is None or one.claim.ended_on >= since)
        and (until is None or one.claim.ended_on <= until)
    ]


def as_csv(books: Books, found: Iterable[Found], zone: ZoneInfo) -> bytes:
    """One row for each claim, in UTF-8 with a mark that spreadsheets understand."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in found:
        table.writerow([_harmless(cell) for cell in _row(books, one, zone)])
    return out.getvalue().encode("utf-8-sig")


def _row(books: Books, one: Found, zone: ZoneInfo) -> tuple[str, ...]:
    claim = one.claim
    paid = claim.paid_at.astimezone(zone).date().isoformat() if claim.paid_at is not None else ""
    return (
        claim.id,
        claim.ended_on.isoformat(),
        books.meeting_details(one.meeting.id).title,
        books.name_of(one.person),
        "; ".join(what(item, books.unseal) for item in claim.items),
        f"{claim.total.amount}",
        claim.total.currency,
        claim.way.value if claim.way is not None else "",
        claim.state.value,
        claim.due_on.isoformat() if claim.due_on is not None else "",
        paid,
    )


def what(item: CostItem, unseal: Callable[[str], str]) -> str:
    """What a part of a claim is for, in a few words."""
    if item.words is not None:
        return unseal(item.words)
    if item.quantity is None:
        return item.kind.value
    return f"{item.kind.value} ({item.quantity.normalize():f})"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
