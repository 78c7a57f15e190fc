"""Methods about the bot itself: its updates, its commands, its webhook."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from . import wire
from .checks import find_chat
from .errors import ApiError, bad_request
from .params import Params
from .registry import method
from .state import Json, Webhook
from .updates import ALL_KINDS, DEFAULT_KINDS
from .world import World

MOST_COMMANDS = 100
DESCRIPTION_LIMIT = 256
WEBHOOK_PORTS = (80, 88, 443, 8443)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES: dict[str, set[str]] = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}


@method("getMe")
def get_me(world: World, p: Params) -> Json:
    return wire.user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def get_updates(world: World, p: Params) -> list[Json]:
    if world.webhook_url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _remember_allowed(world, p)
    limit = min(max(p.integer("limit", 100), 1), 100)
    return await world.updates.poll(p.integer("offset"), limit, p.integer("timeout"))


@method(
    "setWebhook",
    "url",
    "max_connections",
    "allowed_updates",
    "drop_pending_updates",
    "secret_token",
    "ip_address",
)
def set_webhook(world: World, p: Params) -> bool:
    """Updates are brought to the address from now on (see `webhook`), and getUpdates stops."""
    url, secret = p.text("url"), p.text("secret_token")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if url and (urlsplit(url).port or 443) not in WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(world, p)
    most = min(max(p.integer("max_connections", 40), 1), 100)
    return _replace_webhook(world, p, Webhook(url, secret, most) if url else None)


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: World, p: Params) -> bool:
    return _replace_webhook(world, p, None)


@method("getWebhookInfo")
def get_webhook_info(world: World, p: Params) -> Json:
    body: Json = {
        "url": world.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
    }
    if world.webhook is not None:
        body["max_connections"] = world.webhook.max_connections
        if world.webhook.last_error is not None:
            body["last_error_date"], body["last_error_message"] = world.webhook.last_error
    if world.updates.allowed != DEFAULT_KINDS:
        body["allowed_updates"] = sorted(world.updates.allowed)
    return body


@method("setMyCommands", "commands", "scope", "language_code")
def set_my_commands(world: World, p: Params) -> bool:
    commands = p.list("commands")
    if commands is None:
        raise bad_request("can't parse list of bot commands: Expected an Array")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_commands_key(world, p)] = [_command(command) for command in commands]
    return True


@method("deleteMyCommands", "scope", "language_code")
def delete_my_commands(world: World, p: Params) -> bool:
    world.commands.pop(_commands_key(world, p), None)
    return True


@method("getMyCommands", "scope", "language_code")
def get_my_commands(world: World, p: Params) -> list[Json]:
    return world.commands.get(_commands_key(world, p), [])


def _remember_allowed(world: World, p: Params) -> None:
    """A list holds until the next one is given; an empty one means the default."""
    kinds = p.list("allowed_updates")
    if kinds is None:
        return
    if unknown := set(kinds) - ALL_KINDS:
        world.problems.append(f"allowed_updates names unknown kinds {sorted(unknown)}.")
    world.updates.allowed = (ALL_KINDS & set(kinds)) or DEFAULT_KINDS


def _replace_webhook(world: World, p: Params, webhook: Webhook | None) -> bool:
    if p.flag("drop_pending_updates"):
        world.updates.clear()
    if webhook is not None:
        world.updates.end_polls()
    world.webhook = webhook
    return True


def _commands_key(world: World, p: Params) -> tuple[str, str]:
    scope = p.object("scope") or {"type": "default"}
    needed = _SCOPES.get(scope.get("type", ""))
    if needed is None or set(scope) != {"type"} | needed:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" in scope:
        find_chat(world, Params({"chat_id": int(scope["chat_id"])}))
    language = p.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return json.dumps(scope, sort_keys=True), language


def _command(command: Any) -> Json:
    if not isinstance(command, dict) or set(command) != {"command", "description"}:
        raise bad_request("can't parse BotCommand: Object with command and description expected")
    name = str(command["command"]).removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command["description"])) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": str(command["description"])}
