"""What was removed for its age, and records that are to be kept or removed: /records (V5)."""

from __future__ import annotations

import json
from typing import Any

from bot import records as kept
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.listing import form_of
from bot.model.meeting import Meeting
from bot.model.people import Group
from bot.model.rights import KEEPERS, LEADS
from bot.model.signals import RecordRemoved
from bot.records import REVIEW_BUTTONS, Report

MOST = 7
"""Days of which the report is shown."""
KEEP, REMOVE = REVIEW_BUTTONS
_KINDS = (
    "meetings",
    "messages",
    "entries",
    "updates",
    "codes",
    "chats",
    "questions",
    "papers",
)
_DO = {"keep": KEEP, "remove": REMOVE}


def records(asked: Asked) -> None:
    """`/records`; `/records keep|remove MEETING`; and the buttons under what the lead was asked."""
    match [word.lower() for word in asked.words]:
        case []:
            _show(asked)
        case [button, number] if button in REVIEW_BUTTONS and number.isdigit():
            _decide(asked, button, _asked_about(asked, int(number)))
        case [what, *_] if what in _DO and len(asked.words) > 1:
            _decide(asked, _DO[what], [" ".join(asked.words[1:])])
        case _:
            raise SorryError("wrong-form", command=form_of("records"))


def _show(asked: Asked) -> None:
    """The newest reports of each group, and the records whose time has come."""
    lines: list[Line] = []
    for group in asked.groups_for(KEEPERS):
        lines += [_line(one) for one in kept.reports_of(asked.books, group.id)[:MOST]]
        if asked.me(group).roles & LEADS:
            lines += [kept.line_of(asked.books, group, m) for m in _due(asked, group)]
    asked.answer("records", None if lines else "none", choices=lines)


def _line(report: Report) -> Line:
    counts = {kind: report.removed.get(kind, 0) for kind in _KINDS}
    return {
        "line": "report",
        "day": report.day.strftime("%-d %B %Y"),
        "code": str(sum(counts.values())),
        "quantity": str(counts["meetings"]),
        "items": str(counts["messages"] + counts["updates"]),
        "words": str(counts["entries"]),
        "steps": str(counts["codes"] + counts["chats"] + counts["questions"] + counts["papers"]),
    }


def _asked_about(asked: Asked, number: int) -> list[str]:
    """The meetings that stood in the message. Sorry: it was put to somebody else (V6)."""
    message = asked.books.sent_message(number)
    if message is None or "records-review" not in message.keys or not message.sealed:
        raise SorryError("records", "late")
    shown: dict[str, Any] = json.loads(asked.books.unseal(message.sealed))
    if shown.get("owner") != asked.person:
        raise SorryError("records", "late")
    return str(shown["ids"]).split()


def _decide(asked: Asked, button: str, named: list[str]) -> None:
    """Keep them for as long again, or remove them; what is not theirs to decide is left alone."""
    done = 0
    for group in asked.groups_for(LEADS):
        for meeting in _due(asked, group):
            if meeting.id in named or _title(asked, meeting) in {n.casefold() for n in named}:
                _do(asked, button, group, meeting)
                done += 1
    if not done:
        raise SorryError("records", "late")
    asked.answer("records", "kept" if button == KEEP else "removed", code=str(done))


def _do(asked: Asked, button: str, group: Group, meeting: Meeting) -> None:
    if button == KEEP:
        policy = asked.policy_of(group.id)
        kept.keep_record(asked.books, meeting, policy, asked.person, asked.now)
    else:
        kept.remove_record(asked.books, meeting, asked.person, asked.now)
        asked.routed.signals.append((meeting.id, RecordRemoved(by=asked.person)))


def _due(asked: Asked, group: Group) -> list[Meeting]:
    """The records that whoever asks may decide about at this moment (Y7)."""
    policy = asked.policy_of(group.id)
    return [
        meeting
        for meeting in kept.records_due(asked.books, group, policy, asked.now)
        if asked.person in {one.id for one in kept.deciders(group, meeting, asked.today(group))}
    ]


def _title(asked: Asked, meeting: Meeting) -> str:
    return asked.books.meeting_details(meeting.id).title.casefold()
