"""A person with a Telegram app, and what they can do with it."""

import re
from typing import Literal

from . import membership, wire
from .errors import ApiError, CannotDo
from .group import Group
from .seen import Button, SeenMessage, messages_seen, seen
from .state import Account, Json, Member, Message, Press, administrator
from .texts import message_text
from .world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

Place = SeenMessage | Group | Literal["newest"]


class User:
    """One account, acting the way an app lets it; `CannotDo` says what an app would not."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account

    @property
    def id(self) -> int:
        """The immutable id, which is that of the private chat as well."""
        return self.account.id

    @property
    def name(self) -> str:
        """The first name shown."""
        return self.account.first_name

    @property
    def conversation(self) -> list[SeenMessage]:
        """The private chat with the bot as it looks now, oldest first."""
        return messages_seen(self._world.chat(self.id), self._world.bot.id)

    @property
    def inbox(self) -> list[SeenMessage]:
        """What the bot wrote in the private chat, as it looks now, oldest first."""
        return [message for message in self.conversation if message.from_bot]

    def start(self, payload: str | None = None) -> SeenMessage:
        """Press start, or follow a deep link with a payload. Lifts a block."""
        _check_payload(payload)
        if self.account.blocked:
            self.unblocks()
        self.account.started = True
        return self._write(self.id, f"/start {payload}" if payload else "/start")

    def says(self, text: str) -> SeenMessage:
        """Write to the bot in private."""
        self._need_private_chat()
        return self._write(self.id, text)

    def writes(self, group: Group, text: str) -> SeenMessage:
        """Write in a group."""
        standing = self._need_inside(group)
        if standing.status == "restricted" and not standing.may("can_send_messages"):
            raise CannotDo(f"{self.name} may not write in {group.title}.")
        return self._write(group.id, text)

    def edits(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change a message of one's own."""
        if message.sender != self.id:
            raise CannotDo(f"{self.name} can edit their own messages only.")
        original = self._original(message)
        self._world.edit_by_person(original, _as_sent(text))
        return seen(original, self._world.bot.id)

    def presses(self, on: Place, button: str) -> Press:
        """Press a button, named by its label or its data.

        `on` is a message as it was seen, even if it was edited or deleted since; or a group, or
        "newest" for the private chat: there, the newest message that has the button.
        """
        message = on if isinstance(on, SeenMessage) else self._newest_with(on, button)
        found = message.button(button)
        if found is None:
            raise CannotDo(f"There is no button {button!r}, only {list(message.labels)}.")
        return self._press(message, found)

    def forges(self, message: SeenMessage, data: str) -> Press:
        """Send button data that no button of the message ever had, as a changed app can."""
        return self._press(message, Button(label="", data=data))

    def joins(self, group: Group) -> None:
        """Come into a group."""
        membership.join(self._world, group.chat, self.account, self.account)

    def leaves(self, group: Group) -> None:
        """Go out of a group."""
        membership.leave(self._world, group.chat, self.account, self.account)

    def requests_to_join(self, group: Group, link: Json | None = None) -> None:
        """Ask to be let in. The bot hears of it if it is an administrator who may invite."""
        standing = group.chat.member(self.id)
        if standing.present or standing.status == "kicked":
            raise CannotDo(f"{self.name} cannot ask to join {group.title}: {standing.status}.")
        group.chat.join_requests[self.id] = self._world.now()
        if not group.bot.may("can_invite_users"):
            return
        body: Json = {
            "chat": wire.chat(self._world, group.chat),
            "from": wire.user(self.account),
            "user_chat_id": self.id,
            "date": int(self._world.now()),
        }
        if link is not None:
            body["invite_link"] = link
        self._world.updates.put("chat_join_request", body)

    def blocks(self) -> None:
        """Block the bot."""
        self._need_private_chat()
        membership.change_private(self._world, self.account, blocked=True)

    def unblocks(self) -> None:
        """Unblock the bot, without writing anything."""
        if not self.account.blocked:
            raise CannotDo(f"{self.name} has not blocked the bot.")
        membership.change_private(self._world, self.account, blocked=False)

    def adds_bot(self, group: Group, admin: bool = False, payload: str | None = None) -> None:
        """Add the bot to a group, with a payload if a `startgroup` deep link was followed."""
        self._need_inside(group)
        new = administrator() if admin else Member("member")
        membership.change(self._world, group.chat, self._world.bot, new, self.account)
        _check_payload(payload)
        if payload:
            self._write(group.id, f"/start@{self._world.bot.username} {payload}")

    def removes_bot(self, group: Group) -> None:
        """Take the bot out of a group for good."""
        self._need_inside(group)
        membership.change(self._world, group.chat, self._world.bot, Member("kicked"), self.account)

    def renames(self, name: str | None = None, username: str | None = None) -> None:
        """Show another name; the id stays."""
        self.account.first_name = name or self.account.first_name
        self.account.username = username or self.account.username

    def _write(self, chat_id: int, text: str) -> SeenMessage:
        message = self._world.post(self._world.chat(chat_id), self.account, _as_sent(text))
        return seen(message, self._world.bot.id)

    def _press(self, message: SeenMessage, button: Button) -> Press:
        if button.data is None:
            raise CannotDo(f"{button.label!r} opens a link; the bot hears nothing of it.")
        return self._world.press(self.account, self._original(message), button.data)

    def _newest_with(self, on: Group | Literal["newest"], button: str) -> SeenMessage:
        if isinstance(on, Group):
            self._need_inside(on)
            messages = on.messages
        else:
            messages = self.conversation
        for message in reversed(messages):
            if message.button(button):
                return message
        labels = [message.labels for message in messages if message.labels]
        raise CannotDo(f"{self.name} sees no button {button!r}, only {labels}.")

    def _original(self, message: SeenMessage) -> Message:
        return self._world.chat(message.chat).messages[message.id]

    def _need_private_chat(self) -> None:
        if not self.account.started:
            raise CannotDo(f"{self.name} has not pressed start.")
        if self.account.blocked:
            raise CannotDo(f"{self.name} has blocked the bot.")

    def _need_inside(self, group: Group) -> Member:
        standing = group.chat.member(self.id)
        if not standing.present:
            raise CannotDo(f"{self.name} is not in {group.title}.")
        return standing

    def __repr__(self) -> str:
        return f"User({self.id}, {self.name!r})"


def _as_sent(text: str) -> str:
    """The text as the platform passes it on."""
    try:
        return message_text(text, parse_mode="")
    except ApiError as error:
        raise CannotDo(f"No app sends this text: {error.description}.") from None


def _check_payload(payload: str | None) -> None:
    if payload is not None and not PAYLOAD.fullmatch(payload):
        raise CannotDo("A deep link carries 1 to 64 letters, digits, _ and - only.")
