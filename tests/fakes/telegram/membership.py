"""Comings and goings: every change of a standing, and the updates that tell of it."""

from . import wire
from .errors import CannotDo
from .state import OUTSIDE, Account, Chat, Json, Member
from .world import World


def change(
    world: World, chat: Chat, who: Account, new: Member, by: Account, **details: object
) -> None:
    """Give somebody a new standing; tell the bot as far as it may know (see `_tell`)."""
    old = chat.member(who.id)
    chat.members[who.id] = new
    _post_service(world, chat, who, by, old, new)
    if old != new:
        _tell(world, chat, who, by, old, new, details)
    world.bell.ring()


def join(world: World, chat: Chat, who: Account, by: Account, **details: object) -> None:
    """Somebody comes in. A restricted member stays restricted."""
    old = chat.member(who.id)
    if old.status == "kicked":
        raise CannotDo(f"{who.first_name} is banned from {chat.title}.")
    if old.present:
        raise CannotDo(f"{who.first_name} is already in {chat.title}.")
    new = Member("member")
    if old.status == "restricted":
        new = Member("restricted", old.rights, old.until, inside=True)
    change(world, chat, who, new, by, **details)


def leave(world: World, chat: Chat, who: Account, by: Account) -> None:
    """Somebody goes out, or is taken out. A restricted member stays restricted."""
    old = chat.member(who.id)
    if not old.present:
        raise CannotDo(f"{who.first_name} is not in {chat.title}.")
    new = OUTSIDE
    if old.status == "restricted":
        new = Member("restricted", old.rights, old.until, inside=False)
    change(world, chat, who, new, by)


def change_private(world: World, who: Account, blocked: bool) -> None:
    """A person blocks or unblocks the bot: the bot's standing in the private chat changes."""
    who.blocked = blocked
    standings = {False: Member("member"), True: Member("kicked")}
    chat = world.chat(who.id)
    _put(world, "my_chat_member", chat, world.bot, who, standings[not blocked], standings[blocked])


def _post_service(
    world: World, chat: Chat, who: Account, by: Account, old: Member, new: Member
) -> None:
    """The line in the chat that says who came or went; one let in on request comes by itself."""
    if new.present and not old.present:
        sender = who if by is world.bot else by
        world.post(chat, sender, service={"new_chat_members": [wire.user(who)]})
    elif old.present and not new.present:
        world.post(chat, by, service={"left_chat_member": wire.user(who)})


def _tell(
    world: World,
    chat: Chat,
    who: Account,
    by: Account,
    old: Member,
    new: Member,
    details: dict[str, object],
) -> None:
    """The bot always hears of itself, and of others only while it is an administrator."""
    if who is world.bot:
        _put(world, "my_chat_member", chat, who, by, old, new)
    elif world.bot_standing(chat).is_admin:
        _put(world, "chat_member", chat, who, by, old, new, **details)


def _put(
    world: World,
    kind: str,
    chat: Chat,
    who: Account,
    by: Account,
    old: Member,
    new: Member,
    **details: object,
) -> None:
    body: Json = {
        "chat": wire.chat(world, chat),
        "from": wire.user(by),
        "date": int(world.now()),
        "old_chat_member": wire.member(who, old),
        "new_chat_member": wire.member(who, new),
        **details,
    }
    world.updates.put(kind, body)
