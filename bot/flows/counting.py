"""Who is in a young people's room, who of them counts, and whether that is enough (Y1, Y6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.flows.turn import Turn
from bot.model.meeting import Evidence, MeetingState, Place, RoomKind
from bot.model.people import PersonId

LETTING_IN = frozenset({MeetingState.LOBBY, MeetingState.RUNNING})


def applies(turn: Turn) -> bool:
    """Whether the rules of section 4 hold for this meeting."""
    return turn.meeting.young


def is_young(turn: Turn, who: PersonId) -> bool:
    """Anyone under 18 is a young person, whatever else they are (SPEC 1)."""
    return not turn.person(who).is_adult(turn.today)


def young_people(turn: Turn) -> list[PersonId]:
    """Young people in the room, and those just let in, who may be there before it is reported."""
    return [who for who in _inside(turn) if is_young(turn, who)]


def adults(turn: Turn) -> list[PersonId]:
    """Every adult in the room, checked or not."""
    return [who for who in turn.meeting.present() if not is_young(turn, who)]


def seen_adults(turn: Turn) -> list[PersonId]:
    """The adults who are there for certain; of the others there is somebody's word at the most."""
    return [who for who in adults(turn) if _is_seen(turn, who)]


def counted(turn: Turn) -> list[PersonId]:
    """The adults who count: checked today, and seen in that same room (Y1)."""
    return [who for who in seen_adults(turn) if turn.person(who).is_checked(turn.today)]


def needed(turn: Turn, young: int) -> int:
    """How many adults it takes to look after so many young people."""
    each = turn.policy.young_people_per_adult
    return max(turn.policy.young_people_adults_min, -(-young // each))


def is_enough(turn: Turn, young: int, there: Iterable[PersonId]) -> bool:
    """Whether these adults may look after so many young people: enough, and one enhanced.

    Never while somebody nobody knows is in the room (Y11).
    """
    who_counts = list(there)
    enhanced = sum(turn.person(who).is_enhanced(turn.today) for who in who_counts)
    return (
        not turn.meeting.strangers
        and len(who_counts) >= needed(turn, young)
        and enhanced >= turn.policy.young_people_enhanced_checks_min
    )


def is_open(turn: Turn) -> bool:
    """Whether a young person may be in the room now."""
    return opens_for(turn, max(len(young_people(turn)), 1))


def opens_for(turn: Turn, young: int) -> bool:
    """Whether the door opens for so many young people: not on old news either (Y1, Y2)."""
    lets_in = turn.meeting.state in LETTING_IN and not turn.meeting.is_dark
    return lets_in and is_enough(turn, young, counted(turn))


def can_spare(turn: Turn, who: PersonId) -> bool:
    """Whether the adults needed stay in the room without this one (Y4, Y5)."""
    rest = [adult for adult in counted(turn) if adult != who]
    return is_enough(turn, max(len(young_people(turn)), 1), rest)


def second_adult(turn: Turn) -> PersonId | None:
    """The second adult, if they are a checked adult today: nobody else may be it (SPEC 1)."""
    return _if_checked(turn, turn.meeting.second_adult)


def standby(turn: Turn) -> PersonId | None:
    """The standby adult, if they are a checked adult today: nobody else may be it (SPEC 1)."""
    return _if_checked(turn, turn.meeting.standby)


def _if_checked(turn: Turn, who: PersonId | None) -> PersonId | None:
    return who if who is not None and turn.person(who).is_checked(turn.today) else None


def comes_with(turn: Turn, guardian: PersonId) -> list[PersonId]:
    """The young people who are expected and take part through this guardian's account (Y9)."""
    return [who for who in turn.meeting.expects if holder(turn, who) == guardian]


def holder(turn: Turn, who: PersonId) -> PersonId | None:
    """The guardian through whom somebody takes part who has no account of their own (Y9, Y13)."""
    person = turn.person(who)
    return person.held_by if is_young(turn, who) and not person.routes else None


def is_with_their_own(turn: Turn, young: list[PersonId], there: list[PersonId]) -> bool:
    """Whether the only adult there is who the young people take part through: they sit together."""
    return len(there) == 1 and all(turn.meeting.seat(who).through == there[0] for who in young)


def look_again(turn: Turn, who: PersonId) -> None:
    """What was known of somebody has become old: the door is tried again, a sign is forgotten."""
    turn.seat(who, door_refused_at=None)
    if not _is_seen(turn, who):
        turn.seat(who, room_sign=None)


def _inside(turn: Turn) -> Iterator[PersonId]:
    for who, seat in turn.meeting.attendance.items():
        if seat.place is Place.ROOM or (seat.place is Place.LOBBY and seat.let_in):
            yield who


def _is_seen(turn: Turn, who: PersonId) -> bool:
    """Observed; in a text room by a sign given in that room in the last 15 minutes."""
    seat = turn.meeting.seat(who)
    if turn.meeting.room is RoomKind.VOICE:
        return seat.evidence is Evidence.OBSERVED
    silent_from = turn.now - turn.policy.presence_attested_expires
    return seat.room_sign is not None and seat.room_sign > silent_from
