"""Who is what in a group, who said so, and what nobody is without a check (P3, Y1)."""

from __future__ import annotations

from bot.model.people import Role
from tests.commands.conftest import MAYA, PAT, SAM, TOM, Chat
from tests.commands.family import family, member


async def test_a_role_is_kept_with_who_gave_it_and_when(group: Chat) -> None:
    said = (await group.say(MAYA, "/people role Pat facilitator")).only(MAYA)
    assert "Pat is now: facilitator, contributor" in said
    assert (await member(group, "Pat")).roles == {Role.FACILITATOR, Role.CONTRIBUTOR}
    listed = (await group.say(MAYA, "/people")).only(MAYA)
    assert "Said by Maya on Wednesday 20 January" in listed
    given = await group.store.run(lambda books: books.roles_given(books.all_groups()[0]))
    maya, pat = await group.person(MAYA), await group.person(PAT)
    assert given[pat] == (maya, group.now)


async def test_a_role_is_taken_away_again(group: Chat) -> None:
    await group.say(MAYA, "/people role Pat facilitator")
    await group.say(MAYA, "/people role Pat not facilitator")
    assert (await member(group, "Pat")).roles == {Role.CONTRIBUTOR}


async def test_with_young_people_nobody_facilitates_without_a_check(group: Chat) -> None:
    await family(group)
    said = (await group.say(MAYA, "/people role Pat facilitator")).only(MAYA)
    assert "Pat has no check that counts today." in said
    assert (await member(group, "Pat")).roles == {Role.CONTRIBUTOR}
    assert "check of Pat is on record" in (
        await group.say(MAYA, "/people check Pat basic 2028-01-01")
    ).only(MAYA)
    assert not (await member(group, "Pat")).is_checked(group.now.date()), "no staff, no adult"
    await group.say(MAYA, "/people role Pat facilitator")
    assert (await member(group, "Pat")).is_checked(group.now.date())


async def test_whoever_is_invited_to_facilitate_needs_a_check_first(group: Chat) -> None:
    assert "see the check" not in (await group.say(MAYA, "/invite Kim facilitator")).only(MAYA)
    await family(group)
    said = (await group.say(MAYA, "/invite Lee facilitator")).only(MAYA)
    assert "First see the check of Lee." in said


async def test_no_check_is_kept_of_somebody_who_is_only_a_guardian(group: Chat) -> None:
    await family(group)
    said = (await group.say(MAYA, "/people check Gus basic 2028-01-01")).only(MAYA)
    assert "is not on the staff" in said
    assert (await member(group, "Gus")).check is None


async def test_nobody_under_18_gets_a_role_for_adults(group: Chat) -> None:
    await family(group)
    for words in ("Gia organiser", "Gia not young_person", "Pat young_person"):
        said = (await group.say(MAYA, f"/people role {words}")).only(MAYA)
        assert "does not fit the age" in said
    assert (await member(group, "Gia")).roles == {Role.YOUNG_PERSON}


async def test_nobody_gives_themselves_a_role_or_leaves_a_group_without_organisers(
    group: Chat,
) -> None:
    assert "give yourself" in (await group.say(TOM, "/people role Tom organiser")).only(TOM)
    said = (await group.say(MAYA, "/people role Maya not organiser")).only(MAYA)
    assert "one of the few" in said
    await group.say(MAYA, "/people role Tom organiser")
    await group.say(MAYA, "/people role Maya not organiser")
    assert Role.ORGANISER not in (await member(group, "Maya")).roles


async def test_roles_are_for_those_who_keep_the_records(group: Chat) -> None:
    assert (await group.say(PAT, "/people role Pat organiser")).names == ["not-your-role"]
    assert (await group.say(MAYA, "/people role Pat king")).names == ["wrong-form"]


async def test_a_young_peoples_meeting_is_published_where_two_people_organise(
    group: Chat,
) -> None:
    await family(group)
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Club 2027-02-20 10:00 40m")
    await group.say(MAYA, "/meeting young")
    refused = (await group.say(MAYA, "/meeting publish")).only(MAYA)
    assert "only one person organises this group" in refused
    assert (await group.the_meeting()).state.value == "draft"
    await group.say(MAYA, "/people role Tom organiser")
    heard = await group.say(MAYA, "/meeting publish")
    assert "publish-refused" not in heard.names
    assert (await group.the_meeting()).state.value == "published"


async def test_what_the_group_is_for_is_told_to_whoever_is_invited(group: Chat) -> None:
    said = (await group.say(MAYA, "/people why Living well with bad lungs")).only(MAYA)
    assert "Living well with bad lungs" in said
    (welcome,) = await group.join(SAM, "Sam")
    assert "Maya has asked you to join." in welcome.text
    assert "This is what it is for: Living well with bad lungs" in welcome.text
    assert [label for _, label in welcome.buttons] == ["Show me"]
    heard = await group.press(SAM, welcome, "read")
    assert heard.names == ["guidelines"]
