"""Every command is answered: in the right form, by role, whatever is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.handling import _ACTS
from bot.commands.listing import BY_NAME, COMMANDS, Scope, form_of
from bot.commands.names import LONGEST_NAME, clean_name, clean_number, split_role
from bot.model.keys import MESSAGE_KEYS
from bot.model.people import Role
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, WORDS, Chat, code_in
from tests.wording.conftest import FOLDER

HOSTILE = [
    "<b>Sam</b> & <script>",
    "*Sam* _x_ [y](https://example.org) `z`",
    "Sam\u202e\u2066gnorw\u200f",
    "S" * 5000,
    "👨‍👩‍👧‍👦" * 400,
    "Z" + "\u0335" * 4000,
    "Sam\n\n/case list\r\x00\x1b[0m",
    "{ $person } none %s",
    "Sam\ud83d",
]


def test_every_command_is_listed_and_every_listed_command_is_there() -> None:
    assert set(_ACTS) == set(BY_NAME)
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z]{1,32}", command.name)
        assert 3 <= len(command.says) <= 60
        assert command.scopes
    assert [c.name for c in COMMANDS if c.scopes == {Scope.ROOM}] == ["setup"]
    organisers_only = {c.name for c in COMMANDS if c.roles == frozenset({Role.ORGANISER})}
    assert organisers_only == {"costs", "invite", "operator"}


def test_a_form_is_found_by_how_it_begins() -> None:
    assert form_of("meeting publish") == "/meeting publish"
    assert form_of("case outcome").count("/case outcome ID") == 2
    assert form_of("here") == "/here"


def test_every_answer_has_a_key() -> None:
    names = set(re.findall(r"(?m)^([a-z-]+) =", _read_commands()))
    answers = {name for name in names if not name.startswith(("line-", "part-"))}
    assert answers <= MESSAGE_KEYS
    assert answers <= WORDS.keys()


def _read_commands() -> str:
    return (FOLDER / "en-GB" / "commands.ftl").read_text("utf-8")


async def test_help_shows_what_somebody_can_do_and_no_more(group: Chat) -> None:
    said = (await group.say(PAT, "/help")).only(PAT)
    assert "/leaving: Say how you are leaving" in said
    assert "/case" not in said
    said = (await group.say(TOM, "/help")).only(TOM)
    assert "/case: See who needs someone" in said
    assert "/invite" not in said
    assert "/invite" in (await group.say(MAYA, "/help", room=ROOM)).only(MAYA)
    assert "/meeting break 5m" in (await group.say(MAYA, "/help meeting")).only(MAYA)
    assert "/leaving back-soon" in (await group.say(PAT, "/help /leaving")).only(PAT)
    assert "/meeting break" not in (await group.say(PAT, "/help meeting")).only(PAT)


async def test_a_word_that_is_no_command_gets_one_line_of_help(group: Chat) -> None:
    said = (await group.say(PAT, "/leave ok")).only(PAT)
    assert "I do not know /leave. Did you mean /leaving?" in said
    for text in ("/", "", "/xyzzy", "/😀", "/" + "x" * 5000, "/\u202e\u202e"):
        said = (await group.say(PAT, text)).only(PAT)
        assert "write /help" in said
        assert len(said) < 300


async def test_a_command_may_name_the_bot_and_be_shouted(group: Chat) -> None:
    assert (await group.say(PAT, "/HELP@alongside_bot")).names == ["help"]
    assert (await group.say(MAYA, "  /Meeting@alongside_bot\n LIST ")).names == ["meetings"]


async def test_a_young_person_reads_words_of_their_own(group: Chat) -> None:
    await group.be(PAT, Role.YOUNG_PERSON)
    for text in ("/help", "/leaving", "/xyzzy"):
        assert "Childline on 0800 1111" in (await group.say(PAT, text)).only(PAT)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_name_is_cleaned_and_cut(group: Chat, name: str) -> None:
    said = (await group.say(MAYA, f"/invite {name}")).only(MAYA)
    await group.say("9", f"/start {code_in(said)}", name=name)
    people = (await group.say(MAYA, "/people")).only(MAYA)
    assert not re.search("[\u202e\u2066\x00\x1b\ud83d]", people)
    shown = people.splitlines()[-1]
    assert ": contributor. I can write to them." in shown
    assert len(shown) <= LONGEST_NAME + 110


@pytest.mark.parametrize("name", ["", "\u202e\u2066", "\n", "\x00", " "])
async def test_a_name_made_of_nothing_is_none(group: Chat, name: str) -> None:
    before = (await group.say(MAYA, "/people")).only(MAYA)
    assert (await group.say(MAYA, f"/invite {name}")).names == ["wrong-form"]
    assert (await group.say(MAYA, "/people")).only(MAYA) == before


@pytest.mark.parametrize("name", [*HOSTILE, "", "\u202e"])
async def test_a_hostile_room_and_organiser_are_set_up_all_the_same(chat: Chat, name: str) -> None:
    said = (await chat.say(MAYA, "/setup", room=ROOM, admin=True, title=name)).only(ROOM)
    welcome = await chat.say(MAYA, f"/start {code_in(said)}", name=name)
    assert welcome.names == ["welcome"]
    assert not re.search("[\u202e\u2066\x00\x1b\ud83d]", welcome[0].text)


async def test_a_hostile_title_is_cleaned_and_cut(group: Chat) -> None:
    for number, name in enumerate(HOSTILE):
        said = await group.say(MAYA, f"/meeting new {name} 2027-02-{number + 1:02} 18:00 60m")
        assert said.names == ["meeting-made"] or len(name) > 2000
    assert (await group.say(MAYA, "/meeting list")).names == ["meetings"]


COMMAND_WORDS = st.sampled_from(
    """new publish open break end cancel list contact phone take outcome ok reached-ok hand-over
    c1 -c1 5m 60m 2027-01-20 2027-13-45 18:00 99:99 first second Maya Pat lead Europe/London - @ /
    technical back-soon""".split()
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([*sorted(BY_NAME), "xyzzy", ""]),
    words=st.lists(COMMAND_WORDS | st.text(max_size=20), max_size=6),
    account=st.sampled_from([MAYA, PAT, "9"]),
    room=st.sampled_from([None, ROOM, "-300"]),
)
async def test_whatever_is_written_is_answered_once_and_not_in_the_room(
    group: Chat, name: str, words: list[str], account: str, room: str | None
) -> None:
    heard = await group.say(account, f"/{name} {' '.join(words)}", room=room)
    mine = [parcel for parcel in heard if parcel.address in {account, room}]
    foreign = account == "9" and room is not None and name not in BY_NAME
    assert len(mine) == (0 if foreign else 1) or name in {"meeting", "setup", "aboutme"}, (
        heard.names
    )
    if account != "9" and name != "setup":
        assert [
            parcel.key for parcel in mine if parcel.address == room and parcel.do == "reply"
        ] == []


def test_a_role_stands_after_a_name() -> None:
    assert split_role(["Sam", "deputy"]) == (["Sam"], Role.DEPUTY_LEAD)
    assert split_role(["Sam", "Smith", "Safeguarding", "Lead"]) == (
        ["Sam", "Smith"],
        Role.SAFEGUARDING_LEAD,
    )
    assert split_role(["Lead"]) == (["Lead"], None)
    assert split_role(["Sam", "Smith"]) == (["Sam", "Smith"], None)
    assert split_role([]) == ([], None)


def test_numbers_are_kept_as_they_were_written() -> None:
    assert clean_number(" +44  7700 900111\u202e") == "+44 7700 900111"
    assert clean_number("+44\n7700 900111") == "+44 7700 900111"
    assert clean_number("٠٧٧٠٠٩٠٠١١١") is None
    assert clean_number("07700-900-111; rm") is None


def test_a_name_is_never_cut_within_a_letter() -> None:
    family = "👩🏽"
    assert clean_name(family * 100) == family * (LONGEST_NAME // len(family))
