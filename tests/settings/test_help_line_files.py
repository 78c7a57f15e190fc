"""help_lines.toml: every kind of wrong file is one clear sentence, and what ships is right."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.help_line_files import load_help_lines, shipped_help_lines
from bot.model.help_lines import CountryLines, HelpLine, HelpLines
from bot.paths import config_dir
from bot.settings import SettingsError

DEFAULT = '[default]\nemergency = "your local emergency number"\n'
CHECKED = 'checked = 2026-11-21\nsource = "Their own pages."\n'
ROW = f'{DEFAULT}[GB]\nemergency = "999"\n{CHECKED}'
LINE = 'name = "Childline", number = "0800 1111", free = true'
EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()


def written(folder: Path, text: str) -> Path:
    path = folder / "help_lines.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    path = written(folder, text)
    with pytest.raises(SettingsError) as error:
        load_help_lines(path)
    said = str(error.value)
    assert "\n" not in said
    assert said.startswith(str(path))
    return said.removeprefix(str(path))


def test_what_ships_covers_the_countries_that_it_promises() -> None:
    table = shipped_help_lines()
    assert {*table.countries} == {"GB", "US", "CA", "AU", "NZ", *EU}
    assert {table.countries[country].emergency for country in EU} == {"112"}
    assert not any(letter.isdigit() for letter in table.elsewhere)
    assert table.of("GB") == CountryLines(
        emergency="999",
        checked=date(2026, 11, 21),
        source="Widely published; both are free, day and night.",
        child=HelpLine(name="Childline", number="0800 1111", free=True, hours="always"),
        adult=HelpLine(name="Samaritans", number="116 123", free=True, hours="always"),
    )


def test_what_ships_gives_no_web_address_as_a_source() -> None:
    for row in shipped_help_lines().countries.values():
        assert "://" not in row.source
        assert "www." not in row.source


def test_what_ships_lies_beside_the_policy_and_the_wording() -> None:
    assert {"policy.toml", "wording", "help_lines.toml"} <= {
        path.name for path in config_dir().iterdir()
    }


def test_an_organisation_can_have_its_own(tmp_path: Path) -> None:
    hours = 'hours = "every day from 2pm to 8pm"'
    own = f'{ROW}child = {{ {LINE}, {hours} }}\n[GB.adult]\nname = "Us"\nnumber = "1"\nfree = false'
    row = load_help_lines(written(tmp_path, own.replace('"1"', '"12"'))).of("GB")
    assert row is not None
    assert row.child is not None
    assert row.child.hours == "every day from 2pm to 8pm"
    assert row.adult == HelpLine(name="Us", number="12", free=False)


def test_a_country_that_is_not_in_it_has_no_row() -> None:
    assert shipped_help_lines().of("CH") is None
    assert shipped_help_lines().of(None) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[GB", ", line 1: This is not TOML. "),
        (f"{ROW}{DEFAULT}", ", line 7: This is written a second time"),
        ("", ": There is no [default]; add it with emergency = "),
        (f'GB = "999"\n{DEFAULT}', ", line 1: GB must be a table: [GB]."),
        ('default = "112"\n', ", line 1: default must be a table: [default]."),
        (f"{DEFAULT}[UKK]\n", ", line 3: UKK is not a country; write its two capital letters"),
        (f"{DEFAULT}[gb]\n", ", line 3: gb is not a country; write its two capital letters"),
        (DEFAULT.replace("your local emergency number", "112"), ", line 2: default.emergency must"),
        (f"{DEFAULT}{CHECKED}", ", line 3: default.checked is not known here."),
        ("[default]\n", ", line 1: default has no emergency; it must be words without a number"),
    ],
)
def test_a_file_that_is_no_table_of_countries(tmp_path: Path, text: str, said: str) -> None:
    assert refused(tmp_path, text).startswith(said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('emergency = "999"\n', "", ", line 3: GB has no emergency; it must be the emergency "),
        ("checked = 2026-11-21\n", "", ", line 3: GB has no checked; it must be the day"),
        ('source = "Their own pages."\n', "", ", line 3: GB has no source; it must be how you"),
        ('"999"', "999", ", line 4: GB.emergency must be the emergency number in digits"),
        ('"999"', '"nine"', ", line 4: GB.emergency must be the emergency number in digits"),
        ('"999"', '""', ", line 4: GB.emergency must be the emergency number in digits"),
        ("2026-11-21", '"2026-11-21"', ", line 5: GB.checked must be the day it was checked"),
        ("2026-11-21", "2026-11-21T09:00:00", ", line 5: GB.checked must be the day"),
        ("2026-11-21", "true", ", line 5: GB.checked must be the day it was checked"),
        ('"Their own pages."', '" "', ", line 6: GB.source must be how you know"),
        ('"Their own pages."', '"a\\nb"', ", line 6: GB.source must be how you know"),
        ('"Their own pages."', f'"{"x" * 301}"', ", line 6: GB.source must be how you know"),
        ("checked", "chekced", ", line 5: GB.chekced is not known here. Did you mean checked?"),
        ("checked", "zzz", ", line 5: GB.zzz is not known here. What can stand here: emergency,"),
    ],
)
def test_a_wrong_row(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert refused(tmp_path, ROW.replace(before, after)).startswith(said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (f"{{ {LINE} }}", '"0800 1111"', "GB.child must be a table: { name ="),
        (f"{{ {LINE} }}", f"[{{ {LINE} }}]", "GB.child must be a table: { name ="),
        ('name = "Childline", ', "", "GB.child has no name; it must be the name of the line"),
        ('number = "0800 1111", ', "", "GB.child has no number; it must be the number as"),
        (", free = true", "", "GB.child has no free; it must be true if a call costs nothing"),
        ('"Childline"', '""', "GB.child.name must be the name of the line"),
        ('"Childline"', '"{ $who }"', "GB.child.name must be the name of the line"),
        ('"Childline"', f'"{"x" * 61}"', "GB.child.name must be the name of the line"),
        ('"0800 1111"', "8001111", "GB.child.number must be the number as it is called"),
        ('"0800 1111"', '"0800 CALL"', "GB.child.number must be the number as it is called"),
        ('"0800 1111"', '"+44 800 1111"', "GB.child.number must be the number as it is called"),
        ('"0800 1111"', f'"{"1" * 21}"', "GB.child.number must be the number as it is called"),
        ("free = true", 'free = "yes"', "GB.child.free must be true if a call costs nothing"),
        ("free = true", "free = 1", "GB.child.free must be true if a call costs nothing"),
        ("free = true", "free = true, hours = 24", 'GB.child.hours must be always, or words like '),
        ("free = true", 'free = true, hours = ""', 'GB.child.hours must be always, or words like '),
        ("free", "fre", "GB.child.fre is not known here. Did you mean free?"),
    ],
)  # fmt: skip
def test_a_wrong_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = f"{ROW}child = {{ {LINE} }}\n".replace(before, after)
    assert refused(tmp_path, text).startswith(f", line 7: {said}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no such file"):
        load_help_lines(tmp_path / "none.toml")


def test_a_row_is_stale_after_twelve_months() -> None:
    day = date(2026, 11, 21)
    ages = {"AA": 0, "BB": 365, "CC": 366, "DD": -1, "EE": -2}
    table = HelpLines(
        elsewhere="your local emergency number",
        countries={
            name: CountryLines(emergency="112", checked=day - timedelta(days=age), source="us")
            for name, age in ages.items()
        },
    )
    assert table.stale([*ages, "XX"], day) == ["CC", "EE"]
    assert table.stale(["AA"], day) == []
    assert table.missing(["XX", "AA", "FF", "XX"]) == ["FF", "XX"]
