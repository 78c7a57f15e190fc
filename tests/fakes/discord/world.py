"""Everything the server knows, and where it is looked up."""

import itertools
import time

from ..bell import Bell
from . import permissions
from .bits import PRIVILEGED, ChannelKind, Intent
from .errors import missing_access, unknown
from .sessions import Sessions
from .state import Account, Channel, Guild, Interaction, Json, Member, Message

INVENTED_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.invented.token-for-tests"
EPOCH_MS = 1_420_070_400_000
NONCES_KEPT_SECONDS = 5 * 60
TOKEN_LASTS_SECONDS = 15 * 60


class World:
    """Accounts, servers, channels and interactions of one bot.

    `deadline` is how many seconds after an interaction its first answer may come, on the
    server's own clock. `privileged` are the privileged intents switched on for the bot.
    """

    def __init__(self, token: str) -> None:
        self.token = token
        self.deadline = 3.0
        self.privileged = PRIVILEGED & Intent(0)
        self.gateway_url = ""
        self.shards = 1
        self.heartbeat_seconds = 41.25
        self.bell = Bell()
        self.sessions = Sessions()
        self.unexpected: list[str] = []
        self.accounts: dict[int, Account] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        self.commands: dict[int | None, list[Json]] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self._dms: dict[int, Channel] = {}
        self._ahead = 0.0
        self._last_id = 0
        self._tokens = itertools.count(1)
        self.bot = self.new_account("Alongside", is_bot=True)
        self.owner_id = self.new_account("Owner").id

    def now(self) -> float:
        """The server's time in Unix seconds, as far ahead as it was moved."""
        return time.time() + self._ahead

    def time_passes(self, seconds: float) -> None:
        """Move the server's time forward."""
        self._ahead += seconds
        self.bell.ring()

    def new_id(self, spread: bool = False) -> int:
        """A snowflake. Spread out, ids differ in their milliseconds, and so in their shard."""
        least = ((self._last_id >> 22) + 1) << 22 if spread else self._last_id + 1
        self._last_id = max((int(self.now() * 1000) - EPOCH_MS) << 22, least)
        return self._last_id

    def new_token(self) -> str:
        """A token for an interaction."""
        return f"aW50ZXJhY3Rpb24{next(self._tokens):08d}"

    def new_account(self, name: str, is_bot: bool = False) -> Account:
        """Somebody."""
        account = Account(self.new_id(), name, is_bot)
        self.accounts[account.id] = account
        return account

    def account(self, account_id: int) -> Account:
        """Whoever has this id; 10013 if nobody."""
        if account_id not in self.accounts:
            raise unknown("User")
        return self.accounts[account_id]

    def guild(self, guild_id: int) -> Guild:
        """A server the bot is in; 10004 if there is none, 50001 if the bot is not in it."""
        if guild_id not in self.guilds:
            raise unknown("Guild")
        guild = self.guilds[guild_id]
        if self.bot.id not in guild.members:
            raise missing_access()
        return guild

    def member(self, guild: Guild, account_id: int) -> Member:
        """A member of a server; 10007 if it is somebody else."""
        self.account(account_id)
        if account_id not in guild.members:
            raise unknown("Member")
        return guild.members[account_id]

    def channel(self, channel_id: int) -> Channel:
        """A channel; 10003 if there is none."""
        if channel_id not in self.channels:
            raise unknown("Channel")
        return self.channels[channel_id]

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that still stands in a channel; 10008 if there is none."""
        message = channel.messages.get(message_id)
        if message is None or message.deleted or message.nobody_else is not None:
            raise unknown("Message")
        return message

    def interaction(self, number: int) -> Interaction:
        """The interaction with this id."""
        return self.interactions[number]

    def guild_of(self, channel: Channel) -> Guild | None:
        """The server a channel is in."""
        return None if channel.guild is None else self.guilds[channel.guild]

    def dm(self, account: Account) -> Channel:
        """The private channel of the bot and somebody, made when first needed."""
        if account.id not in self._dms:
            channel = Channel(self.new_id(), ChannelKind.DM, recipient=account.id)
            self.channels[channel.id] = self._dms[account.id] = channel
        return self._dms[account.id]

    def has_dm(self, account: Account) -> bool:
        """Whether the bot and somebody have a private channel yet."""
        return account.id in self._dms

    def share_a_guild(self, account: Account) -> bool:
        """Whether the bot and somebody are in a server together."""
        return any(
            account.id in guild.members and self.bot.id in guild.members
            for guild in self.guilds.values()
        )

    def need(self, guild: Guild, wanted: int, channel: Channel | None = None) -> None:
        """Raise 50001 or 50013 unless the bot may do that there."""
        permissions.need(guild, guild.members[self.bot.id], wanted, channel)

    def names(self) -> dict[int, str]:
        """What mentions are shown as."""
        shown = {account.id: account.name for account in self.accounts.values()}
        return shown | {channel.id: channel.name for channel in self.channels.values()}
