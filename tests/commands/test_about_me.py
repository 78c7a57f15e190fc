"""/aboutme: short questions, one at a time, that can be passed over and changed (P3, V1, V7)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.happenings import Texted
from bot.model.people import Role
from bot.model.profile import Connection, PayWay, Profile, TakesPart
from bot.model.questions import QUESTIONS
from bot.ports import Parcel, PersonDetails
from tests.commands.conftest import MAYA, PAT, ROOM, WORDS, Chat
from tests.commands.family import GIA, GUS, family, invited, member

TODAY = ("about-needs", "about-device", "about-microphone", "about-camera", "device-ask")


async def begin(chat: Chat, account: str, words: str = "", platform: str = "telegram") -> Parcel:
    heard = await chat.say(account, f"/aboutme {words}", platform=platform)
    return heard[-1]


async def passed(chat: Chat, account: str, until: str, platform: str = "telegram") -> Parcel:
    """Pass everything over until that question comes."""
    now = await begin(chat, account, platform=platform)
    while now.key != until:
        assert now.key != "aboutme", f"{until} was not asked"
        if now.key == "device-ask":
            heard = await chat.say(account, "/aboutme words connection "
                                   f"{await chat.person(account, platform)} next skip",
                                   platform=platform)  # fmt: skip
        else:
            heard = await chat.press(account, now, "pass-over", platform=platform)
        now = heard[-1]
    return now


async def asked_of(
    chat: Chat, account: str, words: str = "", platform: str = "telegram"
) -> list[str]:
    """Every question somebody gets, in order, all of them passed over."""
    now = await begin(chat, account, words, platform)
    keys = []
    while now.key != "aboutme":
        keys.append(now.key)
        if now.key == "device-ask":
            heard = await chat.press(account, now, "unlimited", platform=platform)
        else:
            heard = await chat.press(account, now, "pass-over", platform=platform)
        now = heard[-1]
    return keys


async def profile(chat: Chat, name: str) -> Profile:
    person = (await member(chat, name)).id
    return await chat.store.run(lambda books: books.profile(person))


async def card(chat: Chat, name: str) -> PersonDetails:
    person = (await member(chat, name)).id
    found = await chat.store.run(lambda books: books.card_of(person))
    assert found is not None
    return found


async def words_of(
    chat: Chat, account: str, words: str, platform: str = "telegram"
) -> list[Parcel]:
    """What somebody writes after a question."""
    return await chat.happens(Texted(platform=platform, account=account, text=words))


def files_in(folder: Path) -> list[tuple[str, bytes]]:
    """The database as it lies on the disk."""
    return [(file.name, file.read_bytes()) for file in folder.iterdir()]


async def test_an_adult_answers_one_question_after_another(group: Chat) -> None:
    heard = await group.say(PAT, "/aboutme")
    assert heard.names == ["aboutme", "about-needs"]
    (device,) = await words_of(group, PAT, "A ramp, and breaks")
    (microphone,) = await group.press(PAT, device, "tablet")
    (camera,) = await group.press(PAT, microphone, "is-so")
    (connection,) = await group.press(PAT, camera, "is-not")
    assert [name for name, _ in connection.buttons] == ["unlimited", "limited", "pay-as-you-go"]
    (part,) = await group.press(PAT, connection, "limited")
    await group.press(PAT, part, "listening")
    kept = await profile(group, "Pat")
    assert kept.needs == "A ramp, and breaks"
    assert kept.needs_asked_at == group.now
    assert (kept.device, kept.microphone, kept.camera) == ("tablet", True, False)
    assert (kept.connection, kept.takes_part) == (Connection.LIMITED, TakesPart.LISTEN)
    assert (await member(group, "Pat")).has_limits


async def test_it_stops_and_goes_on_where_it_stopped(group: Chat) -> None:
    first = await begin(group, PAT)
    (second,) = await group.press(PAT, first, "pass-over")
    (paused,) = await group.press(PAT, second, "go-on-later")
    assert "Your answers are kept." in paused.text
    (again,) = await group.press(PAT, paused, "go-on")
    assert again.key == "about-device"
    later = await group.say(PAT, "/aboutme")
    assert later.names == ["about-device"], "no introduction twice"


async def test_all_can_be_passed_over_and_it_ends(group: Chat) -> None:
    keys = await asked_of(group, PAT)
    assert tuple(keys[:5]) == TODAY
    assert keys[-2:] == ["about-notes", "about-name"]
    assert (await group.say(PAT, "/aboutme")).names == ["about-list"]


async def test_every_answer_can_be_seen_and_changed_later(group: Chat) -> None:
    first = await begin(group, PAT)
    await group.press(PAT, first, "none-needed")
    (shown,) = await group.say(PAT, "/aboutme change")
    assert "What you need: not said" not in (await group.say(PAT, "/aboutme change"))[0].text
    assert "Microphone: not said" in shown.text
    (question,) = await group.press(PAT, shown, "q-payment")
    assert question.key == "about-payment"
    (noted,) = await group.press(PAT, question, "charity")
    assert "I keep that." in noted.text
    (again,) = await group.press(PAT, noted, "see-answers")
    assert "Payment: Give it to charity" in again.text
    assert (await profile(group, "Pat")).payment is PayWay.CHARITY


async def test_an_emergency_contact_has_a_note_on_whether_it_is_safe(group: Chat) -> None:
    await passed(group, PAT, "about-emergency")
    wrong, again = await words_of(group, PAT, "My sister")
    assert "a name and then a number" in wrong.text
    assert again.key == "about-emergency"
    (safe,) = await words_of(group, PAT, "Jo Bloggs, 07700 900119")
    assert safe.key == "about-safe"
    (note,) = await group.press(PAT, safe, "safe-with-care")
    await words_of(group, PAT, "Say you are from the choir.")
    kept = (await card(group, "Pat")).emergency
    assert kept is not None
    assert (kept.name, kept.phone) == ("Jo Bloggs", "07700 900119")
    assert (kept.safe, kept.note) == ("safe-with-care", "Say you are from the choir.")
    assert note.key == "about-note"


async def test_without_an_emergency_contact_nothing_more_is_asked_about_one(group: Chat) -> None:
    question = await passed(group, PAT, "about-emergency")
    (after,) = await group.press(PAT, question, "nobody")
    assert after.key == "about-discreet"


async def test_check_ins_name_the_meeting_only_for_those_who_say_so(group: Chat) -> None:
    question = await passed(group, PAT, "about-discreet")
    assert (await card(group, "Pat")).discreet
    await group.press(PAT, question, "show-it")
    assert not (await card(group, "Pat")).discreet


@pytest.mark.parametrize(
    ("said", "zone"), [("Paris", "Europe/Paris"), ("new york", "America/New_York")]
)
async def test_a_time_zone_is_found_by_its_town(group: Chat, said: str, zone: str) -> None:
    await passed(group, PAT, "about-timezone")
    wrong, _ = await words_of(group, PAT, "Nowhere at all")
    assert "do not know that time zone" in wrong.text
    await words_of(group, PAT, said)
    assert (await member(group, "Pat")).timezone == zone


async def test_a_consent_is_kept_with_its_time_and_taken_back(group: Chat) -> None:
    question = await passed(group, PAT, "about-notes")
    await group.press(PAT, question, "is-so")
    assert (await profile(group, "Pat")).consents == {"notes": group.now}
    (shown,) = await group.say(PAT, "/aboutme change")
    assert "words in the notes: yes" in shown.text
    (again,) = await group.press(PAT, shown, "q-notes")
    await group.press(PAT, again, "is-not")
    assert (await profile(group, "Pat")).consents == {}


async def test_sharing_a_number_is_a_consent_too(group: Chat) -> None:
    question = await passed(group, PAT, "about-number")
    await group.press(PAT, question, "is-so")
    assert (await member(group, "Pat")).shares_number
    assert "number" in (await profile(group, "Pat")).consents


async def test_in_a_group_only_that_it_is_private(group: Chat) -> None:
    said = (await group.say(PAT, "/aboutme", room=ROOM)).only(PAT)
    assert "here, where only you and I can see it" in said
    assert (await group.say(PAT, "/aboutme change", room=ROOM)).names == ["aboutme"]


async def test_whoever_cannot_be_written_to_is_asked_in_the_group_to_write(group: Chat) -> None:
    await group.store.run(lambda books: books.prove("telegram", PAT, None))
    said = (await group.say(PAT, "/aboutme", room=ROOM)).only(ROOM)
    assert "Please write to me privately" in said


async def test_a_young_person_gets_the_questions_that_fit_in_their_words(group: Chat) -> None:
    await family(group)
    first = await begin(group, GIA, platform="discord")
    assert "What would help you to take part?" in first.text
    keys = await asked_of(group, GIA, platform="discord")
    assert set(keys) == {*TODAY, "about-part", "about-quiet", "about-discreet", "about-why"}
    assert (await profile(group, "Gia")).connection is Connection.UNLIMITED


async def test_no_adult_phones_a_young_person(group: Chat) -> None:
    await family(group)
    question = await passed(group, GIA, "about-part", "discord")
    assert "phone-me" not in [name for name, _ in question.buttons]
    heard = await group.press(GIA, question, "phone-me", platform="discord")
    assert heard.names == ["aboutme"]
    assert (await profile(group, "Gia")).takes_part is None


async def test_of_sixteen_they_answer_for_themselves_what_is_theirs(group: Chat) -> None:
    await invited(group, "Kit young_person 2010-06-01", "kit-account", "discord")
    keys = await asked_of(group, "kit-account", platform="discord")
    assert {"about-payment", "about-notes", "about-name"} <= set(keys)
    assert not {"about-emergency", "about-number", "about-phone"} & set(keys)


async def test_a_guardian_answers_what_is_not_for_a_child_of_fourteen(group: Chat) -> None:
    await family(group)
    keys = await asked_of(group, GUS, "for Gia")
    assert keys == ["about-payment", "about-notes", "about-name"]
    assert (await profile(group, "Gia")).answered == ("payment", "notes", "name")


async def test_a_guardian_answers_everything_for_a_child_without_an_account(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/invite Lou young_person 2015-01-01")
    await group.say(MAYA, "/people guardian Lou Gus")
    await group.say(MAYA, "/people held Lou Gus")
    first = await begin(group, GUS, "for Lou")
    assert "What does Lou need" in first.text
    (device,) = await words_of(group, GUS, "A break after 20 minutes")
    assert (await profile(group, "Lou")).needs == "A break after 20 minutes"
    assert (await profile(group, "Gus")).needs == ""
    assert device.key == "about-device"


async def test_a_guardian_is_asked_for_a_number_and_nothing_else(group: Chat) -> None:
    await family(group)
    assert await asked_of(group, GUS) == ["about-phone"]


async def test_nobody_answers_for_a_child_that_is_not_theirs(group: Chat) -> None:
    await family(group)
    assert "a guardian of Gia" in (await group.say(PAT, "/aboutme for Gia")).only(PAT)
    gia = (await member(group, "Gia")).id
    said = await group.say(PAT, f"/aboutme words why {gia} next Because")
    assert said.names == ["aboutme"]
    assert (await profile(group, "Gia")).why == ""
    question = await begin(group, GUS, "for Gia")
    await group.press(PAT, question, "voucher")
    assert (await profile(group, "Gia")).payment is None


async def test_a_button_that_was_not_there_changes_nothing(group: Chat) -> None:
    first = await begin(group, PAT)
    for button in ("cash", "q-nothing", "see"):
        heard = await group.press(PAT, first, button)
        assert heard.names in ([], ["aboutme"])
    assert (await profile(group, "Pat")).answered == ()


async def test_words_are_an_answer_for_an_hour_and_no_longer(group: Chat) -> None:
    await begin(group, PAT)
    group.now += timedelta(hours=1, minutes=1)
    late = Texted(platform="telegram", account=PAT, text="A ramp")
    await group.engine.accept(late, "late")
    assert (await profile(group, "Pat")).needs == ""


async def test_skip_and_later_can_be_written(group: Chat) -> None:
    await begin(group, PAT)
    (device,) = await words_of(group, PAT, "Skip.")
    assert device.key == "about-device"
    heard = await passed(group, PAT, "device-ask")
    assert heard.key == "device-ask"
    (paused,) = await words_of(group, PAT, "later")
    assert "Your answers are kept" in paused.text
    assert "needs" in (await profile(group, "Pat")).answered


async def test_needs_are_asked_again_after_half_a_year(group: Chat) -> None:
    first = await begin(group, PAT)
    await group.press(PAT, first, "none-needed")
    assert (await begin(group, PAT)).key == "about-device"
    group.now += timedelta(days=184)
    assert (await begin(group, PAT)).key == "about-needs"


async def test_what_was_said_is_sealed_in_the_database(group: Chat, tmp_path: Path) -> None:
    await begin(group, PAT)
    await words_of(group, PAT, "A quiet room with a plant")
    assert (await profile(group, "Pat")).needs == "A quiet room with a plant"
    assert [name for name, kept in files_in(tmp_path) if b"plant" in kept] == []


async def test_staff_are_asked_for_an_address_outside_the_chat(group: Chat) -> None:
    await group.be(PAT, Role.FACILITATOR)
    question = await passed(group, PAT, "about-email")
    wrong, _ = await words_of(group, PAT, "pat at example")
    assert "does not look like an e-mail address" in wrong.text
    await words_of(group, PAT, "pat@example.org")
    assert (await card(group, "Pat")).email == "pat@example.org"
    assert question.key == "about-email"


def test_every_answer_has_a_line_that_can_be_read() -> None:
    for question in QUESTIONS:
        for words in (*question.answers, "passed", "", "Anything"):
            line = WORDS.line(f"about-{question.name}", {"words": words})
            assert re.fullmatch(r"[A-Z][^:]+: \S.*", line), line


async def test_the_device_question_that_comes_with_the_first_answer(group: Chat) -> None:
    """C1: it belongs to no chain of questions, and is answered with a tap."""
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-23 10:00 60m")
    heard = await group.say(MAYA, "/meeting publish")
    (invitation,) = [p for p in heard.to(PAT) if p.key == "invitation"]
    answered = await group.press(PAT, invitation, "join")
    (asked,) = [p for p in answered if p.key == "device-ask"]
    (noted,) = await group.press(PAT, asked, "limited")
    assert "I keep that." in noted.text
    assert (await member(group, "Pat")).has_limits
    assert "device-ask" not in await asked_of(group, PAT), "it was answered"


async def test_a_guardian_has_nothing_to_answer_for_somebody_of_sixteen(group: Chat) -> None:
    await invited(group, "Kit young_person 2010-06-01", "kit-account", "discord")
    await invited(group, "Gus guardian", GUS)
    await group.say(MAYA, "/people guardian Kit Gus")
    said = (await group.say(GUS, "/aboutme for Kit")).only(GUS)
    assert "I have no questions for you." in said


async def test_a_number_that_is_known_is_not_asked_for(group: Chat) -> None:
    await group.say(PAT, "/phone 07700 900113")
    assert "about-phone" not in await asked_of(group, PAT)
