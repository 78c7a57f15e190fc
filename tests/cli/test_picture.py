from pathlib import Path

from tests.cli.program import BUNDLED, ROOT, Program

PART = ("--since", "18:18", "--until", "18:28:30")
HOW = (
    "alongside scenario bot/scenario/bundled/drop-out.yaml "
    f"{' '.join(PART)} --picture docs/picture.svg"
)


def test_the_picture_in_docs_is_what_the_program_draws(program: Program, tmp_path: Path) -> None:
    drawn = tmp_path / "picture.svg"
    program("scenario", BUNDLED / "drop-out.yaml", *PART, "--picture", drawn)
    same = drawn.read_text("utf-8") == (ROOT / "docs" / "picture.svg").read_text("utf-8")
    assert same, f"draw it again: {HOW}"


def test_the_developers_page_says_how_it_is_drawn() -> None:
    page = (ROOT / "docs" / "developers.md").read_text("utf-8")
    assert HOW in " ".join(page.replace("\\\n", " ").split())
