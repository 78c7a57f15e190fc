"""A house for every test: the real engine on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.house import House, new_sqlite


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Close it, and nothing of it is left."""
    built = House(new_sqlite(tmp_path))
    yield built
    built.close()
