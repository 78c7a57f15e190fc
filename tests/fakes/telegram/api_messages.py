"""Methods about messages, buttons and pins."""

from . import wire
from .checks import (
    find_chat,
    find_chat_to_write,
    find_message,
    inline_keyboard,
    need_right,
)
from .errors import bad_request
from .params import Params
from .registry import method
from .state import Chat, Json, Message
from .texts import message_text, utf16_length
from .world import World

DELETABLE_SECONDS = 48 * 60 * 60
CALLBACK_TEXT_LIMIT = 200
CAPTION_LIMIT = 1024
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method(
    "sendMessage",
    *("chat_id", "text", "parse_mode", "entities", "link_preview_options"),
    *("disable_notification", "protect_content", "reply_parameters", "reply_markup"),
)
def send_message(world: World, p: Params) -> Json:
    text = _text(world, p)
    keyboard = inline_keyboard(p)
    chat = find_chat_to_write(world, p)
    _check_may_speak(world, chat)
    message = world.post(
        chat,
        world.bot,
        text,
        keyboard=keyboard,
        silent=p.flag("disable_notification"),
        reply_to=_reply_to(chat, p),
    )
    return wire.message(world, message)


@method(
    "sendDocument",
    *("chat_id", "document", "caption", "parse_mode", "caption_entities"),
    *("disable_content_type_detection", "disable_notification", "protect_content"),
    *("reply_parameters", "reply_markup"),
)
def send_document(world: World, p: Params) -> Json:
    """A document that is handed over in the call; by id or address is not played here."""
    caption = p.text("caption")
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    keyboard = inline_keyboard(p)
    document = p.file("document")
    chat = find_chat_to_write(world, p)
    _check_may_send_documents(world, chat)
    message = world.post(
        chat,
        world.bot,
        caption,
        keyboard=keyboard,
        silent=p.flag("disable_notification"),
        reply_to=_reply_to(chat, p),
        document=document,
    )
    return wire.message(world, message)


@method(
    "editMessageText",
    *("chat_id", "message_id", "text", "parse_mode", "entities"),
    *("link_preview_options", "reply_markup"),
)
def edit_message_text(world: World, p: Params) -> Json:
    text = _text(world, p)
    return _edit(world, p, text)


@method("editMessageReplyMarkup", "chat_id", "message_id", "reply_markup")
def edit_message_reply_markup(world: World, p: Params) -> Json:
    return _edit(world, p, None)


@method("deleteMessage", "chat_id", "message_id")
def delete_message(world: World, p: Params) -> bool:
    chat = find_chat(world, p)
    message = find_message(chat, p, "delete")
    if message.date < world.now() - DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if chat.kind != "private" and message.sender != world.bot.id:
        need_right(world, chat, "can_delete_messages", "message can't be deleted")
    message.deleted = True
    return True


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def answer_callback_query(world: World, p: Params) -> bool:
    press = world.presses.get(p.text("callback_query_id"))
    if press is None or world.now() - press.at > world.callback_seconds:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(p.text("text")) > CALLBACK_TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if not press.answered:
        press.answered = True
        press.text = p.text("text") or None
        press.alert = p.flag("show_alert")
    return True


@method("pinChatMessage", "chat_id", "message_id", "disable_notification")
def pin_chat_message(world: World, p: Params) -> bool:
    chat = find_chat_to_write(world, p)
    _check_may_pin(world, chat)
    message = find_message(chat, p, "pin")
    if not message.pinned:
        message.pinned = True
        world.post(chat, world.bot, service={"pinned_message": wire.message(world, message)})
    return True


@method("unpinChatMessage", "chat_id", "message_id")
def unpin_chat_message(world: World, p: Params) -> bool:
    chat = find_chat_to_write(world, p)
    _check_may_pin(world, chat)
    if "message_id" in p:
        find_message(chat, p, "unpin").pinned = False
    elif pinned := chat.pinned():
        pinned[-1].pinned = False
    else:
        raise bad_request("message to unpin not found")
    return True


def _text(world: World, p: Params) -> str:
    mode = p.text("parse_mode")
    if mode and mode.lower() != "html":
        world.problems.append(f"parse_mode {mode} was used; this server reads HTML only.")
    return message_text(p.text("text"), mode)


def _edit(world: World, p: Params, text: str | None) -> Json:
    """Change text or keyboard. An edit without a keyboard removes the keyboard."""
    keyboard = inline_keyboard(p)
    chat = find_chat_to_write(world, p)
    message = find_message(chat, p, "edit")
    if text is not None and message.document is not None:
        raise bad_request("there is no text in the message to edit")
    if message.sender != world.bot.id or message.text is None:
        raise bad_request("message can't be edited")
    new_text = message.text if text is None else text
    if (new_text, keyboard) == (message.text, message.keyboard):
        raise bad_request(NOT_MODIFIED)
    message.text = new_text
    message.keyboard = keyboard
    message.edited_at = int(world.now())
    return wire.message(world, message)


def _check_may_speak(world: World, chat: Chat) -> None:
    standing = world.bot_standing(chat)
    if standing.status == "restricted" and not standing.may("can_send_messages"):
        raise bad_request("not enough rights to send text messages to the chat")


def _check_may_send_documents(world: World, chat: Chat) -> None:
    standing = world.bot_standing(chat)
    if standing.status == "restricted" and not standing.may("can_send_documents"):
        raise bad_request("not enough rights to send documents to the chat")


def _check_may_pin(world: World, chat: Chat) -> None:
    if chat.kind != "private":
        sentence = "not enough rights to manage pinned messages in the chat"
        need_right(world, chat, "can_pin_messages", sentence)


def _reply_to(chat: Chat, p: Params) -> int | None:
    wanted = p.object("reply_parameters")
    if not wanted:
        return None
    original: Message | None = chat.find(int(wanted.get("message_id", 0)))
    if original is not None:
        return original.id
    if not wanted.get("allow_sending_without_reply", False):
        raise bad_request("message to be replied not found")
    return None
