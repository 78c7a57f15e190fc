import subprocess
import sys

import pytest

from bot import __version__
from tests.cli.program import ROOT, Program

COMMANDS = ["rehearse", "scenario", "run", "doctor", "record", "db"]
HEAVY = {"discord", "telegram", "alembic", "apscheduler", "sqlalchemy", "httpx", "cryptography"}


@pytest.mark.parametrize("asked", [["--help"], ["-h"], []])
def test_help_names_every_command_and_where_to_begin(program: Program, asked: list[str]) -> None:
    ended = program(*asked)
    assert (ended.code, ended.err) == (0, "")
    assert "asks if they are" in ended.out
    assert "alongside rehearse" in ended.out
    assert all(f" {command} " in ended.out for command in COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, "db upgrade"])
def test_every_command_has_help(program: Program, command: str) -> None:
    ended = program(*command.split(), "--help")
    assert ended.code == 0
    assert f"Usage: alongside {command}" in ended.out


def test_it_says_which_version_it_is(program: Program) -> None:
    assert program("--version").out == f"alongside {__version__}\n"


def test_python_m_bot_is_the_same_program(program: Program) -> None:
    ended = program.apart("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"alongside {__version__}\n", "")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["rehears"], "rehearse"),
        (["scenario"], "FILE"),
        (["scenario", "x.yaml", "--transcrip", "y"], "--transcript"),
        (["rehearse", "--speed", "fast"], "--speed"),
        (["rehearse", "--speed", "0"], "--speed"),
        (["run", "now"], "now"),
        (["db", "downgrade"], "downgrade"),
        (["record", "a", "b"], "b"),
    ],
)
def test_a_wrong_command_line_is_one_line(program: Program, asked: list[str], named: str) -> None:
    ended = program(*asked)
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.told
    assert "alongside --help" in ended.told


def test_a_hostile_command_line_moves_no_cursor(program: Program) -> None:
    ended = program("\x1b[2Jrun\u202e\n")
    assert ended.code == 2
    assert ended.told.isprintable()


def test_help_is_quick_because_it_loads_little() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, bot.cli; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert HEAVY.isdisjoint(loaded)
