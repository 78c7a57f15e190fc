"""Who can be called: each country's own numbers, in every wording, and never a wrong one."""

from __future__ import annotations

import re

import pytest

from bot.help_line_files import shipped_help_lines
from bot.model.help_lines import HelpLines
from bot.wording import Wording
from bot.wording.help_facts import help_facts
from tests.wording.conftest import FULL, every_text

TABLE = shipped_help_lines()
COUNTRIES = [*TABLE.countries]


def text_in(
    words: Wording,
    country: str | None,
    key: str,
    variant: str | None = None,
    table: HelpLines = TABLE,
) -> str:
    return words.text(key, FULL | help_facts(table, country), variant=variant)


def test_in_great_britain_the_words_are_what_they_always_were(words: Wording) -> None:
    assert text_in(words, "GB", "help-who").endswith(
        "\n\nYou can also call Childline on 0800 1111. It is free, day and night.\n"
        "If you are in danger, call 999."
    )
    assert text_in(words, "GB", "concern").endswith("\n\nIf anyone is in danger, call 999.")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_young_person_is_shown_the_lines_of_their_country(words: Wording, country: str) -> None:
    row = TABLE.countries[country]
    text = text_in(words, country, "check-in", "child")
    assert f"If you are in danger, call {row.emergency}." in text
    if row.child is None:
        assert "You can also call" not in text
    else:
        assert f"You can also call {row.child.name} on {row.child.number}." in text


@pytest.mark.parametrize("country", COUNTRIES)
def test_an_adult_who_asks_for_someone_is_shown_who_listens(words: Wording, country: str) -> None:
    row = TABLE.countries[country]
    for key in ("support", "support-received"):
        text = text_in(words, country, key)
        assert f"If anyone is in danger, call {row.emergency}." in text
        assert ("you can call" in text) is (row.adult is not None)
        if row.adult is not None:
            assert f"{row.adult.name} on {row.adult.number}." in text


@pytest.mark.parametrize("variant", ["child", "again-child", "nobody-child"])
def test_a_young_person_is_shown_the_child_line_first(words: Wording, variant: str) -> None:
    text = text_in(words, "GB", "support", variant)
    assert text.index("Childline") < text.index("call 999") < text.index("Samaritans")


@pytest.mark.parametrize("country", [None, "CH"])
def test_without_a_row_no_text_has_a_number_of_another_country(
    words: Wording, country: str | None
) -> None:
    numbers = {"999", "112", "0800 1111", "116 111", "116 123", "1800 66 66 66"}
    for key, variant in every_text():
        text = text_in(words, country, key, variant)
        assert not any(re.search(rf"\b{number}\b", text) for number in numbers), key
        assert "Childline" not in text, key
    text = text_in(words, country, "help-who")
    assert text.endswith("\n\nIf you are in danger, call your local emergency number.")


@pytest.mark.parametrize("country", ["IE", "BE", "FR", "CH", "AU", "FI"])
def test_every_text_stays_well_formed_in_every_country(words: Wording, country: str) -> None:
    for key, variant in every_text():
        text = text_in(words, country, key, variant)
        assert not re.search(r" [.,:;]|  |\n\n\n|(?m:[ \t]$)|\.\.$", text), key


@pytest.mark.parametrize(
    ("cost", "hours", "said"),
    [
        ("free", "always", " It is free, day and night."),
        ("free", "every day from 2pm to 8pm", " It is free, every day from 2pm to 8pm."),
        ("free", "", " It is free."),
        ("", "always", " It is there day and night."),
        ("", "on weekdays", " It is there on weekdays."),
        ("", "", ""),
    ],
)
@pytest.mark.parametrize(("kind", "key"), [("child", "help-who"), ("adult", "support")])
def test_what_a_call_costs_and_when_is_said_only_where_it_is_known(
    words: Wording, kind: str, key: str, cost: str, hours: str, said: str
) -> None:
    facts = FULL | {f"{kind}_cost": cost, f"{kind}_hours": hours}
    number = facts[f"{kind}_number"]
    (line,) = [one for one in words.text(key, facts).splitlines() if f"on {number}." in one]
    assert line.endswith(f"on {number}.{said}")
