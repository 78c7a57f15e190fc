"""A server in which the bot knows nobody, and what people do there to come to a meeting.

Everything goes through what an app can do: slash commands, forms, buttons and voice.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Self

from tests.adapters.discord_talk import synchronised
from tests.contract.discord import Discord
from tests.fakes.discord import SeenInteraction, SeenMessage, User
from tests.fakes.discord.bits import Permission
from tests.fakes.discord.channel import Channel

FIRST_WORD = "I can read this"
YES = "Yes, I agree"
ASKED_IN_COMMAND = re.compile(r"/start (\S+)")


class EmptyServer(Discord):
    """Maya may manage the server; there is one channel to write in, and nothing else."""

    def __init__(self, file: Path, *names: str) -> None:
        """`names`: who is in the server besides Maya, none of them known to the bot."""
        super().__init__(file)
        self._names = names

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.guild = self.server.add_guild("Breathe Well")
        self.general = self.guild.add_text("general")
        for name in ("maya", *self._names):
            self.users[name] = self.server.add_user(name.title())
        maya, *others = self.users.values()
        self.guild.add_member(maya, permissions=Permission.MANAGE_GUILD)
        for user in others:
            self.guild.add_member(user)
        await self.start()
        await synchronised(self)
        await self.settle()
        return self

    async def settle(self) -> None:
        """Until nothing that was done has anything more to follow."""
        while True:
            await self.taken()
            done = await self.engine.take_due() + await self.outbox.drain_all()
            await self.taken()
            if not done:
                return

    async def lasts(self, **how_long: float) -> None:
        await self.passes(**how_long)
        await self.settle()

    async def waits_until(self, minutes: int) -> None:
        """Minute by minute, as the clock would."""
        for _ in range(minutes):
            await self.lasts(minutes=1)

    # --- what people do -----------------------------------------------------------------------

    async def uses(self, by: str, command: str, /, **options: Any) -> str:
        """A command, like `meeting new`, typed in the server; what only they are told."""
        name, _, part = command.partition(" ")
        given = {part: options} if part else options
        used = self.users[by].commands(name, given, self.general)
        return "\n".join(message.text for message in await self.shown(used))

    async def shown(self, used: SeenInteraction) -> list[SeenMessage]:
        await self.settle()
        await self.server.until(lambda: used.ephemeral)
        assert used.messages == used.ephemeral, "nobody else sees any of it"
        return used.ephemeral

    async def submits(self, who: str, command: str, words: str) -> str:
        """A command that opens a form, which is handed in with these words."""
        opened = self.users[who].commands(command, None, self.general)
        await self.server.until(lambda: opened.modal)
        assert opened.modal is not None
        label = opened.modal.labels[0]
        sent = self.users[who].submits(opened.modal, {label: words})
        return "\n".join(message.text for message in await self.shown(sent))

    async def presses_shown(self, who: str, label: str) -> None:
        """Press a button, under whichever message has it that they were shown last."""
        user = self.users[who]
        found = [m for m in (*user.inbox, *user.ephemeral) if label in m.labels]
        assert found, f"{who} is shown no {label!r}"
        user.presses(max(found, key=lambda message: message.id), label)
        await self.settle()

    async def invites(self, who: str, role: str, **more: str) -> None:
        """Maya invites somebody, who comes in and shows that they can be written to."""
        said = await self.uses("maya", "invite", name=who.title(), role=role, **more)
        code = ASKED_IN_COMMAND.search(said)
        assert code is not None, said
        assert "Welcome to Breathe Well." in await self.uses(who, "start", code=code[1])
        await self.presses_shown(who, FIRST_WORD)

    async def agrees(self, who: str) -> None:
        """They read what is promised and asked, and say yes to all of it."""
        used = self.users[who].commands("agree", None, self.general)
        for message in await self.shown(used):
            if YES in message.labels:
                self.users[who].presses(message, YES)
                await self.settle()
        assert "yes" in (await self.uses(who, "agree")).lower()

    async def knocks(self, *people: str) -> None:
        for who in people:
            self.users[who].joins(self.room_called("Lobby"))
            await self.lasts(seconds=1)

    async def goes(self, who: str) -> None:
        self.users[who].leaves()
        await self.settle()

    # --- what can be seen ---------------------------------------------------------------------

    def room_called(self, name: str) -> Channel:
        return self.guild.channel(name)

    def inside(self, room: str = "Meeting room") -> set[str]:
        return self.named(self.room_called(room).people)

    def silent(self) -> set[str]:
        """Whom the server keeps both muted and deafened, in the meeting room."""
        room = self.room_called("Meeting room")
        return self.named(room.muted) & self.named(room.deafened)

    def named(self, users: list[User]) -> set[str]:
        return {who for who, user in self.users.items() if user in users}

    def told(self, who: str, words: str) -> bool:
        """Whether they were told this in private."""
        return any(words in message.text for message in self.users[who].inbox)
