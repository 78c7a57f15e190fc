"""Who looks after whom: checks, guardians, PINs and agreements (V2, Y3, Y8)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.model.agreement import About, outstanding
from bot.model.people import Check, PersonId
from bot.store import people_statements as ask
from bot.store import tables as t
from bot.store.base import Base
from bot.store.statement_forms import insert_if_new, upsert

_SET_CHECK = upsert(t.minding, "check_details")
_SET_GUARDIANS = upsert(t.minding, "guardians", "guardian_via_lead")
_SET_HOLDER = upsert(t.minding, "held_by")
_SET_PIN = upsert(t.minding, "pin")
_AGREE = insert_if_new(t.agreements)
_read_check = msgspec.json.Decoder(Check).decode
_read_guardians = msgspec.json.Decoder(tuple[PersonId, ...]).decode


Agreed = tuple[PersonId, PersonId]
"""Who said yes, and for whom."""


class Minder(msgspec.Struct, frozen=True):
    """What stands on record for one person."""

    check: Check | None = None
    guardians: tuple[PersonId, ...] = ()
    guardian_via_lead: bool = False
    held_by: PersonId | None = None
    has_pin: bool = False


class Minding(Base):
    """The part of a transaction that knows who may be with young people."""

    def set_check(self, person: PersonId, check: Check | None) -> None:
        """Keep a check as staff saw it: level and expiry, sealed; nothing more."""
        sealed = None if check is None else self.sealer.seal(msgspec.json.encode(check).decode())
        self.upsert(_SET_CHECK, {"person_id": person, "check_details": sealed})
        self.minds_changed(person)

    def set_guardians(
        self, person: PersonId, guardians: tuple[PersonId, ...], *, via_lead: bool = False
    ) -> None:
        """The guardians of somebody under 18, in the order in which they are tried (Y13)."""
        sealed = self.sealer.seal(msgspec.json.encode(guardians).decode())
        row = {"person_id": person, "guardians": sealed, "guardian_via_lead": int(via_lead)}
        self.upsert(_SET_GUARDIANS, row)
        self.minds_changed(person)

    def set_held_by(self, person: PersonId, guardian: PersonId | None) -> None:
        """Through whose account somebody without one takes part; None: nobody's (Y9, Y13)."""
        sealed = None if guardian is None else self.sealer.seal(guardian)
        self.upsert(_SET_HOLDER, {"person_id": person, "held_by": sealed})
        self.minds_changed(person)

    def set_pin(self, guardian: PersonId, pin: str) -> None:
        """Keep a guardian's PIN as a salted hash: nobody can read it again (Y3)."""
        salt = secrets.token_bytes(16)
        kept = f"{salt.hex()}/{_hash(pin, salt).hex()}"
        self.upsert(_SET_PIN, {"person_id": guardian, "pin": kept})
        self.minds_changed(guardian)

    def pin_is(self, guardian: PersonId, pin: str) -> bool:
        """Whether this is the guardian's PIN; False where there is none."""
        query = sa.select(t.minding.c.pin).where(t.minding.c.person_id == guardian)
        kept = self.connection.execute(query).scalar()
        if not kept:
            return False
        salt, wanted = (bytes.fromhex(part) for part in kept.split("/"))
        return hmac.compare_digest(_hash(pin, salt), wanted)

    def agree(
        self, person: PersonId, about: PersonId, accepted: Mapping[str, int], at: datetime
    ) -> None:
        """Somebody accepted these versions of parts: for themselves, or for a child (Y8)."""
        for part, version in accepted.items():
            row = {"person_id": person, "about": about, "part": part, "version": version}
            self.insert_if_new(_AGREE, {**row, "at": t.to_us(at)})
        self.minds_changed(about)

    def accepted(self, person: PersonId, about: PersonId) -> dict[str, int]:
        """The newest version of each part that somebody accepted, for that person."""
        rows = self.rows(ask.ACCEPTED_BY, {"person": person, "about": about})
        return {row.part: row.version for row in sorted(rows, key=lambda row: row.version)}

    def minders(self, group_id: str) -> dict[PersonId, Minder]:
        """Everything of this kind that is known of the people of a group."""
        rows = self.connection.execute(ask.MINDING_OF, {"group": group_id})
        return {row.person_id: self._minder(row) for row in rows}

    def accepted_in(self, group_id: str) -> dict[Agreed, dict[str, int]]:
        """Who accepted which version of which part, and for whom, in a group."""
        accepted: dict[Agreed, dict[str, int]] = {}
        for row in self.rows(ask.AGREEMENTS_OF, {"group": group_id}):
            parts = accepted.setdefault((row.person_id, row.about), {})
            parts[row.part] = max(row.version, parts.get(row.part, 0))
        return accepted

    def _minder(self, row: Any) -> Minder:
        check, guardians = row.check_details, row.guardians
        return Minder(
            check=_read_check(self.sealer.open(check)) if check else None,
            guardians=_read_guardians(self.sealer.open(guardians)) if guardians else (),
            guardian_via_lead=bool(row.guardian_via_lead),
            held_by=self.sealer.open(row.held_by) if row.held_by else None,
            has_pin=row.pin is not None,
        )

    def minds_changed(self, person: PersonId) -> None:
        """Their groups are read again: a version nobody had before is never found in memory."""
        theirs = sa.select(t.members.c.group_id).where(t.members.c.person_id == person)
        newer = sa.update(t.groups).where(t.groups.c.id.in_(theirs))
        self.connection.execute(newer.values(version=secrets.randbits(31)))
        self.group_changed()


def holds(who: Agreed, parts: Mapping[str, int]) -> bool:
    """Whether all that is current was accepted: for oneself, or for a child (Y8)."""
    person, about = who
    return not outstanding(parts, About.ONESELF if person == about else About.CHILD)


def _hash(pin: str, salt: bytes) -> bytes:
    """Slow on purpose: a PIN is short."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
