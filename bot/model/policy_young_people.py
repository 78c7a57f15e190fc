"""The settings of young people's meetings: adults, guardians, how long things last (Y1 to Y12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec

from bot.model.forms import Count
from bot.model.numbers import AtLeast, AtMost
from bot.model.policy_keys import key_of
from bot.model.policy_units import OURS, PRACTICE, SOURCE, minutes, seconds


class YoungPeopleTable(msgspec.Struct, frozen=True, kw_only=True, rename=key_of):
    """What keeps young people safe."""

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
        AtMost(minutes(10), "a guardian must hear of a missing young person by then"),
    ] = minutes(10)
    young_people_per_adult: Annotated[
        int,
        PRACTICE,
        "How many young people one adult may look after; with more, more adults are needed.",
        AtMost(10, "adults must be able to see how each young person is"),
        Count(1, 100),
    ] = 10
    young_people_length_max: Annotated[
        timedelta, PRACTICE, "How long a young people's meeting should last at most."
    ] = minutes(45)
    young_people_hold_limit: Annotated[
        timedelta,
        PRACTICE,
        "How long a meeting may be held for want of adults before it ends.",
        AtMost(minutes(5), "young people must not be kept waiting without enough adults"),
    ] = minutes(5)
    young_people_guardian_wait: Annotated[
        timedelta,
        OURS,
        "How long a guardian may take to say that they are there before adults in the room are "
        "asked whether they have seen them.",
    ] = minutes(2)
    young_people_help_choose_within: Annotated[
        timedelta,
        OURS,
        "How long a young person who asks for someone may take to say who may see it; then the "
        "lead and the deputy do.",
        AtMost(seconds(60), "a young person who asks for someone must not wait"),
    ] = seconds(60)
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
