"""Readiness (P4): one list, red and green, two days before a meeting; then only what is new.

The list is for whoever looks after the arrangements. What is red has a button that leads to its
mending. A day before, the routes that nobody has used for a while are tried, so that it is known
in time whom the bot cannot reach (P2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.flows import contact, counting
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Person, PersonId, Role
from bot.model.phone_cost import leaves_a_bill
from bot.model.policy import Policy
from bot.model.profile import TakesPart
from bot.model.readiness import Light, ReadyLine

LOOKS: tuple[timedelta, ...] = (timedelta(hours=48), timedelta(hours=24), timedelta(minutes=30))
"""How long before the planned start it is looked at; the first time everything is shown."""
ROUTES = "routes"
ROUTES_TRIED_BEFORE = timedelta(days=1)
ENOUGH_ROUTES = 2
"""For guardians, and for those who are asked to take a case (P2)."""
ENOUGH_ON_THE_LADDER = 2
"""Besides any one subject (L5)."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """Three looks, and the trying of routes."""
    del policy
    if meeting.state is not MeetingState.PUBLISHED:
        return
    for before in LOOKS:
        yield _name(before), meeting.ahead(before)
    yield ROUTES, meeting.ahead(ROUTES_TRIED_BEFORE)


def _name(before: timedelta) -> str:
    return f"look-{int(before.total_seconds() // 60)}m"


def due(turn: Turn, *which: str) -> None:
    """A look, or the trying of routes; neither once the meeting should have begun."""
    (step,) = which
    if turn.now >= turn.meeting.planned_start:
        return
    if step == ROUTES:
        _try_routes(turn)
    elif not any(turn.now >= turn.meeting.ahead(later) for later in _later(step)):
        _show(turn)


def _later(step: str) -> list[timedelta]:
    """The looks that come after this one: if one of those is due as well, it is enough."""
    names = [_name(before) for before in LOOKS]
    return list(LOOKS[names.index(step) + 1 :])


def _show(turn: Turn) -> None:
    reader = contact.organiser(turn)
    now = lines(turn)
    before = turn.meeting.ready_shown
    turn.change(ready_shown=now)
    shown = [line for line in now if not before or line.light is Light.RED or line not in before]
    if reader is None or not shown:
        return
    facts = Facts(
        ready=tuple(shown),
        buttons=tuple(f"mend-{line.about}" for line in shown if line.light is Light.RED),
        variant="again" if before else None,
    )
    start = turn.meeting.planned_start
    if start - turn.now <= LOOKS[-1]:
        turn.tell(reader, "readiness", facts, thread="readiness", safety=False, until=start)
    else:
        turn.prompt(reader, "readiness", facts, thread="readiness", until=start)


def lines(turn: Turn) -> tuple[ReadyLine, ...]:
    """How everything stands at this moment, the red lines first."""
    found = [_contact(turn), _ladder(turn), _routes(turn), *_second_routes(turn), _costs(turn)]
    found += _phone(turn)
    if counting.applies(turn):
        found += [_adults(turn), _roles(turn), _guardians(turn)]
    found += [_agreements(turn), *_practice(turn), *_why(turn)]
    order = (Light.RED, Light.AMBER, Light.GREEN)
    return tuple(sorted(found, key=lambda line: order.index(line.light)))


# --- who comes ------------------------------------------------------------------------------------


def _coming(turn: Turn) -> list[PersonId]:
    return [who for who in turn.meeting.expects if not turn.meeting.seat(who).cannot_come]


def _day(turn: Turn) -> date:
    """The day of the meeting: ages and checks are those of that day."""
    return turn.meeting.planned_start.astimezone(turn.zone).date()


def _young(turn: Turn) -> list[PersonId]:
    return [who for who in _coming(turn) if not turn.person(who).is_adult(_day(turn))]


def _reader_of(turn: Turn, who: PersonId) -> Person:
    """Themselves, or the guardian through whose account they take part."""
    holder = counting.holder(turn, who)
    return turn.person(holder or who)


# --- what is looked at ----------------------------------------------------------------------------


def _line(
    about: str, wrong: Iterable[PersonId], bad: Light = Light.RED, number: int = 0
) -> ReadyLine:
    """Green if it is wrong for nobody."""
    who = tuple(dict.fromkeys(wrong))
    return ReadyLine(about=about, light=bad if who else Light.GREEN, who=who, number=number)


def _contact(turn: Turn) -> ReadyLine:
    """Somebody whom people can reach, also outside the chat (P4)."""
    who = turn.meeting.contact
    able = who is not None and turn.is_staff(who) and turn.person(who).outside_route
    light = Light.GREEN if able else Light.RED
    return ReadyLine(about="contact", light=light, who=(who,) if who is not None else ())


def _ladder(turn: Turn) -> ReadyLine:
    """At least two who could take a case, whoever it is about (L5)."""
    group, day = turn.context.group, turn.today
    asked = [turn.meeting.contact, *(p.id for p in group.with_role(Role.ORGANISER, day)),
             *(p.id for p in group.leads(day))]  # fmt: skip
    able = {who for who in asked if who is not None and _is_reached(turn.person(who))}
    fewest = min((len(able - {subject}) for subject in _coming(turn)), default=len(able))
    light = Light.GREEN if fewest >= ENOUGH_ON_THE_LADDER else Light.RED
    return ReadyLine(about="ladder", light=light, number=fewest)


def _is_reached(person: Person) -> bool:
    return bool(person.platforms(proved_only=True))


def _routes(turn: Turn) -> ReadyLine:
    """Everybody who is expected can be reached; what was proved long ago is worth less (P2)."""
    without = [who for who in _coming(turn) if not _is_reached(_reader_of(turn, who))]
    if without:
        return _line("routes", without)
    old = [who for who in _coming(turn) if _is_stale(turn, _reader_of(turn, who))]
    return _line("routes", old, Light.AMBER)


def _is_stale(turn: Turn, person: Person) -> bool:
    """Whether nothing of theirs was known to work lately."""
    proved = [route.proved_at for route in person.routes if route.proved_at is not None]
    return not proved or max(proved) < turn.now - turn.policy.practice_routes_stale_after


def _second_routes(turn: Turn) -> list[ReadyLine]:
    """Guardians, and those who may have to take a case, have a second way to be reached (P2)."""
    guardians = [g for who in _young(turn) for g in turn.person(who).guardians]
    rungs = [p.id for p in turn.context.group.staff(turn.today) if p.id in turn.meeting.expects]
    one_only = [who for who in (*rungs, *guardians) if 0 < _ways_to(turn, who) < ENOUGH_ROUTES]
    line = _line("second-routes", one_only, Light.AMBER)
    return [line] if line.who else []


def _ways_to(turn: Turn, who: PersonId) -> int:
    person = turn.person(who)
    return len(person.platforms(proved_only=True)) + int(person.outside_route)


def _costs(turn: Turn) -> ReadyLine:
    """Nobody whom being there costs something comes without an agreement (C1)."""
    people = [turn.person(who) for who in _coming(turn)]
    return _line("costs", [p.id for p in people if p.has_limits and p.costs is None])


def _phone(turn: Turn) -> list[ReadyLine]:
    """Nobody whose minutes are limited is left with the bill for the call (C1)."""
    cost = turn.meeting.dial_cost
    if cost is None:
        return []
    bill = (who for who in _coming(turn) if leaves_a_bill(cost, turn.person(who).connection)
            and _joins_by_phone(turn, who))  # fmt: skip
    return [_line("phone", bill)]


def _joins_by_phone(turn: Turn, who: PersonId) -> bool:
    answer = turn.meeting.seat(who).answer or turn.person(who).takes_part
    return answer is TakesPart.PHONE


def _adults(turn: Turn) -> ReadyLine:
    """Enough checked adults for the young people who are expected (Y1)."""
    day, coming = _day(turn), [turn.person(who) for who in _coming(turn)]
    checked = [person.id for person in coming if person.is_checked(day)]
    enhanced = sum(person.is_enhanced(day) for person in coming)
    needed = counting.needed(turn, max(len(_young(turn)), 1))
    enough = len(checked) >= needed and enhanced >= turn.policy.young_people_enhanced_checks_min
    light = Light.GREEN if enough else Light.RED
    return ReadyLine(about="adults", light=light, who=tuple(checked), number=needed)


def _roles(turn: Turn) -> ReadyLine:
    """A second adult and a standby, both checked, and a safeguarding lead (Y4, Y5, Y6)."""
    day, meeting = _day(turn), turn.meeting
    named = [meeting.second_adult, meeting.standby]
    checked = [w for w in named if w is not None and turn.person(w).is_checked(day)]
    missing = len(named) - len(set(checked))
    missing += not turn.context.group.leads(turn.today)
    light = Light.RED if missing else Light.GREEN
    return ReadyLine(about="roles", light=light, number=missing)


def _guardians(turn: Turn) -> ReadyLine:
    """A guardian of everybody under 16 can confirm being there (Y3)."""
    day = _day(turn)
    without = []
    for who in _young(turn):
        age = turn.person(who).age_on(day)
        needs_one = age is None or age < turn.policy.young_people_guardian_on_join_under
        if needs_one and not any(_can_confirm(turn, g) for g in turn.person(who).guardians):
            without.append(who)
    return _line("guardians", without)


def _can_confirm(turn: Turn, guardian: PersonId) -> bool:
    person = turn.person(guardian)
    return _is_reached(person) or person.has_pin or person.outside_route


def _agreements(turn: Turn) -> ReadyLine:
    """Nobody comes in whose agreements are not current, where young people are (Y8)."""
    day = _day(turn)
    people = [turn.person(who) for who in _coming(turn)]
    without = [p.id for p in people if not p.agreed or not (p.is_adult(day) or p.guardian_agreed)]
    return _line("agreements", without, Light.RED if counting.applies(turn) else Light.AMBER)


def _practice(turn: Turn) -> list[ReadyLine]:
    """Who has not practised on this platform yet (P1)."""
    platform = turn.meeting.platform
    without = [who for who in _coming(turn) if platform not in _reader_of(turn, who).practised]
    line = _line("practice", without, Light.AMBER)
    return [line] if line.who else []


def _why(turn: Turn) -> list[ReadyLine]:
    """What the meeting is for is not said yet, so no agenda can go out (M1)."""
    if turn.meeting.why:
        return []
    return [ReadyLine(about="why", light=Light.AMBER)]


# --- routes ---------------------------------------------------------------------------------------


def _try_routes(turn: Turn) -> None:
    """Whoever has not been heard from privately for a while is asked for one tap (P2)."""
    readers = dict.fromkeys(_reader_of(turn, who).id for who in _coming(turn))
    for reader in readers:
        person = turn.person(reader)
        if person.routes and _is_stale(turn, person):
            turn.prompt(reader, "reach-ask", thread=ROUTES)
