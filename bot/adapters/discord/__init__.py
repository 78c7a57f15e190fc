"""Discord, over its API and gateway, with discord.py."""

from bot.adapters.discord.adapter import DiscordAdapter
from bot.ports import AdapterError

__all__ = ["AdapterError", "DiscordAdapter"]
