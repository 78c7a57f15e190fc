"""From what a platform reports to signals for meetings: who was it, and whom does it concern?

Where a person is goes to every live meeting of their groups; a flow sees one meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from bot import happenings as h
from bot import joining, lobby, membership, standing
from bot.model import signals as s
from bot.model.effects import Reply
from bot.model.keys import may_carry
from bot.model.meeting import OPEN_STATES, Evidence, MeetingState, RoomUse
from bot.model.people import PersonId
from bot.pins import compared, is_pin, waits_for_guardian
from bot.ports import Books, SentMessage
from bot.routes import answer_buttons, in_words, reached
from bot.words import clean_words, kind_of

LOBBY_AHEAD = timedelta(hours=12)
"""How long before its planned start a meeting that is not open has a lobby."""


@dataclass(slots=True)
class Routed:
    """Where a happening goes."""

    signals: list[tuple[str, s.Signal]] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    words_of: PersonId | None = None
    """Set when words must be understood by some meeting, or be answered with a line of help."""
    toast: str | None = None


Commands = Callable[[Books, h.Commanded, datetime], Routed]


def route(books: Books, happening: h.Happening, now: datetime, commands: Commands) -> Routed:
    """Find out whom a happening concerns."""
    reached(books, happening, now)
    match happening:
        case h.Told():
            return Routed(signals=[(happening.meeting, happening.signal)])
        case h.CameIn():
            return _came_in(books, happening, now)
        case h.WentOut(account=account):
            return _about_room(
                books, happening, lambda person: s.Departed(person=person, account=account)
            )
        case h.MovedOver():
            return _moved(books, happening, now)
        case h.WroteIn():
            return _wrote(books, happening, now)
        case h.LeftGroup():
            return Routed(membership.left(books, happening, now))
        case h.JoinedGroup():
            return Routed(membership.joined(books, happening))
        case h.AskedToJoin():
            back = membership.let_in(books, happening)
            return Routed(back, joining.asked(books, happening, now))
        case h.AnsweredJoin():
            word, replies = joining.answered(books, happening, now)
            return Routed(replies=replies, toast=word)
        case h.StandsInRoom():
            return Routed(replies=standing.stands(books, happening, now))
        case h.RoomMoved():
            return Routed(replies=standing.moved(books, happening, now))
        case h.PressedButton():
            return _pressed(books, happening, now, commands)
        case h.Texted():
            return _texted(books, happening, now)
        case h.Commanded():
            return commands(books, happening, now)
        case h.Reachable():
            return Routed(replies=standing.reachable(books, happening, now))
        case _:
            assert_never(happening)


def _came_in(books: Books, happened: h.CameIn, now: datetime) -> Routed:
    person = books.person_of(happened.platform, happened.account)
    if books.room_use(happened.platform, happened.room) is RoomUse.LOBBY:
        here = lobby.meetings_at(books, happened.platform, happened.room, person, now)
        signals = arrive(books, person, here, happened.account, seen=True, at_door=True)
        return Routed(signals if person is not None else [])
    meetings = going_on(books, happened.platform, happened.room, now)
    if person is None:
        return _unknown(meetings, f"{happened.platform}/{happened.account}")
    at_door = happened.at_door
    return Routed(arrive(books, person, meetings, happened.account, seen=True, at_door=at_door))


def arrive(
    books: Books,
    person: PersonId | None,
    here: list[str],
    account: str | None,
    *,
    seen: bool,
    at_door: bool = False,
) -> list[tuple[str, s.Signal]]:
    """The person is in these meetings: seen there by the platform, or by their own word.

    `at_door`: seen in the lobby, not in the room.
    """
    signals: list[tuple[str, s.Signal]] = []
    for meeting_id in here:
        stored = books.meeting(meeting_id)
        if person is None or stored is None:
            continue
        if person not in books.group(stored.meeting.group).people:
            stranger = s.UnknownSeen(account=f"{stored.meeting.platform}/{account or person}")
            signals.append((meeting_id, stranger))
        else:
            by_signs = stored.meeting.by_signs
            arrived = s.Arrived(
                person=person,
                evidence=stored.meeting.room_evidence if by_signs or seen else Evidence.ATTESTED,
                account=None if by_signs else account,
                at_door=at_door,
            )
            signals.append((meeting_id, arrived))
    return signals


def going_on(books: Books, platform: str, room: str, now: datetime) -> list[str]:
    """The meeting that is in a room now: the open one, else the next, else what has just been.

    Other meetings in the same room, such as next week's, are not concerned by who comes in.
    """
    stored = [books.meeting(meeting) for meeting in books.meetings_in_room(platform, room)]
    meetings = [one.meeting for one in stored if one is not None]
    soon = [m for m in meetings if m.planned_start - now <= LOBBY_AHEAD]
    opened = [m.id for m in meetings if m.state in OPEN_STATES]
    coming = [m.id for m in soon if m.state is MeetingState.PUBLISHED]
    over = [m.id for m in meetings if m.state is MeetingState.ENDED]
    return opened or coming[:1] or over


def concerned(books: Books, person: PersonId) -> list[str]:
    """Every meeting that what this person does may be news for."""
    live = [m for group in books.groups_of(person) for m in books.live_meetings(group)]
    return list(dict.fromkeys([*live, *books.meetings_with_case_of(person)]))


def _about_room(
    books: Books,
    happened: h.WentOut | h.MovedOver,
    make: Callable[[PersonId], s.Signal],
) -> Routed:
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        return Routed()
    meetings = books.meetings_in_room(happened.platform, happened.room)
    if books.room_use(happened.platform, happened.room) is RoomUse.LOBBY:
        meetings = lobby.where_they_wait(books, happened.platform, happened.room, person)
    return Routed([(m, make(person)) for m in meetings])


def _moved(books: Books, happened: h.MovedOver, now: datetime) -> Routed:
    """Moving to a room of another of the group's meetings is not leaving (L10); else it is.

    Of whom nobody knows who they are there is only that they came in.
    """
    came_in = h.CameIn(platform=happened.platform, account=happened.account, room=happened.to)
    there = _came_in(books, came_in, now)
    left = _about_room(books, happened, lambda p: s.Departed(person=p, account=happened.account))
    groups = {_group_going_on(books, meeting) for meeting, _ in there.signals}
    gone = [one for one in left.signals if _group_of(books, one[0]) not in groups]
    return Routed([*gone, *there.signals])


def _group_of(books: Books, meeting_id: str) -> str | None:
    stored = books.meeting(meeting_id)
    return stored.meeting.group if stored is not None else None


def _group_going_on(books: Books, meeting_id: str) -> str | None:
    """The group of a meeting in which somebody can be: not of one that is over."""
    stored = books.meeting(meeting_id)
    over = stored is None or stored.meeting.state is MeetingState.ENDED
    return None if over else _group_of(books, meeting_id)


def _wrote(books: Books, happened: h.WroteIn, now: datetime) -> Routed:
    person = books.person_of(happened.platform, happened.account)
    here = going_on(books, happened.platform, happened.room, now)
    if person is None:
        return _unknown(here, f"{happened.platform}/{happened.account}")
    others = [m for m in concerned(books, person) if m not in here]
    signals: list[tuple[str, s.Signal]] = [
        (m, s.Signed(person=person, in_room=_is_text(books, m))) for m in here
    ]
    return Routed(signals + [(m, s.Signed(person=person)) for m in others])


def _is_text(books: Books, meeting_id: str) -> bool:
    """Writing beside a voice room is a sign of life, not of being in the room."""
    stored = books.meeting(meeting_id)
    return stored is not None and stored.meeting.by_signs


def _unknown(meetings: Iterable[str], account: str) -> Routed:
    return Routed([(m, s.UnknownSeen(account=account)) for m in meetings])


def _pressed(
    books: Books, happened: h.PressedButton, now: datetime, commands: Commands
) -> Routed:
    """A press counts only for whom the message was for; anything else changes nothing (V6)."""
    person = books.person_of(happened.platform, happened.account)
    message = books.sent_message(happened.message)
    if message is not None and happened.button in answer_buttons(message):
        return commands(books, in_words(happened, message), now)
    if message is None or message.meeting is None or person is None:
        return Routed(toast="stale" if person is not None else "not-yours")
    key = next((k for k in message.keys if may_carry(k, happened.button)), None)
    if key is None:
        return Routed(toast="stale")
    if not _is_theirs(books, message, happened, person):
        return Routed(toast="not-yours")
    signal = s.Pressed(
        person=person,
        key=key,
        button=happened.button,
        platform=happened.platform,
        case=message.case,
        thread=message.thread,
    )
    others = [
        (m, s.Signed(person=person)) for m in concerned(books, person) if m != message.meeting
    ]
    if message.recipient is None and happened.button == "here":
        return Routed(arrive(books, person, [message.meeting], None, seen=False))
    return Routed([(message.meeting, signal), *others])


def _is_theirs(
    books: Books, message: SentMessage, happened: h.PressedButton, person: PersonId
) -> bool:
    """Private: its recipient. In a room: any member of the group, in that room."""
    if message.recipient is not None:
        return message.recipient == person
    stored = books.meeting(message.meeting or "")
    return stored is not None and stored.meeting.group in books.groups_of(person)


def _texted(books: Books, happened: h.Texted, now: datetime) -> Routed:
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        sealed = books.seal("{}")
        reply = Reply(platform=happened.platform, address=happened.account,
                      key="not-known", sealed=sealed)  # fmt: skip
        return Routed(replies=[reply])
    waiting = waits_for_guardian(books, person) if is_pin(happened.text) else None
    if waiting is not None:
        return Routed([(waiting.id, compared(books, waiting, person, happened.text))])
    words = clean_words(happened.text)
    said = s.Said(
        person=person,
        kind=kind_of(words),
        sealed=books.seal(words),
        platform=happened.platform,
    )
    meetings = concerned(books, person)
    asked = [m for m in meetings if _was_asked(books, m, person)]
    owed = [m for m in meetings if _owes_words(books, m, person)]
    return Routed([(m, said) for m in asked or owed[:1] or meetings], words_of=person)


def _was_asked(books: Books, meeting_id: str, person: PersonId) -> bool:
    """Whether somebody looks for the person there: then their words are about that (L4)."""
    stored = books.meeting(meeting_id)
    case = stored.meeting.case_of(person) if stored is not None else None
    return case is not None and case.counts


def _owes_words(books: Books, meeting_id: str, person: PersonId) -> bool:
    """Whether a reason was asked of the person: then these words are for nobody else."""
    stored = books.meeting(meeting_id)
    if stored is None:
        return False
    removals = [owed.by for owed in stored.meeting.owed_reasons]
    return person in removals or any(
        case.stopping == person for case in stored.meeting.open_cases()
    )
