"""Every text there is: it is complete, private where it must be, and says what it has to."""

from __future__ import annotations

import re

import pytest

from bot.model.keys import ANY_CARD
from bot.model.keys import BUTTONS as CARRIED_BY
from bot.wording import TEXT_LIMIT, Wording
from bot.wording.book import FACTS
from tests.wording.conftest import ALWAYS_GIVEN, BARE, FULL, every_text

KEYS = """
reminder meeting-moved meeting-moved-room meeting-cancelled meeting-off break-began thanks
diary diary-list diary-entry diary-shared calendar series series-kept
check-in check-in-nudge check-in-thanks contact-card support-received support-words pulse
not-open help-line contact-back note-passed case-alert support-alert case-taken case-contact
case-broadcast case-withdrawn case-ownership-expired case-closed technical-note leaver-note
case-left
removal-reason roll-call overrun operator-alert additional-steps stop-reason bot-was-blind
open-nudge open-alert publish-refused unknown-person clock-set-back
database-trouble database-works-again opening meeting-published

not-known write-to-me start welcome code-refused link link-ask reach-ask unlink
setup next-steps invite people phone
no-such-person operator meeting-made not-made not-contact meeting-done no-meeting
which-meeting meetings
here leaving ok support support-asked cases case-said help no-command wrong-form not-your-role
which-group
come-later team-words team-words-copy lobby-wait admitted refused-not-agreed refused-unchecked-adult
adults-only refused-age guardian-confirm guardian-witness guardian-released
pin-answer pin-locked no-show-task
young-person-left call-task guardian-told-ask guardian-back drops-often young-moved help-who
hold-room hold-over hold-adult hold-standby hold-lead separated ended-young ended-guardian
door-trouble sixteen-soon check-expiring
concern-alert concern-received concern concern-asked guidelines agree pin guardian held check kept
invited role aboutme about-list needs-again agree-again device-ask
about-needs about-device about-microphone about-camera about-part about-quiet about-phone
about-email about-number about-payment about-emergency about-safe about-note about-discreet
about-timezone about-why about-notes about-name
meeting-minded told-about-you
room-lost room-back room-moved route-lost route-back join-request join-asked
cost-agreement-missing cost-agreement cost-claim cost-claim-reminder cost-amount cost-status
cost-question cost-approve cost-approved cost-overdue claim claim-statement costs costs-export
phone-cost

invitation answer answers cannot-come-note agenda agenda-item agenda-ask agenda-send agenda-outcome
agenda-sort agenda-waits agenda-became why
break-due checkin-round thumbs jargon rules-ask decision-ask decision-made
hands hand-called quiet-ask role-offer role-taken note-ask note-copy
break-asked hand posted word-asked word-known glossary noted notes reworded roles rules
decision decisions decision-review stuck not-there
practice-offer practice-step practice-done practice-declined practice-late practice-help
practice-slots practice-slot practice-booked
readiness ready-mend agree-please follow-up follow-up-task topic
mydata mydata-correct mydata-file mydata-erase mydata-erased records records-review
""".split()

CHILD = """
reminder meeting-moved meeting-cancelled thanks diary calendar
practice-offer practice-step practice-done practice-declined practice-late practice-slots
practice-booked
check-in check-in-nudge check-in-thanks contact-card support-received support-words pulse
not-open help-line note-passed opening leaving help no-command refused-not-agreed
concern-received concern guidelines agree pin invited aboutme needs-again agree-again
about-needs about-device about-microphone about-camera device-ask about-part about-quiet
about-payment about-discreet about-why about-notes about-name told-about-you support
invitation answer agenda-ask agenda-send agenda-outcome
break-asked hand word-asked word-known glossary reworded notes rules decisions stuck not-there
hand-called quiet-ask role-offer note-ask
cost-agreement cost-claim cost-claim-reminder cost-amount cost-status
agree-please
mydata mydata-correct mydata-file mydata-erase mydata-erased
""".split()

FOR_YOUNG_PEOPLE = """
lobby-wait admitted adults-only refused-age pin-answer help-who team-words separated ended-young
""".split()
"""Texts that nobody but a young person gets: the plain one is in child wording."""

ABOUT_A_CHILD = "needs device microphone camera part quiet payment why notes name".split()

OTHERS = [
    ("check-in", "named"),
    ("practice-offer", "guardian"),
    *(("practice-help", reader) for reader in ("young", "guardian")),
    *(
        ("practice-step", f"{part}{reader}")
        for part in (
            *("sent", "private", "here", "leaving", "left", "card", "check-in"),
            *("words", "paused", "over", "help-asked", "no-help"),
        )
        for reader in ("", "-child")
    ),
    *(("practice-slot", f"{what}-child") for what in ("tomorrow", "soon", "given-back", "off")),
    ("contact-card", "group"),
    ("not-open", "staff"),
    ("case-taken", "owner"),
    ("case-taken", "handed-over"),
    ("removal-reason", "noted"),
    ("case-withdrawn", "owner"),
    ("case-ownership-expired", "others"),
    *(("case-left", how) for how in ("back", "ok", "technical", "contact", "back-soon")),
    ("bot-was-blind", "now"),
    *(("break-due", why) for why in ("wanted", "group", "asked", "noted")),
    ("thumbs", "closed"),
    ("hands", "noted"),
    ("quiet-ask", "noted"),
    *(("role-offer", "noted"), ("role-taken", "nobody")),
    *(("hand", why) for why in ("down", "list", "empty", "called")),
    *(("posted", why) for why in ("closed", "nothing", "not-now")),
    *(("decision", why) for why in ("quorum", "no-contributor", "put", "closed", "reason")),
    ("guardian-confirm", "noted"),
    ("hold-lead", "ended"),
    ("case-contact", "young"),
    ("leaver-note", "young"),
    ("note-passed", "young"),
    ("case-broadcast", "support"),
    ("cannot-come-note", "noted"),
    ("answer", "none"),
    ("why", "empty"),
    ("agenda-ask", "group"),
    *((key, "noted") for key in ("agenda-sort", "agenda-waits", "agenda-became")),
    *(("agenda", why) for why in ("none", "waiting")),
    *(("agenda-item", why) for why in ("unnamed", "later", "moved", "write", "write-unnamed")),
    *(("agenda-item", why) for why in ("long", "sent", "arranged")),
    *((key, "concern") for key in ("case-broadcast", "operator-alert")),
    *(("support", why) for why in ("again", "again-child", "nobody", "nobody-child")),
    ("readiness", "again"),
    ("agree-please", "guardian"),
    *(("ready-mend", what) for what in ("contact", "ladder", "routes", "costs", "phone")),
    *(("ready-mend", what) for what in ("adults", "roles", "guardians", "agreements")),
    *(("topic", why) for why in ("none", "not-staff", "confidential-yes", "confidential-no")),
    ("not-known", "support"),
    ("guidelines", "guardian"),
    *(("guidelines", why) for why in ("changed", "changed-child", "changed-guardian")),
    *(("guidelines", why) for why in ("together", "read-out")),
    ("invited", "guardian"),
    *(("aboutme", why) for why in ("guardian", "paused", "done", "done-child", "done-guardian")),
    *(("aboutme", why) for why in ("noted", "noted-child", "press", "late")),
    *(("aboutme", why) for why in ("nothing", "room")),
    ("about-list", "guardian"),
    *((f"about-{what}", "guardian") for what in ABOUT_A_CHILD),
    ("device-ask", "guardian"),
    *((f"about-{what}", "wrong") for what in ("email", "emergency", "timezone")),
    *(("role", why) for why in ("not-checked", "age", "own", "last")),
    *(
        ("invite", why)
        for why in ("young-person", "guardian", "unchecked", "born", "adult", "under-18")
    ),
    *(
        ("agree", why)
        for why in ("for-child", "for-held", "noted", "has-account", "done-for", "current")
    ),
    *(("agree", why) for why in ("not-yours", "late")),
    *(("kept", why) for why in ("phone", "pin", "why")),
    *(("pin", why) for why in ("how", "wrong", "room", "not-guardian", "has-account")),
    *(("guardian", why) for why in ("via-lead", "direct", "none", "not-young", "not-adult")),
    *(("held", why) for why in ("none", "not-young", "has-account", "not-guardian")),
    *(("check", why) for why in ("basic", "enhanced", "none", "own", "not-staff", "past")),
    *(("meeting-minded", why) for why in ("second", "standby", "not-reached", "not-checked")),
    *(("pin-answer", why) for why in ("not-asked", "locked")),
    *(("pin-answer", f"{why}-guardian") for why in ("wrong", "not-asked", "locked")),
    *((key, "untold") for key in ("separated", "ended-young", "hold-lead")),
    *(("ended-guardian", "separated"), ("no-show-task", "came"), ("case-closed", "told")),
    *((key, "guardian") for key in ("cost-claim", "cost-claim-reminder", "cost-status")),
    ("cost-approve", "young"),
    ("cost-approved", "noted"),
    ("cost-overdue", "not-approved"),
    *(("claim", why) for why in ("none", "sent", "asked", "declined", "answered", "closed")),
    *(("claim", why) for why in ("agreed", "not-agreed", "late", "no-rate", "not-own-words")),
    ("claim", "less"),
    *(("costs", why) for why in ("none", "offered", "accepted", "wants-other", "no-way")),
    *(("costs", why) for why in ("approved", "paid", "asked", "question", "young", "stale")),
    ("costs", "not-yours"),
    *(
        (key, why)
        for key in ("claim", "costs")
        for why in ("unclear", "currency", "negative", "nothing", "much")
    ),
    *((f"mydata-{what}", "guardian") for what in ("correct", "erase", "erased")),
    ("mydata", "guardian"),
    *(("mydata-erase", why) for why in ("first", "waits", "not-now", "late")),
    *(("records", why) for why in ("none", "kept", "removed", "late")),
    *(("phone-cost", why) for why in ("asked", "inclusive", "charged")),
    *(("room-lost", why) for why in ("gone", "silent", "topic", "not-admin", "no-invites")),
]

CARDS = [("opening", None), ("opening", "child"), ("contact-card", "group")]
GROUP = [*CARDS, ("meeting-published", None)]

IN_A_GROUP = {
    "contact",
    "contact_email",
    "contact_phone",
    "day",
    "dial_in",
    "ends",
    "group",
    "meeting",
    "minutes",
    "platform",
    "rules",
    "starts",
    "way_in",
}

BUTTONS = """
ok technical contact take reached-ok reached-support no-answer looking hand-over told here seen
team lead-only yes no write got-it contact-emergency keep-trying stop all-here missing
carry-on end now book not-now
unlimited limited pay-as-you-go claim change less decline charity approve ask help back-soon
take-back open let-in agree
paid answer yes-agreed other-terms
break hand break-5 next yes-please up down unsure reword confirm
join listen phone comments cannot write-item write-unnamed take-in next-time longer shorter earlier
skip taken-up
read they-agree pass-over go-on-later go-on see-answers still-so none-needed mobile tablet computer
landline is-so is-not joining listening phone-me commenting voucher bank cash phone-top-up nothing
nobody safe-any-time safe-with-care hide-it show-it same-zone
help-me again correct export erase erase-all keep-records remove-records
write-down talk-tomorrow came did-not-come young-yes young-no
slot-1 slot-2 slot-3 slot-4 slot-5 slot-6
mend-adults mend-agreements mend-contact mend-costs mend-guardians mend-ladder mend-phone mend-roles
mend-routes
q-camera q-connection q-device q-discreet q-email q-emergency q-microphone q-name q-needs q-note
q-notes q-number q-part q-payment q-phone q-quiet q-safe q-timezone q-why
""".split()

TOASTS = """
thanks here leaving-ok leaving-technical leaving-contact leaving-back-soon taken-by-you taken-by
recorded not-yours stale closed write-reason not-open-yet not-allowed
see-private heard no-words wait not-taken
write-amount write-question write-answer not-one-to-one
break-kept break-now hand-up hand-down nobody-waits vote-kept not-there follow-up
""".split()

NEVER = r"are you sure|why did you|why have you|hurry|as soon as possible|at once|immediately|must"


@pytest.fixture(params=every_text(), ids=lambda at: f"{at[0]}.{at[1]}" if at[1] else at[0])
def at(request: pytest.FixtureRequest) -> tuple[str, str | None]:
    return request.param


def test_every_key_has_a_text(words: Wording) -> None:
    assert words.keys() == set(KEYS)


@pytest.mark.parametrize(("key", "variant"), [(key, "child") for key in CHILD] + OTHERS)
def test_every_variant_that_somebody_needs_is_there(words: Wording, key: str, variant: str) -> None:
    assert words.has(key, variant)
    full = {variant: words.text(key, FULL, variant=variant), None: words.text(key, FULL)}
    assert full[variant] != full[None]


@pytest.mark.parametrize("facts", [FULL, BARE], ids=["full", "bare"])
def test_a_text_is_complete(
    words: Wording, at: tuple[str, str | None], facts: dict[str, str | int]
) -> None:
    text = words.text(at[0], facts, variant=at[1])
    assert 30 < len(text) < TEXT_LIMIT - 1000, "leaves room for long facts"
    assert not re.search(r"[{}$\x00-\x09\x0b-\x1f\u2066-\u2069]|\?\?\?", text)
    assert not re.search(r" [.,:;]|“”|  |\n\n\n|(?m:[ \t]$)", text), "a gap where a fact is missing"


def test_no_line_is_printed_for_an_empty_fact(words: Wording, at: tuple[str, str | None]) -> None:
    text = words.text(at[0], BARE, variant=at[1])
    for line in text.splitlines():
        assert not re.fullmatch(r"(\w+ ?){1,2}:", line), line
        assert not re.search(r"\bNone\b", line), line


def test_the_first_line_of_a_private_text_gives_nothing_away(
    words: Wording, at: tuple[str, str | None]
) -> None:
    first, gap, _ = words.text(at[0], FULL, variant=at[1]).split("\n", 2)
    assert first == "A message for you from Alongside."
    assert gap == ""
    for name, value in FULL.items():
        assert str(value) not in first, name


@pytest.mark.parametrize(("key", "variant"), GROUP)
def test_a_text_for_the_group_says_nothing_about_anybody(
    words: Wording, key: str, variant: str | None
) -> None:
    marked = {name: 77 if isinstance(v, int) else f"<{name}>" for name, v in FULL.items()}
    text = words.text(key, marked, variant=variant, private=False)
    assert {name for name in marked if f"<{name}>" in text} <= IN_A_GROUP
    assert "A message for you" not in text
    assert not re.search("support|distress|upset|worr|guardian|money", text, re.IGNORECASE)


@pytest.mark.parametrize(("key", "variant"), GROUP)
def test_the_group_is_told_that_one_may_leave_and_how(
    words: Wording, key: str, variant: str | None
) -> None:
    text = words.text(key, FULL, variant=variant, private=False)
    assert "You are free to leave at any time." in text
    assert "07700 900110" in text
    assert "141, then 0808 157 0123" in text


@pytest.mark.parametrize(("key", "variant"), CARDS)
def test_the_card_says_what_its_buttons_are_for(
    words: Wording, key: str, variant: str | None
) -> None:
    text = words.text(key, FULL, variant=variant, private=False)
    for button in ("ok", "technical", "contact", "back-soon"):
        assert f"\n• {words.button(button)}\n" in text
    assert words.button("here") not in text
    unseen = words.text(key, FULL | {"platform": "Telegram"}, variant=variant, private=False)
    assert f"press “{words.button('here')}”" in unseen


@pytest.mark.parametrize("variant", [None, "child"])
def test_the_opening_says_that_video_may_be_off(words: Wording, variant: str | None) -> None:
    assert "Video off is always fine" in words.text("opening", FULL, variant=variant)


def test_nobody_is_hurried_questioned_or_blamed(words: Wording, at: tuple[str, str | None]) -> None:
    assert not re.search(NEVER, words.text(at[0], FULL, variant=at[1]), re.IGNORECASE)


def test_no_text_names_a_feeling(words: Wording, at: tuple[str, str | None]) -> None:
    text = words.text(at[0], BARE, variant=at[1])
    feeling = r"\b(upset|sad|angry|worried|anxious|distress\w*|afraid|scared|unhappy|stress\w*)\b"
    assert not re.search(feeling, text, re.IGNORECASE)


@pytest.mark.parametrize("key", ["check-in", "check-in-nudge"])
@pytest.mark.parametrize("variant", [None, "child"])
def test_a_check_in_is_discreet_and_carries_the_contact_card(
    words: Wording, key: str, variant: str | None
) -> None:
    text = words.text(key, FULL, variant=variant)
    assert "Weekly" not in text
    assert "Breathe Well" not in text
    for value in ("Maya", "07700 900110", "maya@example.org", "141, then 0808 157 0123"):
        assert value in text
    assert "You are free to leave at any time." in text


def test_the_meeting_is_named_only_to_those_who_asked_for_it(words: Wording) -> None:
    assert "Weekly" in words.text("check-in", FULL, variant="named")


@pytest.mark.parametrize(
    "key", ["check-in", "check-in-nudge", "contact-card", "support-received", "help-line"]
)
def test_a_young_person_is_told_where_else_there_is_help(words: Wording, key: str) -> None:
    text = words.text(key, FULL, variant="child")
    assert "Childline on 0800 1111" in text
    assert "call 999" in text
    assert "Childline" not in words.text(key, FULL)


@pytest.mark.parametrize("variant", [None, "child"])
def test_help_is_never_promised_by_a_time(words: Wording, variant: str | None) -> None:
    text = words.text("support-received", FULL, variant=variant)
    assert not re.search(r"minute|soon|shortly|today|now\b|18:|19:", text)


def test_the_texts_say_the_same_as_the_buttons(words: Wording) -> None:
    labels = {words.button(name) for name in BUTTONS}
    samples = {str(FULL[name]) for name in ("note", "words", "emergency_note", "way_in")}
    to_write = {"ok", "with"}
    as_asked = [words.text("check-in", FULL, variant=who) for who in (None, "child")]
    for key, variant in every_text():
        quoted = set(re.findall(r"“([^”]*)”", words.text(key, FULL, variant=variant)))
        other = quoted - samples - to_write - labels
        assert not {said for said in other if not any(said in one for one in as_asked)}, key


def test_every_button_that_a_message_may_carry_has_a_label() -> None:
    carried = {button for buttons in CARRIED_BY.values() for button in buttons}
    assert carried | set(ANY_CARD) <= set(BUTTONS)


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_has_a_short_label(words: Wording, name: str) -> None:
    """A word at least, or the number of a line in the list above it."""
    label = words.button(name)
    assert label.isdigit() or 2 <= len(label) <= 40


@pytest.mark.parametrize("name", TOASTS)
def test_a_toast_is_short(words: Wording, name: str) -> None:
    for facts in (FULL, BARE, FULL | {"owner": "Maya " * 1000, "minutes": 1}):
        toast = words.toast(name, facts)
        assert 5 < len(toast) <= 200
        assert "{" not in toast
    assert len(words.toast(name, BARE)) < 120, "leaves room for a name"


def test_a_toast_says_who_and_how_long(words: Wording) -> None:
    assert "Tom" in words.toast("taken-by", {"owner": "Tom"})
    assert "7 minutes" in words.toast("leaving-back-soon", {"minutes": 7})
    assert "1 minute " in words.toast("leaving-back-soon", {"minutes": 1})


def test_the_samples_have_every_fact() -> None:
    assert FULL.keys() == FACTS
    assert set(ALWAYS_GIVEN) <= FACTS


@pytest.mark.parametrize(
    "key", ["hold-room", "hold-over", "hold-adult", "hold-standby", "hold-lead"]
)
def test_no_text_about_a_hold_speaks_of_what_is_done_to_anybody(words: Wording, key: str) -> None:
    """Y6: texts never say mute or deafen."""
    for variant in (None, *words.variants(key)):
        text = words.text(key, FULL, variant=variant, private=key not in {"hold-room", "hold-over"})
        assert not re.search("mute|deaf|microphone|silen", text, re.IGNORECASE)


@pytest.mark.parametrize("key", FOR_YOUNG_PEOPLE)
def test_a_text_for_young_people_alone_names_help_and_blames_nobody(
    words: Wording, key: str
) -> None:
    text = words.text(key, FULL)
    assert "0800 1111" in text or key == "pin-answer"
    assert not re.search(NEVER, text, re.IGNORECASE)


IN_THE_ROOM = [
    *(("break-due", "group"), ("break-due", "asked"), ("checkin-round", None)),
    *(("thumbs", None), ("thumbs", "closed"), ("jargon", None)),
    *(("rules-ask", None), ("decision-ask", None), ("decision-made", None)),
]


@pytest.mark.parametrize(("key", "variant"), IN_THE_ROOM)
def test_what_is_put_to_the_room_does_not_say_who_asked_or_who_answered(
    words: Wording, key: str, variant: str | None
) -> None:
    marked = {name: 77 if isinstance(v, int) else f"<{name}>" for name, v in FULL.items()}
    text = words.text(key, marked, variant=variant, private=False)
    may_name = {"person"} if key == "checkin-round" else set()
    shown = {name for name in marked if f"<{name}>" in text}
    assert shown <= {"words"} | may_name
