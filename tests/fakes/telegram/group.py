"""A group and what its people may do with it."""

from typing import TYPE_CHECKING

from . import membership, wire
from .errors import CannotDo
from .seen import SeenMessage, messages_seen
from .state import OUTSIDE, Account, Chat, Member, Status, administrator
from .world import World

if TYPE_CHECKING:
    from .user import User


class Group:
    """A group or supergroup. `id` follows it when it becomes a supergroup."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def id(self) -> int:
        """The chat id the group has now."""
        return self.chat.id

    @property
    def title(self) -> str:
        """The group's name."""
        return self.chat.title

    @property
    def messages(self) -> list[SeenMessage]:
        """What stands in the group now, oldest first, without the lines about comings and goings.

        After the group became a supergroup: what was written since.
        """
        return messages_seen(self.chat, self._world.bot.id)

    @property
    def pinned(self) -> list[SeenMessage]:
        """The pinned messages, oldest first."""
        return [message for message in self.messages if message.pinned]

    @property
    def bot(self) -> Member:
        """The bot's own standing."""
        return self._world.bot_standing(self.chat)

    def status(self, user: "User") -> Status:
        """The standing of a person."""
        return self.chat.member(user.id).status

    def has(self, user: "User") -> bool:
        """Whether the person is in."""
        return self.chat.member(user.id).present

    def asks_to_join(self, user: "User") -> bool:
        """Whether the person's join request still waits."""
        return user.id in self.chat.join_requests

    def makes_admin(self, user: "User", by: "User", **rights: bool) -> None:
        """A person becomes an administrator."""
        membership.change(self._world, self.chat, user.account, administrator(**rights), by.account)

    def adds(self, user: "User", by: "User") -> None:
        """A person is brought in by another."""
        membership.join(self._world, self.chat, user.account, by.account)

    def removes(self, user: "User", by: "User", ban: bool = False) -> None:
        """A person is taken out by another, and banned if so wished."""
        if ban:
            membership.change(self._world, self.chat, user.account, Member("kicked"), by.account)
        else:
            membership.leave(self._world, self.chat, user.account, by.account)

    def sets_bot(self, status: Status, by: "User", **rights: bool) -> None:
        """The bot's standing is changed: added, promoted, restricted, taken out or banned.

        `rights` are those that differ: for an administrator from the usual ones, for a
        restricted member from none.
        """
        standings = {
            "administrator": administrator(**rights),
            "restricted": Member("restricted", rights),
            "left": OUTSIDE,
        }
        new = standings.get(status, Member(status))
        membership.change(self._world, self.chat, self._world.bot, new, by.account)

    def becomes_supergroup(self) -> int:
        """The group gets a new id, which is returned; the old one leads there."""
        old = self.chat
        if old.kind != "group":
            raise CannotDo(f"{old.title} is a supergroup already.")
        new = self._world.new_group(old.title, supergroup=True)
        new.members = dict(old.members)
        teller = self._any_member(old)
        self._world.post(old, teller, service={"migrate_to_chat_id": new.id})
        self._world.post(new, teller, service={"migrate_from_chat_id": old.id})
        old.upgraded_to = new.id
        self.chat = new
        return new.id

    def renamed(self, title: str, by: "User") -> None:
        """The group gets another name."""
        self.chat.title = title
        self._world.post(self.chat, by.account, service={"new_chat_title": title})

    def _any_member(self, chat: Chat) -> Account:
        people = (self._world.account(i) for i, m in chat.members.items() if m.present)
        return next((account for account in people if not account.is_bot), self._world.bot)

    def __repr__(self) -> str:
        return f"Group({wire.chat(self._world, self.chat)})"
