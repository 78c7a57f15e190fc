"""Who and what the ids in a text stand for. What is sealed is opened only when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
import structlog

from bot.model import ground_rules
from bot.model.people import Person, PersonId, Platform
from bot.model.profile import Profile
from bot.ports import Emergency, MeetingDetails
from bot.store import people_statements as who
from bot.store import statements as ask
from bot.store import tables as t
from bot.store.profiles import Profiles
from bot.store.sealing import Sealer, SealError, open_number

log = structlog.get_logger()

KEY_IS_LOST = "(cannot be shown: the key is missing)"


class SealedCard(msgspec.Struct, frozen=True):
    """One person as the database has them."""

    name: str
    born: str | None
    phone: str | None
    email: str | None
    emergency: str | None
    platforms: tuple[str, ...]
    young_role: bool
    discreet: bool
    timezone: str = ""
    shares_number: bool = False
    has_come_in: bool = True
    why: str = ""
    """Whether they are a member, and not only invited."""


class StoredDirectory:
    """A group's names and numbers, and one meeting's particulars."""

    def __init__(self, sealer: Sealer, group: Any, cards: dict[PersonId, SealedCard]) -> None:
        """`group` is its row."""
        self._sealer = sealer
        self._cards = cards
        self.group_name: str = group.name if group is not None else ""
        self.timezone: str = group.timezone if group is not None else "UTC"
        self.country: str | None = group.country if group is not None else None
        """Whose help lines are shown. None: it is not known."""
        self.meeting: MeetingDetails | None = None
        self.room_platform: str | None = None
        self.planned_start: datetime | None = None
        self.planned_end: datetime | None = None
        self.reader_is_young: Callable[[datetime], bool] = lambda _at: False
        """Whether whoever has the account that is answered is under 18 in any of their groups."""
        self.rules_doc: Callable[[], str | None] = lambda: None
        """Reads the paper of the group's ground rules, sealed; only the opening shows them."""

    def ground_rules(self) -> str:
        """What the group has agreed on for itself, a line each; empty if there is nothing."""
        sealed = self.rules_doc()
        text = self.unseal(sealed) if sealed is not None else ""
        if not text or text == KEY_IS_LOST:
            return ""
        return ground_rules.as_lines(ground_rules.read(json.loads(text)).current)

    def name(self, person: PersonId) -> str:
        """The name the person chose."""
        card = self._cards.get(person)
        return card.name if card else "Somebody"

    def phone(self, person: PersonId) -> str | None:
        """The person's number, opened."""
        card = self._cards.get(person)
        return self.unseal(card.phone) if card and card.phone else None

    def email(self, person: PersonId) -> str | None:
        """The person's e-mail address, opened."""
        card = self._cards.get(person)
        return self.unseal(card.email) if card and card.email else None

    def emergency(self, person: PersonId) -> Emergency | None:
        """The emergency contact the person named, opened."""
        card = self._cards.get(person)
        if card is None or card.emergency is None:
            return None
        try:
            return msgspec.json.decode(self._sealer.open(card.emergency), type=Emergency)
        except SealError:
            return Emergency(name=KEY_IS_LOST, phone="")

    def platforms(self, person: PersonId) -> tuple[str, ...]:
        """Where the person has accounts."""
        card = self._cards.get(person)
        return card.platforms if card else ()

    def is_discreet(self, person: PersonId) -> bool:
        """Whether check-ins to the person name no meeting, which is the default (V8)."""
        card = self._cards.get(person)
        return card is None or card.discreet

    def zone_of(self, person: PersonId) -> str:
        """The time zone the person is in: the group's, unless they said that it is another (M2)."""
        card = self._cards.get(person)
        return card.timezone if card and card.timezone else self.timezone

    def why_of(self, person: PersonId) -> str:
        """Why the person takes part, in their own words, if they said so (M1)."""
        card = self._cards.get(person)
        return card.why if card else ""

    @property
    def everybody_shares_numbers(self) -> bool:
        """Whether every current member agreed that the others may see their number (M2)."""
        members = [card for card in self._cards.values() if card.has_come_in]
        return bool(members) and all(card.shares_number for card in members)

    def is_young(self, person: PersonId, at: datetime) -> bool:
        """Whether the reader is under 18 and gets the child's wording."""
        card = self._cards.get(person)
        if card is None:
            return False
        if card.born is None:
            return card.young_role
        try:
            born = date.fromisoformat(self._sealer.open(card.born))
        except SealError:
            return True
        today = at.astimezone(ZoneInfo(self.timezone)).date()
        return not Person(id=person, born=born).is_adult(today)

    def unseal_number(self, kept: str | None) -> str | None:
        """A number by which a meeting is joined; a lost key must not hold up the message."""
        try:
            return open_number(self._sealer, kept)
        except SealError:
            return None

    def unseal(self, sealed: str) -> str:
        """What was sealed, opened. A lost key must not hold up the message itself."""
        try:
            return self._sealer.open(sealed)
        except SealError:
            log.error("sealed with a key that is not configured")
            return KEY_IS_LOST


def _said(profile: Profile | None) -> tuple[str, bool]:
    """Where somebody is, and whether others may see their number."""
    return ("", False) if profile is None else (profile.timezone, profile.shares_number)


class Directories(Profiles):
    """Reads directories; a group's names are remembered while nobody has changed them."""

    def directory(self, group_id: str | None, meeting_id: str | None) -> StoredDirectory:
        """The names a message about this meeting, or to this group, may need."""
        group, cards = self._group_cards(group_id)
        found = StoredDirectory(self.sealer, group, cards)
        if group_id is not None:
            found.rules_doc = partial(self._rules_doc, group_id)
        if meeting_id is not None:
            row = self.first(ask.MEETING_ROW, {"id": meeting_id})
            found.meeting = MeetingDetails(
                title=row.title,
                room=row.room,
                way_in=row.way_in,
                dial_in=found.unseal_number(row.dial_in),
                why=found.unseal(row.why) if row.why else "",
            )
            found.room_platform = row.platform
            found.planned_start = t.from_us(row.planned_start)
            found.planned_end = t.from_us(row.planned_end)
        return found

    def directory_of_account(self, platform: Platform, account: str) -> StoredDirectory:
        """What an answer to somebody may need: the country that all of their groups are in.

        With groups in several countries none is shown: a wrong number is worse than none.
        """
        found = StoredDirectory(self.sealer, None, {})
        asked = {"platform": platform, "account": account}
        countries = {row.country for row in self.rows(who.COUNTRIES_OF, asked)}
        found.country = countries.pop() if len(countries) == 1 else None
        found.reader_is_young = partial(self._is_young_account, asked)
        return found

    def _is_young_account(self, asked: dict[str, str], at: datetime) -> bool:
        return any(
            self.directory(row.group_id, None).is_young(row.person_id, at)
            for row in self.rows(who.GROUPS_OF_READER, asked)
        )

    def _rules_doc(self, group_id: str) -> str | None:
        query = sa.select(t.papers.c.doc).where(t.papers.c.id == ground_rules.paper_id(group_id))
        row = self.connection.execute(query).first()
        return None if row is None else str(row.doc)

    def _group_cards(self, group_id: str | None) -> tuple[Any, dict[PersonId, SealedCard]]:
        if group_id is None:
            return None, {}
        group = self.group_row(group_id)
        known = self.memory.get(f"cards/{group_id}")
        if known is not None and known[0] == group.version:
            return group, known[1]
        cards = self._read_cards(group_id)
        self.memory[f"cards/{group_id}"] = (group.version, cards)
        return group, cards

    def _read_cards(self, group_id: str) -> dict[PersonId, SealedCard]:
        accounts = self.rows(who.ACCOUNTS_OF, {"group": group_id})
        platforms: dict[PersonId, list[str]] = {}
        for row in accounts:
            platforms.setdefault(row.person_id, []).append(row.platform)
        rows = self.rows(who.MEMBERS_OF, {"group": group_id})
        profiles = self.profiles_in(group_id)
        return {
            row.id: SealedCard(
                row.name,
                row.born,
                row.phone,
                row.email,
                row.emergency,
                tuple(dict.fromkeys(platforms.get(row.id, ()))),
                "young_person" in row.roles,
                bool(row.discreet),
                *_said(profiles.get(row.id)),
                bool(platforms.get(row.id) or row.phone or row.email),
                why=profiles[row.id].why if row.id in profiles else "",
            )
            for row in rows
        }
