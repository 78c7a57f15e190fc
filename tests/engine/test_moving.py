"""Moving from one room to another: leaving only where nobody of the group waits (L10)."""

from functools import partial

from bot import happenings as h
from bot.model import signals as s
from bot.model.meeting import MeetingState
from bot.ports import Books, GroupDetails
from tests.engine.house import House, add_meeting


def over(room: str) -> h.MovedOver:
    return h.MovedOver(
        platform="discord", account="discord/pat", room="room/weekly", to=f"room/{room}"
    )


async def test_moving_to_another_meeting_is_not_leaving(house: House) -> None:
    await (await house.prepare("weekly", "other")).under_way()
    await house.told(s.Opened(by="tom"), "other")
    await house.accept(over("other"))
    assert (await house.meeting()).newest_case_of("pat") is None
    assert "pat" in (await house.meeting("other")).present()


async def test_moving_to_where_no_meeting_is_is_leaving(house: House) -> None:
    await (await house.prepare()).under_way()
    await house.accept(over("kitchen"))
    assert (await house.case()).is_open


async def test_moving_to_a_meeting_that_is_over_is_leaving(house: House) -> None:
    await house.prepare()
    await house.run(partial(add_meeting, name="other", state=MeetingState.RUNNING))
    await house.told(s.Ended(by="tom"), "other")
    await house.under_way()
    await house.accept(over("other"))
    assert (await house.case()).is_open
    assert "pat" not in (await house.meeting()).present()


async def test_moving_to_a_room_of_another_group_empties_the_seat_here(house: House) -> None:
    await (await house.prepare()).under_way()

    def elsewhere(books: Books) -> None:
        group = GroupDetails(id="h", name="Hikers", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        books.add_room("h", "discord", "room/hikers", "Hikers")

    await house.run(elsewhere)
    await house.accept(over("hikers"))
    assert (await house.case()).is_open
    assert "pat" not in (await house.meeting()).present()
