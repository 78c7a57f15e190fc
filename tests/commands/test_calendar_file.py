"""A calendar file that every calendar can read (RFC 5545), and that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.calendar_file import LONGEST_LINE, Event, calendar
from bot.model.effects import Reply
from tests.commands.conftest import MAYA, PAT, Chat

NOW = datetime(2027, 1, 18, 9, 30, tzinfo=UTC)
WEEKLY = Event(
    uid="m1@alongside",
    revision=2,
    starts=datetime(2027, 7, 1, 18, tzinfo=UTC),
    ends=datetime(2027, 7, 1, 19, tzinfo=UTC),
    title="Weekly",
    about="Open the group.",
)


def unfolded(file: bytes) -> list[str]:
    """Its lines, put together again."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    return file.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_meeting_has_all_that_a_calendar_needs() -> None:
    assert unfolded(calendar([WEEKLY], NOW)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Alongside//Meetings//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:m1@alongside",
        "SEQUENCE:2",
        "DTSTAMP:20270118T093000Z",
        "DTSTART:20270701T180000Z",
        "DTEND:20270701T190000Z",
        "SUMMARY:Weekly",
        "STATUS:CONFIRMED",
        "DESCRIPTION:Open the group.",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Tea, cake; and a \\", "Tea\\, cake\\; and a \\\\"),
        ("One\r\nEND:VEVENT\nTwo", "One\\nEND:VEVENT\\nTwo"),
        ("A\x00\x07\x7f\x1bB", "AB"),
        ("Café \N{GRINNING FACE} \ud83d", "Café \N{GRINNING FACE} ?"),
    ],
)
def test_what_somebody_chose_as_a_title_is_only_a_title(title: str, written: str) -> None:
    event = Event(uid="u", revision=0, starts=NOW, ends=NOW, title=title)
    lines = unfolded(calendar([event], NOW))
    assert f"SUMMARY:{written}" in lines
    assert lines.count("END:VEVENT") == 1


@pytest.mark.parametrize("letter", ["x", "é", "\N{GRINNING FACE}"])
def test_no_line_is_too_long_and_no_letter_is_cut(letter: str) -> None:
    title = letter * 200
    event = Event(uid="u", revision=0, starts=NOW, ends=NOW, title=title)
    file = calendar([event], NOW)
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert all(line.decode() for line in lines if line)
    assert f"SUMMARY:{title}" in unfolded(file)


def test_one_that_was_called_off_says_so() -> None:
    event = Event(uid="u", revision=3, starts=NOW, ends=NOW, title="Weekly", is_cancelled=True)
    assert "STATUS:CANCELLED" in unfolded(calendar([event], NOW))


async def file_of(chat: Chat, account: str) -> list[str]:
    heard = await chat.say(account, "/calendar")
    assert isinstance(heard[0].effect, Reply)
    assert heard[0].address == account
    assert heard[0].file is not None
    name, content = heard[0].file
    assert name == "meetings.ics"
    return unfolded(content)


async def test_everybody_gets_a_file_of_their_own_with_what_changed(group: Chat) -> None:
    assert "There is no meeting for you" in (await group.say(PAT, "/calendar")).only(PAT)
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-27 18:00 60m")
    assert (await group.say(PAT, "/calendar"))[0].file is None
    await group.say(MAYA, "/meeting publish")
    first = await file_of(group, PAT)
    assert {"SUMMARY:Weekly", "SEQUENCE:0", "DTSTART:20270127T180000Z"} <= set(first)
    await group.say(MAYA, "/meeting move 2027-01-28 18:30")
    moved = await file_of(group, PAT)
    assert {"SEQUENCE:1", "DTSTART:20270128T183000Z", "DTEND:20270128T193000Z"} <= set(moved)
    assert [line for line in moved if line.startswith("UID:")] == [
        line for line in first if line.startswith("UID:")
    ]
    await group.say(MAYA, "/meeting title Choir")
    assert {"SEQUENCE:2", "SUMMARY:Choir"} <= set(await file_of(group, PAT))
    await group.say(MAYA, "/meeting cancel")
    gone = await file_of(group, PAT)
    assert {"SEQUENCE:3", "STATUS:CANCELLED"} <= set(gone)
    text = "\n".join(first + moved + gone)
    assert "07700" not in text
    assert "Maya" not in text
    group.now += timedelta(days=30)
    assert (await group.say(PAT, "/calendar"))[0].file is None


async def test_the_content_waits_sealed(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-27 18:00 60m")
    await group.say(MAYA, "/meeting publish")
    heard = await group.say(PAT, "/calendar")
    effect = heard[0].effect
    assert isinstance(effect, Reply)
    assert effect.file is not None
    assert "VCALENDAR" not in effect.file.sealed
