"""How fast messages go out: within what the platform allows, safety first."""

from bot.adapters.telegram.pace import IN_ALL, MANY_CHATS, TO_A_CHAT, TO_A_GROUP, Pace
from tests.contract.world import Time

GROUP = -100


def let_through(pace: Pace, chats, *, urgent: bool) -> int:
    return sum(pace.wait(chat, urgent=urgent) == 0 for chat in chats)


def test_so_many_in_all() -> None:
    pace = Pace(Time().now)
    assert let_through(pace, range(1, 100), urgent=True) == IN_ALL.most


def test_part_of_it_is_kept_for_safety() -> None:
    pace = Pace(Time().now)
    assert let_through(pace, range(1, 100), urgent=False) == IN_ALL.most - IN_ALL.kept
    assert let_through(pace, range(1, 100), urgent=True) == IN_ALL.kept


def test_so_many_to_one_group() -> None:
    time = Time()
    pace = Pace(time.now)
    assert let_through(pace, [GROUP] * 30, urgent=True) == TO_A_GROUP.most
    assert pace.wait(GROUP, urgent=True) == TO_A_GROUP.seconds
    assert pace.wait(-200, urgent=True) == 0
    time.passes(seconds=59)
    assert pace.wait(GROUP, urgent=True) == 1
    time.passes(seconds=1)
    assert pace.wait(GROUP, urgent=True) == 0


def test_a_short_burst_to_one_person_is_allowed() -> None:
    time = Time()
    pace = Pace(time.now)
    assert let_through(pace, [1] * 10, urgent=False) == TO_A_CHAT.most
    assert pace.wait(2, urgent=False) == 0
    assert pace.wait(1, urgent=True) == 0, "an alert does not wait for it"
    time.passes(seconds=TO_A_CHAT.seconds)
    assert pace.wait(1, urgent=False) == 0


def test_a_chat_that_is_held_waits_even_for_an_alert() -> None:
    time = Time()
    pace = Pace(time.now)
    pace.hold(1, 9)
    assert pace.wait(1, urgent=True) == 9
    assert pace.wait(2, urgent=True) == 0
    time.passes(seconds=9)
    assert pace.wait(1, urgent=True) == 0


def test_what_waits_is_not_counted() -> None:
    time = Time()
    pace = Pace(time.now)
    for _ in range(100):
        pace.wait(GROUP, urgent=True)
    time.passes(seconds=60)
    assert let_through(pace, [GROUP] * 30, urgent=True) == TO_A_GROUP.most


def test_quiet_chats_are_forgotten() -> None:
    time = Time()
    pace = Pace(time.now)
    for chat in range(1, 3 * MANY_CHATS):
        pace.wait(chat, urgent=True)
        pace.hold(chat, 1)
        time.passes(seconds=1)
    assert len(pace._sent) + len(pace._held) <= MANY_CHATS + 1
