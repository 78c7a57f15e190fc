"""What people see of a text: Discord's markdown rendered away, and whom it calls."""

import re
from collections.abc import Callable, Mapping

import msgspec

from .errors import invalid_form
from .state import Json

CONTENT_LIMIT = 2000

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_BLOCK = re.compile(r"```(?:[A-Za-z0-9_+.-]+\n)?\n?(.+?)\n?```", re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\[((?:\\.|[^\]\\])+)\]\(<?(https?://[^\s)>]+)>?(?:\s+\"[^\"]*\")?\)")
_BRACKETED = re.compile(r"<(https?://[^\s>]+)>")
_ADDRESS = re.compile(r"https?://[^\s<]+[^\s<.,:;\"')\]]")
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_CHANNEL = re.compile(r"<#(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)")
_TIME = re.compile(r"<t:(-?\d+)(?::[tTdDfFR])?>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_COMMAND = re.compile(r"<(/[\w -]+):\d+>")
_INNER = r"((?:\\.|[^\\])+?)"
_PAIRS = {
    "bold": re.compile(rf"\*\*{_INNER}\*\*(?!\*)", re.DOTALL),
    "underline": re.compile(rf"__{_INNER}__(?!_)", re.DOTALL),
    "struck": re.compile(rf"~~{_INNER}~~", re.DOTALL),
    "hidden": re.compile(rf"\|\|{_INNER}\|\|", re.DOTALL),
    "italic": re.compile(r"\*(?=\S)((?:\\.|\*\*|[^\\*])+?)(?<!\s)\*(?!\*)", re.DOTALL),
    "slanted": re.compile(r"(?<!\w)_((?:\\.|__|[^\\_])+?)_(?!\w)", re.DOTALL),
}
_LINE_STARTS = {
    "small": (re.compile(r"-# +"), ""),
    "heading": (re.compile(r"#{1,3} +"), ""),
    "quote": (re.compile(r">(?:>>)? "), ""),
    "list": (re.compile(r"[-*] +"), "\u2022 "),
}


class Rendered(msgspec.Struct, frozen=True):
    """A text without its markup, and which kinds of markup were in it."""

    text: str
    markup: frozenset[str]


def as_sent(content: object) -> str:
    """The content as Discord keeps it; raises 50035 for one it does not take."""
    if content is None:
        return ""
    if not isinstance(content, str):
        raise invalid_form("content", "STRING_TYPE_CONVERT", "Could not interpret as string.")
    if len(content) > CONTENT_LIMIT:
        raise invalid_form(
            "content", "BASE_TYPE_MAX_LENGTH", f"Must be {CONTENT_LIMIT} or fewer in length."
        )
    return content.strip()


def rendered(content: str, names: Mapping[int, str]) -> Rendered:
    """The text on the screen. `names` gives accounts and channels their names."""
    markup: set[str] = set()
    return Rendered(_render(content, names, markup, True), frozenset(markup))


def pings(content: str, allowed: Json | None, may_call_everyone: bool) -> frozenset[str]:
    """Who is called by the text: ids of accounts as text, `everyone`, and `&` with a role's id.

    Escaping does not count: only `allowed_mentions` keeps somebody from being called.
    """
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse", ()))
    named = {str(user) for user in (allowed or {}).get("users", ())}
    roles = {str(role) for role in (allowed or {}).get("roles", ())}
    found = {user for user in _USER.findall(content) if "users" in parse or user in named}
    found |= {f"&{r}" for r in _ROLE.findall(content) if "roles" in parse or r in roles}
    if may_call_everyone and "everyone" in parse and _EVERYONE.search(content):
        found.add("everyone")
    return frozenset(found)


def _render(content: str, names: Mapping[int, str], markup: set[str], whole: bool) -> str:
    shown: list[str] = []
    at = 0
    while at < len(content):
        if whole and (at == 0 or content[at - 1] == "\n"):
            at = _line_start(content, at, shown, markup)
        piece, at = _piece(content, at, names, markup)
        shown.append(piece)
    return "".join(shown)


def _line_start(content: str, at: int, shown: list[str], markup: set[str]) -> int:
    while at < len(content) and content[at] == " ":
        shown.append(" ")
        at += 1
    for kind, (pattern, instead) in _LINE_STARTS.items():
        if (found := pattern.match(content, at)) and found.end() < len(content):
            markup.add(kind)
            shown.append(instead)
            return found.end()
    return at


def _piece(content: str, at: int, names: Mapping[int, str], markup: set[str]) -> tuple[str, int]:
    if at >= len(content):
        return "", at
    if found := _ESCAPED.match(content, at):
        return found[1], found.end()
    for kind, pattern, show in _PLAIN:
        if found := pattern.match(content, at):
            markup.add(kind)
            return show(found, names), found.end()
    if found := _LINK.match(content, at):
        markup.add("link")
        return _render(found[1], names, markup, False), found.end()
    for kind, pattern in _PAIRS.items():
        if found := pattern.match(content, at):
            markup.add(kind)
            return _render(found[1], names, markup, False), found.end()
    return content[at], at + 1


def _named(found: re.Match[str], names: Mapping[int, str]) -> str:
    return names.get(int(found[1]), "unknown")


_Show = Callable[[re.Match[str], Mapping[int, str]], str]
_PLAIN: list[tuple[str, re.Pattern[str], _Show]] = [
    ("code", _BLOCK, lambda found, names: found[1]),
    ("code", _CODE, lambda found, names: found[2]),
    ("address", _BRACKETED, lambda found, names: found[1]),
    ("address", _ADDRESS, lambda found, names: found[0]),
    ("mention", _USER, lambda found, names: f"@{_named(found, names)}"),
    ("mention", _ROLE, lambda found, names: f"@{_named(found, names)}"),
    ("mention", _CHANNEL, lambda found, names: f"#{_named(found, names)}"),
    ("mention", _EVERYONE, lambda found, names: found[0]),
    ("time", _TIME, lambda found, names: f"at {found[1]}"),
    ("emoji", _EMOJI, lambda found, names: found[1]),
    ("command", _COMMAND, lambda found, names: found[1]),
]
