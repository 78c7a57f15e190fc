"""The log: one line for each event on standard error, with ids and never with anything private.

Names, numbers, message texts and tokens never reach it (V3). Only the keys in `KEYS` are
written; of an error only its kind and the way there; of a library only that it complained, and
where. Whatever it said might quote what it was given.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

KEYS = frozenset(
    """
    act at attempts case count do due error key kind level library meeting message method outcome
    person place platform platforms revision room rooms seconds since state status step tries update
    use waiting way what worker
    """.split()
)
"""Every key a line may carry: ids, kinds, counts and times."""
SAYINGS = frozenset({"event", "reason", "what"})
"""Keys whose values are written in the program, never by people; only these may hold spaces."""

LEFT_OUT = "(left-out)"
_LONGEST = 2000
_as_pairs = structlog.processors.LogfmtRenderer(
    key_order=["at", "level", "event"], drop_missing=True, bool_as_flag=False
)
_level = logging.INFO


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Send the log to standard error as `key=value`, from `level` (debug, info, warning, error).

    Libraries are heard from WARNING on. Each of `secrets` is struck out wherever it appears.
    """
    global _level
    _level = logging.getLevelNamesMapping()[level.upper()]
    struck_out = tuple(secret for secret in secrets if secret)

    def one_line(logger: WrappedLogger, name: str, event: EventDict) -> str:
        line = _as_pairs(logger, name, event)
        for secret in struck_out:
            line = line.replace(secret, LEFT_OUT)
        return line

    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _error_without_words,
            _only_ids,
            one_line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_level),
        logger_factory=lambda *_: _Lines(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _listen_to_libraries()


def is_debug() -> bool:
    """Whether the log says as much as it can."""
    return _level <= logging.DEBUG


def way(trace: TracebackType | None) -> str:
    """How a program got to an error, outermost first: `bot.engine:137`. No word of the error."""
    steps: list[str] = []
    while trace is not None:
        steps.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return ",".join(steps)


def _error_without_words(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["way"] = way(error.__traceback__)
    return event


def _only_ids(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    kept: EventDict = {}
    for name, value in event.items():
        known = value if name in SAYINGS else _id(value)
        kept[name] = known if name in KEYS | SAYINGS else LEFT_OUT
    return kept


def _id(value: Any) -> object:
    """The value, if it can be an id. Ids hold no spaces; what people write mostly does."""
    match value:
        case None | bool() | int() | float():
            return value
        case datetime():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return ",".join(str(_id(one)) for one in value)
        case str() if value.isprintable() and " " not in value:
            return value if len(value) <= _LONGEST else LEFT_OUT
        case _:
            return LEFT_OUT


class _Lines:
    """Writes lines. Nobody need read them: what cannot be written ends nothing."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def msg(self, line: str) -> None:
        try:
            if self._file is not None:
                self._file.write(f"{line}\n")
                self._file.flush()
        except (OSError, ValueError):  # a closed pipe, a full disk; a file that is closed
            return

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


class _FromLibraries(logging.Handler):
    """Says that a library complained, and where, but not in which words."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "a library complained",
            library=record.name,
            place=f"{record.module}:{record.lineno}",
            error=error.__name__ if error else None,
        )


def _listen_to_libraries() -> None:
    # A handler that fails would print what it was given.
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _FromLibraries)]:
        root.removeHandler(handler)
    root.addHandler(_FromLibraries(logging.WARNING))
    root.setLevel(logging.WARNING)
    # httpx tells every address at INFO, and Telegram's addresses hold the token.
    for name in ("httpx", "httpcore", "telegram", "discord", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    threading.excepthook = _thread_failed


def _thread_failed(told: threading.ExceptHookArgs) -> None:
    structlog.get_logger().error("a thread failed", exc_info=told.exc_value)
