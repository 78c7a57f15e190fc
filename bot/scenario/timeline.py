"""Reading the timeline of a scenario: steps, in time that never goes back (SPEC 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.model.durations import shown
from bot.scenario import actions, expectations, values
from bot.scenario.accounts import Accounts
from bot.scenario.cast import STEP_KEYS
from bot.scenario.errors import WrongError
from bot.scenario.fields import Fields
from bot.scenario.names import Names
from bot.scenario.nodes import Node, Scalar, Sequence
from bot.scenario.plans import resolved
from bot.scenario.story import Action, Step

_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3}))?)?")
_HOW_TO_WRITE = 'write it in quotes like "18:30", "18:30:05" or "2027-01-20T18:30:00+00:00"'


def read_timeline(node: Node, starts: datetime, zone: ZoneInfo, known: Names) -> tuple[Step, ...]:
    """All steps.

    Raises:
        WrongError: for the first thing that is wrong, and if there is no step at all.
    """
    items = values.listed(node, "timeline")
    if not items:
        raise WrongError(node.line, "the timeline is empty", 'add a step that begins with "at:"')
    clock, accounts = Clock(starts, zone), Accounts(known)
    return tuple(_step(item, clock, known, accounts) for item in items)


class Clock:
    """The time a scenario has reached, in UTC."""

    def __init__(self, starts: datetime, zone: ZoneInfo) -> None:
        self.reached = starts
        self._zone = zone

    def reach(self, node: Node, what: str) -> datetime:
        """Go on to the time that is written: local to the group, or with an offset."""
        written = values.text(node, what)
        if values.is_moment(written):
            moment = self._dated(node, what)
        elif isinstance(node, Scalar) and node.plain:
            raise WrongError(node.line, f"{shown(written)} is not a time in quotes", _HOW_TO_WRITE)
        else:
            moment = self._of_the_day(written, node.line)
        if moment < self.reached:
            raise WrongError(
                node.line,
                f"{shown(written)} goes back: the story has reached {self._shown(self.reached)}",
                "put the steps in order; past midnight, write the date, the time and the offset",
            )
        self.reached = moment
        return moment

    def _dated(self, node: Node, what: str) -> datetime:
        moment = values.moment(node, what)
        if moment.tzinfo is None:
            local = resolved(moment, self._zone, node.line)
            raise WrongError(node.line, "this time has no offset", f"write {self._shown(local)}")
        return moment.astimezone(UTC)

    def _of_the_day(self, written: str, line: int) -> datetime:
        found = _CLOCK.fullmatch(written)
        if found is None:
            raise WrongError(line, f"{shown(written)} is not a time", _HOW_TO_WRITE)
        hour, minute, second = (int(part or 0) for part in found.groups()[:3])
        if hour > 23 or minute > 59 or second > 59:
            raise WrongError(
                line,
                f"no clock shows {shown(written)}",
                "use 00:00 to 23:59:59; past midnight, write the date, the time and the offset",
            )
        part = int((found[4] or "0").ljust(6, "0"))
        today = self.reached.astimezone(self._zone).date()
        wall = datetime.combine(today, time(hour, minute, second, part))
        return resolved(wall, self._zone, line)

    def _shown(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).isoformat()


def _step(node: Node, clock: Clock, known: Names, accounts: Accounts) -> Step:
    fields = Fields(node, "this step", (*STEP_KEYS, *known.people))
    at = fields.need("at", clock.reach)
    done = tuple(_actions(fields, known, accounts))
    expects = fields.get("expect", lambda value, _: expectations.parse_all(value, known), ())
    only = fields.get("only", values.flag, False)
    checked = only or "expect" in fields
    if not done and not checked:
        raise WrongError(
            fields.line, "nothing happens in this step", "say what somebody does, or expect"
        )
    return Step(at=at, line=fields.line, actions=done, expects=expects, only=only, checked=checked)


def _actions(step: Fields, known: Names, accounts: Accounts) -> Iterable[Action]:
    """The actions of a step in the order written, whoever does them."""
    for key, value in step.entries:
        if key.text in {"at", "expect", "only"}:
            continue
        for written in _sentences(value, key.text):
            action = Action(
                line=written.line,
                actor=key.text,
                deed=actions.parse(written, key.text, known),
                text=" ".join(written.text.split()),
            )
            accounts.follow(action)
            yield action


def _sentences(node: Node, actor: str) -> Iterable[Scalar]:
    items: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
    if not items:
        raise WrongError(node.line, f"the list of what {actor} does is empty", "write an action")
    for item in items:
        values.text(item, f"an action of {actor}")
        if isinstance(item, Scalar):
            yield item
