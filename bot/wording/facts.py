"""The facts of a text that are the same for every wording: names, clock times, numbers."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.effects import Facts
from bot.model.people import PersonId
from bot.wording.clocks import Clock
from bot.wording.directory import Directory

LATE_FROM = 6
"""Seconds: anything may be 5 seconds late while the bot runs (SPEC 2); later is said."""

COUNTS_DOWN = frozenset({"open-nudge", "open-alert"})
"""Texts that say in how many minutes the meeting starts."""
JUST_NOW = timedelta(minutes=1)

PLATFORM_NAMES = {"discord": "Discord", "telegram": "Telegram"}


def platform_name(facts: Facts, room: Directory | None) -> str:
    """A text in a room speaks of that room's platform, unless it speaks of another."""
    name = facts.platform or (room.room_platform if room else None) or ""
    return PLATFORM_NAMES.get(name, name)


def clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """The time of day in the group's zone, or nothing."""
    return "" if moment is None else moment.astimezone(zone).strftime("%H:%M")


def people_facts(
    facts: Facts, directory: Directory, reader: PersonId | None
) -> dict[str, str | int]:
    """Names, and how the contact person is reached."""

    def name(person: PersonId | None) -> str:
        return "" if person is None else directory.name(person)

    contact = facts.contact
    return {
        "person": name(facts.person),
        "reader": name(reader),
        "contact": name(contact),
        "contact_phone": (directory.phone(contact) or "") if contact else "",
        "contact_email": (directory.email(contact) or "") if contact else "",
        "owner": name(facts.owner),
        "by": name(facts.by),
        "who": ", ".join(name(person) for person in facts.who),
    }


def time_facts(facts: Facts, zone: ZoneInfo, clock_of: Clock) -> dict[str, str | int]:
    """Moments as clock times; how late something is, if it has to be said."""
    return {
        "since": clock_of.time(facts.since),
        "until": clock_of.time(facts.until),
        "at": clock_of.time(facts.at),
        "blind_from": _exact(facts.since, zone),
        "blind_to": _exact(facts.until, zone),
        "late": _duration(facts.late_by) if facts.late_by >= LATE_FROM else "",
    }


def minutes_until(moment: datetime | None, now: datetime) -> int | str:
    """Whole minutes from `now` on, as it is when the text is written; nothing once it is past."""
    if moment is None or now > moment + JUST_NOW:
        return ""
    return max(0, round((moment - now).total_seconds() / 60))


def tally_facts(facts: Facts) -> dict[str, str | int]:
    """Numbers, and never who (M4)."""
    return dict(zip(("up", "down", "unsure", "silent"), facts.tally or (0, 0, 0, 0), strict=True))


def _exact(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%H:%M:%S")


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes == 0:
        return f"{rest} seconds"
    hours, left = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    return f"{hours} h {left} min"


def meeting_facts(directory: Directory, clock_of: Clock) -> dict[str, str | int]:
    """The meeting a text is about, with its times."""
    meeting, start = directory.meeting, directory.planned_start
    return {
        "meeting": meeting.title if meeting else "",
        "group": directory.group_name,
        "dial_in": (meeting.dial_in or "") if meeting else "",
        "numbers": "shared" if directory.everybody_shares_numbers else "",
        "way_in": meeting.way_in if meeting else "",
        "starts": clock_of.time(start),
        "ends": clock_of.time(directory.planned_end),
        "day": clock_of.day(start),
    }
