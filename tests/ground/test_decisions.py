"""The decisions: numbered without a gap, each with its own number, and each in the table."""

import re

from tests.ground.tree import ROOT

FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


def test_they_are_numbered_one_after_another() -> None:
    assert [path.name[:4] for path in RECORDS] == [f"{n:04}" for n in range(1, len(RECORDS) + 1)]


def test_each_says_its_own_number_and_whether_it_stands() -> None:
    for path in RECORDS:
        title, _, state, *_ = path.read_text("utf-8").splitlines()
        assert title.startswith(f"# {path.name[:4]}. ")
        assert re.match(r"\*(Stands|Replaced by|No longer needed)", state), path.name


def test_the_table_lists_each_under_its_title() -> None:
    rows = re.findall(
        r"(?m)^\| \[(\d+)\]\((.+)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8")
    )
    titles = [path.read_text("utf-8").splitlines()[0].partition(". ")[2] for path in RECORDS]
    assert rows == [(p.name[:4], p.name, t) for p, t in zip(RECORDS, titles, strict=True)]
