"""The library's bot, made ready for our own polling, and what is asked of it besides messages."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Coroutine
from typing import Any

import msgspec
import structlog
from telegram import LinkPreviewOptions
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.helpers import create_deep_linked_url
from telegram.request import HTTPXRequest

from bot.adapters.telegram.menus import Menus
from bot.adapters.telegram.reading import KINDS
from bot.model.people import Role

log = structlog.get_logger()

MOST_AT_ONCE = 100
"""Updates in one answer; Telegram gives no more."""
CONNECTIONS = 16
"""More than the outbox has on their way: presses are answered at the same time."""
CONNECT_WITHIN = 3.0
"""Seconds to get a connection."""

_NOTHING = b'{"ok":true,"result":[]}'

# Without it the library warns whenever a server asks it to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class AdapterError(Exception):
    """Why the adapter cannot run, in one sentence, and what to do."""


class Arrived(msgspec.Struct, frozen=True):
    """One update as it came."""

    id: int
    raw: str


class Client:
    """One bot on one server."""

    def __init__(self, token: str, api_url: str, patience: float) -> None:
        """`api_url`: the server's base. `patience`: seconds an answer may take.

        Raises:
            AdapterError: this cannot be a token.
        """
        _keep_quiet()
        common = {
            "connect_timeout": min(CONNECT_WITHIN, patience),
            "read_timeout": patience,
            "write_timeout": patience,
            "pool_timeout": patience,
            # Where nothing is encrypted there is nothing to verify, and no need to read why.
            "httpx_kwargs": {"verify": False} if api_url.startswith("http://") else None,
        }
        self._updates = _Updates(connection_pool_size=2, **common)
        try:
            self.bot: ExtBot[None] = ExtBot(
                token,
                base_url=f"{api_url.rstrip('/')}/bot",
                request=HTTPXRequest(connection_pool_size=CONNECTIONS, **common),
                get_updates_request=self._updates,
                defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
            )
        except InvalidToken:
            raise _wrong_token() from None
        self.menus = Menus(self.bot)
        self.username = ""
        self._background: set[asyncio.Task[None]] = set()

    async def introduce(self) -> None:
        """Ask who we are, and see to it that updates come to us. Does nothing the second time.

        Raises:
            AdapterError: the token is wrong.
            TelegramError: the server did not answer as it should.
        """
        if self.username:
            return
        try:
            await self.bot.initialize()
        except InvalidToken:  # its text holds the token
            raise _wrong_token() from None
        webhook = await self.bot.get_webhook_info()
        if webhook.url:
            await self.bot.delete_webhook()
        self.username = self.bot.username
        self.later(self.menus.publish())

    async def close(self) -> None:
        """Close every connection; what still runs in the background is given up."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.bot.shutdown()

    async def updates(self, offset: int | None, wait: int) -> list[Arrived]:
        """Ask for updates; those below `offset` count as read from now on.

        `wait`: seconds the server may wait for one. Raises `TelegramError`.
        """
        self._updates.body = _NOTHING
        await self.bot.get_updates(
            offset=offset, limit=MOST_AT_ONCE, timeout=wait, allowed_updates=KINDS
        )
        try:
            found = _read_answer(self._updates.body).result
            return [Arrived(_read_head(raw).update_id, bytes(raw).decode()) for raw in found]
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise NetworkError("This is no answer of a Bot API.") from error

    async def answer(self, query: str, text: str | None) -> None:
        """Show a short word to whoever pressed. Too late: the press has counted all the same."""
        try:
            await self.bot.answer_callback_query(query, text)
        except BadRequest:
            log.debug("press could not be answered any more", platform="telegram")

    async def runs_room(self, account: str, room: str) -> bool:
        """Whether the account is an administrator of the room. Raises when it is not known."""
        try:
            member = await self.bot.get_chat_member(int(room), int(account))
        except (BadRequest, Forbidden):
            return False
        return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def pin(self, chat: int, message: int) -> None:
        """Pin a message without a sound. Raises `TelegramError`."""
        await self.bot.pin_chat_message(chat, message, disable_notification=True)

    async def offer_menu(self, account: str, roles: frozenset[Role]) -> None:
        """List for this person what they may use. Raises `TelegramError`."""
        await self.menus.offer(account, roles)

    def deep_link(self, code: str) -> str:
        """A link that opens the private chat and hands the code over."""
        return create_deep_linked_url(self.username, code) if self.username else code

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something by the way that nothing depends on; an error is noted, no more."""
        task = asyncio.create_task(_by_the_way(work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)


class _Updates(HTTPXRequest):
    """Keeps the updates as the server wrote them, and shows the library an empty answer.

    The library reads a whole batch or nothing, and writes into the log what it cannot read: one
    strange update would keep all the others from us for ever, with their texts in the log.
    """

    body = _NOTHING

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request of the library."""
        status, body = await super().do_request(*args, **kwargs)
        if status != 200:
            return status, body
        self.body = body
        return status, _NOTHING


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw]


class _Head(msgspec.Struct):
    update_id: int


_read_answer = msgspec.json.Decoder(_Answer).decode
_read_head = msgspec.json.Decoder(_Head).decode


async def _by_the_way(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except TelegramError as error:
        log.info("left undone", platform="telegram", what=work.__name__, error=_kind(error))


def _kind(error: Exception) -> str:
    return type(error).__name__


def _keep_quiet() -> None:
    """The HTTP library logs addresses, which hold the token; the chat library logs texts (V3)."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


def _wrong_token() -> AdapterError:
    return AdapterError(
        "Telegram does not accept the bot's token; put the one that BotFather gave you into "
        "ALONGSIDE_TELEGRAM__TOKEN, and look whether ALONGSIDE_TELEGRAM__API_URL is right."
    )
