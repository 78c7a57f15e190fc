"""The keys of all messages, and the buttons that each may carry (SPEC 7 and 9).

A key names a text in config/wording/. Those of SPEC are fixed; the last two blocks are our own.
"""

from __future__ import annotations

from bot.model.practice import AGAIN, HELP_ME, STEP_BUTTONS
from bot.model.questions import LATER, PASS, QUESTIONS

MESSAGE_KEYS: frozenset[str] = frozenset(
    """
    check-in check-in-nudge check-in-thanks contact-card
    case-alert case-taken case-contact case-broadcast case-withdrawn case-ownership-expired
    technical-note removal-reason pulse roll-call overrun not-open operator-alert
    additional-steps case-closed support-received support-alert bot-was-blind

    lobby-wait guardian-confirm guardian-witness guardian-released admitted no-show-task
    young-person-left call-task guardian-told-ask guardian-back help-who sixteen-soon
    check-expiring hold-room hold-adult hold-standby hold-lead hold-over separated
    ended-young ended-guardian refused-age refused-unchecked-adult refused-not-agreed

    practice-offer practice-step practice-done agenda-ask agenda-send reminder
    open-nudge open-alert opening publish-refused thanks break-due

    device-ask cost-agreement-missing cost-claim cost-claim-reminder cost-approve
    cost-status cost-overdue readiness

    come-later team-words team-words-copy pin-answer pin-locked drops-often door-trouble
    case-left
    adults-only young-moved concern-alert concern-received concern concern-asked
    guidelines agree pin guardian held check kept meeting-minded told-about-you
    support-words help-line contact-back note-passed leaver-note stop-reason
    invited role aboutme about-list needs-again agree-again
    about-needs about-device about-microphone about-camera about-part about-quiet about-phone
    about-email about-number about-payment about-emergency about-safe about-note about-discreet
    about-timezone about-why about-notes about-name
    unknown-person meeting-published clock-set-back database-trouble database-works-again
    room-lost room-back room-moved route-lost route-back join-request join-asked

    not-known write-to-me start welcome code-refused link link-ask reach-ask unlink setup
    ready-mend agree-please follow-up follow-up-task topic
    next-steps invite people phone
    no-such-person operator meeting-made not-made not-contact meeting-done no-meeting which-meeting
    meetings here leaving ok support support-asked cases case-said help no-command wrong-form
    not-your-role which-group

    meeting-moved meeting-moved-room meeting-cancelled meeting-off break-began
    diary diary-list diary-entry diary-shared calendar series series-kept

    invitation cannot-come-note answer answers
    agenda agenda-item agenda-sort agenda-waits agenda-became agenda-outcome why

    practice-declined practice-late practice-help practice-slots practice-slot practice-booked

    cost-amount cost-approved cost-question cost-agreement claim costs phone-cost
    claim-statement costs-export

    checkin-round thumbs jargon rules-ask decision-ask decision-made
    hands hand-called quiet-ask role-offer role-taken note-ask note-copy
    break-asked hand posted word-asked word-known glossary noted notes reworded roles rules
    decision decisions decision-review stuck not-there

    mydata mydata-correct mydata-file mydata-erase mydata-erased
    records records-review
    """.split()
)

ANY_CARD: tuple[str, ...] = ("help",)
"""What any card of a young person may carry, whatever its key (Y12)."""

_ANSWERS = ("ok", "technical", "contact")
_TAKE = ("take",)
_CARD = ("here", "ok", "technical", "contact", "back-soon", "break", "hand")

BUTTONS: dict[str, tuple[str, ...]] = {
    "check-in": _ANSWERS,
    "check-in-nudge": _ANSWERS,
    "case-alert": _TAKE,
    "young-person-left": _TAKE,
    "no-show-task": _TAKE,
    "call-task": _TAKE,
    "support-alert": _TAKE,
    "concern-alert": _TAKE,
    "case-broadcast": _TAKE,
    "case-contact": ("reached-ok", "reached-support", "no-answer", "looking", "hand-over"),
    "guardian-told-ask": ("told",),
    "guardian-confirm": ("here",),
    "guardian-witness": ("seen",),
    "help-who": ("team", "lead-only"),
    "additional-steps": ("contact-emergency", "keep-trying", "stop"),
    "pulse": ("here",),
    "roll-call": ("all-here", "missing"),
    "overrun": ("carry-on", "end"),
    "practice-offer": ("now", "book", "not-now"),
    "practice-step": STEP_BUTTONS,
    "practice-done": (HELP_ME, AGAIN),
    "practice-slots": tuple(f"slot-{number}" for number in range(1, 7)),
    "practice-slot": ("came", "did-not-come", "cannot"),
    "device-ask": ("unlimited", "limited", "pay-as-you-go"),
    "cost-claim": ("claim", "change", "less", "decline", "charity"),
    "cost-claim-reminder": ("claim", "change", "less", "decline", "charity"),
    "cost-amount": ("claim", "decline"),
    "cost-question": ("answer",),
    "cost-approve": ("approve", "ask"),
    "cost-approved": ("paid",),
    "cost-overdue": ("approve", "paid"),
    "cost-agreement": ("yes-agreed", "other-terms"),
    # The meeting card in the group, and the same card when it is sent privately.
    "case-ownership-expired": _TAKE,
    "join-request": ("let-in", "not-now"),
    "open-nudge": ("open",),
    "open-alert": ("open",),
    "opening": _CARD,
    "invitation": ("join", "listen", "phone", "comments", "cannot"),
    "agenda-ask": ("write-item", "write-unnamed"),
    "agenda-sort": ("take-in", "next-time", "not-now", "longer", "shorter", "earlier", "skip"),
    "agenda-became": ("taken-up", "next-time", "not-now"),
    "contact-card": _CARD,
    "break-due": ("break-5", "not-now"),
    "hands": ("next",),
    "quiet-ask": ("yes-please", "not-now"),
    "thumbs": ("up", "down", "unsure"),
    "role-offer": ("yes-please", "not-now"),
    "note-ask": ("agree", "reword"),
    "rules-ask": ("agree",),
    "decision-ask": ("confirm",),
    "support-words": ("ok",),
    "help-line": ("contact",),
    "contact-back": ("take-back",),
    "thanks": ("write-down", "talk-tomorrow"),
    "link-ask": ("yes", "no"),
    "guidelines": ("agree", "they-agree"),
    "readiness": (
        *("mend-contact", "mend-ladder", "mend-routes", "mend-costs", "mend-phone"),
        *("mend-adults", "mend-roles", "mend-guardians", "mend-agreements"),
    ),
    "reach-ask": ("got-it",),
    "invited": ("read",),
    "agree-again": ("read",),
    "needs-again": ("still-so", "go-on"),
    "aboutme": ("see-answers", "go-on"),
    "about-list": tuple(f"q-{question.name}" for question in QUESTIONS),
    **{
        question.key: (*question.answers, PASS, LATER)
        for question in QUESTIONS
        if question.key != "device-ask"
    },
    "mydata": ("correct", "export", "erase"),
    "mydata-erase": ("erase-all", "not-now"),
    "records-review": ("keep-records", "remove-records"),
    "next-steps": ("young-yes", "young-no"),
    "welcome": ("young-yes", "young-no"),
}
"""The buttons of each key, in the order shown. A key that is not here carries none of its own."""


COMMAND_OF: dict[str, str] = {
    "thanks": "diary",
    "guidelines": "agree",
    "link-ask": "link",
    "reach-ask": "link",
    "next-steps": "setup",
    "welcome": "setup",
    "practice-offer": "practice",
    "practice-step": "practice",
    "practice-done": "practice",
    "practice-slots": "practice",
    "practice-slot": "practice",
    "invited": "agree",
    "agree-again": "agree",
    "needs-again": "aboutme",
    "aboutme": "aboutme",
    "about-list": "aboutme",
    **{question.key: "aboutme" for question in QUESTIONS},
    "agenda-ask": "agenda",
    "note-ask": "notes",
    "rules-ask": "rules",
    "decision-ask": "decide",
    "cost-agreement": "claim",
    "readiness": "ready",
    "mydata": "mydata",
    "mydata-erase": "mydata",
    "records-review": "records",
}
"""Keys whose buttons say what a command would: `/COMMAND BUTTON NUMBER-OF-THE-MESSAGE`."""


FOR_THE_MEETING: frozenset[str] = frozenset({"talk-tomorrow"})
"""Buttons under such a message that are for the meeting all the same."""


def may_carry(key: str, button: str) -> bool:
    """Whether a message of `key` may have `button` on it."""
    return button in BUTTONS.get(key, ()) or (key in MESSAGE_KEYS and button in ANY_CARD)
