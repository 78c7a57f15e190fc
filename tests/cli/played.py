"""A database as it is after a story: real tables, a real journal, and the key to what is sealed."""

import asyncio
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
    program.data.mkdir()
    key = Fernet.generate_key()
    file = program.data / "secret.key"
    file.write_bytes(key)
    file.chmod(0o600)
    upgrade(program.url)
    writer = Writer(Wording.load(config_dir() / "wording"))
    # A scenario seals with a key of its own; here somebody has to open it again.
    with mock.patch.object(Fernet, "generate_key", return_value=key):
        asyncio.run(play(read(story), writer, url=program.url))
    return program


def change(program: Program, statement: str, **values: object) -> None:
    """Change the database behind the bot's back."""
    engine = create_engine(program.url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement), values)
    engine.dispose()
