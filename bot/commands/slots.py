"""Practice times that a person runs: made by staff, chosen with a button (P1, Y7)."""

from __future__ import annotations

from typing import Any

from bot import slots as times
from bot.commands import slots_staff
from bot.commands.asking import Asked, SorryError
from bot.commands.calendar_file import Event, calendar
from bot.commands.listing import form_of
from bot.model.people import STAFF, Group
from bot.practice_facts import is_young
from bot.slot_reminders import CALLED_OFF, call_off
from bot.slots import Slot, SlotState

SHOWN = 6
"""How many times are offered at once."""
_SLOT = "slot-"
CAME, MISSED, CANNOT = "came", "did-not-come", "cannot"
_FILE = "practice.ics"


def slots(asked: Asked, what: str, words: list[str]) -> None:
    """`/practice slot …`, `slots`, `book`, `cancel` and `note`."""
    match what, words:
        case "slot", _:
            slots_staff.make(asked, words)
        case "slots", []:
            _list(asked)
        case "book", []:
            show_free(asked)
        case "book", [code]:
            _book(asked, code.lower())
        case "cancel", [code]:
            _give_back(asked, _named(asked, code.lower()))
        case "cancel", []:
            _give_back(asked, _mine(asked))
        case "note", [code, *text] if text:
            slots_staff.note(asked, slots_staff.run_by_me(asked, code.lower()), " ".join(text))
        case _:
            raise SorryError("wrong-form", command=form_of("practice"))


def pressed(asked: Asked, button: str, shown: dict[str, Any]) -> None:
    """A button under a list of times, or under a word about one of them."""
    if button.startswith(_SLOT):
        ids, number = str(shown.get("slots", "")).split(), button.removeprefix(_SLOT)
        if not number.isdigit() or not 0 < int(number) <= len(ids):
            raise SorryError("practice-late")
        _book(asked, ids[int(number) - 1])
    elif button == CANNOT:
        _give_back(asked, _named(asked, str(shown.get("slot", ""))))
    elif button in {CAME, MISSED}:
        found = slots_staff.run_by_me(asked, str(shown.get("slot", "")))
        slots_staff.attended(asked, found, came=button == CAME)
    else:
        raise SorryError("practice-late")


def _list(asked: Asked) -> None:
    """Staff see every time to come; others what they can book."""
    if any(asked.may(group, STAFF) for group in asked.groups()):
        slots_staff.list_all(asked)
    else:
        show_free(asked)


# --- whoever books --------------------------------------------------------------------------------


def show_free(asked: Asked) -> None:
    """The next times that they may book, a button for each."""
    free = [(group, one) for group in asked.groups() for one in _free(asked, group)]
    fitting = [(group, one) for group, one in free if _fits(asked, group, one)]
    shown = sorted(fitting, key=lambda row: (row[1].starts, row[1].id))[:SHOWN]
    if not shown:
        raise SorryError("practice-slots", "none-young" if _is_young(asked) else "none")
    asked.ask(
        "practice-slots",
        tuple(f"{_SLOT}{number}" for number in range(1, len(shown) + 1)),
        choices=[
            {**times.told(asked.books, group, one), "line": "practice-slot", "code": str(number)}
            for number, (group, one) in enumerate(shown, 1)
        ],
        slots=" ".join(one.id for _, one in shown),
        owner=asked.person,
    )


def _free(asked: Asked, group: Group) -> list[Slot]:
    found = times.slots_of(asked.books, group.id)
    return [one for one in found if one.state is SlotState.FREE and one.starts > asked.now]


def _fits(asked: Asked, group: Group, one: Slot) -> bool:
    return times.fits(asked.books, group, one, asked.person, asked.policy_of(group.id))


def _book(asked: Asked, code: str) -> None:
    """Sorry: it is taken, or over, or they would be alone there with one adult (Y7)."""
    found = _named(asked, code)
    group = asked.books.group(found.group)
    if found.who != asked.person or found.state is not SlotState.BOOKED:
        if found.state is not SlotState.FREE or found.starts <= asked.now:
            raise SorryError("practice-slot", "taken")
        if not _fits(asked, group, found):
            raise SorryError("practice-slot", "not-for-you")
        _free_the_other(asked, group)
        found = times.keep(asked.books, found, state=SlotState.BOOKED, who=asked.person,
                           booked_at=asked.now)  # fmt: skip
    facts = times.told(asked.books, group, found)
    event = Event(uid=f"{found.id}@alongside", revision=found.revision, starts=found.starts,
                  ends=found.ends, title=slots_staff.TITLE)  # fmt: skip
    asked.answer_with_file("practice-booked", _FILE, calendar([event], asked.now), **facts)


def _free_the_other(asked: Asked, group: Group) -> None:
    """One time each: whoever books another gives the first back."""
    for other in times.slots_of(asked.books, group.id):
        booked = other.who == asked.person and other.state is SlotState.BOOKED
        if booked and other.starts > asked.now:
            _free_again(asked, group, other)


def _give_back(asked: Asked, one: Slot) -> None:
    """Whoever booked it cannot come; or whoever runs it calls it off."""
    group = asked.books.group(one.group)
    is_ahead = one.state in {SlotState.FREE, SlotState.BOOKED} and one.starts > asked.now
    if is_ahead and asked.person in one.runners and asked.may(group, STAFF):
        asked.routed.replies.extend(call_off(asked.books, group, one, CALLED_OFF))
    elif one.who == asked.person and one.state is SlotState.BOOKED:
        _free_again(asked, group, one)
        asked.answer("practice-slot", _of_age(asked, "given-back"))
    else:
        raise SorryError("practice-slot", "unknown")


def _free_again(asked: Asked, group: Group, one: Slot) -> None:
    runners = [runner for runner in one.runners if runner in group.people]
    for runner in runners:
        words = times.written(asked.books, group, runner, one, "given-back-runner")
        asked.routed.replies.extend(words)
    times.keep(asked.books, one, state=SlotState.FREE, who=None, booked_at=None)


def _of_age(asked: Asked, variant: str) -> str:
    return f"{variant}-child" if _is_young(asked) else variant


def _is_young(asked: Asked) -> bool:
    return is_young(asked.books, asked.person, asked.now)


def _mine(asked: Asked) -> Slot:
    """The time that they have booked, or run, next."""
    found = [one for group in asked.groups() for one in times.slots_of(asked.books, group.id)
             if one.starts > asked.now and one.state is SlotState.BOOKED
             and asked.person == one.who]  # fmt: skip
    if len(found) != 1:
        raise SorryError("practice-slot", "unknown")
    return found[0]


def _named(asked: Asked, code: str) -> Slot:
    found = times.slot(asked.books, code)
    if found is None or found.group not in asked.books.groups_of(asked.person):
        raise SorryError("practice-slot", "unknown")
    return found
