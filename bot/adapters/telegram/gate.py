"""What can be done in a group in which young people write: who is in it, and who writes (Y6, Y10).

Nothing else that the rules want can be done here, and it is refused with its reason: nobody can
be kept silent in a call, nor kept out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, assert_never

from telegram import ChatMemberRestricted, ChatPermissions
from telegram.error import BadRequest

from bot.adapters.telegram.client import Client
from bot.happenings import JoinAnswer
from bot.model.effects import NOBODY, Act
from bot.model.meeting import RoomKind
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome
from bot.model.trouble import RoomTrouble
from bot.ports import Books, Delivery, Doing, Parcel, Store

PLATFORM: Platform = "telegram"
NO_ACTS = "Telegram cannot keep a member out of a room, or mute them in it"
NOT_ASKED = "they have not asked to be let into the group"
NOT_ALLOWED = "the bot may not invite people there"


class Gate:
    """Lets people into a group, and takes them out. Raises `TelegramError`."""

    def __init__(self, store: Store, client: Client, now: Callable[[], datetime]) -> None:
        """`now` gives UTC."""
        self._store = store
        self._client = client
        self._now = now

    async def perform(self, act: Act, parcel: Parcel) -> Delivery:
        """Do it, if it can be done in a group in which people write. Twice does no harm."""
        if not await self._is_for_young_people(parcel):
            return _refused(NO_ACTS)
        if act.do not in {"lock", "unlock"} and not parcel.accounts:
            return _refused(NOBODY)
        match act.do:
            case "admit":
                return await self._admit(parcel)
            case "remove":
                for account in parcel.accounts:
                    await self._client.take_out(account, parcel.address)
                    await self._forget(account, parcel.address)
            case "mute":
                for account in parcel.accounts:
                    await self._hush(account, parcel.address)
            case "unmute":
                for account in parcel.accounts:
                    await self._unhush(account, parcel.address)
            case "lock" | "unlock" | "deafen" | "undeafen":
                return _refused(NO_ACTS)
            case _:
                assert_never(act.do)
        return Delivery(outcome=DeliveryOutcome.ACCEPTED)

    # --- writing ------------------------------------------------------------------------------

    async def _hush(self, account: str, room: str) -> None:
        """They cannot write there for now. Whom staff restricted already is left to staff."""
        member = await self._client.bot.get_chat_member(int(room), int(account))
        if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
            return
        doing = Doing(room=room, account=account, what="mute", before=_permissions_of(member))
        await self._store.run(lambda books: books.note_doing(PLATFORM, doing, self._now()))
        nothing = ChatPermissions.no_permissions()
        await self._client.bot.restrict_chat_member(int(room), int(account), nothing)

    async def _unhush(self, account: str, room: str) -> None:
        """They may write again as before, if it was the bot that stopped them."""
        doings = await self._store.run(
            lambda books: books.doings(PLATFORM, room=room, account=account)
        )
        for doing in doings:
            before = ChatPermissions.de_json(doing.before, None)
            everything = ChatPermissions.all_permissions()
            try:
                await self._client.bot.restrict_chat_member(
                    int(room), int(account), before if doing.before else everything
                )
            except BadRequest:
                if await self._client.is_in_room(account, room):
                    raise
        await self._forget(account, room)

    async def _forget(self, account: str, room: str) -> None:
        await self._store.run(lambda books: books.undone(PLATFORM, room, account, "mute"))

    # --- the door -----------------------------------------------------------------------------

    async def _admit(self, parcel: Parcel) -> Delivery:
        """By any one of their accounts that asks; whoever is in the group already is in."""
        room = parcel.address
        for account in parcel.accounts:
            answer = await self._client.answer_request(account, room, let_in=True)
            if answer is JoinAnswer.NOT_ALLOWED:
                return Delivery(
                    outcome=DeliveryOutcome.REFUSED,
                    reason=NOT_ALLOWED,
                    trouble=RoomTrouble.NO_INVITES,
                )
            if answer is JoinAnswer.DONE or await self._client.is_in_room(account, room):
                return Delivery(outcome=DeliveryOutcome.ACCEPTED)
        return _refused(NOT_ASKED)

    async def _is_for_young_people(self, parcel: Parcel) -> bool:
        def read(books: Books) -> bool:
            stored = books.meeting(parcel.meeting or "")
            meeting = stored.meeting if stored is not None else None
            return meeting is not None and meeting.young and meeting.room is RoomKind.TEXT

        return await self._store.run(read)


def _permissions_of(member: object) -> dict[str, Any]:
    """What a restricted member may do; of any other nothing is written down."""
    if not isinstance(member, ChatMemberRestricted):
        return {}
    names = ChatPermissions.all_permissions().to_dict()
    return {name: getattr(member, name) for name in names}


def _refused(reason: str) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.REFUSED, reason=reason)
