"""What a young person writes is for whom they chose, and for two at least (Y7, Y12)."""

from __future__ import annotations

import msgspec

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.people import Role
from tests.flows.young_world import Youth


def running() -> Youth:
    world = Youth("asha", "ben", "kit", "lou").opened("asha", "ben", "kit", "lou")
    world.wait(minutes=1)
    return world


def asked(world: Youth | None = None) -> Youth:
    world = world or running()
    world.do(s.Pressed(person="kit", key="admitted", button="help", platform="discord"))
    return world


def without(world: Youth, *people: str) -> Youth:
    kept = {who: person for who, person in world.group.people.items() if who not in people}
    world.group = msgspec.structs.replace(world.group, people=kept)
    return world


def readers_of_words(world: Youth) -> set[str | None]:
    return {seen.to for seen in world.seen if seen.facts.words}


def test_words_in_the_room_are_for_two_and_nobody_before_the_choice() -> None:
    world = running()
    world.say("kit", s.WordsKind.OTHER)
    assert world.heard("kit", "help-who") == ["help-who"]
    assert world.heard("kit", "help-line") == []
    assert readers_of_words(world) == set()
    world.press("kit", "help-who", "lead-only")
    world.press("dana", "support-alert", "take")
    assert readers_of_words(world) == {"dana", "dev"}


def test_nobody_they_did_not_choose_is_named_as_their_contact() -> None:
    world = asked()
    world.press("kit", "help-who", "lead-only")
    (told,) = [seen for seen in world.seen if seen.key == "support-received"]
    assert told.facts.contact == "dana"


def test_more_words_while_they_choose_are_not_met_with_silence() -> None:
    world = running()
    world.say("kit", s.WordsKind.OTHER)
    world.say("kit", s.WordsKind.OTHER)
    assert world.heard("kit", "help-who") == ["help-who"] * 2
    world.press("kit", "help-who", "team")
    assert len(world.case("kit").words) == 2


def test_the_ladder_waits_while_they_choose() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=11, seconds=30)
    world.say("kit", s.WordsKind.OTHER)
    world.wait(seconds=59)
    assert world.heard("asha", "case-alert", "support-alert") == []


def test_nobody_is_asked_to_phone_the_guardian_of_somebody_who_wrote() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=4, seconds=30)
    world.say("kit", s.WordsKind.OTHER)
    world.wait(minutes=10)
    assert all(world.heard(who, "call-task") == [] for who in ("ben", "cleo", "dana", "dev"))


def test_who_was_alerted_and_not_chosen_reads_only_that_it_is_over() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=11)
    world.say("kit", s.WordsKind.OTHER)
    world.press("kit", "help-who", "lead-only")
    assert world.edits("ben")[-1] == "case-withdrawn"
    world.wait(minutes=30)
    assert world.heard("ben", "support-alert", "case-broadcast") == []


def test_an_owner_they_did_not_choose_is_not_shown_what_they_wrote() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=1)
    world.say("kit", s.WordsKind.OTHER)
    world.press("ben", "young-person-left", "take")
    assert readers_of_words(world) == set()
    world.press("kit", "help-who", "lead-only")
    assert world.case("kit").owner is None
    assert world.edits("ben")[-1] == "case-withdrawn"


def test_a_refused_alert_is_not_sent_again_to_whom_they_did_not_choose() -> None:
    world = running()
    world.blocked.add(("ben", "discord"))
    world.drop("kit")
    world.wait(minutes=10)
    world.say("kit", s.WordsKind.OTHER)
    world.blocked.clear()
    world.wait(minutes=5)
    assert world.heard("ben") == []


def test_a_refused_note_stays_among_those_they_chose() -> None:
    world = running()
    world.say("kit", s.WordsKind.OTHER)
    world.press("kit", "help-who", "team")
    world.blocked.add(("ben", "discord"))
    world.press("asha", "support-alert", "take")
    assert readers_of_words(world) == {"asha", "dana"}


def test_the_lead_comes_first_when_they_chose_the_lead() -> None:
    world = asked(without(running(), "dev"))
    world.press("kit", "help-who", "lead-only")
    assert world.case("kit").only == ("dana", "asha")
    assert world.heard("dana", "support-alert") == world.heard("asha", "support-alert") != []
    assert world.heard("ben", "support-alert") == []


def test_with_no_lead_the_two_adults_see_it() -> None:
    world = asked(without(running(), "dana", "dev"))
    world.wait(minutes=1)
    assert world.case("kit").only == ("asha", "ben")


def test_a_deputy_no_message_can_reach_is_not_counted_as_the_second() -> None:
    world = running()
    dev = msgspec.structs.replace(world.group.people["dev"], routes=())
    world.group = msgspec.structs.replace(world.group, people={**world.group.people, "dev": dev})
    asked(world)
    world.press("kit", "help-who", "lead-only")
    assert world.heard("dana", "support-alert") == world.heard("asha", "support-alert") != []


def test_the_lead_who_runs_the_meeting_is_one_of_the_two_only() -> None:
    world = without(running(), "dana", "dev")
    asha = world.group.people["asha"]
    lead = msgspec.structs.replace(asha, roles=asha.roles | {Role.SAFEGUARDING_LEAD})
    world.group = msgspec.structs.replace(world.group, people={**world.group.people, "asha": lead})
    asked(world)
    world.press("kit", "help-who", "lead-only")
    assert world.case("kit").only == ("asha", "ben")


def test_what_they_write_later_is_read_by_two_and_they_are_told_by_whom() -> None:
    world = asked()
    world.press("kit", "help-who", "team")
    world.press("asha", "support-alert", "take")
    world.say("kit", s.WordsKind.OTHER)
    assert readers_of_words(world) == {"asha", "ben"}
    (passed,) = [seen for seen in world.seen if seen.key == "note-passed"]
    assert set(passed.facts.who) == {"asha", "ben"}


def test_a_copy_that_is_refused_goes_to_another_adult() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    world.blocked.add(("asha", "discord"))
    world.say("ben", s.WordsKind.OTHER)
    assert world.heard("dana", "team-words-copy") == ["team-words-copy"]


def test_with_nobody_to_read_along_nothing_is_passed_on() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    without(world, "asha", "cleo", "dana", "dev", "maya")
    world.say("ben", s.WordsKind.OTHER)
    assert world.heard("kit", "team-words") == []


def test_all_who_may_see_it_are_asked_again_and_again_and_nobody_else() -> None:
    world = asked()
    world.press("kit", "help-who", "lead-only")
    world.wait(minutes=12)
    assert len(world.heard("dana", "case-broadcast")) >= 2
    told = {seen.to for seen in world.seen if seen.facts.person == "kit"}
    assert told == {"dana", "dev"}


def test_dropping_out_after_help_is_a_leave_again_and_old_words_stay_where_they_were() -> None:
    world = running()
    world.drop("kit")
    world.wait(minutes=5)
    world.press("cleo", "call-task", "take")
    world.say("kit", s.WordsKind.OTHER)
    world.press("kit", "help-who", "lead-only")
    world.press("dana", "support-alert", "take")
    world.press("dana", "case-contact", "reached-ok")
    world.knock("kit")
    world.drop("kit")
    world.wait(minutes=1)
    assert world.case("kit").kind is CaseKind.LEFT
    world.press("ben", "young-person-left", "take")
    assert readers_of_words(world) == {"dana", "dev"}


def test_the_end_is_an_adults_word_and_not_a_coming_back() -> None:
    world = asked()
    world.press("kit", "help-who", "team")
    world.drop("kit")
    world.wait(minutes=1)
    world.knock("kit")
    assert world.case("kit").is_open
    world.press("ben", "support-alert", "take")
    world.press("ben", "case-contact", "reached-ok")
    assert world.case("kit").stage is Stage.CLOSED
