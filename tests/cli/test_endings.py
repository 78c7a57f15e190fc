import os
import pty
import signal
import subprocess
from collections.abc import Callable

import pytest
import typer

from bot import logs
from bot.cli import exits
from bot.toml_file import SettingsError
from tests.cli.program import Program

SECRET = "+44 7700 900111"


def failing(error: BaseException) -> Callable[[], object]:
    def run() -> object:
        raise error

    return run


@pytest.mark.parametrize(("code", "ended"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_what_a_command_answers_is_its_exit_code(code: int | None, ended: int) -> None:
    assert exits.ended(lambda: code) == ended


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), typer.Abort()])
def test_ctrl_c_is_130(stopped: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.ended(failing(stopped)) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_known_error_is_its_own_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.ended(failing(SettingsError("log_level must be info."))) == 2
    assert capsys.readouterr().err == "log_level must be info.\n"


def test_a_file_that_cannot_be_used_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.ended(failing(PermissionError(13, "Permission denied", "out.json"))) == 2
    told = capsys.readouterr().err
    assert told == "out.json: Permission denied; see that it is there and may be used.\n"


def test_an_error_nobody_foresaw_is_one_line_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exits.ended(failing(KeyError(SECRET))) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert "KeyError at" in told
    assert "tell the maintainers" in told
    assert SECRET not in told


def test_with_debug_it_says_the_way_there_and_still_not_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("debug")
    assert exits.ended(failing(KeyError(SECRET))) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert "bot.cli.exits:" in told
    assert " > " in told
    assert SECRET not in told


def test_ctrl_c_ends_a_rehearsal_in_a_terminal(program: Program) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        program.command("rehearse", "--speed", "0.5"),
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=program.whole_environ(TERM="xterm"),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        seen = b""
        while b"is lobby" not in seen:
            seen += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
        os.close(ours)
    assert (process.returncode, told) == (130, b"Stopped.\n")
