"""The outbox: at least once, safety first, and nothing that was taken back (invariant 8)."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import sqlalchemy as sa

from bot import happenings as h
from bot.model import signals as s
from bot.model.effects import Edit, Effect, Facts, Post, Reply, Withdraw
from bot.model.meeting import How
from bot.ports import Books, Parcel
from bot.store import Database
from bot.store.sealing import SealError
from tests.engine.house import ACCEPTED, REFUSED, START, UNKNOWN, House, an_alert


async def put(house: House, *effects: Effect) -> None:
    """Into the outbox, as the engine puts them there."""

    def work(books: Books) -> None:
        stored = books.meeting("weekly")
        assert stored is not None
        books.queue(stored.meeting, effects, house.now)

    await house.run(work)


async def alerting(house: House) -> House:
    """Pat dropped out, and Maya has just been alerted: it is queued, not sent."""
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(minutes=9, seconds=59)
    house.now += timedelta(seconds=1)
    await house.engine.take_due()
    return house


async def test_unknown_is_sent_again_and_says_that_it_may_be_a_repeat(house: House) -> None:
    house.discord.will("case-alert", UNKNOWN, UNKNOWN)
    await alerting(house)
    await house.wait(seconds=10)
    first, *again = [p for p in house.discord.tried if p.key == "case-alert"]
    assert (first.again, [p.again for p in again]) == (False, [True, True])
    assert first.text != again[0].text
    assert house.sent("maya", "case-alert") == ["case-alert"]


async def test_unknown_waits_longer_each_time_but_never_more_than_a_minute(house: House) -> None:
    house.discord.will("case-alert", *[UNKNOWN] * 12)
    times = []

    async def note(parcel: Parcel) -> None:
        if (parcel.key, parcel.recipient) == ("case-alert", "maya"):
            times.append(house.now)

    house.discord.during = note
    await alerting(house)
    await house.wait(minutes=1, seconds=50)
    waits = [(later - before).total_seconds() for before, later in pairwise(times)]
    assert waits == [1, 2, 4, 8, 16, 32]


async def test_a_platform_that_asks_to_wait_is_given_that_time(house: House) -> None:
    house.discord.will("case-alert", UNKNOWN, retry_after=20)
    await alerting(house)
    await house.settle()
    await house.wait(seconds=19)
    assert house.sent("maya", "case-alert") == []
    await house.wait(seconds=1)
    assert house.sent("maya", "case-alert") == ["case-alert"]
    assert not next(p for p in house.discord.got if p.key == "case-alert").again


async def test_safety_goes_before_everything_else(house: House) -> None:
    await house.prepare()
    await put(
        house,
        an_alert("tom", "roll-call", safety=False),
        an_alert("tom", "publish-refused", safety=False, facts=Facts(reason="no-contact")),
        an_alert("dana", facts=Facts(person="pat", since=START)),
    )
    await house.outbox.drain("discord")
    assert house.discord.keys() == ["case-alert", "roll-call", "publish-refused"]


async def test_a_slow_or_refusing_message_does_not_stop_the_others(house: House) -> None:
    await house.prepare()
    house.discord.will("unknown-person", UNKNOWN)
    house.discord.will("overrun", REFUSED)
    await put(house, an_alert("maya", "unknown-person"), an_alert("maya", "overrun"),
              an_alert("dana", facts=Facts(person="pat", since=START)))  # fmt: skip
    await house.outbox.drain("discord")
    assert house.discord.keys() == ["case-alert"]


async def test_a_message_that_cannot_be_written_does_not_stop_the_others(house: House) -> None:
    """Words sealed with a key that is lost must not silence every alert on the platform."""
    await house.prepare()
    await put(
        house,
        an_alert("maya", "leaver-note", facts=Facts(person="pat", words=("not sealed by us",))),
        an_alert("dana", facts=Facts(person="pat", since=START)),
    )
    with suppress(SealError):
        await house.settle()
    assert house.sent("dana") == ["case-alert"]


async def test_withdrawn_before_it_was_sent_is_never_sent(house: House) -> None:
    await alerting(house)
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="ok"))
    await house.wait(minutes=5)
    assert house.sent("maya", "case-alert", "case-withdrawn") == []
    assert "case-withdrawn" not in house.discord.keys("maya")


async def test_an_answer_while_the_alert_is_on_its_way_takes_it_back(house: House) -> None:
    async def answer(parcel: Parcel) -> None:
        if parcel.key == "case-alert":
            house.discord.during = None
            await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="ok"))

    await alerting(house)
    house.discord.during = answer
    await house.settle()
    assert house.discord.keys("maya")[-2:] == ["case-alert", "case-withdrawn"]


async def test_an_edit_waits_until_its_message_was_accepted(house: House) -> None:
    await house.prepare()
    house.discord.will("removal-reason", UNKNOWN, UNKNOWN)
    await put(house, an_alert("maya", "removal-reason", thread="r", facts=Facts(person="pat")))
    await house.outbox.drain("discord")
    facts = Facts(person="pat", variant="noted")
    await put(house, Edit(key="removal-reason", thread="r", to="maya", facts=facts))
    await house.wait(seconds=30)
    told = [(p.do, p.key) for p in house.discord.got]
    assert told[0] == ("send", "removal-reason")
    assert told[1:] in ([], [("edit", "removal-reason")])


async def test_an_edit_of_a_message_that_was_refused_is_never_sent_and_never_due(
    house: House,
) -> None:
    await house.prepare()
    house.discord.will("case-alert", REFUSED)
    await put(house, an_alert("dana", thread="steps", facts=Facts(person="pat", since=START)))
    await put(house, Edit(key="case-closed", thread="steps", to="dana", facts=Facts(person="pat")))
    await house.wait(minutes=5)
    assert [p for p in house.discord.tried if p.do == "edit"] == []
    assert await house.run(lambda books: books.next_try()) is None


async def test_every_message_of_a_thread_is_edited(house: House) -> None:
    await house.prepare()
    alert = an_alert("tom", thread="steps", facts=Facts(person="pat", since=START))
    await put(house, alert, an_alert("tom", platform="telegram", thread="steps",
                                     facts=Facts(person="pat", since=START)))  # fmt: skip
    await house.settle()
    await put(house, Edit(key="case-closed", thread="steps", to="tom", facts=Facts(person="pat")))
    await house.settle()
    refs = [(p.platform, p.ref) for platform in house.platforms.values() for p in platform.got
            if p.do == "edit"]  # fmt: skip
    assert refs == [("discord", "discord/1"), ("telegram", "telegram/1")]


async def test_nothing_is_sent_about_a_case_that_was_withdrawn_but_edits_are(house: House) -> None:
    await alerting(house)
    await house.settle()
    await put(house, an_alert("dana", case="c1", facts=Facts(person="pat", since=START)),
              Withdraw(case="c1"))  # fmt: skip
    await house.outbox.drain("discord")
    assert house.sent("dana") == []


async def test_a_reply_needs_no_meeting_and_no_person(house: House) -> None:
    sealed = house.sealer.seal("{}")
    reply = Reply(platform="telegram", address="telegram/who", key="not-known", sealed=sealed)
    await house.run(lambda books: books.queue(None, (reply,), house.now))
    await house.settle()
    assert [(p.do, p.address) for p in house.telegram.got] == [("reply", "telegram/who")]


async def test_a_message_in_the_room_goes_to_the_room(house: House) -> None:
    await house.prepare()
    await put(house, Post(key="opening", facts=Facts(contact="maya")))
    await house.settle()
    assert (house.discord.got[0].address, house.discord.got[0].recipient) == ("room/weekly", None)


async def test_an_account_that_is_gone_is_a_refusal_and_other_routes_are_tried(
    house: House,
) -> None:
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(seconds=59)
    house.now += timedelta(seconds=1)
    await house.engine.take_due()
    await house.run(lambda books: books.unlink("pat", "discord"))
    await house.settle()
    assert [p.key for p in house.telegram.got] == ["check-in"]


async def test_a_process_thrown_away_in_the_middle_loses_nothing(house: House) -> None:
    """No close, no goodbye: a new process sends what waits, and says that it may be a repeat."""
    await alerting(house)
    died: Database = house.store
    house.open()
    await house.outbox.suspect_unfinished()
    await house.settle()
    alert = next(p for p in house.discord.got if p.key == "case-alert")
    assert (alert.recipient, alert.again) == ("maya", True)
    died.close()


async def test_a_process_thrown_away_after_the_platform_took_it_repeats_it_once(
    house: House,
) -> None:
    await alerting(house)
    parcels = await house.run(lambda b: b.waiting("discord", house.now, 8, frozenset()))
    await house.discord.perform(parcels[0])
    died = house.store
    house.open()
    await house.outbox.suspect_unfinished()
    await house.settle()
    await house.wait(seconds=90)
    alerts = [p for p in house.discord.got if (p.key, p.recipient) == ("case-alert", "maya")]
    assert [p.again for p in alerts] == [False, True]
    died.close()


async def test_ids_of_messages_are_never_used_again(house: House) -> None:
    """A button carries one; on an old message it must never mean a new one."""
    await house.prepare()
    await put(house, an_alert("maya"))
    engine = sa.create_engine(house.url)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM outbox"))
    engine.dispose()
    await put(house, an_alert("maya"))
    await house.settle()
    assert house.discord.got[0].id == 2


async def test_accepted_counts_for_what_was_withdrawn_on_its_way(house: House) -> None:
    await alerting(house)
    parcel = (await house.run(lambda b: b.waiting("discord", house.now, 8, frozenset())))[0]
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="ok"))
    delivery = await house.discord.perform(parcel)
    assert delivery.outcome is ACCEPTED
    await house.engine.delivered(parcel, delivery)
    await house.settle()
    assert house.discord.keys("maya")[-1] == "case-withdrawn"


async def test_an_alert_of_unknown_fate_is_taken_back_by_the_repeat_itself(house: House) -> None:
    await alerting(house)
    house.discord.will("case-alert", UNKNOWN)
    await house.outbox.drain("discord")
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="ok"))
    await house.wait(seconds=30)
    assert [p.key for p in house.discord.got if p.recipient == "maya"] == ["case-withdrawn"]


async def test_words_of_unknown_fate_are_not_sent_again_after_the_case_has_ended(
    house: House,
) -> None:
    """No edit follows a note: what cannot say the newer thing is kept back (invariant 6)."""
    await (await house.prepare()).under_way()
    await house.told(s.Leaving(person="pat", how=How.CONTACT))
    await house.settle()
    await house.press("maya", "support-alert", "take")
    await house.settle()
    house.discord.will("leaver-note", UNKNOWN)
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="please hurry"))
    await house.outbox.drain_all()
    await house.told(s.Logged(person="pat", by="tom"))
    await house.wait(minutes=2)
    assert house.sent("maya", "leaver-note") == []


async def test_signals_of_the_platform_are_no_part_of_what_is_counted(house: House) -> None:
    """A refused message is tried on another route at once, in the same drain."""
    await (await house.prepare()).under_way()
    house.discord.will("check-in", s.DeliveryOutcome.REFUSED)
    await house.goes("pat")
    await house.wait(minutes=1)
    assert [p.key for p in house.telegram.got] == ["check-in"]


async def test_older_words_never_come_after_newer_ones(house: House) -> None:
    """The edit "Tom has it" fails and is tried again; meanwhile Pat answers (L4)."""
    await alerting(house)
    await house.wait(minutes=2, seconds=1)
    house.discord.will("case-taken", UNKNOWN)
    await house.press("tom", "case-alert", "take")
    await house.outbox.drain("discord")
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text="ok"))
    await house.wait(minutes=5)
    edits = [p.key for p in house.discord.got if p.do == "edit" and p.recipient == "maya"]
    assert edits[-1] == "case-withdrawn"
