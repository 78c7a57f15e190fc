"""Reminders of booked practice times: a day and an hour before, and who came, once it is over.

What was told stands in the database in the same transaction as what is sent, so a restart tells
nobody anything twice; what came too late to be of use is not told at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flows import quiet
from bot.model.effects import Reply
from bot.model.people import Group
from bot.model.policy import Policy
from bot.ports import Books, Store
from bot.slots import Slot, SlotState, fits, is_alone, keep, slots_of, written

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASK_AGAIN = timedelta(minutes=1)
"""How often it is asked whether there is something new. Nobody books a time so near."""
STILL = timedelta(days=2)
"""How long after the end it is asked who came, if that is late."""
BOOKED, TOMORROW, SOON, OVER = "booked-runner", "tomorrow", "soon", "attendance"
NOT_SAFE, CALLED_OFF = "not-safe", "called-off"
"""Why a time is called off, as far as whoever runs it is told; of a concern nobody is (Y7)."""
_CANNOT = ("cannot",)
_CAME = ("came", "did-not-come")


class SlotReminders:
    """Looks when the next reminder is due, and sends it."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        now: Callable[[], datetime],
        *,
        wake: Callable[[], object] = lambda: None,
    ) -> None:
        """`policy` is the organisation's; `wake` is called when there is something to send."""
        self._store = store
        self._policy = policy
        self._now = now
        self._wake = wake
        self._asked: datetime | None = None
        self.next_look: datetime | None = None
        """When something is due next, as far as was known at the last look."""

    async def look(self, *, fresh: bool = False) -> None:
        """Tell what is due. Asked often, it does little, unless `fresh`."""
        now = self._now()
        early = self.next_look is None or now < self.next_look
        if not fresh and early and self._asked is not None and now - self._asked < ASK_AGAIN:
            return
        told, self.next_look = await self._store.run(self._look_in)
        self._asked = now
        if told:
            self._wake()

    def _look_in(self, books: Books) -> tuple[int, datetime | None]:
        told, ahead, now = 0, [], self._now()
        for group_id in books.all_groups():
            group = books.group(group_id)
            policy = self._policy.tightened(books.group_policy(group_id))
            for one in slots_of(books, group_id):
                for what, at in _moments(one, group, policy):
                    if at > now:
                        ahead.append(at)
                    elif books.take_key(_key(one, what), one.ends):
                        replies = _told(books, group, one, what, policy, now)
                        books.queue(None, replies, now)
                        told += len(replies)
        return told, min(ahead, default=None)


def _key(one: Slot, what: str) -> str:
    """Who books a time that somebody gave back is reminded anew."""
    booked = one.booked_at.isoformat() if one.booked_at else ""
    return f"slot/{one.id}/{one.who}/{booked}/{what}"


def _moments(one: Slot, group: Group, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """What there is to tell of a booked time, and when; a reminder waits in quiet hours."""
    if one.state is not SlotState.BOOKED or one.booked_at is None:
        return
    zone = ZoneInfo(group.timezone)

    def awake(at: datetime) -> datetime:
        return quiet.end_of(policy.quiet_hours, at, zone) or at

    yield BOOKED, awake(one.booked_at)
    for what, before in ((TOMORROW, DAY), (SOON, HOUR)):
        if one.booked_at <= one.starts - before:
            yield what, awake(one.starts - before)
    yield OVER, awake(one.ends)


def _told(
    books: Books, group: Group, one: Slot, what: str, policy: Policy, now: datetime
) -> tuple[Reply, ...]:
    """What is sent at such a moment; nothing if it would come too late."""
    last = {TOMORROW: one.starts - HOUR, OVER: one.ends + STILL}.get(what, one.starts)
    if now >= last or one.who is None:
        return ()
    runners = [runner for runner in one.runners if runner in group.people]
    if what == OVER:
        return tuple(
            word for to in runners[:1] for word in written(books, group, to, one, what, _CAME)
        )
    if not fits(books, group, one, one.who, policy):
        alone = is_alone(group, one, one.who, policy)
        return call_off(books, group, one, NOT_SAFE if alone else CALLED_OFF)
    words = [w for to in runners for w in written(books, group, to, one, _for_runner(what))]
    if what != BOOKED:
        words += written(books, group, one.who, one, what, _CANNOT)
    return tuple(words)


def _for_runner(what: str) -> str:
    return what if what == BOOKED else f"{what}-runner"


def call_off(books: Books, group: Group, one: Slot, why: str) -> tuple[Reply, ...]:
    """It does not take place: whoever booked it hears so, and whoever runs it."""
    keep(books, one, state=SlotState.OFF)
    told = [one.who] if one.who in group.people else []
    words = [w for to in told if to for w in written(books, group, to, one, "off", reason=why)]
    runners = [runner for runner in one.runners if runner in group.people]
    return (
        *words,
        *(w for to in runners for w in written(books, group, to, one, "off-runner", reason=why)),
    )
