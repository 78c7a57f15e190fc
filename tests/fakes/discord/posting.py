"""Messages come, change and go, and the gateway is told."""

from typing import Any

from . import permissions, wire
from .bits import Intent, Permission
from .state import Account, Channel, Guild, Json, Message
from .world import NONCES_KEPT_SECONDS, World


def post(world: World, channel: Channel, author: Account, content: str, **rest: Any) -> Message:
    """Put a message into a channel."""
    message = Message(
        id=world.new_id(),
        channel=channel.id,
        author=author.id,
        at=world.now(),
        content=content,
        first=content,
        **rest,
    )
    channel.messages[message.id] = message
    if message.nonce is not None:
        world.nonces[author.id, message.nonce] = message
    tell(world, "MESSAGE_CREATE", message)
    world.bell.ring()
    return message


def change(world: World, message: Message, **changed: Any) -> None:
    """Change some of a message."""
    for name, value in changed.items():
        setattr(message, name, value)
    message.edited_at = world.now()
    tell(world, "MESSAGE_UPDATE", message)
    world.bell.ring()


def delete(world: World, message: Message) -> None:
    """Take a message away."""
    message.deleted = True
    message.pinned_at = None
    channel = world.channel(message.channel)
    body: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    _tell(world, "MESSAGE_DELETE", message, channel, body)
    world.bell.ring()


def pin(world: World, message: Message, pinned: bool) -> None:
    """Pin a message, or unpin it."""
    message.pinned_at = world.now() if pinned else None
    channel = world.channel(message.channel)
    tell(world, "MESSAGE_UPDATE", message)
    body: Json = {"channel_id": str(channel.id), "last_pin_timestamp": None}
    if channel.pins:
        body["last_pin_timestamp"] = wire.moment(channel.pins[0].pinned_at)
    guild = world.guild_of(channel)
    if guild is not None:
        body["guild_id"] = str(guild.id)
    intent = Intent.DIRECT_MESSAGES if guild is None else Intent.GUILDS
    world.sessions.tell("CHANNEL_PINS_UPDATE", body, guild=channel.guild, intents=intent)
    world.bell.ring()


def earlier_with_nonce(world: World, author: Account, nonce: str | None) -> Message | None:
    """The message the same author sent with this nonce in the last minutes."""
    found = world.nonces.get((author.id, nonce)) if nonce is not None else None
    if found is None or world.now() - found.at > NONCES_KEPT_SECONDS:
        return None
    return found


def content_is_hidden(world: World, message: Message, may_read: bool) -> bool:
    """Whether the bot gets a message without what is in it."""
    channel = world.channel(message.channel)
    if may_read or channel.guild is None or message.author == world.bot.id:
        return False
    return str(world.bot.id) not in message.pings


def tell(world: World, event: str, message: Message) -> None:
    """Tell the gateway of a message as it is now."""
    channel = world.channel(message.channel)
    guild = world.guild_of(channel)

    def body(intents: Intent) -> Json:
        may_read = bool(intents & Intent.MESSAGE_CONTENT)
        hidden = content_is_hidden(world, message, may_read)
        told = wire.message(world, message, hidden)
        author = None if guild is None else guild.members.get(message.author)
        if author is not None and message.nobody_else is None:
            told["member"] = wire.member(author, with_user=False)
        return told

    _tell(world, event, message, channel, body)


def _tell(world: World, event: str, message: Message, channel: Channel, body: Any) -> None:
    """An ephemeral message comes back as if it were private, and to shard 0, as Discord does."""
    guild = world.guild_of(channel)
    if guild is None or message.nobody_else is not None:
        world.sessions.tell(event, body, intents=Intent.DIRECT_MESSAGES)
        return
    if not _bot_sees(world, guild, channel):
        return

    def with_guild(intents: Intent) -> Json:
        told: Json = body(intents) if callable(body) else body
        return told | {"guild_id": str(guild.id)}

    world.sessions.tell(event, with_guild, guild=guild.id, intents=Intent.GUILD_MESSAGES)


def _bot_sees(world: World, guild: Guild, channel: Channel) -> bool:
    member = guild.members.get(world.bot.id)
    if member is None or guild.unavailable:
        return False
    return bool(permissions.in_channel(guild, member, channel) & Permission.VIEW_CHANNEL)
