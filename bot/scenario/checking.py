"""Whether what was expected happened (SPEC 9, `expect`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import assert_never

from bot.model.case import Case
from bot.model.meeting import Meeting
from bot.scenario import expected as e
from bot.scenario import transcript as t
from bot.scenario.story import Step

Line = t.Message | t.Edit


def failures(
    step: Step,
    window: Sequence[t.Entry],
    meetings: Mapping[str, Meeting],
    muted: Collection[str] = (),
    gates: Mapping[str, bool] | None = None,
    shown: Mapping[str, Collection[str]] | None = None,
) -> Iterator[tuple[int, str]]:
    """Each expectation of a step that does not hold: its line, and what is the case instead.

    `muted`: everybody whom the bot has muted, on any platform. `gates`: whether somebody may come
    into each meeting's room now. `shown`: who is in a room for everybody to see, where
    that does not rest on the bot's record.
    """
    lines = [entry for entry in window if isinstance(entry, t.Message | t.Edit)]
    for expectation in step.expects:
        wrong = _wrong(expectation, lines, meetings, muted, gates or {}, shown or {})
        if wrong is not None:
            yield expectation.line, wrong
    if step.only:
        yield from _unexpected(step, lines)


def _wrong(
    expectation: e.Expectation,
    lines: Sequence[Line],
    meetings: Mapping[str, Meeting],
    muted: Collection[str],
    gates: Mapping[str, bool],
    shown: Mapping[str, Collection[str]],
) -> str | None:
    match expectation:
        case e.Message():
            return _message(expectation, lines)
        case e.Not(key=key, to=to):
            found = [line for line in lines if line.key == key and to in {None, line.to}]
            return f"did not expect {_shown(found[0])}" if found else None
        case e.MeetingIs(meeting=meeting, state=state):
            return _differs(f"{meeting} to be {state.value}", state.value,
                            meetings[meeting].state.value)  # fmt: skip
        case e.Gate(meeting=meeting, open=wanted):
            return _differs(
                f"the gate of {meeting}", _gate(wanted), _gate(gates.get(meeting, False))
            )
        case e.Within(meeting=meeting, who=who):
            return _within(meeting, who, meetings[meeting].present(), shown.get(meeting, who))
        case e.Muted(who=who):
            return _differs("muted", ", ".join(sorted(who)), ", ".join(sorted(muted)))
        case e.OpenCases(meeting=meeting, open=number):
            count = sum(case.counts for case in meetings[meeting].cases.values())
            return _differs(f"open cases of {meeting}", str(number), str(count))
        case e.CaseStage(person=person, stage=stage):
            newest = newest_case(person, meetings)
            found_stage = newest.stage.value if newest else "no case"
            return _differs(f"the case of {person}", stage.value, found_stage)
        case _:
            assert_never(expectation)


def _within(
    meeting: str, wanted: Collection[str], known: Collection[str], shown: Collection[str]
) -> str | None:
    people, record, room = (", ".join(sorted(who)) for who in (wanted, known, shown))
    on_record = _differs(f"in {meeting}", people, record)
    return on_record or _differs(f"in the room of {meeting}", people, room)


def _message(wanted: e.Message, lines: Sequence[Line]) -> str | None:
    about = [line for line in lines if line.key == wanted.key and line.to == wanted.to]
    fitting = [
        line
        for line in about
        if wanted.via in {None, line.via} and wanted.where in {None, line.where}
    ]
    if any(wanted.matches(line.text) for line in fitting):
        return None
    if about:
        return f"expected {wanted.key} to {wanted.to} otherwise; it was {_shown(about[-1])}"
    got = ", ".join(sorted({f"{line.key} to {line.to}" for line in lines})) or "nothing"
    return f"expected {wanted.key} to {wanted.to}; sent in this window: {got}"


def _unexpected(step: Step, lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    messages = [line for line in lines if isinstance(line, t.Message)]
    wanted = [expectation for expectation in step.expects if isinstance(expectation, e.Message)]
    for line in messages:
        if not any(_message(one, [line]) is None for one in wanted):
            yield step.line, f"only what is expected may be sent, but there was {_shown(line)}"


def newest_case(person: str, meetings: Mapping[str, Meeting]) -> Case | None:
    """The newest case of a person in any meeting."""
    cases = [case for meeting in meetings.values() for case in meeting.cases.values()]
    mine = [case for case in cases if case.subject == person]
    return max(mine, key=lambda case: case.opened_at, default=None)


def _differs(what: str, wanted: str, found: str) -> str | None:
    if wanted == found:
        return None
    return f"expected {what}: {wanted or 'nobody'}; it is: {found or 'nobody'}"


def _gate(is_open: bool) -> str:
    return "open" if is_open else "closed"


def _shown(line: Line) -> str:
    words = " ".join(line.text.split())
    return f"{line.key} to {line.to} via {line.via} at {line.at:%H:%M:%S}: “{words[:160]}”"
