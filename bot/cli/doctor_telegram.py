"""What the doctor asks of Telegram: does the token work, and may the bot do what it must?"""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner, User
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.adapters.telegram.http import AioRequest
from bot.adapters.telegram.transport import request
from bot.cli.doctor_webhook import webhook_findings
from bot.cli.findings import Finding, attention, ok, wrong
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds to wait for an answer."""
ABOUT = "Telegram"


async def examine_telegram(settings: Settings, rooms: Mapping[str, str]) -> list[Finding]:
    """Ask Telegram about the bot and the groups on record (titles by id)."""
    token, api_url = settings.telegram.token, settings.telegram.api_url
    if token is None:
        return []
    try:
        async with _bot(token.get_secret_value(), api_url) as bot:
            me = bot.bot
            groups = [await _group(bot, me, ref, rooms[ref]) for ref in rooms]
            return [*_myself(me), *await webhook_findings(bot, settings), *groups]
    except (InvalidToken, Forbidden):
        return [
            wrong(
                ABOUT,
                f"{api_url} does not know the token; send BotFather /token, and set "
                "ALONGSIDE_TELEGRAM__TOKEN to what it answers.",
            )
        ]
    except TelegramError:
        # Its words may hold the address, and the address holds the token.
        return [
            wrong(
                ABOUT,
                f"{api_url} does not answer; check the connection, or "
                "ALONGSIDE_TELEGRAM__API_URL if you host the server yourself.",
            )
        ]


def _bot(token: str, api_url: str) -> Bot:
    """The library's bot. InvalidToken: this cannot be one."""
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        request=request(AioRequest, 1, api_url, PATIENCE),
        get_updates_request=request(AioRequest, 1, api_url, PATIENCE),
    )


def _myself(me: User) -> list[Finding]:
    found = [ok(ABOUT, f"the token is that of @{me.username}")]
    if not me.can_join_groups:
        found.append(
            wrong(ABOUT, "The bot may not be added to groups; send BotFather /setjoingroups.")
        )
    if not me.can_read_all_group_messages:
        found.append(
            ok(ABOUT, "privacy mode is on, so the bot must be an administrator of its groups")
        )
    return found


async def _group(bot: Bot, me: User, ref: str, title: str) -> Finding:
    """Whether the bot may do in a group what it must: see who comes and goes, and pin."""
    named = f"In the group “{title}”"
    try:
        member = await bot.get_chat_member(int(ref), me.id)
    except (TelegramError, ValueError):
        return attention(ABOUT, f"{named} the bot is not to be found; add it again there.")
    match member:
        case ChatMemberOwner():
            pass
        case ChatMemberAdministrator(can_pin_messages=False):
            return attention(
                ABOUT, f"{named} the bot may not pin; allow it, so that people find the card."
            )
        case ChatMemberAdministrator(can_invite_users=False):
            return attention(
                ABOUT, f"{named} the bot may not let in people who ask to join; allow it to invite."
            )
        case ChatMemberAdministrator():
            pass
        case _:
            return wrong(
                ABOUT,
                f"{named} the bot is not an administrator, and is not told who comes and goes; "
                "make it one, with the right to pin messages.",
            )
    return ok(ABOUT, f"in the group “{title}” the bot is an administrator and may pin")
