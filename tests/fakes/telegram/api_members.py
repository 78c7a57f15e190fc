"""Methods about chats, their members, invitations and join requests."""

from typing import NoReturn

from . import membership, wire
from .checks import (
    find_chat,
    find_group,
    find_person,
    find_supergroup,
    need_right,
)
from .errors import bad_request
from .params import Params
from .registry import method
from .state import OUTSIDE, PERMISSIONS, Account, Chat, Json, Member
from .world import World

NO_RIGHT_TO_RESTRICT = "not enough rights to restrict/unrestrict chat member"
NO_RIGHT_TO_INVITE = "not enough rights to manage chat invite link"


@method("getChat", "chat_id")
def get_chat(world: World, p: Params) -> Json:
    chat = find_chat(world, p)
    body = wire.chat(world, chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if pinned := chat.pinned():
        body["pinned_message"] = wire.message(world, pinned[-1])
    if chat.kind != "private":
        body["permissions"] = dict.fromkeys(PERMISSIONS, True)
    return body


@method("getChatMember", "chat_id", "user_id")
def get_chat_member(world: World, p: Params) -> Json:
    chat = find_chat(world, p)
    who = find_person(world, p)
    if chat.kind == "private":
        return wire.member(who, Member("member"))
    return wire.member(who, chat.member(who.id))


@method("getChatAdministrators", "chat_id")
def get_chat_administrators(world: World, p: Params) -> list[Json]:
    chat = find_chat(world, p)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        wire.member(world.account(account_id), standing)
        for account_id, standing in chat.members.items()
        if standing.is_admin and _is_listed(world, world.account(account_id))
    ]


@method("leaveChat", "chat_id")
def leave_chat(world: World, p: Params) -> bool:
    membership.leave(world, find_group(world, p), world.bot, world.bot)
    return True


@method("banChatMember", "chat_id", "user_id", "until_date", "revoke_messages")
def ban_chat_member(world: World, p: Params) -> bool:
    chat, who = _to_restrict(world, find_group(world, p), p)
    new = Member("kicked", until=p.integer("until_date"))
    chat.join_requests.pop(who.id, None)
    membership.change(world, chat, who, new, world.bot)
    return True


@method("unbanChatMember", "chat_id", "user_id", "only_if_banned")
def unban_chat_member(world: World, p: Params) -> bool:
    """Without `only_if_banned` this also takes out somebody who is in, as the real one does."""
    chat, who = _to_restrict(world, find_supergroup(world, p), p)
    if chat.member(who.id).status == "kicked" or not p.flag("only_if_banned"):
        membership.change(world, chat, who, OUTSIDE, world.bot)
    return True


@method(
    "restrictChatMember",
    *("chat_id", "user_id", "permissions", "until_date", "use_independent_chat_permissions"),
)
def restrict_chat_member(world: World, p: Params) -> bool:
    chat, who = _to_restrict(world, find_supergroup(world, p), p)
    asked = p.object("permissions") or {}
    if unknown := set(asked) - set(PERMISSIONS):
        world.problems.append(f"restrictChatMember with unknown permissions {sorted(unknown)}.")
    permissions = {name: bool(asked.get(name, False)) for name in PERMISSIONS}
    inside = chat.member(who.id).present
    if all(permissions.values()):
        new = Member("member") if inside else OUTSIDE
    else:
        new = Member("restricted", permissions, p.integer("until_date"), inside)
    membership.change(world, chat, who, new, world.bot)
    return True


@method("exportChatInviteLink", "chat_id")
def export_chat_invite_link(world: World, p: Params) -> str:
    chat = find_group(world, p)
    need_right(world, chat, "can_invite_users", NO_RIGHT_TO_INVITE)
    return str(_new_link(world, chat, is_primary=True)["invite_link"])


@method(
    "createChatInviteLink",
    *("chat_id", "name", "expire_date", "member_limit", "creates_join_request"),
)
def create_chat_invite_link(world: World, p: Params) -> Json:
    chat = find_group(world, p)
    need_right(world, chat, "can_invite_users", NO_RIGHT_TO_INVITE)
    by_request = p.flag("creates_join_request")
    if by_request and "member_limit" in p:
        raise bad_request(
            "member limit can't be specified for links requiring administrator approval"
        )
    options = {
        name: p.values[name] for name in ("name", "expire_date", "member_limit") if name in p
    }
    return _new_link(world, chat, creates_join_request=by_request, **options)


@method("approveChatJoinRequest", "chat_id", "user_id")
def approve_chat_join_request(world: World, p: Params) -> bool:
    chat, who = _take_join_request(world, p)
    membership.join(world, chat, who, world.bot, via_join_request=True)
    return True


@method("declineChatJoinRequest", "chat_id", "user_id")
def decline_chat_join_request(world: World, p: Params) -> bool:
    _take_join_request(world, p)
    return True


def _is_listed(world: World, account: Account) -> bool:
    """Other bots are left out of the list of administrators."""
    return not account.is_bot or account is world.bot


def _to_restrict(world: World, chat: Chat, p: Params) -> tuple[Chat, Account]:
    who = find_person(world, p)
    need_right(world, chat, "can_restrict_members", NO_RIGHT_TO_RESTRICT)
    match chat.member(who.id).status:
        case "creator":
            raise bad_request("can't remove chat owner")
        case "administrator":
            _refuse_administrator(world, who)
        case _:
            return chat, who


def _refuse_administrator(world: World, who: Account) -> NoReturn:
    raise bad_request(
        "can't restrict self" if who is world.bot else "user is an administrator of the chat"
    )


def _take_join_request(world: World, p: Params) -> tuple[Chat, Account]:
    chat = find_group(world, p)
    who = find_person(world, p)
    need_right(world, chat, "can_invite_users", "CHAT_ADMIN_REQUIRED")
    if chat.member(who.id).present:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if chat.join_requests.pop(who.id, None) is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, who


def _new_link(world: World, chat: Chat, **options: object) -> Json:
    link: Json = {
        "invite_link": f"https://t.me/+{abs(chat.id):x}{len(chat.links):04x}",
        "creator": wire.user(world.bot),
        "creates_join_request": False,
        "is_primary": False,
        "is_revoked": False,
        **options,
    }
    chat.links.append(link)
    return link
