"""The library's bot, made ready for our own polling, and what is asked of it besides messages."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable

import structlog
from telegram import LinkPreviewOptions
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import Defaults, ExtBot
from telegram.helpers import create_deep_linked_url
from telegram.request import HTTPXRequest

from bot.adapters.telegram.menus import Menus
from bot.adapters.telegram.reading import KINDS
from bot.adapters.telegram.transport import Arrived, RawUpdates, keep_quiet, request

log = structlog.get_logger()

MOST_AT_ONCE = 100
"""Updates in one answer; Telegram gives no more."""
CONNECTIONS = 16
"""More than the outbox has on their way: presses are answered at the same time."""

# Without it the library warns whenever a server asks it to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class AdapterError(Exception):
    """Why the adapter cannot run, in one sentence, and what to do."""


class Client:
    """One bot on one server."""

    def __init__(self, token: str, api_url: str, patience: float) -> None:
        """`api_url`: the server's base. `patience`: seconds an answer may take.

        Raises:
            AdapterError: this cannot be a token.
        """
        keep_quiet()
        self._updates = request(RawUpdates, 2, api_url, patience)
        try:
            self.bot: ExtBot[None] = ExtBot(
                token,
                base_url=f"{api_url.rstrip('/')}/bot",
                request=request(HTTPXRequest, CONNECTIONS, api_url, patience),
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
        self.later("list commands", self.menus.publish)

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
        await self.bot.get_updates(
            offset=offset, limit=MOST_AT_ONCE, timeout=wait, allowed_updates=KINDS
        )
        return self._updates.arrived()

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

    def deep_link(self, code: str) -> str:
        """A link that opens the private chat and hands the code over."""
        return create_deep_linked_url(self.username, code) if self.username else code

    def later(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do something by the way that nothing depends on; an error is noted, no more."""
        task = asyncio.create_task(_by_the_way(what, work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _by_the_way(what: str, work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except Exception as error:  # nobody waits for it, so nobody else would hear of it
        log.info("left undone", platform="telegram", what=what, error=type(error).__name__)


def _wrong_token() -> AdapterError:
    return AdapterError(
        "Telegram does not accept the bot's token; put the one that BotFather gave you into "
        "ALONGSIDE_TELEGRAM__TOKEN, and look whether ALONGSIDE_TELEGRAM__API_URL is right."
    )
