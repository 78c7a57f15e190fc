"""Times on the reader's clock, with the group's beside it where it differs (M2)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.wording import Wording
from bot.wording.clocks import Clock
from tests.wording.conftest import FOLDER

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("zone", "moment", "shown"),
    [
        ("Europe/London", datetime(2027, 1, 20, 18, tzinfo=UTC), "18:00"),
        ("Africa/Accra", datetime(2027, 1, 20, 18, tzinfo=UTC), "18:00"),
        ("Africa/Accra", datetime(2027, 7, 20, 17, tzinfo=UTC), "17:00 (18:00 in London)"),
        ("Europe/Paris", datetime(2027, 1, 20, 18, tzinfo=UTC), "19:00 (18:00 in London)"),
        (
            "Asia/Tokyo",
            datetime(2027, 1, 20, 18, tzinfo=UTC),
            "03:00 (Wednesday 18:00 in London)",
        ),
    ],
)
def test_the_group_s_time_stands_beside_it_where_it_is_another(
    words: Wording, zone: str, moment: datetime, shown: str
) -> None:
    clock = Clock(ZoneInfo(zone), LONDON, partial(words.line, "time-beside"))
    assert clock.time(moment) == shown


def test_the_day_is_the_reader_s_own(words: Wording) -> None:
    clock = Clock(ZoneInfo("Asia/Tokyo"), LONDON, partial(words.line, "time-beside"))
    assert clock.day(datetime(2027, 1, 20, 18, tzinfo=UTC)) == "Thursday 21 January 2027"
    assert clock.day(None) == clock.time(None) == ""


def test_the_dial_in_hides_the_number_until_everybody_agreed() -> None:
    facts = {"dial_in": "0808 157 0123"}
    loose = Wording.load(FOLDER)
    assert "141, then 0808 157 0123" in loose.text("reminder", facts)
    shared = loose.text("reminder", {**facts, "numbers": "shared"})
    assert "dial 0808 157 0123" in shared
    assert "141" not in shared
