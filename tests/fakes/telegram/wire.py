"""The state as the JSON objects of the Bot API."""

from typing import Protocol

from .state import ADMIN_RIGHTS, PERMISSIONS, Account, Chat, Json, Member, Message


class Known(Protocol):
    """Where accounts and chats are looked up."""

    def account(self, account_id: int) -> Account: ...

    def chat(self, chat_id: int) -> Chat: ...


def user(account: Account) -> Json:
    """A `User`."""
    body: Json = {
        "id": account.id,
        "is_bot": account.is_bot,
        "first_name": account.first_name,
    }
    if account.username:
        body["username"] = account.username
    if account.language:
        body["language_code"] = account.language
    return body


def chat(known: Known, one: Chat) -> Json:
    """A `Chat`."""
    if one.kind != "private":
        return {"id": one.id, "type": one.kind, "title": one.title}
    account = known.account(one.id)
    body: Json = {"id": one.id, "type": "private", "first_name": account.first_name}
    if account.username:
        body["username"] = account.username
    return body


def message(known: Known, one: Message) -> Json:
    """A `Message`, with the message it replies to."""
    place = known.chat(one.chat_id)
    body: Json = {
        "message_id": one.id,
        "from": user(known.account(one.sender)),
        "chat": chat(known, place),
        "date": one.date,
        **one.service,
    }
    if one.document is not None:
        body["document"] = document(one)
    caption = "" if one.document is None else "caption_"
    if one.text is not None:
        body["text" if one.document is None else "caption"] = one.text
    if one.entities:
        body[f"{caption}entities"] = one.entities
    if one.edited_at:
        body["edit_date"] = one.edited_at
    if one.keyboard:
        body["reply_markup"] = {"inline_keyboard": one.keyboard}
    if one.reply_to is not None and (original := place.find(one.reply_to)):
        body["reply_to_message"] = message(known, original)
    return body


def document(one: Message) -> Json:
    """The `Document` of a message."""
    if one.document is None:
        raise LookupError(one.id)
    name, content, kind = one.document
    return {
        "file_id": f"BQACAgIAAxkDAAM{one.id}",
        "file_unique_id": f"AgADdoc{one.id}",
        "file_name": name,
        "mime_type": kind,
        "file_size": len(content),
    }


def inaccessible(known: Known, one: Message) -> Json:
    """What is left of a deleted message: an `InaccessibleMessage`, dated 0."""
    return {"message_id": one.id, "chat": chat(known, known.chat(one.chat_id)), "date": 0}


def member(account: Account, standing: Member) -> Json:
    """A `ChatMember` of the right kind."""
    body: Json = {"user": user(account), "status": standing.status}
    match standing.status:
        case "creator":
            body["is_anonymous"] = False
        case "administrator":
            body |= {right: standing.rights.get(right, False) for right in ADMIN_RIGHTS}
            body |= {"can_be_edited": False, "is_anonymous": False}
        case "restricted":
            body |= {right: standing.rights.get(right, False) for right in PERMISSIONS}
            body |= {"is_member": standing.inside, "until_date": standing.until}
        case "kicked":
            body["until_date"] = standing.until
        case "member" | "left":
            pass
    return body
