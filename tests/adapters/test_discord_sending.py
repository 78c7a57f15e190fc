"""What becomes of a message to Discord: accepted, refused, later or unknown; never twice."""

import asyncio

import pytest

from bot.adapters.discord.buttons import LONGEST_DATA, data, pressed
from bot.adapters.discord.plain import LONGEST_TEXT, safe
from bot.adapters.discord.sending import nonce
from bot.model.effects import Reply
from bot.model.keys import ANY_CARD, BUTTONS
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel
from tests.adapters.discord_meeting import on
from tests.contract.discord import Discord
from tests.contract.world import parcel

__all__ = ["on"]

ACCEPTED, REFUSED, UNKNOWN = DeliveryOutcome


async def send(on: Discord, text: str = "Are you OK?", who: str = "pat", **more) -> Delivery:
    return await on.adapter.perform(parcel("discord", on.account(who), text, **more))


def posted(on: Discord) -> int:
    return sum(m == "POST" and path.endswith("/messages") for m, path in on.server.calls)


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [50007, 50278])
async def test_a_closed_private_chat_is_a_refusal(on: Discord, code: int) -> None:
    on.users["pat"].blocks(code)
    delivery = await send(on)
    assert (delivery.outcome, delivery.retry_after) == (REFUSED, None)
    assert posted(on) == 1


async def test_somebody_who_left_every_server_of_the_bot_is_out_of_reach(on: Discord) -> None:
    on.users["pat"].leaves_guild(on.guild)
    assert (await send(on)).outcome is REFUSED


@pytest.mark.parametrize("address", ["1", "no number", "²"])
async def test_nobody_with_that_number_is_a_refusal(on: Discord, address: str) -> None:
    delivery = await on.adapter.perform(parcel("discord", address))
    assert delivery.outcome is REFUSED


async def test_a_room_in_which_the_bot_may_not_write_is_a_refusal(on: Discord) -> None:
    on.guild.bot_permissions = 0
    on.guild.everyone_permissions = 0
    delivery = await on.adapter.perform(parcel("discord", on.room, do="post"))
    assert delivery.outcome is REFUSED
    assert on.in_room() == []


async def test_a_message_that_was_deleted_cannot_be_edited(on: Discord) -> None:
    sent = await send(on)
    on.users["pat"].inbox[0].message.deleted = True
    edit = parcel("discord", on.account("pat"), "Thank you.", do="edit", ref=sent.ref)
    assert (await on.adapter.perform(edit)).outcome is REFUSED


# --- later ----------------------------------------------------------------------------------------


async def test_a_long_wait_holds_up_nobody_else(on: Discord) -> None:
    await send(on, id=1)
    on.server.fail(429, method="POST", path="/messages$", retry_after=600)
    async with asyncio.timeout(1):
        delivery = await send(on, id=2)
    assert (delivery.outcome, delivery.retry_after) == (UNKNOWN, 600.0)
    assert (await send(on, who="maya", id=3)).outcome is ACCEPTED
    assert len(on.inbox("pat")) == 1


async def test_a_wait_for_everything_is_told_too(on: Discord) -> None:
    on.server.fail(429, method="POST", path="/messages$", retry_after=20, everywhere=True)
    assert (await send(on)).retry_after == 20.0
    assert (await send(on)).outcome is ACCEPTED


# --- unknown --------------------------------------------------------------------------------------


async def test_an_error_of_the_server_does_not_keep_a_place_of_the_outbox(on: Discord) -> None:
    """The library would try again by itself, for 25 seconds."""
    for status in (500, 502):
        on.server.fail(status, method="POST", path="/messages$", times=None)
        before = posted(on)
        async with asyncio.timeout(0.9):
            delivery = await send(on)
        assert (delivery.outcome, delivery.reason) == (UNKNOWN, "error of the server")
        assert posted(on) == before + 1
        on.server.heals()


@pytest.mark.parametrize("fault", ["accept-then-drop", "accept-then-silence"])
async def test_a_repeat_after_an_unknown_outcome_is_one_message(on: Discord, fault) -> None:
    on.server.fail(fault, method="POST", path="/messages$")
    assert (await send(on, id=7)).outcome is UNKNOWN
    assert len(on.inbox("pat")) == 1
    again = await send(on, "Are you OK? (This may reach you twice.)", id=7)
    assert again.outcome is ACCEPTED
    assert len(on.inbox("pat")) == 1
    assert again.ref is not None
    assert again.ref.endswith(f"/{on.users['pat'].inbox[0].id}")


async def test_a_repeat_after_a_restart_is_one_message_too(on: Discord) -> None:
    on.server.fail("accept-then-drop", method="POST", path="/messages$")
    await send(on, id=7)
    await on.stop()
    await on.start()
    assert (await send(on, id=7)).outcome is ACCEPTED
    assert len(on.inbox("pat")) == 1


async def test_the_same_words_to_two_people_are_two_messages(on: Discord) -> None:
    await send(on, id=7)
    await send(on, who="maya", id=7)
    assert (len(on.inbox("pat")), len(on.inbox("maya"))) == (1, 1)


def test_what_makes_a_repeat_harmless_always_fits() -> None:
    most = nonce(parcel("discord", "9" * 20, id=999_999_999_999_999_999))
    assert len(most) <= 25
    assert most != nonce(parcel("discord", "8" * 20, id=999_999_999_999_999_999))


async def test_a_token_that_is_not_accepted_any_more_leaves_it_unknown(on: Discord) -> None:
    on.server.fail(401, method="POST", path="/messages$")
    assert (await send(on)).outcome is UNKNOWN


# --- what people see ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "@everyone @here and <@{pat}> in <#{room}>",
        "[Tap here](https://example.org) or ||do not||",
        "# Pat\n> said\n- one\n1. two\n-# small",
        "`code` ```block``` *a* **b** _c_ __d__ ~~e~~",
        "<t:1700000000> </help:1> <:smile:1> :smile:",
        "\\*not escaped\\* \\",
        "The way in: https://example.org/a_b_c?d=*e* (or phone 0808 157 0123).",
    ],
)
async def test_words_are_only_words(on: Discord, text: str) -> None:
    text = text.format(pat=on.account("pat"), room=on.room) if "{" in text else text
    sent = await on.adapter.perform(parcel("discord", on.room, text, do="post"))
    assert sent.outcome is ACCEPTED
    (message,) = [m for m in on.voice.messages if m.from_bot]
    assert message.text == text
    assert message.markup <= {"address"}
    assert message.pings == frozenset()
    assert message.embeds == []


def test_plain_sentences_are_not_touched() -> None:
    text = "Pat left at 18:30 (I asked them at once). Call 0808 157 0123 - that's free!"
    assert safe(text) == text.replace(" - ", " - ")


@pytest.mark.parametrize("letter", ["x", "*", "https://example.org/ ", "\N{GRINNING FACE}"])
def test_a_cut_never_breaks_an_escape(letter: str) -> None:
    cut = safe(letter * 3000)
    assert len(cut) <= LONGEST_TEXT
    assert cut.endswith("…")
    assert not cut.removesuffix("…").endswith("\\") or letter == "\\"


async def test_an_edit_without_buttons_takes_them_away(on: Discord) -> None:
    sent = await send(on, buttons=(("ok", "I'm OK"),))
    edit = parcel("discord", on.account("pat"), "*Thank you.*", do="edit", ref=sent.ref, id=2)
    assert (await on.adapter.perform(edit)).outcome is ACCEPTED
    (message,) = on.inbox("pat")
    assert (message.text, message.labels) == ("*Thank you.*", ())


async def test_a_card_is_pinned_where_the_bot_may(on: Discord) -> None:
    card = parcel("discord", on.room, "Weekly", do="post", pinned=True)
    assert (await on.adapter.perform(card)).outcome is ACCEPTED
    await on.settle()
    assert [message.text for message in on.voice.pins] == ["Weekly"]


async def test_a_card_that_may_not_be_pinned_is_there_all_the_same(on: Discord) -> None:
    on.server.fail(403, method="PUT", path="/pins/")
    card = parcel("discord", on.room, "Weekly", do="post", pinned=True)
    assert (await on.adapter.perform(card)).outcome is ACCEPTED
    await on.settle()
    assert [m.text for m in on.in_room()] == ["Weekly"]


async def test_a_reply_to_nobody_who_asked_here_is_a_private_message(on: Discord) -> None:
    effect = Reply(platform="discord", address=on.account("pat"), key="help-line", sealed="")
    reply = Parcel(
        id=1, do="reply", platform="discord", address=on.account("pat"), key="help-line",
        text="Write /help.", effect=effect,
    )  # fmt: skip
    assert (await on.adapter.perform(reply)).outcome is ACCEPTED
    assert [message.text for message in on.inbox("pat")] == ["Write /help."]


async def test_the_private_chat_is_opened_once(on: Discord) -> None:
    for number in range(3):
        await send(on, id=number)
    await on.settle()
    await on.stop()
    await on.start()
    await send(on, id=9)
    assert on.server.calls.count(("POST", "/users/@me/channels")) == len(on.users)


# --- buttons --------------------------------------------------------------------------------------


def test_the_data_of_a_button_always_fits_and_is_read_back() -> None:
    names = {name for buttons in BUTTONS.values() for name in buttons} | set(ANY_CARD)
    newest = 999_999_999_999_999_999
    assert max(len(data(newest, name)) for name in names) <= LONGEST_DATA
    assert {pressed(data(newest, name)) for name in names} == {(newest, name) for name in names}


@pytest.mark.parametrize("found", [None, "", "a:1", "a:1:OK", "b:1:ok", "a:-1:ok", "a:1:ok\n"])
def test_what_we_did_not_write_is_no_button(found: str | None) -> None:
    assert pressed(found) is None


async def test_many_buttons_fit_under_one_message(on: Discord) -> None:
    many = tuple((f"b{number}", f"Number {number} " + "x" * 90) for number in range(12))
    assert (await send(on, buttons=many)).outcome is ACCEPTED
    (message,) = on.inbox("pat")
    assert len(message.labels) == 12


async def test_the_library_keeps_no_buttons_in_memory(on: Discord) -> None:
    for number in range(5):
        await send(on, id=number, buttons=(("ok", "I'm OK"),))
    assert on.discord._client.bot.persistent_views == []
    assert not on.discord._client.bot._connection._view_store._synced_message_views
