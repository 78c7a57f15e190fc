"""People use commands, buttons and forms: the interaction is made and the gateway told."""

from typing import TYPE_CHECKING, Any

from . import permissions, wire
from .bits import Permission
from .components import LABEL, ROW, TEXT_INPUT, leaves
from .errors import NotAllowed
from .forms import SeenModal
from .options import resolved, spelled_out
from .seen import SeenInteraction, SeenMessage
from .state import Account, Channel, Interaction, Json, Message
from .world import World

if TYPE_CHECKING:
    from .channel import Channel as ChannelHandle

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
GUILD, BOT_DM = 0, 1


def command(
    world: World,
    account: Account,
    name: str,
    options: dict[str, Any],
    where: "ChannelHandle | None",
) -> SeenInteraction:
    """Somebody uses a slash command."""
    channel = _place(world, account, where)
    data = _command_data(world, account, channel, name, options)
    return _happens(world, COMMAND, account, channel, data)


def autocomplete(
    world: World,
    account: Account,
    name: str,
    options: dict[str, Any],
    focused: str,
    where: "ChannelHandle | None",
) -> SeenInteraction:
    """Somebody is typing an option of a slash command."""
    channel = _place(world, account, where)
    data = _command_data(world, account, channel, name, options, focused)
    return _happens(world, AUTOCOMPLETE, account, channel, data)


def component(
    world: World,
    account: Account,
    message: SeenMessage,
    custom_id: str,
    kind: int,
    values: list[str],
) -> SeenInteraction:
    """Somebody presses a button, or chooses in a menu."""
    data: Json = {"custom_id": custom_id, "component_type": kind, "id": 1}
    if values:
        data["values"] = values
    channel = world.channel(message.channel)
    return _happens(world, COMPONENT, account, channel, data, message.message)


def submission(
    world: World, account: Account, modal: SeenModal, values: dict[str, Any]
) -> SeenInteraction:
    """Somebody sends a form."""
    cause = modal.interaction
    if cause.user != account.id:
        raise NotAllowed(f"{account.name} does not see that form.")
    for name in values:
        if modal.field(name) is None:
            raise NotAllowed(f"The form has no field {name!r}, only {modal.labels}.")
    data: Json = {
        "custom_id": modal.custom_id,
        "components": [
            row
            for one in modal.body["components"]
            if (row := _filled(one, modal, values)) is not None
        ],
        "resolved": {},
    }
    channel = world.channel(cause.channel)
    return _happens(world, MODAL_SUBMIT, account, channel, data, cause.message)


def _filled(row: Json, modal: SeenModal, values: dict[str, Any]) -> Json | None:
    """A row of the form as it is sent back."""
    if row["type"] not in (ROW, LABEL):
        return {"type": row["type"], "id": row["id"]}
    (one,) = leaves([row])
    field = modal.field(one["custom_id"])
    if field is None:
        raise NotAllowed("The form has lost a field.")
    given = values.get(field.label, values.get(field.custom_id))
    sent: Json = {"type": one["type"], "id": one["id"], "custom_id": one["custom_id"]}
    if one["type"] == TEXT_INPUT:
        text = field.value if given is None else str(given)
        if field.required and not text:
            raise NotAllowed(f"The form asks for {field.label!r}.")
        if text and not field.least <= len(text) <= field.most:
            raise NotAllowed(f"{field.label!r} takes {field.least} to {field.most} characters.")
        sent["value"] = text
    else:
        sent["values"] = [str(value) for value in given or []]
        if field.values and not set(sent["values"]) <= set(field.values):
            raise NotAllowed(f"{field.label!r} offers {field.values}.")
    if row["type"] == LABEL:
        return {"type": LABEL, "id": row["id"], "component": sent}
    return {"type": ROW, "id": row["id"], "components": [sent]}


def _place(world: World, account: Account, where: "ChannelHandle | None") -> Channel:
    if where is None:
        if not world.share_a_guild(account) and not world.has_dm(account):
            raise NotAllowed(f"{account.name} shares no server with the bot.")
        return world.dm(account)
    member = where.guild.state.members.get(account.id)
    if member is None:
        raise NotAllowed(f"{account.name} is not in {where.guild.name}.")
    needed = Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS
    if needed & ~permissions.in_channel(where.guild.state, member, where.state):
        raise NotAllowed(f"{account.name} may not use commands in {where.name}.")
    return where.state


def _command_data(
    world: World,
    account: Account,
    channel: Channel,
    name: str,
    options: dict[str, Any],
    focused: str | None = None,
) -> Json:
    known = world.commands.get(None, []) + world.commands.get(channel.guild, [])
    found = next((one for one in known if one["name"] == name), None)
    if found is None and known:
        raise NotAllowed(f"There is no command /{name}.")
    if found is not None:
        _need_offered(world, account, channel, found)
    data: Json = {
        "id": found["id"] if found else str(world.new_id()),
        "name": name,
        "type": 1,
        "options": spelled_out(options, found, focused),
    }
    if mentioned := resolved(world, channel, options):
        data["resolved"] = mentioned
    return data


def _need_offered(world: World, account: Account, channel: Channel, command: Json) -> None:
    """NotAllowed unless the app offers a command to somebody in that place."""
    guild = world.guild_of(channel)
    contexts = command.get("contexts")
    barred = guild is None and command.get("dm_permission") is False
    if barred or (contexts is not None and (GUILD if guild else BOT_DM) not in contexts):
        raise NotAllowed(f"/{command['name']} is not offered there.")
    wanted = command.get("default_member_permissions")
    if guild is None or wanted is None:
        return
    held = permissions.in_channel(guild, guild.members[account.id], channel)
    administrator = held & Permission.ADMINISTRATOR
    if not administrator and (int(wanted) == 0 or int(wanted) & ~held):
        raise NotAllowed(f"/{command['name']} is not offered to {account.name}.")


def _happens(
    world: World,
    kind: int,
    account: Account,
    channel: Channel,
    data: Json,
    message: Message | None = None,
) -> SeenInteraction:
    number = world.new_id()
    one = Interaction(
        number, world.new_token(), kind, world.now(), account.id, channel.id, data, message
    )
    world.interactions[number] = world.by_token[one.token] = one
    body = _body(world, one, channel)
    one.delivered = world.sessions.tell("INTERACTION_CREATE", body, guild=channel.guild)
    world.bell.ring()
    return SeenInteraction(world, one)


def _body(world: World, one: Interaction, channel: Channel) -> Json:
    guild = world.guild_of(channel)
    account = world.accounts[one.user]
    body: Json = {
        "id": str(one.id),
        "application_id": str(world.bot.id),
        "type": one.kind,
        "token": one.token,
        "version": 1,
        "data": one.data,
        "channel_id": str(channel.id),
        "channel": wire.channel(world, channel),
        "app_permissions": wire.app_permissions(world, guild, channel),
        "locale": account.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
        "context": BOT_DM if guild is None else GUILD,
        "attachment_size_limit": 10485760,
    }
    if one.message is not None:
        body["message"] = wire.message(world, one.message)
    if guild is None:
        return body | {"user": wire.user(account)}
    member = guild.members[account.id]
    held = permissions.in_channel(guild, member, channel)
    return body | {
        "member": wire.member(member) | {"permissions": str(held)},
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": "en-GB", "features": []},
        "guild_locale": "en-GB",
    }
