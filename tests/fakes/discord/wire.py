"""The state as the JSON objects of the API."""

from datetime import UTC, datetime
from typing import Protocol

from . import permissions
from .bits import ALL_PERMISSIONS, EPHEMERAL, LOADING, ChannelKind
from .state import Account, Channel, Guild, Interaction, Json, Member, Message, Role


class Known(Protocol):
    """Where things are looked up."""

    accounts: dict[int, Account]
    channels: dict[int, Channel]
    guilds: dict[int, Guild]
    bot: Account

    def interaction(self, number: int) -> Interaction: ...


def moment(seconds: float | None) -> str | None:
    """An ISO 8601 time."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def user(account: Account) -> Json:
    """A user."""
    return {
        "id": str(account.id),
        "username": account.name.lower().replace(" ", "_"),
        "discriminator": "0",
        "global_name": account.name,
        "avatar": None,
        "bot": account.is_bot,
        "system": False,
        "public_flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def member(one: Member, with_user: bool = True) -> Json:
    """A guild member."""
    body: Json = {
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in one.roles],
        "joined_at": moment(one.joined_at),
        "premium_since": None,
        "deaf": one.voice.deaf,
        "mute": one.voice.mute,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return body | {"user": user(one.account)} if with_user else body


def role(one: Role) -> Json:
    """A role."""
    body: Json = {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": one.position,
        "permissions": str(one.permissions),
        "managed": one.bot is not None,
        "mentionable": False,
        "flags": 0,
    }
    return body if one.bot is None else body | {"tags": {"bot_id": str(one.bot)}}


def voice_state(guild: Guild, one: Member, for_guild: bool = False) -> Json:
    """A voice state; inside a GUILD_CREATE it names neither the server nor the member."""
    body: Json = {
        "channel_id": None if one.voice.channel is None else str(one.voice.channel),
        "user_id": str(one.account.id),
        "session_id": one.voice.session,
        "deaf": one.voice.deaf,
        "mute": one.voice.mute,
        "self_deaf": False,
        "self_mute": one.voice.self_mute,
        "self_video": one.voice.video,
        "self_stream": one.voice.stream,
        "suppress": False,
        "request_to_speak_timestamp": None,
    }
    return body if for_guild else body | {"guild_id": str(guild.id), "member": member(one)}


def channel(known: Known, one: Channel, for_guild: bool = False) -> Json:
    """A channel, of a server or private."""
    newest = max(one.messages, default=None)
    body: Json = {
        "id": str(one.id),
        "type": int(one.kind),
        "flags": 0,
        "last_message_id": None if newest is None else str(newest),
    }
    if one.recipient is not None:
        return body | {"recipients": [user(known.accounts[one.recipient])]}
    body |= {
        "name": one.name,
        "position": one.position,
        "parent_id": None if one.parent is None else str(one.parent),
        "nsfw": False,
        "permission_overwrites": [
            {"id": str(i), "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)}
            for i, o in one.overwrites.items()
        ],
    }
    if one.kind is not ChannelKind.CATEGORY:
        body |= {"topic": None, "rate_limit_per_user": 0}
    if one.is_vocal:
        body |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    body |= one.options
    return body if for_guild else body | {"guild_id": str(one.guild)}


def guild(known: Known, one: Guild) -> Json:
    """A server, as it is asked for over HTTP."""
    return {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner),
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role(r) for r in one.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-GB",
        "nsfw_level": 0,
        "incidents_data": None,
    }


def guild_created(known: Known, one: Guild, all_members: bool) -> Json:
    """GUILD_CREATE. Without the members' intents it lists only the bot and people in voice."""
    members = [
        m
        for m in one.members.values()
        if all_members or m.account is known.bot or m.voice.channel is not None
    ]
    return guild(known, one) | {
        "joined_at": moment(one.members[known.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(m) for m in members],
        "channels": [channel(known, c, for_guild=True) for c in one.channels.values()],
        "voice_states": [
            voice_state(one, m, for_guild=True)
            for m in one.members.values()
            if m.voice.channel is not None
        ],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(known: Known, one: Message, content_hidden: bool = False) -> Json:
    """A message; with its content hidden from a bot that may not read it."""
    body: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel),
        "author": user(known.accounts[one.author]),
        "content": "" if content_hidden else one.content,
        "timestamp": moment(one.at),
        "edited_timestamp": moment(one.edited_at),
        "tts": False,
        "mention_everyone": "everyone" in one.pings,
        "mentions": [user(known.accounts[int(p)]) for p in sorted(one.pings) if p.isdigit()],
        "mention_roles": [],
        "attachments": [] if content_hidden else _attachments(one),
        "embeds": [] if content_hidden else one.embeds,
        "components": [] if content_hidden else one.components,
        "pinned": one.pinned_at is not None,
        "type": 19 if one.reply_to else 0,
        "flags": one.flags,
    }
    if one.nonce is not None:
        body["nonce"] = one.nonce
    if one.reply_to is not None:
        body["message_reference"] = {
            "type": 0,
            "message_id": str(one.reply_to),
            "channel_id": str(one.channel),
        }
    if one.interaction is not None:
        body |= _from_interaction(known, known.interaction(one.interaction))
    return body


def _attachments(one: Message) -> list[Json]:
    address = f"https://cdn.discordapp.com/attachments/{one.channel}/{one.id}"
    return [
        {
            "id": str(one.id + number),
            "filename": name,
            "size": len(content),
            "url": f"{address}/{name}",
            "proxy_url": f"{address}/{name}",
            "content_type": "application/octet-stream",
        }
        for number, (name, content) in enumerate(one.files, 1)
    ]


def _from_interaction(known: Known, one: Interaction) -> Json:
    return {
        "application_id": str(known.bot.id),
        "webhook_id": str(known.bot.id),
        "interaction_metadata": {
            "id": str(one.id),
            "type": one.kind,
            "user": user(known.accounts[one.user]),
            "authorizing_integration_owners": {},
        },
    }


def loading(one: Message) -> bool:
    """Whether it is still the three dots of a deferral."""
    return bool(one.flags & LOADING)


def ephemeral(one: Message) -> bool:
    """Whether one person alone sees it."""
    return bool(one.flags & EPHEMERAL)


def app_permissions(known: Known, one: Guild | None, where: Channel) -> str:
    """What the bot may do where an interaction came from."""
    if one is None:
        return str(ALL_PERMISSIONS)
    return str(permissions.in_channel(one, one.members[known.bot.id], where))
