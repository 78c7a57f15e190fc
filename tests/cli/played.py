"""A database as it is after a story: real tables, a real journal, and the key to what is sealed."""

import asyncio
import functools
import tempfile
from pathlib import Path
from unittest import mock

import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.paths import config_dir
from bot.scenario.playing import play
from bot.scenario.reading import read
from bot.store import create_engine
from bot.store.migrating import upgrade
from bot.wording import Wording
from bot.wording.writing import Writer
from tests.cli.program import ROOT, Program

LEAVING = ROOT / "tests" / "scenarios" / "leaving"


def after(program: Program, story: Path) -> Program:
    """The program, with the database that this story leaves behind."""
    key, database = _left_by(story)
    program.data.mkdir()
    (program.data / "alongside.db").write_bytes(database)
    file = program.data / "secret.key"
    file.write_bytes(key)
    file.chmod(0o600)
    return program


@functools.cache
def _left_by(story: Path) -> tuple[bytes, bytes]:
    """The sealing key and the database file; each story is played once."""
    key = Fernet.generate_key()
    writer = Writer(Wording.load(config_dir() / "wording"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "alongside.db"
        upgrade(f"sqlite:///{file}")
        # A scenario seals with a key of its own; here somebody has to open it again.
        with mock.patch.object(Fernet, "generate_key", return_value=key):
            asyncio.run(play(read(story), writer, url=f"sqlite:///{file}"))
        return key, file.read_bytes()


def change(program: Program, statement: str, **values: object) -> None:
    """Change the database behind the bot's back."""
    engine = create_engine(program.url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement), values)
    engine.dispose()
