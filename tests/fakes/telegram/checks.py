"""Checks that many methods share: which chat, which message, which keyboard, what rights."""

from typing import Any

from .errors import ApiError, bad_request, forbidden
from .params import Params
from .state import Account, Chat, Json, Member, Message
from .world import World

CALLBACK_DATA_BYTES = 64
MOST_BUTTONS = 100


def find_chat(world: World, p: Params) -> Chat:
    """The chat a call is about, if the bot may read it."""
    chat = world.chats.get(_chat_id(p))
    if chat is None:
        raise bad_request("chat not found")
    if chat.kind == "private":
        account = world.account(chat.id)
        if not account.started and not world.has_met(account):
            raise bad_request("chat not found")
    else:
        _check_bot_inside(world, chat)
    return chat


def find_chat_to_write(world: World, p: Params) -> Chat:
    """The chat a call is about, if the bot may write there."""
    chat = world.chats.get(_chat_id(p))
    if chat is None:
        raise bad_request("chat not found")
    if chat.kind == "private":
        _check_person_reachable(world, world.account(chat.id))
    else:
        _check_bot_inside(world, chat)
    return chat


def find_group(world: World, p: Params) -> Chat:
    """As `find_chat`, for methods that make sense in groups only."""
    chat = find_chat(world, p)
    if chat.kind == "private":
        raise bad_request("method is available only for groups and supergroups")
    return chat


def find_supergroup(world: World, p: Params) -> Chat:
    """As `find_chat`, for methods that supergroups alone have."""
    chat = find_group(world, p)
    if chat.kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    return chat


def find_message(chat: Chat, p: Params, purpose: str) -> Message:
    """The message a call is about; 400 "message to … not found" otherwise."""
    message = chat.find(p.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def find_person(world: World, p: Params) -> Account:
    """The account a call is about."""
    if "user_id" not in p:
        raise bad_request("invalid user_id specified")
    account = world.accounts.get(p.integer("user_id"))
    if account is None:
        raise bad_request("user not found")
    return account


def need_right(world: World, chat: Chat, right: str, otherwise: str) -> None:
    """400 with the given sentence unless the bot holds the right."""
    if not world.bot_standing(chat).may(right):
        raise bad_request(otherwise)


def inline_keyboard(p: Params) -> list[list[Json]] | None:
    """The buttons of a call, checked as the real server checks them."""
    markup = p.object("reply_markup")
    if not markup:
        return None
    if set(markup) != {"inline_keyboard"}:
        raise bad_request("inline keyboard expected")
    rows: Any = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    buttons = [_button(button) for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row] or None


def _button(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an "
            'Object with a field "text" of type String'
        )
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    match button:
        case {"callback_data": str(data)}:
            if not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case {"url": str(url)}:
            if not url.startswith(("https://", "http://", "tg://")):
                raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        case _:
            raise bad_request(
                "can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            )
    return button


def _chat_id(p: Params) -> int:
    chat_id = p.values.get("chat_id", "")
    if chat_id == "":
        raise bad_request("chat_id is empty")
    if not isinstance(chat_id, int):
        raise bad_request("chat not found")
    return chat_id


def _check_person_reachable(world: World, account: Account) -> None:
    if account.is_bot:
        raise forbidden("bot can't send messages to bots")
    if account.blocked:
        raise forbidden("bot was blocked by the user")
    if account.started or world.may_answer_join_request(account):
        return
    if world.has_met(account):
        raise forbidden("bot can't initiate conversation with a user")
    raise bad_request("chat not found")


def _check_bot_inside(world: World, chat: Chat) -> None:
    if chat.upgraded_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded_to
        )
    if world.bot.id not in chat.members:
        raise bad_request("chat not found")
    error = _absence(chat, world.bot_standing(chat))
    if error is not None:
        raise error


def _absence(chat: Chat, standing: Member) -> ApiError | None:
    if standing.status == "kicked":
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    if not standing.present:
        return forbidden(f"bot is not a member of the {chat.kind} chat")
    return None
