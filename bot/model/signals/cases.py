"""Somebody who goes, and those who make sure that they are OK (L2 to L7)."""

from __future__ import annotations

from bot.model.meeting import How
from bot.model.people import PersonId, Platform
from bot.model.signals.base import MeetingSignal


class Leaving(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person chose one of the four endings (L2)."""

    person: PersonId
    how: How


class CaseAsked(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff took a case or gave its outcome in words rather than by button (L6, L7)."""

    person: PersonId
    case: str
    button: str
    platform: Platform
    to: PersonId | None = None


class Logged(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A staff member noted that the person is OK: "they texted me" (L4)."""

    person: PersonId
    by: PersonId


class Concerned(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person has a concern about somebody, who hears nothing of it (Y7)."""

    person: PersonId
    about: PersonId
    words: str | None = None
    """Sealed: what they wrote with it."""
