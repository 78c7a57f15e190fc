"""docs/permissions.md: who may do what, written from the table (V6)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.during import Duty
from bot.model.keys import BUTTONS
from bot.model.meeting import NOT_OVER, OPEN_STATES, MeetingState
from bot.model.people import Role
from bot.model.permissions import BUTTON_RIGHTS, COMMANDS
from bot.model.rights import (
    DRAFT,
    NOT_BEGUN,
    OVER,
    PUBLISHED,
    STILL,
    ButtonRight,
    CommandRight,
    Presser,
    States,
)

_BEGINS = """\
# Who may do what

Every command and every button, and who may use it. It is asked at the moment of use: whoever has
lost a role an hour ago may do no more what it allowed. Whoever may not gets one kind sentence, and
nothing changes.

Three things hold everywhere:

- **Anyone under 18 is a young person**, whatever else the list of people calls them. They hold no
  power of staff, and chair no meeting.
- **A message is for whoever it was sent to.** A button under a private message works for nobody
  else, even if they know its number. Under a message in a room it works for the members of the
  group.
- **Nobody acts about themselves.** The person a case is about never takes, reads or closes it, nor
  does anybody they have raised a concern about; and nobody settles a claim of their own.

*I need someone* under any message is never refused, and asking for someone is never lost.
"""

_ROLES = (
    (Role.ORGANISER, "organiser"),
    (Role.FACILITATOR, "facilitator"),
    (Role.SAFEGUARDING_LEAD, "lead"),
    (Role.DEPUTY_LEAD, "deputy"),
    (Role.CONTRIBUTOR, "contributor"),
    (Role.YOUNG_PERSON, "young person"),
    (Role.GUARDIAN, "guardian"),
)
_WHEN: dict[States, str] = {
    DRAFT: "before it is published",
    PUBLISHED: "published, not open yet",
    NOT_BEGUN: "before it is opened",
    OPEN_STATES: "while it is open",
    NOT_OVER: "published or open",
    STILL: "until it has ended",
    OVER: "when it has ended",
    OPEN_STATES | OVER: "while it is open, and after it",
    frozenset({MeetingState.RUNNING}): "while it runs",
}
_WHO = {
    Presser.READER: "whoever it was sent to",
    Presser.MEMBER: "the members of the group; of a private copy whoever it was sent to",
    Presser.STAFF: "staff",
    Presser.ORGANISER: "organisers",
    Presser.LEADS_MEETING: "staff, and the chair",
    Presser.CALLS_ROLL: "staff, and whoever leads the meeting at that moment",
    Presser.CONTACT: "the contact person, while they are staff",
    Presser.CASE: "staff who may see the case",
    Presser.OWNER: "whoever has the case, or had it last",
    Presser.DECIDER: "those who were asked to decide together",
    Presser.SUBJECT: "the person it is about",
    Presser.GUARDIAN: "an adult guardian of that young person",
    Presser.WITNESS: "checked adults who were asked, and are not the guardian",
    Presser.SETTLER: "organisers, or who looks after the arrangements; not about themselves",
}
_DUTIES = {Duty.CHAIR: "the chair", Duty.NOTES: "whoever takes the notes"}


def permission_page() -> str:
    """The text of docs/permissions.md."""
    commands = [_command_line(row) for row in COMMANDS]
    names = [name for _, name in _ROLES]
    buttons = [_button_line(row) for row in BUTTON_RIGHTS]
    return "\n".join(
        [
            _BEGINS,
            "## Commands",
            "",
            "A dot means: may use it. *When* is how the meeting has to be for it to change",
            "something about the meeting; where it is empty the command needs no meeting.",
            "",
            _line("command", *names, "not known yet", "when", "note"),
            _line(*("---",) * (len(names) + 4)),
            *commands,
            "",
            "## Buttons",
            "",
            "By the name of the message they stand under.",
            "",
            _line("message", "buttons", "who", "when"),
            _line(*("---",) * 4),
            *buttons,
            "",
        ]
    )


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _command_line(row: CommandRight) -> str:
    everybody = row.roles is None
    dots = ["•" if everybody or role in (row.roles or ()) else "" for role, _ in _ROLES]
    written = f"`/{row.name} {row.part}`" if row.part else f"`/{row.name}`"
    unknown = "•" if row.unknown else ""
    return _line(written, *dots, unknown, _when(row.states), ", ".join(_besides(row)))


def _besides(row: CommandRight) -> Iterator[str]:
    if row.duty is not None:
        yield f"also {_DUTIES[row.duty]}"
    if row.name == "setup":
        yield "only an adult who runs the room"


def _button_line(row: ButtonRight) -> str:
    buttons = row.buttons or BUTTONS[row.key]
    shown = f"{buttons[0]} … {buttons[-1]}" if len(buttons) > _MOST else ", ".join(buttons)
    when = "while the case is open" if row.while_open else _when(row.states)
    return _line(f"`{row.key}`", shown, _WHO[row.who], when)


_MOST = 9


def _when(states: States | None) -> str:
    return "" if states is None else _WHEN[states]
