"""Whoever waits at a local server is woken, and can always be told to stop waiting."""

import asyncio

import pytest

from tests.fakes.bell import Bell


@pytest.mark.parametrize("steps", range(5))
async def test_a_wait_that_is_called_off_ends_though_the_bell_rings_as_well(steps: int) -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.until(lambda: False, 60.0))
    await asyncio.sleep(0)
    bell.ring()
    for _ in range(steps):
        await asyncio.sleep(0)
    waiting.cancel()
    done, _ = await asyncio.wait({waiting}, timeout=1.0)
    assert done
    assert waiting.cancelled()


async def test_a_wait_ends_with_the_last_answer_when_its_time_is_over() -> None:
    assert await Bell().until(lambda: False, 0.01) is False
