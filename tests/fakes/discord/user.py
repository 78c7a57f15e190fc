"""A person with a Discord app, and what they can do with it."""

from typing import TYPE_CHECKING

from . import happening, posting, texts
from .bits import Permission
from .errors import ApiError, NotAllowed
from .fingers import Fingers
from .seen import SeenMessage
from .state import Guild as GuildState
from .state import Member

if TYPE_CHECKING:
    from .channel import Channel
    from .guild import Guild


class User(Fingers):
    """One account, acting the way an app lets it; `NotAllowed` says what an app would not."""

    @property
    def conversation(self) -> list[SeenMessage]:
        """The private messages between the bot and this person, oldest first."""
        if not self._world.has_dm(self.account):
            return []
        standing = self._world.dm(self.account).standing
        return [SeenMessage(self._world, message) for message in standing]

    @property
    def inbox(self) -> list[SeenMessage]:
        """What the bot wrote in private and did not delete, oldest first."""
        return [message for message in self.conversation if message.from_bot]

    @property
    def ephemeral(self) -> list[SeenMessage]:
        """What only this person was shown, wherever, oldest first."""
        mine = [one for one in self._world.interactions.values() if one.user == self.id]
        shown = [SeenMessage(self._world, m) for one in mine for m in one.made]
        return [m for m in shown if m.ephemeral and not m.deleted and not m.thinking]

    # --- voice -----------------------------------------------------------------------------------

    def joins(self, channel: "Channel") -> None:
        """Go into a voice channel, out of any other."""
        guild = channel.guild.state
        member = self._member(guild)
        if not channel.state.is_vocal:
            raise NotAllowed(f"{channel.name} is no voice channel.")
        if not channel.lets_in(self):
            raise NotAllowed(f"{self.name} may not connect to {channel.name}.")
        happening.goes_to(self._world, guild, member, channel.state)

    def moves(self, channel: "Channel") -> None:
        """Go from one voice channel to another."""
        if self._member(channel.guild.state).voice.channel is None:
            raise NotAllowed(f"{self.name} is in no voice channel.")
        self.joins(channel)

    def leaves(self) -> None:
        """Go out of voice."""
        guild, member = self._inside()
        happening.goes_to(self._world, guild, member, None)

    def turns_camera(self, on: bool) -> None:
        """Switch one's camera on or off, where one may show it."""
        guild, member = self._inside()
        if on:
            self._need(guild, Permission.STREAM, member.voice.channel or 0)
        member.voice.video = on
        happening.voice_changes(self._world, guild, member)

    def shares_screen(self, on: bool) -> None:
        """Begin or stop to share one's screen, where one may."""
        guild, member = self._inside()
        if on:
            self._need(guild, Permission.STREAM, member.voice.channel or 0)
        member.voice.stream = on
        happening.voice_changes(self._world, guild, member)

    def moves_other(self, user: "User", channel: "Channel | None") -> None:
        """Move somebody, or disconnect them; the audit log keeps it."""
        guild, member = user._inside()
        where = guild.channels[member.voice.channel or 0]
        self._need(guild, Permission.MOVE_MEMBERS, where.id)
        if channel is None:
            happening.goes_to(self._world, guild, member, None)
            happening.note(
                self._world, guild, happening.MEMBER_DISCONNECT, self.id, None, count="1"
            )
            return
        self._need(guild, Permission.CONNECT, channel.id)
        happening.goes_to(self._world, guild, member, channel.state)
        options = {"channel_id": str(channel.id), "count": "1"}
        happening.note(self._world, guild, happening.MEMBER_MOVE, self.id, None, **options)

    def mutes_other(self, user: "User", mute: bool = True) -> None:
        """Server-mute somebody, or undo it."""
        guild, member = user._inside()
        self._need(guild, Permission.MUTE_MEMBERS, member.voice.channel or 0)
        member.voice.mute = mute
        happening.voice_changes(self._world, guild, member)

    def deafens_other(self, user: "User", deaf: bool = True) -> None:
        """Server-deafen somebody, or undo it."""
        guild, member = user._inside()
        self._need(guild, Permission.DEAFEN_MEMBERS, member.voice.channel or 0)
        member.voice.deaf = deaf
        happening.voice_changes(self._world, guild, member)

    def leaves_guild(self, guild: "Guild") -> None:
        """Leave a server."""
        happening.member_goes(self._world, guild.state, self._member(guild.state))

    # --- messages --------------------------------------------------------------------------------

    def says(self, text: str, reply_to: SeenMessage | None = None) -> SeenMessage:
        """Write to the bot in private."""
        if not self._world.share_a_guild(self.account) and not self._world.has_dm(self.account):
            raise NotAllowed(f"{self.name} shares no server with the bot.")
        if self.account.blocked is not None:
            raise NotAllowed(f"{self.name} has blocked the bot.")
        channel = self._world.dm(self.account)
        return self._write(channel.id, text, reply_to)

    def writes(
        self, channel: "Channel", text: str, reply_to: SeenMessage | None = None
    ) -> SeenMessage:
        """Write in a channel of a server."""
        needed = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES
        if channel.state.is_vocal:
            needed |= Permission.CONNECT
        self._need(channel.guild.state, needed, channel.id)
        return self._write(channel.id, text, reply_to)

    def edits(self, message: SeenMessage, text: str) -> None:
        """Change a message of one's own."""
        if message.author != self.id:
            raise NotAllowed(f"{self.name} can edit their own messages only.")
        posting.change(self._world, message.message, content=texts.as_sent(text))

    def deletes(self, message: SeenMessage) -> None:
        """Delete a message: one's own, or any where one may manage messages."""
        channel = self._world.channel(message.channel)
        if message.author != self.id:
            guild = self._world.guild_of(channel)
            if guild is None:
                raise NotAllowed("In private each deletes their own messages only.")
            self._need(guild, Permission.MANAGE_MESSAGES, channel.id)
        posting.delete(self._world, message.message)

    def blocks(self, code: int = 50007) -> None:
        """Refuse the bot's private messages, with this code (50007, 50278)."""
        self.account.blocked = code

    def unblocks(self) -> None:
        """Take the bot's private messages again."""
        self.account.blocked = None

    # --- inside ----------------------------------------------------------------------------------

    def _write(self, channel_id: int, text: str, reply_to: SeenMessage | None) -> SeenMessage:
        try:
            content = texts.as_sent(text)
        except ApiError as error:
            raise NotAllowed(f"No app sends this text: {error}.") from None
        if not content:
            raise NotAllowed("No app sends an empty text.")
        message = posting.post(
            self._world,
            self._world.channel(channel_id),
            self.account,
            content,
            pings=texts.pings(content, None, may_call_everyone=False),
            reply_to=None if reply_to is None else reply_to.id,
        )
        return SeenMessage(self._world, message)

    def _inside(self) -> tuple[GuildState, Member]:
        for guild in self._world.guilds.values():
            member = guild.members.get(self.id)
            if member is not None and member.voice.channel is not None:
                return guild, member
        raise NotAllowed(f"{self.name} is in no voice channel.")
