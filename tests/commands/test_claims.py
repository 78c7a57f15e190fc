"""Claims in chat: what is claimed, agreed, approved and paid, and the file for finance (C1–C3)."""

from __future__ import annotations

import base64
import csv
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.commands.cost_rows import COLUMNS, as_csv, claims_in, within
from bot.model.costs import ClaimState
from bot.model.effects import Reply
from bot.ports import Books, Parcel
from tests.commands.conftest import MAYA, PAT, SAM, TOM, Chat

AGREE = "/costs agree Pat £7.50 each meeting by voucher within 10 days: data and calls"


async def meet(group: Chat, *people: str) -> None:
    """They meet for an hour, and it ends."""
    await group.open_meeting()
    for one in people:
        await group.say(one, "/here")
    await group.say(MAYA, "/meeting end")
    await group.passes(seconds=1)


async def claim_of(group: Chat, account: str):
    return (await group.the_meeting()).claims[await group.person(account)]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def file_in(group: Chat, parcel: Parcel) -> list[dict[str, str]]:
    assert isinstance(parcel.effect, Reply)
    assert parcel.effect.file is not None
    return rows(base64.b64decode(group.sealer.open(parcel.effect.file.sealed)))


async def test_the_file_for_finance_adds_up(group: Chat) -> None:
    await group.join(SAM, "Sam")
    await meet(group, PAT, SAM)
    for account, text in (
        (PAT, "/claim add travel 12 miles"),
        (PAT, "/claim add carer 1.5h"),
        (PAT, "/claim add other 4.20 bus, there and back"),
        (PAT, "/claim way voucher"),
        (PAT, "/claim yes"),
        (SAM, "/claim amount 0,10"),
    ):
        assert "claim" in (await group.say(account, text)).names
    await group.say(MAYA, "/costs approve Pat")
    await group.say(MAYA, "/costs paid Pat")
    (said,) = (await group.say(MAYA, "/costs export")).to(MAYA)
    found = sorted(file_in(group, said), key=lambda row: row["name"])
    assert tuple(found[0]) == COLUMNS
    assert [row["name"] for row in found] == ["Pat", "Sam"]
    # 5.00 + 12 x 0.55 + 1.5 x 12.71 (19.065, up) + 4.20, and 0.10
    assert [row["amount"] for row in found] == ["34.87", "0.10"]
    assert sum(Decimal(row["amount"]) for row in found) == Decimal("34.97")
    assert {row["currency"] for row in found} == {"GBP"}
    first, second = found
    assert first["what"] == "meeting; travel (12); carer (1.5); bus, there and back"
    assert (first["way"], first["status"]) == ("voucher", "paid")
    assert (first["promised"], first["paid"]) == ("2027-02-03", "2027-01-20")
    assert (second["status"], second["promised"], second["paid"]) == ("sent", "", "")
    assert (first["date"], first["meeting"]) == ("2027-01-20", "Weekly")


async def test_the_file_can_be_of_some_days(group: Chat) -> None:
    await meet(group, PAT)
    await group.say(PAT, "/claim yes")
    for days, number in (("2027-01-20 2027-01-20", 1), ("2027-01-21", 0), ("", 1)):
        (said,) = (await group.say(MAYA, f"/costs export {days}")).to(MAYA)
        assert len(file_in(group, said)) == number
    for wrong in ("yesterday", "2027-13-01", "2027-01-01 2027-01-02 2027-01-03"):
        assert (await group.say(MAYA, f"/costs export {wrong}")).names == ["wrong-form"]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", '=cmd|"/c calc"!A1'])
async def test_nothing_in_the_file_is_worked_out_by_a_spreadsheet(group: Chat, sign: str) -> None:
    await meet(group, PAT)
    await group.say(PAT, f"/claim add other 1.00 {sign}")
    await group.say(PAT, "/claim yes")

    def read(books: Books) -> bytes:
        (home,) = books.all_groups()
        zone = ZoneInfo(books.group(home).timezone)
        return as_csv(books, within(claims_in(books, home), None, None), zone)

    (row,) = rows(await group.store.run(read))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert sign in row["what"]


async def test_somebody_gets_a_list_of_their_own_and_of_nobody_elses(group: Chat) -> None:
    await group.join(SAM, "Sam")
    await meet(group, PAT, SAM)
    assert (await group.say(PAT, "/claim statement")).names == ["claim"]
    await group.say(PAT, "/claim yes")
    await group.say(SAM, "/claim yes")
    (said,) = await group.say(PAT, "/claim statement")
    assert [row["name"] for row in file_in(group, said)] == ["Pat"]
    shown = (await group.say(PAT, "/claim")).only(PAT)
    assert "Weekly" in shown
    assert "£5.00" in shown
    assert "Sam" not in shown


async def test_an_agreement_holds_when_both_have_said_yes(group: Chat) -> None:
    home, pat = await group.home() or "", await group.person(PAT)

    async def terms():
        return (await group.store.run(lambda books: books.group(home))).people[pat].costs

    heard = await group.say(MAYA, AGREE)
    (offer,) = heard.to(PAT)
    for words in ("data and calls", "£7.50", "voucher", "10 days", "the same amount", "benefits"):
        assert words in offer.text
    assert await terms() is None
    await group.press(TOM, offer, "yes-agreed")
    assert await terms() is None
    heard = await group.press(PAT, offer, "yes-agreed")
    assert sorted(heard.names) == ["claim", "costs"]
    held = await terms()
    assert held is not None
    assert (held.each.amount, held.pay_within_days) == (Decimal("7.50"), 10)
    (newer,) = (await group.say(MAYA, AGREE.replace("7.50", "2.00"))).to(PAT)
    assert await terms() == held, "what was agreed holds until there is something new"
    said = (await group.press(PAT, offer, "yes-agreed")).only(PAT)
    assert "nothing has changed" in said
    await group.passes(minutes=1)
    await group.press(PAT, newer, "other-terms")
    assert await terms() == held


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/costs agree", "/costs agree NAME"),
        ("/costs agree Pat 5.00", "/costs agree NAME"),
        ("/costs agree Pat 5.00 by pigeon within 3 days: data", "/costs agree NAME"),
        ("/costs agree Zoe 5.00 by cash within 3 days: data", "Zoe"),
        ("/costs agree Pat €5.00 by cash within 3 days: data", "GBP"),
        ("/costs agree Pat -5.00 by cash within 3 days: data", "less than nothing"),
        ("/costs agree Pat 0 by cash within 3 days: data", "more than nothing"),
        ("/costs agree Pat 5000 by cash within 3 days: data", "more than I can take"),
        ("/costs agree Maya 5.00 by cash within 3 days: data", "You can not do that"),
        ("/costs dance", "/costs export"),
        ("/costs paid Pat", "no claim of Pat"),
        ("/costs approve", "/costs approve NAME"),
    ],
)
async def test_what_an_organiser_writes_wrongly_gets_one_clear_answer(
    group: Chat, text: str, said: str
) -> None:
    assert said in (await group.say(MAYA, text)).only(MAYA)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/claim dance", "/claim statement"),
        ("/claim amount -1", "less than nothing"),
        ("/claim amount 0", "/claim decline"),
        ("/claim amount 1001", "more than I can take"),
        ("/claim amount lots", "could not read"),
        ("/claim amount €5", "GBP"),
        ("/claim add", "/claim add travel"),
        ("/claim add travel far", "/claim add travel"),
        ("/claim add travel 0 miles", "/claim decline"),
        ("/claim add travel 1001 miles", "more than I can take"),
        ("/claim add carer 25h", "more than I can take"),
        ("/claim add other bus", "/claim add other"),
        ("/claim way pigeon", "/claim way"),
    ],
)
async def test_what_somebody_writes_wrongly_changes_nothing(
    group: Chat, text: str, said: str
) -> None:
    await meet(group, PAT)
    before = await group.the_meeting()
    assert said in (await group.say(PAT, text)).only(PAT)
    assert (await group.the_meeting()).claims == before.claims


async def test_who_has_no_claim_is_told_so(group: Chat) -> None:
    for text in ("/claim", "/claim yes", "/claim amount 5"):
        assert "no claim yet" in (await group.say(PAT, text)).only(PAT)
    await meet(group, PAT)
    assert "no claim yet" in (await group.say(MAYA, "/claim yes")).only(MAYA)


async def test_only_organisers_settle_and_nobody_their_own(group: Chat) -> None:
    await meet(group, PAT)
    await group.say(PAT, "/claim yes")
    for text in ("approve Pat", "paid Pat", "list", "export", "agree Pat 5 by cash within 3d: x"):
        assert (await group.say(PAT, f"/costs {text}")).names == ["not-your-role"]
        assert (await group.say(TOM, f"/costs {text}")).names == ["not-your-role"]
    assert (await claim_of(group, PAT)).state is ClaimState.SENT


async def test_a_claim_that_is_settled_is_not_changed_any_more(group: Chat) -> None:
    await meet(group, PAT)
    await group.say(PAT, "/claim charity")
    await group.say(MAYA, "/costs approve Pat")
    for text in ("amount 9", "decline", "yes", "way cash", "add travel 1 mile"):
        assert "is closed" in (await group.say(PAT, f"/claim {text}")).only(PAT)
    assert "no claim of Pat" in (await group.say(MAYA, "/costs approve Pat")).only(MAYA)
    await group.say(MAYA, "/costs paid Pat")
    paid = await claim_of(group, PAT)
    assert (paid.state, paid.way) == (ClaimState.PAID, "charity")
    assert (await group.say(MAYA, "/costs")).names == ["costs"]


async def test_a_dear_number_is_refused_and_one_with_minutes_is_said_to_be_so(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 18:00 60m")
    for number in ("0871 123 4567", "0844 123 4567", "0905 123 4567"):
        said = (await group.say(MAYA, f"/meeting phone {number}")).only(MAYA)
        assert "0800 or 0808" in said
        assert not (await group.the_meeting()).dial_in
    said = (await group.say(MAYA, "/meeting phone 0330 123 4567")).only(MAYA)
    assert "plan with minutes" in said
    assert (await group.the_meeting()).dial_in
