"""Where accounts are, as the gateway shows it at this moment."""

from __future__ import annotations

from collections.abc import Callable

import discord

Inside = discord.VoiceChannel | discord.StageChannel


class Whereabouts:
    """Looks into the rooms of the servers that the bot is in."""

    def __init__(self, client: Callable[[], discord.Client]) -> None:
        """`client`: the one that is logged in."""
        self._client = client

    def room(self, ref: str) -> Inside | None:
        """A room that people can be inside; None: there is none of that id to be seen."""
        channel = self._client().get_channel(int(ref)) if ref.isdigit() else None
        return (
            channel if isinstance(channel, (discord.VoiceChannel, discord.StageChannel)) else None
        )

    def exists(self, ref: str) -> bool:
        """Whether there is such a room, to be inside or only to write in."""
        channel = self._client().get_channel(int(ref)) if ref.isdigit() else None
        return isinstance(
            channel, (discord.VoiceChannel, discord.StageChannel, discord.TextChannel)
        )

    def is_text(self, ref: str) -> bool:
        """Whether a room is one in which people only write."""
        channel = self._client().get_channel(int(ref)) if ref.isdigit() else None
        return isinstance(channel, discord.TextChannel)

    def inside(self, ref: str) -> set[int]:
        """The accounts in a room."""
        room = self.room(ref)
        return set() if room is None else set(room.voice_states)

    def of(self, account: str, ref: str) -> Inside | None:
        """The room in which an account is, in the server that a room belongs to."""
        room = self.room(ref)
        if room is None:
            return None
        there: list[Inside] = [*room.guild.voice_channels, *room.guild.stage_channels]
        return next((one for one in there if int(account) in one.voice_states), None)

    def shows(self, account: str, ref: str) -> bool:
        """Whether somebody in a room has their camera on, or shares their screen."""
        room = self.room(ref)
        state = room.voice_states.get(int(account)) if room is not None else None
        return state is not None and bool(state.self_video or state.self_stream)

    def same_server(self, one: str, other: str) -> bool:
        """Whether both rooms are in one server that can be seen."""
        first, second = self.room(one), self.room(other)
        return first is not None and second is not None and first.guild == second.guild
