"""What the Bot API does to a text before it becomes a message."""

import html
import re
from typing import Any

from .errors import bad_request

MESSAGE_LIMIT = 4096

_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
# Line separators, the direction overrides and three combining lines are taken out of every text.
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_COMMAND = re.compile(r"(?:(?<=\s)|^)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b")
_TAG = re.compile(r"<(/?)([A-Za-z0-9-]*)([^<>]*)(>?)")
_TAGS = frozenset(
    "b strong i em u ins s strike del span tg-spoiler tg-emoji a code pre blockquote".split()
)


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, which is how the Bot API counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def message_text(raw: str, parse_mode: str) -> str:
    """The text as the chat will show it.

    Raises `ApiError` 400 for broken markup, an empty text, and one over 4,096 UTF-16 units.
    """
    if not raw:
        raise bad_request("message text is empty")
    text = _REMOVED.sub("", _CONTROL.sub(" ", raw))
    if parse_mode:
        text = _without_html(text)
    text = text.strip()
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    return text


def command_entities(text: str) -> list[dict[str, Any]]:
    """The `bot_command` entities of a text."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in _COMMAND.finditer(text)
    ]


def _without_html(text: str) -> str:
    """The text without its tags; 400 where a tag is unknown, unclosed or out of order."""
    open_tags: list[str] = []
    shown: list[str] = []
    at = 0
    for found in _TAG.finditer(text):
        shown.append(text[at : found.start()])
        at = found.end()
        _read_tag(found, open_tags, len(text[: found.start()].encode()))
    if open_tags:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag {open_tags[-1]}"
        )
    return html.unescape("".join([*shown, text[at:]]))


def _read_tag(found: re.Match[str], open_tags: list[str], offset: int) -> None:
    closing, name, _, end = found.groups()
    name = name.lower()
    if not end:
        raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {offset}")
    if name not in _TAGS:
        raise bad_request(
            f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}'
        )
    if not closing:
        open_tags.append(name)
    elif not open_tags or open_tags.pop() != name:
        raise bad_request(f"can't parse entities: Unmatched end tag at byte offset {offset}")
