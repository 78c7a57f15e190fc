"""What can go wrong: an error Discord answers, and a thing a person's app would not allow."""

from typing import Any


class ApiError(Exception):
    """An error as the API answers it: HTTP status, JSON code, sentence, further members."""

    def __init__(self, status: int, code: int, message: str, **rest: Any) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code, **rest}


class NotAllowed(RuntimeError):
    """A person tried something their app would not let them do."""


def missing_access() -> ApiError:
    """The bot cannot see the thing, or not connect to it."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """The bot sees the thing but may not do that with it."""
    return ApiError(403, 50013, "Missing Permissions")


def unknown(what: str) -> ApiError:
    """There is no such thing."""
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


def invalid_form(field: str, code: str, message: str) -> ApiError:
    """A field that cannot be taken as it is; dots lead into the body."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors=errors)


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Overwrite": 10009,
    "User": 10013,
    "Webhook": 10015,
    "Interaction": 10062,
    "Voice State": 10065,
}
