"""A practice session with the bot alone (P1): six short parts, on one platform.

It belongs to a person and to no meeting, so nothing in it opens a case, and no staff hear of it.
Where somebody is in it stands in their sealed profile, and outlives every restart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot import happenings as h
from bot import practice_facts as facts
from bot.model import practice as p
from bot.model.effects import Reply
from bot.model.meeting import MeetingState, RoomUse
from bot.model.people import SHOW_ROOMS, PersonId, Platform
from bot.model.practice import Practice, PracticePart
from bot.ports import Books

HOW = "practice"
"""How the route was proved (P2)."""
WORDS = "practice said"
"""What the words are put behind with which somebody answers the check-in."""
WORDS_LAST = timedelta(hours=1)
_AS_LETTERS = frozenset({PracticePart.PRIVATE, PracticePart.CHECK_IN})
"""Sent as real private messages, never only shown where a button was pressed."""


@dataclass(slots=True)
class Session:
    """The practice of one person on one platform, and what is written to them about it."""

    books: Books
    person: PersonId
    platform: Platform
    account: str
    """Where they are written to."""
    now: datetime

    # --- where they are -----------------------------------------------------------------------

    @property
    def practice(self) -> Practice | None:
        """What was begun there and not finished."""
        return self.books.profile(self.person).practising.get(self.platform)

    def go_on(self) -> list[Reply]:
        """Begin, or go on where it was stopped."""
        begun = self.practice
        if begun is None:
            begun = Practice(began=self.now)
            self._keep(begun)
        return self._show(begun)

    def again(self) -> list[Reply]:
        """From the beginning."""
        begun = Practice(began=self.now)
        self._keep(begun)
        return self._show(begun)

    def stop(self) -> list[Reply]:
        """Enough for now; what was done is kept."""
        if self.practice is None:
            return self.over()
        return [self._reply("practice-step", "paused", (p.GO_ON,), part="paused")]

    def over(self) -> list[Reply]:
        """The practice that a message belongs to is finished."""
        return [self._reply("practice-step", "over", (), part="over")]

    def helped(self, *, told: bool) -> list[Reply]:
        """They asked for help: somebody was told, or there is nobody to tell."""
        variant = "help-asked" if told else "no-help"
        buttons = (p.GO_ON,) if self.practice is not None else ()
        return [self._reply("practice-step", variant, buttons, part="help")]

    # --- what they do -------------------------------------------------------------------------

    def pressed(self, part: str, button: str) -> list[Reply]:
        """A button under a part. One under a part that is done shows where they are now."""
        now = self.practice
        if now is None:
            return self.over()
        if part != now.part.value or button not in {*p.BUTTONS_OF[now.part], p.NEXT}:
            return self._show(now, reason="late")
        if now.part is PracticePart.LEAVING:
            return self._leaving(now, button)
        worked = button != p.NEXT or now.part is PracticePart.CARD
        if worked and now.part is PracticePart.PRIVATE:
            self.books.prove(self.platform, self.account, self.now, how=HOW)
        return self._advance(now, worked=worked)

    def said(self, *, is_ok: bool) -> list[Reply]:
        """They answered the check-in in words; only "ok" is sure to be meant for practice."""
        now = self.practice
        if now is None or now.part is not PracticePart.CHECK_IN:
            return self.over()
        if is_ok:
            return self._advance(now, worked=True)
        self._await_words()
        buttons = (*p.ANSWERS, p.STOP)
        return [self._reply("practice-step", "words", buttons, part=now.part.value)]

    def seen(self) -> list[Reply]:
        """They were seen to come into the practice room."""
        now = self.practice
        if now is None or now.part is not PracticePart.ROOM or self._room() is None:
            return []
        return self._advance(now, worked=True, reason="seen")

    def _leaving(self, now: Practice, button: str) -> list[Reply]:
        if button == p.NEXT:
            return self._advance(now, worked=set(p.ENDINGS) <= set(now.tried))
        tried = tuple(dict.fromkeys((*now.tried, button)))
        newer = msgspec.structs.replace(now, tried=tried)
        self._keep(newer)
        return [self._step(newer, "left", reason=button)]

    def _advance(self, now: Practice, *, worked: bool, reason: str = "") -> list[Reply]:
        if now.part is PracticePart.CHECK_IN:
            self._await_no_more()
        following = now.after(worked=worked)
        if following is not None:
            self._keep(following)
            return self._show(following, reason=reason)
        done = (*now.worked, now.part) if worked else now.worked
        return [self._finish(frozenset(done))]

    def _finish(self, worked: frozenset[PracticePart]) -> Reply:
        """Say plainly what works and what does not, and keep that they have practised."""
        profile = self.books.profile(self.person)
        going_on = {on: one for on, one in profile.practising.items() if on != self.platform}
        practised = {**profile.practised, self.platform: self.now}
        newer = msgspec.structs.replace(profile, practising=going_on, practised=practised)
        self.books.save_profile(self.person, newer)
        if PracticePart.PRIVATE in worked:
            self.books.prove(self.platform, self.account, self.now, how=HOW)
        missed = [part for part in p.PARTS if part not in worked]
        choices = [
            {"line": f"practice-{self._name(part)}", "reason": "worked" if part in worked else ""}
            for part in p.PARTS
        ]
        buttons = (p.HELP_ME, p.AGAIN) if missed else (p.AGAIN,)
        return self._reply("practice-done", "", buttons, part="done",
                           choices=choices, minutes=len(missed))  # fmt: skip

    # --- what they read -----------------------------------------------------------------------

    def _show(self, now: Practice, reason: str = "") -> list[Reply]:
        if now.part is PracticePart.CHECK_IN:
            self._await_words()
        plain = now.part is PracticePart.BUTTON
        shown = [self._step(now, "" if plain else self._name(now.part), reason=reason)]
        if now.part is PracticePart.PRIVATE and self.platform in SHOW_ROOMS:
            # A private message may not arrive there: whoever gets none has to be able to go on.
            buttons = (p.NEXT, p.HELP_ME, p.STOP)
            given: dict[str, Any] = {**_number(now), "reason": reason}
            sent = self._reply("practice-step", "sent", buttons, part=now.part.value, **given)
            shown.insert(0, sent)
        return shown

    def _step(self, now: Practice, variant: str, reason: str) -> Reply:
        given: dict[str, Any] = {**_number(now), "reason": reason}
        buttons = p.BUTTONS_OF[now.part]
        match now.part:
            case PracticePart.ROOM:
                room = self._room()
                given["way_in"] = room or ""
                buttons = tuple(one for one in buttons if room is None or one != p.HERE)
            case PracticePart.LEAVING:
                buttons = tuple(one for one in buttons if one not in now.tried)
                given["minutes"] = len(p.ENDINGS) - len(now.tried)
            case PracticePart.CARD:
                given |= facts.card(self.books, self.person)
        letter = now.part in _AS_LETTERS
        return self._reply("practice-step", variant, buttons, part=now.part.value,
                           letter=letter, **given)  # fmt: skip

    def _name(self, part: PracticePart) -> str:
        return "here" if part is PracticePart.ROOM and self._room() is None else part.value

    def _reply(
        self, key: str, variant: str, buttons: tuple[str, ...], *, part: str,
        letter: bool = False, **given: Any,
    ) -> Reply:  # fmt: skip
        young = facts.is_young(self.books, self.person, self.now)
        words = "-".join(filter(None, (variant, "child" if young else "")))
        whole = {**given, "part": part, "on": self.platform, "owner": self.person}
        ready = {**whole, "variant": words} if words else whole
        return Reply(platform=self.platform, address=self.account, key=key,
                     sealed=self.books.seal(json.dumps(ready)), buttons=buttons,
                     safety=letter)  # fmt: skip

    # --- what is kept ------------------------------------------------------------------------

    def _room(self) -> str | None:
        return facts.practice_room(self.books, self.person, self.platform, self.now)

    def _keep(self, now: Practice) -> None:
        profile = self.books.profile(self.person)
        practising = {**profile.practising, self.platform: now}
        self.books.save_profile(
            self.person, msgspec.structs.replace(profile, practising=practising)
        )

    def _await_words(self) -> None:
        self.books.await_words(self.person, WORDS, self.now + WORDS_LAST)

    def _await_no_more(self) -> None:
        awaited = self.books.awaited_words(self.person, self.now)
        if awaited is not None and awaited.command == WORDS:
            self.books.await_no_more(self.person)


def came_in(books: Books, happened: h.CameIn | h.MovedOver, now: datetime) -> list[Reply]:
    """Somebody is seen in a room: if it is the practice room, that may be what they try out."""
    room = happened.to if isinstance(happened, h.MovedOver) else happened.room
    if books.room_use(happened.platform, room) is not RoomUse.PRACTICE:
        return []
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        return []
    return Session(books, person, happened.platform, happened.account, now).seen()


def changed(books: Books, person: PersonId, *, device: bool) -> list[str]:
    """Somebody has another platform or device: they may be offered a practice again (P1).

    Answers with the meetings that are to hear of it. Another device makes what was practised with
    the old one worth nothing.
    """
    profile = books.profile(person)
    newer = msgspec.structs.replace(
        profile, practice_offered=False, practised={} if device else profile.practised
    )
    if newer != profile:
        books.save_profile(person, newer)
    groups = books.groups_of(person)
    return [m for group in groups for m in books.meetings_of(group, {MeetingState.PUBLISHED})]


def _number(now: Practice) -> dict[str, int]:
    return {"step": now.number, "steps": len(p.PARTS)}
