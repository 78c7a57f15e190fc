"""While a meeting runs (M4): what people write, and what comes back to whom."""

from __future__ import annotations

import pytest

from bot.happenings import CameIn
from bot.model.paper import PaperKind
from bot.model.people import Role
from bot.ports import Books
from tests.commands.conftest import MAYA, PAT, ROOM, SAM, TOM, Chat

EVERY = (
    *("/break", "/hand", "/hand next", "/jargon PPIE", "/glossary", "/stuck", "/ask checkin"),
    *("/thumbs Yes?", "/note Hello", "/action Pat: go", "/notes", "/decide list", "/rules"),
    *("/roles", "/roles offer"),
)
NONSENSE = ("/hand sideways", "/ask", "/thumbs", "/action", "/action Pat", "/decide xyzzy",
            "/rules add", "/rules drop x", "/roles offer king", "/jargon", "/note")  # fmt: skip


async def running(group: Chat) -> Chat:
    """The meeting is open, and Maya, Tom and Pat are in it."""
    await group.open_meeting()
    await group.passes(hours=1)
    for account in (MAYA, TOM, PAT):
        await group.happens(CameIn(platform="telegram", account=account, room=ROOM))
    return group


@pytest.mark.parametrize("text", EVERY)
async def test_without_a_meeting_there_is_an_answer_all_the_same(group: Chat, text: str) -> None:
    for account in (MAYA, PAT):
        assert (await group.say(account, text)).to(account), text


@pytest.mark.parametrize("text", NONSENSE)
async def test_what_cannot_be_read_is_answered_with_how_it_is_written(
    group: Chat, text: str
) -> None:
    await running(group)
    assert (await group.say(MAYA, text)).only(MAYA)


async def test_nothing_of_it_says_who_asked_for_a_break(group: Chat) -> None:
    await running(group)
    assert (await group.say(PAT, "/break")).names == ["break-asked"]
    said = await group.say(TOM, "/break")
    assert {parcel.key for parcel in said} == {"break-due", "break-asked"}
    for parcel in said:
        assert "Pat" not in parcel.text
        assert "Tom" not in parcel.text
    (posted,) = said.to(ROOM)
    assert posted.buttons == ()
    (private,) = (parcel for parcel in said.to(MAYA) if parcel.key == "break-due")
    assert [name for name, _ in private.buttons] == ["break-5", "not-now"]


async def test_a_word_is_not_a_way_to_say_things_without_a_name(group: Chat) -> None:
    await running(group)
    for words in ("you are all wrong about this", "x" * 41):
        assert not (await group.say(PAT, f"/jargon {words}")).to(ROOM), words
    said = await group.say(PAT, "/jargon @everyone <b>")
    assert "\neveryone b\n" in said.to(ROOM)[0].text
    said = await group.say(PAT, "/jargon co-production*!")
    assert "\nco-production\n" in said.to(ROOM)[0].text


async def test_the_glossary_is_for_staff_to_write(group: Chat) -> None:
    assert (await group.say(PAT, "/glossary add X = Y")).names == ["not-your-role"]
    assert (await group.say(MAYA, "/glossary add X")).names == ["wrong-form"]
    await group.say(MAYA, "/glossary add Co-production = doing it together")
    assert "doing it together" in (await group.say(PAT, "/jargon co-PRODUCTION")).only(PAT)
    assert "Co-production: doing it together" in (await group.say(PAT, "/glossary")).only(PAT)


async def test_only_who_it_is_for_can_agree_to_a_note(group: Chat) -> None:
    await running(group)
    said = await group.say(MAYA, "/action Pat: book the room by 2027-02-01")
    (ask,) = said.to(PAT)
    assert not await group.press(TOM, ask, "agree")
    assert "book the room" not in (await group.say(TOM, "/notes")).only(TOM)
    assert (await group.press(PAT, ask, "agree")).names == ["reworded"]
    assert "To do: Pat: book the room (2027-02-01)" in (await group.say(TOM, "/notes")).only(TOM)
    assert "changed by now" in (await group.press(PAT, ask, "agree")).only(PAT)


async def test_an_action_needs_no_colon_where_there_are_fields(group: Chat) -> None:
    await running(group)
    said = await group.say(MAYA, "/action Pat book the room 2027-02-01")
    assert "Pat: book the room (2027-02-01)" in said.to(PAT)[0].text
    assert (await group.say(MAYA, "/action Nobody in particular")).names == ["wrong-form"]


async def test_a_note_names_whoever_is_called_by_their_name(group: Chat) -> None:
    await running(group)
    assert (await group.say(MAYA, "/note We were patient with the pattern.")).names == ["noted"]
    said = await group.say(MAYA, "/note Pat's idea is good, says Maya.")
    assert [parcel.key for parcel in said.to(PAT)] == ["note-ask"]
    assert not said.to(TOM)


async def test_what_is_written_down_is_sealed(group: Chat) -> None:
    await running(group)
    await group.say(MAYA, "/note The secret word is heron.")

    def read(books: Books) -> list[str]:
        home = books.group_of_room("telegram", ROOM)
        papers = books.papers(home or "", PaperKind.NOTE)
        return [paper.doc["text"] for paper in papers]

    assert await group.store.run(read) == ["The secret word is heron."]


async def test_a_key_decision_is_not_for_the_staff_to_confirm(group: Chat) -> None:
    await running(group)
    for text in ("new Do we go?", "key yes", "outcome We go."):
        assert (await group.say(MAYA, f"/decide {text}")).names == ["decision"]
    (ask,) = (await group.say(MAYA, "/decide close")).to(ROOM)
    for staff in (MAYA, TOM):
        assert (await group.press(staff, ask, "confirm")).names == ["decision"]
    said = await group.press(PAT, ask, "confirm")
    assert said.names == ["decision-made"]
    assert "Decided: We go." in (await group.say(PAT, "/decide list")).only(PAT)
    assert "closed, or has changed" in (await group.press(PAT, ask, "confirm")).only(PAT)


async def test_without_a_contributor_no_key_decision_is_put(group: Chat) -> None:
    await running(group)
    await group.be(PAT, Role.FACILITATOR)
    for text in ("new Do we go?", "key yes", "outcome We go."):
        await group.say(MAYA, f"/decide {text}")
    said = await group.say(MAYA, "/decide close")
    assert said.names == ["decision"]
    assert "not staff" in said.only(MAYA)


async def test_what_is_not_ours_says_why(group: Chat) -> None:
    await running(group)
    await group.say(MAYA, "/decide new Who pays the rent?")
    assert "why" in (await group.say(MAYA, "/decide who not-ours")).only(MAYA)
    said = await group.say(MAYA, "/decide who not-ours The university owns the house.")
    assert "Why: The university owns the house." in said.only(MAYA)


async def test_the_one_who_takes_the_notes_may_write_them(group: Chat) -> None:
    await running(group)
    assert "takes the notes" in (await group.say(PAT, "/note Hello")).only(PAT)
    said = await group.say(MAYA, "/roles offer notes")
    (offer,) = (parcel for parcel in said if parcel.key == "role-offer")
    whose = offer.address
    await group.press(whose, offer, "yes-please")
    assert (await group.say(whose, "/note We begin at six.")).names == ["noted"]


async def test_roles_go_first_to_who_has_had_none(group: Chat) -> None:
    await running(group)
    for expected in (MAYA, TOM, PAT):
        said = await group.say(MAYA, "/roles offer")
        offers = [parcel for parcel in said if parcel.key == "role-offer"]
        assert len({parcel.address for parcel in offers}) == min(len(offers), 3), expected
        if not offers:
            return


async def test_ground_rules_are_kept_by_version(group: Chat) -> None:
    await running(group)
    assert (await group.say(PAT, "/rules add Nobody speaks")).names == ["not-your-role"]
    await group.say(MAYA, "/rules add One at a time")
    (ask,) = (await group.say(MAYA, "/rules adopt")).to(ROOM)
    for account in (PAT, TOM):
        assert not (await group.press(account, ask, "agree")).to(ROOM)
    assert "1. One at a time" in (await group.say(PAT, "/rules")).only(PAT)
    await group.say(MAYA, "/rules add What we say stays here")
    await group.say(MAYA, "/rules drop 1")
    said = (await group.say(PAT, "/rules")).only(PAT)
    assert said.index("One at a time") < said.index("Not agreed on yet") < said.index("stays here")


async def test_somebody_of_another_group_hears_nothing(group: Chat) -> None:
    await running(group)
    for text in ("/notes", "/hand", "/rules", "/decide list"):
        assert (await group.say(SAM, text)).names == ["not-known"]
