"""Telegram, over the Bot API, with python-telegram-bot."""

from bot.adapters.telegram.adapter import TelegramAdapter
from bot.adapters.telegram.client import Webhook
from bot.ports import AdapterError

__all__ = ["AdapterError", "TelegramAdapter", "Webhook"]
