"""What a meeting is like: /meeting topic for hard topics (P5), /meeting confidential (P6)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.listing import form_of
from bot.commands.names import member_called
from bot.model.meeting import Meeting, MeetingState

_NOT_OPEN = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})
_NONE = "none"


def topic(asked: Asked) -> None:
    """`/meeting topic NAME`: it may be hard; NAME writes next day to those who ask for it (P5)."""
    found, name = _found(asked, "topic")
    if name.lower() == _NONE:
        drafts.change(asked, found.id, hard=False, follow_up=None)
        asked.answer("topic", _NONE, meeting=title_of(asked, found))
        return
    group = asked.books.group(found.group)
    person = member_called(asked, group, name)
    day = found.planned_start.astimezone(ZoneInfo(group.timezone)).date()
    member = group.people[person]
    if not (member.is_staff(day) and any(route.proved for route in member.routes)):
        raise SorryError("topic", "not-staff", person=asked.books.name_of(person))
    drafts.change(asked, found.id, hard=True, follow_up=person)
    asked.answer("topic", person=asked.books.name_of(person), meeting=title_of(asked, found))


def confidential(asked: Asked) -> None:
    """`/meeting confidential yes|no`: only where the organisation approved the platform (P6)."""
    found, said = _found(asked, "confidential")
    if said.lower() not in {"yes", "no"}:
        raise SorryError("wrong-form", command=form_of("meeting confidential"))
    wanted = said.lower() == "yes"
    approved = asked.policy_of(found.group).platform_confidential
    if wanted and found.state is not MeetingState.DRAFT and found.platform not in approved:
        raise SorryError(
            "publish-refused", meeting=title_of(asked, found), reason="platform-not-approved"
        )
    drafts.change(asked, found.id, confidential=wanted)
    asked.answer("topic", f"confidential-{said.lower()}", meeting=title_of(asked, found))


def _found(asked: Asked, what: str) -> tuple[Meeting, str]:
    """Which meeting, and the words about it. Its short name may stand at the end."""
    group = asked.group_for(ORGANISERS)
    words = list(asked.words)
    named = ""
    if len(words) > 1 and asked.books.meeting(words[-1].lower()) is not None:
        named = words.pop().lower()
    if not words:
        raise SorryError("wrong-form", command=form_of(f"meeting {what}"))
    return the_meeting(asked, group, _NOT_OPEN, named, f"/meeting {what}"), " ".join(words)
