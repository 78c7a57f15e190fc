"""Linking an account in a scenario: by the same rule as in the chat (Y9)."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.ages import is_too_young
from bot.model.effects import Reply
from bot.model.people import Group, PersonId, Platform, Role
from bot.model.policy import Policy
from bot.ports import Books
from bot.practising import changed
from bot.scenario.setting import GROUP


def link(
    books: Books, who: PersonId, platform: Platform, account: str, policy: Policy, now: datetime
) -> bool:
    """Link the account, proved at `now`; False: they are too young for it, and were told so."""
    group = books.group(GROUP)
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    if is_too_young(group.people[who], platform, group, policy, today):
        books.queue(None, (_refused(books, group, who, platform, account, now),), now)
        return False
    books.link(who, platform, account, now)
    changed(books, who, device=False)
    return True


def _refused(
    books: Books, group: Group, who: PersonId, platform: Platform, account: str, now: datetime
) -> Reply:
    """On an account they have; without one, where they tried."""
    routes = group.people[who].routes
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    organisers = group.with_role(Role.ORGANISER, today)
    facts = {
        "contact": books.name_of(organisers[0].id) if organisers else "",
        "contact_phone": "",
        "contact_email": "",
    }
    return Reply(
        platform=routes[0].platform if routes else platform,
        address=routes[0].account if routes else account,
        key="refused-age",
        sealed=books.seal(json.dumps(facts)),
    )
