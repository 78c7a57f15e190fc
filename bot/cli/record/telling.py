"""A sentence for everything that happened in a meeting, and for everything the bot did."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import datetime
from typing import assert_never

from bot.cli.record import words as w
from bot.cli.record.phrases import (
    ENDINGS,
    as_sentence,
    because,
    filled,
    in_minutes,
    late,
    platform_name,
)
from bot.cli.record.reading import Record
from bot.cli.record.telling_during import due_during, shows_no_choice, told_during
from bot.model import effects as e
from bot.model import signals as s
from bot.model.case import Case
from bot.model.during_signals import DuringSignal
from bot.model.meeting import Evidence
from bot.model.people import PersonId

Label = Callable[[str], str]
"""The words on a button, by its name."""


class Teller:
    """Tells one record. Ids become names, moments become times of the group."""

    def __init__(self, record: Record, label: Label, reasons: Container[str] = ()) -> None:
        """`reasons` are the sealed words that are a reason somebody had to give."""
        self._record = record
        self._label = label
        self._reasons = reasons

    def name(self, person: PersonId | None) -> str:
        """A person's name; nobody in particular is somebody."""
        return "somebody" if person is None else self._record.name(person)

    def time(self, moment: datetime) -> str:
        """The time of day in the group's zone, to the second."""
        return f"{moment.astimezone(self._record.zone):%H:%M:%S}"

    def case_of(self, case_id: str | None) -> str:
        """Whose case it is."""
        case: Case | None = self._record.meeting.cases.get(case_id or "")
        return self.name(case.subject) if case is not None else "somebody"

    # --- what happened ------------------------------------------------------------------------

    def signal(self, signal: s.Signal, at: datetime) -> str:
        """What happened, as one sentence. `at` is when the bot took it."""
        match signal:
            case s.Published(by=by):
                return f"{self.name(by)} published the meeting."
            case s.Opened(by=by):
                return f"{self.name(by)} opened the meeting."
            case s.Ended(by=by):
                return f"{self.name(by)} ended the meeting."
            case s.Cancelled(by=by):
                return f"{self.name(by)} cancelled the meeting."
            case s.Moved(by=by, start=start, end=end):
                day = f"{start.astimezone(self._record.zone):%-d %B %Y}"
                when = f"{day}, {self.time(start)} to {self.time(end)}"
                return f"{self.name(by)} moved the meeting to {when}."
            case s.Renamed(by=by):
                return f"{self.name(by)} gave the meeting another name."
            case s.BreakBegan(by=by, seconds=seconds):
                return f"{self.name(by)} began a break of {in_minutes(seconds)}."
            case s.Arrived():
                return self._arrived(signal)
            case s.Departed(person=person, whole=whole):
                what = "left the group" if whole else "was no longer seen in the room"
                return f"{self.name(person)} {what}."
            case s.Removed(person=person, by=by):
                return f"{self.name(by)} took {self.name(person)} out of the room."
            case s.Elsewhere(person=person):
                return f"{self.name(person)} was seen in another meeting of the group."
            case s.GoneElsewhere(person=person):
                return f"{self.name(person)} dropped out of another meeting of the group."
            case s.Rejoined(person=person):
                return f"{self.name(person)} came back into the group's chat."
            case s.Signed(person=person, in_room=in_room):
                return f"{self.name(person)} gave a sign{' in the room' if in_room else ''}."
            case s.Leaving(person=person, how=how):
                return f"{self.name(person)} {ENDINGS[how]}."
            case s.Said():
                return self._said(signal)
            case s.NotUnderstood(person=person):
                return f"The bot had no use for what {self.name(person)} wrote."
            case s.Pressed(key=key, button=button) if shows_no_choice(key, button):
                return f"Somebody answered privately ({key})."
            case s.Pressed(person=person, key=key, button=button, case=case):
                about = f", about {self.case_of(case)}" if case else ""
                return f"{self.name(person)} pressed “{self._label(button)}” ({key}{about})."
            case s.CaseAsked(person=person, case=case, button=button, to=to):
                onto = f" to {self.name(to)}" if to is not None else ""
                told = f"“{self._label(button)}”{onto}"
                return f"{self.name(person)} said {told} by command, about {self.case_of(case)}."
            case s.Logged(person=person, by=by):
                return f"{self.name(by)} noted that {self.name(person)} was in touch and is OK."
            case s.Concerned(person=person, about=about):
                return f"{self.name(person)} raised a concern about {self.name(about)}."
            case s.CannotCome(person=person):
                return f"{self.name(person)} said they cannot come."
            case s.Forgotten(person=person):
                return f"{self.name(person)} asked that nothing be kept of them but this record."
            case s.Faded():
                return "What did not have to be kept of the meeting was removed, for its age."
            case s.RecordRemoved(by=by):
                return f"{self.name(by)} had the record of the meeting removed, with its cases."
            case s.Expected(person=person):
                return f"{self.name(person)} is expected from now on."
            case s.Answered(person=person, answer=answer):
                return f"{self.name(person)} said how they take part: {answer.value}."
            case s.ItemAdded(by=by):
                whose = self.name(by) if by is not None else "Somebody, without a name,"
                return f"{whose} put something on the agenda."
            case s.ItemSorted(by=by, item=item, button=button):
                return f"{self.name(by)} arranged item {item} of the agenda ({button})."
            case s.ClaimWished(person=person, wish=wish):
                return f"{self.name(person)} wrote about their claim ({wish.value})."
            case s.ClaimSettled(by=by, of=of, settle=settle):
                return f"{self.name(by)} saw to the claim of {self.name(of)} ({settle.value})."
            case s.PractiseAgain(person=person):
                return f"{self.name(person)} has another platform or device."
            case s.PractiseHelp(person=person):
                return f"{self.name(person)} asked for help with trying things out."
            case s.WhySaid(by=by):
                return f"{self.name(by)} said what the meeting is for."
            case s.Due(step=step, at=due):
                return f"{as_sentence(self._due(step))}.{late((at - due).total_seconds())}"
            case s.Delivered(sent=sent, outcome=outcome):
                return self._delivered(sent, outcome)
            case s.Acted(act=act, outcome=outcome, reason=reason):
                return f"{as_sentence(self._deed(act))}: {w.OUTCOMES[outcome]}{because(reason)}."
            case s.Returned(blind_since=since):
                return f"The bot was running again; it had not been since {self.time(since)}."
            case s.Watched(present=present, blind_since=since):
                there = ", ".join(self.name(who) for who in present) or "nobody"
                unseen = f", unseen since {self.time(since)}" if since is not None else ""
                return f"The bot looked into the room{unseen}: there was {there}."
            case s.WentAway(platform=platform, since=since):
                return f"{platform_name(platform)} stopped answering at {self.time(since)}."
            case s.CameBack(platform=platform):
                return f"{platform_name(platform)} answered again."
            case s.PinTyped(person=who, right=right, by=by):
                said = "right" if right else "wrong"
                if by is not None:
                    return f"{self.name(by)} typed a PIN for {self.name(who)}; it was {said}."
                return f"A PIN was typed for {self.name(who)}; it was {said}."
            case s.LobbyChanged():
                return "Who waits in the lobby for another meeting was not the same any more."
            case s.ClockSetBack():
                return "The clock of the bot's computer was set back while it was running."
            case s.UnknownSeen(account=account):
                return f"Somebody the bot does not know was in the room ({account})."
            case DuringSignal():
                return told_during(signal, self.name)
            case _:
                assert_never(signal)

    def _arrived(self, signal: s.Arrived) -> str:
        who = self.name(signal.person)
        if signal.by is not None:
            return f"{self.name(signal.by)} ticked that {who} was there."
        match signal.evidence:
            case Evidence.OBSERVED:
                return f"{who} was seen in the room."
            case Evidence.ATTESTED:
                return f"{who} said that they were there."
            case Evidence.UNKNOWN:
                return f"{who} may have been there; it is not known."
            case _:
                assert_never(signal.evidence)

    def _said(self, signal: s.Said) -> str:
        who = self.name(signal.person)
        if signal.sealed in self._reasons:
            return f"{who} wrote the reason they were asked for."
        if signal.kind is s.WordsKind.OK:
            return f"{who} wrote “ok” to the bot."
        return f"{who} wrote to the bot. What they wrote stays sealed."

    def _due(self, step: str) -> str:
        match step.split("/"):
            case ["case", case, what]:
                known = w.CASE_STEPS.get(what, f"{what} fell due for {{person}}")
                return filled(known, self.case_of(case))
            case ["presence", who, "pulse"]:
                return f"{self.name(who)} had given no sign for a while"
            case ["presence", who, "pulse-over"]:
                return f"{self.name(who)} did not answer and counted as gone"
            case ["away", platform]:
                return f"{platform_name(platform)} had been away for a while"
            case ["practice", who, *_]:
                return f"{self.name(who)} was to be offered a practice"
            case ["during", *what]:
                return due_during(what, self.name)
            case ["meeting", what]:
                return w.MEETING_STEPS.get(what, f"{what} fell due")
            case _:
                return f"{step} fell due"

    def _delivered(self, sent: e.Send, outcome: s.DeliveryOutcome) -> str:
        where, whom = platform_name(sent.platform), f"{sent.key} for {self.name(sent.to)}"
        match outcome:
            case s.DeliveryOutcome.ACCEPTED:
                return f"{where} took {whom}."
            case s.DeliveryOutcome.REFUSED:
                return f"{where} refused {whom}."
            case s.DeliveryOutcome.UNKNOWN:
                return f"It is not known whether {where} took {whom}; it is sent again."
            case _:
                assert_never(outcome)

    # --- what the bot did ---------------------------------------------------------------------

    def effect(self, effect: e.Effect) -> str:
        """What the bot did, as one sentence."""
        match effect:
            case e.Send(to=to, platform=platform, key=key, facts=facts, case=case):
                told = f"{self._means(key, facts, case)}{late(facts.late_by)}"
                return f"Writes to {self.name(to)} on {platform_name(platform)}: {told}"
            case e.Post(key=key, facts=facts):
                return f"Writes in the room: {self._means(key, facts, None)}"
            case e.Edit(key=key, facts=facts, to=to, case=case):
                whom = f"Tells {self.name(to)} instead" if to is not None else "The room now reads"
                return f"{whom}: {self._means(key, facts, case)}"
            case e.Reply(platform=platform, key=key):
                return f"Answers on {platform_name(platform)}: {key}"
            case e.Act():
                return f"In the room: {self._deed(effect)}"
            case e.Withdraw(case=case):
                return f"Holds back what was still to be sent about {self.case_of(case)}."
            case e.Recall(thread=None):
                return "Holds back what was still to be sent about the meeting."
            case e.Recall(to=to) if to is not None:
                return f"Holds back what was still to be sent to {self.name(to)} about it."
            case e.Recall(thread="meeting"):
                return "Holds back what was still to be sent about when the meeting is."
            case e.Recall():
                return "Holds back what was still to be sent about what has changed."
            case e.SeenHere(person=person):
                return f"Lets the group's other meetings know that {self.name(person)} is here."
            case e.GoneFromHere(person=person):
                return f"Lets the group's other meetings know that {self.name(person)} is gone."
            case e.Remember(person=person, what=what):
                return f"Keeps of {self.name(person)}: {what}."
            case e.AwaitWords(person=person):
                return f"Waits for words of {self.name(person)}, as the answer to a question."
            case e.KeptForNext():
                return "Keeps an agenda item for the next meeting."
            case e.Toast(name=name):
                return f"Shows a short word: {name}"
            case e.Understood():
                return "Understood what was written."
            case _:
                assert_never(effect)

    def _deed(self, act: e.Act) -> str:
        who = self.name(act.who) if act.who is not None else act.account or "everybody"
        onto = " to the lobby" if act.to_lobby else ""
        return filled(w.DEEDS[act.do], who) + onto

    def _means(self, key: str, facts: e.Facts, case: str | None) -> str:
        known = w.NOTED.get((key, facts.variant or "")) or w.MEANS.get(key)
        if known is None:
            return f"({key})"
        about = self.name(facts.person) if facts.person is not None else self.case_of(case)
        return f"{filled(known, about)} ({key})"
