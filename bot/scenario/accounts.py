"""Who has an account where, as the timeline goes on: nobody acts without one (SPEC 9)."""

from __future__ import annotations

from bot.scenario.deeds import Joins, Links, Moves, Presses, Says, Sends, Unlinks, Writes
from bot.scenario.errors import WrongError
from bot.scenario.names import Names
from bot.scenario.story import Action


class Accounts:
    """Everybody's platforms, beginning with those in `people`."""

    def __init__(self, known: Names) -> None:
        self._meetings = known.meetings
        self._held = {key: set(person.accounts) for key, person in known.people.items()}

    def follow(self, action: Action) -> None:
        """Take in one action.

        Raises:
            WrongError: if the person has no account to do it with.
        """
        match action.deed:
            case Links(platform=platform):
                self._held[action.actor].add(platform)
            case Unlinks(platform=platform):
                self._held[action.actor].discard(platform)
            case Joins(meeting=meeting, by_phone=False) | Moves(meeting=meeting):
                self._need(action, meeting)
            case Writes(meeting=meeting):
                self._need(action, meeting)
            case Says() | Presses() | Sends() if not self._held[action.actor]:
                raise WrongError(
                    action.line,
                    f"{action.actor} has no account to do this with",
                    f"add accounts: to {action.actor}",
                )

    def _need(self, action: Action, meeting: str) -> None:
        platform = self._meetings[meeting].platform
        if platform not in self._held[action.actor]:
            raise WrongError(
                action.line,
                f"{meeting} is on {platform}, where {action.actor} has no account",
                f'add {platform} to the accounts of {action.actor}, or write "links {platform}" '
                "before this",
            )
