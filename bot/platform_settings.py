"""The settings of each platform: its token, and where it is reached."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from bot.setting_values import (
    DISCORD_API,
    DISCORD_GATEWAY,
    TELEGRAM_API,
    HostAndPort,
    HttpsAddress,
    Must,
    TelegramAddress,
    Token,
    WebAddress,
    WebhookSecret,
    WebSocketAddress,
)

_ADDRESS = "a web address such as {}, without a password, token or question mark in it"
_PUBLIC = (
    "a public https address such as https://bot.example.org/telegram, without a password, token "
    "or question mark in it"
)
_AS_GIVEN = "the token of your bot, as {} gave it to you"


class TelegramSettings(BaseModel):
    """The Telegram adapter; it runs if there is a token."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    token: Annotated[Token | None, Must(_AS_GIVEN.format("BotFather"))] = None
    api_url: Annotated[TelegramAddress, Must(_ADDRESS.format(TELEGRAM_API))] = TELEGRAM_API
    """Where the Bot API is, without /bot; a self-hosted server works too."""
    webhook_url: Annotated[HttpsAddress | None, Must(_PUBLIC)] = None
    """Where Telegram brings updates; without it the bot asks for them."""
    webhook_listen: Annotated[
        HostAndPort, Must("an address and a port to listen on, such as 127.0.0.1:8443")
    ] = "127.0.0.1:8443"
    webhook_secret: Annotated[
        WebhookSecret | None,
        Must("1 to 256 letters A-Z a-z, digits, _ and -; without it the bot makes its own"),
    ] = None
    """Ask `webhook_secret`."""


class DiscordSettings(BaseModel):
    """The Discord adapter; it runs if there is a token."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    token: Annotated[Token | None, Must(_AS_GIVEN.format("Discord's developer portal"))] = None
    api_url: Annotated[WebAddress, Must(_ADDRESS.format(DISCORD_API))] = DISCORD_API
    gateway_url: Annotated[WebSocketAddress, Must(_ADDRESS.format(DISCORD_GATEWAY))] = (
        DISCORD_GATEWAY
    )
