"""The one table of settings: every number the rules use, its default, its floor and its source.

SPEC section 2. `bot.model.policy` is where it is used from. It is written in four parts, each going
on from the one before, so that their order is that of policy.toml: `policy_young_people`,
`policy_safety`, `policy_meetings`, and here what goes for everything else.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated

import msgspec

from bot.model.forms import Count, MinimumAges, QuietHours
from bot.model.numbers import AtLeastTable, AtMost
from bot.model.policy_keys import key_of
from bot.model.policy_meetings import MeetingTable
from bot.model.policy_units import LONG, OURS, SOURCE, TERMS, days, minutes, seconds

PLATFORM_AGES: MinimumAges = {"GB": {"discord": 13, "telegram": 16}}
"""As of November 2026."""


class PolicyTable(MeetingTable, frozen=True, kw_only=True, rename=key_of):
    """Each field is a setting: its kind, where it is from, what it is, its floor, its default."""

    blindness_tell_after: Annotated[
        timedelta,
        OURS,
        "How long the bot may see nothing of a running meeting before staff are told.",
        AtMost(seconds(60), "staff must know when nobody is watching"),
    ] = seconds(60)
    break_return_within: Annotated[
        timedelta, OURS, "How long after a break people may take to come back."
    ] = minutes(2)
    practice_offer_before: Annotated[
        timedelta, OURS, "How long before a first meeting a practice is offered.", LONG
    ] = days(5)
    practice_routes_stale_after: Annotated[
        timedelta,
        OURS,
        "How long a private message that was answered shows that somebody can be reached.",
        LONG,
    ] = days(14)
    quiet_hours: Annotated[
        QuietHours, OURS, "When nothing is sent, on the reader's clock; never for safety."
    ] = QuietHours(time(21), time(8))
    prompts_per_day: Annotated[
        int,
        OURS,
        "How many messages that can wait somebody gets in a day; what is about costs, changes or "
        "a meeting within a day never waits for this.",
        Count(1, 100),
    ] = 3
    privacy_chat_days: Annotated[
        timedelta, OURS, "How long what came from the chat is kept.", LONG
    ] = days(30)
    privacy_case_review: Annotated[
        timedelta, OURS, "When a safeguarding record is looked at again.", LONG
    ] = days(365)
    agenda_ask_before: Annotated[
        timedelta, OURS, "How long before a meeting people are asked for agenda items.", LONG
    ] = days(14)
    agenda_send_before: Annotated[
        timedelta, OURS, "How long before a meeting its agenda goes out.", LONG
    ] = days(7)
    costs_agreement_before: Annotated[
        timedelta,
        OURS,
        "How long before a meeting the organiser hears of costs that are not agreed.",
        LONG,
    ] = days(2)
    costs_claim_reminder_at: Annotated[
        time, OURS, "When somebody who has not claimed their costs is reminded."
    ] = time(10)
    costs_pay_within: Annotated[
        timedelta,
        OURS,
        "How long after a meeting costs are promised to be paid, where nothing else was agreed.",
        LONG,
    ] = days(14)
    platform_confidential: Annotated[
        tuple[str, ...],
        SOURCE,
        "The platforms that the organisation has approved for confidential meetings.",
    ] = ()
    platform_minimum_age: Annotated[
        MinimumAges,
        TERMS,
        "The age from which each platform allows an account, by country, as of November 2026; "
        "elsewhere the highest of them.",
        AtLeastTable(PLATFORM_AGES, "the platforms' own terms do not allow younger people"),
    ] = msgspec.field(
        default_factory=lambda: {land: dict(row) for land, row in PLATFORM_AGES.items()}
    )
