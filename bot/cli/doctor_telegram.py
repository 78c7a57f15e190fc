"""What the doctor asks of Telegram: does the token work, and may the bot do what it must?"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner, User
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.adapters.telegram.http import AioRequest
from bot.adapters.telegram.transport import request
from bot.cli.doctor_webhook import webhook_findings
from bot.cli.findings import Finding, attention, ok, wrong
from bot.ports import RoomDetails
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds to wait for an answer."""
ABOUT = "Telegram"
_SUPERGROUPS_BELOW = -1_000_000_000_000


async def examine_telegram(
    settings: Settings, rooms: Sequence[RoomDetails], young: frozenset[str]
) -> list[Finding]:
    """Ask Telegram about the bot and the groups on record.

    `young`: groups in which young people take part, by the id of the group.
    """
    token, api_url = settings.telegram.token, settings.telegram.api_url
    if token is None:
        return []
    try:
        async with _bot(token.get_secret_value(), api_url) as bot:
            me = bot.bot
            groups = [await _group(bot, me, room, young=room.group in young) for room in rooms]
            of_groups = [finding for findings in groups for finding in findings]
            return [*_myself(me), *await webhook_findings(bot, settings), *of_groups]
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


async def _group(bot: Bot, me: User, room: RoomDetails, *, young: bool) -> list[Finding]:
    """Whether the bot may do in a group what it must: see who comes and goes, and pin.

    With young people it also lets them in and takes them out, and keeps them from writing in a
    hold (Y6, Y10).
    """
    named = f"In the group “{room.title}”"
    try:
        member = await bot.get_chat_member(int(room.ref), me.id)
    except (TelegramError, ValueError):
        return [attention(ABOUT, f"{named} the bot is not to be found; add it again there.")]
    if not isinstance(member, ChatMemberOwner | ChatMemberAdministrator):
        return [
            wrong(
                ABOUT,
                f"{named} the bot is not an administrator, and is not told who comes and goes; "
                f"make it one, with the right to {_rights(young=young)}.",
            )
        ]
    missing = [
        *_missing(named, member),
        *(_missing_for_young(named, room, member) if young else ()),
    ]
    may = "may let in, take out and pin" if young else "may pin"
    return missing or [
        ok(ABOUT, f"in the group “{room.title}” the bot is an administrator and {may}")
    ]


def _rights(*, young: bool) -> str:
    return "add members, ban members and pin messages" if young else "pin messages"


def _missing(named: str, member: ChatMemberOwner | ChatMemberAdministrator) -> list[Finding]:
    """What it lacks in any group: never so much that a meeting could not be."""
    match member:
        case ChatMemberAdministrator(can_pin_messages=False):
            return [
                attention(
                    ABOUT, f"{named} the bot may not pin; allow it, so that people find the card."
                )
            ]
        case _:
            return []


def _missing_for_young(
    named: str, room: RoomDetails, member: ChatMemberOwner | ChatMemberAdministrator
) -> list[Finding]:
    """What it lacks to keep the door of a young people's meeting (Y1, Y6, Y10)."""
    found = []
    if not _is_supergroup(room.ref):
        found.append(
            wrong(
                ABOUT,
                f"{named} young people meet, and the bot cannot keep anyone from writing in a "
                "basic group; make it a supergroup: in its settings show the chat history to new "
                "members.",
            )
        )
    if not getattr(member, "can_invite_users", True):
        found.append(
            wrong(
                ABOUT,
                f"{named} young people meet, and the bot may not let in those who ask to join; "
                "in the group's settings, under Administrators, allow it to add members.",
            )
        )
    if not getattr(member, "can_restrict_members", True):
        found.append(
            wrong(
                ABOUT,
                f"{named} young people meet, and the bot may not take anyone out, or keep them "
                "from writing in a pause; in the group's settings, under Administrators, allow "
                "it to ban members.",
            )
        )
    return found


def _is_supergroup(ref: str) -> bool:
    """Whether the id is one that supergroups have: those of basic groups are nearer to nought."""
    return int(ref) < _SUPERGROUPS_BELOW
