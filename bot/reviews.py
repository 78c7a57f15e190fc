"""Decisions whose day has come to be looked at again (M4): part of the daily look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.model.decision import Decision, read
from bot.model.effects import Reply
from bot.model.paper import PaperKind
from bot.model.people import Group, Person, Role
from bot.ports import Books

KEY_KEPT = timedelta(days=3650)
"""How long it is remembered that a review was asked for."""


def reviews_due(books: Books, group: Group, day: date, *, quiet: bool = False) -> list[Reply]:
    """Each decision once, to the organisers, on its day or the first on which the bot runs again.

    `quiet`: it counts as told, and nobody is.
    """
    replies: list[Reply] = []
    for paper in books.papers(group.id, PaperKind.DECISION):
        decision = read(paper.doc) if paper.state == "closed" else None
        if decision is None or decision.review is None or decision.review > day:
            continue
        once = f"review/{paper.id}/{decision.review.isoformat()}"
        kept_until = datetime.combine(day + KEY_KEPT, time(12), UTC)
        if books.take_key(once, kept_until) and not quiet:
            replies += _written(books, group, decision, day)
    return replies


def _written(books: Books, group: Group, decision: Decision, day: date) -> Iterator[Reply]:
    facts = {"words": decision.question, "note": decision.outcome, "group": _name(books, group)}
    sealed = books.seal(json.dumps(facts))
    for organiser in _organisers(group, day):
        for route in organiser.routes:
            if route.proved:
                yield Reply(platform=route.platform, address=route.account,
                            key="decision-review", sealed=sealed)  # fmt: skip


def _organisers(group: Group, day: date) -> list[Person]:
    return list(group.with_role(Role.ORGANISER, day))


def _name(books: Books, group: Group) -> str:
    details = books.group_details(group.id)
    return details.name if details is not None else ""
