"""People who talk to the bot on Discord, and what they are shown for it."""

from __future__ import annotations

from typing import Any

from bot.adapters.discord.synchronising import synchronise
from tests.contract.discord import Discord
from tests.contract.world import ROOT
from tests.fakes.discord import SeenInteraction, SeenMessage, User
from tests.fakes.discord.channel import Channel

WORDS = ROOT / "config" / "wording"


async def synchronised(on: Discord) -> None:
    """Discord lists the commands, and takes only what they allow."""
    server = on.server
    await synchronise(server.token, server.api_url, server.gateway_url, WORDS)


async def commands(
    on: Discord, who: User, name: str, options: dict[str, Any] | None = None,
    where: Channel | None = None,
) -> SeenInteraction:  # fmt: skip
    """Somebody uses a command, and is told something."""
    return await told(on, who.commands(name, options, where))


async def presses(on: Discord, who: User, message: SeenMessage, label: str) -> SeenInteraction:
    """Somebody presses a button, and is told something."""
    return await told(on, who.presses(message, label))


async def submits(on: Discord, who: User, opened: SeenInteraction, words: str) -> SeenInteraction:
    """Somebody hands a form in, and is told something."""
    assert opened.modal is not None
    return await told(on, who.submits(opened.modal, {opened.modal.labels[0]: words}))


async def told(on: Discord, interaction: SeenInteraction) -> SeenInteraction:
    """What is due has been done, and whoever asked is not left waiting."""
    await on.settle()
    await on.server.until(lambda: interaction.ephemeral)
    assert not interaction.thinking
    assert interaction.messages == interaction.ephemeral, "nobody else sees any of it"
    return interaction


def text(interaction: SeenInteraction) -> str:
    """The one thing that they were told."""
    (shown,) = interaction.ephemeral
    return shown.text
