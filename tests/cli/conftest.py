"""What every test of the command line needs: its own data folder, and a log put back after it."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.cli.program import Program

QUIETED = ("", "httpx", "httpcore", "telegram", "discord", "apscheduler", "alembic")


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, hook, raises = list(root.handlers), threading.excepthook, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in QUIETED}
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    threading.excepthook, logging.raiseExceptions = hook, raises
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, with nothing of this machine's in its settings."""
    for name in list(os.environ):
        if name.startswith("ALONGSIDE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    return Program(tmp_path / "data")
