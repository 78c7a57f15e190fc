"""The same story on the other platform: whatever was on Discord is on Telegram, and the reverse."""

from __future__ import annotations

import msgspec

from bot.scenario.story import Action, MeetingSpec, PersonSpec, Scenario, Step

_OTHER = {"discord": "telegram", "telegram": "discord"}


def moved(story: Scenario) -> Scenario:
    """The story with its platforms exchanged.

    Its expectations are those of the platform it was written for, and are left out: on Telegram
    nobody sees who drops out. What it is good for is to be played in two worlds and compared.
    """
    return msgspec.structs.replace(
        story,
        people={key: _person(person) for key, person in story.people.items()},
        meetings={key: _meeting(meeting) for key, meeting in story.meetings.items()},
        timeline=tuple(_step(step) for step in story.timeline),
    )


def _person(person: PersonSpec) -> PersonSpec:
    accounts = tuple(_OTHER[platform] for platform in person.accounts)
    return msgspec.structs.replace(person, accounts=accounts)


def _meeting(meeting: MeetingSpec) -> MeetingSpec:
    return msgspec.structs.replace(meeting, platform=_OTHER[meeting.platform])


def _step(step: Step) -> Step:
    actions = tuple(_action(action) for action in step.actions)
    return msgspec.structs.replace(step, actions=actions, expects=(), only=False)


def _action(action: Action) -> Action:
    platform = getattr(action.deed, "platform", None)
    if platform is None:
        return action
    return msgspec.structs.replace(
        action, deed=msgspec.structs.replace(action.deed, platform=_OTHER[platform])
    )
