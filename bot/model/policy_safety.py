"""The settings of leaving, of the ladder and of presence (L1 to L7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.model.numbers import AtMost
from bot.model.policy_keys import key_of
from bot.model.policy_units import OURS, minutes, seconds
from bot.model.policy_young_people import YoungPeopleTable


class SafetyTable(YoungPeopleTable, frozen=True, kw_only=True, rename=key_of):
    """What happens to somebody who drops out, and who is called."""

    leaving_grace: Annotated[
        timedelta,
        OURS,
        "How long somebody may be gone before they are asked, in private, if they are OK.",
        AtMost(minutes(5), "somebody in distress must not wait longer to be asked"),
    ] = seconds(60)
    leaving_grace_young: Annotated[
        timedelta,
        OURS,
        "How long a young person may be gone before they are asked, in private, if they are OK.",
        AtMost(seconds(60), "a young person must be asked within a minute"),
    ] = seconds(30)
    leaving_back_soon: Annotated[timedelta, OURS, "How long “Back soon” holds the clock."] = (
        minutes(10)
    )
    leaving_back_soon_young: Annotated[
        timedelta, OURS, "How long “Back soon” holds the clock for a young person."
    ] = minutes(5)
    leaving_nudge_after: Annotated[
        timedelta, OURS, "How long after leaving somebody who has not answered is asked again."
    ] = minutes(5)
    leaving_escalate_after: Annotated[
        timedelta,
        OURS,
        "How long after leaving, without an answer, the case goes up the ladder.",
        AtMost(minutes(30), "staff must know of somebody who does not answer"),
    ] = minutes(10)
    leaving_guardian_after: Annotated[
        timedelta,
        OURS,
        "How long after a young person left, without a word, an adult is asked to call the "
        "guardian.",
        AtMost(minutes(10), "a guardian must be called while it can still help"),
    ] = minutes(5)
    leaving_declared_for: Annotated[
        timedelta,
        OURS,
        "How long “I'm leaving, I'm OK” holds before the person must say it again.",
    ] = minutes(10)

    escalation_rung_timeout: Annotated[
        timedelta,
        OURS,
        "How long one rung of the ladder has before the next is called as well.",
        AtMost(minutes(10), "a case must not wait for one person who cannot take it"),
    ] = minutes(2)
    escalation_retry_every: Annotated[
        timedelta,
        OURS,
        "How often an alert that a platform refused is tried again while the case is open.",
        AtMost(minutes(1), "an alert that has not arrived helps nobody"),
    ] = minutes(1)
    escalation_broadcast_every: Annotated[
        timedelta,
        OURS,
        "How often all staff are told of a case that nobody on the ladder has taken.",
        AtMost(minutes(15), "a case that nobody has taken must not fall silent"),
    ] = minutes(5)
    escalation_ownership_expires: Annotated[
        timedelta,
        OURS,
        "How long somebody owns a case without an outcome before it climbs again.",
        AtMost(minutes(30), "a case that was taken and forgotten must climb again"),
    ] = minutes(10)
    escalation_additional_steps_after: Annotated[
        timedelta,
        OURS,
        "How long after the first failed attempt the owner and the lead decide on more steps.",
    ] = minutes(15)

    presence_attested_expires: Annotated[
        timedelta,
        OURS,
        "How long somebody who said they are here counts as present without a sign, before "
        "they are asked.",
        AtMost(minutes(30), "somebody who slipped away must be noticed"),
    ] = minutes(15)
    presence_pulse_wait: Annotated[
        timedelta,
        OURS,
        "How long that question waits for an answer before the person counts as gone.",
        AtMost(minutes(5), "somebody who slipped away must be noticed"),
    ] = minutes(2)
    presence_roll_call_every: Annotated[
        timedelta,
        OURS,
        "How often the chair is asked who is here, where the platform cannot show it.",
    ] = minutes(15)
