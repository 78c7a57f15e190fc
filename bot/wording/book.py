"""Reading the wording files, and refusing those that could fail when a text is needed.

Everything that can be wrong with a text is found here, at the start: a message somebody waits
for must not be the moment when a slip of the pen comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

import msgspec
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser, ast

from bot.wording.fill import NOTHING, slots

Name = tuple[str, str | None]
"""The name of a text and its variant; None is the plain text."""

# fmt: off
FACTS: Final = frozenset((
    "adult_cost", "adult_hours", "adult_line", "adult_number",
    "child_cost", "child_hours", "child_line", "child_number", "emergency",
    "again", "at", "blind_from", "blind_to", "by", "choices", "code", "command", "contact",
    "contact_email", "contact_phone", "day", "dial_in", "emergency_name", "emergency_note",
    "emergency_phone", "ends", "group", "late", "link", "meeting", "minutes", "note", "owner",
    "person", "platform", "reader", "reason", "roles", "routes", "since", "starts", "tried",
    "until", "way_in", "who", "words", "zone", "numbers",
    "up", "down", "unsure", "silent", "rules",
    "amount", "cost_items", "agreed", "way", "promised", "status", "benefits", "quantity",
    "items", "coming", "step", "steps", "warnings", "hard_words", "hard_topic", "why", "closes",
))
# fmt: on
"""Every fact a text may name. A text that names another is refused at load."""

_NEEDED: Final = ("part-first-line", "part-again")


class WordingError(Exception):
    """A text cannot be read or written; says in one sentence which, and what to do."""


class Entry(msgspec.Struct, frozen=True):
    """One text, ready to be rendered."""

    pattern: Pattern
    facts: frozenset[str]
    """The facts it names, itself or through the parts it uses."""


class Book(msgspec.Struct, frozen=True):
    """All texts of a language, by name and variant."""

    bundle: FluentBundle
    entries: dict[Name, Entry]


class _Source(msgspec.Struct, frozen=True):
    """One text as it was written: where, which facts it names, which other texts it uses."""

    place: str
    facts: frozenset[str]
    uses: frozenset[Name]


def read_book(folder: Path, locale: str) -> Book:
    """All texts in `folder/locale/*.ftl`. Raises `WordingError`, naming file and line."""
    paths = sorted((folder / locale).glob("*.ftl"))
    if not paths:
        raise WordingError(
            f"There are no wording files (*.ftl) in {folder / locale}:"
            " check the wording folder and the language."
        )
    bundle = FluentBundle([locale], use_isolating=False)
    sources: dict[Name, _Source] = {}
    for path in paths:
        for message, place in _messages(path):
            _add(sources, message, place)
            bundle.add_resource(ast.Resource([message]))
    for name in _NEEDED:
        if (name, None) not in sources:
            raise WordingError(f"The text {name!r} is missing in {folder / locale}: add it.")
    return Book(bundle, {at: _entry(bundle, sources, at) for at in sources})


def _messages(path: Path) -> Iterator[tuple[ast.Message, str]]:
    """The messages of a file, each with the place where it begins."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise WordingError(f"{path.name} cannot be read as UTF-8 text.") from problem
    for item in FluentParser().parse(text).body:
        start = item.span.start if item.span else 0
        place = f"{path.name}, line {text.count(chr(10), 0, start) + 1}"
        match item:
            case ast.Message():
                yield item, place
            case ast.Junk():
                why = item.annotations[0].message if item.annotations else "not understood"
                raise WordingError(f"{place}: this text cannot be read ({why}).")
            case ast.Term():
                raise WordingError(
                    f'{place}: -{item.id.name} is a term; name it "part-{item.id.name}" instead.'
                )


def _add(sources: dict[Name, _Source], message: ast.Message, place: str) -> None:
    name = message.id.name
    if (name, None) in sources:
        first = sources[name, None].place
        raise WordingError(f"{place}: {name!r} is there already ({first}); keep one of them.")
    if message.value is None:
        raise WordingError(f"{place}: {name!r} has no plain text; write it after the = sign.")
    sources[name, None] = _source(message.value, place)
    for attribute in message.attributes:
        sources[name, attribute.id.name] = _source(attribute.value, place)


def _source(pattern: ast.Pattern, place: str) -> _Source:
    """What a text names. Also marks what it leaves empty on purpose."""
    facts: set[str] = set()
    uses: set[Name] = set()
    for expression in _expressions(pattern):
        match expression:
            case ast.VariableReference(id=fact):
                if fact.name not in FACTS:
                    raise WordingError(
                        f"{place}: there is no fact called ${fact.name}; check how it is spelt."
                    )
                facts.add(fact.name)
            case ast.MessageReference(id=used, attribute=variant):
                uses.add((used.name, variant.name if variant else None))
            case ast.StringLiteral():
                expression.value = expression.value or NOTHING
            case ast.FunctionReference() | ast.TermReference():
                raise WordingError(
                    f"{place}: {expression.id.name} cannot be used here;"
                    " use facts, buttons and parts only."
                )
    return _Source(place, frozenset(facts), frozenset(uses))


def _expressions(pattern: ast.Pattern) -> Iterator[ast.InlineExpression]:
    """Every expression between braces, however deep."""
    for element in pattern.elements:
        inner = element.expression if isinstance(element, ast.Placeable) else None
        while isinstance(inner, ast.Placeable):
            inner = inner.expression
        if isinstance(inner, ast.SelectExpression):
            yield inner.selector
            for variant in inner.variants:
                yield from _expressions(variant.value)
        elif inner is not None:
            yield inner


def _entry(bundle: FluentBundle, sources: dict[Name, _Source], at: Name) -> Entry:
    """The text, tried once with every fact empty and once with every fact given."""
    name, variant = at
    message = bundle.get_message(name)
    pattern = cast(Pattern, message.value if variant is None else message.attributes[variant])
    entry = Entry(pattern, _all_facts(sources, at, ()))
    for sample in ("", "given"):
        facts = slots(dict.fromkeys(entry.facts, sample))
        _, problems = bundle.format_pattern(entry.pattern, facts)
        if problems:
            raise WordingError(f"{sources[at].place}: {name!r} cannot be used ({problems[0]}).")
    return entry


def _all_facts(
    sources: dict[Name, _Source],
    at: Name,
    path: tuple[Name, ...],
) -> frozenset[str]:
    """The facts a text names, with those of every text it uses."""
    source = sources[at]
    facts = source.facts
    for used in source.uses:
        spelt = ".".join(part for part in used if part)
        if used not in sources:
            raise WordingError(f"{source.place}: there is no text called {spelt!r} to put in.")
        if used in (*path, at):
            raise WordingError(f"{source.place}: {spelt!r} would be put into itself.")
        facts |= _all_facts(sources, used, (*path, at))
    return facts
