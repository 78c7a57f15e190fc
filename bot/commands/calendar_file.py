"""A calendar file (RFC 5545): meetings as every calendar can read them. It names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

MAKER = "-//Alongside//Meetings//EN"
LONGEST_LINE = 75
"""Bytes of one line; what is longer goes on in the next, after a space."""
_BREAK = "\r\n"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting. What it is called and where it is may hold anything."""

    uid: str
    revision: int
    """Raised whenever it changes, so that the newer file wins."""
    starts: datetime
    ends: datetime
    title: str
    about: str = ""
    is_cancelled: bool = False


def calendar(events: Iterable[Event], now: datetime) -> bytes:
    """All of them in one file, as UTF-8; times are in UTC, which needs no table of zones."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{MAKER}", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + _BREAK for line in lines).encode()


def _event(event: Event, now: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"SEQUENCE:{event.revision}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.title)}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
    ]
    if event.about:
        lines.append(f"DESCRIPTION:{_text(event.about)}")
    return [*lines, "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """What has a meaning in the format is escaped; anything else that is no letter goes."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    escaped = whole.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = "\\n".join(escaped.splitlines())
    return "".join(c for c in lines if c == "\t" or (c >= " " and c != "\x7f"))


def _folded(line: str) -> str:
    """No line is longer than its bytes, and no letter is cut in two."""
    parts, part, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1
        part += letter
        room -= size
    return f"{_BREAK} ".join([*parts, part])
