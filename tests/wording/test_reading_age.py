"""The texts can be read at about 11 years (SPEC 7): the Flesch-Kincaid grade stays low."""

from __future__ import annotations

import re
from functools import cache

import pyphen
import pytest

from bot.wording import Wording
from tests.wording.conftest import BARE, FOLDER, FULL, every_text

PARTICIPANTS, STAFF = 6.0, 7.5
"""The highest school grade: 6 is age 11 to 12."""

STAFF_TEXTS = {
    key
    for file in ("staff.ftl", "young-staff.ftl", "ready.ftl")
    for key in re.findall(r"(?m)^([a-z-]+) =", (FOLDER / "en-GB" / file).read_text("utf-8"))
}

HYPHENS = pyphen.Pyphen(lang="en_GB", left=1, right=1)


@cache
def syllables(word: str) -> int:
    """The higher of two counts, so that the grade is rather too strict than too kind."""
    vowels = re.findall("[aeiouy]+", word)
    silent = word.endswith("e") and not word.endswith("le") and len(vowels) > 1
    return max(1, len(vowels) - silent, len(HYPHENS.positions(word)) + 1)


def grade(text: str) -> float:
    """The grade of a text. A line break ends no sentence, so a list counts as a long one."""
    words = re.findall(r"[A-Za-z0-9][\w'’@.-]*", text.lower())
    sentences = [part for part in re.split(r"[.!?]+", text) if len(re.findall(r"\w+", part)) > 2]
    per_sentence = len(words) / len(sentences)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def test_the_measure_tells_plain_from_hard() -> None:
    assert grade("The cat sat on the mat. It was warm. We like it.") < 1
    hard = "Safeguarding arrangements necessitate comprehensive organisational documentation."
    assert grade(hard) > 15


@pytest.mark.parametrize("facts", [FULL, BARE], ids=["full", "bare"])
@pytest.mark.parametrize(("key", "variant"), every_text())
def test_a_text_is_easy_to_read(
    words: Wording, key: str, variant: str | None, facts: dict[str, str | int]
) -> None:
    staff = key in STAFF_TEXTS or variant == "staff"
    text = words.text(key, facts, variant=variant)
    assert grade(text) <= (STAFF if staff else PARTICIPANTS)
