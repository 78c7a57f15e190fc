"""What /setup is told or asks besides the time zone: the country, and young people (SPEC 8, Y9).

`/setup Europe/London GB yes`: the country is two letters, and says from which age a platform
allows an account. Whether young people take part may be left out; then the next steps ask, with
two buttons, and either answer may be changed at any time.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.model.people import Group

MARK = "young_people.take_part"
"""The setting of a group in which young people take part."""
YES, NO = "yes", "no"
BUTTONS = ("young-yes", "young-no")
_BY_BUTTON = {"young-yes": True, "young-no": False}
_USUAL_COUNTRY = "GB"
_OTHER_NAMES = {"UK": "GB"}
_COUNTRY = re.compile(r"[A-Za-z]{2}")


class Told(msgspec.Struct, frozen=True):
    """What was said besides the time zone; None: nothing was."""

    country: str | None = None
    young: bool | None = None


def read(asked: Asked) -> Told:
    """Take the country and the answer off the end of the words; the time zone stays."""
    young, country = None, None
    if asked.words and asked.words[-1].lower() in {YES, NO}:
        young = asked.words.pop().lower() == YES
    if asked.words and _COUNTRY.fullmatch(asked.words[-1]):
        written = asked.words.pop().upper()
        country = _OTHER_NAMES.get(written, written)
    return Told(country, young)


def country_of(told: Told) -> str:
    """The country that was named, or the usual one."""
    return told.country or _USUAL_COUNTRY


def keep(asked: Asked, group_id: str, told: Told) -> None:
    """Keep what was said about a group that is there. Only its organisers are listened to."""
    if asked.known_as is None or not asked.may(asked.books.group(group_id), ORGANISERS):
        return
    if told.country is not None:
        asked.books.set_country(group_id, told.country)
    if told.young is not None:
        mark(asked, group_id, young=told.young)


def mark(asked: Asked, group_id: str, *, young: bool) -> None:
    """Put on record whether young people take part in the group."""
    kept = asked.books.group_policy(group_id)
    asked.books.set_group_policy(group_id, {**kept, MARK: young})


def on_record(asked: Asked, group_id: str) -> Told:
    """What is known of a group."""
    kept = asked.books.group_policy(group_id).get(MARK)
    return Told(young=None if kept is None else bool(kept))


def next_steps(asked: Asked, group_id: str, told: Told) -> None:
    """What the organiser can do next; asks about young people if nothing was said of them."""
    name = asked.group_name(group_id)
    if told.young is None:
        asked.ask("next-steps", BUTTONS, group=name, about=group_id)
    else:
        asked.answer("next-steps", _steps(young=told.young), group=name)


def answered(asked: Asked) -> bool:
    """Take a press of one of the two buttons, `/setup BUTTON NUMBER`. False: it is none.

    Sorry: they do not organise that group any more, or the message is none of theirs.
    """
    match asked.words:
        case [said, number] if said in _BY_BUTTON and number.isdigit():
            group = _asked_about(asked, int(number))
            mark(asked, group.id, young=_BY_BUTTON[said])
            variant = _steps(young=_BY_BUTTON[said])
            asked.answer("next-steps", variant, group=asked.group_name(group.id))
            return True
    return False


def _asked_about(asked: Asked, number: int) -> Group:
    message = asked.books.sent_message(number)
    shown: dict[str, Any] = {}
    if message is not None and message.sealed:
        shown = json.loads(asked.books.unseal(message.sealed))
    for group in asked.groups():
        if group.id == shown.get("about") and asked.may(group, ORGANISERS):
            return group
    raise SorryError("setup", "private")


def _steps(*, young: bool) -> str:
    return "young" if young else "adults"
