"""What becomes of one message, on every platform: the outbox has to be able to rely on it."""

import asyncio

import pytest

from bot.adapters.telegram.buttons import LONGEST_DATA, data
from bot.model.keys import ANY_CARD, BUTTONS
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery
from tests.contract.harness import Harness, Shown
from tests.contract.world import parcel

ACCEPTED, REFUSED, UNKNOWN = DeliveryOutcome
ANSWERS = (("ok", "I'm OK"), ("technical", "Technical problem"))


async def send(on: Harness, text: str = "Are you OK?", who: str = "pat", **more) -> Delivery:
    return await on.adapter.perform(parcel(on.platform, on.account(who), text, **more))


def only(messages: list[Shown]) -> Shown:
    (message,) = messages
    return message


async def test_a_message_is_accepted_and_is_there_with_its_buttons(on: Harness) -> None:
    delivery = await send(on, buttons=ANSWERS)
    assert delivery.outcome is ACCEPTED
    assert delivery.ref is not None
    assert only(on.inbox("pat")).text == "Are you OK?"
    assert only(on.inbox("pat")).labels == ("I'm OK", "Technical problem")
    assert on.inbox("maya") == []


async def test_a_message_to_the_room_is_there_for_everybody(on: Harness) -> None:
    delivery = await on.adapter.perform(parcel(on.platform, on.room, "Welcome.", do="post"))
    assert delivery.outcome is ACCEPTED
    assert only(on.in_room()).text == "Welcome."
    assert on.inbox("pat") == []


async def test_a_message_to_somebody_who_blocked_the_bot_is_refused(on: Harness) -> None:
    on.refuses("pat")
    assert (await send(on)).outcome is REFUSED
    assert (await send(on, who="maya")).outcome is ACCEPTED
    assert on.inbox("pat") == []
    on.accepts("pat")
    assert (await send(on)).outcome is ACCEPTED


async def test_a_platform_that_asks_to_wait_took_nothing(on: Harness) -> None:
    on.asks_to_wait(7)
    delivery = await send(on)
    assert (delivery.outcome, delivery.retry_after) == (UNKNOWN, 7.0)
    assert on.inbox("pat") == []
    on.time.passes(seconds=7)
    assert (await send(on)).outcome is ACCEPTED
    assert len(on.inbox("pat")) == 1


async def test_a_platform_that_fails_leaves_it_unknown(on: Harness) -> None:
    for number, fault in enumerate(on.faults):
        on.breaks(fault)
        delivery = await send(on, f"text {number}", id=number)
        assert (delivery.outcome, delivery.retry_after) == (UNKNOWN, None), fault
        assert delivery.ref is None
        on.heals()
        assert (await send(on, f"text {number}", id=number)).outcome is ACCEPTED
        arrived = [message for message in on.inbox("pat") if message.text == f"text {number}"]
        assert 1 <= len(arrived) <= 2, fault


async def test_a_time_out_after_acceptance_leaves_it_unknown_and_a_repeat_does_no_harm(
    on: Harness,
) -> None:
    on.breaks(on.accepts_in_silence)
    assert (await send(on, buttons=ANSWERS)).outcome is UNKNOWN
    on.heals()
    repeated = await send(on, buttons=ANSWERS)
    assert (repeated.outcome, repeated.ref is None) == (ACCEPTED, False)
    assert {message.text for message in on.inbox("pat")} == {"Are you OK?"}
    assert len(on.inbox("pat")) == on.copies_after_a_repeat
    assert {message.labels for message in on.inbox("pat")} == {("I'm OK", "Technical problem")}


async def test_an_edit_gives_a_message_other_words_and_buttons(on: Harness) -> None:
    first = await send(on, buttons=ANSWERS)
    edit = parcel(on.platform, on.account("pat"), "Thank you.", do="edit", ref=first.ref, id=2)
    assert (await on.adapter.perform(edit)).outcome is ACCEPTED
    assert only(on.inbox("pat")).text == "Thank you."
    assert only(on.inbox("pat")).labels == ()


async def test_the_same_edit_again_does_no_harm(on: Harness) -> None:
    first = await send(on)
    for number in (2, 3):
        edit = parcel(
            on.platform, on.account("pat"), "Thank you.", do="edit", ref=first.ref, id=number
        )
        assert (await on.adapter.perform(edit)).outcome is ACCEPTED
    assert only(on.inbox("pat")).text == "Thank you."


async def test_an_edit_of_what_is_not_there_is_refused(on: Harness) -> None:
    for ref in (None, on.gone):
        edit = parcel(on.platform, on.account("pat"), "Thank you.", do="edit", ref=ref)
        assert (await on.adapter.perform(edit)).outcome is REFUSED
        assert on.inbox("pat") == []


async def test_messages_to_others_are_not_held_up_by_one_that_is_refused(on: Harness) -> None:
    on.refuses("pat")
    outcomes = await asyncio.gather(
        *(send(on, who=who, id=number) for number, who in enumerate(("pat", "maya", "tom"), 1))
    )
    assert [delivery.outcome for delivery in outcomes] == [REFUSED, ACCEPTED, ACCEPTED]


@pytest.mark.parametrize(
    "text",
    [
        "<b>Pat</b> & <script>alert(1)</script>",
        "*Pat* _Pat_ `Pat` [Pat](tg://user?id=1) ~~Pat~~",
        "Pat \N{RIGHT-TO-LEFT EMBEDDING}tap",
        "/start @everyone https://example.org",
        "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}",
    ],
)
async def test_hostile_text_is_only_text(on: Harness, text: str) -> None:
    assert (await send(on, text)).outcome is ACCEPTED
    seen = only(on.inbox("pat")).text
    assert seen.replace("\N{RIGHT-TO-LEFT EMBEDDING}", "") == text.replace(
        "\N{RIGHT-TO-LEFT EMBEDDING}", ""
    )


@pytest.mark.parametrize("letter", ["x", "\N{GRINNING FACE}", "ش"])
async def test_a_text_that_is_too_long_arrives_all_the_same(on: Harness, letter: str) -> None:
    assert (await send(on, letter * 5000)).outcome is ACCEPTED
    assert only(on.inbox("pat")).text.startswith(letter * 1000)


async def test_half_a_letter_does_not_stop_a_message(on: Harness) -> None:
    assert (await send(on, "Pat \ud83d is here")).outcome is ACCEPTED
    assert only(on.inbox("pat")).text.startswith("Pat ")


def test_the_data_of_a_button_always_fits() -> None:
    names = {name for buttons in BUTTONS.values() for name in buttons} | set(ANY_CARD)
    newest = 999_999_999_999_999_999
    assert max(len(data(newest, name).encode()) for name in names) <= LONGEST_DATA
