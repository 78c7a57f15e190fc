"""How people take part, and what was agreed about their costs; sealed, all of it (V2, P3)."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa

from bot.model.paper import Awaited
from bot.model.people import PersonId
from bot.model.profile import CostAgreement, Profile
from bot.store import people_statements as ask
from bot.store import tables as t
from bot.store.particulars import Particulars
from bot.store.statement_forms import upsert

_SET_PROFILE = upsert(t.profiles, "doc")
_SET_COSTS = upsert(t.cost_agreements, "doc")
_SET_AWAITED = upsert(t.awaited, "command", "until")
_read_profile = msgspec.json.Decoder(Profile).decode
_read_costs = msgspec.json.Decoder(CostAgreement).decode


class Profiles(Particulars):
    """The part of a transaction that knows how people take part."""

    def profile(self, person: PersonId) -> Profile:
        """What somebody told the bot; an empty profile if they told it nothing."""
        query = sa.select(t.profiles.c.doc).where(t.profiles.c.person_id == person)
        sealed = self.connection.execute(query).scalar()
        return _read_profile(self.sealer.open(sealed)) if sealed else Profile()

    def save_profile(self, person: PersonId, profile: Profile) -> None:
        """Keep what somebody told the bot."""
        sealed = self.sealer.seal(msgspec.json.encode(profile).decode())
        self.upsert(_SET_PROFILE, {"person_id": person, "doc": sealed})
        self.minds_changed(person)

    def profiles_in(self, group_id: str) -> dict[PersonId, Profile]:
        """The profiles of the people of a group."""
        rows = self.rows(ask.PROFILES_OF, {"group": group_id})
        return {row.person_id: _read_profile(self.sealer.open(row.doc)) for row in rows}

    def cost_agreement(self, group_id: str, person: PersonId) -> CostAgreement | None:
        """What was offered or agreed about somebody's costs in a group."""
        return self.cost_agreements_in(group_id).get(person)

    def cost_agreements_in(self, group_id: str) -> dict[PersonId, CostAgreement]:
        """The same for everybody of a group with whom there is one."""
        rows = self.rows(ask.COSTS_OF, {"group": group_id})
        return {row.person_id: _read_costs(self.sealer.open(row.doc)) for row in rows}

    def save_cost_agreement(
        self, group_id: str, person: PersonId, agreement: CostAgreement
    ) -> None:
        """Keep what was offered or agreed."""
        sealed = self.sealer.seal(msgspec.json.encode(agreement).decode())
        self.upsert(_SET_COSTS, {"group_id": group_id, "person_id": person, "doc": sealed})
        self.minds_changed(person)

    def await_words(self, person: PersonId, command: str, until: datetime) -> None:
        """Their next private words belong behind `command`, if they come before `until`."""
        row = {"person_id": person, "command": command, "until": t.to_us(until)}
        self.upsert(_SET_AWAITED, row)

    def awaited_words(self, person: PersonId, now: datetime) -> Awaited | None:
        """Which question their words would answer at this moment."""
        row = self.first(ask.AWAITED_OF, {"person": person})
        if row is None or row.until <= t.to_us(now):
            return None
        return Awaited(command=row.command, until=t.from_us(row.until))

    def await_no_more(self, person: PersonId) -> None:
        """Their words are for nobody's question any more."""
        self.change(ask.AWAIT_NO_MORE, {"person": person})
