"""One command as it is answered: who asked, where, and whom the answer may reach.

An answer about somebody, or only for them, goes to them privately, never into the group (V1).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.happenings import Commanded
from bot.intake import Routed
from bot.model import rights
from bot.model.effects import Reply, SealedFile
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import STAFF, Group, Person, PersonId, Platform, Role
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.ports import Books
from bot.rate_files import shipped_rates

Line = dict[str, str]
"""One line of a list: the name of its words under `line`, and their facts."""
Fact = str | int | list[Line]

ORGANISERS = rights.ORGANISERS


class SorryError(Exception):
    """Why nothing is done, as the answer to give.

    It is raised before anything is written; only a one-time code may be used up by then.
    """

    def __init__(
        self, key: str, variant: str | None = None, /, *, in_room: bool = False, **facts: Fact
    ) -> None:
        """`in_room`: the answer may stand where the command was given."""
        super().__init__(key)
        self.key = key
        self.variant = variant
        self.in_room = in_room
        self.facts = facts


@dataclass(slots=True)
class Asked:
    """A command, with what is needed to answer it."""

    books: Books
    happening: Commanded
    now: datetime
    organisation: Policy
    deep_link: Callable[[Platform, str], str] | None
    name: str
    """Of the command, without the slash."""
    words: list[str]
    """What came after it, cleaned."""
    known_as: PersonId | None
    rates: Rates = field(default_factory=shipped_rates)
    """What is usually paid, by country."""
    routed: Routed = field(default_factory=Routed)
    foreseen: dict[str, Meeting] = field(default_factory=dict)
    """Meetings as they will be, after the signals that they are to have."""

    # --- who and where ------------------------------------------------------------------------

    @property
    def person(self) -> PersonId:
        """Who asked. Sorry: the bot does not know them yet."""
        if self.known_as is None:
            raise SorryError("not-known")
        return self.known_as

    @property
    def in_room(self) -> bool:
        """Whether the command was given where others see it."""
        return self.happening.room is not None and not self.happening.unseen

    def groups(self) -> list[Group]:
        """Every group of whoever asked."""
        return [self.books.group(group) for group in self.books.groups_of(self.person)]

    def today(self, group: Group) -> date:
        """The day it is in the group."""
        return self.now.astimezone(ZoneInfo(group.timezone)).date()

    def zone(self, group: Group) -> ZoneInfo:
        """Where the group is."""
        return ZoneInfo(group.timezone)

    def policy_of(self, group_id: str) -> Policy:
        """The organisation's policy as the group has tightened it."""
        return self.organisation.tightened(self.books.group_policy(group_id))

    def groups_for(self, roles: frozenset[Role]) -> list[Group]:
        """Every group in which whoever asked may act (V6: asked at this moment).

        A room stands for its group alone. Sorry: they hold none of the `roles` there, or anywhere.
        """
        if self.happening.room is not None:
            return [self._group_here(self.happening.room, roles)]
        groups = self.groups()
        if not groups:
            raise SorryError("not-known")
        allowed = [group for group in groups if self.may(group, roles)]
        if not allowed:
            raise _not_your_role(roles)
        return allowed

    def group_for(self, roles: frozenset[Role], *, sure: bool = False) -> Group:
        """The one group in which whoever asked means to act, and may.

        In private it is the group with an open meeting, else the one whose meeting comes next;
        with `sure` it has to be clear which one is meant. Sorry: it is not clear.
        """
        allowed = self.groups_for(roles)
        if len(allowed) > 1 and not sure:
            allowed = self._with_open_meeting(allowed) or self._with_next_meeting(allowed)
        if len(allowed) != 1:
            raise SorryError("which-group", command=f"/{self.name}")
        return allowed[0]

    def may(self, group: Group, roles: frozenset[Role]) -> bool:
        """Whether they hold one of the roles in the group today."""
        return bool(rights.roles_on(group, self.person, self.today(group)) & roles)

    def _group_here(self, room: str, roles: frozenset[Role]) -> Group:
        group_id = self.books.group_of_room(self.happening.platform, room)
        if group_id is None:
            raise SorryError("setup", "none")
        group = self.books.group(group_id)
        if self.person not in group.people:
            raise SorryError("not-known", "member")
        if not self.may(group, roles):
            raise _not_your_role(roles)
        return group

    def _with_open_meeting(self, groups: list[Group]) -> list[Group]:
        return [group for group in groups if self.books.meetings_of(group.id, OPEN_STATES)]

    def _with_next_meeting(self, groups: list[Group]) -> list[Group]:
        coming = []
        for group in groups:
            for meeting_id in self.books.meetings_of(group.id, {MeetingState.PUBLISHED})[:1]:
                coming.append((self.meeting(meeting_id).planned_start, group.id, group))
        return [group for _, _, group in sorted(coming, key=lambda row: row[:2])[:1]]

    def group_name(self, group_id: str) -> str:
        """What a group is called."""
        details = self.books.group_details(group_id)
        return details.name if details else ""

    def meeting(self, meeting_id: str) -> Meeting:
        """A meeting that is known to exist, as it will be after what this command did so far."""
        if meeting_id in self.foreseen:
            return self.foreseen[meeting_id]
        stored = self.books.meeting(meeting_id)
        if stored is None:
            raise LookupError(meeting_id)
        return stored.meeting

    # --- answering ----------------------------------------------------------------------------

    def answer(self, key: str, variant: str | None = None, /, **facts: Fact) -> None:
        """Answer privately; in the room only that a private chat is needed first."""
        if not self.in_room or self._can_be_written_to():
            self._reply(self.happening.account, key, variant or self._of_their_age(), facts)
        elif self.known_as is None:
            self.answer_in_room("not-known", "room")
        else:
            self.answer_in_room("write-to-me")

    def ask(
        self, key: str, buttons: tuple[str, ...], variant: str | None = None, /, **facts: Fact
    ) -> None:
        """Answer privately, with buttons under it; what they mean stands in the facts."""
        if not self.in_room or self._can_be_written_to():
            chosen = variant or self._of_their_age()
            self._reply(self.happening.account, key, chosen, facts, buttons)
        else:
            self.answer_in_room("write-to-me")

    def answer_with_file(
        self, key: str, filename: str, content_bytes: bytes, /, **facts: Fact
    ) -> None:
        """Answer privately, with a small document; in the room only that a chat is needed first."""
        if self.in_room and not self._can_be_written_to():
            self.answer_in_room("write-to-me")
            return
        file = SealedFile(filename, self.books.seal(b64encode(content_bytes).decode()))
        self._reply(self.happening.account, key, self._of_their_age(), facts, file=file)

    def answer_in_room(self, key: str, variant: str | None = None, /, **facts: Fact) -> None:
        """Answer where the command was given. Nothing of V1 may be in it.

        Where nobody else saw the command nobody else sees the answer either.
        """
        happened = self.happening
        address = happened.room if happened.room and self.in_room else happened.account
        self._reply(address, key, variant, {**facts, "room": int(self.in_room)})

    def tell(self, other: PersonId, group: Group, key: str, /, **facts: Fact) -> bool:
        """Write to another member on every proved route. False: there is none."""
        routes = [route for route in group.people[other].routes if route.proved]
        for route in routes:
            self.routed.replies.append(
                Reply(platform=route.platform, address=route.account, key=key,
                      sealed=self.books.seal(json.dumps(facts)), safety=True)
            )  # fmt: skip
        return bool(routes)

    def _reply(
        self, address: str, key: str, variant: str | None, facts: dict[str, Fact],
        buttons: tuple[str, ...] = (), file: SealedFile | None = None,
    ) -> None:  # fmt: skip
        ready = {**facts, "variant": variant} if variant else facts
        self.routed.replies.append(
            Reply(platform=self.happening.platform, address=address, key=key,
                  sealed=self.books.seal(json.dumps(ready)), buttons=buttons, file=file)
        )  # fmt: skip

    def _can_be_written_to(self) -> bool:
        """Whether the account they used is known, and takes private messages."""
        if self.known_as is None:
            return False
        mine = (self.happening.platform, self.happening.account)
        return any(
            route.proved and (route.platform, route.account) == mine
            for group in self.groups()
            for route in group.people[self.known_as].routes
        )

    def _of_their_age(self) -> str | None:
        """A young person reads the child's wording, where a text has one."""
        if self.known_as is None:
            return None
        groups = self.groups()
        young = not all(self.me(group).is_adult(self.today(group)) for group in groups)
        return "child" if young else None

    def me(self, group: Group) -> Person:
        """Whoever asked, as a member of the group."""
        return group.people.get(self.person, Person(id=self.person))


def _not_your_role(roles: frozenset[Role]) -> SorryError:
    return SorryError("not-your-role", None if roles >= STAFF else "organiser")
