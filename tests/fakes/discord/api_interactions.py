"""Routes with which interactions are answered."""

from typing import Any

from . import components, payloads, posting, wire
from .api_messages import may_call_everyone
from .bits import EPHEMERAL, LOADING
from .command_rules import check_choices
from .components import Unexpected
from .errors import ApiError, unknown
from .interacting import AUTOCOMPLETE, COMPONENT, MODAL_SUBMIT
from .payloads import FIELDS, Payload
from .registry import Call, route, snowflake
from .state import Interaction, Json, Message
from .world import TOKEN_LASTS_SECONDS, World

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@route(
    "POST",
    "/interactions/{interaction_id}/{token}/callback",
    fields="type data",
    query="with_response",
    by_token=True,
)
def answer(world: World, call: Call) -> Json | None:
    one = _to_answer(world, call)
    response, data = call.body.get("type"), call.body.get("data") or {}
    _check_fit(one, response)
    _play(world, one, response, data)
    one.response = response
    one.responded_at = world.now()
    world.bell.ring()
    if call.query.get("with_response") not in ("1", "true"):
        return None
    return _response_body(world, one, response)


@route(
    "POST",
    "/webhooks/{application_id}/{token}",
    fields=FIELDS,
    query="wait with_components",
    by_token=True,
    takes_files=True,
)
def follow_up(world: World, call: Call) -> Json:
    """After a deferral the first of these takes the place of the three dots."""
    one = _open(world, call)
    payload = payloads.read(call.body, call.files)
    payload.need_something()
    if one.waiting and one.original is not None:
        return _fill(world, one, one.original, payload)
    return wire.message(world, _make(world, one, payload, payload.flags))


@route("GET", "/webhooks/{application_id}/{token}/messages/{message_id}", by_token=True)
def get_answer(world: World, call: Call) -> Json:
    return wire.message(world, _message(_open(world, call), call))


@route(
    "PATCH",
    "/webhooks/{application_id}/{token}/messages/{message_id}",
    fields=FIELDS,
    query="with_components",
    by_token=True,
)
def edit_answer(world: World, call: Call) -> Json:
    one = _open(world, call)
    message = _message(one, call)
    payload = payloads.read(call.body)
    if one.waiting and message is one.original:
        return _fill(world, one, message, payload)
    posting.change(world, message, **_changes(world, one, payload))
    return wire.message(world, message)


@route("DELETE", "/webhooks/{application_id}/{token}/messages/{message_id}", by_token=True)
def delete_answer(world: World, call: Call) -> None:
    one = _open(world, call)
    message = _message(one, call)
    if message is one.original:
        one.waiting = False
    posting.delete(world, message)


def _to_answer(world: World, call: Call) -> Interaction:
    """The interaction, if it still waits for its first answer."""
    one = world.interactions.get(snowflake(call.args["interaction_id"], "interaction_id"))
    if one is None or one.token != call.args["token"]:
        raise unknown("Interaction")
    if one.response is not None:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    if world.now() - one.at > world.deadline:
        raise unknown("Interaction")
    return one


def _open(world: World, call: Call) -> Interaction:
    """The answered interaction a token belongs to, for as long as the token lives."""
    if snowflake(call.args["application_id"], "application_id") != world.bot.id:
        raise unknown("Webhook")
    found = world.by_token.get(call.args["token"])
    if found is None or world.now() - found.at > TOKEN_LASTS_SECONDS:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    if found.response is None:
        raise unknown("Webhook")
    return found


def _message(one: Interaction, call: Call) -> Message:
    """The answer that is meant; 10008 for any other message."""
    if call.args["message_id"] == "@original":
        found = one.original
    else:
        number = call.id("message_id")
        found = next((m for m in [*one.made, one.message] if m and m.id == number), None)
    if found is None or found.deleted:
        raise unknown("Message")
    return found


def _check_fit(one: Interaction, response: Any) -> None:
    fits = {MESSAGE, DEFERRED, MODAL}
    if one.kind == COMPONENT or (one.kind == MODAL_SUBMIT and one.message is not None):
        fits |= {DEFERRED_UPDATE, UPDATE}
    if one.kind == MODAL_SUBMIT:
        fits -= {MODAL}
    if one.kind == AUTOCOMPLETE:
        fits = {CHOICES}
    if response not in fits:
        raise Unexpected(f"an answer of type {response} to an interaction of type {one.kind}")


def _play(world: World, one: Interaction, response: int, data: Json) -> None:
    if response not in (CHOICES, MODAL) and (extra := set(data) - set(FIELDS.split())):
        raise Unexpected(f"an answer with {sorted(extra)}")
    match response:
        case 4:
            payload = payloads.read(data)
            payload.need_something()
            one.original = _make(world, one, payload, payload.flags)
        case 5:
            payload = payloads.read(data)
            one.original = _make(world, one, payload, payload.flags | LOADING)
            one.waiting = True
        case 6:
            one.original = one.message
        case 7:
            one.original = one.message
            if one.message is not None:
                changes = _changes(world, one, payloads.read(data))
                posting.change(world, one.message, **changes)
        case 8:
            if set(data) != {"choices"}:
                raise Unexpected(f"choices with {sorted(data)}")
            check_choices(data["choices"], "data.choices")
            one.choices = data["choices"]
        case _:
            one.modal = components.of_modal(data)


def _make(world: World, one: Interaction, payload: Payload, flags: int) -> Message:
    channel = world.channel(one.channel)
    made = posting.post(
        world,
        channel,
        world.bot,
        payload.content,
        embeds=payload.embeds,
        components=payload.components,
        flags=flags,
        files=payload.files,
        pings=payload.pings(may_call_everyone(world, channel)),
        nobody_else=one.user if flags & EPHEMERAL else None,
        interaction=one.id,
    )
    one.made.append(made)
    return made


def _fill(world: World, one: Interaction, message: Message, payload: Payload) -> Json:
    """The three dots become a message. Whether only one person sees it was said before."""
    one.waiting = False
    message.flags &= ~LOADING
    posting.change(world, message, **_changes(world, one, payload))
    return wire.message(world, message)


def _changes(world: World, one: Interaction, payload: Payload) -> dict[str, Any]:
    return payload.changes(may_call_everyone(world, world.channel(one.channel)))


def _response_body(world: World, one: Interaction, response: int) -> Json:
    about: Json = {
        "id": str(one.id),
        "type": one.kind,
        "channel_id": str(one.channel),
    }
    body: Json = {"interaction": about}
    message = one.original
    if message is not None:
        about["response_message_id"] = str(message.id)
        about["response_message_loading"] = wire.loading(message)
        about["response_message_ephemeral"] = wire.ephemeral(message)
        body["resource"] = {"type": response, "message": wire.message(world, message)}
    return body
