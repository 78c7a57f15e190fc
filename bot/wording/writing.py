"""From an effect to the words people read: ids become names, moments become clock times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.hard_word_files import shipped_hard_words
from bot.help_line_files import shipped_help_lines
from bot.model.case import Tried
from bot.model.effects import Edit, Facts, Post, Reply, Send
from bot.model.help_lines import HelpLines
from bot.model.keys import BUTTONS
from bot.model.people import PersonId
from bot.ports import Emergency
from bot.wording import TEXT_LIMIT, Wording
from bot.wording.agenda_facts import agenda_facts
from bot.wording.claim_facts import claim_facts
from bot.wording.clocks import Clock
from bot.wording.directory import Directory
from bot.wording.facts import (
    COUNTS_DOWN,
    PLATFORM_NAMES,
    clock,
    meeting_facts,
    minutes_until,
    people_facts,
    platform_name,
    tally_facts,
    time_facts,
)
from bot.wording.help_facts import help_facts

YOUNG = "young"
"""The variant of a staff text about somebody under 18."""
HELP = "help"
"""The button that is always one tap away for a young person (Y12)."""
_SHOWS_RULES = frozenset({"opening"})
_NO_HELP_BUTTON = frozenset({"help-who", "support-received"})


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
            return self._reply(effect, directory, again=again, now=now)
        reader = None if isinstance(effect, Post) else effect.to
        facts = self._facts(effect.facts, directory, reader)
        facts["again"] = int(again)
        if effect.key in COUNTS_DOWN:
            facts["minutes"] = minutes_until(directory.planned_start, now)
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

    def _reply(self, effect: Reply, directory: Directory, *, again: bool, now: datetime) -> Written:
        given: dict[str, Any] = json.loads(directory.unseal(effect.sealed))
        facts = {name: self._ready(value) for name, value in given.items()}
        text = self._wording.text(
            effect.key,
            {**help_facts(self._help_lines, directory.country), **facts, "again": int(again)},
            variant=str(facts.get("variant", "")) or None,
            private=not facts.get("room"),
        )
        calls = () if effect.key in _NO_HELP_BUTTON or facts.get("room") else (HELP,)
        names = effect.buttons + (calls if directory.reader_is_young(now) else ())
        return Written(text, self._buttons(names, Facts()))

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
            **people_facts(facts, directory, reader),
            **time_facts(facts, zone, clock_of),
            **tally_facts(facts),
            **meeting_facts(directory, clock_of),
            **help_facts(self._help_lines, directory.country),
            **(self._revealed(facts, directory) if facts.reveal else _NOTHING_REVEALED),
            "minutes": facts.minutes,
            "hard_topic": int(facts.hard),
            "platform": platform_name(facts, directory if reader is None else None),
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


_NOTHING_REVEALED: Mapping[str, str] = {
    "routes": "",
    "emergency_name": "",
    "emergency_phone": "",
    "emergency_note": "",
}
