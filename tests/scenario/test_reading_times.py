"""Times in a scenario: local to the group, never back, and never one that clocks do not show."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.model.walltime import HappensTwiceError, NoSuchTimeError, moment_of
from tests.scenario.stories import changed, line_of, read_text, refusal, then

LONDON = ZoneInfo("Europe/London")

# The clocks of London go forward on 28 March 2027 and back on 31 October 2027, at 01:00 UTC.
SPRING = ("starts: 2027-01-20T17:50:00+00:00", "starts: 2027-03-27T20:00:00+00:00")


def story_at(starts: str, *steps: str) -> str:
    """A story that begins at another time; its own steps are replaced."""
    text = changed("starts: 2027-01-20T17:50:00+00:00", f"starts: {starts}")
    return text.split("timeline:\n")[0] + "timeline:\n" + "".join(f"  {step}\n" for step in steps)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ('"18:31"', datetime(2027, 1, 20, 18, 31, tzinfo=UTC)),
        ('"18:31:05"', datetime(2027, 1, 20, 18, 31, 5, tzinfo=UTC)),
        ('"18:31:05.25"', datetime(2027, 1, 20, 18, 31, 5, 250_000, tzinfo=UTC)),
        ('"18:31:05.007"', datetime(2027, 1, 20, 18, 31, 5, 7_000, tzinfo=UTC)),
        ("2027-01-20T19:31:00+01:00", datetime(2027, 1, 20, 18, 31, tzinfo=UTC)),
        ('"2027-01-21T00:01:00Z"', datetime(2027, 1, 21, 0, 1, tzinfo=UTC)),
        ("2027-01-20 18:31:00.5 +00:00", datetime(2027, 1, 20, 18, 31, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_step_can_say_its_time_in_these_ways(
    written: str, moment: datetime, tmp_path: Path
) -> None:
    story = read_text(then(f"- at: {written}", "  pat: joins weekly"), tmp_path)
    assert story.timeline[-1].at == moment


def test_a_clock_time_is_on_the_day_the_story_has_reached(tmp_path: Path) -> None:
    text = story_at(
        "2027-07-01T22:00:00+00:00",
        '- {at: "23:30", only: true}',
        "- {at: 2027-07-02T00:30:00+01:00, only: true}",
        '- {at: "00:30", only: true}',
        '- {at: "09:00", only: true}',
    )
    steps = read_text(text, tmp_path).timeline
    assert [step.at.astimezone(LONDON).isoformat() for step in steps] == [
        "2027-07-01T23:30:00+01:00",
        "2027-07-02T00:30:00+01:00",
        "2027-07-02T00:30:00+01:00",
        "2027-07-02T09:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("18:31", "stands without quotes"),
        ("18:31:00", "stands without quotes"),
        ("08:31", "stands without quotes"),
        ("1831", "not a time in quotes"),
        ("half past six", "not a time in quotes"),
        ('"6:31"', "is not a time"),
        ('"18:31:00.1234"', "is not a time"),
        ('"24:00"', "no clock shows"),
        ('"18:60"', "no clock shows"),
        ('"18:29:59"', "goes back"),
        ("2027-01-20T18:29:00+00:00", "goes back"),
        ("2027-01-20T18:31:00", "write 2027-01-20T18:31:00+00:00"),
        ("2027-02-30T18:31:00+00:00", "there is no"),
        ("9999-12-31T23:59:59+00:00", "in the year 9999"),
        ("2027-01-21", "not a time in quotes"),
        ("[18]", "not a single text"),
        ('""', "has no value"),
        ("", "has no value"),
    ],
)
def test_these_are_not_times_of_a_step(written: str, told: str, tmp_path: Path) -> None:
    text = then(f"- at: {written}  # here", "  pat: joins weekly")
    line, what = refusal(text, tmp_path)
    assert told in what
    assert line == line_of(text, "# here")


def test_a_first_step_before_the_start_goes_back(tmp_path: Path) -> None:
    line, what = refusal(changed('"17:58"', '"17:49"'), tmp_path)
    assert "goes back: the story has reached 2027-01-20T17:50:00+00:00" in what
    assert line == 20


def test_a_step_in_the_hour_that_clocks_skip_is_refused(tmp_path: Path) -> None:
    text = story_at("2027-03-28T00:10:00+00:00", '- {at: "01:30", only: true}')
    line, what = refusal(text, tmp_path)
    assert "01:30 on 2027-03-28 does not exist in Europe/London" in what
    assert "the nearest that does is 02:00 (2027-03-28T02:00:00+01:00)" in what
    assert line == line_of(text, "01:30")


def test_a_step_in_the_hour_that_comes_twice_needs_an_offset(tmp_path: Path) -> None:
    text = story_at("2027-10-31T00:10:00+01:00", '- {at: "01:30", only: true}')
    _, what = refusal(text, tmp_path)
    assert "happens twice" in what
    assert "2027-10-31T01:30:00+01:00 or 2027-10-31T01:30:00+00:00" in what
    mended = text.replace('"01:30"', "2027-10-31T01:30:00+00:00")
    assert read_text(mended, tmp_path).timeline[0].at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [("2027-03-28", "01:30:00", "does not exist"), ("2027-10-31", "01:30:00", "happens twice")],
)
def test_a_meeting_at_such_a_time_is_refused(
    day: str, clock: str, told: str, tmp_path: Path
) -> None:
    text = changed("starts: 2027-01-20T18:00:00", f"starts: {day}T{clock}")
    line, what = refusal(text, tmp_path)
    assert told in what
    assert line == line_of(text, f"{day}T{clock}")


@pytest.mark.parametrize(
    ("clock", "nearest"),
    [("01:00", "00:59"), ("01:10", "00:59"), ("01:30", "02:00"), ("01:59", "02:00")],
)
def test_the_nearest_time_is_the_nearer_side_of_the_gap(clock: str, nearest: str) -> None:
    with pytest.raises(NoSuchTimeError) as caught:
        moment_of(datetime.fromisoformat(f"2027-03-28T{clock}"), LONDON)
    assert f"{caught.value.nearest:%H:%M}" == nearest


def test_a_day_that_a_country_left_out_has_a_nearest_time_too() -> None:
    apia = ZoneInfo("Pacific/Apia")
    with pytest.raises(NoSuchTimeError) as caught:
        moment_of(datetime.fromisoformat("2011-12-30T20:00"), apia)
    assert caught.value.nearest.isoformat() == "2011-12-31T00:00:00+14:00"


def test_both_moments_of_a_doubled_time_are_named() -> None:
    with pytest.raises(HappensTwiceError) as caught:
        moment_of(datetime.fromisoformat("2027-10-31T01:30"), LONDON)
    assert caught.value.first.isoformat() == "2027-10-31T01:30:00+01:00"
    assert caught.value.second.isoformat() == "2027-10-31T01:30:00+00:00"


def test_the_start_of_a_story_without_offset_is_local(tmp_path: Path) -> None:
    text = story_at("2027-07-01T20:00:00", '- {at: "20:00", only: true}')
    assert read_text(text, tmp_path).starts == datetime(2027, 7, 1, 19, tzinfo=UTC)
