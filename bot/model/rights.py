"""What a row of the permission table says: who, and while the meeting is how (V6)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from bot.model.during import Duty
from bot.model.meeting import OPEN_STATES, MeetingState
from bot.model.people import Group, PersonId, Role

States = frozenset[MeetingState]
Roles = frozenset[Role]

ORGANISERS: Roles = frozenset({Role.ORGANISER})
KEEPERS: Roles = frozenset({Role.ORGANISER, Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD})
"""Who may say who is checked, who is whose guardian, and read what young people share."""
LEADS: Roles = frozenset({Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD})
"""Who decides about safeguarding records (V5)."""

DRAFT: States = frozenset({MeetingState.DRAFT})
PUBLISHED: States = frozenset({MeetingState.PUBLISHED})
NOT_BEGUN: States = DRAFT | PUBLISHED
OVER: States = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
STILL: States = NOT_BEGUN | OPEN_STATES


class Presser(StrEnum):
    """Who may press a button, besides being whom its message was for."""

    READER = "reader"
    """Whoever it was sent to."""
    MEMBER = "member"
    """Anybody of the group, since it stands in a room; in private whoever it was sent to."""
    STAFF = "staff"
    ORGANISER = "organiser"
    LEADS_MEETING = "leads-meeting"
    """Staff, and the chair of the meeting, who is an adult."""
    CALLS_ROLL = "calls-roll"
    """Staff, and an adult who chairs the meeting or stands in for its contact person."""
    CONTACT = "contact"
    """The contact person of the meeting, while they are staff."""
    CASE = "case"
    """Staff who may see the case: never its subject, nor anybody excluded from it."""
    OWNER = "owner"
    """Of these whoever has the case, or had it last while nobody has it."""
    DECIDER = "decider"
    """Of these who were asked to decide together."""
    SUBJECT = "subject"
    """Whom the case is about."""
    GUARDIAN = "guardian"
    """An adult guardian of the young person whom the question names."""
    WITNESS = "witness"
    """A checked adult who was asked about that guardian, and is not one."""
    SETTLER = "settler"
    """Organisers, but not about their own money, nor of whoever raised a concern about them.

    Where there is none it is whoever looks after the arrangements.
    """


class CommandRight(msgspec.Struct, frozen=True, kw_only=True):
    """Who may use one part of a command."""

    name: str
    """Of the command, without the slash."""
    part: str = ""
    """Its first word; empty: the command without a word, or with any other."""
    roles: Roles | None = None
    """Who may; None: everybody whom the bot knows. A person under 18 holds no role of staff."""
    duty: Duty | None = None
    """Whoever has this duty in a meeting may too; a chair is an adult."""
    unknown: bool = False
    """Whether somebody the bot does not know yet may use it."""
    states: States | None = None
    """While the meeting is so does it change something about it; None: it needs no meeting."""
    numbered: bool = False
    """Whether it is this part only if nothing follows but one number."""
    refusal: tuple[str, str | None] | None = None
    """The sentence for whoever may not, if it is not the usual one: its key and variant."""


class ButtonRight(msgspec.Struct, frozen=True, kw_only=True):
    """Who may press some buttons of one message."""

    key: str
    buttons: tuple[str, ...] = ()
    """Empty: all that it carries."""
    who: Presser = Presser.READER
    states: States | None = None
    """While the meeting is so does it do anything; None: always."""
    while_open: bool = False
    """Whether it does something only while its case is open, however the meeting is."""


def roles_on(group: Group, who: PersonId, day: date) -> Roles:
    """What somebody may act as in the group on a day, local to it (SPEC 1).

    Anyone under 18 is a young person whatever else they are. A guardian is whoever is the
    guardian of somebody there.
    """
    member = group.people.get(who)
    if member is None:
        return frozenset()
    if not member.is_adult(day):
        return frozenset({Role.YOUNG_PERSON})
    minds = any(who in other.guardians for other in group.people.values())
    return (member.roles | ({Role.GUARDIAN} if minds else frozenset())) - {Role.YOUNG_PERSON}
