"""What the pages say can be done, can be done."""

import re
from pathlib import Path

import pytest
import typer

from bot.cli.app import app
from bot.commands.listing import BY_NAME
from bot.settings import Settings
from tests.cli.program import ROOT

PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in
                               ("organisers", "operators", "developers"))]  # fmt: skip
NOT_OURS = {"newbot"}


@pytest.fixture(params=PAGES, ids=lambda path: path.name)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_chat_command_is_known(page: Path) -> None:
    named = set(re.findall(r"`/([a-z]+)[` ]", page.read_text("utf-8"))) - NOT_OURS
    assert named <= BY_NAME.keys()


def test_every_form_of_the_meeting_and_case_commands_is_known(page: Path) -> None:
    forms = " ".join(form for command in BY_NAME.values() for form in command.forms)
    for written in re.findall(r"`(/(?:meeting|case) [a-z]+)", page.read_text("utf-8")):
        assert written in forms


def test_every_command_of_the_program_is_known(page: Path) -> None:
    known = set(typer.main.get_group(app).commands)
    named = re.findall(r"(?m)(?:`|^\s*|/)alongside ([a-z]+)", page.read_text("utf-8"))
    assert set(named) <= known


def test_every_setting_is_known(page: Path) -> None:
    known = {"ALONGSIDE_CONFIG", "ALONGSIDE_"}
    for name, field in Settings.model_fields.items():
        known.add(f"ALONGSIDE_{name.upper()}")
        for inner in getattr(field.annotation, "model_fields", {}):
            known.add(f"ALONGSIDE_{name.upper()}__{inner.upper()}")
    assert set(re.findall(r"ALONGSIDE_[A-Z_]*", page.read_text("utf-8"))) <= known


def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
    broken = [
        link for link in links if "://" not in link and not (page.parent / link).resolve().exists()
    ]
    assert links
    assert not broken


def test_every_place_on_a_page_is_there(page: Path) -> None:
    for link, place in re.findall(r"\]\(([^)#]*)#([^)]+)\)", page.read_text("utf-8")):
        target = (page.parent / link).resolve() if link else page
        headings = re.findall(r"(?m)^#+ (.+)$", target.read_text("utf-8"))
        assert place in {_place(heading) for heading in headings}


def _place(heading: str) -> str:
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")
