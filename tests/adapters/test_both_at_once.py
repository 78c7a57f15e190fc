"""One process on two platforms: each is served on its own, whatever is the matter with the other.

The clock is the real one here; nothing waits for it, but what is asked is asked of the servers.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.bootstrap import App
from bot.ports import AdapterError
from bot.settings import DiscordSettings, Settings, TelegramSettings
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram

SOON = 1.0
"""Seconds a platform has at a start to hand over what waits."""


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


def settings(
    folder: Path, discord: FakeDiscord, telegram: FakeTelegram, wrong: str = ""
) -> Settings:
    return Settings(
        data_dir=folder,
        discord=DiscordSettings(
            token=SecretStr("a-wrong-token" if "discord" in wrong else discord.token),
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
        ),
        telegram=TelegramSettings(
            token=SecretStr("12345:another-wrong-token" if "telegram" in wrong else telegram.token),
            api_url=telegram.api_url,
        ),
    )


@asynccontextmanager
async def running(told: Settings) -> AsyncIterator[App]:
    app = App(told, catch_up_within=SOON)
    await app.start()
    listening = app.listen()
    try:
        yield app
    finally:
        for task in listening:
            task.cancel()
        await app.stop()


async def discord_answers(server: FakeDiscord) -> bool:
    await server.until(lambda: server.connected)
    guild = server.add_guild("Breathe Well")
    pat = guild.add_member(server.add_user("Pat"))
    pat.says("hello")
    return bool(await server.until(lambda: pat.inbox))


async def telegram_answers(server: FakeTelegram) -> bool:
    pat = server.user("Pat")
    pat.start()
    return bool(await server.until(lambda: pat.inbox))


async def test_both_are_served(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    async with running(settings(tmp_path, discord, telegram)) as app:
        assert sorted(app.adapters) == ["discord", "telegram"]
        assert await discord_answers(discord)
        assert await telegram_answers(telegram)


async def test_a_platform_without_a_token_is_not_served(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    told = settings(tmp_path, discord, telegram)
    told = told.model_copy(update={"telegram": TelegramSettings()})
    async with running(told) as app:
        assert sorted(app.adapters) == ["discord"]
        assert app.engine.deciding.unserved == {"telegram"}
        assert await discord_answers(discord)
    assert telegram.log == []


async def test_discord_may_be_away_at_the_start(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    discord.goes_away()
    async with running(settings(tmp_path, discord, telegram)) as app:
        assert await telegram_answers(telegram)
        assert "discord" in await app.lookout.platforms_away()
        discord.comes_back()
        assert await discord_answers(discord)


async def test_telegram_may_be_away_at_the_start(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    telegram.goes_away()
    async with running(settings(tmp_path, discord, telegram)) as app:
        assert await discord_answers(discord)
        assert "telegram" in await app.lookout.platforms_away()
        telegram.comes_back()


async def test_a_platform_that_falls_silent_later_does_not_stop_the_other(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    async with running(settings(tmp_path, discord, telegram)):
        discord.goes_silent()
        discord.fail("silence", path=".", times=None)
        assert await telegram_answers(telegram)


@pytest.mark.parametrize("wrong", ["discord", "telegram"])
async def test_one_wrong_token_is_said_and_the_other_platform_runs(
    tmp_path: Path,
    discord: FakeDiscord,
    telegram: FakeTelegram,
    wrong: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with running(settings(tmp_path, discord, telegram, wrong)) as app:
        assert wrong not in app.adapters
        assert app.engine.deciding.unserved == {wrong}
        answers = telegram_answers(telegram) if wrong == "discord" else discord_answers(discord)
        assert await answers
        assert wrong in await app.lookout.platforms_away()
    said = capsys.readouterr()
    assert f"ALONGSIDE_{wrong.upper()}__TOKEN" in said.out + said.err
    assert "wrong-token" not in said.out + said.err
    telegram.problems.clear()


async def test_a_token_that_was_put_right_ends_the_time_away(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    async with running(settings(tmp_path, discord, telegram, "discord")):
        pass
    async with running(settings(tmp_path, discord, telegram)) as app:
        assert await discord_answers(discord)
        assert await app.lookout.platforms_away() == {}


async def test_with_no_right_token_at_all_the_program_does_not_run(
    tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    app = App(settings(tmp_path, discord, telegram, "discord, telegram"))
    with pytest.raises(AdapterError, match="ALONGSIDE_DISCORD__TOKEN"):
        await app.start()
    telegram.problems.clear()
    app.store.close()
