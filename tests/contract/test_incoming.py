"""What comes in from a platform: once, in any order, and also what waited for the bot."""

from bot.model.case import Stage
from tests.contract.harness import Harness, Shown
from tests.contract.world import case_of


async def pat_is_asked(on: Harness) -> Shown:
    """Pat leaves, and is asked a minute later whether they are OK."""
    await on.goes_out("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    (asked,) = on.inbox("pat")
    assert "are you OK?" in asked.text
    return asked


async def maya_is_alerted(on: Harness) -> Shown:
    await pat_is_asked(on)
    for minutes in (4, 5):
        on.time.passes(minutes=minutes)
        await on.settle()
    (alert,) = alerts(on)
    return alert


def alerts(on: Harness) -> list[Shown]:
    return [message for message in on.inbox("maya") if "I have not heard from Pat" in message.text]


async def stage(on: Harness) -> Stage | None:
    case = await case_of(on.store, "pat")
    return case.stage if case is not None else None


async def test_an_answer_by_button_ends_it(on: Harness) -> None:
    asked = await pat_is_asked(on)
    await on.presses("pat", asked, asked.labels[0])
    await on.settle()
    assert await stage(on) is Stage.CLOSED
    told = len(on.inbox("pat"))
    on.time.passes(minutes=15)
    await on.settle()
    assert alerts(on) == []
    assert len(on.inbox("pat")) == told


async def test_what_is_delivered_twice_is_taken_once(on: Harness) -> None:
    on.delivers_twice()
    alert = await maya_is_alerted(on)
    await on.presses("maya", alert, alert.labels[0])
    await on.settle()
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.owner == "maya"
    revealed = [message for message in on.inbox("maya") if "+44 7700 900111" in message.text]
    assert len(revealed) == 1


async def test_what_waited_for_the_bot_is_read_before_anything_is_done(on: Harness) -> None:
    await pat_is_asked(on)
    await on.stop()
    await on.says("pat", "I'm OK")
    on.time.passes(minutes=30)
    await on.start()
    await on.settle()
    assert await stage(on) is Stage.CLOSED
    assert alerts(on) == []


async def test_a_button_works_after_a_restart(on: Harness) -> None:
    asked = await pat_is_asked(on)
    await on.stop()
    await on.start()
    await on.presses("pat", asked, asked.labels[0])
    await on.settle()
    assert await stage(on) is Stage.CLOSED


async def test_the_order_of_an_answer_and_of_taking_it_does_not_matter(on: Harness) -> None:
    alert = await maya_is_alerted(on)
    (asked, *_) = on.inbox("pat")
    await on.presses("pat", asked, asked.labels[0])
    await on.presses("maya", alert, alert.labels[0])
    await on.settle()
    assert await stage(on) is Stage.CLOSED
    assert not [m for m in on.inbox("maya") if "+44 7700 900111" in m.text]


async def test_taking_it_first_ends_the_same_way(on: Harness) -> None:
    alert = await maya_is_alerted(on)
    (asked, *_) = on.inbox("pat")
    await on.presses("maya", alert, alert.labels[0])
    await on.presses("pat", asked, asked.labels[0])
    await on.settle()
    assert await stage(on) is Stage.CLOSED


async def test_a_press_by_somebody_else_changes_nothing(on: Harness) -> None:
    await maya_is_alerted(on)
    for number in range(1, 20):
        await on.forges("pat", number, "take")
        await on.forges("tom", number, "ok")
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert (case.stage, case.owner) == (Stage.ESCALATED, None)


async def test_somebody_who_cannot_be_reached_is_not_let_go(on: Harness) -> None:
    on.refuses("pat")
    await on.goes_out("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    assert await stage(on) is Stage.ESCALATED
    assert len(alerts(on)) == 1
