"""What can go wrong: an error the Bot API answers, and a thing a person's app would not allow."""


class ApiError(Exception):
    """An error as the Bot API answers it.

    `code` is the HTTP status, `description` the sentence, `parameters` the extra facts
    (`retry_after` in whole seconds, `migrate_to_chat_id`).
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class CannotDo(RuntimeError):
    """A person tried something their app would not let them do: the test itself is wrong."""


def bad_request(reason: str, **parameters: int) -> ApiError:
    """A 400 with the given reason."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    """A 403 with the given reason."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """A 429 that asks to wait `retry_after` whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
