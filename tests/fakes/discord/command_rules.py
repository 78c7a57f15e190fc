"""The rules for slash commands as they are registered."""

import re
from typing import Any

from .components import Unexpected
from .errors import invalid_form
from .state import Json

SUBCOMMAND, GROUP = 1, 2
COMMANDS_MOST = 100
OPTIONS_MOST = 25
CHARACTERS_MOST = 8000

_NAME = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_COMMAND_FIELDS = frozenset(
    "name name_localizations description description_localizations options type contexts "
    "integration_types default_member_permissions dm_permission nsfw id default_permission".split()
)
_OPTION_FIELDS = frozenset(
    "type name name_localizations description description_localizations required choices options "
    "channel_types min_value max_value min_length max_length autocomplete".split()
)
_CHOICE_FIELDS = frozenset({"name", "name_localizations", "value"})


def checked_commands(body: list[Any]) -> list[Json]:
    """The commands, if Discord takes them; raises 50035, or Unexpected."""
    if len(body) > COMMANDS_MOST:
        raise invalid_form("commands", "MAX_COMMANDS", f"At most {COMMANDS_MOST}")
    for index, command in enumerate(body):
        _check_command(command, str(index))
    if len({(command["name"], command.get("type", 1)) for command in body}) < len(body):
        raise invalid_form("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Names must be unique")
    return body


def _check_command(command: Json, path: str) -> None:
    if extra := set(command) - _COMMAND_FIELDS:
        raise Unexpected(f"a command with {sorted(extra)}")
    if command.get("type", 1) != 1:
        raise Unexpected(f"a command of type {command['type']}")
    _check_words(command, path)
    _check_options(command.get("options") or [], path, depth=0)
    if _characters(command) > CHARACTERS_MOST:
        raise invalid_form(path, "APPLICATION_COMMAND_TOO_LARGE", "The command is too large")


def _check_options(options: list[Json], path: str, depth: int) -> None:
    if len(options) > OPTIONS_MOST:
        raise invalid_form(f"{path}.options", "BASE_TYPE_BAD_LENGTH", f"At most {OPTIONS_MOST}")
    seen: set[str] = set()
    optional_before = False
    for index, option in enumerate(options):
        here = f"{path}.options.{index}"
        _check_option(option, here, depth)
        if option["name"] in seen:
            raise invalid_form(
                here, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "The option has a twin"
            )
        seen.add(option["name"])
        if option.get("required") and optional_before:
            raise invalid_form(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_before = optional_before or not option.get("required")


def _check_option(option: Json, path: str, depth: int) -> None:
    if extra := set(option) - _OPTION_FIELDS:
        raise Unexpected(f"an option with {sorted(extra)}")
    _check_words(option, path)
    kind = option.get("type")
    if kind in (SUBCOMMAND, GROUP):
        if depth > (1 if kind == SUBCOMMAND else 0):
            raise invalid_form(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Too deep")
        _check_options(option.get("options") or [], path, depth + 1)
    elif kind not in range(3, 12):
        raise Unexpected(f"an option of type {kind}")
    choices = option.get("choices") or []
    if len(choices) > OPTIONS_MOST:
        raise invalid_form(f"{path}.choices", "BASE_TYPE_BAD_LENGTH", f"At most {OPTIONS_MOST}")
    if choices and option.get("autocomplete"):
        raise invalid_form(path, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", "Not both")
    check_choices(choices, path)


def check_choices(choices: list[Json], path: str) -> None:
    """Check the names and values that are offered."""
    for index, choice in enumerate(choices):
        if extra := set(choice) - _CHOICE_FIELDS:
            raise Unexpected(f"a choice with {sorted(extra)}")
        if not 1 <= len(choice["name"]) <= 100 or len(str(choice["value"])) > 100:
            raise invalid_form(f"{path}.choices.{index}", "BASE_TYPE_BAD_LENGTH", "1 to 100")


def _check_words(one: Json, path: str) -> None:
    names = [one["name"], *(one.get("name_localizations") or {}).values()]
    for name in names:
        if not _NAME.fullmatch(name) or name != name.lower():
            raise invalid_form(
                f"{path}.name",
                "APPLICATION_COMMAND_INVALID_NAME",
                "Command name is invalid",
            )
    texts = [one.get("description", ""), *(one.get("description_localizations") or {}).values()]
    for text in texts:
        if not 1 <= len(text) <= 100:
            raise invalid_form(f"{path}.description", "BASE_TYPE_BAD_LENGTH", "Must be 1 to 100")


def _characters(one: Json) -> int:
    """How long the names, descriptions and values are together."""
    own = len(one["name"]) + len(one.get("description", ""))
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in one.get("choices") or [])
    return own + choices + sum(_characters(option) for option in one.get("options") or [])
