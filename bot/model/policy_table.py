"""The one table of settings: every number the rules use, its default, its floor and its source.

SPEC section 2. `bot.model.policy` is where it is used from.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated

import msgspec

from bot.model.durations import LONGEST
from bot.model.forms import Count, Length, MinimumAges, QuietHours
from bot.model.numbers import AtLeast, AtLeastTable, AtMost, Origin
from bot.model.policy_keys import key_of

SOURCE, PRACTICE, OURS, TERMS = Origin.SOURCE, Origin.PRACTICE, Origin.OURS, Origin.TERMS

PLATFORM_AGES: MinimumAges = {"GB": {"discord": 13, "telegram": 16}}
"""As of November 2026."""

_LONG = Length(LONGEST)


def _seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


class PolicyTable(msgspec.Struct, frozen=True, kw_only=True, rename=key_of):
    """Each field is a setting: its kind, where it is from, what it is, its floor, its default."""

    young_people_adults_min: Annotated[
        int,
        SOURCE,
        "How many checked adults must be in the room before any young person is admitted.",
        AtLeast(2, "no young person may be heard by, or be alone with, one adult"),
    ] = 2
    young_people_enhanced_checks_min: Annotated[
        int,
        SOURCE,
        "How many of those adults must hold an enhanced check.",
        AtLeast(1, "one adult with young people must hold an enhanced check"),
    ] = 1
    young_people_guardian_on_join_under: Annotated[
        int,
        SOURCE,
        "Below this age, 18 at the most, a guardian confirms being there when the young person "
        "first joins.",
        AtLeast(16, "anybody under 16 joins with a guardian's knowledge"),
        Count(1, 18),
    ] = 16
    young_people_no_show_after: Annotated[
        timedelta,
        SOURCE,
        "How long after the planned start a young person may be missing before an adult is "
        "asked to contact the guardian.",
        AtMost(_minutes(10), "a guardian must hear of a missing young person by then"),
    ] = _minutes(10)
    young_people_per_adult: Annotated[
        int,
        PRACTICE,
        "How many young people one adult may look after; with more, more adults are needed.",
        AtMost(10, "adults must be able to see how each young person is"),
        Count(1, 100),
    ] = 10
    young_people_length_max: Annotated[
        timedelta, PRACTICE, "How long a young people's meeting should last at most."
    ] = _minutes(45)
    young_people_hold_limit: Annotated[
        timedelta,
        PRACTICE,
        "How long a meeting may be held for want of adults before it ends.",
        AtMost(_minutes(5), "young people must not be kept waiting without enough adults"),
    ] = _minutes(5)
    young_people_guardian_wait: Annotated[
        timedelta,
        OURS,
        "How long a guardian may take to say that they are there before adults in the room are "
        "asked whether they have seen them.",
    ] = _minutes(2)
    young_people_help_choose_within: Annotated[
        timedelta,
        OURS,
        "How long a young person who asks for someone may take to say who may see it; then the "
        "lead and the deputy do.",
        AtMost(_seconds(60), "a young person who asks for someone must not wait"),
    ] = _seconds(60)
    young_people_mixed: Annotated[
        bool,
        OURS,
        "Whether unchecked adults may join a young people's meeting, once the adults needed "
        "are there.",
    ] = False
    young_people_take_part: Annotated[
        bool,
        OURS,
        "Whether young people take part in a group, as its organiser says in `/setup`; then "
        "`alongside doctor` looks whether the bot may do what that needs.",
    ] = False

    leaving_grace: Annotated[
        timedelta,
        OURS,
        "How long somebody may be gone before they are asked, in private, if they are OK.",
        AtMost(_minutes(5), "somebody in distress must not wait longer to be asked"),
    ] = _seconds(60)
    leaving_grace_young: Annotated[
        timedelta,
        OURS,
        "How long a young person may be gone before they are asked, in private, if they are OK.",
        AtMost(_seconds(60), "a young person must be asked within a minute"),
    ] = _seconds(30)
    leaving_back_soon: Annotated[timedelta, OURS, "How long “Back soon” holds the clock."] = (
        _minutes(10)
    )
    leaving_back_soon_young: Annotated[
        timedelta, OURS, "How long “Back soon” holds the clock for a young person."
    ] = _minutes(5)
    leaving_nudge_after: Annotated[
        timedelta, OURS, "How long after leaving somebody who has not answered is asked again."
    ] = _minutes(5)
    leaving_escalate_after: Annotated[
        timedelta,
        OURS,
        "How long after leaving, without an answer, the case goes up the ladder.",
        AtMost(_minutes(30), "staff must know of somebody who does not answer"),
    ] = _minutes(10)
    leaving_guardian_after: Annotated[
        timedelta,
        OURS,
        "How long after a young person left, without a word, an adult is asked to call the "
        "guardian.",
        AtMost(_minutes(10), "a guardian must be called while it can still help"),
    ] = _minutes(5)
    leaving_declared_for: Annotated[
        timedelta,
        OURS,
        "How long “I'm leaving, I'm OK” holds before the person must say it again.",
    ] = _minutes(10)

    escalation_rung_timeout: Annotated[
        timedelta,
        OURS,
        "How long one rung of the ladder has before the next is called as well.",
        AtMost(_minutes(10), "a case must not wait for one person who cannot take it"),
    ] = _minutes(2)
    escalation_retry_every: Annotated[
        timedelta,
        OURS,
        "How often an alert that a platform refused is tried again while the case is open.",
        AtMost(_minutes(1), "an alert that has not arrived helps nobody"),
    ] = _minutes(1)
    escalation_broadcast_every: Annotated[
        timedelta,
        OURS,
        "How often all staff are told of a case that nobody on the ladder has taken.",
        AtMost(_minutes(15), "a case that nobody has taken must not fall silent"),
    ] = _minutes(5)
    escalation_ownership_expires: Annotated[
        timedelta,
        OURS,
        "How long somebody owns a case without an outcome before it climbs again.",
        AtMost(_minutes(30), "a case that was taken and forgotten must climb again"),
    ] = _minutes(10)
    escalation_additional_steps_after: Annotated[
        timedelta,
        OURS,
        "How long after the first failed attempt the owner and the lead decide on more steps.",
    ] = _minutes(15)

    presence_attested_expires: Annotated[
        timedelta,
        OURS,
        "How long somebody who said they are here counts as present without a sign, before "
        "they are asked.",
        AtMost(_minutes(30), "somebody who slipped away must be noticed"),
    ] = _minutes(15)
    presence_pulse_wait: Annotated[
        timedelta,
        OURS,
        "How long that question waits for an answer before the person counts as gone.",
        AtMost(_minutes(5), "somebody who slipped away must be noticed"),
    ] = _minutes(2)
    presence_roll_call_every: Annotated[
        timedelta,
        OURS,
        "How often the chair is asked who is here, where the platform cannot show it.",
    ] = _minutes(15)

    meeting_reminders: Annotated[
        tuple[timedelta, ...], OURS, "How long before a meeting its reminders go out."
    ] = (_days(1), _minutes(60))
    meeting_nudge_before: Annotated[
        timedelta, OURS, "How long before the start the organiser is reminded to open."
    ] = _minutes(5)
    meeting_open_before: Annotated[
        timedelta,
        SOURCE,
        "How long before the start a meeting should be open; if it is not, staff are told.",
    ] = _minutes(2)
    meeting_not_open_after: Annotated[
        timedelta,
        OURS,
        "How long after the start a meeting nobody opened is reported, and people are told "
        "not to wait.",
    ] = _minutes(10)
    meeting_cancelled_after: Annotated[
        timedelta, OURS, "How long after the start a meeting nobody opened is cancelled."
    ] = _minutes(30)
    meeting_break_by: Annotated[
        timedelta,
        SOURCE,
        "A meeting has a break after this long at the latest.",
        AtMost(_minutes(60), "people need a break from the screen within the hour"),
    ] = _minutes(60)
    during_invite_quiet_after: Annotated[
        timedelta,
        OURS,
        "How long somebody who likes to be asked may not have been heard before they are asked, "
        "in private, if they want to speak.",
    ] = _minutes(20)
    decisions_quorum: Annotated[
        int,
        OURS,
        "How many people have to be there for a key decision; at least one of them contributes "
        "and is not staff.",
        AtLeast(2, "nobody decides on something important alone"),
        Count(1, 100),
    ] = 3
    meeting_overrun_step: Annotated[
        timedelta,
        OURS,
        "How long a meeting runs on after its planned end, and how much “carry on” adds.",
    ] = _minutes(15)
    meeting_empty_ends_after: Annotated[
        timedelta, OURS, "How long an empty room stays open once the planned end has passed."
    ] = _minutes(5)
    meeting_close_after: Annotated[
        timedelta,
        OURS,
        "How long after it ended a meeting closes at the earliest.",
        AtLeast(_minutes(10), "late answers and open cases need the meeting's record open"),
    ] = _minutes(10)

    blindness_tell_after: Annotated[
        timedelta,
        OURS,
        "How long the bot may see nothing of a running meeting before staff are told.",
        AtMost(_seconds(60), "staff must know when nobody is watching"),
    ] = _seconds(60)
    break_return_within: Annotated[
        timedelta, OURS, "How long after a break people may take to come back."
    ] = _minutes(2)
    practice_offer_before: Annotated[
        timedelta, OURS, "How long before a first meeting a practice is offered.", _LONG
    ] = _days(5)
    practice_routes_stale_after: Annotated[
        timedelta,
        OURS,
        "How long a private message that was answered shows that somebody can be reached.",
        _LONG,
    ] = _days(14)
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
        timedelta, OURS, "How long what came from the chat is kept.", _LONG
    ] = _days(30)
    privacy_case_review: Annotated[
        timedelta, OURS, "When a safeguarding record is looked at again.", _LONG
    ] = _days(365)
    agenda_ask_before: Annotated[
        timedelta, OURS, "How long before a meeting people are asked for agenda items.", _LONG
    ] = _days(14)
    agenda_send_before: Annotated[
        timedelta, OURS, "How long before a meeting its agenda goes out.", _LONG
    ] = _days(7)
    costs_agreement_before: Annotated[
        timedelta,
        OURS,
        "How long before a meeting the organiser hears of costs that are not agreed.",
        _LONG,
    ] = _days(2)
    costs_claim_reminder_at: Annotated[
        time, OURS, "When somebody who has not claimed their costs is reminded."
    ] = time(10)
    costs_pay_within: Annotated[
        timedelta,
        OURS,
        "How long after a meeting costs are promised to be paid, where nothing else was agreed.",
        _LONG,
    ] = _days(14)
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
