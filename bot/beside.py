"""What a decision looks at besides its meeting: the group, and the group's other meetings.

A flow sees one meeting. What another one means for it is read here and handed in as a value.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.concerns import kept_out
from bot.flows.turn import Context
from bot.lobby import AHEAD
from bot.model.meeting import NOT_OVER, Meeting
from bot.model.people import SHOW_ROOMS, PersonId, Platform
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.ports import Books
from bot.rate_files import shipped_rates


def context_of(
    books: Books,
    meeting: Meeting,
    now: datetime,
    policy: Policy,
    unserved: frozenset[Platform] = frozenset(),
    rates: Rates | None = None,
) -> Context:
    """All that the rules may look at when they decide about this meeting, at this moment.

    Without `rates`, those that come with the program.
    """
    group = books.group(meeting.group)
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    return Context(
        now=now,
        policy=policy,
        group=group,
        missing_elsewhere=books.missing_elsewhere(meeting.group, meeting.id),
        in_lobby_elsewhere=_in_lobby_elsewhere(books, meeting, now),
        kept_out=kept_out(books.concerns(meeting.group), group, today),
        rates=rates or shipped_rates(),
        platforms_away=frozenset(books.platforms_away()),
        unserved=unserved,
    )


def shares_a_lobby(meeting: Meeting) -> bool:
    """Whether people may wait for it in the one lobby that a server has for the group (Y11)."""
    return meeting.young and meeting.platform in SHOW_ROOMS and meeting.state in NOT_OVER


def at_the_door(meeting: Meeting) -> frozenset[PersonId]:
    """Who waits for it in the lobby that the group's meetings share."""
    return meeting.at_the_door() if shares_a_lobby(meeting) else frozenset()


def waited_for_beside(books: Books, meeting: Meeting, now: datetime) -> list[Meeting]:
    """The other meetings for which somebody is in that lobby: read for no others (one query)."""
    if not (meeting.young and meeting.platform in SHOW_ROOMS):
        return []
    others = books.others_with_a_door(meeting.group, meeting.id, meeting.platform, now + AHEAD)
    return [other for other in others if other.at_the_door()]


def _in_lobby_elsewhere(books: Books, meeting: Meeting, now: datetime) -> frozenset[PersonId]:
    if not shares_a_lobby(meeting):
        return frozenset()
    others = waited_for_beside(books, meeting, now)
    return frozenset(who for other in others for who in other.at_the_door())
