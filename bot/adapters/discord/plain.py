"""Words as Discord shows them: what somebody chose as a name is never markup.

Everything that could ping, link or hide is escaped, so that people see exactly the letters
that were written. Web addresses stay as they are: nothing in them is markup, and a backslash
in one would be part of the address.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 2000
"""Letters that Discord takes in one message, escapes counted."""

_ADDRESS = r"https?://[^\s<>\\]*[^\s<>\\.,:;\"')\]]"
_MARKUP = r"[\\*_~`|<>\[\]#\-.]|@(?=everyone|here)|:(?=\w+:)"
_PARTS = re.compile(rf"(?P<address>{_ADDRESS})|(?P<markup>{_MARKUP})|(?P<other>.)", re.DOTALL)
_AT_A_LINE_ONLY = frozenset("#-.>")
_ITEM = re.compile(r"[ \t]*[0-9]*\Z")
_MORE = "…"


def safe(text: str) -> str:
    """The text with its markup escaped, cut at what one message takes, no half letter in it."""
    whole = text.encode("utf-16-le", "replace").decode("utf-16-le")
    parts: list[str] = []
    line, length, cut = "", 0, 0
    for match in _PARTS.finditer(whole):
        part = _escaped(match, line)
        line = "" if match[0] == "\n" else line + match[0]
        length += len(part)
        if length <= LONGEST_TEXT - len(_MORE):
            cut = len(parts) + 1
        parts.append(part)
    if length <= LONGEST_TEXT:
        return "".join(parts)
    return "".join(parts[:cut]) + _MORE


def _escaped(match: re.Match[str], line: str) -> str:
    """`line` is what stands before it in its line: some marks mean something only there."""
    letter = match["markup"]
    if letter is None or (letter in _AT_A_LINE_ONLY and not _ITEM.match(line)):
        return match[0]
    return f"\\{letter}"
