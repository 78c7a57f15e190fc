"""The commands as Discord lists them, and what somebody filled in as the words of the command.

Both platforms have the same words: what was put into fields becomes what would have been
written, and is read by the same grammar (SPEC 8). A person is named by their account, which
never changes and is nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.adapters.discord.localising import Localised
from bot.commands.listing import BY_NAME, COMMANDS, Command
from bot.commands.names import clean_line
from bot.commands.options import Kind, Option, Part, mention
from bot.model.meeting import RoomUse

Json = dict[str, Any]

CHAT_INPUT = 1
GUILD, BOT_DM = 0, 1
GUILD_INSTALL = 0
SUB_COMMAND = discord.AppCommandOptionType.subcommand.value
STRING = discord.AppCommandOptionType.string.value
USER = discord.AppCommandOptionType.user.value

CHANNEL = discord.AppCommandOptionType.channel.value
ROOMS = {
    Kind.ROOM: discord.ChannelType.voice.value,
    Kind.STAFF_ROOM: discord.ChannelType.text.value,
}
"""Fields for a channel, and of which type: never a stage, which silences people."""

SUGGESTED = frozenset({Kind.DATE, Kind.TIME, Kind.LENGTH, Kind.ZONE})
"""Fields for which there are suggestions while somebody types."""
BY_NAME_INSTEAD = Option(
    name="name", says="Or their name, as /people shows it", required=False, longest=64
)
"""Goes with every field for a person: not everybody in a group has an account on Discord."""


def listing(localised: Localised) -> list[Json]:
    """Every command, as it is handed to Discord."""
    return [_command(command, localised) for command in COMMANDS]


def _command(command: Command, localised: Localised) -> Json:
    path = command.name
    told: Json = {
        "type": CHAT_INPUT,
        **localised.named(path, command.name, command.says),
        "options": [_part(part, path, localised) for part in command.parts]
        or _options(command.options, path, localised),
        "contexts": [GUILD] if command.runs_room else [GUILD, BOT_DM],
        "integration_types": [GUILD_INSTALL],
        "default_member_permissions": None,
    }
    if command.runs_room:
        needed = discord.Permissions(manage_guild=True)
        told["default_member_permissions"] = str(needed.value)
    return told


def _part(part: Part, above: str, localised: Localised) -> Json:
    path = f"{above}-{part.name}"
    return {
        "type": SUB_COMMAND,
        **localised.named(path, part.name, part.says),
        "options": _options(part.options, path, localised),
    }


def _options(options: tuple[Option, ...], above: str, localised: Localised) -> list[Json]:
    return [_option(field, above, localised) for option in options for field in _fields(option)]


def _fields(option: Option) -> Iterator[Option]:
    yield option
    if option.kind is Kind.PERSON:
        yield BY_NAME_INSTEAD


def _option(option: Option, above: str, localised: Localised) -> Json:
    path = f"{above}-{option.name}"
    is_person, is_room = option.kind is Kind.PERSON, option.kind in ROOMS
    told: Json = {
        "type": USER if is_person else CHANNEL if is_room else STRING,
        **localised.named(path, option.name, option.says),
        "required": option.required and not is_person,
    }
    if option.choices:
        told["choices"] = [_choice(choice, path, localised) for choice in option.choices]
    elif option.kind in SUGGESTED:
        told["autocomplete"] = True
    if is_room:
        told["channel_types"] = [ROOMS[option.kind]]
    elif not is_person and not option.choices:
        told["max_length"] = option.longest
    return told


def _choice(choice: str, above: str, localised: Localised) -> Json:
    label = choice.replace("-", " ").capitalize()
    return {"value": choice, **localised.labelled(f"{above}-{choice}", label)}


# --- what was filled in -----------------------------------------------------------------------


def in_words(filled: Mapping[str, Any]) -> str:
    """A command as it would have been written out."""
    name, words, given, options = _chosen(filled)
    for option in options:
        word = _word(option, given)
        words += [word] if word else []
    return " ".join((f"/{name}", *words))


def _word(option: Option, given: Mapping[str, Any]) -> str:
    """What stands in a field. Of a person the account comes before the name."""
    if option.kind in ROOMS:
        return ""
    if option.kind is not Kind.PERSON:
        return clean_line(str(given.get(option.name, "")))
    account = given.get(option.name)
    if account is not None:
        return mention(str(account))
    return clean_line(str(given.get(BY_NAME_INSTEAD.name, "")))


def makes_rooms(filled: Mapping[str, Any]) -> bool:
    """Whether the command sets a server up."""
    command = BY_NAME.get(str(filled.get("name", "")))
    return command is not None and command.runs_room


def rooms_in(filled: Mapping[str, Any]) -> dict[RoomUse, str]:
    """The channels that were chosen, by what for."""
    _, _, given, options = _chosen(filled)
    return {
        RoomUse(option.name): str(given[option.name])
        for option in options
        if option.kind in ROOMS and given.get(option.name) is not None
    }


def focused(filled: Mapping[str, Any]) -> tuple[Kind, str] | None:
    """The field somebody is typing into, and what is in it so far."""
    _, _, given, options = _chosen(filled)
    typed = _focused_name(filled)
    for option in options:
        if option.name == typed and option.kind in SUGGESTED:
            return option.kind, str(given.get(option.name, ""))
    return None


def _chosen(
    filled: Mapping[str, Any],
) -> tuple[str, list[str], dict[str, Any], tuple[Option, ...]]:
    """The command, the part of it, what was filled in, and the fields it has."""
    name = str(filled.get("name", ""))
    command = BY_NAME.get(name)
    fields: tuple[Option, ...] = command.options if command is not None else ()
    options: list[Json] = filled.get("options") or []
    words: list[str] = []
    if options and options[0].get("type") == SUB_COMMAND:
        part = options[0]
        words.append(str(part["name"]))
        known = {one.name: one.options for one in command.parts} if command else {}
        fields = known.get(part["name"], ())
        options = part.get("options") or []
    return name, words, {one["name"]: one.get("value") for one in options}, fields


def _focused_name(filled: Mapping[str, Any]) -> str:
    for option in filled.get("options") or []:
        if option.get("focused"):
            return str(option["name"])
        inner = _focused_name(option)
        if inner:
            return inner
    return ""
