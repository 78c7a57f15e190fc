"""Who and what a scenario may speak of: keys are looked up here, or refused."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.durations import shown
from bot.model.keys import BUTTONS, MESSAGE_KEYS, may_carry
from bot.scenario.errors import WrongError, suggestion
from bot.scenario.nodes import Node, Scalar
from bot.scenario.story import PLATFORMS, MeetingSpec, PersonSpec
from bot.scenario.values import one_of, text, words


class Names:
    """The people and meetings of a scenario, by key."""

    def __init__(
        self, people: Mapping[str, PersonSpec], meetings: Mapping[str, MeetingSpec]
    ) -> None:
        self.people = people
        self.meetings = meetings

    def person(self, node: Node, what: str) -> str:
        """The key of somebody in `people`."""
        return known_person(node, what, self.people)

    def persons(self, node: Node, what: str) -> tuple[str, ...]:
        """The keys of several people."""
        return tuple(self.person(word, what) for word in words(node, what))

    def meeting(self, node: Node, what: str) -> str:
        """The key of one of `meetings`."""
        key = text(node, what)
        if key not in self.meetings:
            raise WrongError(
                node.line,
                f"{shown(key)} is not one of the meetings",
                suggestion(key, self.meetings),
            )
        return key

    def reader(self, node: Node, what: str) -> str:
        """Whoever a message can be for: a person, or the group of a meeting."""
        key = text(node, what)
        if key not in self.people and key not in self.meetings:
            raise WrongError(
                node.line,
                f"{shown(key)} is neither a person nor a meeting",
                suggestion(key, [*self.people, *self.meetings]),
            )
        return key


def known_person(node: Node, what: str, people: Mapping[str, object]) -> str:
    """The key of one of `people`."""
    key = text(node, what)
    if key not in people:
        raise WrongError(
            node.line, f"{shown(key)} ({what}) is nobody in people", suggestion(key, people)
        )
    return key


def platform(node: Node, what: str) -> str:
    """A platform's name."""
    return one_of(node, what, PLATFORMS)


def message_key(node: Node, what: str) -> str:
    """The key of a message."""
    key = text(node, what)
    if key not in MESSAGE_KEYS:
        raise WrongError(
            node.line,
            f"{shown(key)} is not a message key",
            suggestion(key, sorted(MESSAGE_KEYS)),
        )
    return key


def button(node: Scalar) -> tuple[str, str]:
    """A message key and one of its buttons, written `check-in.ok`."""
    key, dot, name = node.text.partition(".")
    if not dot:
        raise WrongError(
            node.line, f"{shown(node.text)} names no button", 'write it like "presses check-in.ok"'
        )
    message_key(Scalar(line=node.line, text=key, plain=False), "key")
    if not may_carry(key, name):
        buttons = BUTTONS.get(key, ())
        todo = suggestion(name, buttons) if buttons else "press one on another message"
        raise WrongError(node.line, f"{shown(name)} is not a button of {key}", todo)
    return key, name
