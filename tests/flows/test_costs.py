"""Costs: what is missing before, what is claimed after, and what is promised (C1, C2, C3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from bot.flows.claim_words import approver
from bot.flows.timers import timers
from bot.flows.turn import Turn
from bot.model import signals as s
from bot.model.costs import Claim, ClaimState, Settle, Wish
from bot.model.effects import AwaitWords, Edit, Post, Send
from bot.model.people import Group, PersonId, Role
from bot.model.profile import Connection, CostTerms, Money, PayWay, TakesPart
from tests.flows.cast import END, PEOPLE, START, group, meeting
from tests.flows.world import World

FIVE = Money(amount=Decimal("5.00"), currency="EUR")
TERMS = CostTerms(
    each=Money(amount=Decimal("7.50"), currency="GBP"), way=PayWay.VOUCHER, pay_within_days=10
)


def people(**changes: Mapping[str, object]) -> Group:
    """The usual people, some of them otherwise."""
    return group(*(msgspec.structs.replace(p, **changes.get(p.id, {})) for p in PEOPLE))


def sent(world: World, key: str) -> list[PersonId]:
    """Who was written to with this key, in order."""
    return [
        mail.effect.to
        for mail in world.mails
        if isinstance(mail.effect, Send) and mail.effect.key == key
    ]


def ended(world: World | None = None, *who: PersonId) -> World:
    world = (world or World()).begin(*(who or ("maya", "pat")))
    world.until(END - timedelta(minutes=10))
    world.do(s.Ended(by="maya"))
    world.wait(seconds=1)
    return world


def claim(world: World, who: PersonId = "pat") -> Claim:
    return world.meeting.claims[who]


def press(world: World, who: PersonId, key: str, button: str, of: PersonId = "pat") -> None:
    kind = "approve" if key in {"cost-approve", "cost-approved", "cost-overdue"} else "claim"
    signal = s.Pressed(
        person=who, key=key, button=button, platform="discord", thread=f"{kind}/{of}"
    )
    world.do(signal)


def test_everybody_who_took_part_is_asked_but_no_staff() -> None:
    world = ended(None, "maya", "tom", "fay", "dana", "pat", "quinn")
    assert sorted(sent(world, "cost-claim")) == ["pat", "quinn"]
    assert claim(world).total == FIVE
    assert claim(world).state is ClaimState.ASKED


@pytest.mark.parametrize("answer", [TakesPart.PHONE, TakesPart.COMMENTS])
def test_whoever_took_part_from_afar_is_asked_too(answer: TakesPart) -> None:
    world = World().begin("maya")
    world.do(s.Answered(person="pat", answer=answer))
    world.do(s.Answered(person="quinn", answer=TakesPart.JOIN))
    ended_at = END - timedelta(minutes=10)
    world.until(ended_at)
    world.do(s.Ended(by="maya"))
    world.wait(seconds=1)
    assert sent(world, "cost-claim") == ["pat"]


def test_whoever_cannot_come_after_all_is_not_asked() -> None:
    world = World().begin("maya")
    world.do(s.Answered(person="pat", answer=TakesPart.COMMENTS), s.CannotCome(person="pat"))
    ended(world, "maya")
    assert sent(world, "cost-claim") == []


def test_what_was_agreed_is_filled_in() -> None:
    world = ended(World(group=people(pat={"costs": TERMS})))
    mine = claim(world)
    assert (mine.total, mine.way, mine.pay_within_days) == (TERMS.each, PayWay.VOUCHER, 10)


def test_only_who_has_limits_and_comes_and_has_nothing_agreed_is_named() -> None:
    limited = {"connection": Connection.LIMITED}
    who = people(
        pat=limited, quinn={"connection": Connection.PAY_AS_YOU_GO},
        tom={**limited, "costs": TERMS}, nora=limited,
    )  # fmt: skip
    world = World(group=who, now=START - timedelta(days=3))
    world.do(s.CannotCome(person="quinn"))
    world.until(START - timedelta(hours=49))
    assert sent(world, "cost-agreement-missing") == []
    world.until(START - timedelta(hours=47))
    (mail,) = [m for m in world.mails if getattr(m.effect, "key", "") == "cost-agreement-missing"]
    assert isinstance(mail.effect, Send)
    assert (mail.effect.to, mail.effect.facts.who) == ("maya", ("pat",))


def test_nothing_is_said_when_nothing_is_missing_or_it_is_too_late() -> None:
    world = World(now=START - timedelta(days=3))
    world.until(START - timedelta(hours=1))
    assert sent(world, "cost-agreement-missing") == []
    late = World(group=people(pat={"connection": Connection.LIMITED}), now=START)
    late.until(START + timedelta(minutes=1))
    assert sent(late, "cost-agreement-missing") == []


def test_a_press_counts_once() -> None:
    world = ended()
    for button in ("claim", "claim", "decline", "charity", "change"):
        press(world, "pat", "cost-claim", button)
    assert sent(world, "cost-approve") == ["maya"]
    assert claim(world).state is ClaimState.SENT
    assert claim(world).way is None


def test_a_press_of_somebody_else_changes_nothing() -> None:
    world = ended(None, "maya", "pat", "quinn")
    before = world.meeting.claims
    press(world, "quinn", "cost-claim", "claim")
    press(world, "quinn", "cost-approve", "approve")
    press(world, "pat", "cost-approve", "approve")
    press(world, "quinn", "cost-claim", "claim", of="nobody")
    assert world.meeting.claims == before


@pytest.mark.parametrize("button", ["change", "less"])
def test_another_amount_is_asked_for_in_words(button: str) -> None:
    world = ended()
    signal = s.Pressed(
        person="pat", key="cost-claim", button=button, platform="discord", thread="claim/pat"
    )
    effects = world.take(signal)
    (waits,) = [effect for effect in effects if isinstance(effect, AwaitWords)]
    how = "less" if button == "less" else "amount"
    assert (waits.person, waits.command) == ("pat", f"claim {how} weekly/pat")
    world.do(s.ClaimWished(person="pat", wish=Wish.AMOUNT, amount=TERMS.each))
    assert claim(world).total == TERMS.each
    assert sent(world, "cost-approve") == ["maya"]


def test_whoever_then_chooses_otherwise_is_not_waited_for() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "change")
    effects = world.take(
        s.Pressed(
            person="pat", key="cost-amount", button="claim", platform="discord", thread="claim/pat"
        )
    )
    (waits,) = [effect for effect in effects if isinstance(effect, AwaitWords)]
    assert waits.until == world.now
    assert claim(world).state is ClaimState.SENT


def test_somebody_who_declined_may_change_their_mind_in_words() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "decline")
    world.wait(days=2)
    assert sent(world, "cost-claim-reminder") == []
    world.do(s.ClaimWished(person="pat", wish=Wish.CLAIM))
    assert claim(world).state is ClaimState.SENT


def test_the_reminder_comes_once_to_whoever_pressed_nothing() -> None:
    world = ended(None, "maya", "pat", "quinn")
    press(world, "quinn", "cost-claim", "claim", of="quinn")
    world.until(datetime(2027, 1, 30, tzinfo=UTC))
    assert sent(world, "cost-claim-reminder") == ["pat"]
    assert claim(world).remind_at == datetime(2027, 1, 21, 10, tzinfo=UTC)


def test_a_promise_is_raised_on_its_day_and_three_days_later() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "claim")
    press(world, "maya", "cost-approve", "approve")
    mine = claim(world)
    assert (mine.state, mine.due_on) == (ClaimState.APPROVED, date(2027, 2, 3))
    assert mine.raise_at == (
        datetime(2027, 2, 3, 10, tzinfo=UTC), datetime(2027, 2, 6, 10, tzinfo=UTC),
    )  # fmt: skip
    world.until(mine.raise_at[0])
    assert sent(world, "cost-overdue") == ["maya"]
    world.until(datetime(2027, 3, 1, tzinfo=UTC))
    assert sent(world, "cost-overdue") == ["maya", "maya"]
    press(world, "maya", "cost-overdue", "paid")
    assert claim(world).state is ClaimState.PAID
    assert not [step for step in timers(world.meeting, world.policy) if step.startswith("costs/")]


def test_a_promise_is_never_for_a_day_that_is_over() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "claim")
    world.until(datetime(2027, 2, 20, 12, tzinfo=UTC))
    press(world, "maya", "cost-approve", "approve")
    assert claim(world).due_on == date(2027, 2, 21)


def test_what_is_paid_is_not_raised() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "claim")
    press(world, "maya", "cost-approve", "approve")
    press(world, "maya", "cost-approved", "paid")
    world.until(datetime(2027, 3, 1, tzinfo=UTC))
    assert sent(world, "cost-overdue") == []


def test_an_organiser_does_not_settle_their_own() -> None:
    """Somebody who has become an organiser since has a claim like anybody, and no say in it."""
    world = ended()
    press(world, "pat", "cost-claim", "claim")
    world.group = people(pat={"roles": frozenset({Role.ORGANISER})})
    world.do(s.ClaimSettled(by="pat", of="pat", settle=Settle.APPROVE))
    assert claim(world).state is ClaimState.SENT
    world.do(s.ClaimSettled(by="tom", of="pat", settle=Settle.APPROVE))
    assert claim(world).state is ClaimState.APPROVED


def test_whoever_a_concern_keeps_out_is_not_asked_and_has_no_say() -> None:
    world = ended()
    context = msgspec.structs.replace(world._context(), kept_out={"pat": ("maya",)})
    turn = Turn(world.meeting, context)
    assert approver(turn, "pat", claim(world)) == "tom"


def test_a_claim_is_only_about_the_meeting_that_took_place() -> None:
    for world in (World(), World(meeting=meeting(expects=("pat",)))):
        world.do(s.Cancelled(by="maya"))
        world.wait(days=3)
        assert world.meeting.claims == {}
        assert sent(world, "cost-claim") == []


def test_nothing_about_money_is_ever_posted() -> None:
    world = ended()
    press(world, "pat", "cost-claim", "claim")
    press(world, "maya", "cost-approve", "approve")
    press(world, "maya", "cost-approved", "paid")
    world.wait(days=30)
    posted = [mail.effect for mail in world.mails if isinstance(mail.effect, Post)]
    assert not [post for post in posted if post.key.startswith("cost") or post.facts.claim]
    edits = [mail.effect for mail in world.mails if isinstance(mail.effect, Edit)]
    assert all(edit.to is not None for edit in edits if edit.key.startswith("cost"))
