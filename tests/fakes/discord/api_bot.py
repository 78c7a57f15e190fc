"""Routes about the bot itself: who it is, where its gateway is, its commands."""

from . import permissions, wire
from .command_rules import checked_commands
from .errors import missing_access, unknown
from .registry import Call, route
from .state import Json
from .world import World


@route("GET", "/users/@me")
def get_me(world: World, call: Call) -> Json:
    return wire.user(world.bot) | {"verified": True, "mfa_enabled": True, "locale": "en-GB"}


@route("GET", "/users/{user_id}")
def get_user(world: World, call: Call) -> Json:
    return wire.user(world.account(call.id("user_id")))


@route("GET", "/users/@me/guilds", query="limit before after with_counts")
def get_my_guilds(world: World, call: Call) -> list[Json]:
    mine = sorted(i for i, guild in world.guilds.items() if world.bot.id in guild.members)
    before, after = int(call.query.get("before", 1 << 63)), int(call.query.get("after", 0))
    within = [i for i in mine if after < i < before][: call.number_of("limit", 200, 1, 200)]
    return [_partial_guild(world, guild_id) for guild_id in within]


@route("GET", "/gateway/bot")
def get_gateway(world: World, call: Call) -> Json:
    return {
        "url": world.gateway_url,
        "shards": world.shards,
        "session_start_limit": {
            "total": 1000,
            "remaining": 999,
            "reset_after": 14400000,
            "max_concurrency": 1,
        },
    }


@route("GET", "/applications/@me")
def get_application(world: World, call: Call) -> Json:
    return {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot": wire.user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": application_flags(world),
        "owner": wire.user(world.account(world.owner_id)),
        "team": None,
        "hook": True,
        "approximate_guild_count": len(world.guilds),
    }


route("GET", "/oauth2/applications/@me")(get_application)


def application_flags(world: World) -> int:
    """Which privileged intents are switched on, the way an application's flags tell it."""
    named = {2: 1 << 15, 256: 1 << 13, 32768: 1 << 19}
    return sum(flag for intent, flag in named.items() if world.privileged & intent)


@route("GET", "/applications/{application_id}/commands", query="with_localizations")
def get_commands(world: World, call: Call) -> list[Json]:
    _need_own(world, call)
    return world.commands.get(None, [])


@route("PUT", "/applications/{application_id}/commands", takes_list=True)
def put_commands(world: World, call: Call) -> list[Json]:
    _need_own(world, call)
    world.commands[None] = _kept(world, call, None)
    return world.commands[None]


@route(
    "GET",
    "/applications/{application_id}/guilds/{guild_id}/commands",
    query="with_localizations",
)
def get_guild_commands(world: World, call: Call) -> list[Json]:
    _need_own(world, call)
    return world.commands.get(world.guild(call.id("guild_id")).id, [])


@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", takes_list=True)
def put_guild_commands(world: World, call: Call) -> list[Json]:
    _need_own(world, call)
    guild = world.guild(call.id("guild_id"))
    world.commands[guild.id] = _kept(world, call, guild.id)
    return world.commands[guild.id]


def _kept(world: World, call: Call, guild_id: int | None) -> list[Json]:
    """The commands as they are kept: one that has a name as before keeps its id."""
    before = {one["name"]: one["id"] for one in world.commands.get(guild_id, [])}
    rest: Json = {"application_id": str(world.bot.id)}
    if guild_id is not None:
        rest["guild_id"] = str(guild_id)
    return [
        {"type": 1, "default_member_permissions": None, "nsfw": False, "options": []}
        | command
        | rest
        | {"id": before.get(command["name"]) or str(world.new_id()), "version": str(world.new_id())}
        for command in checked_commands(call.body)
    ]


def _need_own(world: World, call: Call) -> None:
    if call.id("application_id") != world.bot.id:
        raise unknown("Application") if call.id("application_id") == 0 else missing_access()


def _partial_guild(world: World, guild_id: int) -> Json:
    guild = world.guilds[guild_id]
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner == world.bot.id,
        "permissions": str(permissions.in_guild(guild, guild.members[world.bot.id])),
        "features": [],
    }
