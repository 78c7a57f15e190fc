"""A concern in words: whoever it is about hears nothing of it, and finds nothing (Y7)."""

from __future__ import annotations

from bot.model.people import Role
from bot.ports import Books
from tests.commands.conftest import MAYA, PAT, ROOM, SAM, TOM, Chat
from tests.commands.family import GIA, family, member


async def staffed(chat: Chat) -> None:
    """Tom is the lead, Maya organises, Sam is deputy."""
    await chat.join(SAM, "Sam", "deputy")


async def test_it_goes_to_the_lead_and_the_adult_finds_nothing(group: Chat) -> None:
    await staffed(group)
    await group.open_meeting()
    heard = await group.say(PAT, "/concern Maya she shouts at us")
    assert heard.to(MAYA) == []
    assert [parcel.key for parcel in heard.to(TOM)] == ["concern-alert"]
    assert "It is about Maya" in heard.to(TOM)[0].text
    assert "I tell them nothing" in heard.to(PAT)[0].text
    assert "Maya" not in heard.to(PAT)[0].text
    later = await group.passes(minutes=30)
    assert [parcel for parcel in later.to(MAYA) if "concern" in parcel.key or parcel.key ==
            "case-broadcast"] == []  # fmt: skip
    assert "no open case" in (await group.say(MAYA, "/case list")).only(MAYA)
    listed = (await group.say(TOM, "/case list")).only(TOM)
    (short,) = [line.split(":")[0] for line in listed.splitlines() if "Pat" in line]
    assert f"nothing open under {short}" in (await group.say(MAYA, f"/case take {short}")).only(
        MAYA
    )
    taken = await group.say(TOM, f"/case take {short}")
    assert "she shouts at us" in "".join(parcel.text for parcel in taken.to(TOM))
    handed = (await group.say(TOM, f"/case outcome {short} hand-over Maya")).only(TOM)
    assert "Maya cannot take this" in handed


async def test_a_young_person_is_asked_first_who_may_see_it(group: Chat) -> None:
    await staffed(group)
    await family(group)
    await group.open_meeting()
    heard = await group.say(GIA, "/concern Maya", platform="discord")
    assert [parcel.key for parcel in heard if parcel.address in {TOM, SAM, MAYA}] == []
    (asked,) = heard.to(GIA)
    assert asked.key == "help-who"
    assert "Maya" not in asked.text
    sent = await group.press(GIA, asked, "lead-only", platform="discord")
    told = {parcel.address for parcel in sent if parcel.key == "concern-alert"}
    assert told == {TOM, SAM}
    (received,) = [parcel for parcel in sent.to(GIA) if parcel.key == "concern-received"]
    assert "These people can see it: Tom, Sam" in received.text


async def test_in_a_room_nothing_is_done_with_it(group: Chat) -> None:
    await group.open_meeting()
    heard = await group.say(PAT, "/concern Maya", room=ROOM)
    assert heard.names == ["concern"]
    assert "others could see it" in heard.only(PAT)


async def test_a_group_without_any_meeting_tells_all_others_who_may_see_it(group: Chat) -> None:
    await staffed(group)
    heard = await group.say(PAT, "/concern Tom he is rude")
    assert heard.to(TOM) == []
    assert {parcel.address for parcel in heard if parcel.key == "concern-asked"} == {MAYA, SAM}
    assert "I have written to Sam, Maya." in heard.to(PAT)[0].text


async def test_what_a_young_person_says_is_for_nobody_alone(group: Chat) -> None:
    await family(group)
    heard = await group.say(GIA, "/concern Tom", platform="discord")
    assert heard.names == ["concern"]
    assert "0800 1111" in heard.only(GIA)


async def test_a_name_nobody_has_is_asked_about(group: Chat) -> None:
    assert (await group.say(PAT, "/concern Zoe")).names == ["no-such-person"]
    assert (await group.say(PAT, "/concern")).names == ["wrong-form"]
    assert (await group.say(PAT, "/concern Pat")).names == ["wrong-form"]


async def test_the_adult_may_be_the_only_organiser_and_the_lead(group: Chat) -> None:
    await group.be(MAYA, Role.ORGANISER, Role.SAFEGUARDING_LEAD)
    await group.open_meeting()
    await group.say(PAT, "/concern Maya")
    await group.passes(minutes=20)

    def owners(books: Books) -> set[str]:
        (stored,) = [books.meeting(m) for m in books.meetings_with_case_of(pat)]
        assert stored is not None
        (case,) = stored.meeting.open_cases()
        return {*case.alerted, *case.called, *case.deciders}

    pat = (await member(group, "Pat")).id
    assert (await member(group, "Maya")).id not in await group.store.run(owners)
