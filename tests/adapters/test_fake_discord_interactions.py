"""The Discord server's commands, buttons and forms, used by the real library."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.fakes.discord import FakeDiscord, Guild, NotAllowed, User
from tests.fakes.discord.library import Client, client_for

Interaction = discord.Interaction[discord.Client]


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
def guild(server: FakeDiscord) -> Guild:
    return server.add_guild("Breathe Well")


@pytest.fixture
def maya(server: FakeDiscord, guild: Guild) -> User:
    return guild.add_member(server.add_user("Maya"))


@pytest.fixture
async def client(server: FakeDiscord, guild: Guild, maya: User) -> AsyncIterator[Client]:
    async with client_for(server) as client:
        yield client


async def code_of(doing: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as caught:
        await doing
    return caught.value.status, caught.value.code


async def taken(server: FakeDiscord, client: Client, how_many: int = 1) -> Any:
    heard = await server.until(lambda: client.heard("interaction")[how_many - 1 :], seconds=3)
    return heard[0]


async def asked(client: Client, maya: User) -> discord.Message:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Yes", custom_id="a:1:yes"))
    view.add_item(discord.ui.Button(label="No", custom_id="a:1:no", disabled=True))
    channel = await client.create_dm(discord.Object(maya.id))
    return await channel.send("Are you OK?", view=view)


async def test_a_command_is_deferred_and_then_answered_to_one_person(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    seen = maya.commands("meeting", {"new": {"title": "Costs", "long": True}}, where=text)
    mine = await taken(server, client)
    assert mine.data == {
        "id": mine.data["id"],
        "name": "meeting",
        "type": 1,
        "options": [
            {
                "name": "new",
                "type": 1,
                "options": [
                    {"name": "title", "type": 3, "value": "Costs"},
                    {"name": "long", "type": 5, "value": True},
                ],
            }
        ],
    }
    assert (mine.user.id, mine.guild_id, mine.channel_id) == (maya.id, guild.id, text.id)
    assert seen.acknowledged_after is None
    await mine.response.defer(ephemeral=True, thinking=True)
    assert seen.acknowledged_after is not None
    assert (seen.thinking, seen.ephemeral) == (True, [])
    await mine.followup.send("Done.")
    assert [message.text for message in seen.ephemeral] == ["Done."]
    await mine.edit_original_response(content="Done again.")
    await mine.followup.send("And more.", ephemeral=True)
    assert [message.text for message in maya.ephemeral] == ["Done again.", "And more."]
    assert (await mine.original_response()).content == "Done again."
    await mine.delete_original_response()
    assert [message.text for message in seen.ephemeral] == ["And more."]
    assert (text.messages, maya.inbox) == ([], [])


async def test_what_the_bot_says_to_one_person_comes_back_looking_private(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    maya.commands("help", where=guild.add_text("general"))
    await (await taken(server, client)).response.send_message("Hello", ephemeral=True)
    (heard,) = await server.until(lambda: client.heard("message"))
    assert (heard.guild, heard.author.id) == (None, server.world.bot.id)
    assert heard.flags.ephemeral


async def test_an_answer_everybody_sees_stands_in_the_channel(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    seen = maya.commands("agenda", where=text)
    answered = await (await taken(server, client)).response.send_message("The agenda")
    assert answered.message_id == text.messages[0].id
    assert (seen.response, seen.ephemeral) == (4, [])
    assert [message.text for message in seen.messages] == ["The agenda"]


async def test_a_button_is_pressed_and_its_message_changed(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    await asked(client, maya)
    (question,) = maya.inbox
    seen = maya.presses(question, "Yes")
    mine = await taken(server, client)
    assert mine.data["custom_id"] == "a:1:yes"
    assert mine.message is not None
    assert mine.message.id == question.id
    await mine.response.edit_message(content="Thank you.", view=None)
    assert (question.text, question.labels, seen.response) == ("Thank you.", (), 7)
    late = maya.presses(question, "Yes")
    second = await taken(server, client, 2)
    await second.response.defer()
    await second.followup.send("That was answered.", ephemeral=True)
    assert [message.text for message in late.ephemeral] == ["That was answered."]
    assert [message.text for message in maya.inbox] == ["Thank you."]


async def test_what_cannot_be_pressed_is_not(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    pat = guild.add_member(server.add_user("Pat"))
    await asked(client, maya)
    (question,) = maya.inbox
    for label in ("No", "Maybe"):
        with pytest.raises(NotAllowed):
            maya.presses(question, label)
    with pytest.raises(NotAllowed, match="does not see"):
        pat.presses(question, "Yes")
    maya.forges(question, "a:1:maybe")
    assert (await taken(server, client)).data["custom_id"] == "a:1:maybe"
    await client.get_partial_messageable(question.channel).get_partial_message(question.id).delete()
    with pytest.raises(NotAllowed, match="gone"):
        maya.presses(question, "Yes")


async def test_nothing_is_taken_after_three_seconds(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    seen = maya.commands("help")
    mine = await taken(server, client)
    assert not seen.failed
    server.time_passes(3.1)
    assert await code_of(mine.response.defer()) == (404, 10062)
    assert seen.failed
    server.deadline = 100
    await mine.response.defer()
    assert not seen.failed


async def test_an_interaction_is_answered_once(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    maya.commands("help")
    mine = await taken(server, client)
    assert await code_of(mine.followup.send("Too early")) == (404, 10015)
    await mine.response.send_message("Help", ephemeral=True)
    mine.response._response_type = None
    assert await code_of(mine.response.send_message("Help")) == (400, 40060)


async def test_a_token_lives_a_quarter_of_an_hour(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    maya.commands("help")
    mine = await taken(server, client)
    await mine.response.defer(ephemeral=True, thinking=True)
    server.time_passes(15 * 60 + 1)
    assert await code_of(mine.followup.send("Late")) == (401, 50027)


class Words(discord.ui.Modal, title="What costs did you have?"):
    note: discord.ui.Label[Any] = discord.ui.Label(
        text="Note", component=discord.ui.TextInput(custom_id="note", max_length=5)
    )
    amount: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Amount", required=False)


async def test_a_form_is_opened_filled_in_and_sent(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    await asked(client, maya)
    opened = maya.presses(maya.inbox[0], "Yes")
    await (await taken(server, client)).response.send_modal(Words(custom_id="a:1:words"))
    assert opened.modal is not None
    assert (opened.modal.title, opened.modal.labels) == (Words.title, ("Note", "Amount"))
    for wrong in ({}, {"Note": "too long"}, {"Note": "bus", "Other": "x"}):
        with pytest.raises(NotAllowed):
            maya.submits(opened.modal, wrong)
    seen = maya.submits(opened.modal, {"note": "bus", "Amount": "3"})
    sent = await taken(server, client, 2)
    assert sent.type is discord.InteractionType.modal_submit
    assert sent.data["custom_id"] == "a:1:words"
    await sent.response.edit_message(content="Thank you.", view=None)
    assert (maya.inbox[0].text, seen.response) == ("Thank you.", 7)


async def test_a_command_is_synchronised_and_then_offered_with_its_rules(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    tree = app_commands.CommandTree(client)

    async def people(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}!", value=typed)]

    @tree.command(description="Ask how somebody is")
    @app_commands.autocomplete(how=people)
    async def ask(interaction: Interaction, who: discord.User, how: str, times: int = 1) -> None:
        await interaction.response.send_message(f"{who.id} {how} {times}", ephemeral=True)

    await tree.sync()
    assert [command["name"] for command in server.synchronised] == ["ask"]
    offered = maya.types("ask", {"how": "kin"}, focused="how")
    await server.until(lambda: offered.choices)
    assert offered.choices == [{"name": "kin!", "value": "kin"}]
    seen = maya.commands("ask", {"who": maya, "how": "kindly"})
    await server.until(lambda: seen.ephemeral)
    assert seen.ephemeral[0].text == f"{maya.id} kindly 1"
    for wrong in ({"who": maya}, {"who": maya, "how": "x", "times": "two"}, {"whom": maya}):
        with pytest.raises(NotAllowed):
            maya.commands("ask", wrong)
    with pytest.raises(NotAllowed, match="no command"):
        maya.commands("tell")
    await tree.sync(guild=discord.Object(guild.id))
    assert [command.name for command in await tree.fetch_commands()] == ["ask"]


async def test_a_command_is_offered_where_and_to_whom_it_is_meant_for(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    staff = guild.add_member(server.add_user("Tom"), admin=True)
    tree = app_commands.CommandTree(client)

    @tree.command(description="Make the rooms")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(interaction: Interaction) -> None:
        await interaction.response.send_message("Made.", ephemeral=True)

    await tree.sync()
    with pytest.raises(NotAllowed, match="not offered to Maya"):
        maya.commands("setup", where=text)
    with pytest.raises(NotAllowed, match="not offered there"):
        staff.commands("setup")
    seen = staff.commands("setup", where=text)
    await server.until(lambda: seen.ephemeral)


async def test_a_press_while_the_bot_is_away_fails(server: FakeDiscord, guild: Guild) -> None:
    maya = guild.add_member(server.add_user("Maya"))
    seen = maya.commands("help")
    assert (seen.delivered, seen.failed) == (False, True)


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (lambda mine: mine.response.edit_message(content="x"), "an answer of type 7"),
        (lambda mine: mine.response.send_message("x", tts=True), "read aloud"),
    ],
)
async def test_an_answer_that_does_not_fit_fails_the_test(
    server: FakeDiscord,
    client: Client,
    maya: User,
    answer: Callable[[Interaction], Awaitable[object]],
    complaint: str,
) -> None:
    maya.commands("help")
    mine = await taken(server, client)
    mine.type = discord.InteractionType.component
    assert (await code_of(answer(mine)))[0] == 400
    assert complaint in server.unexpected.pop()
