"""The short questions that people answer about themselves, one at a time (P3).

Every one may be passed over, and answered anew at any time. Which of them somebody is asked
depends on who they are: young people only get those that fit, and what needs a parent's word is
asked of their guardian.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

PASS, LATER = "pass-over", "go-on-later"
"""Under every question but `device-ask`, whose buttons are fixed; there the words do the same."""
YES, NO = "is-so", "is-not"
OWN_SAY = 16
"""Years: whoever is younger leaves payment and consents to their guardian (ours)."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the questions are about, and who answers them."""

    adult: bool
    age: int | None
    by_guardian: bool
    """Whether a guardian answers for a young person."""
    has_account: bool
    """Whether they come in themselves, or will: not through a guardian's account."""
    only_guardian: bool
    """Whether they are here for their child alone, and take part in nothing."""
    is_staff: bool
    has_emergency: bool
    """Whether they have named somebody for an emergency."""

    @property
    def takes_part(self) -> bool:
        """Whether these answers are theirs to give: a child with an account gives their own."""
        return not self.only_guardian and not (self.by_guardian and self.has_account)

    @property
    def decides(self) -> bool:
        """Whether payment and consents are for whoever answers."""
        if self.only_guardian:
            return False
        old_enough = self.adult or (self.age is not None and self.age >= OWN_SAY)
        return old_enough is not self.by_guardian


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `key` is its text; its buttons are in bot/model/keys.py."""

    name: str
    key: str
    answers: tuple[str, ...] = ()
    """The buttons that answer it."""
    words: bool = False
    """Whether it may be answered in words."""
    fits: Callable[[Subject], bool]


def _takes_part(who: Subject) -> bool:
    return who.takes_part


def _grown_up(who: Subject) -> bool:
    return who.adult and who.takes_part


def _named_somebody(who: Subject) -> bool:
    return _grown_up(who) and who.has_emergency


def _decides(who: Subject) -> bool:
    return who.decides


_YES_OR_NO = (YES, NO)

QUESTIONS: tuple[Question, ...] = (
    Question(
        name="needs", key="about-needs", answers=("none-needed",), words=True, fits=_takes_part
    ),
    Question(
        name="device",
        key="about-device",
        answers=("mobile", "tablet", "computer", "landline"),
        fits=_takes_part,
    ),
    Question(name="microphone", key="about-microphone", answers=_YES_OR_NO, fits=_takes_part),
    Question(name="camera", key="about-camera", answers=_YES_OR_NO, fits=_takes_part),
    Question(
        name="connection",
        key="device-ask",
        answers=("unlimited", "limited", "pay-as-you-go"),
        fits=_takes_part,
    ),
    Question(
        name="part",
        key="about-part",
        answers=("joining", "listening", "phone-me", "commenting"),
        fits=_takes_part,
    ),
    Question(name="quiet", key="about-quiet", answers=_YES_OR_NO, fits=_takes_part),
    Question(name="phone", key="about-phone", words=True, fits=lambda who: who.adult),
    Question(
        name="email",
        key="about-email",
        words=True,
        fits=lambda who: _grown_up(who) and who.is_staff,
    ),
    Question(name="number", key="about-number", answers=_YES_OR_NO, fits=_grown_up),
    Question(
        name="payment",
        key="about-payment",
        answers=("voucher", "bank", "cash", "phone-top-up", "charity", "nothing"),
        fits=_decides,
    ),
    Question(
        name="emergency",
        key="about-emergency",
        answers=("nobody",),
        words=True,
        fits=_grown_up,
    ),
    Question(
        name="safe",
        key="about-safe",
        answers=("safe-any-time", "safe-with-care"),
        fits=_named_somebody,
    ),
    Question(name="note", key="about-note", words=True, fits=_named_somebody),
    Question(
        name="discreet",
        key="about-discreet",
        answers=("hide-it", "show-it"),
        fits=lambda who: who.takes_part and who.has_account,
    ),
    Question(
        name="timezone",
        key="about-timezone",
        answers=("same-zone",),
        words=True,
        fits=_grown_up,
    ),
    Question(name="why", key="about-why", words=True, fits=_takes_part),
    Question(name="notes", key="about-notes", answers=_YES_OR_NO, fits=_decides),
    Question(name="name", key="about-name", answers=_YES_OR_NO, fits=_decides),
)
"""In the order in which they are asked."""

BY_QUESTION = {question.name: question for question in QUESTIONS}
BY_KEY = {question.key: question for question in QUESTIONS}
CONSENTS = {"number": "number", "notes": "notes", "name": "name"}
"""The questions that ask for consent, by its purpose (V7)."""


def fitting(who: Subject) -> tuple[Question, ...]:
    """The questions that somebody is asked."""
    return tuple(question for question in QUESTIONS if question.fits(who))


def answers_for(question: Question, who: Subject) -> tuple[str, ...]:
    """The buttons that fit: no adult phones a young person (Y7)."""
    if question.name == "part" and not who.adult:
        return tuple(answer for answer in question.answers if answer != "phone-me")
    return question.answers
