"""`alongside key rotate`: everything is sealed with a new key, and nothing is lost (V2)."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken

from bot.store import create_engine
from bot.store import tables as t
from bot.store.holding import hold
from bot.store.rotating import rotate
from tests.cli.played import after
from tests.cli.program import ROOT, Program


def story_with_words() -> Path:
    """A story in whose record somebody's own words stand, sealed."""
    found = [
        file
        for file in sorted((ROOT / "tests" / "scenarios" / "leaving").glob("*.yaml"))
        if 'says "' in file.read_text("utf-8") and "not ok" in file.read_text("utf-8")
    ]
    return found[0]


@pytest.fixture
def ready(program: Program) -> Program:
    return after(program, story_with_words())


def keys(program: Program) -> list[str]:
    return (program.data / "secret.key").read_text("utf-8").strip().split(",")


def sealed_phones(program: Program) -> list[str]:
    engine = create_engine(program.url)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(t.people.c.phone)).scalars().all()
    engine.dispose()
    return [row for row in rows if row]


def opened(program: Program, key: str) -> list[str]:
    return [Fernet(key).decrypt(one).decode() for one in sealed_phones(program)]


def test_everything_opens_with_the_new_key_alone(ready: Program) -> None:
    (before,) = keys(ready)
    numbers = opened(ready, before)
    ended = ready("key", "rotate")
    assert (ended.code, ended.err) == (0, "")
    assert numbers
    assert opened(ready, keys(ready)[0]) == numbers
    with pytest.raises(InvalidToken):
        Fernet(before).decrypt(sealed_phones(ready)[0])


def test_no_key_is_ever_printed(ready: Program) -> None:
    before = keys(ready)
    ended = ready("key", "rotate")
    assert not any(key in ended.said for key in (*before, *keys(ready)))


def test_the_record_still_holds_and_can_be_read(ready: Program) -> None:
    plain = ready("record", "weekly").out
    assert ready("key", "rotate").code == 0
    assert ready("record", "weekly").out == plain
    assert ready("record", "weekly", "--verify").code == 0


def test_the_earlier_key_stays_only_while_the_record_needs_it(ready: Program) -> None:
    (before,) = keys(ready)
    ended = ready("key", "rotate")
    assert "still needs an earlier key" in ended.out
    assert keys(ready)[1:] == [before]
    ready("key", "rotate")
    assert keys(ready)[1:] == [before], "the one between opens nothing any more"


def test_a_rotation_that_was_stopped_half_way_is_brought_to_its_end(ready: Program) -> None:
    (before,) = keys(ready)
    numbers = opened(ready, before)
    new = Fernet.generate_key().decode()
    (ready.data / "secret.key").write_text(f"{new},{before}\n")
    assert ready("key", "rotate").code == 0
    assert keys(ready)[0] == new, "no third key is made"
    assert opened(ready, new) == numbers


def test_to_rotate_again_seals_nothing_twice(ready: Program) -> None:
    ready("key", "rotate")
    engine = create_engine(ready.url)
    assert rotate(engine, tuple(keys(ready))).sealed == 0
    engine.dispose()


def test_the_key_file_is_for_nobody_else_to_read(ready: Program) -> None:
    ready("key", "rotate")
    assert (ready.data / "secret.key").stat().st_mode & 0o077 == 0


def test_not_while_the_bot_runs(ready: Program) -> None:
    before, holding = keys(ready), hold(ready.url)
    try:
        ended = ready("key", "rotate")
    finally:
        holding.release()
    assert ended.code == 2
    assert "already runs" in ended.told
    assert keys(ready) == before


def test_a_key_in_the_settings_is_changed_by_whoever_set_it(ready: Program) -> None:
    (before,) = keys(ready)
    numbers = opened(ready, before)
    alone = ready("key", "rotate", ALONGSIDE_SECRET_KEY=before)
    assert alone.code == 2
    assert "put a new key in front" in alone.told
    new = Fernet.generate_key().decode()
    both = ready("key", "rotate", ALONGSIDE_SECRET_KEY=f"{new},{before}")
    assert (both.code, both.err) == (0, "")
    assert opened(ready, new) == numbers


def test_what_no_key_opens_is_told_and_stays(ready: Program) -> None:
    phones = sealed_phones(ready)
    (ready.data / "secret.key").write_text(Fernet.generate_key().decode() + "\n")
    ended = ready("key", "rotate")
    assert ended.code == 2
    assert "earlier key" in ended.told
    assert sealed_phones(ready) == phones
