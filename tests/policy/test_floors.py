"""A group may make a floor stricter, never looser (SPEC 2, invariant 11)."""

import msgspec
import pytest

from bot.model.policy import SETTINGS, Policy, PolicyError, Setting

# Key, what loosens it, the floor itself, what is stricter.
FLOORS = [
    ("young_people.adults_min", 1, 2, 3),
    ("young_people.enhanced_checks_min", 0, 1, 2),
    ("young_people.guardian_on_join_under", 15, 16, 18),
    ("young_people.no_show_after", "11m", "10m", "5m"),
    ("young_people.per_adult", 11, 10, 1),
    ("young_people.hold_limit", "301s", "5m", "1m"),
    ("young_people.help_choose_within", "61s", "60s", "20s"),
    ("leaving.grace", "6m", "5m", "10s"),
    ("leaving.grace_young", "61s", "60s", "10s"),
    ("leaving.escalate_after", "31m", "30m", "5m"),
    ("leaving.guardian_after", "11m", "10m", "2m"),
    ("escalation.rung_timeout", "11m", "10m", "1m"),
    ("escalation.retry_every", "2m", "1m", "20s"),
    ("escalation.broadcast_every", "16m", "15m", "1m"),
    ("escalation.ownership_expires", "1h", "30m", "5m"),
    ("presence.attested_expires", "31m", "30m", "5m"),
    ("presence.pulse_wait", "6m", "5m", "1m"),
    ("meeting.break_by", "61m", "60m", "45m"),
    ("decisions.quorum", 1, 2, 5),
    ("meeting.close_after", "9m", "10m", "1h"),
    ("blindness.tell_after", "61s", "60s", "30s"),
    (
        "platform.minimum_age",
        {"GB": {"telegram": 15}},
        {"GB": {"telegram": 16}},
        {"GB": {"discord": 16}},
    ),
    (
        "platform.minimum_age",
        {"US": {"discord": 12}},
        {"US": {"discord": 13}},
        {"US": {"discord": 18}},
    ),
    (
        "platform.minimum_age",
        {"GB": {"matrix": 12}},
        {"GB": {"matrix": 13}},
        {"GB": {"matrix": 16}},
    ),
]
KEYS = [f"{floor[0]}={floor[1]}" for floor in FLOORS]
ROWS = {row.key: row for row in SETTINGS}


def test_every_floor_of_the_table_is_tried_here() -> None:
    assert {key for key, *_ in FLOORS} == {row.key for row in SETTINGS if row.floor}


@pytest.mark.parametrize(("key", "looser", "floor", "stricter"), FLOORS, ids=KEYS)
def test_a_loosened_floor_is_refused_with_key_value_floor_and_reason(
    key: str, looser: object, floor: object, stricter: object
) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy.default().tightened({key: looser})
    said, row = str(refused.value), ROWS[key]
    assert refused.value.key == key
    assert said.startswith(f"{key}: ")
    assert row.floor is not None
    assert f"It must be {row.floor_words}, because {row.floor.because}." in said
    if not isinstance(looser, dict):
        assert str(looser) in said
    assert "loosens a floor" in said
    assert "\n" not in said


@pytest.mark.parametrize(("key", "looser", "floor", "stricter"), FLOORS, ids=KEYS)
def test_the_floor_itself_and_anything_stricter_are_taken(
    key: str, looser: object, floor: object, stricter: object
) -> None:
    for allowed in (floor, stricter):
        changed = Policy.default().tightened({key: allowed})
        row = ROWS[key]
        assert getattr(changed, row.attribute) == row.read(allowed, row.default)
        others = [one for one in SETTINGS if one is not row]
        assert [getattr(changed, one.attribute) for one in others] == [
            one.default for one in others
        ]


def test_a_value_far_below_a_floor_names_the_floor_too() -> None:
    with pytest.raises(PolicyError, match=r"It must be at least 2, because no young person"):
        Policy.default().tightened({"young_people.adults_min": -1})
    with pytest.raises(PolicyError, match=r"It must be at most 5m, because somebody"):
        Policy.default().tightened({"leaving.grace": "3d"})


def test_a_group_may_go_back_from_its_organisation_to_the_floor_and_no_further() -> None:
    organisation = Policy.default().tightened({"leaving.escalate_after": "7m"})
    assert organisation.tightened({"leaving.escalate_after": "30m"}).leaving_escalate_after
    with pytest.raises(PolicyError, match="loosens a floor"):
        organisation.tightened({"leaving.escalate_after": "31m"})


def test_what_is_not_overridden_stays_as_the_organisation_has_it() -> None:
    organisation = Policy.default().tightened({"platform.minimum_age": {"GB": {"discord": 16}}})
    group = organisation.tightened({"platform.minimum_age": {"GB": {"telegram": 18}}})
    assert group.platform_minimum_age == {"GB": {"discord": 16, "telegram": 18}}
    assert Policy.default().platform_minimum_age == {"GB": {"discord": 13, "telegram": 16}}


def test_changing_a_policys_own_table_moves_no_floor() -> None:
    Policy.default().platform_minimum_age["GB"]["telegram"] = 1
    assert Policy.default().minimum_age("telegram", "GB") == 16
    with pytest.raises(PolicyError):
        Policy.default().tightened({"platform.minimum_age": {"GB": {"telegram": 15}}})


@pytest.mark.parametrize("row", [row for row in SETTINGS if row.floor], ids=lambda row: row.key)
def test_check_finds_a_floor_that_was_crossed_by_other_means(row: Setting) -> None:
    looser = next(
        row.form.read(written, row.default) for key, written, *_ in FLOORS if key == row.key
    )
    policy = msgspec.structs.replace(Policy.default(), **{row.attribute: looser})
    with pytest.raises(PolicyError) as refused:
        policy.check()
    assert refused.value.key == row.key
