"""A number is opened for its published use, or where the text says that it reveals it (V2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model.effects import Facts, Send
from bot.model.keys import MESSAGE_KEYS
from bot.ports import Emergency, MeetingDetails
from bot.wording import Wording
from bot.wording.writing import Writer
from tests.wording.conftest import FOLDER

NOW = datetime(2027, 1, 20, 18, tzinfo=UTC)
WRITER = Writer(Wording.load(FOLDER))


class Watched:
    """Everybody's names and numbers, and a list of whose number was opened."""

    group_name, timezone = "Breathe Well", "Europe/London"
    country: str | None = "GB"
    room_platform: str | None = "discord"
    planned_start: datetime | None = NOW
    planned_end: datetime | None = NOW
    everybody_shares_numbers = False

    def __init__(self) -> None:
        self.meeting: MeetingDetails | None = MeetingDetails(title="Weekly", room="room")
        self.opened: set[str] = set()

    def zone_of(self, person: str) -> str:
        return self.timezone

    def why_of(self, person: str) -> str:
        return ""

    def name(self, person: str) -> str:
        return person.capitalize()

    def phone(self, person: str) -> str | None:
        self.opened.add(person)
        return f"07700 {person}"

    def email(self, person: str) -> str | None:
        self.opened.add(person)
        return f"{person}@example.org"

    def emergency(self, person: str) -> Emergency | None:
        self.opened.add(person)
        return Emergency(name="Jo", phone=f"07700 jo of {person}")

    def platforms(self, person: str) -> tuple[str, ...]:
        return ("discord",)

    def is_discreet(self, person: str) -> bool:
        return True

    def is_young(self, person: str, at: datetime) -> bool:
        return False

    def reader_is_young(self, at: datetime) -> bool:
        return False

    def unseal(self, sealed: str) -> str:
        return sealed

    def ground_rules(self) -> str:
        return ""


def written(key: str, *, reveal: bool, variant: str | None = None) -> tuple[str, set[str]]:
    directory = Watched()
    facts = Facts(
        person="pat", contact="maya", owner="tom", by="tom", who=("pat", "kim"),
        guardians=("gus",), reveal=reveal, variant=variant,
    )  # fmt: skip
    effect = Send(to="tom", key=key, platform="discord", facts=facts)
    text = WRITER.write(effect, directory, again=False, now=NOW).text
    return text, directory.opened


@pytest.mark.parametrize("key", sorted(MESSAGE_KEYS))
def test_without_a_reveal_only_the_contact_person_is_opened(key: str) -> None:
    text, opened = written(key, reveal=False)
    assert opened <= {"maya"}
    assert "07700 pat" not in text


def test_a_reveal_shows_how_to_reach_the_person() -> None:
    text, opened = written("case-contact", reveal=True)
    assert "07700 pat" in text
    assert "pat" in opened


def test_of_a_young_person_only_the_guardians_are_shown() -> None:
    text, _ = written("case-contact", reveal=True, variant="young")
    assert "07700 gus" in text
    assert "07700 pat" not in text
