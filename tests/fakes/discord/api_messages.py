"""Routes about messages, their history and pins, and private channels."""

from . import payloads, permissions, posting, wire
from .bits import EPHEMERAL, LOADING, ChannelKind, Intent, Permission
from .components import Unexpected
from .errors import ApiError, invalid_form, unknown
from .registry import Call, route, snowflake
from .state import Account, Channel, Json, Message
from .world import World

PINS_MOST = 50
NO_MUTUAL_GUILDS = 50278
_SENTENCES = {
    50007: "Cannot send messages to this user",
    NO_MUTUAL_GUILDS: "Cannot send messages to this user due to having no mutual guilds",
}


@route("POST", "/users/@me/channels", fields="recipient_id")
def open_dm(world: World, call: Call) -> Json:
    """Always granted for somebody who exists; whether they can be written to shows later."""
    account = world.account(snowflake(call.body["recipient_id"], "user_id"))
    if account is world.bot or account.is_bot:
        raise ApiError(400, 50007, _SENTENCES[50007])
    return wire.channel(world, world.dm(account))


@route(
    "POST",
    "/channels/{channel_id}/messages",
    fields=f"{payloads.FIELDS} nonce enforce_nonce message_reference",
    takes_files=True,
)
def post_message(world: World, call: Call) -> Json:
    channel = world.channel(call.id("channel_id"))
    payload = payloads.read(call.body, call.files)
    if payload.flags & EPHEMERAL:
        raise Unexpected("an ephemeral message that answers nothing")
    need_writable(world, channel)
    payload.need_something()
    if payload.reply_to is not None:
        _need_original(channel, payload.reply_to, call.body["message_reference"])
    if payload.enforce_nonce:
        earlier = posting.earlier_with_nonce(world, world.bot, payload.nonce)
        if earlier is not None:
            return wire.message(world, earlier)
    message = posting.post(
        world,
        channel,
        world.bot,
        payload.content,
        embeds=payload.embeds,
        components=payload.components,
        flags=payload.flags,
        nonce=payload.nonce,
        reply_to=payload.reply_to,
        files=payload.files,
        pings=payload.pings(may_call_everyone(world, channel)),
    )
    return wire.message(world, message)


@route("GET", "/channels/{channel_id}/messages", query="limit before after around")
def get_messages(world: World, call: Call) -> list[Json]:
    """Newest first, however they are asked for."""
    channel = _readable(world, call)
    limit = call.number_of("limit", 50, 1, 100)
    shown = [wire_of(world, message) for message in _window(channel.standing, call, limit)]
    guild = world.guild_of(channel)
    if guild is not None:
        held = permissions.in_channel(guild, guild.members[world.bot.id], channel)
        if not held & Permission.READ_MESSAGE_HISTORY:
            return []
    return shown[::-1]


@route("GET", "/channels/{channel_id}/messages/pins", query="limit before")
def get_pins(world: World, call: Call) -> Json:
    channel = _readable(world, call)
    limit = call.number_of("limit", 50, 1, 50)
    pins = channel.pins
    if "before" in call.query:
        pins = [m for m in pins if (wire.moment(m.pinned_at) or "") < call.query["before"]]
    return {
        "items": [
            {"pinned_at": wire.moment(m.pinned_at), "message": wire_of(world, m)}
            for m in pins[:limit]
        ],
        "has_more": len(pins) > limit,
    }


@route("GET", "/channels/{channel_id}/pins")
def get_pins_as_before(world: World, call: Call) -> list[Json]:
    """The older route, which gives at most fifty."""
    return [wire_of(world, m) for m in _readable(world, call).pins[:PINS_MOST]]


@route("PUT", "/channels/{channel_id}/messages/pins/{message_id}", takes_reason=True)
@route("PUT", "/channels/{channel_id}/pins/{message_id}", takes_reason=True)
def pin_message(world: World, call: Call) -> None:
    message = _pinnable(world, call)
    if message.pinned_at is None:
        posting.pin(world, message, pinned=True)


@route("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", takes_reason=True)
@route("DELETE", "/channels/{channel_id}/pins/{message_id}", takes_reason=True)
def unpin_message(world: World, call: Call) -> None:
    message = _pinnable(world, call)
    if message.pinned_at is not None:
        posting.pin(world, message, pinned=False)


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def get_message(world: World, call: Call) -> Json:
    channel = _readable(world, call)
    need_in(world, channel, Permission.READ_MESSAGE_HISTORY)
    return wire_of(world, world.message(channel, call.id("message_id")))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}", fields=payloads.FIELDS)
def edit_message(world: World, call: Call) -> Json:
    channel = world.channel(call.id("channel_id"))
    need_in(world, channel, 0)
    message = world.message(channel, call.id("message_id"))
    if message.author != world.bot.id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    payload = payloads.read(call.body)
    changed = payload.changes(may_call_everyone(world, channel))
    left = {"content": message.content, "embeds": message.embeds}
    if not any((left | {"components": message.components} | changed)[name] for name in left):
        raise ApiError(400, 50006, "Cannot send an empty message")
    posting.change(world, message, **changed)
    return wire.message(world, message)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}", takes_reason=True)
def delete_message(world: World, call: Call) -> None:
    channel = world.channel(call.id("channel_id"))
    need_in(world, channel, 0)
    message = world.message(channel, call.id("message_id"))
    if message.author != world.bot.id:
        if channel.recipient is not None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        need_in(world, channel, Permission.MANAGE_MESSAGES)
    posting.delete(world, message)


@route("POST", "/channels/{channel_id}/typing")
def typing(world: World, call: Call) -> None:
    need_writable(world, world.channel(call.id("channel_id")))


def need_writable(world: World, channel: Channel) -> None:
    """Raise what Discord answers if the bot may not write there."""
    if channel.kind is ChannelKind.CATEGORY:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient is not None:
        _need_reachable(world, world.account(channel.recipient))
    need_in(world, channel, Permission.SEND_MESSAGES)


def need_in(world: World, channel: Channel, wanted: int) -> None:
    """Raise 50001 or 50013 unless the bot may do that in a channel; in private it may."""
    guild = world.guild_of(channel)
    if guild is not None:
        world.guild(guild.id)
        world.need(guild, wanted, channel)


def may_call_everyone(world: World, channel: Channel) -> bool:
    """Whether @everyone from the bot calls everybody there."""
    guild = world.guild_of(channel)
    if guild is None:
        return False
    held = permissions.in_channel(guild, guild.members[world.bot.id], channel)
    return bool(held & Permission.MENTION_EVERYONE)


def wire_of(world: World, message: Message) -> Json:
    """A message as the bot may read it."""
    may_read = bool(world.privileged & Intent.MESSAGE_CONTENT)
    return wire.message(world, message, posting.content_is_hidden(world, message, may_read))


def _need_reachable(world: World, account: Account) -> None:
    code = account.blocked
    if code is None and not world.share_a_guild(account):
        code = NO_MUTUAL_GUILDS
    if code is not None:
        raise ApiError(403, code, _SENTENCES.get(code, _SENTENCES[50007]))


def _need_original(channel: Channel, message_id: int, reference: Json) -> None:
    original = channel.messages.get(message_id)
    gone = original is None or original.deleted
    if gone and reference.get("fail_if_not_exists", True):
        raise invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def _readable(world: World, call: Call) -> Channel:
    channel = world.channel(call.id("channel_id"))
    if channel.kind is ChannelKind.CATEGORY:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    need_in(world, channel, Permission.VIEW_CHANNEL)
    return channel


def _pinnable(world: World, call: Call) -> Message:
    channel = _readable(world, call)
    need_in(world, channel, Permission.PIN_MESSAGES)
    message = world.message(channel, call.id("message_id"))
    if message.flags & LOADING:
        raise unknown("Message")
    if message.pinned_at is None and len(channel.pins) >= 250:
        raise ApiError(400, 30003, "Maximum number of pins reached for the channel (250)")
    return message


def _window(standing: list[Message], call: Call, limit: int) -> list[Message]:
    """The messages asked for, oldest first."""
    if "after" in call.query:
        after = snowflake(call.query["after"], "after")
        return [m for m in standing if m.id > after][:limit]
    if "around" in call.query:
        middle = snowflake(call.query["around"], "around")
        nearest = sorted(standing, key=lambda m: abs(m.id - middle))[:limit]
        return sorted(nearest, key=lambda m: m.id)
    if "before" in call.query:
        before = snowflake(call.query["before"], "before")
        standing = [m for m in standing if m.id < before]
    return standing[-limit:]
