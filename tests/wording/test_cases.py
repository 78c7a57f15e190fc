"""What staff are told about a case: enough to act, to the right reader, and once."""

from __future__ import annotations

import pytest

from bot.wording import Wording
from tests.wording.conftest import BARE, FULL, every_text

ALERTS = ["case-alert", "support-alert", "case-broadcast", "operator-alert"]


@pytest.mark.parametrize("key", ALERTS)
def test_an_alert_says_who_since_when_and_what_was_tried(words: Wording, key: str) -> None:
    text = words.text(key, FULL)
    for value in ("Pat", "18:30", "Weekly", "18:31 message on Discord\n18:35 message on Tele"):
        assert value in text
    assert "This is late by 5 minutes, because I was not running." in text
    assert "late by" not in words.text(key, BARE)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("said ok", "They said that they are OK."),
        ("came back", "They came back."),
        ("staff heard from them", "Someone on the staff has heard from them."),
        ("They sent a postcard.", "They sent a postcard."),
    ],
)
def test_a_known_reason_has_its_own_words(words: Wording, reason: str, says: str) -> None:
    assert f"\n{says}" in words.text("case-withdrawn", FULL | {"reason": reason})


def test_a_refusal_to_publish_says_what_to_do(words: Wording) -> None:
    text = words.text("publish-refused", FULL | {"reason": "contact-without-phone"})
    assert "Please add a phone number or an e-mail address" in text


def test_what_somebody_wrote_is_shown_once(words: Wording) -> None:
    for key in ("leaver-note", "case-contact", "technical-note"):
        both = words.text(key, FULL | {"note": "My bus came.", "words": "My bus came."})
        assert both.count("My bus came.") == 1
        assert "My bus came." in words.text(key, FULL | {"words": ""})


def test_the_blind_window_is_told_exactly(words: Wording) -> None:
    assert "could not see Discord from 18:20 to 18:32." in words.text("bot-was-blind", FULL)
    assert "was not running from 18:20 to 18:32." in words.text("bot-was-blind", BARE)
    times = {"since": "18:20", "until": "18:32", "blind_from": "", "blind_to": ""}
    assert words.text("bot-was-blind", FULL | times) == words.text("bot-was-blind", FULL)


def test_only_the_owner_is_shown_how_to_reach_somebody(words: Wording) -> None:
    routes = str(FULL["routes"])
    shown = {at for at in every_text() if routes in words.text(at[0], FULL, variant=at[1])}
    assert shown == {("case-contact", None), ("case-contact", "young")}


def test_the_owner_is_told_which_button_is_for_what(words: Wording) -> None:
    text = words.text("case-contact", FULL)
    for button in ("reached-ok", "reached-support", "no-answer", "looking", "hand-over"):
        assert f"• “{words.button(button)}”: " in text
    assert "until 18:51" in text


def test_additional_steps_show_the_emergency_contact_and_the_choices(words: Wording) -> None:
    text = words.text("additional-steps", FULL)
    for value in ("Jo", "07700 900119", "Say you are from the choir."):
        assert value in text
    for button in ("contact-emergency", "keep-trying", "stop"):
        assert f"“{words.button(button)}”" in text
    assert "has not named an emergency contact" in words.text("additional-steps", BARE)
