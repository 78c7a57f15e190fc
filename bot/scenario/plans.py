"""Reading the group and the meetings of a scenario (SPEC 9)."""

from __future__ import annotations

from collections.abc import Mapping as Map
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.model.durations import shown
from bot.model.meeting import RoomKind
from bot.model.walltime import HappensTwiceError, NoSuchTimeError, moment_of
from bot.scenario import values
from bot.scenario.errors import WrongError, suggestion
from bot.scenario.fields import Fields, Reader
from bot.scenario.names import known_person, platform
from bot.scenario.nodes import Mapping, Node
from bot.scenario.story import GroupSpec, MeetingSpec, PersonSpec

_GROUP_KEYS = ("name", "timezone", "country", "operator")
_MEETING_KEYS = (
    "title platform room starts ends expects lead contact second_adult standby phone "
    "young_people why"
).split()


def read_group(node: Node, line: int, people: Map[str, PersonSpec]) -> GroupSpec:
    """The group; `operator` must be somebody in `people`."""
    fields = Fields(node, "group", _GROUP_KEYS, line=line)
    return GroupSpec(
        line=line,
        name=fields.need("name", values.text),
        timezone=fields.need("timezone", _timezone),
        country=fields.need("country", values.country),
        operator=fields.get("operator", _somebody(people), None),
    )


def read_meetings(
    node: Node, zone: ZoneInfo, people: Map[str, PersonSpec]
) -> dict[str, MeetingSpec]:
    """All meetings, in the order written. Times without an offset are local to `zone`."""
    if not isinstance(node, Mapping):
        raise WrongError(
            node.line, "meetings is not made of keys", "write it like weekly: {title: Weekly, …}"
        )
    meetings = {}
    for key, value in node.entries:
        name = values.meeting_key(key)
        fields = Fields(value, name, _MEETING_KEYS, line=key.line)
        meetings[name] = _meeting(name, fields, zone, people)
    return meetings


def _meeting(key: str, fields: Fields, zone: ZoneInfo, people: Map[str, PersonSpec]) -> MeetingSpec:
    somebody = _somebody(people)
    local = local_moment(zone)
    starts, ends = fields.need("starts", local), fields.need("ends", local)
    if ends <= starts:
        raise WrongError(
            fields.line_of("ends"), f"{key} ends before it has begun", "let ends be after starts"
        )
    expects = fields.need("expects", _people(people))
    contact = fields.get("contact", somebody, _usual_contact(people, expects))
    return MeetingSpec(
        key=key,
        line=fields.line,
        title=fields.need("title", values.text),
        platform=fields.need("platform", platform),
        room=fields.need("room", lambda node, what: values.kind_of(RoomKind, node, what)),
        starts=starts,
        ends=ends,
        expects=expects,
        lead=fields.get("lead", somebody, contact),
        contact=contact,
        second_adult=fields.get("second_adult", somebody, None),
        standby=fields.get("standby", somebody, None),
        phone=fields.get("phone", values.phone, None),
        young=fields.get("young_people", values.flag, False),
        why=fields.get("why", values.text, None),
    )


def local_moment(zone: ZoneInfo) -> Reader[datetime]:
    """A reader for a date and time, in UTC; local to `zone` if it has no offset."""

    def read(node: Node, what: str) -> datetime:
        written = values.moment(node, what)
        if written.tzinfo is not None:
            return written.astimezone(UTC)
        return resolved(written, zone, node.line)

    return read


def resolved(wall: datetime, zone: ZoneInfo, line: int) -> datetime:
    """The moment, in UTC, at which clocks in `zone` show `wall`.

    Raises:
        WrongError: if they never do (naming the nearest time they do show) or do so twice.
    """
    try:
        return moment_of(wall, zone)
    except NoSuchTimeError as error:
        raise WrongError(
            line,
            f"{wall:%H:%M} on {wall:%Y-%m-%d} does not exist in {zone.key}: the clocks skip it",
            f"the nearest that does is {error.nearest:%H:%M} ({error.nearest.isoformat()})",
        ) from None
    except HappensTwiceError as error:
        raise WrongError(
            line,
            f"{wall:%H:%M} on {wall:%Y-%m-%d} happens twice in {zone.key}",
            "write the offset of the one you mean: "
            f"{error.first.isoformat()} or {error.second.isoformat()}",
        ) from None


def _usual_contact(people: Map[str, PersonSpec], expects: tuple[str, ...]) -> str | None:
    """The person with `contact: true`: of several, the first who is expected comes before."""
    marked = [key for key, person in people.items() if person.contact]
    return next((key for key in marked if key in expects), next(iter(marked), None))


def _somebody(people: Map[str, PersonSpec]) -> Reader[str]:
    return lambda node, what: known_person(node, what, people)


def _people(people: Map[str, PersonSpec]) -> Reader[tuple[str, ...]]:
    somebody = _somebody(people)
    return lambda node, what: tuple(somebody(word, what) for word in values.words(node, what))


def _timezone(node: Node, what: str) -> str:
    name = values.text(node, what)
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongError(
            node.line,
            f"there is no time zone {shown(name)}",
            suggestion(name, _zones()) if len(name) < 60 else "write it like Europe/London",
        ) from None


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())
