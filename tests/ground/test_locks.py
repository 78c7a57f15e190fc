"""The lock files: exact, checked by hash, without an address, and complete."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest

from tests.ground.tree import ROOT

RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
PINNED = re.compile(r"(?m)^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<where>[^\\\n]+))? \\$")


def pins(lock: str) -> dict[str, str]:
    """Versions by normalised name."""
    return {found["name"]: found["version"] for found in PINNED.finditer(read(lock))}


def read(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def asked_for(requirements: list[Any]) -> set[str]:
    names = [re.match(r"[\w.-]+", line) for line in requirements if isinstance(line, str)]
    return {normalised(name[0]) for name in names if name}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The libraries that bot/ imports, by the name they are imported under."""
    nodes = [
        node
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module
    }
    return {name.partition(".")[0] for name in named} - sys.stdlib_module_names - {"bot"}


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_a_lock_holds_no_address(lock: str) -> None:
    assert "://" not in read(lock)


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_every_line_of_a_lock_is_a_pin_or_its_hash(lock: str) -> None:
    hash_line = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    others = [
        line
        for line in read(lock).splitlines()
        if not hash_line.fullmatch(line) and not PINNED.fullmatch(line)
    ]
    assert not others


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_a_lock_holds_all_that_the_program_and_its_build_need(lock: str) -> None:
    needed = asked_for(project()["project"]["dependencies"])
    needed |= asked_for(project()["build-system"]["requires"])
    assert needed <= set(pins(lock))


def test_the_development_lock_holds_all_that_the_tests_need() -> None:
    assert asked_for(project()["dependency-groups"]["dev"]) <= set(pins(DEVELOPMENT))


def test_both_locks_agree() -> None:
    assert pins(RUNTIME).items() <= pins(DEVELOPMENT).items()


def test_every_library_that_the_program_imports_is_asked_for() -> None:
    homes = packages_distributions()
    declared = asked_for(project()["project"]["dependencies"])
    undeclared = {
        name for name in imported() if declared.isdisjoint(map(normalised, homes.get(name, [])))
    }
    assert not undeclared
