"""Acting: what somebody does in a scenario becomes what a platform would report of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot import happenings as h
from bot.adapters.rehearsal import Sent
from bot.model import signals as s
from bot.model.meeting import Evidence, RoomKind
from bot.model.people import STAFF
from bot.scenario import deeds as d
from bot.scenario.errors import ScenarioError
from bot.scenario.setting import LOBBY, is_young_meeting, room_of
from bot.scenario.story import Action, MeetingSpec, Scenario
from bot.scenario.world import Platforms

SIGN_EVERY = timedelta(minutes=5)
"""How often somebody in a room that shows nobody gives a sign by themselves."""

ANSWER_AFTER = timedelta(seconds=30)
"""How soon somebody who is there answers a question whether they are."""

Report = tuple[str, h.Happening]
"""A platform, and what it reports."""


class Actors:
    """Where everybody is, as the world knows it, whatever the bot knows."""

    def __init__(self, story: Scenario, platforms: Platforms, now: Callable[[], datetime]) -> None:
        """`now` is the virtual clock."""
        self._story = story
        self._platforms = platforms
        self._now = now
        self._accounts = {key: list(person.accounts) for key, person in story.people.items()}
        self._inside: dict[str, list[str]] = {key: [] for key in story.meetings}
        self._signs: dict[tuple[str, str], datetime] = {}
        self._by_phone: set[tuple[str, str]] = set()

    # --- signs people give by themselves ------------------------------------------------------

    def next_sign(self) -> datetime | None:
        """When somebody next gives a sign by themselves."""
        return min(self._signs.values(), default=None)

    def signs_due(self) -> list[Report]:
        """The signs given at this moment."""
        reports: list[Report] = []
        for (who, meeting), at in list(self._signs.items()):
            if at <= self._now():
                self._signs[who, meeting] = self._now() + SIGN_EVERY
                reports.append(self._sign(who, meeting))
        return reports

    def asked(self, who: str) -> None:
        """Somebody who is there answers, when they are asked whether they are."""
        for person, meeting in self._signs:
            if person == who:
                self._signs[person, meeting] = min(
                    self._signs[person, meeting], self._now() + ANSWER_AFTER
                )

    def _sign(self, who: str, meeting: str) -> Report:
        platform = self._story.meetings[meeting].platform
        if (who, meeting) in self._by_phone:
            return platform, h.Told(meeting=meeting, signal=s.Signed(person=who))
        return platform, h.WroteIn(platform=platform, account=who, room=room_of(meeting))

    # --- what people do -----------------------------------------------------------------------

    def reports(self, action: Action) -> list[Report]:
        """What the platforms report of one action of a person."""
        who = action.actor
        match action.deed:
            case d.Joins() as deed:
                return self._joins(action, who, deed)
            case d.Leaves() as deed:
                return self._leaves(action, who, deed)
            case d.Moves() as deed:
                return self._moves(action, who, deed)
            case d.Says(text=text):
                platform = self._where_they_read(who)
                return [(platform, h.Texted(platform=platform, account=who, text=text))]
            case d.Writes(meeting=meeting):
                platform = self._story.meetings[meeting].platform
                wrote = h.WroteIn(platform=platform, account=who, room=room_of(meeting))
                return [(platform, wrote)]
            case d.Presses(key=key, button=button):
                return [self._presses(who, key, button)]
            case d.CannotCome(meeting=meeting):
                return [self._told(who, meeting, s.CannotCome(person=who))]
            case d.Opens(meeting=meeting):
                return [self._told(who, meeting, s.Opened(by=who))]
            case d.Ends(meeting=meeting):
                return [self._told(who, meeting, s.Ended(by=who))]
            case d.StartsBreak(meeting=meeting, lasts=lasts):
                began = s.BreakBegan(by=who, seconds=int(lasts.total_seconds()))
                return [self._told(who, meeting, began)]
            case d.Removes(person=person, meeting=meeting):
                if self._is_staff(who):
                    self._step_out(person, meeting)
                return [self._told(who, meeting, s.Removed(person=person, by=who))]
            case d.Logs(person=person):
                signal = s.Logged(person=person, by=who)
                return [self._told(who, meeting, signal) for meeting in self._story.meetings]
            case d.Sends(text=text):
                platform = self._accounts[who][0]
                return [(platform, h.Commanded(platform=platform, account=who, text=text))]
            case d.LeavesGroup(meeting=meeting):
                return self._leaves_group(who, meeting)
            case d.Blocks() | d.Unblocks():
                return self._block(who, blocks=isinstance(action.deed, d.Blocks))
            case d.Links(platform=platform):
                if platform not in self._accounts[who]:
                    self._accounts[who].append(platform)
                again = s.PractiseAgain(person=who)
                return [self._told(who, meeting, again) for meeting in self._story.meetings]
            case d.Unlinks(platform=platform):
                if platform not in self._accounts[who]:
                    raise self._error(action, f"{who} has no account on {platform} to unlink; "
                                              "link one first")  # fmt: skip
                self._accounts[who].remove(platform)
                return []
            case _:
                raise TypeError(action.deed)

    def _told(self, who: str, meeting: str, signal: s.Signal) -> Report:
        accounts = self._accounts[who] or [self._story.meetings[meeting].platform]
        return accounts[0], h.Told(meeting=meeting, signal=signal)

    def _joins(self, action: Action, who: str, deed: d.Joins) -> list[Report]:
        spec = self._story.meetings[deed.meeting]
        if not deed.by_phone and (seen := self._seen_in(who, spec)) is not None:
            return self._changes_rooms(who, seen, spec)
        self._step_in(who, deed.meeting)
        if deed.by_phone:
            self._by_phone.add((who, deed.meeting))
            self._signs[who, deed.meeting] = self._now() + SIGN_EVERY
            ticking = [spec.contact, spec.lead, *self._story.people]
            by = next(
                p for p in (*ticking, who) if p is not None and (p == who or self._is_staff(p))
            )
            tick = s.Arrived(person=who, evidence=Evidence.ATTESTED, by=by)
            return [(spec.platform, h.Told(meeting=deed.meeting, signal=tick))]
        return [self._comes_in(who, spec)]

    def _comes_in(self, who: str, spec: MeetingSpec) -> Report:
        """Coming into a voice room is seen; elsewhere people press *I'm here*."""
        if is_young_meeting(self._story, spec):
            return self._comes_to_the_door(who, spec)
        if spec.room is RoomKind.VOICE and spec.platform == "discord":
            self._platforms["discord"].enter(who, room_of(spec.key))
        else:
            self._signs[who, spec.key] = self._now() + SIGN_EVERY
            card = self._card(spec)
            if card is not None:
                press = h.PressedButton(platform=spec.platform, account=who, message=card.id,
                                        button="here", room=card.address)  # fmt: skip
                return spec.platform, press
        came = h.CameIn(platform=spec.platform, account=who, room=room_of(spec.key))
        return spec.platform, came

    def _comes_to_the_door(self, who: str, spec: MeetingSpec) -> Report:
        """A young people's room rests locked (Y2): whoever comes is in the lobby."""
        if spec.room is RoomKind.VOICE and spec.platform == "discord":
            self._platforms["discord"].enter(who, LOBBY)
        else:
            self._signs[who, spec.key] = self._now() + SIGN_EVERY
        came = h.CameIn(platform=spec.platform, account=who, room=room_of(spec.key), at_door=True)
        return spec.platform, came

    def _card(self, spec: MeetingSpec) -> Sent | None:
        """The meeting card in the room, whatever else was posted since."""
        posted = (m for m in reversed(self._platforms[spec.platform].sent) if m.in_room)
        here = (m for m in posted if m.address == room_of(spec.key))
        return next((m for m in here if m.keys[0] == "opening"), None)

    def _leaves(self, action: Action, who: str, deed: d.Leaves) -> list[Report]:
        spec = self._story.meetings[deed.meeting]
        if who not in self._inside[deed.meeting] and deed.how is None:
            raise self._error(action, f"{who} is neither in {deed.meeting} nor in its lobby; "
                                          "let them join first")  # fmt: skip
        reports = [] if deed.how is None else [self._says_how(who, spec, deed)]
        if (who, deed.meeting) in self._signs and deed.how is None:
            reports.append(self._last_sign(who, spec))
        if self._is_seen(who, spec) or self._is_at_door(who, spec):
            gone = h.WentOut(platform=spec.platform, account=who, room=room_of(spec.key))
            reports.append((spec.platform, gone))
        self._step_out(who, deed.meeting)
        return reports

    def _last_sign(self, who: str, spec: MeetingSpec) -> Report:
        """Signs go on until the very moment; out of the lobby somebody simply goes."""
        if self._card(spec) is None:
            gone = s.Departed(person=who, whole=True)
            return spec.platform, h.Told(meeting=spec.key, signal=gone)
        return self._sign(who, spec.key)

    def _says_how(self, who: str, spec: MeetingSpec, deed: d.Leaves) -> Report:
        assert deed.how is not None  # noqa: S101
        card = self._card(spec)
        if card is None or spec.platform not in self._accounts[who]:
            return self._told(who, spec.key, s.Leaving(person=who, how=deed.how))
        press = h.PressedButton(platform=spec.platform, account=who, message=card.id,
                                button=deed.how.value, room=card.address)  # fmt: skip
        return spec.platform, press

    def _is_seen(self, who: str, spec: MeetingSpec) -> bool:
        return self._platforms[spec.platform].is_inside(who, room_of(spec.key))

    def _is_at_door(self, who: str, spec: MeetingSpec) -> bool:
        """Leaving the lobby is seen too (Y5)."""
        waits = is_young_meeting(self._story, spec) and who in self._inside[spec.key]
        return waits and self._platforms[spec.platform].is_inside(who, LOBBY)

    def _moves(self, action: Action, who: str, deed: d.Moves) -> list[Report]:
        seen = self._seen_in(who, self._story.meetings[deed.meeting])
        for meeting, people in self._inside.items():
            if who in people and meeting != deed.meeting and meeting != (seen and seen.key):
                self._step_out(who, meeting)
        return self._joins(action, who, d.Joins(meeting=deed.meeting))

    def _seen_in(self, who: str, to: MeetingSpec) -> MeetingSpec | None:
        """The other voice room of the same platform they are in: nobody is in two at once."""
        if to.room is not RoomKind.VOICE or to.platform != "discord":
            return None
        others = [spec for spec in self._story.meetings.values() if spec.key != to.key]
        return next((spec for spec in others if self._is_seen(who, spec)), None)

    def _changes_rooms(self, who: str, seen: MeetingSpec, to: MeetingSpec) -> list[Report]:
        self._step_out(who, seen.key)
        self._step_in(who, to.key)
        self._platforms[to.platform].enter(who, room_of(to.key))
        moved = h.MovedOver(platform=to.platform, account=who, room=room_of(seen.key),
                            to=room_of(to.key))  # fmt: skip
        return [(to.platform, moved)]

    def _leaves_group(self, who: str, meeting: str) -> list[Report]:
        spec = self._story.meetings[meeting]
        self._step_out(who, meeting)
        left = h.LeftGroup(platform=spec.platform, account=who, room=room_of(meeting))
        return [(spec.platform, left)]

    def _presses(self, who: str, key: str, button: str) -> Report:
        """The newest message of that key they were sent; else it is a forged press."""
        mine: list[tuple[int, str]] = []
        for name, platform in self._platforms.items():
            message = platform.newest(key, who)
            if message is not None and name in self._accounts[who]:
                mine.append((message.id, name))
        if mine:
            number, name = max(mine)
            return name, h.PressedButton(platform=name, account=who, message=number, button=button)
        name = (self._accounts[who] or ["discord"])[0]
        others = [p.newest_to_anybody(key) for p in self._platforms.values()]
        number = max((message.id for message in others if message is not None), default=0)
        return name, h.PressedButton(platform=name, account=who, message=number, button=button)

    def _where_they_read(self, who: str) -> str:
        """People answer where they were last written to."""
        newest = [
            (message.id, name)
            for name in self._accounts[who]
            for message in self._platforms[name].sent
            if message.address == who and not message.in_room
        ]
        return max(newest)[1] if newest else self._accounts[who][0]

    def _is_staff(self, who: str) -> bool:
        return bool(STAFF.intersection(self._story.people[who].roles))

    def _block(self, who: str, *, blocks: bool) -> list[Report]:
        for platform in self._platforms.values():
            (platform.block if blocks else platform.unblock)(who)
        return [
            (name, h.Reachable(platform=name, account=who, reachable=not blocks))
            for name in self._accounts[who]
            if self._platforms[name].tells_of_blocks
        ]

    def _step_in(self, who: str, meeting: str) -> None:
        if who not in self._inside[meeting]:
            self._inside[meeting].append(who)

    def _step_out(self, who: str, meeting: str) -> None:
        if self._is_at_door(who, self._story.meetings[meeting]):
            self._platforms[self._story.meetings[meeting].platform].leave(who, LOBBY)
        if who in self._inside[meeting]:
            self._inside[meeting].remove(who)
        self._signs.pop((who, meeting), None)
        self._by_phone.discard((who, meeting))
        self._platforms[self._story.meetings[meeting].platform].leave(who, room_of(meeting))

    def _error(self, action: Action, what: str) -> ScenarioError:
        return ScenarioError(self._story.path, action.line, what)
