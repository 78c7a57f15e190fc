"""/records: what was removed, as numbers, for those who look after the group (V5)."""

from __future__ import annotations

from datetime import timedelta

from bot.model.policy import Policy
from bot.records import Report
from bot.retention import Retention
from tests.commands.conftest import MAYA, PAT, TOM, Chat


async def look(chat: Chat, later: timedelta) -> list[Report]:
    chat.now += later
    return await Retention(chat.store, chat.engine, Policy.default(), lambda: chat.now).run()


async def test_before_the_first_morning_there_is_no_report(group: Chat) -> None:
    assert "no report yet" in (await group.say(MAYA, "/records")).only(MAYA)


async def test_organisers_and_the_lead_read_numbers_and_others_nothing(group: Chat) -> None:
    (report,) = await look(group, timedelta(days=40))
    assert sum(report.removed.values()) > 0
    for reader in (MAYA, TOM):
        said = (await group.say(reader, "/records")).only(reader)
        assert f"{sum(report.removed.values())} in all" in said
        assert "Pat" not in said
    assert (await group.say(PAT, "/records")).names == ["not-your-role"]


async def test_a_day_is_looked_at_once(group: Chat) -> None:
    assert len(await look(group, timedelta(days=40))) == 1
    assert await look(group, timedelta(hours=1)) == []


async def test_what_is_not_due_cannot_be_removed(group: Chat) -> None:
    heard = await group.say(TOM, "/records remove Weekly")
    assert "nothing to choose" in heard.only(TOM)
    assert (await group.say(MAYA, "/records remove Weekly")).names == ["not-your-role"]
