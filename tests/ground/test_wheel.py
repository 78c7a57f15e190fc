"""What is shipped: the program, and the settings and wording it needs wherever it is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.ground.tree import ROOT, named


def test_the_wheel_carries_every_file_of_config_and_nothing_but_the_program(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("alongside-*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())

    settings = {named(path) for path in (ROOT / "config").rglob("*") if path.is_file()}
    assert {f"bot/_{name}" for name in settings} <= shipped
    assert {name.split("/")[0].split("-")[0] for name in shipped} == {"bot", "alongside"}
