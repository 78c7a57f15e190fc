"""What is asked of every command before its own code runs (V6).

The table says which roles may use it; here is asked whether they hold one at this moment. What
it needs besides, for instance which meeting is meant, the command asks itself.
"""

from __future__ import annotations

from bot.commands.asking import Asked, SorryError
from bot.commands.there import meetings_in
from bot.model.during import Duty
from bot.model.meeting import Meeting
from bot.model.people import STAFF, Role
from bot.model.permissions import button_right, is_button_of, right_of
from bot.model.rights import ORGANISERS, CommandRight, Presser
from bot.ports import SentMessage
from bot.routes import is_theirs

_ROLES_OF = {Presser.STAFF: STAFF, Presser.ORGANISER: ORGANISERS}
_NOT_THEIRS: dict[str, tuple[str, str | None]] = {
    "link": ("link", "late"),
    "agree": ("agree", "late"),
    "aboutme": ("aboutme", "late"),
    "practice": ("practice-late", None),
    "claim": ("claim", "late"),
    "notes": ("reworded", "late"),
    "rules": ("rules", "late"),
    "decide": ("decision", "late"),
    "records": ("records", "late"),
}
"""What a command says of a question that is over, and of one that was never theirs."""
MOST_DIGITS = 18
"""Of the number of a message: no message has a longer one."""


def permit(asked: Asked) -> None:
    """Raises `SorryError` with one kind sentence; nothing has been changed by then."""
    row = right_of(asked.name, asked.words)
    match asked.words:
        case [button, number] if _is_number(number) and is_button_of(asked.name, button.lower()):
            _permit_press(asked, button.lower(), number)
        case _ if row is not None and row.roles is not None:
            _permit(asked, row, row.roles)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


# --- in words -------------------------------------------------------------------------------------


def _permit(asked: Asked, row: CommandRight, roles: frozenset[Role]) -> None:
    if row.duty is not None and _has_duty(asked, row.duty, row):
        return
    try:
        if row.duty is None and roles <= STAFF:
            asked.groups_for(roles)
        elif not _holds(asked, roles):
            raise SorryError("not-your-role")
    except SorryError as sorry:
        if sorry.key == "not-your-role" and row.refusal is not None:
            raise SorryError(*row.refusal) from None
        raise


def _holds(asked: Asked, roles: frozenset[Role]) -> bool:
    """Whether they hold one of them in any of their groups today."""
    return any(asked.may(group, roles) for group in asked.groups())


def _has_duty(asked: Asked, duty: Duty, row: CommandRight) -> bool:
    found = meetings_in(asked, row.states or frozenset())
    return any(_is_done_by(asked, duty, meeting) for meeting in found)


def _is_done_by(asked: Asked, duty: Duty, meeting: Meeting) -> bool:
    """Nobody under 18 chairs a meeting, whoever named them."""
    if duty is not Duty.CHAIR:
        return meeting.during.duties.get(duty) == asked.person
    group = asked.books.group(meeting.group)
    return meeting.chair == asked.person and asked.me(group).is_adult(asked.today(group))


# --- a button that says the same as a command -----------------------------------------------------


def _permit_press(asked: Asked, button: str, number: str) -> None:
    """A press may be written by hand as well: whose message it is counts, not who knows its number.

    Of a message that there never was the command itself says so.
    """
    sorry = SorryError(*_NOT_THEIRS.get(asked.name, ("not-your-role", "button")))
    if len(number) > MOST_DIGITS:
        raise sorry
    message = asked.books.sent_message(int(number))
    if message is None:
        return
    happened = asked.happening
    theirs = is_theirs(asked.books, message, happened.platform, happened.account, asked.known_as)
    if not theirs or not _may_still(asked, message, button):
        raise sorry


def _may_still(asked: Asked, message: SentMessage, button: str) -> bool:
    """Whether they still hold the role for which it was sent to them, where it takes one."""
    rights = (button_right(key, button) for key in message.keys)
    roles = (_ROLES_OF.get(right.who) for right in rights if right is not None)
    wanted = next((one for one in roles if one is not None), None)
    return wanted is None or _holds(asked, wanted)
