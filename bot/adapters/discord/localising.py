"""Names and descriptions of the commands in other languages, from `config/wording/`.

A language has a folder there, named as Discord names the language, and in it `slash.ftl`. Each
text in that file is plain:

    slash-meeting = Treffen anlegen und leiten
        .name = treffen
    slash-meeting-open = Ein Treffen öffnen
    slash-leaving-how-ok = Mir geht es gut

Without a name of its own a command keeps the English one. Words that are typed stay English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import discord
from fluent.syntax import FluentParser, ast

FILE = "slash.ftl"
PREFIX = "slash-"
LOCALES = frozenset(locale.value for locale in discord.Locale)


class CommandsError(Exception):
    """The commands cannot be listed like this; says in one sentence why, and what to do."""


class Localised:
    """The texts of every language, by the command's path, such as `meeting-open`."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """`texts`: by language, then by path; a name of its own stands under `PATH.name`."""
        self._texts = texts or {}
        self._used: set[str] = set()

    @classmethod
    def read(cls, folder: Path) -> Localised:
        """Read `folder/LANGUAGE/slash.ftl` of every language that has one.

        Raises:
            CommandsError: a file cannot be read, or Discord does not know the language.
        """
        return cls({path.parent.name: _texts(path) for path in sorted(folder.glob(f"*/{FILE}"))})

    def named(self, path: str, name: str, says: str) -> dict[str, Any]:
        """The name and the description of something, in every language that has them."""
        return {
            "name": name,
            "name_localizations": self._all(f"{path}.name") or None,
            "description": says,
            "description_localizations": self._all(path) or None,
        }

    def labelled(self, path: str, label: str) -> dict[str, Any]:
        """The label of a choice, in every language that has one."""
        return {"name": label, "name_localizations": self._all(path) or None}

    def unused(self) -> str | None:
        """A text that belongs to no command, if there is one: a name that is spelt wrong."""
        given = {path for texts in self._texts.values() for path in texts}
        return min(given - self._used, default=None)

    def _all(self, path: str) -> dict[str, str]:
        self._used.add(path)
        return {locale: texts[path] for locale, texts in self._texts.items() if path in texts}


def _texts(path: Path) -> dict[str, str]:
    where = f"{path.parent.name}/{path.name}"
    if path.parent.name not in LOCALES:
        raise CommandsError(
            f"{where}: Discord has no language called {path.parent.name}; name the folder as"
            " Discord names the language, such as de or pt-BR."
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandsError(f"{where} cannot be read as UTF-8 text.") from problem
    return dict(_entries(text, where))


def _entries(text: str, where: str) -> Iterator[tuple[str, str]]:
    for item in FluentParser().parse(text).body:
        match item:
            case ast.Message(id=name, value=ast.Pattern() as value) if name.name.startswith(PREFIX):
                path = name.name.removeprefix(PREFIX)
                yield path, _plain(value, where, name.name)
                for attribute in item.attributes:
                    at = f"{path}.{attribute.id.name}"
                    yield at, _plain(attribute.value, where, f"{PREFIX}{at}")
            case ast.Message(id=name):
                raise CommandsError(f"{where}: {name.name} is no text of a command; take it out.")
            case ast.Junk():
                raise CommandsError(f"{where}: a text cannot be read: {_begin(item)}.")


def _begin(item: ast.Junk) -> str:
    return next(iter((item.content or "").split()), "it is empty")


def _plain(pattern: ast.Pattern, where: str, name: str) -> str:
    parts = [one.value for one in pattern.elements if isinstance(one, ast.TextElement)]
    if len(parts) != len(pattern.elements):
        raise CommandsError(f"{where}: {name} has braces in it; write plain words.")
    return " ".join("".join(parts).split())
