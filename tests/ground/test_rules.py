"""docs/ carries the specification: every section, every rule once, every message key once."""

import re
from collections import Counter

import pytest

from tests.ground.tree import ROOT

CARRIED_IN = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 10), "rules.md"),
    8: "scenarios.md",
    9: "scenarios.md",
    11: "platforms.md",
}
RULES = {"L": 13, "Y": 13, "P": 6, "M": 6, "C": 3, "V": 9}
NUMBERED = [f"{letter}{number}" for letter, last in RULES.items() for number in range(1, last + 1)]
KEYS = 66
INVARIANTS = 12
SPECIFICATION = ROOT.parent / "shared" / "SPEC.md"


def sections(text: str) -> dict[int, str]:
    """Text by the number in each second-level heading."""
    parts = re.split(r"(?m)^## (\d+)\. ", text)[1:]
    return {int(number): body.strip() for number, body in zip(parts[::2], parts[1::2], strict=True)}


def carried(section: int) -> str:
    return sections((ROOT / "docs" / CARRIED_IN[section]).read_text("utf-8"))[section]


def rules() -> str:
    return (ROOT / "docs" / "rules.md").read_text("utf-8")


def listed_keys() -> list[str]:
    return re.findall(r"`([a-z-]+)`", carried(7).partition("\n")[2].rpartition("\n")[2])


@pytest.mark.parametrize("number", NUMBERED)
def test_a_rule_stands_once(number: str) -> None:
    assert len(re.findall(rf"(?m)^{number} \S", rules())) == 1


def test_there_is_no_rule_beyond_the_last() -> None:
    standing = re.findall(rf"(?m)^([{''.join(RULES)}]\d+) ", rules())
    assert sorted(standing) == sorted(NUMBERED)


def test_every_rule_that_is_referred_to_stands() -> None:
    referred_to = {
        number
        for section in CARRIED_IN
        for number in re.findall(rf"\b[{''.join(RULES)}]\d+\b", carried(section))
    }
    assert referred_to <= set(NUMBERED)


def test_every_message_key_is_listed_once() -> None:
    repeated = [key for key, times in Counter(listed_keys()).items() if times > 1]
    assert not repeated
    assert len(listed_keys()) == KEYS


def test_every_message_key_that_a_rule_sends_is_listed() -> None:
    sent = {
        key
        for section in (3, 4, 5)
        for key in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", carried(section))
    }
    assert sent <= set(listed_keys())


def test_every_invariant_stands_in_order() -> None:
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", carried(10))]
    assert numbers == list(range(1, INVARIANTS + 1))


# The specification lies beside a maintainer's checkout; a clone by itself has only docs/.
if SPECIFICATION.is_file():

    @pytest.mark.parametrize("section", CARRIED_IN)
    def test_a_section_reads_as_specified(section: int) -> None:
        assert carried(section) == sections(SPECIFICATION.read_text("utf-8"))[section]

    def test_no_section_is_left_out() -> None:
        assert set(sections(SPECIFICATION.read_text("utf-8"))) == set(CARRIED_IN)

    @pytest.mark.parametrize("letter", RULES)
    def test_no_rule_is_left_out(letter: str) -> None:
        specified = re.findall(rf"(?m)^{letter}(\d+) \S", SPECIFICATION.read_text("utf-8"))
        assert [int(number) for number in specified] == list(range(1, RULES[letter] + 1))
