"""Random meetings: everything anybody may do, at any time, in any order (Hypothesis).

After every step the invariants and promises must hold (`tests.flows.world` sees to it); at the
end nobody acts any more, and every case that is still open must go on alerting for ever.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.flows.timers import timers
from bot.model import signals as s
from bot.model.case import Case
from bot.model.effects import Post
from bot.model.keys import BUTTONS
from bot.model.meeting import Evidence, How, RoomKind
from tests.flows.cast import PEOPLE, meeting
from tests.flows.world import World
from tests.simulation.judging import PLATFORMS, STAFF, Tally, choose, everything_goes_on

EVERYBODY = [p.id for p in PEOPLE]
COMING = ["maya", "tom", "pat", "quinn", "nora", "dana", "fay"]
ROUTES = [(p.id, route.platform) for p in PEOPLE for route in p.routes]
KEYS = [key for key in BUTTONS if key in {
    "check-in", "check-in-nudge", "case-alert", "support-alert", "case-broadcast", "case-contact",
    "additional-steps", "pulse", "roll-call", "overrun", "opening", "contact-card",
    "support-words", "help-line", "contact-back",
}]  # fmt: skip
PRESSES = [(key, button) for key in KEYS for button in BUTTONS[key] if button != "help"]
OUTCOMES = ["take", *BUTTONS["case-contact"]]

people, staff, coming = st.sampled_from(EVERYBODY), st.sampled_from(STAFF), st.sampled_from(COMING)
platforms, routes = st.sampled_from(PLATFORMS), st.sampled_from(ROUTES)
case_ids = st.sampled_from(["c1", "c2", "c3", "c99"])
picks = st.integers(0, 999)
moments = st.sampled_from([1, 29, 30, 59, 60, 61, 119, 120, 240, 299, 300, 600, 1200])


class Meetings(RuleBasedStateMachine):
    """One meeting in which anything may happen."""

    tally = Tally()

    @initialize(
        platform=platforms,
        room=st.sampled_from(RoomKind),
        runs=st.sampled_from([True, True, True, False]),
        gone=st.lists(coming, max_size=2, unique=True),
    )
    def begin(self, platform: str, room: RoomKind, runs: bool, gone: list[str]) -> None:
        """Most stories begin in a meeting that runs, some with people who have just dropped out."""
        self.world = World(meeting=meeting(platform=platform, room=room))
        if runs:
            self.world.begin(*COMING)
            for who in gone:
                self.world.drop(who)

    def open_cases(self) -> tuple[Case, ...]:
        return self.world.meeting.open_cases()

    # --- time -------------------------------------------------------------------------

    @rule(seconds=moments)
    def time_passes(self, seconds: int) -> None:
        self.world.wait(seconds=seconds)

    @rule(seconds=moments)
    def the_bot_is_down(self, seconds: int) -> None:
        if not self.world.holding:
            self.world.down(seconds=seconds)

    @precondition(lambda self: self.world.taken)
    @rule(pick=picks)
    def an_old_deadline_comes_again(self, pick: int) -> None:
        """What the meeting does not wait for any more changes nothing (invariant 9)."""
        world = self.world
        step, at = choose(pick, sorted(world.taken)[-20:])
        if timers(world.meeting, world.policy).get(step, world.now) < world.now:
            return
        before = world.meeting
        waits_still = timers(before, world.policy).get(step) == world.now
        effects = world.take(s.Due(step=step, at=at))
        assert waits_still or (world.meeting, effects) == (before, ())

    @rule()
    def the_clock_is_set_back(self) -> None:
        self.world.do(s.ClockSetBack())

    # --- coming and going -------------------------------------------------------------

    @rule(who=staff)
    def somebody_opens(self, who: str) -> None:
        self.world.do(s.Opened(by=who))

    @rule(who=coming)
    def somebody_joins(self, who: str) -> None:
        self.world.join(who)

    @rule(who=coming)
    def somebody_drops(self, who: str) -> None:
        self.world.drop(who)

    @rule(who=coming)
    def somebody_goes_unseen(self, who: str) -> None:
        """The next look at the room will tell."""
        self.world.inside.pop(who, None)

    @rule()
    def the_room_is_compared(self) -> None:
        if self.world.meeting.platform not in self.world.away:
            self.world.look()

    @rule(who=coming, how=st.sampled_from(How))
    def somebody_says_how_they_leave(self, who: str, how: How) -> None:
        self.world.leave(who, how)

    @rule(who=coming, how=st.sampled_from(How))
    def somebody_says_so_and_stays(self, who: str, how: How) -> None:
        self.world.do(s.Leaving(person=who, how=how))

    @rule(who=coming, by=people)
    def somebody_is_removed(self, who: str, by: str) -> None:
        self.world.do(s.Removed(person=who, by=by))
        if who not in self.world.meeting.present():
            self.world.inside.pop(who, None)

    @rule(who=coming)
    def somebody_is_seen_elsewhere(self, who: str) -> None:
        self.world.inside.pop(who, None)
        self.world.do(s.Elsewhere(person=who))

    @rule(who=coming)
    def somebody_leaves_another_meeting(self, who: str) -> None:
        self.world.do(s.GoneElsewhere(person=who))

    @rule(who=coming, by=st.one_of(st.none(), people))
    def somebody_is_ticked(self, who: str, by: str | None) -> None:
        self.world.do(s.Arrived(person=who, evidence=Evidence.ATTESTED, by=by))

    @rule(who=coming, in_room=st.booleans())
    def somebody_gives_a_sign(self, who: str, in_room: bool) -> None:
        by_signs = self.world.meeting.by_signs
        self.world.do(s.Signed(person=who, in_room=in_room and by_signs))

    @rule(account=st.sampled_from(["discord/one", "discord/two"]))
    def somebody_unknown_is_there(self, account: str) -> None:
        self.world.do(s.UnknownSeen(account=account))

    # --- the meeting ------------------------------------------------------------------

    @rule(who=people, seconds=moments)
    def somebody_declares_a_break(self, who: str, seconds: int) -> None:
        self.world.do(s.BreakBegan(by=who, seconds=seconds))

    @precondition(lambda self: self.world.steps > 40)
    @rule(who=people)
    def somebody_ends_it(self, who: str) -> None:
        self.world.do(s.Ended(by=who))

    @precondition(lambda self: self.world.steps > 60)
    @rule(who=people)
    def somebody_cancels_it(self, who: str) -> None:
        self.world.do(s.Cancelled(by=who))

    # --- answers and cases ------------------------------------------------------------

    @rule(who=coming, kind=st.sampled_from(s.WordsKind))
    def somebody_writes_to_the_bot(self, who: str, kind: s.WordsKind) -> None:
        self.world.say(who, kind)

    @rule(who=people, press=st.sampled_from(PRESSES), case=case_ids, platform=platforms)
    def somebody_forges_a_press(
        self, who: str, press: tuple[str, str], case: str, platform: str
    ) -> None:
        """Any button with any case id: the adapters and intake would not let most of them in."""
        key, button = press
        self.world.do(s.Pressed(person=who, key=key, button=button, platform=platform, case=case))

    @rule(pick=picks, twice=st.booleans(), anybody=coming)
    def somebody_presses_what_they_were_sent(self, pick: int, twice: bool, anybody: str) -> None:
        found = [m for m in self.world.mails if m.target is None and m.status == "accepted" and
                 m.effect.key in BUTTONS]  # fmt: skip
        if not found:
            return
        mail = choose(pick, found[-12:])
        button = choose(pick, [b for b in BUTTONS[mail.effect.key] if b != "help"])
        who = mail.to or anybody
        case = None if isinstance(mail.effect, Post) else mail.effect.case
        press = s.Pressed(
            person=who, key=mail.effect.key, button=button, platform=mail.platform, case=case
        )
        self.world.do(*[press] * (1 + twice))

    @rule(who=people, case=case_ids, what=st.sampled_from(OUTCOMES), to=st.none() | people)
    def somebody_writes_about_a_case(self, who: str, case: str, what: str, to: str | None) -> None:
        self.world.do(s.CaseAsked(person=who, case=case, button=what, platform="telegram", to=to))

    @precondition(lambda self: any(case.alerted for case in self.open_cases()))
    @rule(pick=picks)
    def somebody_alerted_takes_it(self, pick: int) -> None:
        case = choose(pick, [case for case in self.open_cases() if case.alerted])
        who = choose(pick, case.alerted)
        self.world.do(s.CaseAsked(person=who, case=case.id, button="take", platform="discord"))

    @precondition(lambda self: any(case.owner for case in self.open_cases()))
    @rule(pick=picks, what=st.sampled_from(BUTTONS["case-contact"]), to=st.none() | people)
    def an_owner_reports(self, pick: int, what: str, to: str | None) -> None:
        case = choose(pick, [case for case in self.open_cases() if case.owner])
        asked = s.CaseAsked(
            person=str(case.owner), case=case.id, button=what, platform="discord", to=to
        )
        self.world.do(asked)

    @precondition(lambda self: any(case.owner for case in self.open_cases()))
    @rule(minutes=st.sampled_from([3, 6]))
    def owners_go_on_trying(self, minutes: int) -> None:
        """Long enough, and they are asked about additional steps (L7)."""
        for _ in range(3):
            for case in self.open_cases():
                if case.owner:
                    self.world.do(s.CaseAsked(person=case.owner, case=case.id, button="no-answer",
                                              platform="discord"))  # fmt: skip
            self.world.wait(minutes=minutes)

    @precondition(lambda self: any(case.deciders for case in self.open_cases()))
    @rule(pick=picks, what=st.sampled_from(BUTTONS["additional-steps"]), why=st.booleans())
    def they_decide_together(self, pick: int, what: str, why: bool) -> None:
        case = choose(pick, [case for case in self.open_cases() if case.deciders])
        who = choose(pick, case.deciders)
        self.world.do(s.Pressed(person=who, key="additional-steps", button=what,
                                platform="discord", case=case.id))  # fmt: skip
        if why:
            self.world.say(who, s.WordsKind.OTHER)

    @rule(who=coming, by=people)
    def somebody_logs_somebody_ok(self, who: str, by: str) -> None:
        self.world.do(s.Logged(person=who, by=by))

    # --- platforms --------------------------------------------------------------------

    @rule(platform=platforms)
    def a_platform_goes_away(self, platform: str) -> None:
        if platform not in self.world.away:
            self.world.away.add(platform)
            self.world.do(s.WentAway(platform=platform, since=self.world.now))

    @rule(platform=platforms)
    def a_platform_is_back(self, platform: str) -> None:
        if platform in self.world.away:
            self.world.away.discard(platform)
            self.world.do(s.CameBack(platform=platform))
            self.world.look(self.world.now)

    @rule(route=routes)
    def a_route_is_blocked(self, route: tuple[str, str]) -> None:
        self.world.blocked.add(route)

    @rule(route=routes)
    def a_route_works_again(self, route: tuple[str, str]) -> None:
        self.world.blocked.discard(route)

    @rule(held=st.booleans())
    def the_post_is_slow(self, held: bool) -> None:
        self.world.holding = held
        self.world.deliver()

    @rule(who=st.sampled_from(["tom", "dana"]))
    def somebody_is_missing_elsewhere(self, who: str) -> None:
        self.world.missing_elsewhere ^= {who}

    # --- what must hold ---------------------------------------------------------------

    @invariant()
    def every_open_case_waits_for_something_to_come(self) -> None:
        if not hasattr(self, "world"):
            return
        world = self.world
        self.tally.note(world)
        due = timers(world.meeting, world.policy)
        for case in world.meeting.open_cases():
            assert case.next is not None
            assert due[f"case/{case.id}/{case.next.step}"] == case.next.at

    def teardown(self) -> None:
        if hasattr(self, "world"):
            everything_goes_on(self.world)
