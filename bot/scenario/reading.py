"""Reading a scenario file: whole and valid, or one line that says what to mend (SPEC 9)."""

from __future__ import annotations

import os
from pathlib import Path

from bot.scenario import values
from bot.scenario.cast import read_people
from bot.scenario.errors import ScenarioError, WrongError
from bot.scenario.fields import Fields
from bot.scenario.names import Names
from bot.scenario.nodes import Mapping, Node, compose
from bot.scenario.plans import local_moment, read_group, read_meetings
from bot.scenario.story import PersonSpec, Scenario
from bot.scenario.timeline import read_timeline

LARGEST = 1_000_000
"""Bytes. The longest scenario in use has some ten thousand."""

_KEYS = ("scenario", "starts", "group", "policy", "people", "meetings", "timeline")


def read(path: str | os.PathLike[str]) -> Scenario:
    """Read and check a scenario file. The policy's values are left to the policy.

    Raises:
        ScenarioError: one line, `FILE:LINE: what is wrong; what to do`, for the first thing wrong.
    """
    given = os.fspath(path)
    try:
        return _scenario(given, compose(_text(Path(given))))
    except WrongError as error:
        raise ScenarioError(given, error.line, error.what) from None


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise WrongError(1, "this is a folder", "name a scenario file in it")
        if path.exists() and not path.is_file():
            raise WrongError(1, "this is not a file", "name a scenario file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise WrongError(1, "there is no such file", "check its name and folder") from None
    except (OSError, ValueError):
        raise WrongError(1, "this file cannot be opened", "check its name and rights") from None
    if len(content) > LARGEST:
        raise WrongError(1, "the file is larger than 1 MB", "write shorter scenarios")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongError(line, "this is not UTF-8 text", "save the file as UTF-8") from None


def _scenario(path: str, node: Node) -> Scenario:
    fields = Fields(node, "the scenario", _KEYS, line=1)
    people = fields.need("people", lambda value, _: read_people(value))
    group = read_group(fields.node("group"), fields.line_of("group"), people)
    zone = group.zone
    starts = fields.need("starts", local_moment(zone))
    _refuse_unborn(people, starts.astimezone(zone).date().isoformat())
    meetings = fields.need("meetings", lambda value, _: read_meetings(value, zone, people))
    policy = fields.get("policy", lambda value, _: _policy(value), Mapping(line=1, entries=()))
    known = Names(people, meetings)
    return Scenario(
        path=path,
        title=fields.need("scenario", values.text),
        starts=starts,
        group=group,
        policy={key.text: values.raw(value) for key, value in policy.entries},
        policy_lines={key.text: key.line for key, _ in policy.entries},
        people=people,
        meetings=meetings,
        timeline=fields.need(
            "timeline", lambda value, _: read_timeline(value, starts, zone, known)
        ),
    )


def _policy(node: Node) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise WrongError(
        node.line, "policy is not made of keys", "write it like leaving.escalate_after: 10m"
    )


def _refuse_unborn(people: dict[str, PersonSpec], today: str) -> None:
    for person in people.values():
        if person.born is not None and person.born.isoformat() > today:
            raise WrongError(
                person.line, f"{person.key} is born after the story starts", "mend born"
            )
