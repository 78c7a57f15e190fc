import ast
import asyncio
import logging
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import structlog

from bot import logs
from tests.cli.program import ROOT

TOKEN = "123456:AAH-secret"
NAME, NUMBER, WORDS = "Patricia", "+447700900111", "please tell nobody"
METHODS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture
def log() -> structlog.typing.FilteringBoundLogger:
    logs.configure("info", [TOKEN])
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return logger


Err = pytest.CaptureFixture[str]


def test_an_event_is_one_line_of_pairs(log, capsys: Err) -> None:
    log.info("platform away", platform="telegram", since=datetime(2027, 1, 20, tzinfo=UTC))
    (line,) = capsys.readouterr().err.splitlines()
    at, _, rest = line.partition(" ")
    assert datetime.fromisoformat(at.removeprefix("at=")).tzinfo is not None
    assert rest == (
        'level=info event="platform away" platform=telegram since=2027-01-20T00:00:00+00:00'
    )


def test_below_the_level_nothing_is_said(log, capsys: Err) -> None:
    log.debug("too much", meeting="m1")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("key", ["name", "text", "phone", "anything"])
def test_a_key_that_is_not_known_carries_nothing(log, capsys: Err, key: str) -> None:
    log.info("came", **{key: NAME})
    said = capsys.readouterr().err
    assert NAME not in said
    assert f"{key}={logs.LEFT_OUT}" in said


@pytest.mark.parametrize("value", [WORDS, "two\nlines", {"a": NAME}, object(), "x" * 3000])
def test_a_value_that_is_no_id_is_left_out(log, capsys: Err, value: object) -> None:
    log.info("came", person=value)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(f"person={logs.LEFT_OUT}")


def test_ids_numbers_and_lists_of_them_are_written(log, capsys: Err) -> None:
    log.info("came", person="p1", platforms=["discord", "telegram"], count=3, status=None)
    said = capsys.readouterr().err
    assert "person=p1 platforms=discord,telegram count=3 status=" in said


def test_of_an_error_only_its_kind_and_the_way_there(log, capsys: Err) -> None:
    try:
        raise ValueError(f"{NAME} {NUMBER} {WORDS}")
    except ValueError:
        log.exception("deadline failed", meeting="m1")
    (line,) = capsys.readouterr().err.splitlines()
    assert "error=ValueError" in line
    assert "way=" in line
    assert f"{Path(__file__).stem}:" in line
    assert not any(private in line for private in (NAME, NUMBER, WORDS))


def test_a_token_is_struck_out_wherever_it_stands(log, capsys: Err) -> None:
    log.warning(f"asked bot{TOKEN}", way=f"bot{TOKEN}/getMe")
    assert TOKEN not in capsys.readouterr().err


def test_a_library_that_complains_is_heard_but_not_quoted(log, capsys: Err) -> None:
    try:
        raise RuntimeError(NUMBER)
    except RuntimeError:
        logging.getLogger("some.library").exception("could not send %s to %s", WORDS, NAME)
    (line,) = capsys.readouterr().err.splitlines()
    assert 'level=error event="a library complained" library=some.library' in line
    assert "error=RuntimeError" in line
    assert not any(private in line for private in (NAME, NUMBER, WORDS))


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_libraries_say_nothing_below_warning(capsys: Err, level: str) -> None:
    logs.configure(level)
    for name in ("httpx", "telegram.Bot", "apscheduler.scheduler", "unheard.of"):
        logging.getLogger(name).info("https://api.telegram.org/bot%s/getMe", TOKEN)
    assert capsys.readouterr().err == ""


async def test_the_http_library_does_not_tell_addresses(capsys: Err) -> None:
    logs.configure("debug")

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert capsys.readouterr().err == ""


def test_a_logging_call_that_is_wrong_prints_nothing_private(log, capsys: Err) -> None:
    logging.getLogger("some.library").warning("%d letters", WORDS)
    assert WORDS not in capsys.readouterr().err


def test_a_warning_of_the_language_is_not_quoted(log, capsys: Err) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.configure("info")
        warnings.warn(WORDS, UserWarning, stacklevel=1)
    assert WORDS not in capsys.readouterr().err


def test_a_thread_that_fails_is_told_without_its_words(log, capsys: Err) -> None:
    def fail() -> None:
        raise ValueError(WORDS)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert 'event="a thread failed"' in said
    assert "error=ValueError" in said
    assert WORDS not in said


async def test_a_task_nobody_waits_for_is_told_without_its_words(log, capsys: Err) -> None:
    async def fail() -> None:
        raise ValueError(WORDS)

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    asyncio.get_running_loop().call_exception_handler(
        {"message": WORDS, "exception": task.exception()}
    )
    said = capsys.readouterr().err
    assert "library=asyncio" in said
    assert WORDS not in said


def test_configuring_twice_says_everything_once(log, capsys: Err) -> None:
    logs.configure("info")
    logging.getLogger("some.library").warning("hello")
    assert len(capsys.readouterr().err.splitlines()) == 1


# --- what the program itself says -----------------------------------------------------------------


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=attr)):
                    if attr in METHODS:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_line_of_the_program_carries_known_keys_only() -> None:
    unknown = [
        f"{where}: {keyword.arg}"
        for where, call in calls()
        for keyword in call.keywords
        if keyword.arg not in logs.KEYS | logs.SAYINGS | {"exc_info"}
    ]
    assert not unknown


def test_no_line_of_the_program_is_put_together_from_what_it_was_given() -> None:
    built = [
        where for where, call in calls() if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert list(calls())
    assert not built
