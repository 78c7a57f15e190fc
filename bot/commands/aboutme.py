"""How people take part, told in short questions, one at a time: /aboutme (P3, V1, V7).

It begins by itself once somebody has agreed, goes on where it stopped, and changes any answer
later. A guardian answers for a young person what is theirs to answer. Never in a group.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.commands import answers
from bot.commands.asking import Asked, SorryError
from bot.commands.family import children, groups_with, is_young, my_child
from bot.commands.listing import form_of
from bot.flows.refreshing import NEEDS_LAST
from bot.model.people import STAFF, PersonId, Role
from bot.model.questions import (
    BY_KEY,
    BY_QUESTION,
    LATER,
    PASS,
    Question,
    Subject,
    answers_for,
    fitting,
)

WORDS_LAST = timedelta(hours=1)
"""For how long what somebody writes is taken for the answer to what they were asked."""
_CHOOSE = "q-"
_SEE, _GO_ON, _STILL_SO = "see-answers", "go-on", "still-so"
_PASS_WORDS, _LATER_WORDS = frozenset({"skip", "pass"}), frozenset({"later", "stop"})
_NEXT, _LIST = "next", "list"


def about_me(asked: Asked) -> None:
    """`/aboutme`: go on. `/aboutme change`: see and change. `/aboutme for NAME`: of a child."""
    if asked.in_room:
        asked.answer("aboutme", "room")
        return
    match asked.words:
        case [button, number] if number.isdigit() and number.isascii():
            _pressed(asked, button, int(number))
        case ["words", name, about, then, *words] if name in BY_QUESTION:
            _said(asked, BY_QUESTION[name], _checked(asked, about), then, " ".join(words))
        case []:
            _start(asked, asked.person)
        case ["change"]:
            _list(asked, asked.person)
        case ["change", *name]:
            _list(asked, my_child(asked, " ".join(name)))
        case ["for", *name] if name:
            _start(asked, my_child(asked, " ".join(name)))
        case _:
            raise SorryError("wrong-form", command=form_of("aboutme"))


def _start(asked: Asked, about: PersonId) -> None:
    """Ask what has not been asked yet; show the answers if that is nothing."""
    if not fitting(_subject(asked, about)):
        asked.answer("aboutme", "nothing")
    elif _unanswered(asked, about) is None:
        _list(asked, about)
    else:
        begin(asked, about)


def begin(asked: Asked, about: PersonId) -> None:
    """Say what this is, if it is new to them, and ask the first question, if there is one."""
    questions = {question.name for question in fitting(_subject(asked, about))}
    if _unanswered(asked, about) is None:
        return
    if not questions & set(asked.books.profile(about).answered):
        asked.answer("aboutme", _variant(asked, about), person=asked.books.name_of(about))
    _go_on(asked, about)


def _go_on(asked: Asked, about: PersonId) -> None:
    question = _unanswered(asked, about)
    if question is not None:
        _ask(asked, about, question, _NEXT)
        return
    asked.books.await_no_more(asked.person)
    variant = "-".join(filter(None, ("done", _variant(asked, about))))
    name = asked.books.name_of(about)
    asked.ask("aboutme", (_SEE,), variant, person=name, **_whose(asked, about))


def _unanswered(asked: Asked, about: PersonId) -> Question | None:
    """The next question; access needs come again after half a year."""
    profile = asked.books.profile(about)
    at = profile.needs_asked_at
    stale = {"needs"} if at is not None and asked.now - at > NEEDS_LAST else set()
    done = {*profile.answered, *answers.known_already(asked, about)} - stale
    return next((q for q in fitting(_subject(asked, about)) if q.name not in done), None)


def _ask(asked: Asked, about: PersonId, question: Question, then: str) -> None:
    who = _subject(asked, about)
    fixed = question.key == "device-ask"
    if question.words or fixed:
        command = f"aboutme words {question.name} {about} {then}"
        asked.books.await_words(asked.person, command, asked.now + WORDS_LAST)
    else:
        asked.books.await_no_more(asked.person)
    asked.ask(
        question.key,
        (*answers_for(question, who), *(() if fixed else (PASS, LATER))),
        _variant(asked, about),
        person=asked.books.name_of(about),
        zone=_zone_of(asked, about),
        question=question.name,
        then=then,
        **_whose(asked, about),
    )


def _whose(asked: Asked, about: PersonId) -> dict[str, str]:
    return {"about": about, "owner": asked.person}


def _pressed(asked: Asked, button: str, number: int) -> None:
    """A button under a question, or under the list of answers. Sorry: it is not theirs (V6)."""
    message = asked.books.sent_message(number)
    if message is None:
        raise SorryError("aboutme", "late")
    shown: dict[str, Any] = json.loads(asked.books.unseal(message.sealed)) if message.sealed else {}
    if shown.get("owner", message.recipient) != asked.person:
        raise SorryError("aboutme", "late")
    named = message.thread.partition("/")[2] or asked.person
    about = _checked(asked, shown.get("about", named))
    question = next((BY_KEY[key] for key in message.keys if key in BY_KEY), None)
    if question is not None:
        _answered(asked, question, about, str(shown.get("then", "")), button)
    elif button == _SEE:
        _list(asked, about)
    elif button == _STILL_SO:
        answers.needs_hold(asked, about)
        _after(asked, about, _LIST)
    elif button == _GO_ON and "needs-again" in message.keys:
        _choose(asked, about, BY_QUESTION["needs"])
    elif button == _GO_ON:
        _go_on(asked, about)
    elif button.startswith(_CHOOSE) and button.removeprefix(_CHOOSE) in BY_QUESTION:
        _choose(asked, about, BY_QUESTION[button.removeprefix(_CHOOSE)])
    else:
        raise SorryError("aboutme", "late")


def _choose(asked: Asked, about: PersonId, question: Question) -> None:
    """A question out of the list, to answer it anew."""
    if question not in fitting(_subject(asked, about)):
        raise SorryError("aboutme", "late")
    _ask(asked, about, question, _LIST)


def _said(asked: Asked, question: Question, about: PersonId, then: str, words: str) -> None:
    """What they wrote after a question."""
    said = words.strip().lower().rstrip(".!")
    if said in _PASS_WORDS:
        _answered(asked, question, about, then, PASS)
    elif said in _LATER_WORDS:
        _answered(asked, question, about, then, LATER)
    elif not words.strip() or not question.words:
        asked.answer("aboutme", "press")
        _ask(asked, about, question, then)
    else:
        _keep(asked, question, about, then, words)


def _answered(asked: Asked, question: Question, about: PersonId, then: str, button: str) -> None:
    """A button, of which it is known that it was there to be pressed."""
    who = _subject(asked, about)
    if button == LATER:
        asked.books.await_no_more(asked.person)
        asked.ask("aboutme", (_GO_ON,), "paused", **_whose(asked, about))
    elif question not in fitting(who):
        raise SorryError("aboutme", "late")
    elif button == PASS:
        answers.mark(asked, about, question)
        _after(asked, about, then)
    elif button in answers_for(question, who):
        _keep(asked, question, about, then, button)
    else:
        raise SorryError("aboutme", "late")


def _keep(asked: Asked, question: Question, about: PersonId, then: str, answer: str) -> None:
    try:
        answers.keep(asked, about, question, answer)
    except SorryError as sorry:
        # The question stays: they may write it again.
        asked.answer(sorry.key, sorry.variant)
        _ask(asked, about, question, then)
        return
    _after(asked, about, then)


def _after(asked: Asked, about: PersonId, then: str) -> None:
    """On to the next question; or, if it was asked by itself or out of the list, say thank you."""
    if then == _NEXT:
        _go_on(asked, about)
    else:
        asked.books.await_no_more(asked.person)
        variant = "noted-child" if _variant(asked, about) == "child" else "noted"
        asked.ask("aboutme", (_SEE,), variant, **_whose(asked, about))


def _list(asked: Asked, about: PersonId) -> None:
    """Every answer, with a button to give it anew."""
    asked.books.await_no_more(asked.person)
    questions = fitting(_subject(asked, about))
    name = asked.books.name_of(about)
    asked.ask(
        "about-list",
        tuple(f"{_CHOOSE}{question.name}" for question in questions),
        "guardian" if about != asked.person else None,
        person=name,
        choices=[answers.shown(asked, about, question) for question in questions],
        **_whose(asked, about),
    )


def _checked(asked: Asked, about: PersonId) -> PersonId:
    """Themselves, or a child of theirs today (V6)."""
    if about != asked.person and about not in children(asked):
        raise SorryError("aboutme", "late")
    return about


def _variant(asked: Asked, about: PersonId) -> str | None:
    if about != asked.person:
        return "guardian"
    return "child" if is_young(asked, about) else None


def _zone_of(asked: Asked, about: PersonId) -> str:
    return next((group.timezone for group in groups_with(asked, about)), "")


def _subject(asked: Asked, about: PersonId) -> Subject:
    """Whom the questions are about, as they are today."""
    groups = groups_with(asked, about)
    members = [(group.people[about], asked.today(group)) for group in groups]
    ages = [age for one, day in members if (age := one.age_on(day)) is not None]
    roles = frozenset(role for one, _ in members for role in one.roles)
    adult = not is_young(asked, about)
    return Subject(
        adult=adult,
        age=min(ages, default=None),
        by_guardian=about != asked.person,
        has_account=any(one.routes or one.held_by is None for one, _ in members),
        only_guardian=adult and roles == {Role.GUARDIAN},
        is_staff=adult and bool(roles & STAFF),
        has_emergency=answers.card(asked, about).emergency is not None,
    )
