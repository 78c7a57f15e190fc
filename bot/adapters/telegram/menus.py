"""The commands as Telegram lists them, for the people who may use them (SPEC 8)."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.commands.listing import COMMANDS, Command, Scope
from bot.model.people import Role

FOR_ADMINISTRATORS = frozenset({"setup"})
"""Commands for whoever runs the room, whether or not the bot knows them yet."""

Menu = tuple[BotCommand, ...]


def private_menu(roles: frozenset[Role]) -> Menu:
    """What somebody with these roles is offered in their private chat."""
    return _menu(c for c in COMMANDS if Scope.PRIVATE in c.scopes and _may(c, roles))


def room_menu(*, administrator: bool) -> Menu:
    """What is offered in a room. Telegram knows its administrators, not our roles."""
    here = (command for command in COMMANDS if Scope.ROOM in command.scopes)
    if administrator:
        return _menu(here)
    return _menu(c for c in here if c.roles is None and c.name not in FOR_ADMINISTRATORS)


class Menus:
    """Keeps the lists on the platform as they should be."""

    def __init__(self, bot: Bot) -> None:
        """`bot` is the library's."""
        self._bot = bot
        self._given: dict[str, Menu] = {}

    async def publish(self) -> None:
        """The lists that everybody gets. Raises `TelegramError`."""
        plain = private_menu(frozenset())
        await self._bot.set_my_commands(plain, scope=BotCommandScopeAllPrivateChats())
        await self._bot.set_my_commands(
            room_menu(administrator=False), scope=BotCommandScopeAllGroupChats()
        )
        await self._bot.set_my_commands(
            room_menu(administrator=True), scope=BotCommandScopeAllChatAdministrators()
        )

    async def offer(self, account: str, roles: frozenset[Role]) -> None:
        """The list of one person with more than everybody has. Raises `TelegramError`."""
        plain, menu = private_menu(frozenset()), private_menu(roles)
        if menu != self._given.get(account, plain):
            self._given[account] = menu
            await self._bot.set_my_commands(menu, scope=BotCommandScopeChat(int(account)))

    async def change(self, account: str, roles: frozenset[Role]) -> None:
        """The list of somebody who may do more or less than before. Raises `TelegramError`."""
        plain, menu = private_menu(frozenset()), private_menu(roles)
        self._given[account] = menu
        scope = BotCommandScopeChat(int(account))
        if menu == plain:
            await self._bot.delete_my_commands(scope=scope)
        else:
            await self._bot.set_my_commands(menu, scope=scope)


def _may(command: Command, roles: frozenset[Role]) -> bool:
    return command.roles is None or bool(command.roles & roles)


def _menu(commands: Iterable[Command]) -> Menu:
    return tuple(BotCommand(command.name, command.says) for command in commands)
