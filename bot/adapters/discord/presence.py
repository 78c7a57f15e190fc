"""Who is in which room: decided from what the cache shows, never from what an event says.

A voice event of the library carries live objects. In a burst, such as the replay after a
resume, a join and the leave after it can both read as "nowhere". So an event only says where
to look, and what is reported is the difference to what was reported before.
"""

from __future__ import annotations

from collections.abc import Callable

import discord

from bot import happenings as h
from bot.model.people import Platform

PLATFORM: Platform = "discord"
CONNECTABLE = discord.VoiceChannel | discord.StageChannel
Seen = h.CameIn | h.WentOut | h.MovedOver


class Presence:
    """Remembers, per server, in which room each account was last reported to be."""

    def __init__(
        self,
        report: Callable[[Seen], None],
        passed: Callable[[str, str | None, str | None], None],
    ) -> None:
        """`report` gets each difference that is news.

        `passed` gets each there is: the account, the room it went out of, and the one it is in.
        """
        self._report = report
        self._passed = passed
        self._where: dict[int, dict[int, int]] = {}

    def knows(self, guild: discord.Guild) -> bool:
        """Whether the server has been looked at in this session."""
        return guild.id in self._where

    def forget(self, guild: discord.Guild) -> None:
        """What is known of a server is not known any more."""
        self._where.pop(guild.id, None)

    def take_over(self, guild: discord.Guild) -> None:
        """The first picture of a server, or the first after a blind time: nobody came or went.

        What changed unseen is found by comparing the rooms with what is on record (L12).
        """
        self._where[guild.id] = _people(guild)

    def compare(self, guild: discord.Guild) -> None:
        """Look at a whole server and report the differences."""
        now = _people(guild)
        for account in list(self._where.get(guild.id, {}).keys() | now.keys()):
            self._note(guild.id, account, now.get(account))

    def look_at(self, member: discord.Member, *, quietly: bool) -> None:
        """Look where one account is now. `quietly`: it only counts as known from now on."""
        if member.bot:
            self._look_at_bot(member)
        if member.bot or member.guild.id not in self._where:
            return
        voice = member.voice
        room = voice.channel.id if voice is not None and voice.channel is not None else None
        self._note(member.guild.id, member.id, room, quietly=quietly)

    def _look_at_bot(self, bot: discord.Member) -> None:
        """Another bot is nobody, and is reported only as being there (Y11)."""
        voice = bot.voice
        if voice is not None and voice.channel is not None and bot != bot.guild.me:
            came = h.CameIn(
                platform=PLATFORM, account=str(bot.id), room=str(voice.channel.id), bot=True
            )
            self._report(came)

    def _note(self, guild: int, account: int, room: int | None, *, quietly: bool = False) -> None:
        known = self._where.setdefault(guild, {})
        before = known.get(account)
        if before == room:
            return
        _put(known, account, room)
        happening = _difference(str(account), before, room)
        if happening is not None and not quietly:
            self._report(happening)
        self._passed(str(account), _text(before), _text(room))


def in_room(channel: CONNECTABLE) -> tuple[str, ...]:
    """The accounts in a room. Bots are nobody."""
    guild = channel.guild
    return tuple(str(account) for account in channel.voice_states if not _is_bot(guild, account))


def bots_in(channel: CONNECTABLE) -> tuple[str, ...]:
    """The other bots in a room."""
    guild = channel.guild
    there = [account for account in channel.voice_states if _is_bot(guild, account)]
    return tuple(str(account) for account in there if account != guild.me.id)


def _people(guild: discord.Guild) -> dict[int, int]:
    rooms: list[CONNECTABLE] = [*guild.voice_channels, *guild.stage_channels]
    return {int(account): room.id for room in rooms for account in in_room(room)}


def _is_bot(guild: discord.Guild, account: int) -> bool:
    member = guild.get_member(account)
    return member is not None and member.bot


def _put(known: dict[int, int], account: int, room: int | None) -> None:
    if room is None:
        known.pop(account, None)
    else:
        known[account] = room


def _text(room: int | None) -> str | None:
    return None if room is None else str(room)


def _difference(account: str, before: int | None, now: int | None) -> Seen | None:
    match before, now:
        case None, int():
            return h.CameIn(platform=PLATFORM, account=account, room=str(now))
        case int(), None:
            return h.WentOut(platform=PLATFORM, account=account, room=str(before))
        case int(), int():
            return h.MovedOver(platform=PLATFORM, account=account, room=str(before), to=str(now))
    return None
