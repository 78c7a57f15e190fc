"""What happened can be read by people, in the terminal and as a picture, and as data."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.dom import minidom

import pytest
from rich.console import Console

from bot.scenario.reading import read
from bot.scenario.showing import as_svg, readable, show
from bot.scenario.story import Scenario
from bot.scenario.transcript import (
    CaseChange,
    Edit,
    Entry,
    Happened,
    Message,
    RoomAction,
    State,
    as_json,
)
from tests.scenario.stories import FILES, changed, read_text

LABELS = {"ok": "I'm OK", "technical": "Technical problem", "contact": "Please contact me"}
HOSTILE = (
    "[bold red]red[/bold red] [link=https://x.example]y[/link] :bomb: <script>&amp; ]]>\n"
    "\x1b[2J\x1b]8;;https://x.example\a\x9b31m\r\b\u202eevil\u2066 @font-face{ {0} %s "
)


def at(minute: int, second: int = 0) -> datetime:
    return datetime(2027, 1, 20, 18, minute, second, tzinfo=UTC)


def check_in(text: str = "Are you OK?", buttons: tuple[str, ...] = tuple(LABELS)) -> Message:
    return Message(
        at=at(31),
        to="pat",
        via="discord",
        where="private",
        key="check-in",
        text=text,
        buttons=buttons,
    )


ENTRIES: list[Entry] = [
    Happened(at=at(30), text="Pat drops from weekly"),
    check_in(),
    CaseChange(at=at(31), person="pat", kind="no_show", stage="owned", owner="maya"),
    Edit(
        at=at(32),
        to="maya",
        via="telegram",
        where="private",
        key="case-withdrawn",
        text="Pat has answered.",
    ),
    Message(at=at(33), to="weekly", via="discord", where="group", key="opening", text="Welcome."),
    RoomAction(at=at(34), do="admit", who="pat", room="weekly"),
    RoomAction(at=at(34), do="lock", who=None, room="weekly"),
    State(at=at(35), meeting="weekly", state="ended"),
]


@pytest.fixture(scope="module")
def story() -> Scenario:
    return read(FILES / "weekly.yaml")


def label(name: str) -> str:
    return LABELS.get(name, name)


def shown(entries: list[Entry], story: Scenario, *, width: int = 80, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        _environ={},
    )
    show(entries, story, console, label=label)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_it_says_when_who_sees_what_and_where(story: Scenario) -> None:
    lines = [line.rstrip() for line in shown(ENTRIES, story).splitlines()]
    assert lines[:4] == [
        "Pat drops out",
        "Breathe Well, Europe/London",
        "",
        "Wednesday 20 January 2027",
    ]
    for line in (
        "18:30:00  Pat drops from weekly",
        "18:31:00  Pat, privately (Discord)",
        "18:31:00  Case of Pat (no show): owned by Maya",
        "18:32:00  Maya, privately (Telegram), now reads",
        "18:33:00  Everybody in Weekly (Discord)",
        "18:34:00  Pat is let into Weekly",
        "18:34:00  The room of Weekly is locked",
        "18:35:00  Weekly is ended",
    ):
        assert line in lines
    page = "\n".join(lines)
    assert "│ Are you OK? " in page
    assert "[ I'm OK ] [ Technical problem ] [ Please contact me ]" in page
    assert " check-in ─╯" in page


def test_buttons_go_on_in_the_next_row_and_never_break(story: Scenario) -> None:
    page = shown([check_in()], story, width=44)
    assert "│ [ I'm OK ]                     │" in page
    assert "│ [ Technical problem ]          │" in page


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_longer_than_the_window(story: Scenario, width: int) -> None:
    long = [*ENTRIES, check_in("word " * 900 + "x" * 4_096), Happened(at=at(36), text="y" * 300)]
    wide = max(len(line.rstrip()) for line in shown(long, story, width=width).splitlines())
    assert wide <= max(width, 30)


def test_without_colour_it_is_plain(story: Scenario) -> None:
    assert "\x1b" not in shown(ENTRIES, story)
    assert "\x1b[" in shown(ENTRIES, story, colour=True)


def test_a_terminal_without_those_letters_gets_plainer_ones(story: Scenario) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    show([check_in("café “yes”")], story, Console(file=file, width=80), label=label)
    file.seek(0)
    page = file.read()
    assert "| caf? ?yes?" in page
    assert "+---" in page


def test_times_and_days_are_those_of_the_group(tmp_path: Path) -> None:
    story = read_text(
        changed("Europe/London", "Asia/Tokyo").split("timeline:")[0]
        + ("timeline:\n  - {at: 2027-01-20T18:00:00+00:00, only: true}\n"),
        tmp_path,
    )
    page = shown(
        [Happened(at=at(0), text="a"), Happened(at=at(0) + timedelta(days=1), text="b")], story
    )
    assert "Thursday 21 January 2027" in page
    assert "Friday 22 January 2027" in page
    assert "03:00:00  a" in page


def test_hostile_words_are_shown_and_obeyed_by_nothing() -> None:
    story = read(FILES / "hostile.yaml")
    entries: list[Entry] = [
        check_in(HOSTILE, (HOSTILE,)),
        Happened(at=at(31), text=HOSTILE),
        State(at=at(31), meeting="weekly", state=HOSTILE),
        CaseChange(at=at(31), person=HOSTILE, kind=HOSTILE, stage=HOSTILE, owner=HOSTILE),
        RoomAction(at=at(31), do="mute", who=HOSTILE, room=HOSTILE),
    ]
    page = shown(entries, story, width=200)
    assert all(c.isprintable() or c == "\n" for c in page)
    assert "[bold red]red[/bold red] [link=https://x.example]y[/link] :bomb:" in page
    assert "\\x1b[2J" in page
    assert "\\u202eevil" in page
    coloured = shown(entries, story, width=200, colour=True)
    assert not re.sub(r"\x1b\[[0-9;]*m", "", coloured).count("\x1b"), "only colours of our own"


def test_what_is_written_out_and_what_is_left_alone() -> None:
    assert readable("a\tb\r\nc\u00a0d\u2028e") == "a    b\nc d\ne"
    assert readable("\u2068Pat\u2069 \u200f1") == "Pat 1", "the marks our own texts carry"
    assert readable("👩\u200d🔬 café") == "👩\u200d🔬 café"
    assert readable("\ufffe\ud800\x00") == "\\ufffe\\ud800\\x00"


def test_the_picture_needs_nothing_from_elsewhere(story: Scenario) -> None:
    picture = as_svg(ENTRIES, story, "What Pat sees", label=label)
    tree = minidom.parseString(picture)  # noqa: S318  # our own drawing
    namespace = "http://www.w3.org/2000/svg"
    assert "://" not in picture.replace(namespace, "")
    assert "@font-face" not in picture
    assert all(target.startswith("#") for target in re.findall(r"url\((.)", picture))
    words = "".join(
        node.firstChild.nodeValue or ""
        for node in tree.getElementsByTagName("text")
        if node.firstChild is not None
    ).replace("\u00a0", " ")
    assert "Are you OK?" in words
    assert "[ Technical problem ]" in words
    assert "What Pat sees" in words


def test_the_picture_of_hostile_words_is_still_a_picture() -> None:
    story = read(FILES / "hostile.yaml")
    picture = as_svg([check_in(HOSTILE)], story, HOSTILE, label=label)
    tree = minidom.parseString(picture)  # noqa: S318  # our own drawing
    assert not tree.getElementsByTagName("script")
    assert len(tree.getElementsByTagName("svg")) == 1
    assert not re.search(r"\s(on\w+|href)=", re.sub(">[^<]*<", "><", picture))


def test_the_same_transcript_is_drawn_the_same(story: Scenario) -> None:
    first, again = (as_svg(ENTRIES, story, "t", label=label) for _ in range(2))
    assert first == again


def test_the_data_has_the_shape_of_the_format(story: Scenario) -> None:
    data = as_json(ENTRIES, story.group.zone)
    assert [next(key for key in entry if key != "at") for entry in data] == [
        "message",
        "case",
        "edit",
        "message",
        "action",
        "action",
        "state",
    ]
    assert data[0] == {
        "at": "2027-01-20T18:31:00+00:00",
        "message": {
            "to": "pat",
            "via": "discord",
            "where": "private",
            "key": "check-in",
            "text": "Are you OK?",
            "buttons": ["ok", "technical", "contact"],
        },
    }
    assert data[1]["case"] == {
        "person": "pat",
        "kind": "no_show",
        "stage": "owned",
        "owner": "maya",
    }
    assert data[4]["action"] == {"do": "admit", "who": "pat", "room": "weekly"}
    assert data[6]["state"] == {"meeting": "weekly", "state": "ended"}


def test_data_carries_the_words_untouched() -> None:
    assert as_json([check_in(HOSTILE)])[0]["message"]["text"] == HOSTILE
