"""The organiser puts the agenda in order, and everybody hears what became of their item (M1)."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.flows import contact
from bot.flows.turn import Turn
from bot.model.agenda import LONGEST, SHORTEST, STEP, AgendaShown, Became, Item, Sorting
from bot.model.effects import Facts, KeptForNext
from bot.model.meeting import MeetingState
from bot.model.people import PersonId
from bot.model.signals import ItemSorted, Pressed

SORT, BECAME = "agenda/sort", "agenda/became"
SLACK = 0.1
"""The part of a meeting that its items should leave free."""

_AHEAD = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})
_MINUTE = timedelta(minutes=1)


def begin(turn: Turn) -> None:
    """No more items are collected: the organiser gets the list to put in order."""
    organiser = contact.organiser(turn)
    if not _to_talk_about(turn.meeting.agenda.items) or organiser is None:
        return
    _look_at(turn, turn.meeting.agenda.items[0].id)
    turn.prompt(organiser, "agenda-sort", _sorting_facts(turn), thread=SORT)


def show(turn: Turn) -> None:
    """The organiser's list says how things stand; nothing if they have none."""
    turn.edit("agenda-sort", SORT, to=contact.organiser(turn), facts=_sorting_facts(turn))


def show_as_sent(turn: Turn) -> None:
    """It has gone out: there is nothing more to put in order."""
    facts = msgspec.structs.replace(_sorting_facts(turn), variant="noted")
    turn.edit("agenda-sort", SORT, to=contact.organiser(turn), facts=facts)
    turn.edit("agenda-waits", "agenda/waits", to=contact.organiser(turn),
              facts=Facts(variant="noted"))  # fmt: skip


def pressed(turn: Turn, signal: Pressed) -> None:
    """A button under the list: it is about the item that is looked at."""
    current = turn.meeting.agenda.at
    if signal.button == "skip":
        _pass_on(turn, signal.person, current)
    elif current is None:
        turn.toast("stale" if _is_ahead(turn) else "closed")
    else:
        arranged(turn, ItemSorted(by=signal.person, item=current, button=signal.button))


def arranged(turn: Turn, signal: ItemSorted) -> None:
    """Take an item in, put it off, give it more time, or move it up."""
    item = turn.meeting.agenda.item(signal.item)
    if not _may(turn, signal.by) or item is None:
        return
    match signal.button:
        case "take-in" | "next-time" | "not-now" as where:
            _replace(turn, item, sorting=Sorting(where))
            _look_at(turn, _after(turn, item.id))
        case "longer":
            _replace(turn, item, minutes=min(item.minutes + STEP, LONGEST))
        case "shorter":
            _replace(turn, item, minutes=max(item.minutes - STEP, SHORTEST))
        case "minutes" if signal.minutes is not None:
            _replace(turn, item, minutes=min(max(signal.minutes, 1), LONGEST))
        case "earlier":
            _move_up(turn, item)
        case _:
            turn.toast("stale")
            return
    turn.toast("recorded")
    show(turn)


def _may(turn: Turn, who: PersonId) -> bool:
    """Whether they may put it in order, now. If not they are told why."""
    if not turn.is_staff(who):
        turn.toast("not-yours")
    elif not _is_ahead(turn):
        turn.toast("closed")
    else:
        return True
    return False


def _is_ahead(turn: Turn) -> bool:
    return turn.meeting.state in _AHEAD and turn.meeting.agenda.sent_at is None


def _pass_on(turn: Turn, who: PersonId, current: str | None) -> None:
    """Look at the next one; after the last, or before the first, at the first."""
    if _may(turn, who):
        following = _after(turn, current) or turn.meeting.agenda.items[0].id
        _look_at(turn, following)
        turn.toast("recorded")
        show(turn)


def _after(turn: Turn, current: str | None) -> str | None:
    ids = [item.id for item in turn.meeting.agenda.items]
    return next(iter(ids[ids.index(current) + 1 :]), None) if current in ids else None


def _look_at(turn: Turn, item_id: str | None) -> None:
    turn.change(agenda=msgspec.structs.replace(turn.meeting.agenda, at=item_id))


def _replace(turn: Turn, item: Item, **fields: object) -> Item:
    newer = msgspec.structs.replace(item, **fields)
    items = tuple(newer if one.id == item.id else one for one in turn.meeting.agenda.items)
    turn.change(agenda=msgspec.structs.replace(turn.meeting.agenda, items=items))
    return newer


def _move_up(turn: Turn, item: Item) -> None:
    items = list(turn.meeting.agenda.items)
    place = items.index(item)
    if place > 0:
        items[place - 1], items[place] = items[place], items[place - 1]
        turn.change(agenda=msgspec.structs.replace(turn.meeting.agenda, items=tuple(items)))


# --- what the organiser is shown ------------------------------------------------------------------


def _sorting_facts(turn: Turn) -> Facts:
    agenda = turn.meeting.agenda
    shown = AgendaShown(
        items=agenda.items,
        at=agenda.at,
        warnings=_warnings(turn),
        total=agenda.total,
        break_by=int(turn.policy.meeting_break_by / _MINUTE),
        sorts=True,
    )
    return Facts(agenda=shown)


def _length(turn: Turn) -> int:
    return int((turn.meeting.planned_end - turn.meeting.planned_start) / _MINUTE)


def _warnings(turn: Turn) -> tuple[str, ...]:
    """Too much for the time there is, too little to spare, too long without a break."""
    agenda, length = turn.meeting.agenda, _length(turn)
    warnings = []
    if agenda.total > length:
        warnings.append("agenda-too-long")
    elif agenda.total > length * (1 - SLACK):
        warnings.append("agenda-no-slack")
    if agenda.longest_run() * _MINUTE > turn.policy.meeting_break_by:
        warnings.append("agenda-no-break")
    return tuple(warnings)


# --- what became of the items ---------------------------------------------------------------------


def settle_put_off(turn: Turn) -> None:
    """What is not on this agenda: whoever asked for it hears, and it may be for the next one."""
    for item in _to_talk_about(turn.meeting.agenda.items):
        match item.sorting:
            case Sorting.NEXT_TIME:
                _settle(turn, item, Became.NEXT_TIME)
            case Sorting.NOT_NOW:
                _settle(turn, item, Became.NOT_NOW)
            case Sorting.TAKE_IN:
                pass


def called_off(turn: Turn) -> None:
    """A cancelled meeting keeps nobody's item: the next meeting has it."""
    if turn.meeting.state is MeetingState.CANCELLED and turn.meeting.agenda.items:
        settle_put_off(turn)
        for item in _open(turn):
            _settle(turn, item, Became.NEXT_TIME)


def after_the_end(turn: Turn) -> None:
    """The organiser is asked once what became of each item."""
    settle_put_off(turn)
    organiser = contact.organiser(turn)
    if _open(turn) and organiser is not None:
        turn.prompt(organiser, "agenda-became", _became_facts(turn), thread=BECAME)


def said_what_became(turn: Turn, signal: Pressed) -> None:
    """What the organiser says about an item is final, and goes to whoever asked for it."""
    left = _open(turn)
    if not turn.is_staff(signal.person):
        turn.toast("not-yours")
    elif not left:
        turn.toast("closed")
    else:
        _settle(turn, left[0], Became(signal.button))
        turn.toast("recorded")
        facts = _became_facts(turn) if left[1:] else Facts(variant="noted")
        turn.edit("agenda-became", BECAME, to=signal.person, facts=facts)


def nobody_said(turn: Turn) -> None:
    """Whoever asked for an item hears at least that it was on the agenda."""
    left = _open(turn)
    for item in left:
        _settle(turn, item, Became.ON_IT)
    if not left:
        return
    turn.edit("agenda-became", BECAME, to=contact.organiser(turn), facts=Facts(variant="noted"))


def _became_facts(turn: Turn) -> Facts:
    left = _open(turn)
    return Facts(agenda=AgendaShown(items=left, at=left[0].id))


def _open(turn: Turn) -> tuple[Item, ...]:
    """What was taken in, and nobody has said what became of it."""
    items = _to_talk_about(turn.meeting.agenda.taken_in)
    return tuple(item for item in items if item.became is None)


def _to_talk_about(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(item for item in items if not item.is_break)


def _settle(turn: Turn, item: Item, became: Became) -> None:
    if item.became is not None:
        return
    item = _replace(turn, item, became=became)
    if became is Became.NEXT_TIME:
        turn.effects.append(KeptForNext(item=item))
    if item.by is not None:
        facts = Facts(
            reason=became.value,
            agenda=AgendaShown(items=(item,)),
            contact=contact.for_reader(turn, item.by),
        )
        turn.prompt(item.by, "agenda-outcome", facts)
