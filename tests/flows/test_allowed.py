"""What no young people's meeting may be (Y9, Y10)."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.flows import allowed
from bot.model.meeting import Meeting, RoomKind
from bot.model.people import Person, Platform, Role, Route
from bot.model.policy import Policy
from tests.flows.cast import meeting

DAY = date(2027, 1, 20)


def young(born: date, *on: Platform) -> Person:
    routes = tuple(Route(platform=platform, account="kit", proved=True) for platform in on)
    return Person(id="kit", roles=frozenset({Role.YOUNG_PERSON}), born=born, routes=routes)


def reason(person: Person, platform: Platform, room: RoomKind, **more: object) -> str | None:
    plain: Meeting = meeting(platform=platform, room=room, expects=("kit",))
    plan = msgspec.structs.replace(plain, **more)
    return allowed.why_forbidden(plan, {"kit": person}, DAY, Policy.default(), "GB")


def test_live_voice_where_nobody_can_look_is_refused() -> None:
    sixteen = young(date(2010, 5, 3), "telegram")
    assert reason(sixteen, "telegram", RoomKind.VOICE) == "voice-nobody-sees"
    assert reason(sixteen, "telegram", RoomKind.TEXT) is None


def test_so_is_one_that_staff_marked_as_for_young_people() -> None:
    adult = young(date(2000, 5, 3), "telegram")
    marked = reason(adult, "telegram", RoomKind.VOICE, young=True)
    assert marked == "voice-nobody-sees"
    assert reason(adult, "telegram", RoomKind.VOICE) is None


def test_an_account_on_a_platform_they_are_too_young_for_is_refused() -> None:
    fifteen = young(date(2011, 5, 3), "telegram")
    assert reason(fifteen, "telegram", RoomKind.TEXT) == "too-young-for-platform"
    twelve = young(date(2014, 1, 21), "discord")
    assert reason(twelve, "discord", RoomKind.VOICE) == "too-young-for-platform"
    assert reason(young(date(2014, 1, 20), "discord"), "discord", RoomKind.VOICE) is None


def test_a_seat_held_by_a_guardian_needs_no_account() -> None:
    assert reason(young(date(2016, 1, 1)), "discord", RoomKind.VOICE) is None


def test_a_country_that_is_not_in_the_table_has_the_strictest_age() -> None:
    fifteen = young(date(2011, 5, 3), "discord")
    plan = meeting(platform="discord", room=RoomKind.VOICE, expects=("kit",))
    found = allowed.why_forbidden(plan, {"kit": fifteen}, DAY, Policy.default(), "ZZ")
    assert found == "too-young-for-platform"
