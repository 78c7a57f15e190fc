"""Every test here is run against every platform."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.harness import Harness
from tests.contract.hooked import HookedTelegram
from tests.contract.stand_in import LikeDiscord, LikeTelegram
from tests.contract.telegram import Telegram

KINDS = (LikeTelegram, LikeDiscord, Telegram, HookedTelegram, Discord)
"""The first two are in memory, as scenarios and rehearsals use them; the others are real."""


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
async def on(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Harness]:
    async with request.param(new_database(tmp_path)) as harness:
        yield harness
