"""/setup on a platform with servers: a group, its rooms and its first organiser, in one go.

The adapter has found or made the rooms before the command is taken; it finds them again if
anything goes wrong in between (decision 0019). Here they are put on record.
"""

from __future__ import annotations

from bot.commands import guiding
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.entering import add_organiser, refuse_if_young
from bot.commands.names import clean_line, clean_name, new_id
from bot.commands.zones import named_zone
from bot.happenings import FoundRoom
from bot.model.meeting import RoomUse
from bot.model.people import Role
from bot.ports import GroupDetails

_NAMELESS = "Our group"
LONGEST_TITLE = 64


def setup(asked: Asked, server: str, told: guiding.Told) -> None:
    """`/setup`, by somebody who may manage the server. To do it again makes nothing twice.

    Sorry: they may not, or the platform did not let the bot make the rooms.
    """
    happened = asked.happening
    if not happened.is_admin:
        raise SorryError("setup", "not-manager")
    if happened.unfit:
        raise SorryError("setup", "unfit", choices=_title(happened.unfit))
    if happened.lacks:
        raise SorryError("setup", "lacks", choices=happened.lacks)
    group = _known(asked, server) or _new(asked, server, told)
    for room in happened.rooms:
        _record(asked, group, room)
    _find_organiser(asked, group)
    guiding.keep(asked, group.id, told)
    asked.answer_in_room(
        "setup",
        "server",
        group=group.name,
        zone=group.timezone,
        choices=[_line(room) for room in happened.rooms],
    )
    guiding.next_steps(asked, group.id, told)


def _known(asked: Asked, server: str) -> GroupDetails | None:
    group = asked.books.group_of_room(asked.happening.platform, server)
    return asked.books.group_details(group) if group is not None else None


def _new(asked: Asked, server: str, told: guiding.Told) -> GroupDetails:
    zone = named_zone(asked)
    if asked.known_as is not None:
        refuse_if_young(asked)
    name = clean_name(asked.happening.server_title) or _NAMELESS
    country = guiding.country_of(told)
    group = GroupDetails(id=new_id(), name=name, timezone=zone, country=country)
    asked.books.add_group(group, {})
    asked.books.add_room(group.id, asked.happening.platform, server, name, RoomUse.SERVER)
    return group


def _record(asked: Asked, group: GroupDetails, room: FoundRoom) -> None:
    """A group has one room for each use on a platform; the one named last counts."""
    platform = asked.happening.platform
    for on, ref in asked.books.rooms_of(group.id, room.use):
        if on == platform and ref != room.ref:
            asked.books.remove_room(on, ref)
    asked.books.add_room(group.id, platform, room.ref, _title(room.title), room.use)


def _find_organiser(asked: Asked, group: GroupDetails) -> None:
    """Whoever sets a group up organises it, unless somebody does already."""
    people = asked.books.group(group.id).people.values()
    if not any(person.has(Role.ORGANISER) for person in people):
        add_organiser(asked, group.id)


def _line(room: FoundRoom) -> Line:
    return {
        "line": f"room-{room.use.value}",
        "words": _title(room.title),
        "reason": "made" if room.made else "found",
    }


def _title(title: str) -> str:
    return clean_line(title)[:LONGEST_TITLE]
