"""The permission table: every button, tried by everybody, in every state, forged and stale (V6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from bot.model.case import CaseKind, Stage
from bot.model.effects import Edit, Effect, Facts, Post, Reply, Send
from bot.model.keys import BUTTONS, COMMAND_OF, FOR_THE_MEETING, MESSAGE_KEYS
from bot.model.meeting import OPEN_STATES, MeetingState
from bot.model.permissions import BUTTON_RIGHTS, button_right
from bot.model.rights import Presser
from bot.store.migrating import upgrade
from tests.commands.permitted_world import (
    EVERYBODY,
    OUTSIDER,
    PLATFORMS,
    STATES,
    SUBJECT,
    UNKNOWN,
    PermittedWorld,
    Tried,
    account,
    case,
    commanded,
    each_press,
    pressed,
)

REFUSALS = {"not-yours", "stale"}
STAFF = {"organiser", "facilitator", "lead", "deputy"}
ALLOWED: dict[Presser, set[str]] = {
    Presser.READER: set(EVERYBODY) - {UNKNOWN},
    Presser.MEMBER: set(EVERYBODY) - {UNKNOWN},
    Presser.STAFF: STAFF,
    Presser.ORGANISER: {"organiser"},
    Presser.LEADS_MEETING: STAFF,
    Presser.CALLS_ROLL: STAFF,
    Presser.CONTACT: {"organiser"},
    Presser.CASE: STAFF,
    Presser.OWNER: {"lead"},
    Presser.DECIDER: {"lead", "organiser"},
    Presser.SUBJECT: {SUBJECT},
    Presser.GUARDIAN: {"guardian"},
    Presser.WITNESS: {"facilitator"},
    Presser.SETTLER: {"organiser"},
}
"""Who may in this world, written by hand: the case is Contributor's, and the lead has it."""
OPEN_TO_READERS = {Presser.READER, Presser.MEMBER}
"""What an offer or a claim is about is somebody else's: its flow says so."""
THREADS = {
    "guardian-confirm": "guardian/young", "guardian-witness": "guardian/young",
    "quiet-ask": f"quiet/{SUBJECT}", "thumbs": "thumbs/1", "role-offer": "duty/notes",
    "rules-ask": "rules/1", "note-ask": "paper/none", "decision-ask": "decision/none",
}  # fmt: skip
IN_A_ROOM = {"opening", "contact-card", "thumbs", "rules-ask", "decision-ask"}
FLOW_KEYS = sorted(key for key in BUTTONS if key not in COMMAND_OF and key != "join-request")
"""Whether somebody is let in is decided with the platform: see the tests of joining."""


class Cell(NamedTuple):
    """A message of one key that somebody was sent, and its case."""

    key: str
    button: str
    to: str

    @property
    def right(self) -> Presser:
        row = button_right(self.key, self.button)
        assert row is not None
        return row.who

    def sent(self) -> Send:
        thread = THREADS.get(self.key, "")
        if self.key.startswith("cost-"):
            thread = f"claim/{SUBJECT}"
        return Send(to=self.to, key=self.key, platform="discord", thread=thread, case="c1")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PermittedWorld]:
    path = tmp_path_factory.mktemp("pressed") / "world.db"
    upgrade(f"sqlite:///{path}")
    world = PermittedWorld(path)
    world.seed()
    yield world
    world.close()


def its_case(right: Presser, stage: Stage | None = None) -> dict[str, Any]:
    """The case under these messages, as it has to be for whoever may press."""
    if right is Presser.OWNER and stage is None:
        owned = case(Stage.OWNED, owner="lead", last_owner="lead")
        return {"cases": {"c1": owned}}
    more: dict[str, Any] = {"kind": CaseKind.LEFT}
    if right is Presser.DECIDER:
        more["deciders"] = ("lead", "organiser")
    return {"cases": {"c1": case(stage or Stage.ESCALATED, **more)}}


def presses_of(key: str) -> list[str]:
    return [one for one in BUTTONS[key] if key not in COMMAND_OF or one in FOR_THE_MEETING]


def its_state(key: str, button: str) -> MeetingState:
    """A state in which it does something."""
    row = button_right(key, button)
    assert row is not None
    states = row.states or {MeetingState.RUNNING}
    return next(one for one in (MeetingState.RUNNING, *STATES) if one in states)


# --- the table is whole ---------------------------------------------------------------------------


def test_every_button_has_a_row() -> None:
    for key, buttons in BUTTONS.items():
        for button in buttons:
            found = button_right(key, button)
            assert found, f"bot/model/permissions.py does not say who may press {key}.{button}"
    for row in BUTTON_RIGHTS:
        known = BUTTONS.get(row.key, ())
        assert set(row.buttons or known[:1]) <= set(known), row
        assert known, f"bot/model/permissions.py has {row.key}, which carries no button"


def test_no_button_stands_twice() -> None:
    seen = [(r.key, button) for r in BUTTON_RIGHTS for button in r.buttons or BUTTONS[r.key]]
    assert len(seen) == len(set(seen))


# --- every cell -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(BUTTONS))
def test_a_private_message_is_for_nobody_else(world: PermittedWorld, key: str) -> None:
    """On both platforms, whatever role they hold; a role does not make it theirs."""
    button = BUTTONS[key][0]
    for to in ("lead", SUBJECT):
        sent = Cell(key, button, to).sent()
        for platform, who in each_press():
            if who == to:
                continue
            tried = world.tries(
                pressed(platform, who, button), its_state(key, button), sent,
                **its_case(Presser.CASE),
            )  # fmt: skip
            assert tried.toast == "not-yours", (platform, who, tried)
            assert not tried.changed, (platform, who, tried)


@pytest.mark.parametrize("key", FLOW_KEYS)
def test_a_message_does_not_make_anybody_what_they_are_not(world: PermittedWorld, key: str) -> None:
    """Everybody presses every button under a message of their own: their role is asked again."""
    for button in presses_of(key):
        for platform in PLATFORMS:
            for who in EVERYBODY:
                if who in {UNKNOWN, OUTSIDER}:
                    continue
                cell = Cell(key, button, who)
                tried = world.tries(
                    pressed(platform, who, button), its_state(key, button), cell.sent(),
                    **its_case(cell.right),
                )  # fmt: skip
                if who in ALLOWED[cell.right]:
                    assert cell.right in OPEN_TO_READERS or tried.toast != "not-yours", (
                        cell,
                        tried,
                    )
                else:
                    assert tried.toast == "not-yours", (cell, tried)
                    assert not tried.changed, (cell, tried)


@pytest.mark.parametrize("key", FLOW_KEYS)
def test_outside_its_states_a_button_changes_nothing(world: PermittedWorld, key: str) -> None:
    for button in presses_of(key):
        row = button_right(key, button)
        assert row is not None
        who = min(ALLOWED[row.who] - {"deputy", OUTSIDER, "promoted", "young"})
        if row.states is None:
            continue
        for state in STATES:
            if state not in row.states:
                tried = world.tries(
                    pressed("discord", who, button), state, Cell(key, button, who).sent(),
                    **its_case(row.who),
                )  # fmt: skip
                assert not tried.changed, (state, tried)
                assert tried.toast in {"closed", "stale", "not-open-yet"}, (state, tried)


@pytest.mark.parametrize("key", sorted({r.key for r in BUTTON_RIGHTS if r.while_open}))
def test_a_case_that_is_over_takes_no_more_presses(world: PermittedWorld, key: str) -> None:
    for button in BUTTONS[key]:
        for state in STATES:
            for who in ("lead", "organiser", SUBJECT):
                cell = Cell(key, button, who)
                tried = world.tries(
                    pressed("telegram", who, button), state, cell.sent(),
                    **its_case(cell.right, Stage.CLOSED),
                )  # fmt: skip
                assert tried.toast == "closed", (state, who, tried)
                assert not tried.changed, (state, who, tried)


@pytest.mark.parametrize("key", sorted(IN_A_ROOM))
def test_a_message_in_a_room_is_for_the_members_of_its_group(
    world: PermittedWorld, key: str
) -> None:
    posted = Post(key=key, thread=THREADS.get(key, "card"))
    for button in BUTTONS[key]:
        for platform, who in each_press():
            tried = world.tries(pressed(platform, who, button), MeetingState.RUNNING, posted)
            if who in {OUTSIDER, UNKNOWN}:
                assert tried.toast == "not-yours", (platform, who, tried)
                assert not tried.changed, (platform, who, tried)
            else:
                assert tried.toast != "not-yours", (platform, who, tried)


# --- forged ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_message_that_there_never_was_does_nothing(world: PermittedWorld, who: str) -> None:
    for key in sorted(BUTTONS):
        for platform in PLATFORMS:
            happening = pressed(platform, who, BUTTONS[key][0], message=999_999)
            tried = world.tries(happening, MeetingState.RUNNING)
            assert tried.toast in REFUSALS
            assert not tried.changed


@pytest.mark.parametrize("key", FLOW_KEYS)
def test_a_button_that_the_message_does_not_carry_does_nothing(
    world: PermittedWorld, key: str
) -> None:
    """Nor one of its own that it used to have before its text was changed into another's."""
    others = sorted({one for buttons in BUTTONS.values() for one in buttons} - set(BUTTONS[key]))
    for button in [*others[::7], "no-such-button"]:
        cell = Cell(key, button, "lead")
        tried = world.tries(
            pressed("telegram", "lead", button), MeetingState.RUNNING, cell.sent(),
            **its_case(Presser.CASE),
        )  # fmt: skip
        assert tried.toast == "stale", (button, tried)
        assert not tried.changed, (button, tried)


def edited(key: str) -> tuple[Effect, ...]:
    sent = Send(to="lead", key=key, platform="discord", thread="alert", case="c1")
    taken = Edit(key="case-taken", thread="alert", to="lead", case="c1", facts=Facts())
    return sent, taken


@pytest.mark.parametrize("key", ["case-alert", "support-alert", "concern-alert", "call-task"])
def test_an_edited_message_is_still_for_whoever_it_was_sent_to(
    world: PermittedWorld, key: str
) -> None:
    """The button is gone from it; a press that was under way comes all the same."""
    taken = {"cases": {"c1": case(Stage.OWNED, owner="organiser", last_owner="organiser")}}
    for platform, who in each_press():
        tried = world.tries(
            pressed(platform, who, "take"), MeetingState.RUNNING, *edited(key), **taken
        )
        if who == "lead" and key != "call-task":
            assert tried.toast == "taken-by"
            assert not tried.changed
        elif who != "lead":
            assert tried.toast == "not-yours"
            assert not tried.changed


# --- buttons that say the same as a command -------------------------------------------------------

NOT_THEIRS = {
    ("not-your-role", "button"), ("practice-late", None), ("practice-late", "child"),
    ("reworded", "late"),
    *((key, "late") for key in ("link", "agree", "aboutme", "claim", "rules", "decision")),
    ("records", "late"),
}  # fmt: skip
IN_WORDS = sorted(key for key in BUTTONS if key in COMMAND_OF)


@pytest.mark.parametrize("key", IN_WORDS)
def test_an_answer_to_somebody_is_for_nobody_else_pressed_or_written_by_hand(
    world: PermittedWorld, key: str
) -> None:
    facts = {"owner": SUBJECT, "about": SUBJECT, "version": "{}", "code": "m"}
    answer = Reply(
        platform="telegram", address=account(SUBJECT), key=key, sealed=world.sealed(**facts)
    )
    for button in BUTTONS[key]:
        if button in FOR_THE_MEETING:
            continue
        for platform, who in each_press():
            if who == SUBJECT:
                continue
            text = f"/{COMMAND_OF[key]} {button} MESSAGE"
            by_hand = world.tries(commanded(platform, who, text), MeetingState.RUNNING, answer)
            assert len(by_hand.answers) == 1
            assert by_hand.answers[0] in NOT_THEIRS or by_hand.answers[0][0] == "not-known"
            assert not by_hand.changed, (who, button, by_hand)
        for who in ("organiser", "young", OUTSIDER, UNKNOWN):
            tapped = world.tries(pressed("telegram", who, button), MeetingState.RUNNING, answer)
            assert tapped.toast == "not-yours", (who, button, tapped)
            assert not tapped.changed


def test_a_number_that_no_message_has_is_answered_kindly(world: PermittedWorld) -> None:
    for key in IN_WORDS:
        text = f"/{COMMAND_OF[key]} {BUTTONS[key][0]} {'9' * 30}"
        tried = world.tries(commanded("telegram", SUBJECT, text), MeetingState.RUNNING)
        assert tried.answers[0] in NOT_THEIRS, (text, tried)
        assert len(tried.answers) == 1
        assert not tried.changed


# --- SPEC 1 and Y12 -------------------------------------------------------------------------------


def test_a_young_chair_is_never_asked_to_call_the_roll_and_presses_nothing_of_a_chairs(
    world: PermittedWorld,
) -> None:
    for key in ("roll-call", "hands", "break-due"):
        for button in BUTTONS[key]:
            for who in ("young", "promoted"):
                tried = world.tries(
                    pressed("discord", who, button), MeetingState.RUNNING,
                    Cell(key, button, who).sent(), chair=who,
                )  # fmt: skip
                assert tried.toast == "not-yours", (key, button, tried)
                assert not tried.changed


def test_an_adult_chair_who_is_not_staff_leads(world: PermittedWorld) -> None:
    for key in ("roll-call", "hands", "break-due"):
        button = BUTTONS[key][0]
        tried = world.tries(
            pressed("discord", SUBJECT, button), MeetingState.RUNNING,
            Cell(key, button, SUBJECT).sent(), chair=SUBJECT,
        )  # fmt: skip
        assert tried.toast != "not-yours", (key, tried)


@pytest.mark.parametrize("key", sorted(MESSAGE_KEYS & {"check-in", "lobby-wait", "opening"}))
def test_the_call_for_help_is_never_refused(world: PermittedWorld, key: str) -> None:
    for state in OPEN_STATES & set(STATES):
        tried = world.tries(
            pressed("telegram", "young", "help"), state, Cell(key, "help", "young").sent()
        )
        assert "cases" in tried.changed, (state, tried)


def test_what_is_pressed_in_time_does_something(world: PermittedWorld) -> None:
    """So that the cells above do not stand still for want of anything to change."""
    did: list[Tried] = []
    for key, who, state in (
        ("case-alert", "lead", MeetingState.RUNNING),
        ("case-contact", "lead", MeetingState.ENDED),
        ("additional-steps", "organiser", MeetingState.RUNNING),
        ("check-in", SUBJECT, MeetingState.RUNNING),
        ("guardian-confirm", "guardian", MeetingState.RUNNING),
        ("guardian-witness", "facilitator", MeetingState.RUNNING),
        ("open-nudge", "organiser", MeetingState.PUBLISHED),
        ("overrun", "organiser", MeetingState.RUNNING),
        ("invitation", SUBJECT, MeetingState.PUBLISHED),
        ("agenda-sort", "organiser", MeetingState.PUBLISHED),
        ("thumbs", SUBJECT, MeetingState.RUNNING),
        ("role-offer", SUBJECT, MeetingState.RUNNING),
        ("hands", "organiser", MeetingState.RUNNING),
        ("cost-claim", SUBJECT, MeetingState.ENDED),
    ):
        cell = Cell(key, BUTTONS[key][0], who)
        tried = world.tries(
            pressed("discord", who, cell.button), state, cell.sent(), **its_case(cell.right)
        )
        assert tried.changed, (key, tried)
        did.append(tried)
    assert did
