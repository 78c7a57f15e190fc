"""The parameters of a call, whichever way they were sent."""

import json
from collections.abc import Mapping
from typing import Any

from .errors import bad_request
from .state import Json

_INTEGERS = frozenset(
    "offset limit timeout message_id user_id until_date expire_date member_limit cache_time "
    "max_connections".split()
)
_BOOLEANS = frozenset(
    "disable_notification protect_content show_alert drop_pending_updates only_if_banned "
    "revoke_messages creates_join_request use_independent_chat_permissions "
    "disable_content_type_detection".split()
)
_OBJECTS = frozenset("reply_markup reply_parameters link_preview_options permissions scope".split())
_LISTS = frozenset("allowed_updates entities caption_entities commands".split())
FILES = frozenset({"document"})
"""Parameters that may be a file."""


class Params:
    """Reads parameters by name, with the meaning a missing one has for the Bot API."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """A text, empty if missing."""
        return str(self.values.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number."""
        return int(self.values.get(name, default))

    def flag(self, name: str) -> bool:
        """A yes or no, no if missing."""
        return bool(self.values.get(name, False))

    def object(self, name: str) -> Json | None:
        """A JSON object, or nothing."""
        value: Json | None = self.values.get(name)
        return value

    def file(self, name: str) -> tuple[str, bytes, str]:
        """A file that came with the call: its name, content and kind. Raises 400 without one."""
        value = self.values.get(name)
        if not isinstance(value, tuple):
            raise bad_request("there is no document in the request")
        if not value[1]:
            raise bad_request("file must be non-empty")
        return value

    def list(self, name: str) -> list[Any] | None:
        """A JSON array, or nothing."""
        value: list[Any] | None = self.values.get(name)
        return value


def decoded(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with the types their names call for.

    Forms carry everything as text, JSON carries types; both must do. Raises `ApiError` 400 for
    a value that cannot be read.
    """
    return {name: _value(name, value) for name, value in raw.items() if value is not None}


def _value(name: str, value: Any) -> Any:
    if name == "chat_id":
        return _chat_id(value)
    if name in _INTEGERS:
        return _integer(name, value)
    if name in _BOOLEANS:
        return str(value).lower() in ("true", "yes", "1")
    if name in _OBJECTS:
        return _json(name, value, dict)
    if name in FILES:
        return value
    if name in _LISTS:
        return _json(name, value, list)
    return str(value)


def _chat_id(value: Any) -> int | str:
    try:
        return int(value)
    except (TypeError, ValueError):
        return str(value)


def _integer(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request(f'parameter "{name}" must be an Integer') from None


def _json(name: str, value: Any, kind: type) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if not isinstance(value, kind):
        raise bad_request(f"can't parse {name}: {kind.__name__} expected")
    return value
