"""Who may use which command and press which button, and when: the one table (V6).

`docs/permissions.md` is written from it. What a command or a flow asks besides, for instance
whose case it is, it still asks itself, at the moment of acting.
"""

from __future__ import annotations

from bot.model.during import Duty
from bot.model.keys import ANY_CARD, BUTTONS, COMMAND_OF
from bot.model.meeting import NOT_OVER, OPEN_STATES, MeetingState
from bot.model.people import STAFF, Role
from bot.model.questions import QUESTIONS
from bot.model.rights import (
    DRAFT,
    KEEPERS,
    LEADS,
    NOT_BEGUN,
    ORGANISERS,
    OVER,
    PUBLISHED,
    STILL,
    ButtonRight,
    CommandRight,
    Presser,
    Roles,
    States,
)

_MEMBER = Presser.MEMBER
_NOT_A_GUARDIAN = ("pin", "not-guardian")
_NOT_THEIR_NOTES = ("noted", "not-yours")


def _parts(
    name: str,
    *parts: str,
    roles: Roles | None = None,
    states: States | None = None,
    duty: Duty | None = None,
    refusal: tuple[str, str | None] | None = None,
) -> tuple[CommandRight, ...]:
    return tuple(
        CommandRight(name=name, part=part, roles=roles, states=states, duty=duty, refusal=refusal)
        for part in parts
    )


COMMANDS: tuple[CommandRight, ...] = (
    # whoever the bot does not know yet
    CommandRight(name="start", unknown=True),
    CommandRight(name="link", unknown=True),
    CommandRight(name="setup", unknown=True),
    # everybody
    CommandRight(name="leaving"),
    CommandRight(name="here", states=NOT_OVER),
    CommandRight(name="ok"),
    CommandRight(name="support"),
    CommandRight(name="stuck"),
    CommandRight(name="concern"),
    CommandRight(name="answer", states=NOT_OVER),
    CommandRight(name="phone"),
    CommandRight(name="unlink"),
    CommandRight(name="whotold"),
    CommandRight(name="mydata"),
    CommandRight(name="agree"),
    CommandRight(name="aboutme"),
    CommandRight(name="calendar"),
    CommandRight(name="help"),
    CommandRight(name="break", states=OPEN_STATES),
    CommandRight(name="jargon", states=OPEN_STATES),
    CommandRight(name="notes"),
    *_parts("claim", "", "list", "statement"),
    *_parts("claim", "yes", "amount", "add", "way", "decline", states=OVER),
    CommandRight(
        name="pin",
        roles=frozenset({Role.GUARDIAN, Role.YOUNG_PERSON}),
        refusal=_NOT_A_GUARDIAN,
    ),
    # everybody, and some of it the staff alone
    *_parts("agenda", "", "list", "add"),
    *_parts(
        "agenda", "take", "next", "not", "earlier", "minutes", "break",
        roles=STAFF, states=NOT_BEGUN,
    ),
    *_parts("practice", "", "book", "cancel", "slots"),
    *_parts("practice", "slot", "note", roles=STAFF),
    CommandRight(name="diary"),
    CommandRight(name="diary", part="shared", roles=KEEPERS, numbered=True),
    CommandRight(name="hand", states=OPEN_STATES),
    *_parts("hand", "next", "list", roles=STAFF, duty=Duty.CHAIR, states=OPEN_STATES),
    CommandRight(name="glossary"),
    *_parts("glossary", "add", roles=STAFF),
    CommandRight(name="rules"),
    *_parts("rules", "add", "drop", roles=STAFF),
    *_parts("rules", "adopt", roles=STAFF, states=OPEN_STATES),
    CommandRight(name="roles"),
    *_parts("roles", "offer", roles=STAFF, states=NOT_OVER),
    *_parts("decide", "", "list"),
    *_parts(
        "decide", "new", "who", "option", "how", "outcome", "dissent", "review", "key", "close",
        roles=STAFF, duty=Duty.NOTES, states=OPEN_STATES | OVER, refusal=_NOT_THEIR_NOTES,
    ),
    *_parts(
        "note", "", roles=STAFF, duty=Duty.NOTES, states=OPEN_STATES | OVER,
        refusal=_NOT_THEIR_NOTES,
    ),
    *_parts(
        "action", "", roles=STAFF, duty=Duty.NOTES, states=OPEN_STATES | OVER,
        refusal=_NOT_THEIR_NOTES,
    ),
    # the staff, and some of it the organisers alone
    *_parts("ask", "", roles=STAFF, duty=Duty.CHAIR, states=OPEN_STATES),
    *_parts("thumbs", "", roles=STAFF, duty=Duty.CHAIR, states=OPEN_STATES),
    CommandRight(name="ready", roles=STAFF, states=NOT_BEGUN),
    *_parts("case", "", "list", "take", "outcome", "ok", roles=STAFF),
    CommandRight(name="records", roles=KEEPERS),
    *_parts("records", "keep", "remove", roles=LEADS),
    CommandRight(name="people", roles=STAFF),
    *_parts(
        "people", "guardian", "held", "agreed", "check", "role", "phone", "pin", "why",
        roles=KEEPERS,
    ),
    *_parts("meeting", "", "list", roles=STAFF),
    *_parts("meeting", "new", "series", "skip", "end-series", roles=ORGANISERS),
    *_parts("meeting", "move", "title", "young", "topic", "confidential",
            roles=ORGANISERS, states=NOT_BEGUN),
    *_parts("meeting", "contact", "phone", roles=ORGANISERS, states=DRAFT),
    *_parts("meeting", "second", "standby", roles=ORGANISERS, states=STILL),
    *_parts("meeting", "why", roles=STAFF, states=NOT_BEGUN),
    *_parts("meeting", "answers", roles=STAFF, states=NOT_OVER),
    *_parts("meeting", "publish", roles=STAFF, states=DRAFT),
    *_parts("meeting", "open", roles=STAFF, states=PUBLISHED),
    *_parts("meeting", "break", "end", roles=STAFF, states=OPEN_STATES),
    *_parts("meeting", "cancel", roles=STAFF, states=STILL),
    CommandRight(name="invite", roles=ORGANISERS),
    CommandRight(name="operator", roles=ORGANISERS),
    *_parts("costs", "", "agree", "list", "export", roles=ORGANISERS),
    *_parts("costs", "approve", "ask", "paid", roles=ORGANISERS, states=OVER),
)  # fmt: skip
"""Every command, part by part. A part that is not here follows the row without a part."""


def _each(
    *keys: str, who: Presser = Presser.READER, states: States | None = None,
    while_open: bool = False,
) -> tuple[ButtonRight, ...]:  # fmt: skip
    return tuple(
        ButtonRight(key=key, who=who, states=states, while_open=while_open) for key in keys
    )


BUTTON_RIGHTS: tuple[ButtonRight, ...] = (
    # somebody who left, or asks for someone
    *_each("check-in", "check-in-nudge", "support-words", "pulse", "help-line"),
    *_each(
        "case-alert", "support-alert", "concern-alert", "case-broadcast", "young-person-left",
        "no-show-task", "call-task", "case-ownership-expired", "guardian-told-ask",
        who=Presser.CASE, while_open=True,
    ),
    *_each("case-contact", who=Presser.OWNER, while_open=True),
    *_each("additional-steps", who=Presser.DECIDER, while_open=True),
    *_each("help-who", who=Presser.SUBJECT, while_open=True),
    # a young person comes in
    *_each("guardian-confirm", who=Presser.GUARDIAN, states=OPEN_STATES),
    *_each("guardian-witness", who=Presser.WITNESS, states=OPEN_STATES),
    *_each("join-request", who=Presser.STAFF),
    # the meeting card
    *(
        row
        for key in ("opening", "contact-card")
        for row in (
            ButtonRight(key=key, buttons=("here",), who=_MEMBER, states=NOT_OVER),
            ButtonRight(key=key, buttons=("ok", "technical", "contact", "back-soon"), who=_MEMBER),
            ButtonRight(key=key, buttons=("break", "hand"), who=_MEMBER, states=OPEN_STATES),
        )
    ),
    # running a meeting
    *_each("open-nudge", "open-alert", who=Presser.STAFF, states=PUBLISHED),
    *_each("overrun", who=Presser.STAFF, states=OPEN_STATES),
    *_each("roll-call", "hands", who=Presser.LEADS_MEETING, states=OPEN_STATES),
    *_each("break-due", who=Presser.CALLS_ROLL, states=frozenset({MeetingState.RUNNING})),
    *_each("contact-back", who=Presser.CONTACT),
    *_each("quiet-ask", states=OPEN_STATES),
    *_each("thumbs", "rules-ask", who=_MEMBER, states=OPEN_STATES),
    *_each("decision-ask", who=_MEMBER),
    *_each("note-ask"),
    *_each("role-offer", states=NOT_OVER),
    # before it and after it
    *_each("invitation", states=NOT_OVER),
    *_each("agenda-ask"),
    *_each("agenda-sort", who=Presser.STAFF, states=NOT_BEGUN),
    *_each("agenda-became", who=Presser.STAFF, states=OVER),
    *_each("readiness", who=Presser.STAFF, states=NOT_BEGUN),
    ButtonRight(key="thanks", buttons=("write-down",)),
    ButtonRight(key="thanks", buttons=("talk-tomorrow",), states=OVER),
    # costs
    *_each("cost-claim", "cost-claim-reminder", "cost-amount", "cost-question", states=OVER),
    *_each("cost-approve", "cost-approved", "cost-overdue", who=Presser.SETTLER, states=OVER),
    *_each("cost-agreement"),
    # joining, and what people say about themselves
    *_each("next-steps", "welcome", who=Presser.ORGANISER),
    *_each("link-ask", "reach-ask", "guidelines", "invited", "agree-again", "needs-again"),
    *_each("aboutme", "about-list", *(question.key for question in QUESTIONS)),
    *_each("mydata", "mydata-erase", "records-review"),
    # practice
    *_each("practice-offer", "practice-step", "practice-done", "practice-slots"),
    ButtonRight(key="practice-slot", buttons=("came", "did-not-come"), who=Presser.STAFF),
    ButtonRight(key="practice-slot", buttons=("cannot",)),
)  # fmt: skip
"""Every message with buttons. A press counts only for whom its message was for, besides."""

HELP = ButtonRight(key="", buttons=ANY_CARD)
"""The call for help that any card may carry is never refused (Y12)."""

BY_COMMAND = {(row.name, row.part): row for row in COMMANDS}
_BY_KEY = {
    key: [row for row in BUTTON_RIGHTS if row.key == key] for key in {r.key for r in BUTTON_RIGHTS}
}


def right_of(name: str, words: list[str]) -> CommandRight | None:
    """The row for a command as it was written; None: it is no command."""
    first = words[0].lower() if words else ""
    row = BY_COMMAND.get((name, first))
    if row is not None and not (row.numbered and not _is_numbered(words)):
        return row
    return BY_COMMAND.get((name, ""))


def _is_numbered(words: list[str]) -> bool:
    return len(words) == 1 or (len(words) == len(("part", "number")) and words[1].isdigit())


def button_right(key: str, button: str) -> ButtonRight | None:
    """The row for a button under a message; None: nobody may press it there."""
    if button in ANY_CARD:
        return HELP
    rows = _BY_KEY.get(key, [])
    return next((row for row in rows if not row.buttons or button in row.buttons), None)


def listed_for(name: str) -> Roles | None:
    """For whom the platforms list a command; None: for everybody (SPEC 8).

    Anybody may come to take the notes; a chair who is not staff is told by the card.
    """
    rows = [row for row in COMMANDS if row.name == name]
    if any(row.roles is None or row.duty is Duty.NOTES for row in rows):
        return None
    return frozenset(role for row in rows for role in row.roles or ())


def is_button_of(command: str, button: str) -> bool:
    """Whether `/COMMAND BUTTON NUMBER` is how a press of a button is written."""
    keys = (key for key, name in COMMAND_OF.items() if name == command)
    return any(button in BUTTONS.get(key, ()) for key in keys)
