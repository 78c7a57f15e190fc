"""Cases in words: the same as by button, and never for those whom they are about (L4, L6, L7)."""

from __future__ import annotations

import pytest

from bot.happenings import Commanded
from bot.model.case import Stage
from bot.model.meeting import Attendance
from bot.model.people import Role
from tests.commands.conftest import MAYA, PAT, ROOM, SAM, TOM, Chat
from tests.commands.family import family, meet, member


@pytest.fixture
async def away(group: Chat) -> Chat:
    """Pat dropped out of a meeting and has not answered: Maya and Tom are alerted."""
    await group.open_meeting()
    for account in (PAT, MAYA):
        await group.say(account, "/here")
    for _ in range(4):
        await group.passes(minutes=8)
        await group.say(MAYA, "/here")
    assert (await group.the_meeting()).open_cases()[0].stage is Stage.ESCALATED
    return group


async def code(chat: Chat) -> str:
    meeting = await chat.the_meeting()
    return f"{meeting.id}-{meeting.open_cases()[0].id}"


async def test_staff_see_who_needs_someone(away: Chat) -> None:
    said = (await away.say(TOM, "/case list")).only(TOM)
    assert f"{await code(away)}: Pat, left, since 09:17, Weekly. Nobody has it yet." in said
    await away.say(MAYA, f"/case take {await code(away)}")
    assert "Maya has it." in (await away.say(TOM, "/case", room=ROOM)).only(TOM)


async def test_nobody_sees_a_case_that_is_about_them(away: Chat) -> None:
    assert (await away.say(PAT, "/case list")).names == ["not-your-role"]
    await away.be(PAT, Role.SAFEGUARDING_LEAD)
    before = await away.the_meeting()
    listed = (await away.say(PAT, "/case list")).only(PAT)
    assert "no open case to show you" in listed
    for text in (f"take {await code(away)}", f"outcome {await code(away)} reached-ok"):
        assert "I know nothing open under" in (await away.say(PAT, f"/case {text}")).only(PAT)
    assert "no open case for Pat" in (await away.say(PAT, "/case ok Pat")).only(PAT)
    assert (await away.the_meeting()).cases == before.cases


async def test_a_case_is_taken_once(away: Chat) -> None:
    taken = await away.say(TOM, f"/case take {(await code(away)).upper()}")
    assert "case-contact" in [parcel.key for parcel in taken.to(TOM)]
    assert "Tom has this now." in (await away.say(MAYA, f"/case take {await code(away)}")).only(
        MAYA
    )
    again = (await away.say(TOM, f"/case take {await code(away)}")).only(TOM)
    assert "You have this already." in again


async def test_only_the_owner_says_how_it_went(away: Chat) -> None:
    short = await code(away)
    said = (await away.say(MAYA, f"/case outcome {short} reached-ok")).only(MAYA)
    assert f"/case take {short}" in said
    await away.say(TOM, f"/case take {short}")
    heard = await away.say(TOM, f"/case outcome {short} no answer")
    assert "What you told me of Pat is on record." in heard.to(TOM)[-1].text
    await away.say(TOM, f"/case outcome {short} reached-ok")
    assert (await away.the_meeting()).open_cases() == ()
    over = (await away.say(TOM, f"/case take {short}")).only(TOM)
    assert "This is over." in over


async def test_a_case_is_handed_to_somebody_by_name(away: Chat) -> None:
    short = await code(away)
    await away.say(TOM, f"/case take {short}")
    for name, key in (("Pat", "case-said"), ("Nobody", "no-such-person"), ("Tom", "case-said")):
        said = await away.say(TOM, f"/case outcome {short} hand-over {name}")
        assert said.names == [key]
    assert (await away.the_meeting()).open_cases()[0].owner == await away.person(TOM)
    heard = await away.say(TOM, f"/case outcome {short} hand over maya")
    assert "case-alert" in [parcel.key for parcel in heard.to(MAYA)]
    assert (await away.the_meeting()).open_cases()[0].owner is None


async def test_staff_log_that_somebody_is_ok(away: Chat) -> None:
    heard = await away.say(TOM, "/case ok pat")
    assert "What you told me of Pat is on record." in heard.to(TOM)[-1].text
    assert "case-withdrawn" in [parcel.key for parcel in heard.to(MAYA)]
    (case,) = (await away.the_meeting()).cases.values()
    assert case.outcome == "staff heard from them"
    assert case.closed_by == await away.person(TOM)
    assert "no open case for Pat" in (await away.say(TOM, "/case ok Pat")).only(TOM)


async def test_somebody_in_grace_is_not_listed_and_can_be_logged_ok(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    await group.passes(minutes=17, seconds=30)
    assert (await group.the_meeting()).open_cases()[0].stage is Stage.GRACE
    assert "no open case to show you" in (await group.say(MAYA, "/case list")).only(MAYA)
    assert (await group.say(MAYA, "/case ok Pat")).names == ["case-said"]
    assert (await group.the_meeting()).open_cases() == ()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("dance", "wrong-form"),
        ("take", "wrong-form"),
        ("outcome", "wrong-form"),
        ("ok", "wrong-form"),
        ("take c1", "case-said"),
        ("take nothing-c1", "case-said"),
        ("take weekly-", "case-said"),
        ("take ../../etc/passwd-c1", "case-said"),
        ("outcome nothing-c1 reached-ok", "case-said"),
        ("ok Nobody", "no-such-person"),
    ],
)
async def test_wrong_words_change_nothing(away: Chat, words: str, key: str) -> None:
    before = await away.the_meeting()
    assert (await away.say(TOM, f"/case {words}")).names == [key]
    assert (await away.the_meeting()).cases == before.cases


async def test_a_case_of_another_group_is_unknown(away: Chat) -> None:
    short = await code(away)
    await away.say(SAM, "/setup", room="-200", admin=True, title="Choir")
    said = await away.say(SAM, "/setup", room="-200", admin=True)
    await away.say(SAM, f"/start {said[0].text.split('start/')[1].split()[0]}", name="Kim")
    assert "I know nothing open under" in (await away.say(SAM, f"/case take {short}")).only(SAM)
    assert "no open case to show you" in (await away.say(SAM, "/case")).only(SAM)


async def test_the_same_command_delivered_twice_counts_once(away: Chat) -> None:
    taken = Commanded(platform="telegram", account=TOM, text=f"/case take {await code(away)}")
    assert (await away.engine.accept(taken, "same")).taken
    before = await away.the_meeting()
    await away.hear()
    assert not (await away.engine.accept(taken, "same")).taken
    assert await away.hear() == []
    assert await away.the_meeting() == before


async def test_a_case_can_be_taken_in_private_whatever_other_groups_somebody_has(
    away: Chat,
) -> None:
    short = await code(away)
    await away.say(MAYA, "/setup", room="-200", admin=True, title="Choir")
    await away.say(MAYA, "/meeting new Song 2027-01-20 10:00 60m", room="-200")
    await away.say(MAYA, "/meeting publish", room="-200")
    await away.say(MAYA, "/meeting open", room="-200")
    assert (await away.say(MAYA, "/meeting list")).names == ["which-group"]
    assert short in (await away.say(MAYA, "/case list")).only(MAYA)
    assert (await away.say(MAYA, "/case list", room="-200")).only(MAYA).count(short) == 0
    assert "case-contact" in (await away.say(MAYA, f"/case take {short}")).names
    assert "case-withdrawn" in (await away.say(MAYA, "/case ok Pat")).names


async def test_staff_log_a_call_before_anybody_looks_for_a_young_person(group: Chat) -> None:
    await family(group)
    gia = await member(group, "Gia")
    await meet(group, expects=(gia.id,))
    said = (await group.say(MAYA, "/case ok Gia")).to(MAYA)[-1].text
    assert "What you told me of Gia is on record." in said
    assert (await group.the_meeting()).seat(gia.id).in_touch


async def test_a_young_person_who_is_there_needs_no_call(group: Chat) -> None:
    await family(group)
    gia = await member(group, "Gia")
    await meet(group, expects=(gia.id,), attendance={gia.id: Attendance(been=True)})
    said = (await group.say(MAYA, "/case ok Gia")).to(MAYA)[-1].text
    assert "no open case for Gia" in said
    assert not (await group.the_meeting()).seat(gia.id).in_touch
