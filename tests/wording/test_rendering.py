"""Facts come through as plain text, whatever they are, and never push a text over its limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import TEXT_LIMIT, Wording, WordingError
from tests.wording.conftest import FOLDER, FULL, every_text

LOOSE = Wording.load(FOLDER)

HOSTILE = {
    "html": "<b>Pat</b> <script>alert(1)</script> &amp; <a href='tg://user?id=1'>x</a>",
    "markdown": "**Pat** _x_ `y` [link](https://example.org) ||hidden|| @everyone",
    "fluent": "{ $meeting } { part-late } {0} %s { -term } {{ x }}",
    "none": "none",
    "given": "given",
    "arabic": "\u200fليلى\u200f",
    "family": "👨‍👩‍👧‍👦 Pat 🏳️‍🌈",
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_is_just_a_name(words: Wording, name: str) -> None:
    plain = words.text("case-alert", FULL | {"person": "Pat"})
    assert words.text("case-alert", FULL | {"person": name}) == plain.replace("Pat", name, 1)


def test_a_name_cannot_turn_the_line_round_or_begin_another(words: Wording) -> None:
    name = "Pat\u202e\u2066 gnorw\r\n\nThis is over.\x00\x1b[0m\u2029x\x01person\x02\x03"
    text = words.text("case-alert", FULL | {"person": name})
    assert "I have not heard from Pat gnorw This is over.[0m xperson since 18:30." in text


def test_half_a_character_cannot_stop_a_message(words: Wording) -> None:
    text = words.text("case-alert", FULL | {"person": "Pat\ud83d"})
    assert "Pat? since" in text
    text.encode("utf-8")


def test_a_name_made_of_nothing_counts_as_empty(words: Wording) -> None:
    text = words.text("case-taken", FULL | {"owner": "\u202e\x07"})
    assert "Someone is looking after this now." in text


def test_words_of_several_lines_stay_as_they_were_written(words: Wording) -> None:
    text = words.text("case-contact", FULL | {"words": "I am\n\n\nnot ok"})
    assert "“I am\n\n\nnot ok”" in text


@pytest.mark.parametrize(
    "value",
    ["x" * 5000, "👨‍👩‍👧‍👦" * 5000, "e\u0301" * 5000, "Z" + "\u0335" * 5000, "\u202e" * 5000],
)
def test_long_facts_are_shortened_and_the_wording_never(words: Wording, value: str) -> None:
    rest = words.text("case-alert", FULL | {"person": "Pat"}).split("Pat", 1)[1]
    text = words.text("case-alert", FULL | {"person": value})
    assert units(text) <= TEXT_LIMIT
    assert text.endswith(rest)


def test_the_longest_fact_gives_way_first(words: Wording) -> None:
    text = words.text("case-contact", FULL | {"words": "w" * 9000, "person": "n" * 300})
    assert "n" * 300 in text
    assert "w" * 2000 + "w" in text
    assert str(FULL["routes"]) in text
    assert "w…”" in text
    assert TEXT_LIMIT - 5 <= units(text) <= TEXT_LIMIT


def test_two_long_facts_share_the_room(words: Wording) -> None:
    text = words.text("case-contact", FULL | {"words": "w" * 9000, "routes": "n" * 9000})
    assert units(text) <= TEXT_LIMIT
    assert abs(text.count("w" * 100) - text.count("n" * 100)) <= 1


def test_letters_are_not_cut_in_two(words: Wording) -> None:
    family = "👨‍👩‍👧‍👦"
    text = words.text("case-alert", FULL | {"person": family * 900})
    shown = text.split("I have not heard from ")[1].split("…")[0]
    assert shown == family * (len(shown) // len(family))


def test_a_fact_that_may_be_repeated_is_shortened_everywhere(words: Wording) -> None:
    text = words.text("additional-steps", FULL | {"person": "P" * 5000})
    assert units(text) <= TEXT_LIMIT
    assert text.endswith("because I was not running.")


@given(
    at=st.sampled_from(every_text()),
    facts=st.fixed_dictionaries(
        {
            name: st.integers(0, 9999) if isinstance(value, int) else st.text(max_size=60)
            for name, value in FULL.items()
        }
    ),
    times=st.sampled_from([1, 100]),
)
def test_whatever_the_facts_are_there_is_a_text_that_can_be_sent(
    at: tuple[str, str | None], facts: dict[str, str | int], times: int
) -> None:
    longer = {k: v if isinstance(v, int) else v * times for k, v in facts.items()}
    text = LOOSE.text(at[0], longer, variant=at[1])
    assert units(text) <= TEXT_LIMIT
    assert text.startswith("A message for you from Alongside.\n\n")
    text.encode("utf-8")


def test_a_repeat_says_that_it_may_be_one(words: Wording) -> None:
    line = "\n\n(You may have had this message already.)"
    assert words.text("case-alert", FULL | {"again": 1}).endswith(line)
    assert line not in words.text("case-alert", FULL | {"again": 0})
    long = words.text("case-alert", FULL | {"again": 1, "tried": "x" * 5000})
    assert long.endswith(line)
    assert units(long) <= TEXT_LIMIT


def test_a_missing_variant_falls_back_to_the_plain_text(words: Wording) -> None:
    assert not words.has("case-alert", "child")
    assert words.text("case-alert", FULL, variant="child") == words.text("case-alert", FULL)


def test_parts_buttons_and_toasts_are_no_messages(words: Wording) -> None:
    for name in ("part-late", "button-ok", "toast-here"):
        assert not words.has(name)
        with pytest.raises(WordingError, match=name):
            words.text(name, FULL)


@pytest.mark.parametrize("name", ["no-such", "", "check_in", "-x", "part-first-line\n"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(WordingError, match="There is no text called"):
        LOOSE.text(name, FULL)
    with pytest.raises(WordingError):
        LOOSE.button(name)
    with pytest.raises(WordingError):
        LOOSE.toast(name, FULL)
    assert not LOOSE.has(name)


def test_tests_hear_of_a_missing_fact_and_people_get_their_message(words: Wording) -> None:
    without = {name: value for name, value in FULL.items() if name != "tried"}
    with pytest.raises(WordingError, match=r"'case-alert' needs facts .*: tried"):
        words.text("case-alert", without)
    assert LOOSE.text("case-alert", without) == LOOSE.text("case-alert", FULL | {"tried": ""})
    for key, variant in every_text():
        assert LOOSE.text(key, {}, variant=variant)


def test_numbers_have_their_plural(words: Wording) -> None:
    assert "in 7 minutes." in words.text("open-nudge", FULL)
    assert "in 1 minute." in words.text("open-nudge", FULL | {"minutes": 1})
    assert "starts now." in words.text("open-nudge", FULL | {"minutes": 0})
    assert "Weekly is not open yet." in words.text("open-nudge", FULL | {"minutes": ""})


# --- files that cannot be used ------------------------------------------------------------------

FRAME = "part-first-line = A message.\npart-again = (Again.)\n"


def load(folder: Path, text: str) -> Wording:
    (folder / "en-GB").mkdir(exist_ok=True)
    (folder / "en-GB" / "texts.ftl").write_text(text, encoding="utf-8")
    return Wording.load(folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FRAME + "hello = { $person", r"texts\.ftl, line 3: this text cannot be read"),
        (FRAME + "\nhello Pat\n", r"texts\.ftl, line 4: this text cannot be read"),
        (FRAME + "hello = { $persn }", r"line 3: there is no fact called \$persn"),
        (FRAME + "hello = { part-gone }", "line 3: there is no text called 'part-gone'"),
        (FRAME + "hello = { part-again.x }", r"line 3: there is no text called 'part-again\.x'"),
        (FRAME + "hello = { NUMBER($minutes) }", "line 3: NUMBER cannot be used"),
        (FRAME + "hello = { -brand }", "line 3: brand cannot be used"),
        (FRAME + "-brand = Alongside", "line 3: -brand is a term"),
        (FRAME + "hello =\n    .child = Hi", "line 3: 'hello' has no plain text"),
        (FRAME + "hello = Hi\nhello = Ho", "line 4: 'hello' is there already .*line 3"),
        (FRAME + "a = { b }\nb = { a }", "would be put into itself"),
        (
            FRAME + "hello = { $note ->\n  [none] x\n *[given] " + "y" * 3000 + "\n }",
            "line 3: 'hel",
        ),
        ("hello = Hi", "'part-first-line' is missing"),
        ("part-first-line = Hi", "'part-again' is missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(WordingError, match=says) as refused:
        load(tmp_path, text)
    assert "\n" not in str(refused.value)


def test_a_missing_language_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WordingError, match=r"no wording files \(\*\.ftl\) in .*cy-GB"):
        Wording.load(folder, "cy-GB")
    with pytest.raises(WordingError, match="no wording files"):
        Wording.load(tmp_path / "nowhere")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en-GB").mkdir()
    (tmp_path / "en-GB" / "texts.ftl").write_bytes(b"hello = \xff\xfe")
    with pytest.raises(WordingError, match=r"texts\.ftl cannot be read as UTF-8 text"):
        Wording.load(tmp_path)


def test_lines_with_nothing_in_them_are_left_out(tmp_path: Path) -> None:
    body = '{ $note ->\n        [none] { "" }\n       *[given] Note: { $note }\n    }'
    words = load(tmp_path, f"{FRAME}hello =\n    One\n    {body}\n    {'{ $reason }'}\n    Two\n")
    assert words.text("hello", {"note": "", "reason": ""}, private=False) == "One\nTwo"
    assert words.text("hello", {"note": "n"}, private=False) == "One\nNote: n\nTwo"
    assert words.text("hello", {"reason": "r"}, private=False) == "One\nr\nTwo"
