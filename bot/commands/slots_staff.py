"""Practice times as the staff make and look after them (P1, Y7)."""

from __future__ import annotations

import secrets
from datetime import timedelta

import msgspec

from bot import slots as times
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.listing import form_of
from bot.commands.names import clean_line, member_called
from bot.commands.when import read_plan
from bot.model.people import STAFF, Group
from bot.slots import Slot, SlotState

TITLE = "Practice with Alongside"
CAME = "came"
LONGEST = 500
"""Letters of a note."""
_NOTE_WITHIN = timedelta(hours=1)
_PLAIN = "abcdefghjkmnpqrstuvwxyz"
_LETTERS = 5
_WITH = "with"


def make(asked: Asked, words: list[str]) -> None:
    """`/practice slot DATE TIME LENGTH [with NAME]`."""
    group = asked.group_for(STAFF)
    left = list(words)
    second = None
    if _WITH in [word.lower() for word in left]:
        at = [word.lower() for word in left].index(_WITH)
        left, name = left[:at], " ".join(left[at + 1 :])
        second = member_called(asked, group, name)
        day = asked.today(group)
        if second == asked.person or not group.people[second].is_staff(day):
            raise SorryError("practice-slot", "not-second")
    plan = read_plan([TITLE, *left], asked.zone(group), asked.now, form_of("practice slot"))
    made = times.keep(
        asked.books,
        Slot(
            id=_new_code(asked),
            group=group.id,
            starts=plan.starts,
            ends=plan.ends,
            runner=asked.person,
            second=second,
        ),
    )
    asked.answer("practice-slot", "made", **times.told(asked.books, group, made))


def _new_code(asked: Asked) -> str:
    while True:
        code = "".join(secrets.choice(_PLAIN) for _ in range(_LETTERS))
        if asked.books.paper(code) is None:
            return code


def list_all(asked: Asked) -> None:
    """Every time to come in the groups whose staff they are, and who booked it."""
    mine = [group for group in asked.groups() if asked.may(group, STAFF)]
    ahead = [(group, one) for group in mine for one in times.slots_of(asked.books, group.id)]
    lines = [_line(asked, group, one) for group, one in ahead
             if one.ends > asked.now and one.state is not SlotState.OFF]  # fmt: skip
    if not lines:
        raise SorryError("practice-slots", "none-staff")
    asked.answer("practice-slots", "staff", choices=lines)


def _line(asked: Asked, group: Group, one: Slot) -> Line:
    who = asked.books.name_of(one.who) if one.who else ""
    return {**times.told(asked.books, group, one), "line": "practice-slot-staff", "who": who}


def run_by_me(asked: Asked, code: str) -> Slot:
    """A time that they run, and still may: staff today (V6)."""
    found = times.slot(asked.books, code)
    if found is None or asked.person not in found.runners:
        raise SorryError("practice-slot", "unknown")
    if found.group not in {group.id for group in asked.groups() if asked.may(group, STAFF)}:
        raise SorryError("not-your-role")
    return found


def attended(asked: Asked, one: Slot, *, came: bool) -> None:
    """Whoever ran it says whether they came. Their next words may be a note about it."""
    if one.who is None or one.state not in {SlotState.BOOKED, SlotState.CAME, SlotState.MISSED}:
        raise SorryError("practice-slot", "unknown")
    times.keep(asked.books, one, state=SlotState.CAME if came else SlotState.MISSED)
    if came:
        _has_practised(asked, one)
    asked.books.await_words(asked.person, f"practice note {one.id}", asked.now + _NOTE_WITHIN)
    name = asked.books.name_of(one.who)
    asked.answer("practice-slot", "noted", who=name, reason=CAME if came else "", code=one.id)


def _has_practised(asked: Asked, one: Slot) -> None:
    """Somebody went through it with them: it is not offered again for what they have now."""
    group, who = asked.books.group(one.group), one.who
    if who is None or who not in group.people:
        return
    profile = asked.books.profile(who)
    practised = dict.fromkeys(group.people[who].platforms(), one.ends) | profile.practised
    asked.books.save_profile(who, msgspec.structs.replace(profile, practised=practised))


def note(asked: Asked, one: Slot, words: str) -> None:
    """`/practice note CODE TEXT`: kept with the time, and sealed like all of it (V2)."""
    times.keep(asked.books, one, note=clean_line(words)[:LONGEST])
    asked.answer("practice-slot", "note-kept")
