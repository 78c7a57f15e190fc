"""The server of a story: everybody in it, and its rooms, of which the server alone knows who is in.

A young people's room rests locked, as the bot leaves it when such a meeting is published; whoever
comes for it goes into the lobby. Whoever changes rooms between two of them is taken over by the
owner of the server, since nobody walks in through a locked door.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.people import Platform
from bot.scenario.setting import LOBBY, is_young_meeting, room_of
from bot.scenario.story import Scenario
from tests.fakes.discord import FakeDiscord, NotAllowed, Permission

PLATFORM: Platform = "discord"
_SILENT = Permission.SPEAK | Permission.STREAM | Permission.SEND_MESSAGES


class House:
    """A server as the people of a story use it; all are called by the story's own keys."""

    def __init__(self, server: FakeDiscord, story: Scenario) -> None:
        """The server must be listening."""
        self._guild = server.add_guild(story.group.name)
        self._owner = server.user(self._guild.state.owner)
        self.users = {key: server.add_user(person.name) for key, person in story.people.items()}
        self._who = {user.id: key for key, user in self.users.items()}
        for user in self.users.values():
            self._guild.add_member(user)
        meetings = [m for m in story.meetings.values() if m.platform == PLATFORM]
        self.rooms = {
            room_of(meeting.key): self._guild.add_voice(meeting.title)
            if meeting.room.value == "voice"
            else self._guild.add_text(meeting.title)
            for meeting in meetings
        }
        self.locked = [room_of(m.key) for m in meetings if is_young_meeting(story, m)]
        self.rooms[LOBBY] = self._guild.add_voice("Lobby")
        self.rooms[LOBBY].overwrite(self._guild.everyone, deny=_SILENT)
        self.elsewhere = self._guild.add_text("general")

    @property
    def id(self) -> int:
        """The server's id, which is that of everybody's role too."""
        return self._guild.id

    def who(self, account: int) -> str:
        """Whose account it is."""
        return self._who[account]

    def called(self, channel: int) -> str:
        """The story's name for a channel."""
        return next(room for room, one in self.rooms.items() if one.id == channel)

    def inside(self, room: str) -> list[str]:
        """Who is in a voice room."""
        return [self._who[user.id] for user in self.rooms[room].people]

    def is_voice(self, room: str) -> bool:
        """Whether people can be inside it."""
        return room in self.rooms and self.rooms[room].state.is_vocal

    def muted(self) -> set[str]:
        """Whom the server mutes, wherever they are now, and who may not write where others may."""
        members = self._guild.state.members.values()
        mute = {self._who[one.account.id] for one in members if one.voice.mute}
        texts = (room for room in self.rooms.values() if not room.state.is_vocal)
        own = (item for room in texts for item in room.overwrites.items() if item[0] in self._who)
        return mute | {self._who[who] for who, one in own if one.deny & Permission.SEND_MESSAGES}

    # --- coming and going ---

    def comes(self, who: str, room: str, *, at_door: bool) -> None:
        """Into a voice room, or into the lobby for it."""
        to = LOBBY if at_door else room
        if who not in self.inside(to):
            self.users[who].joins(self.rooms[to])

    def goes(self, who: str) -> None:
        """Out of whichever voice room they are in."""
        if any(who in self.inside(room) for room in self._voice()):
            self.users[who].leaves()

    def changes(self, who: str, room: str) -> None:
        """From the voice room they are in to another."""
        user, to = self.users[who], self.rooms[room]
        if to.lets_in(user):
            user.moves(to)
        else:
            self._owner.moves_other(user, to)

    def writes(self, who: str, room: str) -> bool:
        """Write in a room. False: they may not, and nothing has happened."""
        try:
            self.users[who].writes(self.rooms[room], "Hello.")
        except NotAllowed:
            return False
        return True

    def leaves_server(self, who: str) -> None:
        """Out of the server, and so of every room."""
        self.users[who].leaves_guild(self._guild)

    def _voice(self) -> Iterator[str]:
        return (room for room in self.rooms if self.is_voice(room))
