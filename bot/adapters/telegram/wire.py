"""The few fields of the Bot API's updates that mean anything here.

The library's own classes ask for every field that the newest server sends. A server that is
older or newer leaves some out, and then somebody's leaving would not be readable for want of
`can_edit_tag`. So what comes in is read by what is needed of it, and nothing else is looked at.
"""

from __future__ import annotations

import msgspec
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_CONTENT = frozenset({"text", *(kind.value for kind in MessageAttachmentType)})


class User(msgspec.Struct, frozen=True):
    """A person, or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""

    @property
    def name(self) -> str:
        """As the platform shows it."""
        return f"{self.first_name} {self.last_name}".strip()


class Chat(msgspec.Struct, frozen=True):
    """A private chat, a group or a channel."""

    id: int
    type: str
    title: str = ""

    @property
    def is_group(self) -> bool:
        return self.type in GROUPS

    @property
    def is_private(self) -> bool:
        return self.type == ChatType.PRIVATE


class Member(msgspec.Struct, frozen=True):
    """Somebody's standing in a chat."""

    status: str
    user: User
    is_member: bool = False
    can_send_messages: bool = False
    """Of a restricted member."""
    can_invite_users: bool = False
    """Of an administrator."""

    @property
    def is_inside(self) -> bool:
        """A restricted member who goes out stays `restricted` (SPEC 11)."""
        if self.status == ChatMemberStatus.RESTRICTED:
            return self.is_member
        return self.status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


class Standing(msgspec.Struct, frozen=True):
    """A change of somebody's standing."""

    chat: Chat
    old: Member = msgspec.field(name="old_chat_member")
    new: Member = msgspec.field(name="new_chat_member")
    by: User | None = msgspec.field(name="from", default=None)

    @property
    def went_out(self) -> bool:
        return self.old.is_inside and not self.new.is_inside

    @property
    def came_in(self) -> bool:
        return self.new.is_inside and not self.old.is_inside


class Message(msgspec.Struct, frozen=True):
    """A message, or a line about the chat itself."""

    chat: Chat
    sender: User | None = msgspec.field(name="from", default=None)
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    left: User | None = msgspec.field(name="left_chat_member", default=None)
    came: list[User] = msgspec.field(name="new_chat_members", default_factory=list)
    migrate_to: int | None = msgspec.field(name="migrate_to_chat_id", default=None)
    migrate_from: int | None = msgspec.field(name="migrate_from_chat_id", default=None)


class Place(msgspec.Struct, frozen=True):
    """What is left even of a message that was deleted."""

    chat: Chat


class Press(msgspec.Struct, frozen=True):
    """A button was pressed."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str | None = None
    message: Place | None = None


class JoinRequest(msgspec.Struct, frozen=True):
    """Somebody asks to be let in."""

    chat: Chat
    sender: User = msgspec.field(name="from")


class Update(msgspec.Struct, frozen=True):
    """One update; every kind but these is left out."""

    message: msgspec.Raw = msgspec.Raw()
    """Empty, if the update is not about a message."""
    callback_query: Press | None = None
    chat_member: Standing | None = None
    my_chat_member: Standing | None = None
    chat_join_request: JoinRequest | None = None


update = msgspec.json.Decoder(Update).decode
message = msgspec.json.Decoder(Message).decode
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def has_content(raw: msgspec.Raw) -> bool:
    """Whether somebody wrote or sent something, which a line about the chat itself is not."""
    return not _CONTENT.isdisjoint(_fields(raw))
