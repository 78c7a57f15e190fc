"""Who is in a group, what they are there, and who said so."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

import msgspec
import sqlalchemy as sa

from bot.model.people import PersonId, Role
from bot.ports import PersonDetails
from bot.store import people_statements as ask
from bot.store import tables as t
from bot.store.profiles import Profiles


class Members(Profiles):
    """The part of a transaction that knows who is in a group, and as what."""

    def add_person(
        self,
        group_id: str,
        person: PersonDetails,
        *,
        by: PersonId | None = None,
        at: datetime | None = None,
    ) -> None:
        """Put a person on record, and into the group after everybody else.

        `by` is who gave them their roles there, and `at` when.
        """
        emergency = person.emergency
        self.insert_if_new(
            ask.ADD_PERSON,
            {
                "id": person.id,
                "name": person.name,
                "born": self.sealer.seal(person.born.isoformat()) if person.born else None,
                "phone": self.sealer.seal_optional(person.phone),
                "email": self.sealer.seal_optional(person.email),
                "emergency": self.sealer.seal(msgspec.json.encode(emergency).decode())
                if emergency
                else None,
                "discreet": int(person.discreet),
            },
        )
        position = self.connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(t.members.c.position), -1) + 1).where(
                t.members.c.group_id == group_id
            )
        ).scalar()
        self.upsert(
            ask.SET_MEMBER,
            {
                "group_id": group_id,
                "person_id": person.id,
                "roles": json.dumps([role.value for role in person.roles]),
                "position": position,
                "given_by": by,
                "given_at": None if at is None else t.to_us(at),
            },
        )
        self._changed([group_id])

    def set_roles(
        self,
        group_id: str,
        person: PersonId,
        roles: tuple[Role, ...],
        *,
        by: PersonId | None = None,
        at: datetime | None = None,
    ) -> None:
        """Give somebody these roles in the group, and no others; `by` whom, and `at` when."""
        self.connection.execute(
            sa.update(t.members)
            .where(t.members.c.group_id == group_id, t.members.c.person_id == person)
            .values(
                roles=json.dumps([role.value for role in roles]),
                given_by=by,
                given_at=None if at is None else t.to_us(at),
            )
        )
        self._changed([group_id])

    def roles_given(self, group_id: str) -> dict[PersonId, tuple[PersonId, datetime]]:
        """Who gave each member their roles, and when; not of those of whom it is not known."""
        return {
            row.person_id: (row.given_by, t.from_us(row.given_at))
            for row in self.rows(ask.ROLES_GIVEN, {"group": group_id})
            if row.given_by is not None and row.given_at is not None
        }

    def remove_member(self, group_id: str, person: PersonId) -> None:
        """Take somebody out of a group; what is on record about them stays."""
        self.connection.execute(
            sa.delete(t.members).where(
                t.members.c.group_id == group_id, t.members.c.person_id == person
            )
        )
        self._changed([group_id])

    def _changed(self, group_ids: list[str]) -> None:
        """A version nobody had before: what a rolled-back change left in memory is not found."""
        self.connection.execute(
            sa.update(t.groups)
            .where(t.groups.c.id.in_(group_ids))
            .values(version=secrets.randbits(31))
        )
        self.group_changed()
