"""Handing the commands over to Discord. It is done when somebody asks for it, never at a start.

Discord keeps the list for every server and shows a change within minutes; handing it over
again and again would only use up what it takes in a day.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import discord

from bot.adapters.discord.checking import check
from bot.adapters.discord.client import wrong_token
from bot.adapters.discord.library import INTENTS, keep_quiet, point_at
from bot.adapters.discord.localising import CommandsError, Localised
from bot.adapters.discord.slash import listing

PATIENCE = 30.0
"""Seconds that all of it may take."""


def commands_in(folder: Path) -> list[dict[str, object]]:
    """The commands with their texts in every language of the wording folder.

    Raises:
        CommandsError: Discord would not take them, or a text belongs to none of them.
    """
    localised = Localised.read(folder)
    commands = listing(localised)
    stray = localised.unused()
    if stray is not None:
        raise CommandsError(
            f"slash.ftl: slash-{stray} belongs to no command; check how its name is spelt."
        )
    check(commands)
    return commands


async def synchronise(token: str, api_url: str, gateway_url: str, folder: Path) -> int:
    """Let Discord have exactly these commands; answers how many they are.

    Raises:
        CommandsError: Discord does not take them, or cannot be reached.
        AdapterError: the token is wrong.
    """
    commands = commands_in(folder)
    keep_quiet()
    point_at(api_url, gateway_url)
    client = discord.Client(intents=INTENTS)
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            await client.http.bulk_upsert_global_commands(client.application_id or 0, commands)
    except discord.LoginFailure:
        raise wrong_token() from None
    except discord.HTTPException as error:
        raise CommandsError(
            f"Discord did not take the commands (HTTP {error.status}, code {error.code});"
            " try again later."
        ) from None
    except (aiohttp.ClientError, OSError, TimeoutError):
        raise CommandsError(
            "Discord could not be reached; look whether ALONGSIDE_DISCORD__API_URL is right, and"
            " try again."
        ) from None
    finally:
        await client.close()
    return len(commands)
