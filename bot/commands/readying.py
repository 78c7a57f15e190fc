"""Whether a meeting is ready: /ready, and the buttons that mend what is red (P4)."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.beside import context_of
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.linking import ask_for_a_sign
from bot.commands.when import shown_day, shown_time
from bot.flows import readying
from bot.flows.turn import Turn
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import STAFF, Group, PersonId
from bot.model.readiness import Light, ReadyLine

_COMING = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})
MEND = "mend-"


def ready(asked: Asked) -> None:
    """`/ready [MEETING]`: the whole list. `/ready mend-WHAT NUMBER` is a button under it."""
    match asked.words:
        case [what, number] if what.startswith(MEND) and number.isdigit():
            _mend(asked, what.removeprefix(MEND), int(number))
        case words:
            group = asked.group_for(STAFF)
            found = the_meeting(asked, group, _COMING, " ".join(words), "/ready")
            _show(asked, group, found)


def _lines(asked: Asked, meeting: Meeting) -> tuple[ReadyLine, ...]:
    policy = asked.policy_of(meeting.group)
    context = context_of(asked.books, meeting, asked.now, policy)
    return readying.lines(Turn(meeting, context))


def _show(asked: Asked, group: Group, meeting: Meeting) -> None:
    lines = _lines(asked, meeting)
    asked.ask(
        "readiness",
        tuple(f"{MEND}{line.about}" for line in lines if line.light is Light.RED),
        meeting=title_of(asked, meeting),
        day=shown_day(meeting.planned_start, asked.zone(group)),
        starts=shown_time(meeting.planned_start, asked.zone(group)),
        choices=[_line(asked, line) for line in lines],
        code=meeting.id,
    )


def _line(asked: Asked, line: ReadyLine) -> Line:
    return {
        "line": f"ready-{line.about}-{line.light.value}",
        "who": _names(asked, line.who),
        "minutes": str(line.number),
    }


def _names(asked: Asked, who: tuple[PersonId, ...]) -> str:
    return ", ".join(map(asked.books.name_of, who))


def _mend(asked: Asked, about: str, number: int) -> None:
    """How it stands now decides, not how it stood when the list was sent."""
    meeting = asked.meeting(_meeting_of(asked, number))
    group = asked.books.group(meeting.group)
    if not asked.may(group, STAFF):
        raise SorryError("not-your-role")
    line = next((one for one in _lines(asked, meeting) if one.about == about), None)
    if line is None or line.light is not Light.RED or meeting.state not in _COMING:
        asked.answer("ready-mend")
        return
    act = _ACTS.get(about)
    left = act(asked, group, line) if act is not None else line.who
    asked.answer("ready-mend", about, who=_names(asked, left))


def _meeting_of(asked: Asked, number: int) -> str:
    """The meeting that a list was about. Sorry: it was not theirs."""
    message = asked.books.sent_message(number)
    if message is None or "readiness" not in message.keys:
        raise SorryError("no-meeting")
    if message.meeting is not None:
        return message.meeting
    facts: dict[str, str] = json.loads(asked.books.unseal(message.sealed))
    return facts["code"]


def _try_routes(asked: Asked, group: Group, line: ReadyLine) -> tuple[PersonId, ...]:
    """Ask for one tap wherever somebody has an account; answers who has none."""
    for who in line.who:
        for route in group.people[who].routes:
            ask_for_a_sign(asked, route.platform, route.account)
    return tuple(who for who in line.who if not group.people[who].routes)


def _ask_to_agree(asked: Asked, group: Group, line: ReadyLine) -> tuple[PersonId, ...]:
    """Those who have not said yes, and the guardians of the young people among them."""
    today = asked.today(group)
    for who in line.who:
        person = group.people[who]
        if not person.agreed:
            asked.tell(who, group, "agree-please",
                       variant="" if person.is_adult(today) else "child")  # fmt: skip
        if not person.is_adult(today) and not person.guardian_agreed:
            for guardian in person.guardians:
                asked.tell(guardian, group, "agree-please", variant="guardian",
                           person=asked.books.name_of(who))  # fmt: skip
    return line.who


_ACTS: dict[str, Callable[[Asked, Group, ReadyLine], tuple[PersonId, ...]]] = {
    "routes": _try_routes,
    "agreements": _ask_to_agree,
}
"""What is done at once; for the rest it is told how."""
