"""The rules are a function: nothing around them, nothing changed, always the same answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import msgspec
import pytest

from bot.flows.decide import decide
from bot.model import signals as s
from bot.model.costs import Settle, Wish
from bot.model.effects import Act, Send
from bot.model.meeting import Evidence, How, Meeting, MeetingState
from bot.model.profile import TakesPart
from tests.flows.cast import START, context, meeting
from tests.flows.during import EVERY_DURING
from tests.flows.world import World, at

FORBIDDEN = """
aiohttp alembic apscheduler asyncio cryptography discord fluent httpx logging psycopg pydantic
random secrets socket sqlalchemy sqlite3 ssl structlog telegram threading yaml
""".split()

EVERY_SIGNAL: tuple[s.Signal, ...] = (
    s.Published(by="maya"),
    s.Opened(by="maya"),
    s.Ended(by="maya"),
    s.Cancelled(by="maya"),
    s.Moved(by="maya", start=START, end=START),
    s.Renamed(by="maya"),
    s.BreakBegan(by="maya", seconds=60),
    s.Arrived(person="quinn", evidence=Evidence.OBSERVED, account="discord/quinn"),
    s.Departed(person="tom", account="discord/tom"),
    s.Removed(person="tom", by="maya"),
    s.Elsewhere(person="pat"),
    s.GoneElsewhere(person="maya"),
    s.LobbyChanged(),
    s.Signed(person="pat", in_room=True),
    s.Rejoined(person="pat"),
    s.Leaving(person="tom", how=How.BACK_SOON),
    s.Said(person="pat", kind=s.WordsKind.OTHER, sealed="sealed", platform="discord"),
    s.NotUnderstood(person="pat", platform="discord"),
    s.Pressed(person="maya", key="case-alert", button="take", platform="discord", case="c1"),
    s.CaseAsked(person="maya", case="c1", button="take", platform="discord"),
    s.Logged(person="pat", by="maya"),
    s.CannotCome(person="quinn"),
    s.Forgotten(person="quinn"),
    s.Faded(),
    s.RecordRemoved(by="maya"),
    s.PractiseAgain(person="pat"),
    s.PractiseHelp(person="pat", part="room"),
    s.Expected(person="quinn"),
    s.Answered(person="quinn", answer=TakesPart.LISTEN),
    s.ItemAdded(words="sealed", by="pat"),
    s.ItemSorted(by="maya", item="1", button="next-time"),
    s.WhySaid(by="maya"),
    s.Concerned(person="pat", about="tom"),
    s.ClaimWished(person="pat", wish=Wish.CLAIM),
    s.ClaimSettled(by="maya", of="pat", settle=Settle.APPROVE),
    s.Due(step="case/c1/rung", at=START),
    s.Delivered(
        sent=msgspec.convert(
            {"do": "Send", "to": "maya", "key": "case-alert", "platform": "discord", "case": "c1"},
            type=Send,
        ),
        outcome=s.DeliveryOutcome.REFUSED,
    ),
    s.Acted(act=Act(do="mute", who="pat"), outcome=s.DeliveryOutcome.REFUSED),
    s.PinTyped(person="pat", right=True),
    s.Rejoined(person="pat"),
    s.Returned(blind_since=START),
    s.Watched(present={}, blind_since=START),
    s.WentAway(platform="discord", since=START),
    s.CameBack(platform="discord"),
    s.ClockSetBack(),
    s.UnknownSeen(account="discord/who"),
    *EVERY_DURING,
)


def moments() -> Iterator[tuple[str, Meeting]]:
    """A meeting in every state that matters."""
    yield "draft", meeting(state=MeetingState.DRAFT)
    yield "published", meeting()
    world = World().begin("maya", "tom", "pat")
    yield "running", world.meeting
    world.until(at("18:10"))
    world.drop("pat")
    yield "grace", world.meeting
    world.until(at("18:20"))
    yield "escalated", world.meeting
    world.press("maya", "case-alert", "take")
    yield "owned", world.meeting
    world.do(s.Ended(by="maya"))
    yield "ended", world.meeting


MOMENTS = dict(moments())


def test_every_signal_is_among_these() -> None:
    assert {type(one) for one in EVERY_SIGNAL} == set(s.Signal.__args__)


@pytest.mark.parametrize("signal", EVERY_SIGNAL, ids=lambda signal: type(signal).__name__)
@pytest.mark.parametrize("moment", MOMENTS)
def test_decide_changes_nothing_it_is_given_and_answers_the_same_again(
    signal: s.Signal, moment: str
) -> None:
    given, around = MOMENTS[moment], context(at("18:25"))
    before = msgspec.json.encode((given, signal, around))
    first = decide(given, signal, around)
    assert msgspec.json.encode((given, signal, around)) == before
    assert decide(given, signal, around) == first
    again = msgspec.json.decode(msgspec.json.encode(given), type=Meeting)
    assert decide(again, signal, around) == first, "a document read back decides the same"


def test_flows_and_model_load_no_platform_no_database_and_no_clock() -> None:
    code = (
        "import sys, pkgutil, importlib, bot.flows, bot.model\n"
        "for package in (bot.flows, bot.model):\n"
        "    for found in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(found.name)\n"
        f"print([name for name in {FORBIDDEN!r} if name in sys.modules])\n"
        "print([n for n in sys.modules if n.split('.')[0] == 'bot' and n.count('.') and "
        "n.split('.')[1] not in ('flows', 'model')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]
