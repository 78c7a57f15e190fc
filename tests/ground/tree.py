"""The repository as files, for the tests that read it."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_AGAIN = {".git", ".venv", "__pycache__", "build", "dist"}


def project_files() -> list[Path]:
    """Every file of the project; without git, every file that no tool has plainly made."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    else:
        paths = list(_walk())
    return sorted(path for path in paths if path.is_file())


def _walk() -> list[Path]:
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in MADE_AGAIN and "_cache" not in name]
        found += [Path(folder, name) for name in names]
    return found


def named(path: Path) -> str:
    """A path as a person would say it, from the top of the repository."""
    return path.relative_to(ROOT).as_posix()
