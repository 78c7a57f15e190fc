"""The retention clocks, on each kind of database: what goes, what stays, and who is asked (V5)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest

from bot.erasing import erase_those_waiting, keep_waiting, waits_for
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.costs import Claim, ClaimState, CostItem, CostKind
from bot.model.meeting import Attendance, Meeting, MeetingState
from bot.model.paper import PaperKind
from bot.model.people import Role
from bot.model.policy import Policy
from bot.model.profile import Money
from bot.ports import Books, JournalEntry
from bot.records import Report, reports_of
from bot.retention import Retention
from tests.engine.house import House

POLICY = Policy.default()
DAYS = POLICY.privacy_chat_days
FIVE = CostItem(kind=CostKind.MEETING, amount=Money(amount=Decimal(5), currency="GBP"))


@pytest.fixture
async def over(house: House) -> House:
    """Pat took part in a meeting, and it is over."""
    await house.prepare()
    await house.under_way()
    await change(house, state=MeetingState.CLOSED, ended_at=house.now)
    return house


async def change(house: House, **fields: object) -> None:
    """The meeting as it is from now on; it waits for nothing."""

    def write(books: Books) -> None:
        stored = books.meeting("weekly")
        assert stored is not None
        after = msgspec.structs.replace(stored.meeting, **fields)
        books.save(after, stored.version, stored.meeting, {})

    await house.run(write)


async def look(house: House, later: timedelta) -> Report:
    house.now += later
    await house.settle()
    (report,) = await Retention(house.store, house.engine, POLICY, house.time).run(again=True)
    await house.settle()
    return report


async def meeting(house: House) -> Meeting:
    stored = await house.run(lambda books: books.meeting("weekly"))
    assert stored is not None
    return stored.meeting


async def record(house: House) -> list[JournalEntry]:
    return await house.run(lambda books: books.journal("weekly"))


def closed_case(house: House, **more: object) -> Case:
    case = Case(
        id="c1",
        subject="pat",
        kind=CaseKind.LEFT,
        stage=Stage.CLOSED,
        opened_at=house.now,
        left_at=house.now,
        climb_at=house.now,
        closed_at=house.now,
        closed_by="maya",
        outcome="reached-ok",
    )
    return msgspec.structs.replace(case, **more)


def claim(house: House, state: ClaimState) -> Claim:
    return Claim(
        id="weekly-1",
        items=(msgspec.structs.replace(FIVE, words="sealed"),),
        state=state,
        pay_within_days=14,
        ended_on=house.now.date(),
        asked_at=house.now,
        remind_at=house.now,
    )


async def test_a_meeting_without_a_case_is_bare_after_a_month(over: House) -> None:
    early = await look(over, DAYS - timedelta(days=1))
    assert (early.removed.get("meetings"), (await meeting(over)).attendance != {}) == (None, True)
    late = await look(over, timedelta(days=3))
    assert late.removed["meetings"] == 1
    assert late.removed["entries"] > 0
    assert (await meeting(over)).attendance == {}
    assert await record(over) == []


async def test_nothing_goes_twice(over: House) -> None:
    await look(over, DAYS + timedelta(days=2))
    again = await look(over, timedelta(days=1))
    assert again.removed.get("meetings", 0) == 0


async def test_the_record_of_a_case_stays(over: House) -> None:
    await change(over, cases={"c1": closed_case(over)})
    before = len(await record(over))
    await look(over, DAYS + timedelta(days=2))
    assert (await meeting(over)).cases
    assert (await meeting(over)).seat("pat") != Attendance()
    assert len(await record(over)) >= before > 0


async def test_money_to_come_keeps_everything(over: House) -> None:
    await change(over, claims={"pat": claim(over, ClaimState.APPROVED)})
    report = await look(over, DAYS + timedelta(days=60))
    assert report.removed.get("meetings", 0) == 0
    assert await record(over)


async def test_an_open_case_keeps_everything(over: House) -> None:
    waiting = Next(step=CaseStep.OWNERSHIP_EXPIRES, at=over.now + timedelta(days=900))
    taken = {"stage": Stage.OWNED, "owner": "maya", "next": waiting, "closed_at": None}
    await change(over, cases={"c1": closed_case(over, **taken, closed_by=None, outcome=None)})
    report = await look(over, DAYS + timedelta(days=60))
    assert report.removed.get("meetings", 0) == 0
    assert await record(over)


async def test_what_was_paid_stays_for_finance_without_words(over: House) -> None:
    paid, asked = claim(over, ClaimState.PAID), claim(over, ClaimState.ASKED)
    await change(over, claims={"pat": paid, "tom": asked})
    await look(over, DAYS + timedelta(days=2))
    kept = (await meeting(over)).claims
    assert set(kept) == {"pat"}
    assert kept["pat"].items[0].words is None
    await look(over, timedelta(days=7 * 366))
    assert (await meeting(over)).claims == {}


async def test_the_lead_is_asked_and_nothing_is_removed_by_itself(over: House) -> None:
    await change(over, cases={"c1": closed_case(over)})
    report = await look(over, POLICY.privacy_case_review + timedelta(days=1))
    assert report.due == 1
    again = await look(over, timedelta(days=1))
    assert again.due == 0
    assert (await look(over, timedelta(days=31))).due == 1
    assert (await meeting(over)).cases


async def test_nobody_kept_out_of_a_case_is_asked_about_its_record(over: House) -> None:
    leads = await over.run(lambda books: books.group("g").leads(over.now.date()))
    out = tuple(person.id for person in leads)
    await change(over, cases={"c1": closed_case(over, excluded=out)})
    report = await look(over, POLICY.privacy_case_review + timedelta(days=1))
    assert report.due == 0


async def test_a_report_holds_counts_and_no_names(over: House) -> None:
    await look(over, DAYS + timedelta(days=2))
    (report, *_) = await over.run(lambda books: reports_of(books, "g"))
    assert all(isinstance(count, int) for count in report.removed.values())
    assert "pat" not in str(report.removed).lower()


async def test_an_erasure_waits_for_money_to_come_and_then_happens(over: House) -> None:
    await change(over, claims={"pat": claim(over, ClaimState.SENT)})
    await over.run(lambda b: keep_waiting(b, "pat", ("discord", "discord/pat"), None, over.now))
    assert await over.run(lambda books: waits_for(books, "pat")) == ["claim"]
    assert await over.run(lambda books: erase_those_waiting(books, over.now)) == []
    await change(over, claims={"pat": claim(over, ClaimState.PAID)})
    await look(over, timedelta(days=1))
    assert await over.run(lambda books: books.groups_of("pat")) == []
    assert await over.run(lambda books: books.papers("g", PaperKind.ERASURE)) == []
    assert "pat" not in (await meeting(over)).expects


async def test_a_lead_who_has_gone_is_asked_no_more(over: House) -> None:
    await change(over, cases={"c1": closed_case(over)})

    def step_down(books: Books) -> None:
        for person in books.group("g").leads(over.now.date()):
            books.set_roles("g", person.id, (Role.CONTRIBUTOR,))

    await over.run(step_down)
    report = await look(over, POLICY.privacy_case_review + timedelta(days=1))
    assert report.due == 0
