"""Reading a TOML file so that what is wrong with it is one sentence with the file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from bot.model.durations import shown

_POSITION = re.compile(r"at line (\d+)")
_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*([\w."' \t-]+?)\s*=""")


class SettingsError(ValueError):
    """A setting that cannot be used: one sentence that says which, and what to do."""


class TomlFile(msgspec.Struct, frozen=True):
    """A TOML file that has been read."""

    path: Path
    values: dict[str, Any]
    lines: tuple[str, ...]

    def where(self, keys: Iterable[str]) -> str:
        """Like: alongside.toml, line 3; without the line if the key cannot be found."""
        line = self._line_of(".".join(keys))
        return f"{self.path}, line {line}" if line else str(self.path)

    def _line_of(self, wanted: str) -> int | None:
        section, found, length = "", None, 0
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                section = name = _plain(header[1])
            elif key := _KEY.match(line):
                name = ".".join(part for part in (section, _plain(key[1])) if part)
            else:
                continue
            if f"{name}.".startswith(f"{wanted}."):
                return number
            if length < len(name) and f"{wanted}.".startswith(f"{name}."):
                found, length = number, len(name)
        return found


def read_toml(path: Path) -> TomlFile:
    """Read a file.

    Raises:
        SettingsError: naming the file, and the line if there is one. It quotes nothing from the
            file, which may hold secrets.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problem = "There is no such file."
    except IsADirectoryError:
        problem = "It is a folder; name the file in it."
    except UnicodeDecodeError:
        problem = "It is not text; save it as UTF-8."
    except (OSError, ValueError):
        problem = "It cannot be read; see that it may be opened by the user who runs this."
    else:
        return _parse(path, text)
    raise SettingsError(f"{path}: {problem}")


def _parse(path: Path, text: str) -> TomlFile:
    lines = tuple(text.split("\n"))
    try:
        return TomlFile(path, tomllib.loads(text), lines)
    except (ValueError, RecursionError) as wrong:
        said = str(wrong)
    raise SettingsError(f"{path}{_line_said(said, lines)}: {_what(said)}")


def _line_said(said: str, lines: tuple[str, ...]) -> str:
    if position := _POSITION.search(said):
        return f", line {position[1]}"
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
    return f", line {last}" if "end of document" in said else ""


def _what(said: str) -> str:
    if re.search("overwrite|twice|duplicate", said, re.IGNORECASE):
        return "This is written a second time; keep one of the two."
    return 'This is not TOML. A line reads key = "text" or key = 5, with texts in quotes.'


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def quoted(name: str) -> str:
    """A name from a file as an error shows it: bare if it is a plain name."""
    return name if re.fullmatch(r"[\w.-]{1,60}", name) else shown(name)
