"""The README's part about Discord, followed line by line with the program as a process."""

from __future__ import annotations

import asyncio
import re
import textwrap
from dataclasses import dataclass
from typing import Any

import pytest

from bot.adapters.discord.permissions import EVERYWHERE
from tests.cli.program import ROOT, Program
from tests.cli.test_run_discord import running, told
from tests.fakes.discord import FakeDiscord, Permission, User
from tests.fakes.discord.channel import Channel
from tests.fakes.discord.guild import Guild

LINK = re.compile(r"https://discord\.com/oauth2/authorize\?client_id=\S+&permissions=(\d+)")
MEETING = {"title": "Weekly", "date": "2027-01-20", "time": "18:00", "length": "60m"}
FILLED_IN: dict[str, dict[str, Any]] = {
    "setup": {"timezone": "Europe/London"},
    "phone": {"number": "07700 900111"},
    "invite": {"name": "Pat", "role": "contributor"},
    "people": {},
    "meeting new": {"new": MEETING},
    "meeting publish": {"publish": {}},
    "meeting open": {"open": {}},
    "meeting end": {"end": {}},
}
"""What the organiser fills in, by the command as the README writes it."""
SAID = {
    "setup": "Breathe Well is set up.",
    "phone": "I keep your number locked up.",
    "invite": "They write this to me privately: /start ",
    "people": "Pat: contributor",
    "meeting new": "Weekly is a draft now",
    "meeting publish": "Weekly is published.",
    "meeting open": "Weekly is open.",
    "meeting end": "Weekly has ended.",
}


def part() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    return text.partition("\n## Connect Discord\n")[2].partition("\n## ")[0]


def steps() -> list[str]:
    """The numbered steps, each without its indent."""
    found = re.split(r"(?m)^\d+\. ", part())[1:]
    return [textwrap.dedent("   " + step.partition("\n\nNobody has to")[0]) for step in found]


def lines_to_type(step: str) -> list[str]:
    fenced = re.findall(r"(?ms)^ *```\n(.*?)^ *```", step)
    return [line.strip() for block in fenced for line in block.splitlines()]


def in_chat(step: str) -> list[str]:
    """The slash commands of a step, in the order in which it names them."""
    return re.findall(r"`/([a-z]+(?: [a-z]+)?)[`\s]", step)


def test_the_table_names_the_permissions_that_the_bot_needs_and_why() -> None:
    rows = re.findall(r"(?m)^ *\| ([A-Z][^|]+) \| ([^|]+) \|$", part())
    named = [(name, why) for names, why in rows for name in names.split(", ")]
    assert [name for name, _ in named] == [need.shown for need in EVERYWHERE]
    for need, (_, why) in zip(EVERYWHERE, named, strict=True):
        assert need.why in why or need.why.removeprefix("to ") in why


def test_it_switches_no_privileged_intent_on() -> None:
    assert "Leave the switches under *Privileged Gateway Intents* **off**" in " ".join(
        part().split()
    )


@dataclass
class Following:
    """Somebody with the README in one hand."""

    server: FakeDiscord
    program: Program

    async def types(self, line: str) -> str:
        """One line in a terminal; what it said."""
        name, *args = line.split()
        assert name == "alongside"
        ended = await asyncio.to_thread(self.program.apart, *args)
        assert ended.code == 0, ended.said
        return ended.out

    async def uses(
        self, who: User, command: str, given: dict[str, Any], where: Channel, until: str
    ) -> str:
        """A command in the chat; the answer that holds these words, which only they see."""
        used = who.commands(command.split()[0], given, where)
        (answer,) = await self.server.until(lambda: [m for m in who.ephemeral if until in m.text])
        assert used.messages == used.ephemeral, "what the bot answers is for one's own eyes"
        return answer.text


@pytest.fixture
def there(program: Program) -> Program:
    """The program, without what Python itself would like to say about the library."""
    program.settings["PYTHONWARNINGS"] = "ignore"
    return program


async def test_followed_line_by_line_it_leads_to_a_meeting(there: Program) -> None:
    portal, look, invite, start, setup, phone, people, meeting = steps()
    assert "*Reset Token*" in portal
    async with FakeDiscord() as server:
        export, doctor = lines_to_type(look)
        name, _, _ = export.removeprefix("export ").partition("=")
        there.settings.update(told(server))
        assert there.settings[name] == server.token
        at = Following(server, there)

        shown = LINK.search((await at.types(doctor)).replace("\n", " "))
        by_hand = LINK.search("".join(lines_to_type(invite)))
        assert shown is not None
        assert by_hand is not None
        number = str(server.world.bot.id)
        assert by_hand[0].replace("APPLICATION_ID", number) == shown[0]

        guild = server.add_guild("Breathe Well", bot_permissions=int(by_hand[1]))
        general = guild.add_text("general")
        maya = guild.add_member(server.add_user("Maya"), permissions=Permission.MANAGE_GUILD)
        assert "the bot may do all that it must" in await at.types(doctor)

        sync, run = lines_to_type(start)
        assert run == "alongside run"
        assert "Discord lists" in await at.types(sync)
        invitation = ""
        async with running(there, server) as stopped:
            for command in [one for step in (setup, phone, people) for one in in_chat(step)]:
                if command == "start":
                    await comes_in(at, guild, general, invitation)
                else:
                    said = await at.uses(maya, command, FILLED_IN[command], general, SAID[command])
                    invitation = said if command == "invite" else invitation
            for command in in_chat(meeting):
                await at.uses(maya, command, FILLED_IN[command], general, SAID[command])
            room = guild.channel("Meeting room")
            card = next(message for message in room.messages if message.pinned)
            assert "I'm here" in card.labels
    assert stopped.result().code == 0


async def comes_in(at: Following, guild: Guild, where: Channel, invitation: str) -> None:
    """Somebody who was invited, and shows the bot that it reaches them."""
    pat = guild.add_member(at.server.add_user("Pat"))
    found = re.search(r"/start (\S+)", invitation)
    assert found is not None
    await at.uses(pat, "start", {"code": found[1]}, where, "Welcome to Breathe Well.")
    (asked,) = await at.server.until(lambda: pat.inbox)
    assert asked.labels == ("I can read this",)
    pressed = pat.presses(asked, "I can read this")
    await at.server.until(lambda: pressed.acknowledged_after is not None)
