"""From an effect to the words people read: ids become names, moments become clock times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from bot.hard_word_files import shipped_hard_words
from bot.help_line_files import shipped_help_lines
from bot.model.case import Tried
from bot.model.effects import Edit, Facts, Post, Reply, Send
from bot.model.help_lines import HelpLines
from bot.model.keys import BUTTONS
from bot.model.people import PersonId
from bot.ports import Emergency, MeetingDetails
from bot.wording import TEXT_LIMIT, Wording
from bot.wording.agenda_facts import agenda_facts
from bot.wording.claim_facts import claim_facts
from bot.wording.clocks import Clock
from bot.wording.help_facts import help_facts

LATE_FROM = 6
"""Seconds: anything may be 5 seconds late while the bot runs (SPEC 2); later is said."""

YOUNG = "young"
"""The variant of a staff text about somebody under 18."""
HELP = "help"
"""The button that is always one tap away for a young person (Y12)."""
_SHOWS_RULES = frozenset({"opening"})
_NO_HELP_BUTTON = frozenset({"help-who", "support-received"})

PLATFORM_NAMES = {"discord": "Discord", "telegram": "Telegram"}


class Directory(Protocol):
    """Who and what the ids in a text stand for. Numbers are opened only when asked for."""

    group_name: str
    timezone: str
    country: str | None
    meeting: MeetingDetails | None
    room_platform: str | None
    planned_start: datetime | None
    planned_end: datetime | None

    @property
    def everybody_shares_numbers(self) -> bool: ...

    def zone_of(self, person: PersonId) -> str: ...
    def why_of(self, person: PersonId) -> str: ...
    def name(self, person: PersonId) -> str: ...
    def phone(self, person: PersonId) -> str | None: ...
    def email(self, person: PersonId) -> str | None: ...
    def emergency(self, person: PersonId) -> Emergency | None: ...
    def platforms(self, person: PersonId) -> tuple[str, ...]: ...
    def is_discreet(self, person: PersonId) -> bool: ...
    def is_young(self, person: PersonId, at: datetime) -> bool: ...
    def unseal(self, sealed: str) -> str: ...
    def ground_rules(self) -> str: ...


class Written(msgspec.Struct, frozen=True):
    """A text and its buttons, each with its name and its label."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class Writer:
    """Writes what effects say, at the moment they are handed to a platform."""

    def __init__(self, wording: Wording, help_lines: HelpLines | None = None) -> None:
        """`wording` holds the texts; without `help_lines`, those that come with the program."""
        self._wording = wording
        self._help_lines = help_lines or shipped_help_lines()
        self._hard_words = shipped_hard_words()

    def write(
        self,
        effect: Send | Post | Edit | Reply,
        directory: Directory,
        *,
        again: bool,
        now: datetime,
    ) -> Written:
        """The words of one message; `again`: it may have arrived before (invariant 8)."""
        if isinstance(effect, Reply):
            return self._reply(effect, directory, again=again)
        reader = None if isinstance(effect, Post) else effect.to
        facts = self._facts(effect.facts, directory, reader)
        facts["again"] = int(again)
        facts["rules"] = directory.ground_rules() if effect.key in _SHOWS_RULES else ""
        text = self._wording.text(
            effect.key, facts, variant=self._variant(effect, reader, directory, now),
            private=reader is not None,
        )  # fmt: skip
        on_a_card = effect.key != "contact-card" or reader is None
        names = effect.facts.buttons
        if names is None:
            names = BUTTONS.get(effect.key, ()) if on_a_card else ()
        if reader is not None and directory.is_young(reader, now):
            names += () if effect.key in _NO_HELP_BUTTON else (HELP,)
        return Written(text, self._buttons(names, effect.facts))

    def plain(self, key: str) -> str:
        """A private text that needs no facts."""
        return self._wording.text(key, {})

    def toast(self, name: str, *, owner: str = "", minutes: int = 0) -> str:
        """The short word for whoever pressed a button."""
        return self._wording.toast(name, {"owner": owner, "minutes": minutes})

    def label(self, name: str) -> str:
        """What stands on a button."""
        return self._wording.button(name)

    def line(self, name: str) -> str:
        """One ready-made line that needs no facts."""
        return self._wording.line(name, {})

    def in_words(self, name: str, facts: Mapping[str, str]) -> str:
        """One line for a file that somebody is handed: nothing in it is shortened."""
        return self._wording.line(name, facts, limit=TEXT_LIMIT)

    def _reply(self, effect: Reply, directory: Directory, *, again: bool) -> Written:
        given: dict[str, Any] = json.loads(directory.unseal(effect.sealed))
        facts = {name: self._ready(value) for name, value in given.items()}
        text = self._wording.text(
            effect.key,
            {**help_facts(self._help_lines, directory.country), **facts, "again": int(again)},
            variant=str(facts.get("variant", "")) or None,
            private=not facts.get("room"),
        )
        return Written(text, self._buttons(effect.buttons, Facts()))

    def _ready(self, value: str | int | list[dict[str, str]]) -> str | int:
        """A fact of a reply. A list is written as lines; `line` names the words of each."""
        if isinstance(value, list):
            return "\n".join(self._wording.line(facts["line"], facts) for facts in value)
        return value

    def _buttons(self, names: tuple[str, ...], facts: Facts) -> tuple[tuple[str, str], ...]:
        if facts.variant in {"noted", "handed-over"}:
            return ()
        return tuple((name, self._wording.button(name)) for name in names)

    def _variant(
        self, effect: Send | Post | Edit, reader: PersonId | None, directory: Directory,
        now: datetime,
    ) -> str | None:  # fmt: skip
        if effect.facts.variant is not None:
            return effect.facts.variant
        if reader is None:
            return "group"
        if directory.is_young(reader, now):
            return "child"
        return None if directory.is_discreet(reader) else "named"

    def _facts(
        self, facts: Facts, directory: Directory, reader: PersonId | None
    ) -> dict[str, str | int]:
        zone = ZoneInfo(directory.timezone)
        clock_of = self._clock_of(directory, reader)
        given: dict[str, str | int] = {
            **_people(facts, directory, reader),
            **_times(facts, zone, clock_of),
            **_tally(facts),
            **_meeting(directory, clock_of),
            **help_facts(self._help_lines, directory.country),
            **(self._revealed(facts, directory) if facts.reveal else _NOTHING_REVEALED),
            "minutes": facts.minutes,
            "hard_topic": int(facts.hard),
            "platform": _platform(facts, directory if reader is None else None),
            "reason": facts.reason or "",
            "words": "\n".join(directory.unseal(words) for words in facts.words),
            "tried": "\n".join(self._tried(tried, directory, zone) for tried in facts.tried),
            "note": "",
            "choices": self._listed(facts, directory),
            **claim_facts(facts.claim, self._wording.line, directory.unseal),
            **agenda_facts(
                facts.agenda, directory, self._wording.line, clock_of.day, self._hard_words
            ),
        }
        return given

    def _listed(self, facts: Facts, directory: Directory) -> str:
        """How everything stands before a meeting, a line for each thing (P4)."""
        return "\n".join(
            self._wording.line(
                f"ready-{line.about}-{line.light.value}",
                {"who": ", ".join(map(directory.name, line.who)), "minutes": line.number},
            )
            for line in facts.ready
        )

    def _clock_of(self, directory: Directory, reader: PersonId | None) -> Clock:
        """How times are shown: on the reader's clock, with the group's beside it (M2)."""
        group = ZoneInfo(directory.timezone)
        own = group if reader is None else ZoneInfo(directory.zone_of(reader))
        beside = partial(self._wording.line, "time-beside")
        return Clock(own, group, beside)

    def _revealed(self, facts: Facts, directory: Directory) -> dict[str, str]:
        """How to reach the person: only in a text that says so, and each is recorded (V2)."""
        who = facts.person
        if who is None:
            return dict(_NOTHING_REVEALED)
        routes = (
            self._guardians(facts, directory)
            if facts.variant == YOUNG
            else self._routes(who, directory)
        )
        emergency = directory.emergency(who)
        return {
            "routes": "\n".join(routes),
            "emergency_name": emergency.name if emergency else "",
            "emergency_phone": emergency.phone if emergency else "",
            "emergency_note": self._about_calling(emergency) if emergency else "",
        }

    def _about_calling(self, emergency: Emergency) -> str:
        """Whether it is safe to contact them, and what may be said (L7)."""
        safe = self._wording.line(emergency.safe, {}) if emergency.safe else ""
        return " ".join(filter(None, (safe, emergency.note)))

    def _routes(self, who: PersonId, directory: Directory) -> list[str]:
        line = self._wording.line
        phone, email = directory.phone(who), directory.email(who)
        routes = [line("route-phone", {"contact_phone": phone})] if phone else []
        routes += [line("route-email", {"contact_email": email})] if email else []
        return routes + [
            line("route-platform", {"platform": PLATFORM_NAMES.get(p, p)})
            for p in directory.platforms(who)
        ]

    def _guardians(self, facts: Facts, directory: Directory) -> list[str]:
        """Never a young person's own number: no adult is to reach them alone (Y7)."""
        numbers = [(directory.name(one), directory.phone(one)) for one in facts.guardians]
        return [
            self._wording.line("route-guardian", {"person": name, "contact_phone": phone})
            for name, phone in numbers
            if phone
        ]

    def _tried(self, tried: Tried, directory: Directory, zone: ZoneInfo) -> str:
        return self._wording.line(
            f"tried-{tried.what}" if tried.ok else "tried-refused",
            {
                "at": clock(tried.at, zone),
                "platform": PLATFORM_NAMES.get(tried.platform or "", tried.platform or ""),
                "by": directory.name(tried.by) if tried.by else "",
            },
        )


def _platform(facts: Facts, room: Directory | None) -> str:
    """A text in a room speaks of that room's platform, unless it speaks of another."""
    name = facts.platform or (room.room_platform if room else None) or ""
    return PLATFORM_NAMES.get(name, name)


_NOTHING_REVEALED: Mapping[str, str] = {
    "routes": "",
    "emergency_name": "",
    "emergency_phone": "",
    "emergency_note": "",
}


def clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """The time of day in the group's zone, or nothing."""
    return "" if moment is None else moment.astimezone(zone).strftime("%H:%M")


def _people(facts: Facts, directory: Directory, reader: PersonId | None) -> dict[str, str | int]:
    def name(person: PersonId | None) -> str:
        return "" if person is None else directory.name(person)

    contact = facts.contact
    return {
        "person": name(facts.person),
        "reader": name(reader),
        "contact": name(contact),
        "contact_phone": (directory.phone(contact) or "") if contact else "",
        "contact_email": (directory.email(contact) or "") if contact else "",
        "owner": name(facts.owner),
        "by": name(facts.by),
        "who": ", ".join(name(person) for person in facts.who),
    }


def _times(facts: Facts, zone: ZoneInfo, clock_of: Clock) -> dict[str, str | int]:
    return {
        "since": clock_of.time(facts.since),
        "until": clock_of.time(facts.until),
        "at": clock_of.time(facts.at),
        "blind_from": _exact(facts.since, zone),
        "blind_to": _exact(facts.until, zone),
        "late": _duration(facts.late_by) if facts.late_by >= LATE_FROM else "",
    }


def _tally(facts: Facts) -> dict[str, str | int]:
    """Numbers, and never who (M4)."""
    return dict(zip(("up", "down", "unsure", "silent"), facts.tally or (0, 0, 0, 0), strict=True))


def _exact(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%H:%M:%S")


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes == 0:
        return f"{rest} seconds"
    hours, left = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    return f"{hours} h {left} min"


def _meeting(directory: Directory, clock_of: Clock) -> dict[str, str | int]:
    meeting, start = directory.meeting, directory.planned_start
    return {
        "meeting": meeting.title if meeting else "",
        "group": directory.group_name,
        "dial_in": (meeting.dial_in or "") if meeting else "",
        "numbers": "shared" if directory.everybody_shares_numbers else "",
        "way_in": meeting.way_in if meeting else "",
        "starts": clock_of.time(start),
        "ends": clock_of.time(directory.planned_end),
        "day": clock_of.day(start),
    }
