"""A valid scenario file means what SPEC 9 says it means."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.model.case import Stage
from bot.model.keys import ANY_CARD, BUTTONS, MESSAGE_KEYS, may_carry
from bot.model.meeting import How, MeetingState, RoomKind
from bot.model.people import Role
from bot.scenario import deeds, expected
from bot.scenario.reading import read
from bot.scenario.story import Scenario
from tests.ground.tree import ROOT
from tests.scenario.stories import FILES, WEEKLY, changed, line_of, read_text, then


@pytest.fixture(scope="module")
def everything() -> Scenario:
    return read(FILES / "everything.yaml")


def utc(hour: int, minute: int = 0, second: int = 0, micro: int = 0) -> datetime:
    return datetime(2027, 1, 20, hour, minute, second, micro, tzinfo=UTC)


def spec_example() -> str:
    text = (ROOT / "docs" / "scenarios.md").read_text("utf-8")
    return text.split("```yaml\n")[1].split("```")[0]


def test_the_example_of_the_format_can_be_read(tmp_path: Path) -> None:
    story = read_text(spec_example(), tmp_path)
    assert list(story.people) == ["maya", "tom", "dana", "pat", "gia", "gus", "asha"]
    assert [step.at for step in story.timeline][:2] == [utc(17, 58), utc(17, 58, 30)]
    assert story.timeline[4].only
    assert len(story.timeline) == 10


def test_the_head_of_a_story(everything: Scenario) -> None:
    assert everything.title == "Everything that can be written"
    assert everything.starts == utc(17, 50)
    assert everything.group.zone == ZoneInfo("Europe/London")
    assert everything.group.operator == "olu"
    assert everything.path.endswith("everything.yaml")


def test_the_policy_is_handed_on_as_written(everything: Scenario) -> None:
    assert everything.policy == {
        "leaving.escalate_after": "10m",
        "young_people.adults_min": 3,
        "young_people.mixed": True,
        "quiet_hours": "21:00–08:00",
        "meeting.reminders": ["1d", "1h"],
        "costs.claim_reminder_at": "10:00",
    }
    assert everything.policy_lines["young_people.adults_min"] == 7


def test_a_person_with_every_key(everything: Scenario) -> None:
    pat, asha = everything.people["pat"], everything.people["asha"]
    assert (pat.name, pat.roles, pat.accounts) == ("Pat", (Role.CONTRIBUTOR,), ("discord",))
    assert (pat.proved, pat.agreed, pat.practised, pat.discreet) == (False,) * 4
    assert (pat.limited_data, pat.why, pat.country) == (True, "to be heard", "NO")
    assert pat.emergency is not None
    assert pat.emergency.note.startswith("Safe to call")
    assert (asha.name, asha.check, asha.check_expires) == (
        "Asha O’Neill",
        "enhanced",
        date(2028, 1, 1),
    )
    assert everything.people["gia"].born == date(2012, 5, 3)
    assert everything.people["gia"].guardians == ("gus",)
    assert everything.people["gia"].guardian_via_lead
    assert everything.people["gus"].pin == "0421", "a PIN keeps its noughts"
    assert everything.people["maya"].email == "maya@example.org"


def test_what_is_taken_as_given() -> None:
    maya = read(FILES / "weekly.yaml").people["maya"]
    assert maya.proved
    assert maya.agreed
    assert maya.practised
    assert maya.discreet
    assert maya.name == "Maya"
    assert maya.emergency is None


def test_phones_are_invented_once_for_each_and_stay(everything: Scenario) -> None:
    phones = {key: person.phone for key, person in everything.people.items()}
    assert phones["dana"] is None
    assert phones["pat"] == "+44 7700 900111"
    invented = [phones[key] for key in ("maya", "asha", "gia", "olu")]
    assert all(phone is not None and phone.startswith("+44 7700 900") for phone in invented)
    assert len(set(phones.values())) == len(phones)
    again = read(FILES / "everything.yaml").people
    assert {key: person.phone for key, person in again.items()} == phones


def test_an_invented_phone_is_never_one_that_somebody_was_given(tmp_path: Path) -> None:
    story = read_text(changed("pat: {roles", 'pat: {phone: "07700 900 100", roles'), tmp_path)
    assert story.people["maya"].phone == "+44 7700 900101"


def test_a_meeting_with_every_key(everything: Scenario) -> None:
    weekly = everything.meetings["weekly"]
    assert (weekly.title, weekly.platform, weekly.room) == ("Weekly", "discord", RoomKind.VOICE)
    assert (weekly.starts, weekly.ends) == (utc(18), utc(19))
    assert (weekly.lead, weekly.contact) == ("asha", "maya")
    assert (weekly.second_adult, weekly.standby) == ("asha", "dana")
    assert weekly.phone == "0808 157 0123"
    assert weekly.young
    assert everything.meetings["chat"].starts == utc(18)


def test_contact_and_chair_are_the_marked_person_unless_said(everything: Scenario) -> None:
    chat = everything.meetings["chat"]
    assert (chat.contact, chat.lead) == ("maya", "maya")


def test_of_two_marked_people_the_expected_one_is_the_contact(tmp_path: Path) -> None:
    people = "people:\n  olu: {roles: [organiser], contact: true, accounts: [discord]}\n"
    assert read_text(changed("people:\n", people), tmp_path).meetings["weekly"].contact == "maya"


def test_every_deed(everything: Scenario) -> None:
    done = [(action.actor, action.deed) for step in everything.timeline for action in step.actions]
    assert done == [
        ("maya", deeds.Opens(meeting="weekly")),
        ("maya", deeds.Opens(meeting="chat")),
        ("asha", deeds.Joins(meeting="weekly")),
        ("pat", deeds.Joins(meeting="weekly")),
        ("pat", deeds.Says(text='I\'m here: "hello"')),
        ("gus", deeds.Joins(meeting="weekly", by_phone=True)),
        ("gia", deeds.Sends(text="/support")),
        ("pat", deeds.Links(platform="telegram")),
        ("pat", deeds.Joins(meeting="chat")),
        ("pat", deeds.Writes(meeting="chat", text="good evening")),
        ("pat", deeds.Moves(meeting="weekly")),
        ("pat", deeds.Leaves(meeting="weekly", how=How.BACK_SOON)),
        ("pat", deeds.CannotCome(meeting="chat")),
        ("pat", deeds.Unlinks(platform="telegram")),
        ("pat", deeds.Blocks()),
        ("pat", deeds.Unblocks()),
        ("maya", deeds.StartsBreak(meeting="weekly", lasts=timedelta(minutes=5))),
        ("maya", deeds.Removes(person="pat", meeting="weekly")),
        ("maya", deeds.Logs(person="pat")),
        ("maya", deeds.Presses(key="case-alert", button="take")),
        ("maya", deeds.Ends(meeting="chat")),
        ("gia", deeds.Leaves(meeting="weekly")),
        ("gia", deeds.Leaves(meeting="weekly")),
        ("gia", deeds.LeavesGroup(meeting="weekly")),
        ("gia", deeds.Presses(key="admitted", button="help")),
        ("bot", deeds.BotStops()),
        ("bot", deeds.BotStarts()),
        ("platform", deeds.GoesAway(platform="discord")),
        ("platform", deeds.ComesBack(platform="discord")),
        ("platform", deeds.Refuses(platform="discord", person="pat")),
        ("platform", deeds.Accepts(platform="discord", person="pat")),
        ("platform", deeds.Delivers(platform="telegram", twice=True)),
        ("platform", deeds.Delivers(platform="telegram", twice=False)),
        ("platform", deeds.Answers429(platform="telegram", lasts=timedelta(seconds=20))),
    ]


def test_every_expectation(everything: Scenario) -> None:
    step = everything.timeline[5]
    line = step.line + 2
    assert step.expects == (
        expected.Message(
            line=line,
            to="pat",
            key="check-in",
            says="are you (OK|all right)",
            via="telegram",
            where="private",
        ),
        expected.Message(line=line + 1, to="weekly", key="opening", where="group"),
        expected.Not(line=line + 2, key="check-in", to="maya"),
        expected.Not(line=line + 3, key="case-broadcast"),
        expected.MeetingIs(line=line + 4, meeting="weekly", state=MeetingState.HELD),
        expected.Gate(line=line + 5, meeting="weekly", open=False),
        expected.Within(line=line + 6, meeting="weekly", who=("maya",)),
        expected.Muted(line=line + 7, who=()),
        expected.OpenCases(line=line + 8, meeting="weekly", open=2),
        expected.CaseStage(line=line + 9, person="pat", stage=Stage.OWNED),
    )


def test_case_is_ignored_in_what_a_message_says() -> None:
    message = expected.Message(line=1, to="pat", key="check-in", says="are YOU ok")
    assert message.matches("Hello. Are you OK?")
    assert not message.matches("Hello.")


def test_which_steps_are_checked(everything: Scenario) -> None:
    assert [step.checked for step in everything.timeline] == [False] * 5 + [True] * 3
    assert [step.only for step in everything.timeline] == [False] * 6 + [True, False]


def test_lines_are_those_of_the_file(everything: Scenario) -> None:
    text = (FILES / "everything.yaml").read_text("utf-8")
    assert everything.people["gia"].line == line_of(text, "gia: {roles")
    assert everything.meetings["chat"].line == line_of(text, "chat:")
    removes = next(
        action
        for step in everything.timeline
        for action in step.actions
        if isinstance(action.deed, deeds.Removes)
    )
    assert removes.line == line_of(text, "removes pat")


def test_deeds_can_be_told_as_sentences(everything: Scenario) -> None:
    told = [everything.telling(a) for step in everything.timeline for a in step.actions]
    assert told[0] == "Maya opens weekly"
    assert told[2] == "Asha O’Neill joins weekly"
    assert "The bot stops" in told
    assert "Discord goes away" in told


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('says "fine"', "fine"),
        ("says 'fine'", "fine"),
        ("says “fine”", "fine"),
        ('"says \\"one\\ntwo\\""', "one\ntwo"),
        ('says "say \\"hi\\" to C:\\\\new"', 'say "hi" to C:\\\\new'),
        ("'says \"a: b #c\"'", "a: b #c"),
    ],
)
def test_words_stand_between_quotes(written: str, words: str, tmp_path: Path) -> None:
    story = read_text(then('- at: "18:40"', f"  pat: {written}"), tmp_path)
    assert story.timeline[-1].actions[0].deed == deeds.Says(text=words)


def test_hostile_words_are_read_as_they_are() -> None:
    story = read(FILES / "hostile.yaml")
    assert story.timeline[0].actions[1].deed == deeds.Says(text="\x1b[31mred\r\nnext\u2028line")
    assert story.name("pat") == "\u202etap\u202c </text><svg onload=x>"


def test_a_very_long_message_can_be_said(tmp_path: Path) -> None:
    words = "word " * 4_000
    story = read_text(then('- at: "18:40"', f"  pat: says '{words}x'"), tmp_path)
    assert story.timeline[-1].actions[0].deed == deeds.Says(text=f"{words}x")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = WEEKLY.replace("\n", "\r\n")
    assert read_text(b"\xef\xbb\xbf" + text.encode(), tmp_path).title == "Pat drops out"


@pytest.mark.parametrize("name", ["weekly", "everything", "hostile"])
def test_a_story_survives_being_written_down(name: str) -> None:
    story = read(FILES / f"{name}.yaml")
    assert msgspec.json.decode(msgspec.json.encode(story), type=Scenario) == story


def section_7() -> set[str]:
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    listed = rules.split("## 7. Message keys")[1].split("\n## ")[0]
    return {word.strip("`") for word in listed.split() if word.startswith("`") and "/" not in word}


def test_every_message_key_of_the_rules_is_known() -> None:
    assert len(section_7()) > 60
    assert section_7() <= MESSAGE_KEYS


def test_every_button_of_the_format_is_known() -> None:
    text = (ROOT / "docs" / "scenarios.md").read_text("utf-8")
    listed, any_card = text.split("**Buttons, by key:**")[1].split("any young person's card: ")
    assert (any_card.split(".")[0],) == ANY_CARD
    for entry in listed.strip(" ·").split(" · "):
        keys, _, buttons = entry.partition(": ")
        names = tuple(buttons.split(" (")[0].split(", "))
        for key in re.findall("`(.+?)`", keys):
            assert BUTTONS[key] == names


def test_buttons_belong_to_messages_that_there_are() -> None:
    assert set(BUTTONS) <= MESSAGE_KEYS
    assert may_carry("lobby-wait", "help")
    assert not may_carry("lobby-wait", "take")
    assert not may_carry("no-such-key", "help")
