"""Updates that are brought: checked, stored before they are acknowledged, taken in order."""

import asyncio
import contextlib
import io
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.adapters.telegram import AdapterError, Webhook
from bot.adapters.telegram.transport import Arrived
from bot.model.case import Stage
from tests.contract.database import new_database
from tests.contract.hooked import PUBLIC, SECRET, HookedTelegram
from tests.contract.world import case_of

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[HookedTelegram]:
    async with HookedTelegram(new_database(tmp_path)) as harness:
        yield harness


class Breaks:
    """A database that cannot write for a while."""

    def __init__(self, on: HookedTelegram) -> None:
        self._on = on
        self.left = 0

    async def run(self, work):
        if self.left:
            self.left -= 1
            raise OSError("disk full")
        return await self._on.store.run(work)


async def bring(on: HookedTelegram, body: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(on.here, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


def text_of(on: HookedTelegram, number: int, text: str = "ok") -> bytes:
    pat = {"id": int(on.account("pat")), "is_bot": False, "first_name": "Pat"}
    message = {"message_id": 1, "from": pat, "chat": pat | {"type": "private"}, "date": 0}
    return json.dumps({"update_id": number, "message": message | {"text": text}}).encode()


async def test_the_webhook_is_asked_for_as_it_has_to_be(on: HookedTelegram) -> None:
    (call,) = on.server.calls("setWebhook")
    assert call.params["url"] == PUBLIC
    assert call.params["secret_token"] == SECRET
    assert call.params["max_connections"] == 1
    assert call.params.get("drop_pending_updates", False) is False
    assert {"chat_member", "my_chat_member", "chat_join_request"} <= set(
        call.params["allowed_updates"]
    )
    assert on.server.calls("getUpdates") == []


async def test_an_answer_that_is_brought_closes_the_case(on: HookedTelegram) -> None:
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    await on.says("pat", "ok")
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "hüsh"])
async def test_whoever_does_not_know_the_secret_changes_nothing(
    on: HookedTelegram, secret: str | None
) -> None:
    encoded = None if secret is None else secret.encode().decode("latin-1")
    assert await bring(on, text_of(on, 1), encoded) == 401
    assert await on.stored() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"[]", b"{}", b'{"update_id": "x"}', b'{"update_id":1,"message":"\xff"}'],
)
async def test_what_is_no_update_is_refused(on: HookedTelegram, body: bytes) -> None:
    assert await bring(on, body) == 400
    assert await on.stored() == []


async def test_a_body_without_end_is_not_read(on: HookedTelegram) -> None:
    assert await bring(on, b" " * 1_100_000) == 413


async def test_nothing_else_is_served(on: HookedTelegram) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(on.here) as answer:
            assert answer.status == 405
        async with session.post(on.here + "/x", headers={HEADER: SECRET}) as answer:
            assert answer.status == 404


async def test_an_update_is_stored_before_it_is_acknowledged(on: HookedTelegram) -> None:
    assert await bring(on, text_of(on, 5)) == 200
    ((number, body, _),) = await on.stored()
    assert number == 5
    assert '"text":"ok"' in body


async def test_what_cannot_be_stored_is_brought_again(on: HookedTelegram) -> None:
    breaks = Breaks(on)
    await on.restart(breaks)
    await on.telegram.drain_waiting()
    breaks.left = 2
    await on.says("pat", "ok")
    hook = on.server.world.webhook
    assert hook is not None
    await on.server.until(lambda: [status for _, status in hook.attempts] == [500, 500, 200])
    assert len({number for number, _ in hook.attempts}) == 1
    assert on.server.world.updates.waiting == []
    assert len(await on.stored()) == 1


async def test_the_same_update_twice_counts_once(on: HookedTelegram) -> None:
    on.delivers_twice()
    await on.says("pat", "/help")
    await on.settle()
    assert await bring(on, text_of(on, 5, "/help")) == 200
    assert await bring(on, text_of(on, 5, "/help")) == 200
    await on.settle()
    helped = [message for message in on.inbox("pat") if "what you can write to me" in message.text]
    assert len(helped) == 2


async def test_updates_are_taken_in_the_order_in_which_they_happened(on: HookedTelegram) -> None:
    for number in range(30):
        await on.says(("pat", "maya", "tom")[number % 3], f"/nonsense{number}")
    await on.settle()
    hook = on.server.world.webhook
    assert hook is not None
    numbers = [number for number, _ in hook.attempts]
    assert numbers == sorted(numbers)
    assert len(numbers) == 30


async def test_what_waits_is_brought_and_taken_before_anything_else_at_a_start(
    on: HookedTelegram,
) -> None:
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    await on.stop()
    await on.says("pat", "ok")
    on.time.passes(minutes=30)
    await on.start()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert not any("I have not heard from Pat" in m.text for m in on.inbox("maya"))


async def test_a_start_does_not_count_as_read_what_still_waits(on: HookedTelegram) -> None:
    await on.stop()
    await on.says("pat", "ok")
    on.put_together()
    await on.telegram.start()
    on.server._roads.clear()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await on.telegram.drain_waiting()
    on.server.leads_to(PUBLIC, on.here)
    await on.telegram.drain_waiting()
    assert on.server.world.updates.waiting == []


async def test_what_does_not_come_through_is_as_good_as_away(on: HookedTelegram, capsys) -> None:
    on.server._roads.clear()
    await on.says("pat", "ok")
    hook = on.server.world.webhook
    assert hook is not None
    await on.server.until(lambda: hook.last_error)
    went = on.time.now()
    on.time.passes(seconds=10)
    listening = asyncio.create_task(on.telegram.run())
    await until(lambda: len(on.server.calls("getWebhookInfo")) >= 3)
    await until(lambda: on.away)
    assert on.away == [went]
    said = capsys.readouterr()  # wherever an earlier test has led the log
    assert "cannot bring updates to the webhook" in said.out + said.err
    on.server.leads_to(PUBLIC, on.here)
    await until(lambda: None in on.away)
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    assert on.away == [went, None]


async def until(question: Callable[[], object]) -> None:
    for _ in range(1000):
        if question():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("Not within 5 s.")


async def test_silence_is_no_absence_but_a_server_that_does_not_answer_is(
    on: HookedTelegram,
) -> None:
    await on.telegram.drain_waiting()
    on.time.passes(minutes=5)
    await on.telegram.drain_waiting()
    assert on.away == []
    went = on.time.now()
    on.server.goes_away()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await on.telegram.drain_waiting()
    assert on.away == [went]
    on.server.comes_back()
    await on.telegram.drain_waiting()
    assert on.away == [went, None]


async def test_a_webhook_that_somebody_took_away_is_set_again(on: HookedTelegram) -> None:
    on.server.world.webhook_url = ""
    on.time.passes(seconds=20)
    await on.says("pat", "ok")
    await on.telegram.drain_waiting()
    assert on.server.world.webhook_url == PUBLIC
    assert on.server.world.updates.waiting == []


async def test_back_to_asking_the_webhook_is_taken_away_and_nothing_is_lost(
    on: HookedTelegram,
) -> None:
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    # One comes out of order: what is missing has a lower number than what is stored.
    await on.says("pat", "ok")
    newer = on.server.world.updates.waiting[-1]["update_id"] + 5
    await bring(on, text_of(on, newer, "/help"))
    await on.stop()
    on.webhook = None
    await on.start()
    assert on.server.world.webhook_url == ""
    assert on.server.world.updates.waiting == []
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


async def test_stopping_leaves_the_webhook_so_that_updates_wait(on: HookedTelegram) -> None:
    await on.stop()
    assert on.server.world.webhook_url == PUBLIC


async def test_until_the_bot_knows_its_name_updates_are_to_come_again(on: HookedTelegram) -> None:
    on.telegram._client.username = ""
    assert await bring(on, text_of(on, 5)) == 503
    assert await on.stored() == []


async def test_an_address_telegram_does_not_take_is_one_clear_sentence(on: HookedTelegram) -> None:
    await on.stop()
    on.webhook = Webhook("https://bot.example.org:8000/x", "127.0.0.1", 0, SECRET)
    on.put_together()
    with pytest.raises(AdapterError, match="ALONGSIDE_TELEGRAM__WEBHOOK_URL") as told:
        await on.telegram.start()
    assert "\n" not in str(told.value)


async def test_a_port_that_is_taken_is_one_clear_sentence(on: HookedTelegram) -> None:
    port = int(on.here.split(":")[2].split("/")[0])
    first = on.telegram
    on.webhook = Webhook(PUBLIC, "127.0.0.1", port, SECRET)
    on.put_together()
    with pytest.raises(AdapterError, match="ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN") as told:
        await on.telegram.start()
    assert "\n" not in str(told.value)
    await first.stop()


async def test_an_update_stored_while_the_inbox_is_read_is_taken_all_the_same(
    on: HookedTelegram,
) -> None:
    taker = on.telegram._taker
    await taker.take()
    raw = '{"update_id": 700000900, "callback_query": {"id": "9", "from": {"id": 77}}}'
    taker._may_wait = True
    await asyncio.gather(taker.take(), taker.keep([Arrived(700000900, raw)]))
    await taker.take()
    assert await on.store.run(lambda books: books.inbox("telegram", 10)) == []
