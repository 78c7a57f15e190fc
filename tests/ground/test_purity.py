"""Flows and model stand on nothing but the language, each other, and msgspec.

The import contracts in pyproject.toml say what they may not import; this says what they may, and
that none of them looks at a clock by itself.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground.tree import ROOT, named

PURE = [ROOT / "bot" / "model", ROOT / "bot" / "flows"]
ALLOWED = {
    "__future__",
    "bot.flows",
    "bot.model",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "itertools",
    "math",
    "msgspec",
    "operator",
    "re",
    "string",
    "types",
    "typing",
    "unicodedata",
    "zoneinfo",
}
READS_A_CLOCK = re.compile(r"\b(?:date|datetime)\.(?:now|today|utcnow)$")


def modules() -> list[Path]:
    return sorted(path for folder in PURE for path in folder.rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "bot":
            yield from (f"bot.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def is_allowed(name: str) -> bool:
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED)


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_pure_module_imports_only_what_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [name for name in imported(tree) if not is_allowed(name)] == []


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_pure_module_waits_for_nothing_and_reads_no_clock(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    waits = [node for node in nodes if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
    called = [ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)]
    clocks = [name for name in called if READS_A_CLOCK.search(name)]
    assert (waits, clocks, called.count("open")) == ([], [], 0)
