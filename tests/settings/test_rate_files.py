"""rates.toml: every kind of wrong file is one clear sentence, and what ships is right (C3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.model.rates import Rates
from bot.rate_files import load_rates, shipped_rates
from bot.settings import SettingsError

ROW = 'from = 2026-01-01\ncurrency = "EUR"\nsource = "Ours."\nonline_meeting = "5.00"\n'
DEFAULT = f"[[default]]\n{ROW}"
LATER = ROW.replace("2026-01-01", "2026-04-06")


def written(folder: Path, text: str) -> Path:
    path = folder / "rates.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    path = written(folder, text)
    with pytest.raises(SettingsError) as error:
        load_rates(path)
    said = str(error.value)
    assert "\n" not in said
    assert said.startswith(str(path))
    return said.removeprefix(str(path))


def test_what_ships_has_britain_and_a_row_for_everybody_else() -> None:
    rates = shipped_rates()
    now, elsewhere = rates.of("GB", date(2027, 1, 20)), rates.of("FR", date(2027, 1, 20))
    assert (now.currency, now.online_meeting, now.mile) == ("GBP", Decimal("5.00"), Decimal("0.55"))
    assert elsewhere.currency == "EUR"
    assert now.benefits
    for row in (*rates.elsewhere, *(row for rows in rates.countries.values() for row in rows)):
        assert row.source.endswith(".")


def test_what_was_done_before_a_change_is_paid_as_it_was_then() -> None:
    rates = shipped_rates()
    assert rates.of("GB", date(2026, 4, 5)).mile == Decimal("0.45")
    assert rates.of("GB", date(2026, 4, 6)).mile == Decimal("0.55")
    assert rates.of("GB", date(2001, 1, 1)).mile == Decimal("0.45")


def test_without_any_table_there_is_still_an_amount() -> None:
    assert Rates().of("GB", date(2027, 1, 1)).standard.amount == Decimal("5.00")


def test_an_organisation_can_have_its_own(tmp_path: Path) -> None:
    own = f'{DEFAULT}[[IE]]\n{ROW}[[IE]]\n{LATER}hour = "30.00"\n'
    rates = load_rates(written(tmp_path, own))
    assert rates.of("IE", date(2026, 2, 1)).hour is None
    assert rates.of("IE", date(2026, 5, 1)).hour == Decimal("30.00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no [[default]]"),
        (f"{DEFAULT}[[gb]]\n{ROW}", "write its two capital letters"),
        (f"{DEFAULT}[GB]\n{ROW}", "must be rows, each under a line [[GB]]"),
        (f"{DEFAULT}GBP = 3\n", "[[default]]: GBP is not known here"),
        (DEFAULT.replace("EUR", "euro"), ": currency must be three capital letters"),
        (DEFAULT.replace('"5.00"', "5.00"), "online_meeting must be an amount in quotes"),
        (DEFAULT.replace('"5.00"', '"5"'), "online_meeting must be an amount in quotes"),
        (DEFAULT.replace('"5.00"', '"0.00"'), "online_meeting must be an amount in quotes"),
        (DEFAULT.replace('"5.00"', '"-5.00"'), "online_meeting must be an amount in quotes"),
        (DEFAULT.replace("2026-01-01", '"2026-01-01"'), "from must be a day without quotes"),
        (DEFAULT.replace("2026-01-01", "2026-01-01T00:00:00"), "from must be a day"),
        (DEFAULT.replace('source = "Ours."\n', ""), "[[default]] has no source"),
        (f'{DEFAULT}milage = "0.45"\n', "milage is not known here. Did you mean mile?"),
        (f'{DEFAULT}benefits = ["http://x.example"]\n', "benefits must be a list of web"),
        (f"{DEFAULT}[[GB]]\n{LATER}[[GB]]\n{ROW}", "put the rows in the order of their days"),
        ("[[default", "This is not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_the_row_that_is_wrong_is_found_by_its_line(tmp_path: Path) -> None:
    text = f"{DEFAULT}[[GB]]\n{ROW}[[GB]]\n{LATER.replace('5.00', 'much')}"
    assert refused(tmp_path, text).startswith(", line 11: [[GB]]: online_meeting")
