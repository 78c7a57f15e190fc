"""What is known of one person wherever they are: numbers, addresses, an emergency contact (V2)."""

from __future__ import annotations

from datetime import date

import msgspec
import sqlalchemy as sa

from bot.model.people import PersonId
from bot.ports import Emergency, PersonDetails
from bot.store import tables as t
from bot.store.minding import Minding

_read_emergency = msgspec.json.Decoder(Emergency).decode


class Particulars(Minding):
    """The part of a transaction that knows how people can be reached. All of it is sealed."""

    def card_of(self, person: PersonId) -> PersonDetails | None:
        """What is known of somebody, opened. Roles belong to groups: there are none in it."""
        row = self.connection.execute(sa.select(t.people).where(t.people.c.id == person)).first()
        if row is None:
            return None
        emergency = self._opened(row.emergency)
        born = self._opened(row.born)
        return PersonDetails(
            id=row.id,
            name=row.name,
            roles=(),
            born=None if born is None else date.fromisoformat(born),
            phone=self._opened(row.phone),
            email=self._opened(row.email),
            emergency=None if emergency is None else _read_emergency(emergency),
            discreet=bool(row.discreet),
        )

    def set_phone(self, person: PersonId, phone: str | None) -> None:
        """Keep somebody's phone number; None: forget it."""
        self._keep(person, phone=self.sealer.seal_optional(phone))

    def set_email(self, person: PersonId, email: str | None) -> None:
        """Keep somebody's e-mail address; None: forget it."""
        self._keep(person, email=self.sealer.seal_optional(email))

    def set_born(self, person: PersonId, born: date) -> None:
        """Keep somebody's birth date."""
        self._keep(person, born=self.sealer.seal(born.isoformat()))

    def set_emergency(self, person: PersonId, emergency: Emergency | None) -> None:
        """Keep whom somebody named for an emergency; None: forget it (P3, L7)."""
        text = None if emergency is None else msgspec.json.encode(emergency).decode()
        self._keep(person, emergency=self.sealer.seal_optional(text))

    def set_discreet(self, person: PersonId, *, discreet: bool) -> None:
        """Whether check-ins to somebody name no meeting (V8)."""
        self._keep(person, discreet=int(discreet))

    def _keep(self, person: PersonId, **columns: str | int | None) -> None:
        kept = sa.update(t.people).where(t.people.c.id == person).values(**columns)
        self.connection.execute(kept)
        self.minds_changed(person)

    def _opened(self, sealed: str | None) -> str | None:
        return None if sealed is None else self.sealer.open(sealed)
