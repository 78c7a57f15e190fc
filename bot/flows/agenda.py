"""The agenda before a meeting: asked for, closed, and sent in plain words (M1).

How the organiser puts it in order, and what becomes of each item, is in `bot.flows.arranging`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from bot.flows import arranging, contact, reminding
from bot.flows.turn import Turn
from bot.model.agenda import Agenda, AgendaShown, Item, closes_before
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId
from bot.model.policy import Policy
from bot.model.signals import ItemAdded, WhySaid

AGENDA = "agenda"
TOLD_WITHIN = timedelta(days=2)
"""After the end, how long the organiser has to say what became of the items."""

_OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
_AHEAD = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})


def closes_at(meeting: Meeting, policy: Policy) -> datetime:
    """Until when items are collected for everybody to see."""
    return meeting.ahead(closes_before(policy.agenda_ask_before, policy.agenda_send_before))


def is_sent(meeting: Meeting) -> bool:
    """Whether it has gone out: what is added now is for another meeting."""
    done = "agenda/send" in meeting.done and not meeting.agenda.waits
    return meeting.agenda.sent_at is not None or done


def takes_items(meeting: Meeting, policy: Policy, now: datetime, *, staff: bool = False) -> bool:
    """Whether something can be put on it; for staff, who put it in order, until it goes out."""
    if meeting.state not in _AHEAD or is_sent(meeting) or now >= meeting.planned_start:
        return False
    return staff or now < closes_at(meeting, policy)


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """When it is asked for, closed and sent; and when people hear what became of their items."""
    if meeting.state is MeetingState.PUBLISHED:
        yield "ask", meeting.ahead(policy.agenda_ask_before)
        yield "close", closes_at(meeting, policy)
        yield "send", meeting.ahead(policy.agenda_send_before)
    elif meeting.state in _OVER and meeting.ended_at is not None and meeting.agenda.items:
        yield "outcome", meeting.ended_at
        yield "over", meeting.ended_at + TOLD_WITHIN


def due(turn: Turn, *step: str) -> None:
    """One of its steps has come; one that came too late to be of use does nothing."""
    match step:
        case ["ask"]:
            _ask(turn)
        case ["close"]:
            _close(turn)
        case ["send"]:
            _send_or_wait(turn)
        case ["outcome"]:
            arranging.after_the_end(turn)
        case _:
            arranging.nobody_said(turn)


# --- asking, closing, sending ---------------------------------------------------------------------


def _ask(turn: Turn) -> None:
    if not takes_items(turn.meeting, turn.policy, turn.now):
        return
    for reader in _readers(turn):
        ask_one(turn, reader)
    turn.post("agenda-ask", _until(turn), until=closes_at(turn.meeting, turn.policy))


def ask_one(turn: Turn, reader: PersonId) -> None:
    """Ask somebody what they would like to talk about."""
    told = msgspec.structs.replace(_until(turn), who=_for_whom(turn, reader))
    turn.prompt(reader, "agenda-ask", told, until=closes_at(turn.meeting, turn.policy))


def _until(turn: Turn) -> Facts:
    return Facts(agenda=AgendaShown(closes=closes_at(turn.meeting, turn.policy)))


def _close(turn: Turn) -> None:
    """The organiser gets the list to put in order, while there is time for it."""
    if turn.now < turn.meeting.ahead(turn.policy.agenda_send_before):
        arranging.begin(turn)


def _send_or_wait(turn: Turn) -> None:
    """It does not go out while it is not said what the meeting is for."""
    if turn.now >= turn.meeting.planned_start:
        return
    if turn.meeting.why:
        _send(turn)
        return
    _change(turn, waits=True)
    organiser = contact.organiser(turn)
    if organiser is not None:
        turn.prompt(organiser, "agenda-waits", thread="agenda/waits")


def why_said(turn: Turn, signal: WhySaid) -> None:
    """It is said what the meeting is for: an agenda that waited for it goes out."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    turn.change(why=True)
    turn.toast("recorded")
    published = turn.meeting.state is MeetingState.PUBLISHED
    if published and turn.meeting.agenda.waits and turn.now < turn.meeting.planned_start:
        _send(turn)


def _send(turn: Turn) -> None:
    readers = _readers(turn)
    missed = tuple(who for who in turn.meeting.expects if turn.meeting.seat(who).cannot_come)
    _change(turn, waits=False, sent_at=turn.now, at=None, missed=missed)
    for reader in readers:
        _send_one(turn, reader)
    arranging.settle_put_off(turn)
    arranging.show_as_sent(turn)


def _send_one(turn: Turn, reader: PersonId) -> None:
    meeting = turn.meeting
    coming = tuple(who for who in meeting.expects if not meeting.seat(who).cannot_come)
    shown = AgendaShown(items=meeting.agenda.taken_in, coming=coming)
    facts = Facts(
        agenda=shown,
        who=_for_whom(turn, reader),
        contact=contact.for_reader(turn, reader),
        hard=turn.meeting.hard,
    )
    turn.prompt(reader, "agenda-send", facts, until=meeting.planned_start)


def comes_later(turn: Turn, who: PersonId) -> None:
    """Somebody is expected who was not, or had said that they cannot come."""
    agenda, reader = turn.meeting.agenda, turn.reader_of(who)
    if agenda.sent_at is not None:
        _change(turn, missed=tuple(one for one in agenda.missed if one != who))
        _send_one(turn, reader)
    elif "agenda/ask" in turn.meeting.done and takes_items(turn.meeting, turn.policy, turn.now):
        ask_one(turn, reader)


def cannot_come(turn: Turn, who: PersonId) -> None:
    """An agenda that waits for the morning is kept back; if they come after all they get it."""
    agenda = turn.meeting.agenda
    if agenda.sent_at is not None and reminding.still_waits(
        turn, turn.reader_of(who), agenda.sent_at
    ):
        _change(turn, missed=tuple(dict.fromkeys((*agenda.missed, who))))


def _readers(turn: Turn) -> list[PersonId]:
    """Everybody expected who has not said that they cannot come, each once."""
    coming = (who for who in turn.meeting.expects if not turn.meeting.seat(who).cannot_come)
    return list(dict.fromkeys(turn.reader_of(who) for who in coming))


def _for_whom(turn: Turn, reader: PersonId) -> tuple[PersonId, ...]:
    """Everybody for whom it is, where somebody reads it for others as well (Y13)."""
    coming = [who for who in turn.meeting.expects if not turn.meeting.seat(who).cannot_come]
    theirs = tuple(who for who in coming if turn.reader_of(who) == reader)
    return theirs if any(who != reader for who in theirs) else ()


# --- what is put on it ----------------------------------------------------------------------------


def item_added(turn: Turn, signal: ItemAdded) -> None:
    """Something to talk about; whoever puts it in order sees it too."""
    agenda = turn.meeting.agenda
    if turn.meeting.state not in _AHEAD or is_sent(turn.meeting):
        turn.toast("closed")
        return
    item = Item(
        id=str(agenda.added + 1),
        words=signal.words,
        by=signal.by,
        minutes=signal.minutes,
        is_break=signal.is_break,
    )
    _change(turn, items=(*agenda.items, item), added=agenda.added + 1)
    turn.toast("recorded")
    if "agenda/close" in turn.meeting.done:
        arranging.show(turn)


def _change(turn: Turn, **fields: object) -> Agenda:
    agenda = msgspec.structs.replace(turn.meeting.agenda, **fields)
    turn.change(agenda=agenda)
    return agenda
