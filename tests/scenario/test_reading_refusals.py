"""Whatever is wrong in a scenario is said in one line: where, what, and what to do."""

import re
from pathlib import Path

import pytest

from tests.scenario.stories import WEEKLY, changed, line_of, read_text, refusal, then

PAT = "pat: {roles: [contributor], accounts: [discord, telegram]}"


def pat(more: str) -> tuple[str, str]:
    """The person with one more key."""
    return PAT, f"pat: {{roles: [contributor], accounts: [discord, telegram], {more}}}"


HEAD = [
    (("scenario: Pat drops out\n", ""), 1, "the scenario has no scenario"),
    (("scenario: Pat drops out", "scenario:"), 2, "scenario of the scenario has no value"),
    (("scenario: Pat drops out", "scenario: [a]"), 2, "not a single text"),
    (("starts: 2027-01-20T17:50:00+00:00\n", ""), 1, "has no starts"),
    (("starts: 2027-01-20T17:50:00+00:00", "starts: 2027-01-20"), 3, "not a date and time"),
    (("starts: 2027-01-20T17:50:00+00:00", "starts: soon"), 3, "not a date and time"),
    (("policy:", "polcy:"), 5, 'did you mean "policy"?'),
    (("policy:", "zzz:"), 5, "use one of these: scenario, starts, group"),
    (("policy:\n  leaving.escalate_after: 10m", "policy: strict"), 5, "policy is not made of keys"),
    ((", country: GB", ""), 4, "group has no country"),
    (("country: GB", "country: England"), 4, "not a country"),
    (("Europe/London", "Europe/Londn"), 4, 'did you mean "Europe/London"?'),
    (("Europe/London", "../../etc/passwd"), 4, "there is no time zone"),
    (("Europe/London", "Europe"), 4, "there is no time zone"),
    (("country: GB", "country: GB, operator: olga"), 4, "nobody in people"),
    (("country: GB", "country: GB, colour: red"), 4, '"colour" is not a key of group'),
    (("group: {name: Breathe Well, timezone: Europe/London, country: GB}", "group: x"), 4, "group"),
]

PEOPLE = [
    (("pat: {", "Pat: {"), 9, "cannot be a person's key"),
    (("pat: {", "pat smith: {"), 9, "cannot be a person's key"),
    (("pat: {", "pat-smith: {"), 9, "cannot be a person's key"),
    (("pat: {", "bot: {"), 9, 'nobody can have the key "bot"'),
    (("pat: {", "only: {"), 9, 'nobody can have the key "only"'),
    ((PAT, "pat: {accounts: [discord]}"), 9, "pat has no roles"),
    ((PAT, "pat: {roles: contributor}"), 9, "not a list"),
    ((PAT, "pat: {roles: [contributer]}"), 9, 'did you mean "contributor"?'),
    ((PAT, "pat: contributor"), 9, "pat is not made of keys"),
    ((PAT, "pat: {roles: [contributor], accounts: [slack]}"), 9, "use discord or telegram"),
    ((PAT, "pat: {roles: [contributor], accounts: [discord, discord]}"), 9, "stands twice"),
    (pat("rolls: []"), 9, 'did you mean "roles"?'),
    (pat("proved: maybe"), 9, "neither true nor false"),
    (pat('proved: "true"'), 9, "neither true nor false"),
    (pat("phone: call me"), 9, "not a telephone number"),
    (pat("phone:"), 9, "has no value"),
    (pat("email: pat"), 9, "not an e-mail address"),
    (pat("born: 3 May"), 9, "not a date"),
    (pat("born: 2012-02-30"), 9, "there is no 2012-02-30"),
    (pat("born: 2031-01-01"), 9, "born after the story starts"),
    (pat("guardians: [gas]"), 9, 'did you mean "gus"?'),
    (pat("check: enhansed"), 9, 'did you mean "enhanced"?'),
    (pat("check_expires: 2028-01-01"), 9, "has no check to expire"),
    (pat("emergency: {name: Kim}"), 9, "has no phone"),
    (pat("emergency: {name: Kim, phone: none}"), 9, "has no number"),
    (pat("emergency: Kim"), 9, "not made of keys"),
    (pat('name: " "'), 9, "has no value"),
    (pat("country: uk"), 9, "not a country"),
]

MEETINGS = [
    (("    title: Weekly\n", ""), 12, "weekly has no title"),
    (("  weekly:\n", "  every week:\n"), 12, "cannot be a meeting's key"),
    (("platform: discord", "platform: zoom"), 14, 'cannot be "zoom"'),
    (("room: voice", "room: voise"), 15, 'did you mean "voice"?'),
    (("ends: 2027-01-20T19:00:00", "ends: 2027-01-20T18:00:00"), 17, "ends before it has begun"),
    (("ends: 2027-01-20T19:00:00", "ends: later"), 17, "not a date and time"),
    (("expects: [maya, pat]", "expects: [maya, pet]"), 18, '"pet"'),
    (("expects: [maya, pat]", "expects: [maya, pat]\n    standby: dana"), 19, "nobody in people"),
    (("expects: [maya, pat]", "expects: maya"), 18, "not a list"),
    (("room: voice", "room: voice\n    tittle: x"), 16, 'did you mean "title"?'),
]


@pytest.mark.parametrize(("change", "line", "told"), HEAD + PEOPLE + MEETINGS)
def test_the_head_of_a_story_is_refused(
    change: tuple[str, str], line: int, told: str, tmp_path: Path
) -> None:
    found, what = refusal(changed(*change), tmp_path)
    assert told in what
    assert found == line


@pytest.mark.parametrize("part", ["people", "meetings", "timeline", "group"])
def test_a_part_that_is_missing_is_named(part: str, tmp_path: Path) -> None:
    assert f"has no {part}" in refusal(with_part(part, ""), tmp_path)[1]
    misspelt = changed(f"\n{part}:", f"\n{part}x:")
    assert f'did you mean "{part}"?' in refusal(misspelt, tmp_path)[1]


@pytest.mark.parametrize("part", ["people", "meetings", "timeline", "group"])
def test_a_part_that_is_a_single_word_is_refused(part: str, tmp_path: Path) -> None:
    text = with_part(part, f"{part}: nothing\n")
    line, what = refusal(text, tmp_path)
    assert f"{part} is not" in what or f"{part} of the scenario is not" in what
    assert line == line_of(text, f"{part}: nothing")


def with_part(part: str, instead: str) -> str:
    """The smallest story with a whole part of it replaced."""
    return re.sub(rf"^{part}:.*\n(?:  .*\n)*", instead, WEEKLY, flags=re.MULTILINE)


DEEDS = [
    ("types 4821", "is nothing pat can do"),
    ("types 4821", "leaves MEETING saying ok|technical|contact|back-soon"),
    ("jions weekly", "did you mean joins MEETING?"),
    ("joins", "write it as joins MEETING or joins MEETING by phone"),
    ("joins weekly by bus", "write it as joins MEETING"),
    ("joins weakly", 'did you mean "weekly"?'),
    ("leaves weekly saying goodbye", "use ok or technical or contact or back-soon"),
    ("says hello", "not between quotes"),
    ('says "hello #1"', "not between quotes"),
    ('says ""', "no words between the quotes"),
    ("writes in weekly hello", "not between quotes"),
    ("presses check-in", "names no button"),
    ("presses chek-in.ok", 'did you mean "check-in"?'),
    ("presses check-in.okay", 'did you mean "ok"?'),
    ("presses case-alert.ok", "is not a button of case-alert"),
    ("presses check-in-thanks.ok", "press one on another message"),
    ("starts a break of five minutes in weekly", "write it as starts a break of DURATION"),
    ("starts a break of 5 in weekly", "write it like 30s, 10m, 1h or 14d"),
    ("starts a break of 0m in weekly", "not a length of time"),
    ("starts a break of 9999d in weekly", "not a length of time"),
    ("removes pit from weekly", '"pit" (person) is nobody in people'),
    ("logs maya fine", "write it as logs PERSON ok"),
    ("links slack", "use discord or telegram"),
    ('sends "help"', "begin it with a slash"),
    ("goes away", "is nothing pat can do"),
    ("stops", "is nothing pat can do"),
    ("[]", "is empty"),
    ("[joins weekly, []]", "not a single text"),
    ("{joins: weekly}", "not a single text"),
    ("", "has no value"),
]


@pytest.mark.parametrize(("deed", "told"), DEEDS)
def test_what_nobody_can_do_is_refused(deed: str, told: str, tmp_path: Path) -> None:
    text = then('- at: "18:40"', f"  pat: {deed}")
    line, what = refusal(text, tmp_path)
    assert told in what
    assert line == line_of(text, "18:40") + 1


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("bot: sleeps", "use one of stops · starts"),
        ("bot: joins weekly", "is nothing bot can do"),
        ("platform: discord goes", "write it as PLATFORM goes away"),
        ("platform: slack goes away", "use discord or telegram"),
        ("platform: discord refuses pit", "nobody in people"),
        ("platform: discord delivers thrice", "PLATFORM delivers twice or PLATFORM delivers once"),
        ("platform: discord answers 429 for a while", "PLATFORM answers 429 for DURATION"),
        ("pit: joins weekly", 'did you mean "pat"?'),
        ("weekly: opens", "is not a key of this step"),
    ],
)
def test_what_bot_and_platforms_cannot_do_is_refused(deed: str, told: str, tmp_path: Path) -> None:
    text = then('- at: "18:40"', f"  {deed}")
    line, what = refusal(text, tmp_path)
    assert told in what
    assert line == line_of(text, "18:40") + 1


EXPECTATIONS = [
    ("[pat]", "not made of keys"),
    ("{to: pat, key: check-in}", "expect is not a list"),
    ("[{}]", "nothing cannot be expected"),
    ("[{too: pat}]", 'did you mean "to"?'),
    ("[{to: pat}]", "has no key"),
    ("[{key: check-in}]", "has no to"),
    ("[{to: pit, key: check-in}]", "neither a person nor a meeting"),
    ("[{to: pat, key: chekin}]", 'did you mean "check-in"?'),
    ("[{to: pat, key: check-in, say: x}]", 'did you mean "says"?'),
    ('[{to: pat, key: check-in, says: "(a"}]', "not a regular expression"),
    ("[{to: pat, key: check-in, via: post}]", "use discord or telegram"),
    ("[{to: pat, key: check-in, where: public}]", "use private or group"),
    ("[{to: pat, key: opening, where: group}]", "not one of the meetings"),
    ("[{to: weekly, key: check-in, where: private}]", "nobody in people"),
    ("[{not: no-key}]", "is not a message key"),
    ("[{not: check-in, to: nobody}]", "neither a person nor a meeting"),
    ("[{meeting: weekly}]", "has no state"),
    ("[{meeting: weekly, state: over}]", "state of this expectation cannot be"),
    ("[{meeting: monthly, state: ended}]", "not one of the meetings"),
    ("[{gate: weekly, is: ajar}]", "use open or closed"),
    ("[{in: weekly}]", "has no who"),
    ("[{in: weekly, who: pat}]", "not a list"),
    ("[{in: weekly, who: [pat, pat]}]", "stands twice"),
    ("[{muted: [pit]}]", "nobody in people"),
    ("[{cases: weekly, open: some}]", "not a whole number"),
    ("[{cases: weekly, open: -1}]", "not a whole number"),
    ("[{case: pat, stage: open}]", "stage of this expectation cannot be"),
    ("[{case: pat, stage: owned, open: 1}]", '"open" is not a key of this expectation'),
]


@pytest.mark.parametrize(("expect", "told"), EXPECTATIONS)
def test_what_cannot_be_expected_is_refused(expect: str, told: str, tmp_path: Path) -> None:
    text = then('- at: "18:40"', f"  expect: {expect}")
    line, what = refusal(text, tmp_path)
    assert told in what
    assert line == line_of(text, "18:40") + 1


def test_an_odd_pattern_that_python_only_warns_about_is_fine(tmp_path: Path) -> None:
    read_text(then('- at: "18:40"', "  expect: [{to: pat, key: pulse, says: '[[a]'}]"), tmp_path)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ('- {at: "18:40"}', "nothing happens in this step"),
        ('- {at: "18:40", only: false}', "nothing happens in this step"),
        ('- {at: "18:40", only: perhaps}', "neither true nor false"),
        ("- {pat: joins weekly}", "this step has no at"),
        ("- nothing", "this step is not made of keys"),
    ],
)
def test_a_step_that_is_none_is_refused(step: str, told: str, tmp_path: Path) -> None:
    assert told in refusal(then(step), tmp_path)[1]


def test_a_timeline_without_steps_is_refused(tmp_path: Path) -> None:
    text = changed("timeline:", "timeline: []\nx:").split("x:")[0]
    assert "the timeline is empty" in refusal(text, tmp_path)[1]


@pytest.mark.parametrize("deed", ["joins weekly", "moves to weekly", 'writes in weekly "hello"'])
def test_nobody_comes_in_without_an_account_there(deed: str, tmp_path: Path) -> None:
    text = then('- at: "18:40"', f"  gus: {deed}")
    line, what = refusal(text, tmp_path)
    assert "weekly is on discord, where gus has no account" in what
    assert line == line_of(text, "18:40") + 1
    read_text(then('- at: "18:40"', "  gus: joins weekly by phone"), tmp_path)


def test_an_account_counts_from_when_it_is_linked_until_it_is_unlinked(tmp_path: Path) -> None:
    linked = then('- at: "18:40"', "  gus: [links discord, joins weekly]")
    read_text(linked, tmp_path)
    gone = linked + '  - at: "18:41"\n    gus: [unlinks discord, joins weekly]\n'
    assert refusal(gone, tmp_path)[0] == line_of(gone, "unlinks")


@pytest.mark.parametrize("deed", ['says "hello"', "presses check-in.ok", 'sends "/help"'])
def test_nobody_reaches_the_bot_without_an_account(deed: str, tmp_path: Path) -> None:
    text = changed("gus: {roles: [guardian], accounts: [telegram]}", "gus: {roles: [guardian]}")
    text += f'  - at: "18:40"\n    gus: {deed}\n'
    assert "gus has no account" in refusal(text, tmp_path)[1]


def test_more_people_than_invented_numbers_are_refused(tmp_path: Path) -> None:
    crowd = "".join(f"  p{n}: {{roles: []}}\n" for n in range(3_700))
    text = changed("people:\n", f"people:\n{crowd}")
    assert "more people than invented numbers" in refusal(text, tmp_path)[1]


def test_what_is_shown_of_a_wrong_value_is_short_and_plain(tmp_path: Path) -> None:
    _, what = refusal(changed("room: voice", f'room: "\\e[31m\\n{"x" * 9_999}"'), tmp_path)
    assert len(what) < 200
