"""The keys of all messages, and the buttons that each may carry (SPEC 7 and 9).

A key names a text in config/wording/. Those of SPEC are fixed; the last two blocks are our own.
"""

from __future__ import annotations

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
    adults-only young-moved concern-alert concern-received concern concern-asked
    guidelines agree pin guardian held check kept meeting-minded told-about-you
    support-words help-line contact-back note-passed leaver-note stop-reason
    unknown-person meeting-published clock-set-back database-trouble database-works-again
    room-lost room-back room-moved route-lost route-back join-request join-asked

    not-known write-to-me start welcome code-refused link link-ask reach-ask unlink setup
    next-steps invite people phone
    no-such-person operator meeting-made not-made not-contact meeting-done no-meeting which-meeting
    meetings here leaving ok support support-asked cases case-said help no-command wrong-form
    not-your-role which-group
    """.split()
)

ANY_CARD: tuple[str, ...] = ("help",)
"""What any card of a young person may carry, whatever its key (Y12)."""

_ANSWERS = ("ok", "technical", "contact")
_TAKE = ("take",)
_CARD = ("here", "ok", "technical", "contact", "back-soon")

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
    "device-ask": ("unlimited", "limited", "pay-as-you-go"),
    "cost-claim": ("claim", "change", "less", "decline", "charity"),
    "cost-approve": ("approve", "ask"),
    # The meeting card in the group, and the same card when it is sent privately.
    "case-ownership-expired": _TAKE,
    "join-request": ("let-in", "not-now"),
    "open-nudge": ("open",),
    "open-alert": ("open",),
    "opening": _CARD,
    "contact-card": _CARD,
    "support-words": ("ok",),
    "help-line": ("contact",),
    "contact-back": ("take-back",),
    "link-ask": ("yes", "no"),
    "guidelines": ("agree",),
    "reach-ask": ("got-it",),
}
"""The buttons of each key, in the order shown. A key that is not here carries none of its own."""


COMMAND_OF: dict[str, str] = {
    "guidelines": "agree",
    "link-ask": "link",
    "reach-ask": "link",
    "practice-offer": "practice",
    "practice-step": "practice",
    "device-ask": "aboutme",
}
"""Keys whose buttons say what a command would: `/COMMAND BUTTON NUMBER-OF-THE-MESSAGE`."""


def may_carry(key: str, button: str) -> bool:
    """Whether a message of `key` may have `button` on it."""
    return button in BUTTONS.get(key, ()) or (key in MESSAGE_KEYS and button in ANY_CARD)
