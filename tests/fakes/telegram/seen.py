"""What people see of a message, and what the server saw of a call."""

from typing import Any

import msgspec

from .state import Chat, Json, Message


class Button(msgspec.Struct, frozen=True, kw_only=True):
    """A button under a message: its label, and the data or address behind it."""

    label: str
    data: str | None = None
    url: str | None = None


class SeenMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it looks at one moment. `sender` is an account id, `date` a Unix time."""

    id: int
    chat: int
    sender: int
    from_bot: bool
    date: int
    text: str
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    pinned: bool
    silent: bool
    document: tuple[str, bytes] | None = None
    """The name and content of the document, of which the text is the caption."""

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """The buttons, row by row, in one list."""
        return tuple(button for row in self.buttons for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the buttons."""
        return tuple(button.label for button in self.all_buttons)

    def button(self, label_or_data: str) -> Button | None:
        """The button with this label, or else with this data."""
        for button in self.all_buttons:
            if button.label == label_or_data:
                return button
        for button in self.all_buttons:
            if button.data == label_or_data:
                return button
        return None


class Call(msgspec.Struct, kw_only=True):
    """One call of the bot, in the order of arrival. `at` is a Unix time.

    `status` and `answer` are None while it waits, and when the answer never left the server;
    `executed` says whether the server acted on it all the same, `fault` why it failed.
    """

    number: int
    at: float
    method: str
    params: dict[str, Any]
    status: int | None = None
    answer: Json | None = None
    executed: bool = False
    fault: str | None = None

    @property
    def chat(self) -> Any:
        """The chat it is about, if any."""
        return self.params.get("chat_id")

    @property
    def text(self) -> str:
        """The text it carries, if any."""
        return str(self.params.get("text", ""))

    @property
    def result(self) -> Any:
        """The result it was given; None for an error."""
        return (self.answer or {}).get("result")


def messages_seen(chat: Chat, bot_id: int) -> list[SeenMessage]:
    """The messages of a chat that have a text and are not deleted, oldest first."""
    return [
        seen(message, bot_id)
        for message in chat.messages.values()
        if message.text is not None and not message.deleted
    ]


def seen(message: Message, bot_id: int) -> SeenMessage:
    """The message as it looks now."""
    return SeenMessage(
        id=message.id,
        chat=message.chat_id,
        sender=message.sender,
        from_bot=message.sender == bot_id,
        date=message.date,
        text=message.text or "",
        buttons=tuple(tuple(_button(b) for b in row) for row in message.keyboard or []),
        edited=bool(message.edited_at),
        pinned=message.pinned,
        silent=message.silent,
        document=None if message.document is None else message.document[:2],
    )


def _button(body: Json) -> Button:
    return Button(label=body["text"], data=body.get("callback_data"), url=body.get("url"))
