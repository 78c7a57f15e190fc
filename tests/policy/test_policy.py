"""The numbers of a group: defaults, overrides, and what is refused."""

import copy
import math
import re
from datetime import date, time, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.model.policy import (
    ORDERS,
    SETTINGS,
    Policy,
    PolicyError,
    QuietHours,
    format_duration,
)
from bot.model.policy_table import PolicyTable

# As SPEC 2 and the rules have them.
DEFAULTS = {
    "young_people.adults_min": 2,
    "young_people.enhanced_checks_min": 1,
    "young_people.guardian_on_join_under": 16,
    "young_people.no_show_after": "10m",
    "young_people.per_adult": 10,
    "young_people.length_max": "45m",
    "young_people.hold_limit": "5m",
    "young_people.guardian_wait": timedelta(minutes=2),
    "young_people.help_choose_within": timedelta(seconds=60),
    "young_people.mixed": False,
    "young_people.take_part": False,
    "leaving.grace": "60s",
    "leaving.grace_young": "30s",
    "leaving.back_soon": "10m",
    "leaving.back_soon_young": "5m",
    "leaving.nudge_after": "5m",
    "leaving.escalate_after": "10m",
    "leaving.guardian_after": "5m",
    "leaving.declared_for": "10m",
    "escalation.rung_timeout": "2m",
    "escalation.retry_every": "1m",
    "escalation.broadcast_every": "5m",
    "escalation.ownership_expires": "10m",
    "escalation.additional_steps_after": "15m",
    "presence.attested_expires": "15m",
    "presence.pulse_wait": "2m",
    "presence.roll_call_every": "15m",
    "meeting.reminders": ["1d", "1h"],
    "meeting.nudge_before": "5m",
    "meeting.open_before": "2m",
    "meeting.not_open_after": "10m",
    "meeting.cancelled_after": "30m",
    "meeting.break_by": "60m",
    "during.invite_quiet_after": "20m",
    "decisions.quorum": 3,
    "meeting.overrun_step": "15m",
    "meeting.empty_ends_after": "5m",
    "meeting.close_after": "10m",
    "blindness.tell_after": "60s",
    "break.return_within": "2m",
    "practice.offer_before": "5d",
    "practice.routes_stale_after": "14d",
    "quiet_hours": "21:00-08:00",
    "prompts.per_day": 3,
    "privacy.chat_days": "30d",
    "privacy.case_review": "12 months",
    "agenda.ask_before": "14d",
    "agenda.send_before": "7d",
    "costs.agreement_before": "48h",
    "costs.claim_reminder_at": "10:00 next day",
    "costs.pay_within": "14d",
    "platform.confidential": [],
    "platform.minimum_age": {"GB": {"discord": 13, "telegram": 16}},
}
BY_KEY = {row.key: row for row in SETTINGS}
HUGE = 10**5000


def of_kind(kind: type) -> list[str]:
    return [row.key for row in SETTINGS if type(row.default) is kind]


def refused(overrides: dict) -> str:
    with pytest.raises(PolicyError) as error:
        Policy.default().tightened(overrides)
    said = str(error.value)
    assert "\n" not in said
    assert len(said) < 400
    return said


def test_the_defaults_are_the_tables() -> None:
    assert [*DEFAULTS] == [*dict.fromkeys(DEFAULTS)]
    assert DEFAULTS.keys() == BY_KEY.keys()
    assert Policy.default().tightened(DEFAULTS) == Policy.default()
    Policy.default().check()


def test_every_setting_reads_as_an_attribute() -> None:
    policy = Policy.default()
    assert policy.leaving_grace == timedelta(seconds=60)
    assert policy.young_people_adults_min == 2
    assert policy.meeting_reminders == (timedelta(days=1), timedelta(hours=1))
    assert policy.costs_claim_reminder_at == time(10)
    assert policy.quiet_hours == QuietHours(time(21), time(8))
    assert policy.privacy_case_review == timedelta(days=365)
    assert {row.attribute for row in SETTINGS} == set(PolicyTable.__struct_fields__)
    assert all(row.key.replace(".", "_") == row.attribute for row in SETTINGS)


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.key)
def test_every_setting_has_one_plain_sentence(row) -> None:
    assert re.fullmatch(r"[A-Z][^.|\n]*\.", row.says)
    if row.floor:
        assert re.fullmatch(r"[a-z][^.|\n]*", row.floor.because)


def test_a_policy_is_stored_as_json_under_the_keys_of_the_file() -> None:
    policy = Policy.default().tightened({"leaving.grace": "45s", "meeting.reminders": ["2h"]})
    stored = msgspec.json.encode(policy)
    assert msgspec.json.decode(stored, type=Policy) == policy
    assert msgspec.json.decode(stored).keys() == DEFAULTS.keys()


def test_a_policy_stored_by_another_version_can_still_be_read() -> None:
    stored = b'{"leaving.grace":"PT45S","leaving.gone":"PT5S","escalation.retry_every":"PT300S"}'
    policy = msgspec.json.decode(stored, type=Policy)
    assert policy.leaving_grace == timedelta(seconds=45)
    assert policy.leaving_escalate_after == timedelta(minutes=10)
    with pytest.raises(PolicyError, match=r"^escalation.retry_every: 5m loosens a floor"):
        policy.check()


def test_a_policy_cannot_be_changed() -> None:
    policy, field = Policy.default(), "leaving_grace"
    with pytest.raises(AttributeError):
        setattr(policy, field, timedelta(hours=1))


# --- wrong keys and values --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("leaving.grase", "leaving.grace"),
        ("leaving.escalate", "leaving.escalate_after"),
        ("quiet.hours", "quiet_hours"),
        ("Leaving.Grace_Young", "leaving.grace_young"),
        ("leaving_grace", "leaving.grace"),
        ("young_people.adult_min", "young_people.adults_min"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(key: str, near: str) -> None:
    said = refused({key: "10m"})
    assert said == f'"{key}" is not a setting of the policy. Did you mean {near}?'


@pytest.mark.parametrize("key", ["", "zzz", 7, None, "x" * 10_000, "a\nb", "💥"])
def test_a_key_like_nothing_is_named_and_cut_short(key: object) -> None:
    assert "is not a setting of the policy. All of them are in config/policy.toml." in refused(
        {key: "10m"}
    )


NO_LENGTH: list[object] = [
    60, 1.5, True, None, math.nan, math.inf, "", "10", "m", "10 minutes", "-10m", "1.5h", "1h30m",
    "٣m", "10m\x00", "1e3s", [], ["10m"], {}, time(10), b"10m", "0s", "0 months", HUGE,
    "9999999999d", "99999999999999999999s", "1300 months", timedelta(0), timedelta(seconds=-5),
    timedelta(milliseconds=1500), timedelta.max,
]  # fmt: skip


@pytest.mark.parametrize("key", of_kind(timedelta))
def test_a_wrong_length_of_time_says_how_to_write_one(key: str) -> None:
    for wrong in NO_LENGTH:
        assert refused({key: wrong}).startswith(f"{key}: ")
    assert 'write it like 30s, 10m, 1h, 14d or "12 months"' in refused({key: 60})


@pytest.mark.parametrize("key", of_kind(int))
def test_a_wrong_count_says_what_a_count_is(key: str) -> None:
    wrongs: list[object] = [2.0, "2", True, None, math.nan, [2], {}, HUGE, -HUGE, -1, 101]
    for wrong in wrongs:
        assert refused({key: wrong}).startswith(f"{key}: ")
    assert "is not a whole number: write one such as" in refused({key: "2"})


@pytest.mark.parametrize("key", of_kind(bool))
def test_a_wrong_flag_says_what_a_flag_is(key: str) -> None:
    wrongs: list[object] = [0, 1, "yes", "true", None, []]
    for wrong in wrongs:
        assert "write true or false, without quotes." in refused({key: wrong})
    assert Policy.default().tightened({key: True}) != Policy.default()


def test_wrong_reminders_say_how_to_write_them() -> None:
    for wrong in ("1d", 5, None, {"1d": "1h"}, True):
        assert 'write one such as ["1d", "1h"].' in refused({"meeting.reminders": wrong})
    assert "11 times are too many" in refused({"meeting.reminders": ["1h"] * 11})
    assert '"soon" is not a length of time' in refused({"meeting.reminders": ["1d", "soon"]})
    tidy = Policy.default().tightened({"meeting.reminders": ["1h", "2d", "60m"]})
    assert tidy.meeting_reminders == (timedelta(days=2), timedelta(hours=1))
    assert Policy.default().tightened({"meeting.reminders": []}).meeting_reminders == ()


def test_wrong_quiet_hours_say_how_to_write_them() -> None:
    same = "21:00-21:00"
    wrongs: list[object] = [1260, None, "21:00", same, "21-8", "24:00-08:00", "-", "a-b-c", []]
    for wrong in wrongs:
        assert 'like "21:00-08:00".' in refused({"quiet_hours": wrong})
    for right in ("22:00-07:30", "22:00–07:30", " 22:00 - 07:30 "):
        changed = Policy.default().tightened({"quiet_hours": right})
        assert changed.quiet_hours == QuietHours(time(22), time(7, 30))


def test_a_wrong_reminder_time_says_how_to_write_it() -> None:
    wrongs: list[object] = [600, None, "24:00", "10", "10:00 today", date(2027, 1, 1), time(10), []]
    for wrong in wrongs:
        assert 'like "10:00 next day".' in refused({"costs.claim_reminder_at": wrong})
    for right in ("09:30", "09:30 next day"):
        changed = Policy.default().tightened({"costs.claim_reminder_at": right})
        assert changed.costs_claim_reminder_at == time(9, 30)


@pytest.mark.parametrize(
    "wrong",
    [
        13, None, "GB", [], {"gb": {}}, {"GBR": {}}, {1: {}}, {"GB": 13}, {"GB": {"discord": "13"}},
        {"GB": {"discord": True}}, {"GB": {"Dis cord": 13}}, {"GB": {7: 13}}, {"discord": 13},
        {"GB": {"discord": HUGE}}, {"GB": {"discord": 0}}, {"GB": {"discord": math.nan}},
    ],
)  # fmt: skip
def test_a_wrong_table_of_ages_says_what_is_wrong(wrong: object) -> None:
    assert refused({"platform.minimum_age": wrong}).startswith("platform.minimum_age: ")


def test_a_wrong_value_is_shown_short_and_on_one_line() -> None:
    said = refused({"leaving.grace": "long\n" * 5_000})
    assert 'leaving.grace: "long?long?' in said
    assert "an unquoted date or time" in refused({"leaving.grace": date(2027, 1, 1)})


def test_nothing_waits_longer_than_a_day_during_a_meeting() -> None:
    assert '"10d" is longer than 1d' in refused({"leaving.back_soon": "10d"})
    longest = Policy.default().tightened({"privacy.case_review": "1200 months"})
    assert longest.privacy_case_review == timedelta(days=36_500)


@pytest.mark.parametrize(("first", "then", "why"), ORDERS, ids=lambda text: text[:24])
def test_steps_that_would_come_in_the_wrong_order_are_refused(
    first: str, then: str, why: str
) -> None:
    tight = {"leaving.grace": "10s"} if first == "leaving.grace_young" else {}
    early = getattr(Policy.default(), BY_KEY[first].attribute)
    shorter = format_duration(early - timedelta(seconds=1))
    assert refused({**tight, then: shorter}) == (
        f"{first} ({format_duration(early)}) must not be longer than {then} ({shorter}), "
        f"so that {why}. Set {first} to {shorter} or less as well."
    )
    Policy.default().tightened({**tight, then: format_duration(early)}).check()


def test_a_chain_of_steps_may_be_tightened_together() -> None:
    policy = Policy.default().tightened(
        {"leaving.escalate_after": "2m", "leaving.nudge_after": "90s", "leaving.grace": "20s"}
    )
    assert policy.leaving_escalate_after == timedelta(minutes=2)


def test_a_policy_error_can_be_copied() -> None:
    error = copy.copy(PolicyError("leaving.grace", "A sentence."))
    assert (error.key, str(error)) == ("leaving.grace", "A sentence.")


# --- ages and hours -----------------------------------------------------------------------------


def test_a_country_or_platform_not_in_the_table_gets_the_highest_age() -> None:
    policy = Policy.default()
    assert policy.minimum_age("discord", "GB") == 13
    assert policy.minimum_age("telegram", "GB") == 16
    assert policy.minimum_age("discord", "DE") == 16
    assert policy.minimum_age("matrix", "GB") == 16


@pytest.mark.parametrize(
    ("hours", "inside", "outside"),
    [
        ("21:00-08:00", ["21:00", "23:59", "00:00", "07:59"], ["20:59", "08:00", "12:00"]),
        ("12:00-13:00", ["12:00", "12:59"], ["11:59", "13:00", "00:00"]),
    ],
)
def test_quiet_hours_cover_their_beginning_and_not_their_end(
    hours: str, inside: list[str], outside: list[str]
) -> None:
    quiet = Policy.default().tightened({"quiet_hours": hours}).quiet_hours
    assert all(quiet.cover(time.fromisoformat(at)) for at in inside)
    assert not any(quiet.cover(time.fromisoformat(at)) for at in outside)


# --- anything at all ----------------------------------------------------------------------------

JUNK = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=12)
WRITTEN = JUNK | some.sampled_from(["1s", "1m", "9m", "1h", "2d", "12 months", "21:00-08:00"])
NESTED = some.recursive(
    WRITTEN,
    lambda inner: (
        some.lists(inner, max_size=2)
        | some.dictionaries(some.sampled_from(["GB", "discord", "x"]), inner, max_size=2)
    ),
)


@given(some.dictionaries(some.sampled_from([*BY_KEY]), NESTED, max_size=3))
def test_whatever_is_asked_the_answer_is_a_policy_that_holds_or_one_sentence(
    overrides: dict,
) -> None:
    said = ""
    try:
        Policy.default().tightened(overrides).check()
    except PolicyError as wrong:
        said = str(wrong)
    assert "\n" not in said
