"""A sentence for every kind of signal and effect."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import msgspec
import pytest

from bot.cli.record import words as w
from bot.cli.record.reading import Record
from bot.cli.record.telling import Teller
from bot.model import during_signals as d
from bot.model import effects as e
from bot.model import signals as s
from bot.model.agenda import Item
from bot.model.case import Case, CaseKind, CaseStep, Stage
from bot.model.costs import Settle, Wish
from bot.model.during import Duty
from bot.model.keys import MESSAGE_KEYS
from bot.model.meeting import Evidence, How, Meeting, RoomKind
from bot.model.profile import TakesPart

AT = datetime(2027, 7, 20, 17, 30, tzinfo=UTC)
CASE = Case(id="c1", subject="p1", kind=CaseKind.LEFT, stage=Stage.GRACE, opened_at=AT,
            left_at=AT, climb_at=AT)  # fmt: skip
RECORD = Record(
    meeting=Meeting(
        id="m",
        group="g",
        platform="discord",
        room=RoomKind.VOICE,
        planned_start=AT,
        planned_end=AT,
        cases={"c1": CASE},
    ),
    title="Weekly",
    group="Breathe Well",
    timezone="Europe/London",
    names={"p1": "Pat", "p2": "Maya"},
    entries=(),
)
TELL = Teller(RECORD, lambda name: f"<{name}>", reasons={"sealed-reason"})
SENT = e.Send(to="p1", key="check-in", platform="telegram")

MUTE = e.Act(do="mute", who="p1")

SIGNALS: list[tuple[s.Signal, str]] = [
    (s.Published(by="p2"), "Maya published the meeting."),
    (s.Opened(by="p2"), "Maya opened the meeting."),
    (s.Ended(by="p2"), "Maya ended the meeting."),
    (s.Cancelled(by="p2"), "Maya cancelled the meeting."),
    (s.Moved(by="p2", start=AT, end=AT + timedelta(hours=1)),
     "Maya moved the meeting to 20 July 2027, 18:30:00 to 19:30:00."),
    (s.Renamed(by="p2"), "Maya gave the meeting another name."),
    (s.BreakBegan(by="p2", seconds=330), "Maya began a break of 5 min 30 s."),
    (s.Arrived(person="p1", evidence=Evidence.OBSERVED), "Pat was seen in the room."),
    (s.Arrived(person="p1", evidence=Evidence.ATTESTED), "Pat said that they were there."),
    (s.Arrived(person="p1", evidence=Evidence.UNKNOWN),
     "Pat may have been there; it is not known."),
    (s.Arrived(person="p1", evidence=Evidence.ATTESTED, by="p2"),
     "Maya ticked that Pat was there."),
    (s.Departed(person="p1"), "Pat was no longer seen in the room."),
    (s.Departed(person="p1", whole=True), "Pat left the group."),
    (s.Removed(person="p1", by="p2"), "Maya took Pat out of the room."),
    (s.Elsewhere(person="p1"), "Pat was seen in another meeting of the group."),
    (s.GoneElsewhere(person="p1"), "Pat dropped out of another meeting of the group."),
    (s.LobbyChanged(), "Who waits in the lobby for another meeting was not the same any more."),
    (s.Signed(person="p1"), "Pat gave a sign."),
    (s.Rejoined(person="p1"), "Pat came back into the group's chat."),
    (s.Signed(person="p1", in_room=True), "Pat gave a sign in the room."),
    (s.Leaving(person="p1", how=How.OK), "Pat left, and said they are OK."),
    (s.Leaving(person="p1", how=How.TECHNICAL), "Pat left, and said it is a technical problem."),
    (s.Leaving(person="p1", how=How.CONTACT), "Pat asked for someone to contact them."),
    (s.Leaving(person="p1", how=How.BACK_SOON), "Pat left, and said they would be back soon."),
    (s.Said(person="p1", kind=s.WordsKind.OK, sealed="x", platform="discord"),
     "Pat wrote “ok” to the bot."),
    (s.Said(person="p1", kind=s.WordsKind.OTHER, sealed="x", platform="discord"),
     "Pat wrote to the bot. What they wrote stays sealed."),
    (s.Said(person="p2", kind=s.WordsKind.OTHER, sealed="sealed-reason", platform="discord"),
     "Maya wrote the reason they were asked for."),
    (s.NotUnderstood(person="p1", platform="discord"),
     "The bot had no use for what Pat wrote."),
    (s.Pressed(person="p2", key="case-alert", button="take", platform="discord", case="c1"),
     "Maya pressed “<take>” (case-alert, about Pat)."),
    (s.Pressed(person="p1", key="pulse", button="here", platform="discord"),
     "Pat pressed “<here>” (pulse)."),
    (s.CaseAsked(person="p2", case="c1", button="hand-over", platform="discord", to="p9"),
     "Maya said “<hand-over>” to p9 by command, about Pat."),
    (s.Logged(person="p1", by="p2"), "Maya noted that Pat was in touch and is OK."),
    (s.PinTyped(person="p1", right=False), "A PIN was typed for Pat; it was wrong."),
    (s.Concerned(person="p1", about="p2", words="x"), "Pat raised a concern about Maya."),
    (s.CannotCome(person="p1"), "Pat said they cannot come."),
    (
        s.Forgotten(person="p1"),
        "Pat asked that nothing be kept of them but this record.",
    ),
    (s.Faded(), "What did not have to be kept of the meeting was removed, for its age."),
    (s.RecordRemoved(by="p1"), "Pat had the record of the meeting removed, with its cases."),
    (s.PractiseAgain(person="p1"), "Pat has another platform or device."),
    (s.PractiseHelp(person="p1", part="room"), "Pat asked for help with trying things out."),
    (s.Expected(person="p1"), "Pat is expected from now on."),
    (s.Answered(person="p1", answer=TakesPart.LISTEN), "Pat said how they take part: listen."),
    (s.ItemAdded(words="x", by="p1"), "Pat put something on the agenda."),
    (s.ItemAdded(words="x"), "Somebody, without a name, put something on the agenda."),
    (s.ItemSorted(by="p2", item="1", button="earlier"),
     "Maya arranged item 1 of the agenda (earlier)."),
    (s.WhySaid(by="p2"), "Maya said what the meeting is for."),
    (s.ClaimWished(person="p1", wish=Wish.AMOUNT), "Pat wrote about their claim (amount)."),
    (s.ClaimSettled(by="p2", of="p1", settle=Settle.PAID),
     "Maya saw to the claim of Pat (paid)."),
    (s.Due(step="case/c1/nudge", at=AT), "Pat had not answered."),
    (s.Due(step="case/c1/nudge", at=AT - timedelta(seconds=90)),
     "Pat had not answered. Late by 1 min 30 s."),
    (s.Due(step="presence/p1/pulse", at=AT), "Pat had given no sign for a while."),
    (s.Due(step="presence/p1/pulse-over", at=AT), "Pat did not answer and counted as gone."),
    (s.Due(step="away/discord", at=AT), "Discord had been away for a while."),
    (s.Due(step="meeting/start", at=AT), "The planned start had come."),
    (s.Due(step="of/a/later/version", at=AT), "Of/a/later/version fell due."),
    (s.Delivered(sent=SENT, outcome=s.DeliveryOutcome.ACCEPTED),
     "Telegram took check-in for Pat."),
    (s.Delivered(sent=SENT, outcome=s.DeliveryOutcome.REFUSED),
     "Telegram refused check-in for Pat."),
    (s.Delivered(sent=SENT, outcome=s.DeliveryOutcome.UNKNOWN),
     "It is not known whether Telegram took check-in for Pat; it is sent again."),
    (s.Acted(act=MUTE, outcome=s.DeliveryOutcome.ACCEPTED), "Mutes Pat: done."),
    (s.Acted(act=MUTE, outcome=s.DeliveryOutcome.REFUSED, reason="not in a room"),
     "Mutes Pat: not done (not in a room)."),
    (s.Acted(act=e.Act(do="lock"), outcome=s.DeliveryOutcome.UNKNOWN),
     "Locks the room: it is not known whether it was done; it is done again."),
    (s.Returned(blind_since=AT), "The bot was running again; it had not been since 18:30:00."),
    (s.Watched(present={"p1": ("a",)}), "The bot looked into the room: there was Pat."),
    (s.Watched(present={}, blind_since=AT),
     "The bot looked into the room, unseen since 18:30:00: there was nobody."),
    (s.WentAway(platform="discord", since=AT), "Discord stopped answering at 18:30:00."),
    (s.CameBack(platform="discord"), "Discord answered again."),
    (s.ClockSetBack(), "The clock of the bot's computer was set back while it was running."),
    (s.UnknownSeen(account="discord/7"),
     "Somebody the bot does not know was in the room (discord/7)."),
    (d.BreakWanted(person="p1"), "Somebody asked for a break."),
    (s.Pressed(person="p1", key="opening", button="break", platform="discord"),
     "Somebody answered privately (opening)."),
    (s.Pressed(person="p1", key="thumbs", button="up", platform="discord"),
     "Somebody answered privately (thumbs)."),
    (d.RoundAsked(by="p2"), "Maya began a round."),
    (d.HandRaised(person="p1"), "Pat put up their hand."),
    (d.HandLowered(person="p1"), "Pat took their hand down."),
    (d.NextCalled(by="p2"), "Maya asked for the next person to speak."),
    (d.ThumbsAsked(by="p2", words="x"), "Maya put a question to everybody."),
    (d.ThumbsClosed(by="p2"), "Maya closed the question."),
    (d.WordAsked(words="x"), "Somebody asked what a word means."),
    (d.DutyOffered(by="p2", duty=Duty.NOTES, order=("p1",)), "Maya offered a role: notes."),
    (d.NoteShown(by="p2", paper="n", words="x", to=("p1",)),
     "Maya wrote something down about Pat."),
    (d.RulesPut(by="p2", words=("x",)), "Maya asked everybody to agree to ground rules."),
    (d.RulesAgreed(person="p1", number=1), "Somebody agreed to the ground rules."),
    (d.DecisionPut(by="p2", paper="n", words=("x",)), "Maya wrote down a decision."),
    (d.DecisionConfirmed(person="p1", paper="n", words=("x",)), "Pat confirmed a decision."),
    (d.Stuck(person="p1"), "Pat asked for technical help."),
    (s.Due(step="during/break/1800468000", at=AT), "A break was due."),
    (s.Due(step="during/break/1800468000/again", at=AT), "A break was still due."),
    (s.Due(step="during/quiet/p1", at=AT), "Pat, who likes to be asked, had not been heard."),
]  # fmt: skip

EFFECTS: list[tuple[e.Effect, str]] = [
    (SENT, "Writes to Pat on Telegram: asks if they are OK (check-in)"),
    (e.Send(to="p2", key="case-alert", platform="discord", case="c1",
            facts=e.Facts(person="p1", late_by=185)),
     "Writes to Maya on Discord: Pat has not been heard of; asks to take the case (case-alert)"
     " Late by 3 min 5 s."),
    (e.Send(to="p2", key="readiness", platform="discord"),
     "Writes to Maya on Discord: (readiness)"),
    (e.Post(key="opening"),
     "Writes in the room: opens the meeting: free to leave, and who to contact (opening)"),
    (e.Edit(key="case-taken", thread="alert", to="p2", case="c1"),
     "Tells Maya instead: says who has taken the case of Pat (case-taken)"),
    (e.Edit(key="case-taken", thread="alert", to="p2", case="c1",
            facts=e.Facts(variant="owner", person="p1")),
     "Tells Maya instead: the case of Pat is theirs now (case-taken)"),
    (e.Edit(key="contact-card", thread="card"),
     "The room now reads: says who to contact, and the way back in (contact-card)"),
    (e.Reply(platform="telegram", address="7", key="help", sealed="x"),
     "Answers on Telegram: help"),
    (MUTE, "In the room: mutes Pat"),
    (e.Act(do="remove", account="7", to_lobby=True), "In the room: takes 7 out to the lobby"),
    (e.Act(do="unlock"), "In the room: takes back the lock of the room"),
    (e.Recall(thread="meeting"),
     "Holds back what was still to be sent about when the meeting is."),
    (e.Withdraw(case="c1"), "Holds back what was still to be sent about Pat."),
    (e.SeenHere(person="p1"), "Lets the group's other meetings know that Pat is here."),
    (e.GoneFromHere(person="p1"), "Lets the group's other meetings know that Pat is gone."),
    (e.Remember(person="p1", what="device-asked"), "Keeps of Pat: device-asked."),
    (e.KeptForNext(item=Item(id="1", words="x")), "Keeps an agenda item for the next meeting."),
    (e.AwaitWords(person="p1", command="claim amount m1", until=AT),
     "Waits for words of Pat, as the answer to a question."),
    (e.Toast(name="thanks"), "Shows a short word: thanks"),
    (e.Understood(), "Understood what was written."),
]  # fmt: skip


@pytest.mark.parametrize(("signal", "told"), SIGNALS, ids=lambda value: str(value)[:40])
def test_what_happened_is_a_sentence(signal: s.Signal, told: str) -> None:
    assert TELL.signal(signal, AT) == told


@pytest.mark.parametrize(("effect", "told"), EFFECTS, ids=lambda value: str(value)[:40])
def test_what_the_bot_did_is_a_sentence(effect: e.Effect, told: str) -> None:
    assert TELL.effect(effect) == told


def test_no_kind_is_without_a_sentence_here() -> None:
    assert {type(signal) for signal, _ in SIGNALS} == set(get_args(s.Signal))
    assert {type(effect) for effect, _ in EFFECTS} == set(get_args(e.Effect))


def test_all_of_them_come_back_from_the_journal_as_they_were() -> None:
    for signal, _ in SIGNALS:
        assert msgspec.convert(msgspec.to_builtins(signal), s.Signal) == signal
    for effect, _ in EFFECTS:
        assert msgspec.convert(msgspec.to_builtins(effect), e.Effect) == effect


def test_every_step_of_a_case_has_words() -> None:
    assert {step.value for step in CaseStep} <= w.CASE_STEPS.keys()


def test_only_messages_that_there_are_have_words() -> None:
    assert w.MEANS.keys() <= MESSAGE_KEYS
    assert {key for key, _ in w.NOTED} <= MESSAGE_KEYS


def test_somebody_who_is_called_like_a_gap_is_only_called_so() -> None:
    record = msgspec.structs.replace(RECORD, names={"p1": "{person} {0}"})
    told = Teller(record, str).signal(s.Due(step="case/c1/nudge", at=AT), AT)
    assert told == "{person} {0} had not answered."
