"""How a command ends: its exit code, and one clear line for everything that can go wrong.

0 it was done · 1 something is not as it should be, or an error nobody foresaw · 2 something
that was given is wrong, and the line says what to do · 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import suppress

from typer import Abort
from typer.exceptions import TyperException

from bot import __version__, logs
from bot.scenario.errors import one_line

DONE = 0
NOT_SO = 1
WRONG = 2
STOPPED = 130

_KNOWN = (
    ("bot.toml_file", "SettingsError"),
    ("bot.model.numbers", "PolicyError"),
    ("bot.scenario.errors", "ScenarioError"),
    ("bot.wording.book", "WordingError"),
    ("bot.store.holding", "HeldError"),
    ("bot.store.migrating", "DatabaseError"),
    ("bot.store.sealing", "SealError"),
    ("bot.bootstrap", "NothingToRunError"),
    ("bot.ports", "AdapterError"),
    ("bot.adapters.discord.localising", "CommandsError"),
)
"""Errors that are one sentence already. A class that was never imported was never raised."""


class CannotError(Exception):
    """What was asked for cannot be done: one sentence, with what to do."""


def ended(run: Callable[[], object]) -> int:
    """Run a command and answer with its exit code. What went wrong is told on standard error."""
    _write_anything()
    try:
        code = run()
    except (KeyboardInterrupt, Abort):
        code = STOPPED
    except TyperException as error:
        tell(f"{error.format_message()} `alongside --help` shows what there is.")
        return error.exit_code
    except Exception as error:
        sentence = foreseen(error)
        tell(sentence or unforeseen(error))
        return WRONG if sentence else NOT_SO
    if code == STOPPED:
        tell("Stopped.")
    return code if isinstance(code, int) else DONE


def tell(sentence: str) -> None:
    """One line on standard error; nothing in it can do anything to a terminal."""
    with suppress(OSError, ValueError):  # nobody listens any more
        sys.stderr.write(f"{one_line(sentence)}\n")
        sys.stderr.flush()


def foreseen(error: Exception) -> str | None:
    """The sentence of an error that can happen to anybody; None if nobody foresaw it."""
    known = tuple(
        getattr(sys.modules[module], name)
        for module, name in _KNOWN
        if hasattr(sys.modules.get(module), name)
    )
    if isinstance(error, (CannotError, *known)):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; see that it is there and may be used."
    if "sqlalchemy" in sys.modules:
        from sqlalchemy.exc import DBAPIError

        from bot.store.migrating import why

        if isinstance(error, DBAPIError):
            return why(error)
    return None


def unforeseen(error: Exception) -> str:
    """What to report about an error, without its words: they might quote something private."""
    steps = logs.way(error.__traceback__).split(",")
    ours = [step for step in steps if step.startswith("bot.")]
    seen = " > ".join(steps) if logs.is_debug() else (ours or steps)[-1]
    more = "" if logs.is_debug() else " With ALONGSIDE_LOG_LEVEL=debug it says more."
    return (
        f"Something went wrong that nobody foresaw: {type(error).__name__} at {seen} in Alongside "
        f"{__version__}. Please tell the maintainers this line and what you did.{more}"
    )


def _write_anything() -> None:
    """A terminal that cannot show a letter gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
