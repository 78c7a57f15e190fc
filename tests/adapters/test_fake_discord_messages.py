"""The Discord server's messages, used by the real library."""

from collections.abc import AsyncIterator, Awaitable

import discord
import pytest

from tests.fakes.discord import FakeDiscord, Guild, Intent, NotAllowed, Permission, User
from tests.fakes.discord.library import Client, client_for


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


async def dm(client: Client, user: User) -> discord.DMChannel:
    return await client.create_dm(discord.Object(user.id))


async def code_of(doing: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as caught:
        await doing
    return caught.value.status, caught.value.code


async def test_a_private_message_arrives_with_its_buttons(client: Client, maya: User) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Yes", custom_id="a:1:yes"))
    view.add_item(discord.ui.Button(label="More", url="https://example.org"))
    sent = await (await dm(client, maya)).send("Are you OK?", view=view)
    (seen,) = maya.inbox
    assert (seen.id, seen.text, seen.labels) == (sent.id, "Are you OK?", ("Yes", "More"))
    assert (seen.from_bot, seen.pinned, seen.edited, seen.deleted) == (True, False, False, False)
    await sent.edit(content="Thank you.", view=None)
    assert (seen.text, seen.labels, seen.edited) == ("Thank you.", (), True)
    await sent.delete()
    assert (seen.deleted, maya.inbox) == (True, [])


async def test_people_are_heard_in_private_and_in_channels(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    maya.says("I am here")
    maya.writes(text, "a secret")
    maya.writes(text, f"<@{server.world.bot.id}> for you")
    await server.until(lambda: len(client.heard("message")) == 3)
    private, hidden, called = client.heard("message")
    assert (private.content, private.guild, private.author.id) == ("I am here", None, maya.id)
    assert (hidden.content, hidden.guild.id, hidden.author.id) == ("", guild.id, maya.id)
    assert called.content.endswith("for you")


async def test_the_content_is_there_for_a_bot_that_may_read_it(
    server: FakeDiscord, guild: Guild, maya: User
) -> None:
    server.switches_on(Intent.MESSAGE_CONTENT)
    text = guild.add_text("general")
    async with client_for(
        server, intents=discord.Intents(guilds=True, messages=True, message_content=True)
    ) as client:
        maya.writes(text, "a secret")
        (heard,) = await server.until(lambda: client.heard("message"))
        assert heard.content == "a secret"


async def test_an_enforced_nonce_makes_one_message_of_two(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    channel = await dm(client, maya)
    first = await channel.send("Are you OK?", nonce="77:1")
    assert (await channel.send("Are you OK?", nonce="77:1")).id == first.id
    assert len(maya.inbox) == 1
    server.time_passes(301)
    assert (await channel.send("Are you OK?", nonce="77:1")).id != first.id
    assert await code_of(channel.send("x", nonce="x" * 26)) == (400, 50035)


async def test_a_nonce_is_the_authors_wherever_it_is_used(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    pat = guild.add_member(server.add_user("Pat"))
    for user in (maya, pat):
        await (await dm(client, user)).send("Are you OK?", nonce="77")
    assert (len(maya.inbox), len(pat.inbox)) == (1, 0)


@pytest.mark.parametrize(("text", "code"), [("", 50006), ("  ", 50006), ("x" * 2001, 50035)])
async def test_a_text_has_limits(client: Client, maya: User, text: str, code: int) -> None:
    assert await code_of((await dm(client, maya)).send(text)) == (400, code)


@pytest.mark.parametrize("code", [50007, 50278])
async def test_whoever_blocked_the_bot_is_not_reached(
    client: Client, maya: User, code: int
) -> None:
    maya.blocks(code=code)
    channel = await dm(client, maya)
    assert await code_of(channel.send("Hello")) == (403, code)
    with pytest.raises(NotAllowed):
        maya.says("Hello")
    maya.unblocks()
    await channel.send("Hello")
    assert [message.text for message in maya.inbox] == ["Hello"]


async def test_nobody_is_reached_without_a_server_in_common(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    stranger = server.add_user("Stranger")
    with pytest.raises(NotAllowed, match="shares no server"):
        stranger.says("Hello")
    assert await code_of((await dm(client, stranger)).send("Hello")) == (403, 50278)
    assert await code_of(client.create_dm(discord.Object(5))) == (404, 10013)
    maya.leaves_guild(guild)
    assert await code_of((await dm(client, maya)).send("Hello")) == (403, 50278)


@pytest.mark.parametrize(
    ("raw", "text", "markup"),
    [
        (r"\*\*not bold\*\*", "**not bold**", set()),
        ("**bold**", "bold", {"bold"}),
        ("snake_case_word", "snake_case_word", set()),
        ("_x_ ~~y~~ ||z|| `*c*`", "x y z *c*", {"slanted", "struck", "hidden", "code"}),
        ("[here](https://bad.example)", "here", {"link"}),
        (r"\[here\](https://bad.example)", "[here](https://bad.example)", {"address"}),
        ("# Big\n- one\n> said", "Big\n\u2022 one\nsaid", {"heading", "list", "quote"}),
        (r"\# Big \@everyone", "# Big @everyone", set()),
        ("@everyone", "@everyone", {"mention"}),
        ("2 * 3 * 4 > 5", "2 * 3 * 4 > 5", set()),
    ],
)
async def test_people_see_the_text_without_its_markup(
    client: Client, maya: User, raw: str, text: str, markup: set[str]
) -> None:
    await (await dm(client, maya)).send(raw)
    (seen,) = maya.inbox
    assert (seen.raw, seen.text, set(seen.markup)) == (raw, text, markup)


async def test_a_mention_calls_somebody_unless_that_is_ruled_out(
    client: Client, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    guild.bot_permissions |= Permission.MENTION_EVERYONE
    channel = client.get_partial_messageable(text.id)
    await channel.send(f"<@{maya.id}> @everyone")
    await channel.send(f"<@{maya.id}> @everyone", allowed_mentions=discord.AllowedMentions.none())
    called, quiet = text.messages
    assert called.text == quiet.text == "@Maya @everyone"
    assert called.pings == {str(maya.id), "everyone"}
    assert not quiet.pings


async def test_history_is_read_before_and_after(client: Client, maya: User) -> None:
    said = [maya.says(f"number {n}") for n in range(5)]
    channel = await dm(client, maya)
    after = [m.content async for m in channel.history(after=discord.Object(said[1].id), limit=2)]
    assert after == ["number 2", "number 3"]
    before = [m.content async for m in channel.history(before=discord.Object(said[2].id))]
    assert before == ["number 1", "number 0"]
    assert (await channel.fetch_message(said[0].id)).content == "number 0"
    assert await code_of(channel.fetch_message(4)) == (404, 10008)


async def test_pins_by_the_new_route_and_by_the_old(client: Client, guild: Guild) -> None:
    text = guild.add_text("general")
    channel = client.get_partial_messageable(text.id)
    card, other = await channel.send("the card"), await channel.send("other")
    await card.pin()
    await other.pin()
    assert [m.text for m in text.pins] == ["other", "the card"]
    assert [m.content async for m in channel.pins()] == ["other", "the card"]
    assert text.messages[0].pinned
    await other.unpin()
    old = discord.http.Route("GET", "/channels/{channel_id}/pins", channel_id=text.id)
    assert [m["content"] for m in await client.http.request(old)] == ["the card"]


async def test_what_the_bot_may_not_is_refused(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    text = guild.add_text("general")
    channel = client.get_partial_messageable(text.id)
    said = maya.writes(text, "hello")
    theirs = channel.get_partial_message(said.id)
    assert await code_of(theirs.edit(content="other")) == (403, 50005)
    text.overwrite(server.world.bot.id, deny=Permission.SEND_MESSAGES)
    assert await code_of(channel.send("Hello")) == (403, 50013)
    text.overwrite(server.world.bot.id, deny=Permission.MANAGE_MESSAGES)
    assert await code_of(theirs.delete()) == (403, 50013)
    text.overwrite(server.world.bot.id, deny=Permission.PIN_MESSAGES)
    assert await code_of(theirs.pin()) == (403, 50013)
    text.overwrite(server.world.bot.id, deny=Permission.VIEW_CHANNEL)
    assert await code_of(channel.send("Hello")) == (403, 50001)
    text.overwrite(server.world.bot.id)
    await theirs.delete()
    assert said.deleted


async def test_messages_and_their_changes_come_back_over_the_gateway(
    client: Client, server: FakeDiscord, maya: User
) -> None:
    sent = await (await dm(client, maya)).send("one")
    (heard,) = await server.until(lambda: client.heard("message"))
    assert (heard.id, heard.content, heard.author.id) == (sent.id, "one", server.world.bot.id)
    await sent.edit(content="two")
    await sent.delete()
    await server.until(lambda: client.heard("raw_message_delete"))
    assert [p.data["content"] for p in client.heard("raw_message_edit")] == ["two"]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"content": "x", "colour": 3}, "fields"),
        ({"content": "x", "flags": 1 << 15}, "message flags"),
        ({"content": "x", "components": [{"type": 9}]}, "a component of type 9"),
        ({"content": "x", "allowed_mentions": {"parse": ["people"]}}, "people"),
    ],
)
async def test_what_nobody_expected_in_a_message_fails_the_test(
    server: FakeDiscord, client: Client, maya: User, body: dict[str, object], complaint: str
) -> None:
    channel = await dm(client, maya)
    route = discord.http.Route("POST", f"/channels/{channel.id}/messages")
    assert await code_of(client.http.request(route, json=body)) == (400, 0)
    assert complaint in server.unexpected.pop()


async def test_a_route_nobody_expected_fails_the_test() -> None:
    server = FakeDiscord()
    await server.__aenter__()
    async with client_for(server) as client:
        assert await code_of(client.fetch_premium_sticker_packs()) == (400, 0)
    with pytest.raises(AssertionError, match="GET /sticker-packs: nothing is served there"):
        await server.__aexit__(None, None, None)


async def test_a_wrong_token_is_no_surprise(server: FakeDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with client_for(server, token="wrong"):
            pass
