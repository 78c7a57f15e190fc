"""What a playing stands on: a database made for it, and a virtual clock."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.store.migrating import upgrade

_template: bytes | None = None


def new_database(folder: Path) -> str:
    """An empty, up-to-date database in a file; the tables are made once for each process."""
    global _template
    file = folder / "scenario.db"
    url = f"sqlite:///{file}"
    if _template is None:
        upgrade(url)
        _template = file.read_bytes()
    else:
        file.write_bytes(_template)
    return url


class VirtualClock:
    """The virtual time of one playing."""

    def __init__(self, starts: datetime) -> None:
        self.moment = starts

    def now(self) -> datetime:
        return self.moment
