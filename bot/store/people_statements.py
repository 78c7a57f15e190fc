"""What is asked about groups and people, each statement made once (see `bot.store.statements`)."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import tables as t
from bot.store.statement_forms import insert_if_new, upsert

_id: sa.BindParameter[str] = sa.bindparam("id")
_platform: sa.BindParameter[str] = sa.bindparam("platform")

GROUP = sa.select(t.groups).where(t.groups.c.id == _id)
"""The group :id, with the version of everything that is known of its people."""

MEMBERS_OF = (
    sa.select(t.people, t.members.c.roles)
    .join(t.members, t.members.c.person_id == t.people.c.id)
    .where(t.members.c.group_id == sa.bindparam("group"))
    .order_by(t.members.c.position)
)
"""The people of :group, in order."""

ACCOUNTS_OF = (
    sa.select(t.accounts)
    .join(t.members, t.members.c.person_id == t.accounts.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
    .order_by(t.accounts.c.position)
)
"""The accounts of the people of :group, each person's in order."""

MINDING_OF = (
    sa.select(t.minding)
    .join(t.members, t.members.c.person_id == t.minding.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""Checks and guardians of the people of :group."""

PROFILES_OF = (
    sa.select(t.profiles)
    .join(t.members, t.members.c.person_id == t.profiles.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""How the people of :group take part."""

COSTS_OF = sa.select(t.cost_agreements).where(t.cost_agreements.c.group_id == sa.bindparam("group"))
"""What was agreed about costs in :group."""

AWAITED_OF = sa.select(t.awaited).where(t.awaited.c.person_id == sa.bindparam("person"))
"""Which question the words of :person would answer."""

AWAIT_NO_MORE = sa.delete(t.awaited).where(t.awaited.c.person_id == sa.bindparam("person"))
"""They answer none."""

AGREEMENTS_OF = (
    sa.select(t.agreements)
    .join(t.members, t.members.c.person_id == t.agreements.c.about)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""Who accepted which version of which part of the guidelines, for whom in :group."""

ACCEPTED_BY = sa.select(t.agreements.c.part, t.agreements.c.version).where(
    t.agreements.c.person_id == sa.bindparam("person"),
    t.agreements.c.about == sa.bindparam("about"),
)
"""What :person accepted for the person :about."""

ROLES_GIVEN = sa.select(t.members.c.person_id, t.members.c.given_by, t.members.c.given_at).where(
    t.members.c.group_id == sa.bindparam("group")
)
"""Who gave the people of :group their roles, and when."""

PERSON_OF = sa.select(t.accounts.c.person_id).where(
    t.accounts.c.platform == _platform, t.accounts.c.account == sa.bindparam("account")
)
"""Whose the :account on a :platform is."""

GROUPS_OF = (
    sa.select(t.members.c.group_id)
    .where(t.members.c.person_id == sa.bindparam("person"))
    .order_by(t.members.c.group_id)
)
"""The groups that :person is a member of."""

COUNTRIES_OF = (
    sa.select(t.groups.c.country)
    .join(t.members, t.members.c.group_id == t.groups.c.id)
    .join(t.accounts, t.accounts.c.person_id == t.members.c.person_id)
    .where(t.accounts.c.platform == _platform, t.accounts.c.account == sa.bindparam("account"))
)
"""The countries of the groups of whoever has :account on a :platform."""

GROUPS_OF_READER = (
    sa.select(t.members.c.group_id, t.members.c.person_id)
    .join(t.accounts, t.accounts.c.person_id == t.members.c.person_id)
    .where(t.accounts.c.platform == _platform, t.accounts.c.account == sa.bindparam("account"))
)
"""The groups of whoever has :account on a :platform, each with who that is there."""

ADD_PERSON = insert_if_new(t.people)
"""Put a person on record."""

SET_MEMBER = upsert(t.members, "roles", "position", "given_by", "given_at")
"""Put a person in a group."""

SET_ACCOUNT = upsert(t.accounts, "person_id", "position", "proved_at")
"""Join an account to a person."""

SET_ROOM = upsert(t.rooms, "group_id", "title", "kind")
"""Put a room on record."""

ROOM_USE = sa.select(t.rooms.c.kind).where(
    t.rooms.c.platform == _platform, t.rooms.c.ref == sa.bindparam("ref")
)
"""What the room :ref on a :platform is for."""
