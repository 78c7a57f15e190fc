"""`alongside key rotate`: a new sealing key, and everything sealed with it (V2)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer
from cryptography.fernet import Fernet

from bot.cli.exits import CannotError
from bot.sealing_key import keys_from_file
from bot.settings import Settings, sealing_keys
from bot.store import create_engine
from bot.store.holding import hold
from bot.store.migrating import DatabaseError, upgrade
from bot.store.rotating import Rotation, rotate


def rotate_key(settings: Settings) -> None:
    """Seal everything again. A key file gets the new key first and keeps those still needed.

    Raises:
        CannotError: the key stands in the settings, and there is only one.
        DatabaseError, HeldError, SealError: one sentence each; nothing is lost.
    """
    url = settings.database_url.get_secret_value()
    holding = hold(url, wait=0)
    try:
        upgrade(url)
        if settings.secret_key is None:
            _with_key_file(url, settings.data_dir / "secret.key")
        else:
            _with_given_keys(url, sealing_keys(settings))
    finally:
        holding.release()


def _with_given_keys(url: str, keys: tuple[str, ...]) -> None:
    if len(keys) == 1:
        raise CannotError(
            "The sealing key stands in secret_key (ALONGSIDE_SECRET_KEY), and there is only one; "
            "put a new key in front of it with a comma between, and rotate again."
        )
    _tell(_rotated(url, keys), "secret_key (ALONGSIDE_SECRET_KEY)")


def _with_key_file(url: str, file: Path) -> None:
    """The new key is in the file before anything is sealed with it, whatever happens then.

    A rotation that was stopped half-way is brought to its end instead of another one begun.
    """
    keys = keys_from_file(file)
    done = _rotated(url, keys)
    if not done.sealed:
        keys = (Fernet.generate_key().decode(), *done.needed)
        _write(file, keys)
        done = _rotated(url, keys)
    _write(file, done.needed)
    _tell(done, str(file))


def _rotated(url: str, keys: tuple[str, ...]) -> Rotation:
    engine = create_engine(url)
    try:
        return rotate(engine, keys)
    finally:
        engine.dispose()


def _tell(done: Rotation, where: str) -> None:
    typer.echo(f"Sealed again with the new key: {done.sealed} texts.")
    if len(done.needed) > 1:
        typer.echo(
            "The record is never rewritten and still needs an earlier key: it stays in "
            f"{where}, behind the new one."
        )
    else:
        typer.echo(f"No earlier key is needed in {where} any more.")
    typer.echo("Backups that were made before still need the earlier key.")


def _write(file: Path, keys: tuple[str, ...]) -> None:
    """Put the whole file in the place of the old one, for nobody else to read."""
    try:
        made, name = tempfile.mkstemp(dir=file.parent, prefix=".secret-")
        with os.fdopen(made, "w", encoding="utf-8") as out:
            out.write(",".join(keys) + "\n")
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(file)
    except OSError as error:
        raise DatabaseError(
            f"{file} cannot be written, so nothing was sealed again; see that its folder may be "
            "written to."
        ) from error
