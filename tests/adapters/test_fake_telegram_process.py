"""The Bot API server as a process of its own, driven from outside."""

import asyncio

import pytest
from telegram.error import Forbidden, InvalidToken, NetworkError

from tests.fakes.telegram import CannotDo, RemoteTelegram
from tests.fakes.telegram.library import bot_for


async def test_people_act_and_look_from_another_process() -> None:
    async with RemoteTelegram() as server, bot_for(server) as bot:
        pat, maya = await server.user("Pat", 77), await server.user("Maya")
        group = await server.group("Breathe Well", pat, owner=maya, kind="group")
        with pytest.raises(CannotDo, match="not pressed start"):
            await pat.says("hello")
        await pat.start("code")
        markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
        await bot.send_message(pat.id, "OK?", api_kwargs={"reply_markup": markup})
        (asked,) = await server.until(pat.inbox)
        assert (await pat.presses("newest", "Yes")).data == "yes"
        assert (await pat.presses(asked, "yes")).message == asked.id
        await pat.writes(group, "/here")
        old_id = group.id
        new_id = await group.does("becomes_supergroup")
        await maya.does("leaves", group=old_id)
        await group.does("makes_admin", user=pat, by=maya)
        assert await server.get("members", group=new_id) == {
            "77": "administrator",
            **_gone(maya.id),
        }
        await bot.send_message(new_id, "Hello", api_kwargs={"reply_markup": markup})
        moved = await server.until(group.messages)
        assert (await pat.presses(moved[0], "Yes")).chat == new_id
        await pat.does("edits", message=await pat.says("helo"), text="hello")
        updates = await bot.get_updates(timeout=0)
        assert [u.update_id - updates[0].update_id for u in updates] == list(range(len(updates)))
        assert [call.method for call in await server.log(after=1)][:1] == ["sendMessage"]


async def test_faults_are_set_from_another_process() -> None:
    async with RemoteTelegram() as server, bot_for(server) as bot:
        pat = await server.user("Pat")
        await pat.start()
        await server.does("fail", method="sendMessage", answer=403, times=1)
        with pytest.raises(Forbidden):
            await bot.send_message(pat.id, "Hello")
        await server.does("goes_away")
        with pytest.raises(NetworkError):
            await bot.send_message(pat.id, "Hello")
        await server.does("comes_back")
        await bot.send_message(pat.id, "Hello")
        assert [message.text for message in await pat.inbox()] == ["Hello"]


async def test_problems_are_told_to_whoever_drove_it() -> None:
    server = RemoteTelegram()
    await server.__aenter__()
    async with bot_for(server) as bot:
        with pytest.raises(InvalidToken, match="method not found"):
            await bot.send_dice(5)
    with pytest.raises(AssertionError, match="sendDice is not known"):
        await server.__aexit__(None, None, None)


async def test_the_server_can_refuse_connections_for_a_while() -> None:
    async with RemoteTelegram() as server, bot_for(server) as bot:
        await server.does("stops_listening", seconds=0.2)
        with pytest.raises(NetworkError):
            await bot.get_me()
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.get_me()
        await asyncio.sleep(0.3)
        await bot.get_me()


def _gone(user_id: int) -> dict[str, str]:
    return {str(user_id): "left", "7000000001": "administrator"}
