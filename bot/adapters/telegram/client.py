"""The library's bot, made ready for our own polling, and what is asked of it besides messages."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import msgspec
import structlog
from telegram import LinkPreviewOptions, WebhookInfo
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.helpers import create_deep_linked_url

from bot.adapters.telegram.http import AioRequest
from bot.adapters.telegram.menus import Menus
from bot.adapters.telegram.reading import KINDS
from bot.adapters.telegram.transport import Arrived, RawUpdates, keep_quiet, request
from bot.happenings import JoinAnswer
from bot.ports import AdapterError

log = structlog.get_logger()

MOST_AT_ONCE = 100
"""Updates in one answer; Telegram gives no more."""
ONE_AFTER_ANOTHER = 1
"""Connections by which updates are brought: with more of them they would lose their order."""
CONNECTIONS = 24
"""More than the outbox has on their way: presses are answered at the same time."""

# Without it the library warns whenever a server asks it to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class WebhookRefusedError(AdapterError):
    """The server does not take the webhook's address."""


class Webhook(msgspec.Struct, frozen=True):
    """Where Telegram brings updates, and where they come in."""

    url: str
    """The public https address, which leads to `host` and `port`."""
    host: str
    port: int
    secret: str

    @property
    def path(self) -> str:
        """What stands behind the host's name in the address."""
        return urlsplit(self.url).path or "/"


class Client:
    """One bot on one server."""

    def __init__(self, token: str, api_url: str, patience: float) -> None:
        """`api_url`: the server's base. `patience`: seconds an answer may take.

        Raises:
            AdapterError: this cannot be a token.
        """
        keep_quiet()
        self._updates = request(RawUpdates, 2, api_url, patience)
        self._requests = request(AioRequest, CONNECTIONS, api_url, patience)
        try:
            self.bot: ExtBot[None] = ExtBot(
                token,
                base_url=f"{api_url.rstrip('/')}/bot",
                request=self._requests,
                get_updates_request=self._updates,
                defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
            )
        except InvalidToken:
            raise _wrong_token() from None
        self.menus = Menus(self.bot)
        self.username = ""
        self.webhook: Webhook | None = None
        """Where updates are to be brought; None: they are asked for."""
        self._had_webhook = False
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
        await self.direct_updates()
        self.username = self.bot.username
        self.later("list commands", self.menus.publish)

    async def direct_updates(self) -> None:
        """See to it that updates come as they are expected: asked for, or brought.

        Raises `TelegramError`; AdapterError: the server does not take the webhook's address.
        """
        if self.webhook is None:
            self._had_webhook = bool((await self.bot.get_webhook_info()).url)
            if self._had_webhook:
                await self.bot.delete_webhook()
            return
        try:
            await self.bot.set_webhook(
                self.webhook.url,
                secret_token=self.webhook.secret,
                max_connections=ONE_AFTER_ANOTHER,
                allowed_updates=KINDS,
                drop_pending_updates=False,
            )
        except BadRequest:
            raise WebhookRefusedError(
                f"Telegram does not take the webhook's address {self.webhook.url}; put a public "
                "https address on port 443, 80, 88 or 8443 into ALONGSIDE_TELEGRAM__WEBHOOK_URL."
            ) from None

    async def webhook_info(self) -> WebhookInfo:
        """What the server says of the webhook. Raises `TelegramError`."""
        return await self.bot.get_webhook_info()

    async def close(self) -> None:
        """Close every connection; what still runs in the background is given up."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.bot.shutdown()
        for pool in (self._updates, self._requests):
            await pool.shutdown()

    async def updates(self, offset: int | None, wait: int) -> list[Arrived]:
        """Ask for updates; those below `offset` count as read from now on.

        `wait`: seconds the server may wait for one. Raises `TelegramError`.
        """
        if self._had_webhook:
            # They may have come out of order, and an offset would throw away what is missing.
            offset, self._had_webhook = None, False
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

    async def is_in_room(self, account: str, room: str) -> bool:
        """Whether the account is a member of the room. Raises when it is not known."""
        try:
            member = await self.bot.get_chat_member(int(room), int(account))
        except (BadRequest, Forbidden):
            return False
        gone = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
        return member.status not in gone and getattr(member, "is_member", True)

    async def take_out(self, account: str, room: str) -> None:
        """Take somebody out of a room, into which they may ask to be let in again.

        Raises `TelegramError`; whoever is out already counts as taken out.
        """
        if not await self.is_in_room(account, room):
            return
        await self.bot.ban_chat_member(int(room), int(account))
        try:
            await self.bot.unban_chat_member(int(room), int(account), only_if_banned=True)
        except BadRequest as error:  # in a plain group nobody stays banned
            if "supergroup" not in error.message.casefold():
                raise

    async def answer_request(self, account: str, room: str, *, let_in: bool) -> JoinAnswer:
        """Let somebody who asked for it into a room, or not. Doing it twice does no harm.

        Raises `TelegramError` when it is not known what came of it.
        """
        bot = self.bot
        answer = bot.approve_chat_join_request if let_in else bot.decline_chat_join_request
        try:
            await answer(int(room), int(account))
        except (BadRequest, Forbidden) as error:
            said = error.message.casefold()
            if let_in and "already_participant" in said:
                return JoinAnswer.DONE
            return JoinAnswer.NOT_ALLOWED if _lacks_rights(error) else JoinAnswer.OVER
        return JoinAnswer.DONE

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


def _lacks_rights(error: TelegramError) -> bool:
    said = error.message.casefold()
    return isinstance(error, Forbidden) or "admin" in said or "rights" in said


def _wrong_token() -> AdapterError:
    return AdapterError(
        "Telegram does not accept the bot's token; put the one that BotFather gave you into "
        "ALONGSIDE_TELEGRAM__TOKEN, and look whether ALONGSIDE_TELEGRAM__API_URL is right."
    )
