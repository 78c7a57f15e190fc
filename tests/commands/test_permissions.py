"""The permission table: every role and every command, tried on both platforms (V6, SPEC 1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.handling import _ACTS
from bot.commands.listing import BY_NAME
from bot.model.during import During, Duty
from bot.model.meeting import MeetingState
from bot.model.people import Role
from bot.model.permissions import BY_COMMAND, COMMANDS, right_of
from bot.model.rights import CommandRight
from bot.permission_page import permission_page
from bot.store.migrating import upgrade
from tests.commands.permitted_world import (
    EVERYBODY,
    OUTSIDER,
    PLATFORMS,
    ROLES,
    STATES,
    UNKNOWN,
    YOUNG,
    PermittedWorld,
    Tried,
    commanded,
)

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
NUMBER_PARTS = {"take", "next", "not", "earlier"}

EXAMPLES = {
    "leaving": "ok", "here": "", "ok": "", "support": "", "stuck": "", "concern": "Deputy",
    "answer": "join", "phone": "07700 900112", "unlink": "telegram", "whotold": "", "agree": "",
    "aboutme": "", "calendar": "", "help": "", "break": "", "jargon": "CRN", "notes": "",
    "start": "", "link": "", "setup": "Europe/London", "pin": "4821", "diary": "Dear diary",
    "diary shared": "", "hand": "", "glossary": "", "glossary add": "CRN = a network",
    "rules": "", "rules add": "One voice", "rules drop": "1", "rules adopt": "", "roles": "",
    "roles offer": "notes", "decide": "", "decide list": "", "decide new": "Tea?",
    "decide who": "us-together", "decide review": "2027-06-01", "decide key": "yes",
    "decide close": "", "note": "We met", "action": "Organiser: tea by 2027-02-01",
    "ask": "checkin", "thumbs": "Tea?", "ready": "", "case": "", "case list": "",
    "case take": "m-c1", "case outcome": "m-c1 reached-ok", "case ok": "Contributor",
    "people": "", "people guardian": "Young Guardian", "people held": "Young Guardian",
    "people agreed": "Young Guardian", "people check": "Lead enhanced 2028-01-01",
    "people role": "Contributor facilitator", "people phone": "Guardian 07700 900113",
    "people pin": "Guardian 4821", "people why": "We meet for tea",
    "meeting": "", "meeting list": "", "meeting new": "Tea 2027-02-20 18:00 60m",
    "meeting series": "Tea 2027-02-20 18:00 60m every week for 3", "meeting skip": "2027-02-20",
    "meeting end-series": "", "meeting move": "2027-02-21 18:00", "meeting title": "Tea",
    "meeting young": "", "meeting topic": "Lead", "meeting confidential": "yes",
    "meeting contact": "Lead", "meeting phone": "0808 157 0123", "meeting second": "Facilitator",
    "meeting standby": "Facilitator", "meeting why": "Tea", "meeting answers": "",
    "meeting publish": "", "meeting open": "", "meeting break": "5m", "meeting end": "",
    "meeting cancel": "", "invite": "Sam", "operator": "Lead", "costs": "", "costs list": "",
    "costs agree": "Contributor 5.00 each meeting by voucher within 14 days: tea",
    "costs export": "", "costs approve": "Contributor", "costs ask": "Contributor Why?",
    "costs paid": "Contributor", "agenda": "", "agenda list": "", "agenda add": "Tea",
    "agenda minutes": "1 20", "agenda break": "", "practice": "", "practice book": "",
    "practice cancel": "", "practice slots": "", "practice slot": "2027-02-20 18:00 30m",
    "practice note": "abcde Good", "claim": "", "claim list": "", "claim statement": "",
    "claim yes": "", "claim amount": "7.50", "claim add": "travel 12 miles",
    "claim way": "voucher", "claim decline": "",
}  # fmt: skip
"""What follows each part, as somebody who may would write it; "1" or "Tea" where it is not here."""


def written(row: CommandRight) -> str:
    name = f"{row.name} {row.part}".strip()
    more = EXAMPLES.get(name, "1" if row.part in NUMBER_PARTS else "Tea")
    return f"/{name} {more}".strip()


def may(who: str, row: CommandRight) -> bool:
    """As SPEC 1 has it, and not as the code works it out."""
    if who == UNKNOWN:
        return row.unknown
    if row.roles is None:
        return True
    if who in YOUNG:
        return Role.YOUNG_PERSON in row.roles
    roles = {OUTSIDER: (Role.ORGANISER,)}.get(who) or ROLES[who]
    return bool(row.roles.intersection(roles))


def is_refused(tried: Tried, row: CommandRight) -> bool:
    if row.refusal is not None and row.refusal in tried.answers:
        return True
    return any(key in {"not-your-role", "not-known"} for key, _ in tried.answers)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PermittedWorld]:
    path = tmp_path_factory.mktemp("permitted") / "world.db"
    upgrade(f"sqlite:///{path}")
    world = PermittedWorld(path)
    world.seed()
    yield world
    world.close()


# --- the table is whole ---------------------------------------------------------------------------


def test_every_command_has_a_row() -> None:
    missing = sorted({*_ACTS, *BY_NAME} - {row.name for row in COMMANDS})
    assert not missing, f"bot/model/permissions.py does not say who may use /{missing[0]}"
    gone = sorted({row.name for row in COMMANDS} - {*_ACTS})
    assert not gone, f"bot/model/permissions.py has /{gone[0]}, which is no command"


def test_every_part_that_is_listed_has_a_row() -> None:
    for command in BY_NAME.values():
        for part in command.parts:
            there = (command.name, part.name) in BY_COMMAND
            assert there, f"bot/model/permissions.py lacks /{command.name} {part.name}"
        for option in command.options:
            if option.name == "what" and any(row.part for row in rows_of(command.name)):
                for choice in option.choices:
                    assert right_of(command.name, [choice]) is not None


def rows_of(name: str) -> list[CommandRight]:
    return [row for row in COMMANDS if row.name == name]


def test_no_row_stands_twice_and_every_command_has_one_without_a_part() -> None:
    assert len(BY_COMMAND) == len(COMMANDS)
    assert all((row.name, "") in BY_COMMAND for row in COMMANDS)


def test_what_nobody_under_18_may_ever_do_is_for_staff() -> None:
    """A row that names roles names either those of staff, or those of a family."""
    family = {Role.GUARDIAN, Role.YOUNG_PERSON}
    for row in COMMANDS:
        assert row.roles is None or not row.roles & family or row.name == "pin", row


def test_the_page_is_the_table() -> None:
    again = "docs/permissions.md is not as the table has it; run python -m bot.settings docs"
    assert PAGE.read_text("utf-8") == permission_page(), again


# --- every cell -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted({row.name for row in COMMANDS}))
def test_who_may_not_is_told_so_kindly_and_nothing_changes(
    world: PermittedWorld, name: str
) -> None:
    for row in rows_of(name):
        for platform in PLATFORMS:
            for who in EVERYBODY:
                tried = world.tries(commanded(platform, who, written(row)), MeetingState.PUBLISHED)
                cell = (written(row), who, platform, tried)
                if who == UNKNOWN and row.unknown:
                    assert not tried.changed, cell
                elif may(who, row):
                    assert not is_refused(tried, row), cell
                    assert tried.answers or tried.changed, cell
                else:
                    assert is_refused(tried, row), cell
                    assert not tried.changed, cell
                    assert len(tried.answers) == 1, cell


@pytest.mark.parametrize(
    "row", [row for row in COMMANDS if row.states is not None], ids=lambda row: written(row)
)
def test_outside_its_states_a_command_changes_nothing_about_the_meeting(
    world: PermittedWorld, row: CommandRight
) -> None:
    who = next(who for who in ("organiser", "contributor", "lead") if may(who, row))
    for state in STATES:
        tried = world.tries(commanded("discord", who, written(row)), state)
        assert not is_refused(tried, row), (state, tried)
        if state not in (row.states or ()):
            assert "meetings" not in tried.changed, (state, tried)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["contributor", "guardian", *YOUNG, OUTSIDER, UNKNOWN])
def test_no_state_of_the_meeting_opens_what_is_closed(
    world: PermittedWorld, who: str, state: MeetingState
) -> None:
    for row in COMMANDS:
        if not may(who, row):
            tried = world.tries(commanded("telegram", who, written(row)), state)
            assert not tried.changed, (written(row), tried)


# --- duties ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["/thumbs Tea?", "/ask checkin", "/hand next", "/hand list"])
def test_an_adult_chair_leads_the_meeting_and_a_young_one_does_not(
    world: PermittedWorld, text: str
) -> None:
    running = MeetingState.RUNNING
    adult = world.tries(commanded("discord", "contributor", text), running, chair="contributor")
    assert "not-your-role" not in [key for key, _ in adult.answers]
    for who in YOUNG:
        young = world.tries(commanded("discord", who, text), running, chair=who)
        assert [key for key, _ in young.answers] == ["not-your-role"]
        assert not young.changed


@pytest.mark.parametrize("text", ["/note Tea", "/decide new Tea?", "/action Lead: tea"])
def test_whoever_takes_the_notes_may_write_them(world: PermittedWorld, text: str) -> None:
    during = During(duties={Duty.NOTES: "contributor"})
    tried = world.tries(
        commanded("telegram", "contributor", text), MeetingState.RUNNING, during=during
    )
    assert "papers" in tried.changed
    other = world.tries(commanded("telegram", "young", text), MeetingState.RUNNING, during=during)
    assert other.answers == (("noted", "not-yours"),)
    assert not other.changed


def test_what_is_written_in_a_diary_may_begin_with_any_word() -> None:
    kept = right_of("diary", "shared a walk today".split())
    assert kept is not None
    assert kept.roles is None
    asked = right_of("diary", ["shared", "2"])
    assert asked is not None
    assert asked.roles is not None
