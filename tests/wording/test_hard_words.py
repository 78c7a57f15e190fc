"""Hard words are pointed out to whoever puts an agenda in order, with plainer ones (M1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.hard_word_files import load_hard_words, shipped_hard_words
from bot.toml_file import SettingsError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bus fares and tea", []),
        ("Dissemination, please", [("Dissemination", "sharing what we found")]),
        ("The NHS and the GP are OK", []),
        ("The PPIE budget", [("PPIE", "")]),
        ("The inclusion criteria", [("inclusion criteria", "who can take part")]),
        ("The criteria", [("criteria", "rules for choosing")]),
        ("An incomprehensible word", [("incomprehensible", "")]),
        ("Impact, impact and IMPACT", [("Impact", "what changed")]),
        ("A (strategy)?", [("strategy", "plan")]),
    ],
)
def test_they_are_found_in_the_order_of_the_text(text: str, found: list[tuple[str, str]]) -> None:
    assert shipped_hard_words().found_in(text) == found


def test_no_plainer_word_is_hard_itself() -> None:
    table = shipped_hard_words()
    assert [plain for plain in table.words.values() if table.found_in(plain)] == []


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("letters = 12\nwordz = 1\n", "line 2: wordz is not known here"),
        ('letters = "many"\n', "letters a number"),
        ("[words]\nhard = 3\n", "has a text"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, written: str, says: str) -> None:
    path = tmp_path / "hard_words.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        load_hard_words(path)
