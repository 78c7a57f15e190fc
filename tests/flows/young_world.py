"""Asha and Ben are checked; Gia is fourteen and Gus her father; Kit is sixteen."""

from __future__ import annotations

from datetime import date
from typing import Self

import msgspec

from bot.model import signals as s
from bot.model.effects import Act
from bot.model.meeting import Evidence, MeetingState
from bot.model.people import Check, CheckLevel, Person, Role
from tests.flows.cast import BOTH, group, meeting, person
from tests.flows.world import World


def checked(
    who: Person, level: CheckLevel = CheckLevel.ENHANCED, until: date | None = None
) -> Person:
    return msgspec.structs.replace(who, check=Check(level=level, expires=until))


def child(who: str, born: date, *guardians: str, **more: object) -> Person:
    plain = person(who, Role.YOUNG_PERSON, born=born, phone=False)
    return msgspec.structs.replace(plain, guardians=guardians, **more)


PEOPLE = (
    checked(person("asha", Role.ORGANISER)),
    checked(person("ben", Role.FACILITATOR), CheckLevel.BASIC),
    checked(person("cleo", Role.FACILITATOR)),
    person("maya", Role.ORGANISER, on=BOTH),
    person("dana", Role.SAFEGUARDING_LEAD),
    person("dev", Role.DEPUTY_LEAD, on=("telegram",)),
    child("gia", date(2012, 5, 3), "gus"),
    child("kit", date(2010, 6, 1), "kim"),
    child("lou", date(2010, 7, 1)),
    person("gus", Role.GUARDIAN, on=("telegram",)),
    person("kim", Role.GUARDIAN, on=("telegram",)),
    person("pat", Role.CONTRIBUTOR),
)


class Youth(World):
    """A young people's meeting with Asha and Ben; Cleo stands by."""

    def __init__(self, *expects: str, **changes: object) -> None:
        who = expects or ("asha", "ben", "gia", "kit", "lou")
        plan = {"expects": who, "chair": "asha", "contact": "asha", "second_adult": "ben",
                "standby": "cleo", **changes}  # fmt: skip
        super().__init__(meeting=meeting(**plan), group=group(*PEOPLE, operator=None))

    def knock(self, *people: str) -> Self:
        """They come to the door."""
        for who in people:
            account = f"discord/{who}"
            self.inside[who] = account
            self.do(
                s.Arrived(person=who, evidence=Evidence.OBSERVED, account=account, at_door=True)
            )
        return self

    def opened(self, *people: str) -> Self:
        self.do(s.Opened(by="asha"))
        self.knock(*people)
        self.until(self.meeting.planned_start)
        return self

    def here(self) -> set[str]:
        return set(self.meeting.present())

    def done(self, do: str) -> list[str | None]:
        return [act.who for act in self.acts if act.do == do]

    def guardian_says(self, guardian: str, of: str) -> None:
        self.do(
            s.Pressed(
                person=guardian,
                key="guardian-confirm",
                button="here",
                platform="telegram",
                thread=f"guardian/{of}",
            )
        )


__all__ = ["Act", "MeetingState", "Youth", "checked", "child"]
