"""What the server remembers: accounts, chats, members and messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(slots=True)
class Account:
    """A user or a bot. `started`: the private chat with our bot exists."""

    id: int
    first_name: str
    username: str | None = None
    language: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a group. `until` is a Unix time in seconds, 0 for always."""

    status: Status
    rights: Mapping[str, bool] = field(default_factory=dict)
    until: int = 0
    inside: bool = True

    @property
    def present(self) -> bool:
        """Whether they are in the group; a restricted member may have left it."""
        match self.status:
            case "creator" | "administrator" | "member":
                return True
            case "restricted":
                return self.inside
            case "left" | "kicked":
                return False

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether the right is held; a plain member holds no administrator's right."""
        return self.status == "creator" or (self.present and self.rights.get(right, False))


OUTSIDE = Member("left")


def administrator(**changed: bool) -> Member:
    """An administrator with the usual rights, apart from those changed."""
    rights = dict.fromkeys(ADMIN_RIGHTS, True) | {"can_promote_members": False}
    return Member("administrator", rights | changed)


@dataclass(slots=True)
class Message:
    """A message in one chat. Times are Unix seconds; `edited_at` is 0 if it never was."""

    id: int
    chat_id: int
    sender: int
    date: int
    text: str | None = None
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] | None = None
    service: Json = field(default_factory=dict)
    reply_to: int | None = None
    edited_at: int = 0
    pinned: bool = False
    silent: bool = False
    deleted: bool = False
    document: tuple[str, bytes, str] | None = None
    """Its name, content and kind. The text is its caption then."""


@dataclass(slots=True)
class Chat:
    """A private chat, group or supergroup, with its members and messages."""

    id: int
    kind: Kind
    title: str = ""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    join_requests: dict[int, float] = field(default_factory=dict)
    links: list[Json] = field(default_factory=list)
    upgraded_to: int | None = None

    def member(self, account_id: int) -> Member:
        """The standing of an account; outside if it was never in."""
        return self.members.get(account_id, OUTSIDE)

    def find(self, message_id: int) -> Message | None:
        """The message, unless it is unknown or deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def pinned(self) -> list[Message]:
        """The pinned messages, oldest first."""
        return [m for m in self.messages.values() if m.pinned and not m.deleted]


@dataclass(slots=True)
class Webhook:
    """Where updates are brought. `attempts`: the update and what was answered, each time."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: tuple[int, str] | None = None
    attempts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Press:
    """A pressed button. `at` is a Unix time; `answered` once the bot has answered it."""

    id: str
    at: float
    user: int
    chat: int
    message: int
    data: str
    answered: bool = False
    text: str | None = None
    alert: bool = False
