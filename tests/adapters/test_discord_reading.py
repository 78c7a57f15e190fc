"""What people write: taken once, also what they wrote while nobody listened; never more."""

from bot import happenings as h
from bot.model.case import Stage
from bot.ports import Letter
from tests.adapters.discord_meeting import Reported, case_of_pat, on
from tests.contract.discord import Discord
from tests.contract.world import parcel
from tests.fakes.discord import posting

__all__ = ["on"]


async def asked_if_ok(on: Discord) -> None:
    await on.goes_out("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()


async def letter(on: Discord, who: str) -> Letter | None:
    return await on.store.run(lambda books: books.letter("discord", on.account(who)))


async def test_private_words_are_taken_under_the_number_of_the_message(on: Discord) -> None:
    reported = Reported(on)
    said = on.users["pat"].says("I'm not ok")
    await on.settle()
    text = h.Texted(platform="discord", account=on.account("pat"), text="I'm not ok")
    assert (reported.happenings, reported.keys) == ([text], [f"discord/{said.id}"])


async def test_a_command_that_was_typed_is_a_command(on: Discord) -> None:
    reported = Reported(on)
    on.users["pat"].says("/help me")
    on.users["pat"].says("/ is not a command")
    await on.settle()
    command, words = reported.happenings
    assert isinstance(command, h.Commanded)
    assert (command.text, command.name) == ("/help me", "Pat")
    assert isinstance(words, h.Texted)


async def test_that_somebody_wrote_in_a_room_of_ours_is_a_sign_and_its_words_are_nobody_s(
    on: Discord,
) -> None:
    reported = Reported(on)
    on.users["pat"].writes(on.voice, "something private")
    await on.settle()
    wrote = h.WroteIn(platform="discord", account=on.account("pat"), room=on.room)
    assert reported.happenings == [wrote]


async def test_what_is_written_in_other_channels_is_no_concern_of_ours(on: Discord) -> None:
    reported = Reported(on)
    on.users["pat"].writes(on.guild.add_text("general"), "hello")
    await on.settle()
    assert reported.happenings == []


async def test_bots_say_nothing(on: Discord) -> None:
    reported = Reported(on)
    music = on.guild.add_member(on.server.add_user("Music", is_bot=True))
    music.writes(on.voice, "Now playing")
    await on.adapter.perform(parcel("discord", on.account("pat")))
    await on.adapter.perform(parcel("discord", on.room, do="post", id=2))
    await on.settle()
    assert reported.happenings == []


async def test_a_picture_is_a_sign_of_life_too(on: Discord) -> None:
    reported = Reported(on)
    pat, world = on.users["pat"].account, on.server.world
    posting.post(world, world.dm(pat), pat, "")
    await on.settle()
    (texted,) = reported.happenings
    assert isinstance(texted, h.Texted)
    assert texted.text


async def test_an_answer_that_was_written_while_the_bot_was_down_is_read(on: Discord) -> None:
    await asked_if_ok(on)
    await on.stop()
    on.users["pat"].says("fine")
    on.time.passes(minutes=30)
    await on.start()
    await on.settle()
    assert (await case_of_pat(on)).stage is Stage.CLOSED
    assert [m for m in on.inbox("maya") if "I have not heard from Pat" in m.text] == []


async def test_a_first_word_ever_is_read_if_the_bot_wrote_before(on: Discord) -> None:
    await on.adapter.perform(parcel("discord", on.account("tom"), "Hello."))
    await on.settle()
    await on.stop()
    on.users["tom"].says("one")
    on.users["tom"].says("two")
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert [one.text for one in reported.happenings if isinstance(one, h.Texted)] == ["one", "two"]


async def test_first_words_ever_are_read_of_somebody_who_is_in_a_meeting(on: Discord) -> None:
    await on.goes_out("pat")
    await on.settle()
    await on.stop()
    said = on.users["pat"].says("fine")
    on.time.passes(minutes=30)
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert f"discord/{said.id}" in reported.keys
    assert (await case_of_pat(on)).stage is Stage.CLOSED


async def test_nobody_is_written_to_only_because_the_bot_started(on: Discord) -> None:
    assert [on.inbox(who) for who in on.users] == [[], [], []]
    await on.stop()
    before = len(on.server.calls)
    await on.start()
    opened = [path for _, path in on.server.calls[before:] if path == "/users/@me/channels"]
    assert opened == []


async def test_what_was_taken_is_not_read_again(on: Discord) -> None:
    on.users["pat"].says("one")
    await on.settle()
    await on.stop()
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert reported.happenings == []


async def test_our_own_words_do_not_hide_what_was_written_before_them(on: Discord) -> None:
    on.users["pat"].says("one")
    await on.settle()
    await on.stop()
    said = on.users["pat"].says("two")
    on.put_together()
    reported = Reported(on)
    on.server.fail(500, method="GET", path="/messages", times=1)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert reported.happenings == []
    await on.adapter.perform(parcel("discord", on.account("pat")))
    await on.settle()
    assert reported.keys == [f"discord/{said.id}"]


async def test_more_than_a_page_is_read_whole_and_in_order(on: Discord) -> None:
    on.users["pat"].says("first")
    await on.settle()
    await on.stop()
    said = [on.users["pat"].says(f"word {number}").id for number in range(120)]
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert reported.keys == [f"discord/{number}" for number in said]


async def test_the_newest_message_that_was_taken_is_remembered(on: Discord) -> None:
    on.users["pat"].says("one")
    said = on.users["pat"].says("two")
    await on.settle()
    known = await letter(on, "pat")
    assert known is not None
    assert known.last == str(said.id)


async def test_a_chat_that_is_not_there_any_more_holds_nothing(on: Discord) -> None:
    on.users["pat"].says("one")
    await on.settle()
    await on.stop()
    on.server.fail(404, method="GET", path="/messages", code=10003)
    await on.start()
    assert (await on.adapter.perform(parcel("discord", on.account("maya")))).ref is not None


async def test_words_that_cannot_be_taken_keep_nobody_waiting_and_are_tried_again(
    on: Discord,
) -> None:
    accept_in, broken = on.engine.accept_in, True

    def sometimes(books, happening, key):
        if broken and isinstance(happening, h.Texted) and happening.text == "one":
            raise ValueError("nobody foresaw this")
        return accept_in(books, happening, key)

    vars(on.engine)["accept_in"] = sometimes
    reported = Reported(on)
    on.users["pat"].says("one")
    on.users["pat"].leaves()
    await on.settle()
    assert (await case_of_pat(on)).stage is Stage.GRACE
    broken = False
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=2)
    await on.until(lambda: len(reported.happenings) == 3)
    await on.settle()
    assert (await case_of_pat(on)).stage is not Stage.GRACE
    assert (await letter(on, "pat")) is not None


async def test_strangers_are_read_too_after_those_who_have_a_meeting(on: Discord) -> None:
    mo = on.guild.add_member(on.server.add_user("Mo"))
    mo.says("hello")
    await on.settle()
    await on.stop()
    said = mo.says("is anybody there?")
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.until(lambda: reported.keys)
    assert reported.keys == [f"discord/{said.id}"]
