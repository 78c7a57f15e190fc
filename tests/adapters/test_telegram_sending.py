"""Messages as Telegram gets them, and what its answers mean."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.adapters.telegram import outcomes
from bot.adapters.telegram.sending import LONGEST_TEXT, fit
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import parcel

ACCEPTED, REFUSED, UNKNOWN = DeliveryOutcome


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


async def send(on: Telegram, address: str, text: str = "Hello", **more) -> Delivery:
    return await on.telegram.perform(parcel("telegram", address, text, **more))


async def test_a_message_goes_as_plain_text_with_one_button_in_a_row(on: Telegram) -> None:
    buttons = (("ok", "I'm OK"), ("contact", "Please contact me"))
    await send(on, on.account("pat"), "<b>Hello</b> https://example.org", buttons=buttons, id=7)
    (call,) = on.server.calls("sendMessage")
    assert "parse_mode" not in call.params
    assert call.params["link_preview_options"] == {"is_disabled": True}
    (message,) = on.users["pat"].inbox
    assert [[b.label, b.data] for (b,) in message.buttons] == [
        ["I'm OK", "a:7:ok"],
        ["Please contact me", "a:7:contact"],
    ]


async def test_an_edit_keeps_the_buttons_it_is_given(on: Telegram) -> None:
    first = await send(on, on.account("pat"), buttons=(("ok", "I'm OK"),), id=7)
    for buttons in ((("take", "I'll take this"),), ()):
        await send(
            on, on.account("pat"), str(buttons), do="edit", ref=first.ref, buttons=buttons, id=8
        )
        (message,) = on.users["pat"].inbox
        assert [button.data for button in message.all_buttons] == [
            f"a:8:{name}" for name, _ in buttons
        ]


async def test_the_meeting_card_is_pinned_without_a_sound(on: Telegram) -> None:
    delivery = await send(on, on.room, do="post", pinned=True)
    assert delivery.outcome is ACCEPTED
    await on.server.until(lambda: on.group.pinned)
    (call,) = on.server.calls("pinChatMessage")
    assert call.params["disable_notification"] is True or call.params["disable_notification"] in (
        "true",
        "True",
    )


async def test_not_being_allowed_to_pin_is_no_failure(on: Telegram) -> None:
    on.group.sets_bot("member", on.users["maya"])
    with capture_logs() as logs:
        delivery = await send(on, on.room, do="post", pinned=True)
        await asyncio.gather(*on.telegram._client._background)
    assert delivery.outcome is ACCEPTED
    assert (logs[0]["event"], logs[0]["what"]) == ("left undone", "pin")


@pytest.mark.parametrize("address", ["", "room/m", "@pat", "123456789"])
async def test_an_address_that_leads_nowhere_is_refused(on: Telegram, address: str) -> None:
    assert (await send(on, address)).outcome is REFUSED


@pytest.mark.parametrize("ref", ["", "nonsense", "1:2:3", "1", ":", "x:y"])
async def test_a_reference_that_is_none_is_refused(on: Telegram, ref: str) -> None:
    delivery = await send(on, on.account("pat"), do="edit", ref=ref)
    assert delivery.outcome is REFUSED
    assert on.server.calls("editMessageText") == []


async def test_a_group_that_became_a_supergroup_is_written_to_where_it_is(tmp_path: Path) -> None:
    async with Telegram(new_database(tmp_path)) as on:
        group = on.server.group("Old", *on.users.values(), kind="group")
        old = str(group.id)
        await on.store.run(lambda books: books.add_room("g", "telegram", old, "Old"))
        first = await send(on, old, do="post")
        new = str(group.becomes_supergroup())
        delivery = await send(on, old, "Hello again", do="post")
        assert delivery.outcome is ACCEPTED
        assert delivery.ref is not None
        assert delivery.ref.startswith(f"{new}:")
        assert [message.text for message in group.messages] == ["Hello again"]
        assert await on.store.run(lambda books: books.group_of_room("telegram", new)) == "g"
        assert await on.store.run(lambda books: books.group_of_room("telegram", old)) is None
        edit = await send(on, new, "Changed", do="edit", ref=first.ref)
        assert edit.outcome is REFUSED


async def test_a_flood_keeps_only_its_own_chat_waiting(on: Telegram) -> None:
    on.asks_to_wait(5)
    assert (await send(on, on.account("pat"))).retry_after == 5
    asked = len(on.server.calls("sendMessage"))
    on.time.passes(seconds=2)
    assert (await send(on, on.account("pat"))).retry_after == 3
    assert len(on.server.calls("sendMessage")) == asked, "it is not even tried"
    assert (await send(on, on.account("maya"))).outcome is ACCEPTED
    on.time.passes(seconds=3)
    assert (await send(on, on.account("pat"))).outcome is ACCEPTED


async def test_the_pace_that_the_platform_allows_is_kept(on: Telegram) -> None:
    on.server.enforce_limits(overall=True, per_group=True)
    posts = [await send(on, on.room, f"{n}", do="post") for n in range(25)]
    assert [p.outcome for p in posts].count(ACCEPTED) == 20
    everybody = [on.server.user(f"Person {n}") for n in range(40)]
    for user in everybody:
        user.account.started = True
    on.time.passes(seconds=2)
    on.server.time_passes(2)
    sent = [await send(on, str(user.id)) for user in everybody]
    assert [s.outcome for s in sent].count(ACCEPTED) == 30
    waits = [delivery.retry_after for delivery in [*posts[20:], *sent[30:]]]
    assert all(wait is not None and wait > 0 for wait in waits)
    assert {call.status for call in on.server.calls("sendMessage")} == {200}


async def test_a_token_that_is_no_longer_accepted_is_said_and_nothing_is_given_up(
    on: Telegram,
) -> None:
    on.server.fail(401, method="sendMessage")
    with capture_logs() as logs:
        assert (await send(on, on.account("pat"))).outcome is UNKNOWN
    assert ("token not accepted", "error") in {(e["event"], e["log_level"]) for e in logs}
    assert (await send(on, on.account("pat"))).outcome is ACCEPTED


async def test_a_connection_that_never_came_about_is_tried_once_more(on: Telegram) -> None:
    tries = []
    send_message = on.telegram._client.bot.send_message

    async def refused_once(*args, **options):
        tries.append(args)
        if len(tries) == 1:
            raise NetworkError("refused") from aiohttp.ConnectionTimeoutError()
        return await send_message(*args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            type(on.telegram._client.bot), "send_message", lambda _, *a, **o: refused_once(*a, **o)
        )
        assert (await send(on, on.account("pat"))).outcome is ACCEPTED
    assert len(tries) == 2
    assert len(on.users["pat"].inbox) == 1


async def test_a_machine_that_is_off_raises_nothing(on: Telegram) -> None:
    on.server.stops_listening()
    many = await asyncio.gather(*(send(on, on.account("pat")) for _ in range(8)))
    assert {delivery.outcome for delivery in many} == {UNKNOWN}
    await on.server.listens_again()
    assert (await send(on, on.account("pat"))).outcome is ACCEPTED


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), REFUSED),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), REFUSED),
        (BadRequest("Bad Request: chat not found"), REFUSED),
        (BadRequest("Bad Request: CHAT NOT FOUND"), REFUSED),
        (BadRequest("Bad Request: user is deactivated"), REFUSED),
        (BadRequest("Bad Request: PEER_ID_INVALID"), REFUSED),
        (BadRequest("Bad Request: message to edit not found"), REFUSED),
        (BadRequest("Bad Request: message can't be edited"), REFUSED),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), REFUSED),
        (BadRequest("Bad Request: message is not modified: specified new"), ACCEPTED),
        (TimedOut(), UNKNOWN),
        (NetworkError("Bad Gateway"), UNKNOWN),
        (NetworkError("aiohttp.ServerDisconnectedError"), UNKNOWN),
        (InvalidToken("Unauthorized"), UNKNOWN),
        (Conflict("terminated"), UNKNOWN),
        (TelegramError("Invalid server response"), UNKNOWN),
        (ValueError("anything"), UNKNOWN),
        (RetryAfter(3), UNKNOWN),
        (RetryAfter(datetime.timedelta(seconds=3)), UNKNOWN),
    ],
)
def test_every_error_means_something(error: Exception, outcome: DeliveryOutcome) -> None:
    delivery = outcomes.after(error, "1:2")
    assert delivery.outcome is outcome
    assert delivery.retry_after == (3 if isinstance(error, RetryAfter) else None)
    assert delivery.ref == ("1:2" if outcome is ACCEPTED else None)


@pytest.mark.parametrize(
    "text", ["", "short", "x" * LONGEST_TEXT, "\N{GRINNING FACE}" * (LONGEST_TEXT // 2)]
)
def test_what_fits_is_left_alone(text: str) -> None:
    assert fit(text) == text


@pytest.mark.parametrize(
    "text", ["x" * 4097, "\N{GRINNING FACE}" * 2049, "x" + "\N{GRINNING FACE}" * 2048]
)
def test_what_does_not_fit_is_cut_between_letters(text: str) -> None:
    cut = fit(text)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST_TEXT, LONGEST_TEXT - 1)
