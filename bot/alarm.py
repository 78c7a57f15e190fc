"""The alarm: when nothing can be written down, staff are told all the same.

With a full disk or a locked database nothing is lost, because nothing is acknowledged and
everything due is tried again. But nobody would notice. So the addresses of staff are kept in
memory, and after ten seconds of failing they are told directly, past the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.model.effects import Send
from bot.model.meeting import OPEN_STATES
from bot.model.people import PersonId, Platform
from bot.ports import Adapter, Books, Parcel, Store

log = structlog.get_logger()

FAILING_FOR = timedelta(seconds=10)
FRESH_FOR = timedelta(minutes=1)
"""How long the remembered addresses are used before they are read again."""


class Alarm:
    """Watches whether things can be written down."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[Platform, Adapter],
        words: Callable[[str], str],
        now: Callable[[], datetime],
    ) -> None:
        """`words` gives the text of a message key; `now` is the steady clock."""
        self._store = store
        self._adapters = adapters
        self._words = words
        self._now = now
        self._staff: dict[PersonId, tuple[tuple[Platform, str], ...]] = {}
        self._read_at: datetime | None = None
        self._failing_since: datetime | None = None
        self._rung = False

    async def all_well(self) -> None:
        """Something was written down."""
        was_rung, self._failing_since, self._rung = self._rung, None, False
        if was_rung:
            log.info("database works again")
            await self._tell("database-works-again")
        if self._read_at is None or self._now() - self._read_at >= FRESH_FOR:
            self._staff = await self._store.run(self._who_to_tell)
            self._read_at = self._now()

    async def failed(self, error: Exception) -> None:
        """Something could not be written down."""
        self._failing_since = self._failing_since or self._now()
        log.error("database does not work", error=type(error).__name__)
        if not self._rung and self._now() - self._failing_since >= FAILING_FOR:
            self._rung = True
            await self._tell("database-trouble")

    async def _tell(self, key: str) -> None:
        """On the first route that takes it, for each of the staff."""
        for person, routes in self._staff.items():
            for platform, account in routes:
                adapter = self._adapters.get(platform)
                parcel = self._parcel(key, person, platform, account)
                if adapter is not None and (await adapter.perform(parcel)).ref is not None:
                    break

    def _parcel(self, key: str, person: PersonId, platform: Platform, account: str) -> Parcel:
        return Parcel(
            id=0,
            do="send",
            platform=platform,
            address=account,
            key=key,
            text=self._words(key),
            recipient=person,
            effect=Send(to=person, key=key, platform=platform),
        )

    def _who_to_tell(self, books: Books) -> dict[PersonId, tuple[tuple[Platform, str], ...]]:
        """Staff of every group that has a meeting going on, or somebody to look after."""
        staff: dict[PersonId, tuple[tuple[Platform, str], ...]] = {}
        for meeting_id in books.all_live_meetings():
            stored = books.meeting(meeting_id)
            if stored is None:
                continue
            if stored.meeting.state not in OPEN_STATES and not stored.meeting.open_cases():
                continue
            group = books.group(stored.meeting.group)
            for person in group.staff(self._now().astimezone(ZoneInfo(group.timezone)).date()):
                routes = [(r.platform, r.account) for r in person.routes if r.proved]
                staff[person.id] = tuple(routes)
        return staff
