"""`alongside run` as a process, cut off from a Discord in another one in mid-escalation."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import ClassVar

from bot.model.meeting import Meeting
from tests.crash.story import ASKED, REPEAT, Doomed, words_of
from tests.crash.story_on_discord import (
    ALERT,
    DoomedOnDiscord,
    Playing,
    connected,
    meeting_on,
    presses,
    shown_to,
)
from tests.fakes.discord import RemoteDiscord

TAKING = "How to reach"
BLIND = "I could not see Discord from"
AWAY_FOR = 130.0
"""Seconds by the clock of the bot; from 60 on staff are told (L12)."""
TIMES = 20
"""As fast as the computer's its clock runs."""


class Hurried(DoomedOnDiscord):
    """A bot with a fast clock."""

    policy: ClassVar[dict[str, str]] = {
        "leaving.grace": "10s",
        "leaving.nudge_after": "30s",
        "leaving.escalate_after": "100s",
        "escalation.rung_timeout": "9m",
    }

    def _program(self, fatal: int | None) -> tuple[str, ...]:
        return ("tests.crash.hurried", str(TIMES))


async def finished(server: RemoteDiscord, run: Doomed, playing: Playing) -> dict[str, list[str]]:
    """Maya takes it and finds Pat well; answers with what everybody was shown."""
    maya = playing.people["maya"]
    await presses(server, run, maya, ALERT, "I'll take", TAKING)
    await presses(server, run, maya, TAKING, "Reached, OK", None)
    shown = await playing.shown()
    for texts in shown.values():
        assert set(Counter(words_of(text) for text in texts).values()) <= {1}
    assert shown["the group"] == []
    assert run.deaths == 0
    assert await run.record_holds()
    return shown


async def stored(run: Doomed) -> Meeting:
    found = await run.meeting()
    assert found is not None
    return found


async def test_a_connection_that_drops_loses_nothing(tmp_path: Path) -> None:
    """What happened meanwhile is told when the session goes on: a press, and a leaving."""
    run = DoomedOnDiscord(tmp_path, None)
    async with RemoteDiscord() as server, meeting_on(server, run) as playing:
        await server.does("drops_connection")
        await playing.people["pat"].leaves()
        await shown_to(server, run, playing.people["pat"], ASKED)
        alert = await shown_to(server, run, playing.people["maya"], ALERT)
        await server.does("drops_connection")
        await playing.people["maya"].presses(alert, "I'll take this")
        shown = await finished(server, run, playing)
        assert (await stored(run)).blind == ()
    assert len(shown["maya"]) == 2


async def test_a_session_that_is_lost_is_a_blind_window_and_who_came_back_is_found(
    tmp_path: Path,
) -> None:
    run = DoomedOnDiscord(tmp_path, None)
    async with RemoteDiscord() as server, meeting_on(server, run) as playing:
        pat = playing.people["pat"]
        await pat.leaves()
        await shown_to(server, run, pat, ASKED)
        await server.does("drops_connection", resumable=False)
        await pat.joins(playing.voice)

        async def closed() -> bool:
            case = await run.case()
            return case is not None and not case.is_open

        await server.until(closed, 60)
        (window,) = (await stored(run)).blind
        assert window.platform == "discord"
        assert window.until is not None
        assert (await stored(run)).seat("pat").present
        shown = await playing.shown()
        assert await run.record_holds()
    assert len([text for text in shown["pat"] if ASKED in text]) <= 2
    assert len([text for text in shown["maya"] if ALERT in text]) <= 1


async def test_discord_gone_for_two_minutes_in_mid_escalation(tmp_path: Path) -> None:
    """The alert that could not go out comes once, and is labelled; staff hear of the window."""
    run = Hurried(tmp_path, None)
    async with RemoteDiscord() as server, meeting_on(server, run) as playing:
        pat, maya = playing.people["pat"], playing.people["maya"]
        await pat.leaves()
        await shown_to(server, run, pat, ASKED)
        await server.does("goes_away")
        await asyncio.sleep(AWAY_FOR / TIMES)
        await server.does("comes_back")
        await connected(server, run)
        await shown_to(server, run, maya, ALERT)
        shown = await finished(server, run, playing)
        window = (await stored(run)).blind[0]
        assert window.until is not None
        assert (window.until - window.since).total_seconds() > AWAY_FOR * 0.9
    (alert,) = [text for text in shown["maya"] if ALERT in text and TAKING not in text]
    assert REPEAT in alert or "late" in alert
    for who in ("maya", "dana"):
        assert any(BLIND in text for text in shown[who])
    assert not any(BLIND in text for text in shown["pat"])
