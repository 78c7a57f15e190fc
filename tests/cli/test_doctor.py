import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from cryptography.fernet import Fernet

from bot.store import tables as t
from bot.store.migrating import NEWEST
from tests.cli.played import LEAVING, after, change
from tests.cli.program import Ended, Program
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram, Group
from tests.fakes.telegram.world import INVENTED_TOKEN

Place = Literal["administrator", "member"]
STORY = LEAVING / "reached_and_ok_closes.yaml"
HOOK = "https://bot.example.org/telegram"


@pytest.fixture
def ready(program: Program) -> Program:
    """Everything there but a token."""
    return after(program, STORY)


def lines(ended: Ended, about: str) -> list[tuple[str, str]]:
    """How each line about something stands, and what it says."""
    found = []
    for line in ended.out.splitlines():
        level, named, says = line[:13].strip(), line[13:26].strip(), line[26:]
        if named == about:
            found.append((level, says))
    return found


def line(ended: Ended, about: str) -> tuple[str, str]:
    (one,) = lines(ended, about)
    return one


def test_on_a_fresh_machine_it_says_what_is_missing_and_makes_nothing(program: Program) -> None:
    ended = program.apart("doctor")
    assert (ended.code, ended.err) == (1, "")
    assert line(ended, "settings")[0] == "ok"
    assert line(ended, "policy")[0] == "ok"
    assert line(ended, "wording")[0] == "ok"
    assert line(ended, "database")[0] == "attention"
    assert line(ended, "sealing key")[0] == "attention"
    level, says = line(ended, "Telegram")
    assert level == "wrong"
    assert "BotFather" in says
    assert "ALONGSIDE_TELEGRAM__TOKEN" in says
    assert not program.data.exists()


def test_a_database_in_order(ready: Program) -> None:
    ended = ready("doctor")
    assert line(ended, "database") == (
        "ok",
        f"SQLite answers, can be written to, and is at revision {NEWEST}",
    )
    assert line(ended, "sealing key")[0] == "ok"


def test_it_leaves_no_mark_in_the_database(ready: Program) -> None:
    ready("doctor")
    change(ready, "INSERT INTO heartbeats (process, at) VALUES ('doctor', 1)")


def test_it_says_where_the_settings_are_from(program: Program, tmp_path: Path) -> None:
    config = tmp_path / "alongside.toml"
    config.write_text("")
    assert f"from {config} and" in line(program("doctor", "--config", config), "settings")[1]
    ended = program("doctor", ALONGSIDE_CONFIG=str(config))
    assert f"from {config} and" in line(ended, "settings")[1]


def test_it_says_whether_the_bot_is_running(ready: Program) -> None:
    change(ready, "DELETE FROM heartbeats")
    assert "has not run" in line(ready("doctor"), "bot")[1]
    for moment, told in ((datetime.now(UTC), "it is running"),
                         (datetime(2020, 2, 1, tzinfo=UTC), "last ran at 2020-02-01")):  # fmt: skip
        change(ready, "DELETE FROM heartbeats")
        change(ready, "INSERT INTO heartbeats VALUES ('alongside', :at)", at=t.to_us(moment))
        assert told in line(ready("doctor"), "bot")[1]


# --- what is wrong --------------------------------------------------------------------------------


def test_a_newer_database(ready: Program) -> None:
    change(ready, "UPDATE alembic_version SET version_num = '9999'")
    ended = ready("doctor")
    assert ended.code == 1
    assert line(ended, "database")[0] == "wrong"
    assert "install the newer version" in line(ended, "database")[1]


def test_a_database_without_tables(program: Program) -> None:
    program.data.mkdir()
    (program.data / "alongside.db").touch()
    level, says = line(program("doctor"), "database")
    assert level == "attention"
    assert "alongside db upgrade" in says


def test_a_file_that_is_no_database(program: Program) -> None:
    program.data.mkdir()
    (program.data / "alongside.db").write_text("This is a letter to my aunt, and no database.\n")
    level, says = line(program("doctor"), "database")
    assert level == "wrong"
    assert "restore it from a backup" in says


def test_a_server_that_does_not_answer(program: Program) -> None:
    url = "postgresql://alongside:hunter2@127.0.0.1:1/none"
    ended = program("doctor", ALONGSIDE_DATABASE_URL=url)
    assert line(ended, "database")[0] == "wrong"
    assert "hunter2" not in ended.said


def test_a_folder_that_cannot_be(program: Program) -> None:
    program.data.write_text("in the way")
    ended = program("doctor")
    assert ended.code == 1
    assert line(ended, "data folder")[0] == "wrong"
    assert line(ended, "database")[0] == "wrong"
    assert program.data.read_text() == "in the way"


def test_a_lost_key(ready: Program) -> None:
    (ready.data / "secret.key").unlink()
    level, says = line(ready("doctor"), "sealing key")
    assert level == "wrong"
    assert "put back the copy" in says
    assert not (ready.data / "secret.key").exists()


def test_another_key(ready: Program) -> None:
    level, says = line(
        ready("doctor", ALONGSIDE_SECRET_KEY=Fernet.generate_key().decode()), "sealing key"
    )
    assert level == "wrong"
    assert "put the earlier key back" in says


def test_a_key_that_others_may_read(ready: Program) -> None:
    (ready.data / "secret.key").chmod(0o644)
    level, says = line(ready("doctor"), "sealing key")
    assert level == "attention"
    assert "chmod 600" in says


def test_a_wrong_policy_and_a_wrong_text_do_not_hide_the_rest(
    program: Program, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[leaving]\nescalate_after = "3h"\n')
    (tmp_path / "en-GB").mkdir()
    (tmp_path / "en-GB" / "x.ftl").write_text("check-in = { $nobody }\n")
    ended = program(
        "doctor", ALONGSIDE_POLICY_FILE=str(policy), ALONGSIDE_WORDING_DIR=str(tmp_path)
    )
    assert ended.code == 1
    level, says = line(ended, "policy")
    assert (level, f"{policy}, line 2" in says) == ("wrong", True)
    level, says = line(ended, "wording")
    assert (level, "x.ftl, line 1" in says) == ("wrong", True)
    assert line(ended, "database")[0] == "attention"


# --- tokens ---------------------------------------------------------------------------------------


def with_token(program: Program, server: FakeTelegram, token: str = INVENTED_TOKEN) -> Program:
    program.settings |= {
        "ALONGSIDE_TELEGRAM__TOKEN": token,
        "ALONGSIDE_TELEGRAM__API_URL": server.api_url,
    }
    return program


async def doctor(program: Program, **environ: str) -> Ended:
    """In a thread of its own, while the server answers in this one."""
    ended = await asyncio.to_thread(program, "doctor", **environ)
    assert INVENTED_TOKEN not in ended.said
    return ended


async def test_a_token_that_works(ready: Program) -> None:
    async with FakeTelegram(privacy=False) as server:
        ended = await doctor(with_token(ready, server))
    assert (ended.code, ended.err) == (0, "")
    assert line(ended, "Telegram") == ("ok", "the token is that of @alongside_test_bot")


async def test_privacy_mode_is_told(ready: Program) -> None:
    async with FakeTelegram() as server:
        ended = await doctor(with_token(ready, server))
    assert ended.code == 0
    assert "must be an administrator" in lines(ended, "Telegram")[1][1]


async def test_a_token_that_the_server_does_not_know(ready: Program) -> None:
    async with FakeTelegram() as server:
        program = with_token(ready, server, "987654:another-token")
        ended = await doctor(program)
        server.problems.clear()
    assert ended.code == 1
    level, says = line(ended, "Telegram")
    assert level == "wrong"
    assert "does not know the token" in says
    assert "987654" not in ended.said


async def test_a_server_that_is_away(ready: Program) -> None:
    async with FakeTelegram() as server:
        program = with_token(ready, server)
        server.goes_away()
        ended = await doctor(program)
    assert ended.code == 1
    level, says = line(ended, "Telegram")
    assert (level, says.startswith(f"{server.api_url} does not answer")) == ("wrong", True)


@pytest.mark.parametrize(
    ("place", "level", "told"),
    [
        ("administrator", "ok", "is an administrator and may pin"),
        ("member", "wrong", "make it one"),
        (None, "attention", "add it again"),
    ],
)
async def test_each_group_is_looked_at(
    ready: Program, place: Place | None, level: str, told: str
) -> None:
    async with FakeTelegram(privacy=False) as server:
        group = server.group("Breathe Well", bot=place)
        change(
            ready,
            "INSERT INTO rooms (platform, ref, group_id, title) "
            "VALUES ('telegram', :ref, 'group', 'Breathe Well')",
            ref=str(group.id),
        )
        ended = await doctor(with_token(ready, server))
    assert ended.code == (1 if level == "wrong" else 0)
    found, says = lines(ended, "Telegram")[-1]
    assert found == level
    assert "“Breathe Well”" in says
    assert told in says


NEEDED = {
    "can_invite_users": "allow it to add members",
    "can_restrict_members": "allow it to ban members",
}


def takes_part(program: Program, group: Group) -> None:
    """The group meets there, and young people take part in it."""
    change(
        program,
        "INSERT INTO rooms (platform, ref, group_id, title) "
        "VALUES ('telegram', :ref, 'group', 'Breathe Well')",
        ref=str(group.id),
    )
    change(program, "UPDATE groups SET policy = :policy", policy='{"young_people.take_part": true}')


@pytest.mark.parametrize("right", NEEDED)
async def test_with_young_people_it_needs_the_rights_that_keep_the_door(
    ready: Program, right: str
) -> None:
    async with FakeTelegram(privacy=False) as server:
        maya = server.user("Maya")
        group = server.group("Breathe Well", owner=maya, kind="supergroup")
        takes_part(ready, group)
        group.sets_bot("administrator", maya, **{right: False})
        ended = await doctor(with_token(ready, server))
        assert ended.code == 1
        level, says = lines(ended, "Telegram")[-1]
        assert (level, NEEDED[right] in says) == ("wrong", True)
        group.sets_bot("administrator", maya)
        ended = await doctor(with_token(ready, server))
    assert ended.code == 0
    level, says = lines(ended, "Telegram")[-1]
    assert (level, "may let in, take out and pin" in says) == ("ok", True)


async def test_young_people_need_a_supergroup(ready: Program) -> None:
    async with FakeTelegram(privacy=False) as server:
        takes_part(ready, server.group("Breathe Well", kind="group", bot="administrator"))
        ended = await doctor(with_token(ready, server))
    assert ended.code == 1
    assert "make it a supergroup" in lines(ended, "Telegram")[-1][1]


@pytest.mark.parametrize("right", NEEDED)
async def test_a_group_of_adults_is_not_asked_for_them(ready: Program, right: str) -> None:
    async with FakeTelegram(privacy=False) as server:
        maya = server.user("Maya")
        group = server.group("Breathe Well", owner=maya, kind="supergroup")
        takes_part(ready, group)
        change(ready, "UPDATE groups SET policy = '{}'")
        group.sets_bot("administrator", maya, **{right: False})
        ended = await doctor(with_token(ready, server))
    assert ended.code == 0
    assert lines(ended, "Telegram")[-1][0] == "ok"


@pytest.mark.parametrize(
    "sign",
    [
        "UPDATE members SET roles = '[\"young_person\"]'",
        "UPDATE meetings SET state = 'published', doc = json_set(doc, '$.young', json('true'))",
    ],
)
async def test_a_young_member_or_meeting_says_as_much_as_the_setup(
    ready: Program, sign: str
) -> None:
    async with FakeTelegram(privacy=False) as server:
        maya = server.user("Maya")
        group = server.group("Breathe Well", owner=maya, kind="supergroup")
        takes_part(ready, group)
        change(ready, "UPDATE groups SET policy = '{}'")
        change(ready, sign)
        group.sets_bot("administrator", maya, can_restrict_members=False)
        ended = await doctor(with_token(ready, server))
    assert "allow it to ban members" in lines(ended, "Telegram")[-1][1]


async def test_a_webhook_that_works(ready: Program) -> None:
    async with FakeTelegram(privacy=False) as server:
        server.world.webhook_url = HOOK
        ended = await doctor(with_token(ready, server), ALONGSIDE_TELEGRAM__WEBHOOK_URL=HOOK)
    assert ended.code == 0
    assert lines(ended, "Telegram")[1] == ("ok", "the webhook is set, and nothing waits")


async def test_a_webhook_to_which_nothing_comes_through(ready: Program) -> None:
    async with FakeTelegram(privacy=False) as server:
        server.world.webhook_url = HOOK
        server.user("Pat").start()
        await server.until(lambda: server.world.webhook and server.world.webhook.last_error)
        ended = await doctor(with_token(ready, server), ALONGSIDE_TELEGRAM__WEBHOOK_URL=HOOK)
    assert ended.code == 1
    level, says = lines(ended, "Telegram")[1]
    assert level == "wrong"
    assert "cannot bring updates to the webhook (1 waiting): Failed to resolve host" in says
    assert "ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN" in says


@pytest.mark.parametrize(
    ("there", "wanted", "level", "told"),
    [
        ("https://elsewhere.example.org", True, "wrong", "another address"),
        ("", True, "attention", "not set yet"),
        ("https://elsewhere.example.org", False, "attention", "takes it away"),
    ],
)
async def test_a_webhook_that_is_not_as_it_was_asked_for(
    ready: Program, there: str, wanted: bool, level: str, told: str
) -> None:
    async with FakeTelegram(privacy=False) as server:
        server.world.webhook_url = there
        environ = {"ALONGSIDE_TELEGRAM__WEBHOOK_URL": HOOK} if wanted else {}
        ended = await doctor(with_token(ready, server), **environ)
    found, says = lines(ended, "Telegram")[1]
    assert found == level
    assert told in says


async def test_a_discord_token_is_tried(ready: Program) -> None:
    async with FakeDiscord() as server:
        ended = await doctor(
            ready,
            ALONGSIDE_DISCORD__TOKEN=server.token,
            ALONGSIDE_DISCORD__API_URL=server.api_url,
            ALONGSIDE_DISCORD__GATEWAY_URL=server.gateway_url,
        )
    assert lines(ended, "Discord")[0][0] == "ok"
    assert "invite it" in lines(ended, "Discord")[-1][1]
    assert lines(ended, "Telegram") == []
    assert server.token not in ended.said
