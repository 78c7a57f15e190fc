"""Small documents, on every platform: they arrive whole, to the one whom they are for."""

import msgspec

from bot.model.signals import DeliveryOutcome
from tests.contract.harness import Harness
from tests.contract.world import parcel

CALENDAR = "meetings.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Café\r\nEND:VCALENDAR\r\n".encode()
ALL_BYTES = "all.csv", bytes(range(256))


async def test_a_document_arrives_whole_with_its_text_and_its_name(on: Harness) -> None:
    for number, file in enumerate((CALENDAR, ALL_BYTES), 1):
        sent = parcel(on.platform, on.account("pat"), "Your meetings.", id=number, file=file)
        delivery = await on.adapter.perform(sent)
        assert delivery.outcome is DeliveryOutcome.ACCEPTED
        assert delivery.ref is not None
        newest = on.inbox("pat")[-1]
        assert (newest.text, newest.file) == ("Your meetings.", file)
    assert on.inbox("maya") == []
    assert on.in_room() == []


async def test_a_message_without_a_document_has_none(on: Harness) -> None:
    await on.adapter.perform(parcel(on.platform, on.account("pat")))
    assert [message.file for message in on.inbox("pat")] == [None]


async def test_a_document_for_somebody_who_blocked_the_bot_is_refused(on: Harness) -> None:
    on.refuses("pat")
    sent = parcel(on.platform, on.account("pat"), "Your meetings.", file=CALENDAR)
    assert (await on.adapter.perform(sent)).outcome is DeliveryOutcome.REFUSED
    on.accepts("pat")
    assert (await on.adapter.perform(sent)).outcome is DeliveryOutcome.ACCEPTED
    assert [message.file for message in on.inbox("pat")] == [CALENDAR]


async def test_a_long_text_does_not_stop_a_document(on: Harness) -> None:
    sent = parcel(on.platform, on.account("pat"), "x" * 5000, file=CALENDAR)
    assert (await on.adapter.perform(sent)).outcome is DeliveryOutcome.ACCEPTED
    (shown,) = on.inbox("pat")
    assert shown.text.startswith("x" * 1000)
    assert shown.file == CALENDAR


async def test_a_document_tried_again_is_read_from_its_beginning(on: Harness) -> None:
    sent = parcel(on.platform, on.account("pat"), "Your meetings.", file=CALENDAR)
    for again in (False, True):
        assert (await on.adapter.perform(msgspec.structs.replace(sent, again=again))).ref
    assert {message.file for message in on.inbox("pat")} == {CALENDAR}


async def test_a_command_is_answered_with_a_document_for_whoever_asked(on: Harness) -> None:
    await on.says("pat", "/calendar")
    await on.settle()
    (answer,) = on.inbox("pat")
    assert answer.file is not None
    name, content = answer.file
    assert name == "meetings.ics"
    assert b"SUMMARY:Weekly\r\n" in content
    assert b"DTSTART:20270120T180000Z\r\n" in content
    assert on.inbox("maya") == []
    assert on.in_room() == []
