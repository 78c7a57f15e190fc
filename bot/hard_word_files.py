"""The hard words as a file: reading hard_words.toml (M1)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from bot.model.hard_words import HardWords
from bot.paths import config_dir
from bot.toml_file import SettingsError, read_toml


def load_hard_words(path: Path) -> HardWords:
    """Which words are pointed out to whoever puts an agenda in order.

    Raises:
        SettingsError: one sentence with the file and what is wrong in it.
    """
    file = read_toml(path)
    for name in file.values:
        if name not in HardWords.__struct_fields__:
            raise SettingsError(
                f"{file.where([name])}: {name} is not known here; there may be known, letters "
                "and [words]."
            )
    try:
        table = msgspec.convert(file.values, HardWords)
    except msgspec.ValidationError as wrong:
        raise SettingsError(
            f"{path}: known is a list of words, letters a number, and each word under [words] "
            f"has a text ({wrong})."
        ) from None
    plainer = {word.casefold(): text for word, text in table.words.items()}
    return msgspec.structs.replace(table, words=plainer)


@cache
def shipped_hard_words() -> HardWords:
    """The table that comes with the program. Raises what `load_hard_words` does."""
    return load_hard_words(config_dir() / "hard_words.toml")
