"""Platforms without a network: for scenarios, and for trying the bot out."""

from bot.adapters.rehearsal.platform import Sent, StandIn

__all__ = ["Sent", "StandIn"]
