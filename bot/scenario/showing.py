"""A transcript that people can read: in the terminal, and as a picture for a page.

Names and texts come from scenario files and from people. They are shown as they are, never as
markup, and nothing in them can move the cursor, change a colour or turn the writing round.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import assert_never

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.box import ROUNDED
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from bot.scenario.story import Scenario
from bot.scenario.transcript import (
    CaseChange,
    Edit,
    Entry,
    Happened,
    Message,
    RoomAction,
    State,
)

Label = Callable[[str], str]
"""The words on a button, by its name."""

WIDEST_BUBBLE = 66
PICTURE_WIDTH = 84
_MARGIN = 10
"""Columns for the time: 18:40:30 and two spaces."""

_COLOURS = ("cyan", "magenta", "green", "yellow", "blue")
_PAPER = TerminalTheme(
    (255, 255, 255),
    (0, 0, 0),
    [
        (36, 41, 47),
        (164, 14, 38),
        (17, 99, 41),
        (120, 83, 0),
        (9, 82, 175),
        (126, 36, 150),
        (14, 106, 112),
        (110, 119, 129),
    ],
)
_DEEDS = {
    "admit": "{who} is let into {room}",
    "remove": "{who} is taken out of {room}",
    "mute": "{who} is muted in {room}",
    "unmute": "{who} is no longer muted in {room}",
    "deafen": "{who} is deafened in {room}",
    "undeafen": "{who} is no longer deafened in {room}",
    "lock": "The room of {room} is locked",
    "unlock": "The room of {room} is unlocked",
}

_JOINERS = "\u200c\u200d"
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u2066-\u2069\ufeff]")
"""Marks that only help mixed scripts; without them nothing can be turned round."""
_FONTS_ELSEWHERE = re.compile(r"@font-face\s*\{\{.*?\}\}\s*|<!--.*?-->\s*", re.DOTALL)
_FRAME = _FONTS_ELSEWHERE.sub("", CONSOLE_SVG_FORMAT)
"""Rich's own drawing, without the font it would fetch from another server."""


def show(entries: Iterable[Entry], story: Scenario, console: Console, *, label: Label) -> None:
    """Print a transcript: who saw what, where and when. Times are those of the group.

    `label` gives the words on a button, by its name.
    """
    page = _Page(story, console, label)
    for part in page.parts(entries):
        console.print(part, markup=False, highlight=False, emoji=False)


def as_svg(entries: Iterable[Entry], story: Scenario, title: str, *, label: Label) -> str:
    """The same as a picture that needs nothing from any other place."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=PICTURE_WIDTH,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    show(entries, story, console, label=label)
    return console.export_svg(
        title=readable(title), theme=_PAPER, code_format=_FRAME, unique_id="alongside"
    )


def readable(text: str, encoding: str = "utf-8") -> str:
    """The text with everything written out that a terminal would obey instead of show."""
    lines = _DIRECTIONS.sub("", text).replace("\t", "    ").splitlines()
    safe = "\n".join("".join(_visible(c) for c in line) for line in lines)
    return safe.encode(encoding, "replace").decode(encoding)


def _visible(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode()


class _Page:
    """One transcript on one console."""

    def __init__(self, story: Scenario, console: Console, label: Label) -> None:
        self._story = story
        self._zone = story.group.zone
        self._label = label
        self._encoding = console.encoding
        self._bubble = max(20, min(console.width - _MARGIN, WIDEST_BUBBLE))
        self._day: date | None = None
        colours = [_COLOURS[i % len(_COLOURS)] for i in range(len(story.people))]
        self._colours = dict(zip(story.people, colours, strict=True))

    def parts(self, entries: Iterable[Entry]) -> Iterator[RenderableType]:
        """Everything to print, from the title on."""
        yield self._text(self._story.title, "bold")
        yield self._text(f"{self._story.group.name}, {self._story.group.timezone}", "dim")
        for entry in entries:
            yield from self._new_day(entry)
            yield from self._entry(entry)

    def _new_day(self, entry: Entry) -> Iterator[RenderableType]:
        day = entry.at.astimezone(self._zone).date()
        if day != self._day:
            self._day = day
            yield Text()
            yield self._text(f"{day:%A} {day.day} {day:%B %Y}", "bold underline")
            yield Text()

    def _entry(self, entry: Entry) -> Iterator[RenderableType]:
        match entry:
            case Message():
                yield from self._words(entry, "")
            case Edit():
                yield from self._words(entry, ", now reads")
            case Happened(text=text):
                yield self._line(entry, text, "bold")
            case State():
                yield self._line(entry, f"{self._name(entry.meeting)} is {entry.state}", "dim")
            case CaseChange():
                yield self._line(entry, self._case(entry), "dim")
            case RoomAction():
                who = "Everybody" if entry.who is None else self._name(entry.who)
                told = _DEEDS[entry.do].format(who=who, room=self._name(entry.room))
                yield self._line(entry, told, "dim")
            case _:
                assert_never(entry)

    def _words(self, entry: Message | Edit, changed: str) -> Iterator[RenderableType]:
        """A line that says who sees it, and under it the words as a bubble."""
        yield self._line(entry, f"{self._reader(entry)}{changed}", self._colour(entry.to))
        body = self._text(entry.text)
        if entry.buttons:
            body.append("\n")
        for row in self._button_rows(entry.buttons):
            body.append("\n")
            body.append(row, "bold")
        yield Padding(
            Panel(
                body,
                box=ROUNDED,
                width=self._bubble,
                border_style=self._colour(entry.to),
                subtitle=self._text(entry.key, "dim not bold default"),
                subtitle_align="right",
            ),
            (0, 0, 0, _MARGIN),
            expand=False,
        )

    def _reader(self, entry: Message | Edit) -> str:
        via = entry.via[:1].upper() + entry.via[1:]
        if entry.where == "group":
            return f"Everybody in {self._name(entry.to)} ({via})"
        return f"{self._name(entry.to)}, privately ({via})"

    def _case(self, entry: CaseChange) -> str:
        kind = entry.kind.replace("_", " ")
        owner = f" by {self._name(entry.owner)}" if entry.owner else ""
        return f"Case of {self._name(entry.person)} ({kind}): {entry.stage}{owner}"

    def _button_rows(self, buttons: tuple[str, ...]) -> list[str]:
        """Buttons side by side, as many in a row as the bubble holds."""
        rows: list[str] = []
        for name in buttons:
            shown = self._safe(f"[ {self._label(name)} ]")
            if rows and cell_len(f"{rows[-1]} {shown}") <= self._bubble - 4:
                rows[-1] = f"{rows[-1]} {shown}"
            else:
                rows.append(shown)
        return rows

    def _line(self, entry: Entry, told: str, style: str) -> RenderableType:
        """One line with its time before it; what does not fit goes on under its own words."""
        line = Table.grid(padding=(0, 2, 0, 0))
        line.add_column(width=_MARGIN - 2, no_wrap=True)
        line.add_column(overflow="fold")
        time = f"{entry.at.astimezone(self._zone):%H:%M:%S}"
        line.add_row(Text(time, "dim"), self._text(told, style))
        return line

    def _name(self, key: str) -> str:
        return self._story.name(key)

    def _colour(self, key: str) -> str:
        return self._colours.get(key, "bold")

    def _text(self, words: str, style: str = "") -> Text:
        return Text(self._safe(words), style)

    def _safe(self, words: str) -> str:
        return readable(words, self._encoding)
