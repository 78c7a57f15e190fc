"""The program as a person starts it: in this process, or as one of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.app import app

ROOT = Path(__file__).parents[2]
STORY = ROOT / "tests" / "scenario" / "files" / "weekly.yaml"
BUNDLED = ROOT / "bot" / "scenario" / "bundled"


@dataclass
class Ended:
    """How it ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def told(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


@dataclass
class Program:
    """Runs `alongside …` with a data folder of its own."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        return {"ALONGSIDE_DATA_DIR": str(self.data), **self.settings}

    @property
    def url(self) -> str:
        return f"sqlite:///{self.data / 'alongside.db'}"

    def __call__(self, *args: object, **settings: str) -> Ended:
        """In this process, with further settings by their variables."""
        result = CliRunner().invoke(
            app, [str(arg) for arg in args], env={**self.environ, **settings}
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return Ended(result.exit_code, result.stdout, result.stderr)

    def apart(self, *args: object, **settings: str) -> Ended:
        """As a process of its own."""
        done = subprocess.run(
            self.command(*args),
            cwd=ROOT,
            env=self.whole_environ(**settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def command(self, *args: object) -> list[str]:
        return [sys.executable, "-m", "bot", *map(str, args)]

    def whole_environ(self, **settings: str) -> dict[str, str]:
        return {**os.environ, **self.environ, "PYTHONWARNINGS": "default", **settings}
