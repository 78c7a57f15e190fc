"""A record as data, for programs. Sealed words stay sealed, but for reasons."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.cli.record.moments import Moment
from bot.cli.record.story import Story
from bot.model.case import Case
from bot.model.meeting import BlindWindow


def as_data(story: Story) -> dict[str, Any]:
    """Everything in the record. Times are ISO 8601 in UTC; people are ids, named once."""
    record, meeting = story.record, story.record.meeting
    return {
        "meeting": {
            "id": meeting.id,
            "title": record.title,
            "group": record.group,
            "timezone": record.timezone,
            "platform": meeting.platform,
            "starts": meeting.planned_start.isoformat(),
            "ends": meeting.planned_end.isoformat(),
            "state": meeting.state.value,
        },
        "people": record.names,
        "entries": [_entry(moment, story) for moment in story.moments],
        "cases": [_case(case, story) for case in meeting.cases.values()],
        "blind": [_window(window) for window in meeting.blind],
        "reveals": [
            {"at": r.at.isoformat(), "of": r.of, "shown_to": r.to, "key": r.key}
            for r in story.reveals
        ],
        "holds": not record.broken,
        "broken": list(record.broken),
    }


def _entry(moment: Moment, story: Story) -> dict[str, Any]:
    entry = moment.entry
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "happened": story.happened(moment),
        "did": list(story.did(moment)),
        "signal": entry.signal,
        "effects": entry.effects,
        "hash": entry.hash,
        "holds": entry.holds,
    }


def _case(case: Case, story: Story) -> dict[str, Any]:
    return {
        "id": case.id,
        "person": case.subject,
        "kind": case.kind.value,
        "stage": case.stage.value,
        "left_at": case.left_at.isoformat(),
        "owner": case.owner,
        "tried": msgspec.to_builtins(case.tried),
        "closed_at": case.closed_at and case.closed_at.isoformat(),
        "closed_by": case.closed_by,
        "outcome": case.outcome,
        "reason": case.reason and story.opened(case.reason),
    }


def _window(window: BlindWindow) -> dict[str, Any]:
    return {
        "since": window.since.isoformat(),
        "until": window.until and window.until.isoformat(),
        "platform": window.platform,
    }
