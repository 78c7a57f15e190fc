"""Being there, leaving, and asking for someone: what everybody may do, on their own meeting.

None of it may show in the room: every answer is private (V1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.commands.asking import Asked, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.when import shown_time
from bot.model.meeting import (
    LIVE_STATES,
    NOT_OVER,
    OPEN_STATES,
    Evidence,
    How,
    Meeting,
    MeetingState,
)
from bot.model.people import Group
from bot.model.signals import Arrived, Elsewhere, Leaving, Said, WordsKind
from bot.whereabouts import concerned
from bot.words import kind_of

LOBBY_FROM = timedelta(minutes=30)
"""How long before the planned start "I'm here" is taken; sooner, it would say nothing."""


def here(asked: Asked) -> None:
    """`/here`: they are in the room of the meeting that is open, or waiting for it to open."""
    mine = _mine(asked, NOT_OVER)
    found = _theirs(asked, [m for m in mine if m.state in OPEN_STATES])
    if found is None:
        _before_it_opens(asked, mine)
    elif not found.by_signs:
        asked.answer("here", "seen", meeting=title_of(asked, found))
    else:
        _arrive(asked, found)
        for other in concerned(asked.books, asked.person):
            if other != found.id:
                asked.routed.signals.append((other, Elsewhere(person=asked.person)))
        asked.answer("here", meeting=title_of(asked, found))


def _before_it_opens(asked: Asked, mine: list[Meeting]) -> None:
    if not mine:
        raise SorryError("here", "none")
    found = mine[0]
    zone = ZoneInfo(asked.books.group(found.group).timezone)
    starts = shown_time(found.planned_start, zone)
    if found.planned_start - asked.now > LOBBY_FROM:
        raise SorryError("here", "none")
    _arrive(asked, found)
    asked.answer("here", "lobby", meeting=title_of(asked, found), starts=starts)


def _arrive(asked: Asked, found: Meeting) -> None:
    """Said in a text room it is a sign given there; said elsewhere it is their word."""
    room = asked.books.meeting_details(found.id).room
    evidence = found.room_evidence if asked.happening.room == room else Evidence.ATTESTED
    hand_over(asked, found.id, Arrived(person=asked.person, evidence=evidence))


def leaving(asked: Asked) -> None:
    """`/leaving [ok|technical|contact|back-soon [NOTE]]`: the four endings (L2). Never asks why."""
    how, note = _how_and_note(asked.words)
    found = _theirs(asked, _mine(asked, OPEN_STATES)) or _where_looked_for(asked)
    if how is None:
        asked.answer("leaving")
    elif how is How.CONTACT:
        _ask_for_someone(asked, note)
    elif found is None:
        asked.answer("leaving", "none")
    else:
        foreseen = hand_over(asked, found.id, Leaving(person=asked.person, how=how))
        waits = foreseen.meeting.case_of(asked.person) is not None
        told = How.BACK_SOON if how is How.BACK_SOON and waits else How.OK
        if not foreseen.writes:
            asked.answer("leaving", told.value, minutes=foreseen.toast.minutes)
        _add_note(asked, found, note)


def _how_and_note(words: list[str]) -> tuple[How | None, str]:
    """How they go, in one word or two, and what else they wrote."""
    for length in (len(words), 2, 1):
        how = _how(" ".join(words[:length]))
        if how is not None:
            return how, " ".join(words[length:])
    return None, ""


def _how(words: str) -> How | None:
    """One of the four, also when it is written a little differently."""
    if kind_of(words) is WordsKind.OK:
        return How.OK
    plain = "-".join(words.lower().replace("-", " ").split())
    return next((how for how in How if how.value == plain), None)


def _add_note(asked: Asked, found: Meeting, note: str) -> None:
    """Words that go with what they just said; the same as if they had written them after it."""
    if note:
        said = Said(
            person=asked.person,
            kind=WordsKind.OTHER,
            sealed=asked.books.seal(note),
            platform=asked.happening.platform,
        )
        hand_over(asked, found.id, said)


def ok(asked: Asked) -> None:
    """`/ok`: an answer wherever somebody looks for them (L4); else a word of thanks."""
    looked_for = asked.books.meetings_with_case_of(asked.person)
    writes = False
    for meeting_id in looked_for:
        said = Said(
            person=asked.person,
            kind=WordsKind.OK,
            sealed=asked.books.seal("ok"),
            platform=asked.happening.platform,
        )
        writes |= hand_over(asked, meeting_id, said).writes
    if not writes:
        asked.answer("ok")


def support(asked: Asked) -> None:
    """`/support [NOTE]`: somebody from the team is asked to contact them.

    Every answer shows who else can be called (P5).
    """
    _ask_for_someone(asked, " ".join(asked.words))


def _ask_for_someone(asked: Asked, note: str) -> None:
    """Ask wherever it can be kept.

    A case belongs to a meeting; the rules then write to the person whom they can contact.
    Only a group that never had a meeting has none: there all staff are told at once.
    """
    groups = asked.groups()
    if not groups:
        raise SorryError("not-known", "support")
    found = where_it_can_be_kept(asked)
    if found is None:
        _tell_staff(asked, groups, note)
        return
    foreseen = hand_over(asked, found.id, Leaving(person=asked.person, how=How.CONTACT))
    if not foreseen.writes:
        asked.answer("support", _for_their_age(asked, "again"))
    _add_note(asked, found, note)


def _for_their_age(asked: Asked, variant: str) -> str:
    """A young person is shown the child line first (Y12)."""
    adult = all(asked.me(group).is_adult(asked.today(group)) for group in asked.groups())
    return variant if adult else f"{variant}-child"


def where_it_can_be_kept(asked: Asked, group: Group | None = None) -> Meeting | None:
    """The meeting that keeps what they ask for: where they are, else the nearest there is.

    With a group: one of that group alone.
    """

    def group_is(meeting: Meeting) -> bool:
        return group is None or meeting.group == group.id

    looked_for = _where_looked_for(asked)
    found = (
        _theirs(asked, _mine(asked, OPEN_STATES, group), need_to_be_there=True),
        looked_for if looked_for and group_is(looked_for) else None,
        next(iter(_mine(asked, OPEN_STATES, group)), None),
        next(iter(_mine(asked, LIVE_STATES, group)), None),
        next(reversed(_mine(asked, frozenset(MeetingState), group)), None),
    )
    return next((meeting for meeting in found if meeting is not None), None)


def _tell_staff(asked: Asked, groups: list[Group], note: str) -> None:
    told = []
    for group in groups:
        for member in group.staff(asked.today(group)):
            if member.id != asked.person and asked.tell(
                member.id,
                group,
                "support-asked",
                person=asked.books.name_of(asked.person),
                group=asked.group_name(group.id),
                words="",
                note=note,
            ):
                told.append(asked.books.name_of(member.id))
    variant = None if told else _for_their_age(asked, "nobody")
    asked.answer("support", variant, who=", ".join(dict.fromkeys(told)))


def _mine(asked: Asked, states: Iterable[MeetingState], only: Group | None = None) -> list[Meeting]:
    """Meetings in these states that they may take part in; in a room, those of the room."""
    chosen = frozenset(states)
    groups = [group.id for group in asked.groups() if only is None or group.id == only.id]
    found = [
        asked.meeting(meeting_id)
        for group in groups
        for meeting_id in asked.books.meetings_of(group, chosen)
    ]
    found.sort(key=lambda meeting: (meeting.planned_start, meeting.id))
    room = asked.happening.room
    in_it = [m for m in found if room and asked.books.meeting_details(m.id).room == room]
    return in_it or found


def _theirs(
    asked: Asked, open_meetings: list[Meeting], *, need_to_be_there: bool = False
) -> Meeting | None:
    """The open meeting they are in, else the one where they are expected, else the first."""
    there = [m for m in open_meetings if m.seat(asked.person).present]
    if there or need_to_be_there:
        return next(iter(there), None)
    expected = [m for m in open_meetings if asked.person in m.expects]
    return next(iter([*expected, *open_meetings]), None)


def _where_looked_for(asked: Asked) -> Meeting | None:
    """A meeting in which they are being looked for."""
    found = asked.books.meetings_with_case_of(asked.person)
    return asked.meeting(found[0]) if found else None
