"""The tables of groups and people: who they are, where they are reached, what they agreed to."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables_base import Number, metadata

groups = sa.Table(
    "groups",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("policy", sa.Text, nullable=False, server_default="{}"),
    sa.Column("operator", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("born", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("email", sa.Text),
    sa.Column("emergency", sa.Text),
    sa.Column("discreet", sa.Integer, nullable=False, server_default="1"),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True, index=True),
    sa.Column("roles", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("given_by", sa.Text),
    sa.Column("given_at", Number),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("proved_at", Number),
    sa.Column("proved_how", sa.Text),
)

rooms = sa.Table(
    "rooms",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("ref", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, server_default="meeting"),
)

letters = sa.Table(
    "letters",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("last", sa.Text),
)
"""Where each account's private chat is, and the last message that was taken from it."""

minding = sa.Table(
    "minding",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("check_details", sa.Text),
    sa.Column("guardians", sa.Text),
    sa.Column("guardian_via_lead", sa.Integer, nullable=False, server_default="0"),
    sa.Column("pin", sa.Text),
    sa.Column("held_by", sa.Text),
)
"""Checks and guardians, sealed (V2); a PIN as a salted hash."""

agreements = sa.Table(
    "agreements",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("about", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("at", Number, nullable=False),
)
"""Who accepted which version of which part of the guidelines, for whom (Y8)."""

profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("doc", sa.Text, nullable=False),
)
"""How people take part, and what they need for it, sealed (P3)."""

cost_agreements = sa.Table(
    "cost_agreements",
    metadata,
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("doc", sa.Text, nullable=False),
)
"""What was agreed about somebody's costs in a group, sealed (C1)."""

awaited = sa.Table(
    "awaited",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("command", sa.Text, nullable=False),
    sa.Column("until", Number, nullable=False),
)
"""Who was asked something that they answer in words, and where the words belong."""

codes = sa.Table(
    "codes",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("group_id", sa.Text),
    sa.Column("person_id", sa.Text),
    sa.Column("account", sa.Text),
    sa.Column("expires_at", Number, nullable=False),
    sa.Column("used_at", Number),
)
