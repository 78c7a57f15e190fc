"""Young people and guardians come in; checks, numbers and meetings are put on record (Y1–Y13)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.model.agreement import AGREEMENT
from bot.model.people import CheckLevel, Role
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat
from tests.commands.family import GIA, GUS, code, family, invited, member

KIM = "8"


async def test_nobody_of_unknown_age_comes_in_as_a_young_person(group: Chat) -> None:
    for words in ("Gia young_person", "Gia young person"):
        said = (await group.say(MAYA, f"/invite {words}")).only(MAYA)
        assert "When was Gia born?" in said
    assert "Gia" not in (await group.say(MAYA, "/people")).only(MAYA)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Gia young_person 2001-05-03", "18 or over"),
        ("Gia young_person 2031-05-03", "cannot be right"),
        ("Gia young_person 1830-05-03", "cannot be right"),
        ("Gia facilitator 2012-05-03", "under 18"),
        ("Gia 2012-05-03", "under 18"),
        ("Gia young_person 2012-13-03", "/invite NAME"),
    ],
)
async def test_a_birth_date_has_to_fit(group: Chat, words: str, says: str) -> None:
    said = (await group.say(MAYA, f"/invite {words}")).only(MAYA)
    if says.startswith("/"):
        assert "Gia" in said
    else:
        assert says in said
        assert "Gia" not in (await group.say(MAYA, "/people")).only(MAYA)


async def test_a_young_person_comes_in_and_is_welcomed_in_their_own_words(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Gia young_person 2012-05-03")).only(MAYA)
    assert "2012" not in said
    assert "/people guardian Gia NAME" in said
    welcome = (await group.say(GIA, f"/start {code(said)}", platform="discord")).only(GIA)
    assert "write /agree" in welcome
    assert "0800 1111" in welcome
    gia = await member(group, "Gia")
    assert (gia.born, gia.roles) == (date(2012, 5, 3), frozenset({Role.YOUNG_PERSON}))


async def test_a_birth_date_is_kept_sealed(group: Chat) -> None:
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    with group.store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT born FROM people WHERE name = 'Gia'").all()
    assert rows[0][0]
    assert "2012" not in rows[0][0]


async def test_guardians_are_tried_in_the_order_in_which_they_were_named(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/invite Kim Smith guardian")
    said = (await group.say(MAYA, "/people guardian gia Kim Smith")).only(MAYA)
    assert "in this order: Gus, Kim Smith" in said
    gia, gus, kim = [await member(group, name) for name in ("Gia", "Gus", "Kim Smith")]
    assert gia.guardians == (gus.id, kim.id)
    assert not gia.guardian_via_lead
    await group.say(TOM, "/people guardian Gia via-lead")
    again = await member(group, "Gia")
    assert (again.guardians, again.guardian_via_lead) == (gia.guardians, True)
    await group.say(MAYA, "/people guardian Gia direct")
    assert not (await member(group, "Gia")).guardian_via_lead
    await group.say(MAYA, "/people guardian Gia none")
    assert (await member(group, "Gia")).guardians == ()


async def test_a_guardian_is_an_adult_and_somebody_else(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/invite Lou young_person 2011-01-01")
    for words in ("Gia Lou", "Gia Gia"):
        said = (await group.say(MAYA, f"/people guardian {words}")).only(MAYA)
        assert "has to be 18 or over, and someone else" in said
    said = (await group.say(MAYA, "/people guardian Pat Gus")).only(MAYA)
    assert "there is no guardian to name" in said
    assert (await group.say(PAT, "/people guardian Gia Pat")).names == ["not-your-role"]


async def test_guardian_links_are_not_in_the_list_of_people(group: Chat) -> None:
    await family(group)
    listed = (await group.say(MAYA, "/people")).only(MAYA)
    assert "Gia: young person." in listed
    assert "Gus: guardian." in listed
    assert "2012" not in listed


async def test_a_guardian_may_have_no_account_but_a_number_and_a_pin(group: Chat) -> None:
    await group.say(MAYA, "/invite Gus guardian")
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    await group.say(MAYA, "/people guardian Gia Gus")
    said = (await group.say(MAYA, "/people phone Gus 07700 900112")).only(MAYA)
    assert "900112" not in said
    said = (await group.say(MAYA, "/people pin Gus 4821")).only(MAYA)
    assert "4821" not in said
    gus = await member(group, "Gus")
    assert (gus.outside_route, gus.has_pin, gus.routes) == (True, True, ())
    refused = (await group.say(MAYA, "/people pin Pat 4821")).only(MAYA)
    assert "sets their own PIN" in refused
    seen = await group.say(MAYA, "/people phone Gus 07700 900113", room=ROOM)
    assert "because others could see it" in seen.only(MAYA)


async def test_a_check_keeps_its_level_its_dates_and_who_saw_it(group: Chat) -> None:
    await invited(group, "Asha facilitator", KIM)
    said = (await group.say(MAYA, "/people check Asha enhanced 2028-01-01")).only(MAYA)
    assert "The enhanced check of Asha is on record." in said
    assert "Seen by: Maya" in said
    check = (await member(group, "Asha")).check
    assert check is not None
    maya = await group.person(MAYA)
    assert (check.level, check.expires) == (CheckLevel.ENHANCED, date(2028, 1, 1))
    assert (check.seen_by, check.seen_on) == (maya, date(2027, 1, 20))
    assert "From now on Asha has no check." in (
        await group.say(TOM, "/people check Asha none")
    ).only(TOM)
    assert (await member(group, "Asha")).check is None


@pytest.mark.parametrize(
    ("who", "words", "says"),
    [
        (MAYA, "Maya enhanced 2028-01-01", "your own check"),
        (TOM, "Tom enhanced 2028-01-01", "your own check"),
        (MAYA, "Tom enhanced 2027-01-20", "has run out"),
        (MAYA, "Tom enhanced", "/people check NAME enhanced"),
        (MAYA, "Tom gold 2028-01-01", "/people check NAME enhanced"),
        (MAYA, "Tom basic soon", "/people check NAME enhanced"),
        (PAT, "Tom basic 2028-01-01", "for the staff"),
    ],
)
async def test_a_check_that_cannot_count_is_not_kept(
    group: Chat, who: str, words: str, says: str
) -> None:
    said = (await group.say(who, f"/people check {words}")).only(who)
    assert says in said or "for the organisers" in said
    for name in ("Maya", "Tom", "Pat"):
        assert (await member(group, name)).check is None


async def test_the_second_adult_and_the_standby_are_checked_today(group: Chat) -> None:
    await invited(group, "Asha facilitator", KIM)
    await group.say(MAYA, "/meeting new Weekly 2027-02-20 10:00 60m")
    said = (await group.say(MAYA, "/meeting second Asha")).only(MAYA)
    assert "Asha has no check that counts today" in said
    await group.say(MAYA, "/people check Asha enhanced 2027-02-20")
    assert "no check" in (await group.say(MAYA, "/meeting second Asha")).only(MAYA)
    await group.say(MAYA, "/people check Asha enhanced 2028-01-01")
    assert "second adult of Weekly" in (await group.say(MAYA, "/meeting second Asha")).only(MAYA)
    assert "stands by for Weekly" in (await group.say(MAYA, "/meeting standby Asha")).only(MAYA)
    meeting = await group.the_meeting()
    asha = await member(group, "Asha")
    assert (meeting.second_adult, meeting.standby) == (asha.id, asha.id)
    assert (await group.say(TOM, "/meeting second Asha")).names == ["not-your-role"]


async def test_a_marked_meeting_expects_the_young_people_and_the_checked_adults(
    group: Chat,
) -> None:
    await family(group)
    await invited(group, "Asha facilitator", KIM)
    await group.say(MAYA, "/people check Asha enhanced 2028-01-01")
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
    assert "meeting for young people" in (await group.say(MAYA, "/meeting young")).only(MAYA)
    meeting = await group.the_meeting()
    asha, gia = await member(group, "Asha"), await member(group, "Gia")
    assert meeting.young
    assert set(meeting.expects) == {asha.id, gia.id}


async def test_guardians_and_young_people_are_not_expected_among_adults(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
    expects = (await group.the_meeting()).expects
    assert (await member(group, "Gus")).id not in expects
    assert (await member(group, "Gia")).id not in expects


async def test_whoever_is_too_young_for_a_platform_is_not_linked_there(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Gia young_person 2012-05-03")).only(MAYA)
    refused = await group.say(GIA, f"/start {code(said)}")
    assert refused.names == ["refused-age"]
    assert "your parent or guardian can do it with you" in refused.only(GIA)
    assert "Maya" in refused.only(GIA)
    assert (await member(group, "Gia")).routes == ()
    assert not await group.knows(GIA)


async def test_nor_is_their_second_account(group: Chat) -> None:
    await family(group)
    said = (await group.say(GIA, "/link", platform="discord")).only(GIA)
    used = re.findall(r"/link ([\w-]{20,})", said)[0]
    assert (await group.say("99", f"/link {used}")).names == ["refused-age"]
    assert not await group.knows("99")


async def test_on_the_birthday_they_are_old_enough(group: Chat) -> None:
    await invited(group, "Gia young_person 2011-01-20", GIA)
    assert len((await member(group, "Gia")).routes) == 1


async def test_somebody_known_elsewhere_brings_whom_they_look_after(group: Chat) -> None:
    await group.say(GUS, "/setup", room="-200", admin=True, title="Choir")
    said = await group.say(GUS, "/setup", room="-200", admin=True)
    await group.say(GUS, f"/start {code(said.only('-200'))}", name="Gustav")
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    invitation = (await group.say(MAYA, "/invite Gus guardian")).only(MAYA)
    await group.say(MAYA, "/people guardian Gia Gus")
    await group.say(GUS, f"/start {code(invitation)}")
    assert (await member(group, "Gia")).guardians == (await group.person(GUS),)


async def test_an_adults_account_never_becomes_a_young_persons(group: Chat) -> None:
    await group.say(GUS, "/setup", room="-200", admin=True, title="Choir")
    said = await group.say(GUS, "/setup", room="-200", admin=True)
    await group.say(GUS, f"/start {code(said.only('-200'))}", name="Gustav")
    invitation = (await group.say(MAYA, "/invite Gia young_person 2010-05-03")).only(MAYA)
    refused = (await group.say(GUS, f"/start {code(invitation)}")).only(GUS)
    assert "I know this account as someone else" in refused


async def test_a_guardian_holds_the_seat_of_a_child_without_an_account(group: Chat) -> None:
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    await invited(group, "Gus guardian", GUS)
    refused = (await group.say(MAYA, "/people held Gia Gus")).only(MAYA)
    assert "no guardian of Gia" in refused
    await group.say(MAYA, "/people guardian Gia Gus")
    said = (await group.say(MAYA, "/people held gia Gus")).only(MAYA)
    assert "Gia takes part through the account of Gus." in said
    gia, gus = await member(group, "Gia"), await member(group, "Gus")
    assert gia.held_by == gus.id
    with group.store._engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT held_by FROM minding").scalars().all()
    assert kept
    assert gus.id not in kept
    said = (await group.say(MAYA, "/people held Gia none")).only(MAYA)
    assert "through no one else's account" in said
    assert (await member(group, "Gia")).held_by is None


async def test_without_their_guardian_nobody_holds_a_seat(group: Chat) -> None:
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    await invited(group, "Gus guardian", GUS)
    await group.say(MAYA, "/people guardian Gia Gus")
    await group.say(MAYA, "/people held Gia Gus")
    await group.say(MAYA, "/people guardian Gia none")
    assert (await member(group, "Gia")).held_by is None


async def test_whoever_has_an_account_or_is_18_needs_no_held_seat(group: Chat) -> None:
    await family(group)
    assert "has an account" in (await group.say(MAYA, "/people held Gia Gus")).only(MAYA)
    assert "18 or over" in (await group.say(MAYA, "/people held Pat Gus")).only(MAYA)
    assert (await member(group, "Gia")).held_by is None


async def test_nobody_but_those_who_keep_the_record_says_who_holds_a_seat(group: Chat) -> None:
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    await invited(group, "Gus guardian", GUS)
    await group.say(MAYA, "/people guardian Gia Gus")
    await group.say(GUS, "/people held Gia Gus")
    assert (await member(group, "Gia")).held_by is None


async def test_the_yes_of_the_guardian_is_for_a_child_whose_seat_they_hold(group: Chat) -> None:
    await group.say(MAYA, "/invite Gia young_person 2012-05-03")
    await invited(group, "Gus guardian", GUS)
    await group.say(MAYA, "/people guardian Gia Gus")
    gus = (await member(group, "Gus")).id
    gia = (await member(group, "Gia")).id
    await group.store.run(lambda books: books.agree(gus, gia, AGREEMENT, group.now))
    assert not (await member(group, "Gia")).agreed
    await group.say(MAYA, "/people held Gia Gus")
    held = await member(group, "Gia")
    assert (held.agreed, held.guardian_agreed) == (True, True)
