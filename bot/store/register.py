"""Who people are: groups, members, accounts, rooms, meetings' particulars and one-time codes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.model.people import Group, Person, PersonId, Platform, Role, Route
from bot.model.profile import Profile
from bot.ports import GroupDetails
from bot.store import people_statements as ask
from bot.store import tables as t
from bot.store.members import Members
from bot.store.minding import Minder, holds

_NOTHING_SAID = Profile()


class Register(Members):
    """The part of a transaction that knows who people are."""

    # --- groups and people ------------------------------------------------------------------

    def add_group(self, group: GroupDetails, policy: Mapping[str, Any]) -> None:
        """Put a group on record. `policy` holds only what it changes, by dotted key."""
        self.connection.execute(
            sa.insert(t.groups).values(
                id=group.id,
                name=group.name,
                timezone=group.timezone,
                country=group.country,
                operator=group.operator,
                policy=json.dumps(dict(policy)),
            )
        )

    def all_groups(self) -> list[str]:
        """The id of every group."""
        return [row.id for row in self.connection.execute(sa.select(t.groups.c.id))]

    def group_details(self, group_id: str) -> GroupDetails | None:
        """The group as people know it."""
        row = self.group_row(group_id)
        if row is None:
            return None
        return GroupDetails(
            id=row.id,
            name=row.name,
            timezone=row.timezone,
            country=row.country,
            operator=row.operator,
        )

    def group_policy(self, group_id: str) -> dict[str, Any]:
        """What the group changed of the organisation's policy, by dotted key."""
        row = self.group_row(group_id)
        policy: dict[str, Any] = {} if row is None else json.loads(row.policy)
        return policy

    def group(self, group_id: str) -> Group:
        """The group as the flows see it. Remembered while nobody has changed it."""
        row = self.group_row(group_id)
        known = self.memory.get(f"group/{group_id}")
        if known is not None and known[0] == row.version:
            group: Group = known[1]
            return group
        group = self._read_group(row)
        self.memory[f"group/{group_id}"] = (row.version, group)
        return group

    def _read_group(self, row: Any) -> Group:
        group_id: str = row.id
        routes = self._routes(group_id)
        minders, accepted = self.minders(group_id), self.accepted_in(group_id)
        agreed = {who for who, parts in accepted.items() if holds(who, parts)}
        profiles, costs = self.profiles_in(group_id), self.cost_agreements_in(group_id)
        rows = self.rows(ask.MEMBERS_OF, {"group": group_id})
        people: dict[PersonId, Person] = {}
        for one in rows:
            minder = minders.get(one.id, Minder())
            profile, agreement = profiles.get(one.id, _NOTHING_SAID), costs.get(one.id)
            by_other = None if routes.get(one.id) else minder.held_by
            people[one.id] = Person(
                id=one.id,
                roles=frozenset(Role(role) for role in json.loads(one.roles)),
                routes=tuple(routes.get(one.id, ())),
                born=self._date(one.born),
                outside_route=bool(one.phone or one.email),
                check=minder.check,
                guardians=minder.guardians,
                guardian_via_lead=minder.guardian_via_lead,
                held_by=minder.held_by,
                has_pin=minder.has_pin,
                agreed=(one.id, one.id) in agreed or (by_other, one.id) in agreed,
                guardian_agreed=any((guardian, one.id) in agreed for guardian in minder.guardians),
                agreed_before=frozenset(who for who, about in accepted if about == one.id),
                needs_asked_at=profile.needs_asked_at,
                connection=profile.connection,
                takes_part=profile.takes_part,
                costs=agreement.terms if agreement else None,
                shares_number=profile.shares_number,
                wants_asking=profile.quiet,
                practised=frozenset(profile.practised),
                practice_offered=profile.practice_offered or profile.practice_declined,
                device_asked=profile.device_asked,
                timezone=profile.timezone,
            )
        return Group(
            id=row.id,
            timezone=row.timezone,
            country=row.country,
            people=people,
            operator=row.operator,
        )

    def _routes(self, group_id: str) -> dict[PersonId, list[Route]]:
        rows = self.rows(ask.ACCOUNTS_OF, {"group": group_id})
        routes: dict[PersonId, list[Route]] = {}
        for row in rows:
            proved_at = None if row.proved_at is None else t.from_us(row.proved_at)
            route = Route(
                platform=row.platform,
                account=row.account,
                proved=proved_at is not None,
                proved_at=proved_at,
            )
            routes.setdefault(row.person_id, []).append(route)
        return routes

    def _date(self, sealed: str | None) -> date | None:
        return None if sealed is None else date.fromisoformat(self.sealer.open(sealed))

    def set_operator(self, group_id: str, person: PersonId) -> None:
        """Name the operator contact of the group (L5)."""
        self.connection.execute(
            sa.update(t.groups).where(t.groups.c.id == group_id).values(operator=person)
        )
        self._changed([group_id])

    def set_country(self, group_id: str, country: str) -> None:
        """The country whose rules about age hold in the group, as its two letters (Y9)."""
        self.connection.execute(
            sa.update(t.groups).where(t.groups.c.id == group_id).values(country=country)
        )
        self._changed([group_id])

    def set_group_policy(self, group_id: str, policy: Mapping[str, Any]) -> None:
        """What the group changes of the organisation's policy from now on, by dotted key."""
        self.connection.execute(
            sa.update(t.groups)
            .where(t.groups.c.id == group_id)
            .values(policy=json.dumps(dict(policy)))
        )
        self._changed([group_id])

    def name_of(self, person: PersonId) -> str:
        """The name the person chose."""
        query = sa.select(t.people.c.name).where(t.people.c.id == person)
        return self.connection.execute(query).scalar() or person

    # --- accounts ---------------------------------------------------------------------------

    def link(
        self, person: PersonId, platform: Platform, account: str, proved_at: datetime | None
    ) -> None:
        """Join an account to a person, after those they have. An account has one person."""
        position = self.connection.execute(
            sa.select(sa.func.count()).where(t.accounts.c.person_id == person)
        ).scalar()
        self.upsert(
            ask.SET_ACCOUNT,
            {
                "platform": platform,
                "account": account,
                "person_id": person,
                "position": position,
                "proved_at": None if proved_at is None else t.to_us(proved_at),
            },
        )
        self._changed(self.groups_of(person))

    def unlink(self, person: PersonId, platform: Platform) -> None:
        """Take the person's accounts on a platform away; their cases stay."""
        self.connection.execute(
            sa.delete(t.accounts).where(
                t.accounts.c.person_id == person, t.accounts.c.platform == platform
            )
        )
        self._changed(self.groups_of(person))

    def prove(self, platform: Platform, account: str, at: datetime | None, how: str = "") -> None:
        """The route worked at `at`, as `how` showed; None: it is known not to work now (P2)."""
        self.connection.execute(
            sa.update(t.accounts)
            .where(t.accounts.c.platform == platform, t.accounts.c.account == account)
            .values(proved_at=None if at is None else t.to_us(at), proved_how=how or None)
        )
        person = self.person_of(platform, account)
        if person is not None:
            self._changed(self.groups_of(person))

    def person_of(self, platform: Platform, account: str) -> PersonId | None:
        """Whose account it is, by the platform's immutable id."""
        account_of = {"platform": platform, "account": account}
        found = self.first(ask.PERSON_OF, account_of)
        return None if found is None else found.person_id

    def groups_of(self, person: PersonId) -> list[str]:
        """The groups the person is a member of."""
        rows = self.rows(ask.GROUPS_OF, {"person": person})
        return [row.group_id for row in rows]

    # --- what is sealed -----------------------------------------------------------------------

    def seal(self, text: str) -> str:
        """Somebody's words, sealed."""
        return self.sealer.seal(text)

    def unseal(self, sealed: str) -> str:
        """The words again."""
        return self.sealer.open(sealed)
