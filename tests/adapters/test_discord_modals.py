"""Forms for what needs words: the same as words in private, also after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.case import Case
from bot.model.people import Role
from bot.model.signals import Removed
from tests.adapters.discord_talk import commands, presses, submits, synchronised, text, told
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import WRITER, case_of
from tests.fakes.discord import SeenInteraction, SeenMessage

MODAL = 9
WRITE = "Write something"
STOP = "Do nothing more"


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        await synchronised(harness)
        yield harness


async def the_case(on: Discord) -> Case:
    case = await case_of(on.store, "pat")
    assert case is not None
    return case


async def opens(on: Discord, who: str, message: SeenMessage, label: str) -> SeenInteraction:
    """Somebody presses a button that opens a form, which is the first answer."""
    pressed = on.users[who].presses(message, label)
    await on.server.until(lambda: pressed.modal)
    assert pressed.response == MODAL
    assert pressed.ephemeral == []
    return pressed


async def to_decide(on: Discord) -> SeenMessage:
    """Maya looks after Pat, who does not answer; she is asked what to do next."""
    on.users["pat"].leaves()
    await on.settle()
    for minutes in (1, 4, 5):
        on.time.passes(minutes=minutes)
        await on.settle()
    maya = on.users["maya"]
    alert = next(m for m in maya.inbox if "I'll take this" in m.labels)
    await presses(on, maya, alert, "I'll take this")
    found = next(m for m in maya.inbox if "No answer" in m.labels)
    await presses(on, maya, found, "No answer")
    on.time.passes(minutes=9)
    await on.settle()
    await presses(on, maya, found, "No answer")
    on.time.passes(minutes=6)
    await on.settle()
    return next(m for m in maya.inbox if STOP in m.labels)


async def read_by_whoever_takes_it(on: Discord, words: str) -> bool:
    """Maya takes the case, and reads what was written about it."""
    maya = on.users["maya"]
    alert = next(m for m in maya.inbox if "I'll take this" in m.labels)
    await presses(on, maya, alert, "I'll take this")
    return any(words in message.text for message in maya.inbox)


async def test_choosing_to_do_nothing_asks_for_the_reason_in_a_form(on: Discord) -> None:
    message = await to_decide(on)
    opened = await opens(on, "maya", message, STOP)
    assert opened.modal is not None
    assert opened.modal.labels == ("Please say why. It goes on record.",)
    await on.settle()
    assert (await the_case(on)).stopping is None, "nothing is done before there is a reason"
    await submits(on, on.users["maya"], opened, "We rang twice. Her sister is with her.")
    case = await the_case(on)
    assert any(tried.what == "stop" for tried in case.tried)


async def test_a_form_that_is_closed_without_words_changes_nothing(on: Discord) -> None:
    message = await to_decide(on)
    opened = await opens(on, "maya", message, STOP)
    said = await submits(on, on.users["maya"], opened, "   ")
    assert text(said) == WRITER.toast("no-words")
    case = await the_case(on)
    assert case.stopping is None
    assert not any(tried.what == "stop" for tried in case.tried)


async def test_a_reason_that_is_handed_in_after_a_restart_still_counts(on: Discord) -> None:
    message = await to_decide(on)
    opened = await opens(on, "maya", message, STOP)
    await on.stop()
    await on.start()
    await submits(on, on.users["maya"], opened, "Her sister is with her.")
    assert any(tried.what == "stop" for tried in (await the_case(on)).tried)


async def test_a_reason_that_comes_too_late_is_said_to_be_so_kindly(on: Discord) -> None:
    message = await to_decide(on)
    opened = await opens(on, "maya", message, STOP)
    on.users["pat"].says("ok")
    await on.settle()
    said = await submits(on, on.users["maya"], opened, "Her sister is with her.")
    assert text(said) == WRITER.toast("closed")
    assert not any(tried.what == "stop" for tried in (await the_case(on)).tried)


async def test_a_reason_in_a_form_of_somebody_else_counts_for_nothing(on: Discord) -> None:
    message = await to_decide(on)
    number = next(b.custom_id for b in message.buttons if b.label == STOP)
    assert number is not None
    tom = on.users["tom"]
    await commands(on, tom, "help")
    own = tom.ephemeral[-1]
    forged = tom.forges(own, number)
    await on.server.until(lambda: forged.modal)
    said = await submits(on, tom, forged, "I say so.")
    assert text(said) in {WRITER.toast("not-yours"), WRITER.toast("stale")}
    assert not any(tried.what == "stop" for tried in (await the_case(on)).tried)


async def test_whoever_asked_for_someone_may_add_words_in_a_form(on: Discord) -> None:
    pat = on.users["pat"]
    used = await commands(on, pat, "support", where=on.voice)
    message = next(m for m in pat.inbox if WRITE in m.labels)
    opened = await opens(on, "pat", message, WRITE)
    await submits(on, pat, opened, "Please ring me after six.")
    assert await read_by_whoever_takes_it(on, "Please ring me after six.")
    assert on.in_room() == []
    assert used.messages == used.ephemeral


async def test_a_note_may_be_written_right_where_somebody_said_how_they_go(on: Discord) -> None:
    pat = on.users["pat"]
    used = await commands(on, pat, "support", where=on.voice)
    (shown,) = used.ephemeral
    assert shown.labels == (WRITE,)
    opened = pat.presses(shown, WRITE)
    await on.server.until(lambda: opened.modal)
    await submits(on, pat, opened, "It is my chest.")
    assert await read_by_whoever_takes_it(on, "It is my chest.")


async def test_the_reason_for_a_removal_may_be_written_into_a_form(on: Discord) -> None:
    await on.engine.hear("m", Removed(person="pat", by="maya"))
    await on.settle()
    maya = on.users["maya"]
    message = next(m for m in maya.inbox if WRITE in m.labels)
    opened = await opens(on, "maya", message, WRITE)
    await submits(on, maya, opened, "He asked me to.")
    assert WRITE not in next(m for m in maya.inbox if m.id == message.id).labels
    stored = await on.store.run(lambda books: books.meeting("m"))
    assert stored is not None
    assert stored.meeting.owed_reasons == ()


async def test_words_that_nobody_asked_for_get_a_line_of_help(on: Discord) -> None:
    on.users["tom"].says("hello")
    await on.settle()
    message = on.users["tom"].inbox[-1]
    opened = on.users["tom"].forges(message, "a:1:write")
    await on.server.until(lambda: opened.modal)
    before = len(on.inbox("tom"))
    await told(on, on.users["tom"].submits(opened.modal, {"words": "What is this?"}))
    assert len(on.inbox("tom")) == before + 1


async def test_the_words_of_a_form_never_reach_the_room(on: Discord) -> None:
    home = await on.store.run(lambda books: books.groups_of("pat"))
    await on.store.run(lambda books: books.set_roles(home[0], "tom", (Role.CONTRIBUTOR,)))
    used = await commands(on, on.users["pat"], "support", where=on.voice)
    opened = on.users["pat"].presses(used.ephemeral[0], WRITE)
    await on.server.until(lambda: opened.modal)
    await submits(on, on.users["pat"], opened, "A secret word: rhubarb.")
    assert not any("rhubarb" in m.text for m in on.voice.messages)
    assert not any("rhubarb" in m.text for m in on.users["tom"].inbox)
