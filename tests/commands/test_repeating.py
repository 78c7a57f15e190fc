"""Series (M6): the same time on the clock, and what the organiser left out stays left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.model.meeting import MeetingState, RoomKind
from bot.model.series import Every, Like, Series, Turned
from tests.commands.conftest import MAYA, PAT, ROOM, Chat

LONDON = ZoneInfo("Europe/London")
SERIES = "/meeting series Weekly 2027-01-27 18:00 60m every week for 6"


def series(first: date, at: time, every: Every, count: int = 12) -> Series:
    return Series(
        platform="discord", room="r", room_kind=RoomKind.VOICE, first=first, at=at, minutes=60,
        every=every, count=count, maker="maya", like=Like(title="Weekly"),
    )  # fmt: skip


def test_the_time_on_the_clock_stays_the_same_across_both_changes() -> None:
    plan = series(date(2027, 10, 27), time(18), Every.FORTNIGHT)
    shown = [plan.moment(number, LONDON)[0].astimezone(LONDON) for number in range(12)]
    assert {f"{moment:%H:%M}" for moment in shown} == {"18:00"}
    assert {moment.utcoffset() for moment in shown[1:11]} == {shown[1].utcoffset()}
    assert shown[0].utcoffset() == shown[11].utcoffset() != shown[1].utcoffset()
    assert shown[11].date() == date(2028, 3, 29)


def test_a_month_that_is_too_short_has_it_on_its_last_day() -> None:
    plan = series(date(2027, 10, 31), time(18), Every.MONTH)
    assert [plan.day(number) for number in (0, 1, 2, 3, 4)] == [
        date(2027, 10, 31), date(2027, 11, 30), date(2027, 12, 31), date(2028, 1, 31),
        date(2028, 2, 29),
    ]  # fmt: skip


def test_what_the_clocks_skip_is_at_the_nearest_time_and_what_comes_twice_at_the_first() -> None:
    spring = series(date(2027, 3, 28), time(1, 30), Every.WEEK)
    assert spring.moment(0, LONDON) == (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), Turned.GAP)
    autumn = series(date(2027, 10, 31), time(1, 30), Every.WEEK)
    assert autumn.moment(0, LONDON) == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), Turned.TWICE)
    assert autumn.moment(1, LONDON)[1] is None


@pytest.mark.parametrize(
    "words",
    [
        "Weekly 2027-01-27 18:00 60m every week for 1",
        "Weekly 2027-01-27 18:00 60m every week for 61",
        "Weekly 2027-01-27 18:00 60m every day for 5",
        "Weekly 2027-01-27 18:00 60m every week",
        "Weekly 2027-01-27 18:00 60m",
        "",
    ],
)
async def test_how_often_and_how_many_have_to_be_clear(group: Chat, words: str) -> None:
    said = (await group.say(MAYA, f"/meeting series {words}")).only(MAYA)
    assert "every week for 12" in said
    assert "no meetings to come" in (await group.say(MAYA, "/meeting list")).only(MAYA)


@pytest.mark.parametrize(
    "words", ["every week for 6", "week 6", "every week for 6 times", "weekly 6"]
)
async def test_the_words_of_a_form_mean_the_same(group: Chat, words: str) -> None:
    said = await group.say(MAYA, f"/meeting series Weekly 2027-01-27 18:00 60m {words}")
    assert "every week, 6 times in all" in said.only(MAYA)


async def test_only_an_organiser_makes_a_series(group: Chat) -> None:
    assert (await group.say(PAT, SERIES)).names == ["not-your-role"]


async def test_the_first_is_a_draft_and_the_next_are_made_when_it_is_published(
    group: Chat,
) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, SERIES)
    assert (await group.the_meeting()).state is MeetingState.DRAFT
    published = await group.say(MAYA, "/meeting publish")
    assert [parcel.key for parcel in published.to(ROOM)].count("meeting-published") == 1
    said = (await group.say(MAYA, "/meeting list")).only(MAYA)
    assert [day in said for day in ("27 January", "3 February", "10 February", "17 February")] == [
        True, True, False, False,
    ]  # fmt: skip


async def test_one_is_left_out_by_its_day_and_the_series_is_ended(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, SERIES)
    await group.say(MAYA, "/meeting publish")
    assert "no Weekly on Wednesday 24 February" in (
        await group.say(MAYA, "/meeting skip 2027-02-24")
    ).only(MAYA)
    assert "none on that day" in (await group.say(MAYA, "/meeting skip 2027-02-24")).only(MAYA)
    assert (await group.say(MAYA, "/meeting skip tomorrow")).names == ["wrong-form"]
    assert "No more meetings" in (await group.say(MAYA, "/meeting end-series")).only(MAYA)
    assert "no series to end" in (await group.say(MAYA, "/meeting end-series")).only(MAYA)
