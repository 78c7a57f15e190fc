"""A young people's meeting in writing on Telegram: it gates by membership (Y1, Y6, Y10)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest

from bot.flows.timers import timers
from bot.model import signals as s
from bot.model.agreement import AGREEMENT
from bot.model.effects import Act, Do
from bot.model.meeting import Evidence, Meeting, MeetingState, RoomKind
from bot.model.people import Check
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from tests.adapters.discord_young import BORN, CHECKS, EXPECTED, ROLES
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import POLICY, STARTS


class Young(Telegram):
    """The adults are in the group; whoever is under 18 asks to be let in."""

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.users = {who: self.server.user(who.title()) for who in ROLES}
        adults = [user for who, user in self.users.items() if who not in BORN and who != "gus"]
        self.group = self.server.group("Breathe Well", *adults, kind="supergroup")
        for user in self.users.values():
            user.account.started = True
        store = self.world.open()
        await store.run(self._put_on_record)
        store.close()
        await self.start()
        return self

    def _put_on_record(self, books: Books) -> None:
        group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        for who, role in ROLES.items():
            details = PersonDetails(
                id=who, name=who.title(), roles=(role,), born=BORN.get(who), phone="+44 7700 900111"
            )
            books.add_person("g", details)
            books.link(who, "telegram", self.account(who), STARTS)
            books.agree(who, who, AGREEMENT, STARTS)
        for who, level in CHECKS.items():
            books.set_check(who, Check(level=level))
        for child in BORN:
            books.set_guardians(child, ("gus",))
            books.agree("gus", child, AGREEMENT, STARTS)
        books.add_room("g", "telegram", self.room, "Breathe Well")
        meeting = Meeting(
            id="m", group="g", platform="telegram", room=RoomKind.TEXT, young=True,
            planned_start=STARTS, planned_end=STARTS + timedelta(hours=1), opened_at=STARTS,
            state=MeetingState.RUNNING, expects=EXPECTED, chair="asha", contact="asha",
            second_adult="ben", standby="cleo",
        )  # fmt: skip
        shown = MeetingDetails(title="Weekly", room=self.room)
        books.add_meeting(meeting, shown, timers(meeting, POLICY))

    async def asks(self, *people: str) -> None:
        for who in people:
            self.users[who].requests_to_join(self.group)
            self.time.passes(seconds=1)
            await self.settles()

    async def writes(self, *people: str) -> None:
        for who in people:
            self.users[who].writes(self.group, "hello")
            self.time.passes(seconds=1)
            await self.settles()

    async def settles(self) -> None:
        for _ in range(3):
            await self.settle()

    def inside(self) -> set[str]:
        return {who for who, user in self.users.items() if self.group.has(user)}

    async def meeting(self) -> Meeting:
        stored = await self.store.run(lambda books: books.meeting("m"))
        assert stored is not None
        return stored.meeting

    def told(self, who: str, words: str) -> bool:
        return any(words in message.text for message in self.users[who].inbox)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with Young(new_database(tmp_path)) as house:
        yield house


def may_write(on: Young, who: str) -> bool:
    member = on.group.chat.member(on.users[who].id)
    return member.status != "restricted" or bool(member.rights.get("can_send_messages"))


async def test_a_young_person_asks_and_waits_until_two_adults_are_there(on: Young) -> None:
    await on.asks("kit")
    assert "kit" not in on.inside()
    assert on.told("kit", "You are in the right place")
    await on.writes("asha")
    assert "kit" not in on.inside()
    await on.writes("ben")
    assert "kit" in on.inside()
    assert on.told("kit", "You can come in now")


async def test_staff_are_not_asked_to_open_a_door_that_the_rules_keep(on: Young) -> None:
    await on.asks("kit")
    stranger = on.server.user("Ali")
    stranger.requests_to_join(on.group)
    await on.settles()
    assert not any("asks to join" in m.text for who in on.users for m in on.users[who].inbox)
    assert not on.group.has(stranger)


async def test_what_is_known_of_people_is_shown_as_what_they_said(on: Young) -> None:
    await on.writes("asha", "ben")
    await on.asks("kit")
    seats = (await on.meeting()).attendance
    assert {seats[who].evidence for who in ("asha", "ben", "kit")} == {Evidence.ATTESTED}


async def test_one_and_one_are_parted_and_may_ask_again(on: Young) -> None:
    await on.writes("asha", "ben")
    await on.asks("kit")
    await on.engine.hear("m", s.Departed(person="ben", whole=True))
    await on.settles()
    assert "kit" not in on.inside()
    assert not on.server.calls("restrictChatMember")
    await on.asks("kit")
    assert "kit" not in on.inside()
    await on.writes("ben")
    assert "kit" in on.inside(), "taken out is not banned"


async def test_after_five_minutes_of_a_hold_all_are_taken_out(on: Young) -> None:
    await on.writes("asha", "ben")
    await on.asks("kit", "lou")
    await on.engine.hear("m", s.Departed(person="ben", whole=True))
    await on.settles()
    assert (await on.meeting()).state is MeetingState.HELD
    on.time.passes(minutes=5)
    await on.settles()
    assert on.inside() & {"kit", "lou"} == set()
    assert (await on.meeting()).state is MeetingState.ENDED


async def test_in_a_hold_young_people_cannot_write_and_afterwards_they_can(on: Young) -> None:
    await on.writes("asha", "ben")
    await on.asks("kit", "lou")
    await on.engine.hear("m", s.Departed(person="ben", whole=True))
    await on.settles()
    assert [may_write(on, who) for who in ("asha", "kit", "lou")] == [True, False, False]
    await on.writes("ben")
    assert [may_write(on, who) for who in ("asha", "kit", "lou")] == [True, True, True]
    assert await on.store.run(lambda books: books.doings("telegram")) == []


async def test_taken_out_by_the_bot_nobody_is_a_leaver(on: Young) -> None:
    await on.writes("asha", "ben")
    await on.asks("kit")
    await on.engine.hear("m", s.Departed(person="ben", whole=True))
    await on.settles()
    assert (await on.meeting()).case_of("kit") is None


@pytest.mark.parametrize("do", ["deafen", "undeafen", "unlock"])
async def test_what_cannot_be_done_here_is_refused_with_its_reason(on: Young, do: Do) -> None:
    act = Act(do=do, who=None if do == "unlock" else "kit")

    def queue(books: Books) -> None:
        stored = books.meeting("m")
        assert stored is not None
        books.queue(stored.meeting, (act,), on.time.now())

    await on.store.run(queue)
    await on.settles()
    journal = await on.store.run(lambda books: books.journal("m"))
    all_acted = [entry.signal for entry in journal if entry.signal["is"] == "Acted"]
    (acted,) = [signal for signal in all_acted if signal["act"]["deed"] == do]
    assert acted["outcome"] == "refused"
    assert "Telegram cannot" in acted["reason"]


async def test_live_voice_with_young_people_is_refused_with_the_reason(on: Young) -> None:
    def put_on_record(books: Books) -> None:
        meeting = Meeting(
            id="call", group="g", platform="telegram", room=RoomKind.VOICE,
            planned_start=STARTS + timedelta(days=1),
            planned_end=STARTS + timedelta(days=1, hours=1),
            expects=("asha", "kit"), chair="asha", contact="asha",
        )  # fmt: skip
        books.add_meeting(meeting, MeetingDetails(title="Call", room=on.room), {})

    await on.store.run(put_on_record)
    await on.engine.hear("call", s.Published(by="asha"))
    await on.settles()
    stored = await on.store.run(lambda books: books.meeting("call"))
    assert stored is not None
    assert stored.meeting.state is MeetingState.DRAFT
    assert on.told("asha", "I cannot see who is in a call")
