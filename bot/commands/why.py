"""What a meeting is for: /meeting why (M1)."""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import STAFF, Group
from bot.model.signals import WhySaid

LONGEST = 600
"""Letters that are kept."""
_AHEAD = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})


def why(asked: Asked) -> None:
    """`/meeting why TEXT [MEETING]`: said once, people read it in the agenda."""
    group = asked.group_for(STAFF)
    found = _which(asked, group)
    words = " ".join(asked.words)[:LONGEST]
    if not words:
        raise SorryError("why", "empty")
    asked.books.set_why(found.id, words)
    hand_over(asked, found.id, WhySaid(by=asked.person))
    asked.answer("why", meeting=title_of(asked, found))


def _which(asked: Asked, group: Group) -> Meeting:
    """The one that is named at the end; else one whose agenda waits for it; else the next."""
    found = [asked.meeting(m) for m in asked.books.meetings_of(group.id, _AHEAD)]
    ahead = [meeting for meeting in found if meeting.planned_start > asked.now]
    named = next(
        (m for m in ahead if len(asked.words) > 1 and asked.words[-1].lower() == m.id), None
    )
    if named is not None:
        asked.words.pop()
        return named
    if not ahead:
        raise SorryError("no-meeting")
    return min(ahead, key=lambda m: (not m.agenda.waits, m.why, m.planned_start, m.id))
