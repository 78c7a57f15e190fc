"""Everything the server knows, and what happens in it, without any HTTP."""

import itertools
import time
from typing import Any

from ..bell import Bell
from . import wire
from .state import OUTSIDE, Account, Chat, Json, Member, Message, Press, Webhook
from .texts import command_entities
from .updates import UpdateQueue

INVENTED_TOKEN = "7000000001:invented-token-for-tests"

# Both are beyond 32 bits, as newer accounts and groups are.
FIRST_USER_ID = 5_000_000_001
FIRST_GROUP_ID = 4_000_000_001
FIRST_SUPERGROUP_ID = 2_000_000_001
JOIN_REQUEST_WINDOW_SECONDS = 5 * 60


class World:
    """Accounts, chats, updates and settings of one bot.

    `privacy` is the bot's privacy mode: when on, a bot that is not an administrator sees only
    commands and service messages of a group. `callback_seconds` is how long a press can be
    answered.
    """

    def __init__(self, token: str, username: str, privacy: bool) -> None:
        self.token = token
        self.privacy = privacy
        self.callback_seconds = 900.0
        self.bell = Bell()
        self.updates = UpdateQueue(self.now, self.bell)
        self.bot = Account(int(token.partition(":")[0]), "Alongside", username, is_bot=True)
        self.accounts = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.webhook: Webhook | None = None
        self.problems: list[str] = []
        self._ahead = 0.0
        self._user_ids = itertools.count(FIRST_USER_ID)
        self._group_ids = itertools.count(FIRST_GROUP_ID)
        self._supergroup_ids = itertools.count(FIRST_SUPERGROUP_ID)
        self._press_ids = itertools.count(8_200_000_000_000_000_001)

    @property
    def webhook_url(self) -> str:
        """Where updates are brought; empty while the bot asks for them itself."""
        return self.webhook.url if self.webhook else ""

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.webhook = Webhook(url) if url else None
        self.bell.ring()

    def now(self) -> float:
        """The server's time in Unix seconds, as far ahead as it was moved."""
        return time.time() + self._ahead

    def time_passes(self, seconds: float) -> None:
        """Move the server's time forward: for ages and limits, not for a request that waits."""
        self._ahead += seconds
        self.bell.ring()

    def account(self, account_id: int) -> Account:
        """The account; KeyError if there is none."""
        return self.accounts[account_id]

    def chat(self, chat_id: int) -> Chat:
        """The chat; KeyError if there is none."""
        return self.chats[chat_id]

    def new_account(
        self,
        name: str,
        account_id: int | None = None,
        username: str | None = None,
        language: str | None = None,
        is_bot: bool = False,
    ) -> Account:
        """An account, and its still empty private chat with the bot."""
        account_id = next(self._user_ids) if account_id is None else account_id
        if account_id in self.accounts:
            raise ValueError(f"There is already an account {account_id}.")
        account = Account(account_id, name, username, language, is_bot)
        self.accounts[account_id] = account
        self.chats[account_id] = Chat(account_id, "private")
        return account

    def new_group(self, title: str, supergroup: bool) -> Chat:
        """An empty group."""
        if supergroup:
            chat = Chat(-1_000_000_000_000 - next(self._supergroup_ids), "supergroup", title)
        else:
            chat = Chat(-next(self._group_ids), "group", title)
        self.chats[chat.id] = chat
        return chat

    def post(self, chat: Chat, sender: Account, text: str | None = None, **rest: Any) -> Message:
        """Put a message into a chat, and tell the bot if it is not the bot's own."""
        message = Message(
            id=len(chat.messages) + 1,
            chat_id=chat.id,
            sender=sender.id,
            date=int(self.now()),
            text=text,
            entities=command_entities(text or ""),
            **rest,
        )
        chat.messages[message.id] = message
        if self._bot_is_told(chat, message):
            self.updates.put("message", wire.message(self, message))
        self.bell.ring()
        return message

    def edit_by_person(self, message: Message, text: str) -> None:
        """A person changes their own message."""
        message.text = text
        message.entities = command_entities(text)
        message.edited_at = int(self.now())
        if self._bot_is_told(self.chat(message.chat_id), message):
            self.updates.put("edited_message", wire.message(self, message))
        self.bell.ring()

    def press(self, account: Account, message: Message, data: str) -> Press:
        """A button of a message is pressed, even if it is no longer there."""
        press = Press(
            id=str(next(self._press_ids)),
            at=self.now(),
            user=account.id,
            chat=message.chat_id,
            message=message.id,
            data=data,
        )
        self.presses[press.id] = press
        body = (wire.inaccessible if message.deleted else wire.message)(self, message)
        self.updates.put(
            "callback_query",
            {
                "id": press.id,
                "from": wire.user(account),
                "message": body,
                "chat_instance": str(-(message.chat_id * 31)),
                "data": data,
            },
        )
        return press

    def has_met(self, account: Account) -> bool:
        """Whether the bot shares a group with the account."""
        return any(
            chat.member(account.id).present and chat.member(self.bot.id).present
            for chat in self.chats.values()
        )

    def may_answer_join_request(self, account: Account) -> bool:
        """Whether a join request still lets the bot write first: five minutes, while pending."""
        oldest = self.now() - JOIN_REQUEST_WINDOW_SECONDS
        return any(chat.join_requests.get(account.id, 0) > oldest for chat in self.chats.values())

    def bot_standing(self, chat: Chat) -> Member:
        """The bot's own membership."""
        return chat.members.get(self.bot.id, OUTSIDE)

    def _bot_is_told(self, chat: Chat, message: Message) -> bool:
        if self.account(message.sender).is_bot and not self._is_news(message):
            return False
        if chat.kind == "private":
            return True
        standing = self.bot_standing(chat)
        if not standing.present:
            return _left(message) == self.bot.id
        if message.service or standing.is_admin or not self.privacy:
            return True
        return self._is_meant_for_bot(message)

    def _is_news(self, message: Message) -> bool:
        """Of bots, itself included, a bot hears only what they did to members and pins."""
        own = message.sender == self.bot.id
        return bool(message.service) and not (own and "new_chat_members" in message.service)

    def _is_meant_for_bot(self, message: Message) -> bool:
        """What a bot in privacy mode sees: commands not for another bot, and its own name."""
        text = message.text or ""
        name = f"@{self.bot.username}".lower()
        if name in text.lower():
            return True
        return any("@" not in _slice(text, entity) for entity in message.entities)


def _slice(text: str, entity: Json) -> str:
    units = text.encode("utf-16-le")
    start = 2 * int(entity["offset"])
    return units[start : start + 2 * int(entity["length"])].decode("utf-16-le")


def _left(message: Message) -> int | None:
    gone = message.service.get("left_chat_member")
    return gone["id"] if gone else None
