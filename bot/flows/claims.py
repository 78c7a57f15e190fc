"""What people do with a claim: they send it, and an organiser approves and pays it (C2, C3).

Everything here is private (V1). What each of them reads of it is in `claim_words`.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.flows import claim_words as told
from bot.flows.turn import Turn
from bot.model.costs import CHANGEABLE, Claim, ClaimState, Settle, Wish
from bot.model.effects import AwaitWords
from bot.model.people import PersonId
from bot.model.profile import PayWay
from bot.model.signals import ClaimSettled, ClaimWished, Pressed

RAISE_AGAIN_AFTER = timedelta(days=3)
"""After the promised day, if it is not paid (C3)."""
WORDS_WITHIN = timedelta(hours=1)
"""In which the next private words answer a question about a claim."""
TO_CLAIM = frozenset({"cost-claim", "cost-claim-reminder", "cost-amount", "cost-question"})
TO_SETTLE = frozenset({"cost-approve", "cost-approved", "cost-overdue"})
KEYS = TO_CLAIM | TO_SETTLE
"""The messages about a claim that carry buttons."""


# --- buttons and commands ------------------------------------------------------------------------


def pressed(turn: Turn, signal: Pressed) -> None:
    """A button under a message about a claim; whose it is stands in the thread."""
    who = signal.thread.partition("/")[2]
    claim = turn.meeting.claims.get(who)
    if claim is None:
        turn.toast("stale")
    elif signal.key in TO_SETTLE:
        settled(turn, ClaimSettled(by=signal.person, of=who, settle=Settle(signal.button)))
    elif signal.person not in {who, turn.reader_of(who)}:
        turn.toast("not-yours")
    elif signal.key == "cost-question":
        _await(turn, signal.person, f"claim answer {turn.meeting.id}/{who}", "write-answer")
    elif claim.state is not ClaimState.ASKED:
        turn.toast("stale")
    else:
        _chosen(turn, signal, who, claim)


def _chosen(turn: Turn, signal: Pressed, who: PersonId, claim: Claim) -> None:
    less = "less" if signal.button == "less" else "amount"
    command = f"claim {less} {turn.meeting.id}/{who}"
    if claim.changing:  # they were asked for an amount, and chose otherwise
        turn.effects.append(AwaitWords(person=signal.person, command=command, until=turn.now))
    match signal.button:
        case "claim":
            _send(turn, who, claim)
        case "charity":
            _send(turn, who, claim, way=PayWay.CHARITY)
        case "decline":
            _decline(turn, who, claim)
        case _:  # change, less: nobody is asked why, and until it has come they are reminded
            told.keep(turn, who, claim, changing=True)
            _await(turn, signal.person, command, "write-amount")
            told.edit(turn, who, "cost-amount")


def _await(turn: Turn, who: PersonId, command: str, toast: str) -> None:
    turn.effects.append(AwaitWords(person=who, command=command, until=turn.now + WORDS_WITHIN))
    turn.toast(toast)


def wished(turn: Turn, signal: ClaimWished) -> None:
    """The same in words, until it is approved: by whoever it is for."""
    who = signal.of or signal.person
    claim = turn.meeting.claims.get(who)
    if claim is None or signal.person not in {who, turn.reader_of(who)}:
        turn.toast("not-yours")
    elif claim.state not in CHANGEABLE:
        turn.toast("closed")
    else:
        _do(turn, who, claim, signal)


def _do(turn: Turn, who: PersonId, claim: Claim, signal: ClaimWished) -> None:
    match signal.wish:
        case Wish.CLAIM:
            _send(turn, who, claim, way=signal.way or claim.way)
        case Wish.DECLINE:
            _decline(turn, who, claim)
        case Wish.AMOUNT if signal.amount is not None:
            first = msgspec.structs.replace(claim.items[0], amount=signal.amount)
            _send(turn, who, claim, items=(first, *claim.items[1:]))
        case Wish.ADD if signal.item is not None:
            _change(turn, who, claim, items=(*claim.items, signal.item))
        case Wish.WAY if signal.way is not None:
            _change(turn, who, claim, way=signal.way)
        case Wish.ANSWER if signal.words is not None and claim.state is ClaimState.SENT:
            told.keep(turn, who, claim, answer=signal.words)
            told.tell_organiser(turn, who, "cost-approve", words=(signal.words,))
            turn.toast("recorded")
        case _:
            turn.toast("stale")


def settled(turn: Turn, signal: ClaimSettled) -> None:
    """An organiser approves, asks, or has paid. Nobody does so for themselves (C3, V6)."""
    who, claim = signal.of, turn.meeting.claims.get(signal.of)
    if claim is None or not told.may_settle(turn, signal.by, who):
        turn.toast("not-yours")
        return
    match signal.settle, claim.state:
        case Settle.APPROVE, ClaimState.SENT:
            _approve(turn, who, claim, signal.by)
        case Settle.PAID, ClaimState.APPROVED:
            _paid(turn, who, claim)
        case Settle.ASK, ClaimState.SENT if not told.is_young(turn, who):
            _ask(turn, who, claim, signal)
        case Settle.ASK, ClaimState.SENT:
            turn.toast("not-one-to-one")
        case _:
            turn.toast("stale")


# --- what becomes of it --------------------------------------------------------------------------


def _send(turn: Turn, who: PersonId, claim: Claim, **changes: object) -> None:
    """To the organiser, to be approved; what they were sent already says the new thing."""
    known = claim.state is ClaimState.SENT
    sent_at = claim.sent_at if known else turn.now
    told.keep(turn, who, claim, state=ClaimState.SENT, pressed=True, changing=False,
              sent_at=sent_at, **changes)  # fmt: skip
    told.edit(turn, who, "cost-status")
    if known:
        told.edit_organiser(turn, who, "cost-approve")
    else:
        ask_to_approve(turn, who, turn.meeting.claims[who])
    turn.toast("recorded")


def _change(turn: Turn, who: PersonId, claim: Claim, **changes: object) -> None:
    """Something is different now; whether it is claimed is another question."""
    if claim.state is ClaimState.SENT:
        _send(turn, who, claim, **changes)
        return
    told.keep(turn, who, claim, state=ClaimState.ASKED, **changes)
    told.edit(turn, who, "cost-claim")
    turn.toast("recorded")


def _decline(turn: Turn, who: PersonId, claim: Claim) -> None:
    told.keep(turn, who, claim, state=ClaimState.DECLINED, pressed=True, changing=False)
    told.edit(turn, who, "cost-status")
    if claim.state is ClaimState.SENT:
        told.edit_organiser(turn, who, "cost-approved", done=True)
    turn.toast("thanks")


def _approve(turn: Turn, who: PersonId, claim: Claim, by: PersonId) -> None:
    """It is promised for a day, and raised on that day and again if it is not kept."""
    due_on = max(claim.promised_on, turn.today + timedelta(days=1))
    raise_at = (told.hour_of(turn, due_on), told.hour_of(turn, due_on + RAISE_AGAIN_AFTER))
    told.keep(turn, who, claim, state=ClaimState.APPROVED, approved_at=turn.now, approved_by=by,
          due_on=due_on, raise_at=raise_at)  # fmt: skip
    told.edit_organiser(turn, who, "cost-approved")
    told.tell_status(turn, who)
    turn.toast("recorded")


def _paid(turn: Turn, who: PersonId, claim: Claim) -> None:
    told.keep(turn, who, claim, state=ClaimState.PAID, paid_at=turn.now)
    told.edit_organiser(turn, who, "cost-approved", done=True)
    told.tell_status(turn, who)
    turn.toast("recorded")


def _ask(turn: Turn, who: PersonId, claim: Claim, signal: ClaimSettled) -> None:
    """In the organiser's words, through the bot; the claim waits as it is."""
    if signal.words is None:
        _await(turn, signal.by, f"costs ask {turn.meeting.id}/{who}", "write-question")
        return
    told.keep(turn, who, claim, question=signal.words, answer=None)
    words = (signal.words,)
    turn.prompt(
        who,
        "cost-question",
        told.facts(turn, who, words=words, by=signal.by),
        thread=told.thread_of(who),
    )
    turn.toast("recorded")


def ask_to_approve(turn: Turn, who: PersonId, claim: Claim) -> None:
    """Somebody who organises is asked, or asked again."""
    told.keep(turn, who, claim, organiser=told.approver(turn, who, claim))
    words = (claim.answer,) if claim.answer is not None else ()
    told.tell_organiser(turn, who, "cost-approve", words=words)
