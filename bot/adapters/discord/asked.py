"""From an interaction to what happened, in the words of every platform.

All of it stands in the interaction itself: nothing is looked up, and nothing is kept in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
import msgspec

from bot import happenings as h
from bot.adapters.discord import modals, slash
from bot.adapters.discord.buttons import pressed
from bot.model.meeting import RoomUse
from bot.model.people import Platform

PLATFORM: Platform = "discord"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did, and by what."""

    key: str
    account: str
    happening: h.Happening | None
    """None: it is not ours, or there is nothing in it."""
    words: h.Texted | None = None
    """What they wrote into the form that the button had opened."""
    is_press: bool = False
    message: int = 0
    button: str = ""
    opens: int | None = None
    """The message, if the button under it opens a form."""
    otherwise: str | None = None
    """The short word that is shown if there is no happening."""
    rooms: Mapping[RoomUse, str] | None = None
    """Of a command that sets a server up: the channels that were chosen, by what for."""


def read(interaction: discord.Interaction) -> Asked | None:
    """What an interaction means; None: it is of a kind that was never asked for."""
    match interaction.type:
        case discord.InteractionType.application_command:
            return _command(interaction)
        case discord.InteractionType.component:
            return _press(interaction)
        case discord.InteractionType.modal_submit:
            return _submitted(interaction)
        case _:
            return None


def _command(interaction: discord.Interaction) -> Asked:
    filled = _data(interaction)
    name = str(filled.get("name", ""))
    asks = name in modals.OPENS_FOR_A_COMMAND
    return Asked(
        key=_key(interaction),
        account=str(interaction.user.id),
        happening=_commanded(interaction, slash.in_words(filled)),
        button=name if asks else "",
        opens=0 if asks else None,
        rooms=slash.rooms_in(filled) if slash.makes_rooms(filled) else None,
    )


def _commanded(interaction: discord.Interaction, text: str) -> h.Commanded:
    user, room = interaction.user, _room(interaction)
    return h.Commanded(
        platform=PLATFORM,
        account=str(user.id),
        text=text,
        name=user.display_name,
        room=room,
        room_title=_title(interaction),
        is_admin=interaction.permissions.manage_guild or interaction.permissions.administrator,
        unseen=room is not None,
        server=str(interaction.guild_id) if interaction.guild_id is not None else None,
        server_title=_title(interaction),
    )


def _press(interaction: discord.Interaction) -> Asked:
    account, key = str(interaction.user.id), _key(interaction)
    found = pressed(_data(interaction).get("custom_id"))
    if found is None:
        return Asked(key=key, account=account, happening=None, is_press=True, otherwise="stale")
    message, button = found
    return Asked(
        key=key,
        account=account,
        happening=_pressed(interaction, message, button),
        is_press=True,
        message=message,
        button=button,
        opens=message if button in modals.OPENS_A_FORM else None,
    )


def _submitted(interaction: discord.Interaction) -> Asked:
    """Words of a form. The press that opened it has changed nothing yet."""
    account, key, data = str(interaction.user.id), _key(interaction), _data(interaction)
    found, words = pressed(data.get("custom_id")), modals.words_in(data)
    if found is None or not words:
        otherwise = "no-words" if found is not None else "stale"
        return Asked(key=key, account=account, happening=None, otherwise=otherwise)
    message, button = found
    if button in modals.OPENS_FOR_A_COMMAND:
        given = _commanded(interaction, f"/{button} {words}")
        return Asked(key=key, account=account, happening=given)
    written = h.Texted(platform=PLATFORM, account=account, text=words)
    if button != modals.STOP:
        return Asked(key=key, account=account, happening=written, message=message)
    press = _pressed(interaction, message, button)
    return Asked(key=key, account=account, happening=press, words=written, message=message)


def _pressed(interaction: discord.Interaction, message: int, button: str) -> h.PressedButton:
    return h.PressedButton(
        platform=PLATFORM,
        account=str(interaction.user.id),
        message=message,
        button=button,
        room=_room(interaction),
    )


def _data(interaction: discord.Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})


def _key(interaction: discord.Interaction) -> str:
    return f"{PLATFORM}/{interaction.id}"


def _room(interaction: discord.Interaction) -> str | None:
    """The channel, unless it is a private chat with the bot."""
    if interaction.guild_id is None:
        return None
    return str(interaction.channel_id or interaction.guild_id)


def _title(interaction: discord.Interaction) -> str:
    """A group is called as its server is."""
    guild = interaction.guild
    return guild.name if guild is not None and isinstance(guild.name, str) else ""
