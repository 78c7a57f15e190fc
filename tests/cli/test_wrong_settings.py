"""A wrong setting is one clear line for every command, and no secret is ever printed."""

from pathlib import Path

import pytest

from tests.cli.program import BUNDLED, Program

STORY = str(BUNDLED / "free-to-go.yaml")
COMMANDS = [["rehearse"], ["scenario", STORY], ["run"], ["doctor"], ["db", "upgrade"], ["record"]]
SECRET = "hunter2-and-more"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("ALONGSIDE_LOG_LEVEL", "loud", "log_level (ALONGSIDE_LOG_LEVEL in the environment)"),
        ("ALONGSIDE_LOGLEVEL", "info", "ALONGSIDE_LOGLEVEL"),
        ("ALONGSIDE_SECRET_KEY", SECRET, "secret_key"),
        ("ALONGSIDE_DATABASE_URL", f"mysql://a:{SECRET}@b/c", "database_url"),
        ("ALONGSIDE_TELEGRAM__TOKEN", f"two words {SECRET}", "telegram.token"),
        ("ALONGSIDE_CONFIG", "nowhere.toml", "nowhere.toml"),
    ],
)
def test_a_wrong_setting_is_one_line(
    program: Program, command: list[str], variable: str, value: str, named: str
) -> None:
    ended = program(*command, **{variable: value})
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.told
    assert SECRET not in ended.said
    assert not program.data.exists()


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_wrong_file_is_named_with_its_line(
    program: Program, tmp_path: Path, before: bool
) -> None:
    config = tmp_path / "alongside.toml"
    config.write_text('# ours\nlog_levle = "info"\n')
    option = ("--config", config)
    ended = program(*option, "doctor") if before else program("doctor", *option)
    assert (ended.code, ended.out) == (2, "")
    assert f"log_levle ({config}, line 2) is not a setting. Did you mean log_level?" == ended.told


def test_the_command_line_wins_over_the_environment(program: Program, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.toml", tmp_path / "wrong.toml"
    right.write_text('log_level = "error"\n')
    wrong.write_text("nonsense\n")
    ended = program("rehearse", "--config", right, "free-to-go", ALONGSIDE_CONFIG=str(wrong))
    assert ended.code == 0


def test_a_wrong_policy_or_text_is_one_line(program: Program, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[leaving]\nescalate_after = "3h"\n')
    ended = program("rehearse", ALONGSIDE_POLICY_FILE=str(policy))
    assert (ended.code, ended.out) == (2, "")
    assert f"{policy}, line 2" in ended.told
    ended = program("scenario", STORY, ALONGSIDE_WORDING_DIR=str(tmp_path))
    assert (ended.code, ended.out) == (2, "")
    assert "wording" in ended.told


def test_as_a_process_there_is_no_traceback(program: Program) -> None:
    ended = program.apart("run", ALONGSIDE_LOG_LEVEL="loud")
    assert (ended.code, ended.out) == (2, "")
    assert "log_level" in ended.told
