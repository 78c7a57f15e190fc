"""What may be done in a scenario: the sentences, and what each of them means (SPEC 9)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import timedelta

import msgspec

from bot.model.durations import parse_duration, shown
from bot.model.meeting import How
from bot.scenario import deeds, names
from bot.scenario.errors import WrongError
from bot.scenario.names import Names
from bot.scenario.nodes import Scalar

_WORD = r"\S+"
_HOW = "|".join(How)
_SLOTS = {
    "MEETING": _WORD,
    "PERSON": _WORD,
    "PLATFORM": _WORD,
    "DURATION": _WORD,
    _HOW: _WORD,
    "KEY.BUTTON": _WORD,
    '"TEXT"': r"\S.*",
}
_QUOTED = re.compile("\"(.*)\"|'(.*)'|“(.*)”", re.DOTALL)
_LENGTH = re.compile("[0-9]+[smhd]")
_LONGEST = timedelta(days=366)


class Said:
    """One sentence that was recognised, with a way to read each of its slots."""

    def __init__(self, node: Scalar, slots: list[str], parts: tuple[str, ...], known: Names):
        self._line = node.line
        self._parts = dict(zip(slots, parts, strict=True))
        self._names = known

    def meeting(self) -> str:
        """The key of the meeting."""
        return self._names.meeting(self._scalar("MEETING"), "meeting")

    def person(self) -> str:
        """The key of the other person."""
        return self._names.person(self._scalar("PERSON"), "person")

    def platform(self) -> str:
        """The platform."""
        return names.platform(self._scalar("PLATFORM"), "platform")

    def button(self) -> tuple[str, str]:
        """Message key and button."""
        return names.button(self._scalar("KEY.BUTTON"))

    def how(self) -> How:
        """One of the four endings (L2)."""
        written = self._parts[_HOW]
        if written not in list(How):
            raise WrongError(
                self._line,
                f"nobody leaves saying {shown(written)}",
                f"use {' or '.join(How)}",
            )
        return How(written)

    def lasts(self) -> timedelta:
        """A length of time of at most a year."""
        written = self._parts["DURATION"]
        try:
            length = parse_duration(written) if _LENGTH.fullmatch(written) else None
        except ValueError:
            length = None
        if length is None or length > _LONGEST:
            raise WrongError(
                self._line,
                f"{shown(written)} is not a length of time",
                "write it like 30s, 10m, 1h or 14d, from 1s to 366d",
            )
        return length

    def text(self) -> str:
        """The words between the quotes."""
        found = _QUOTED.fullmatch(self._parts['"TEXT"'].rstrip())
        if found is None:
            raise WrongError(
                self._line,
                "the words are not between quotes",
                'write it like says "I am OK"; with ": " or " #" in the words, '
                "put the whole action in single quotes",
            )
        words = next(part for part in found.groups() if part is not None).replace('\\"', '"')
        if not words.strip():
            raise WrongError(self._line, "there are no words between the quotes", "write some")
        return words

    def command(self) -> str:
        """A command with its slash."""
        words = self.text()
        if not re.match(r"/\w", words):
            raise WrongError(
                self._line,
                f"{shown(words)} is not a command",
                'begin it with a slash, such as "/help", or use says for other words',
            )
        return words

    def _scalar(self, slot: str) -> Scalar:
        return Scalar(line=self._line, text=self._parts[slot], plain=False)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of the language: words, and slots in capitals, with what it means."""

    usage: str
    means: Callable[[Said], deeds.Deed]

    @property
    def verb(self) -> str:
        """The first word that is not a slot."""
        return next(word for word in self.usage.split() if word not in _SLOTS)

    def parse(self, node: Scalar, known: Names) -> deeds.Deed | None:
        """What `node` means, if it is this sentence."""
        tokens = self.usage.split()
        pattern = r"\s+".join(
            f"({_SLOTS[token]})" if token in _SLOTS else re.escape(token) for token in tokens
        )
        found = re.fullmatch(pattern, node.text.strip(), re.DOTALL)
        if found is None:
            return None
        slots = [token for token in tokens if token in _SLOTS]
        return self.means(Said(node, slots, found.groups(), known))


PERSON = (
    Sentence("joins MEETING", lambda s: deeds.Joins(meeting=s.meeting())),
    Sentence("joins MEETING by phone", lambda s: deeds.Joins(meeting=s.meeting(), by_phone=True)),
    Sentence(
        f"leaves MEETING saying {_HOW}", lambda s: deeds.Leaves(meeting=s.meeting(), how=s.how())
    ),
    Sentence("leaves MEETING", lambda s: deeds.Leaves(meeting=s.meeting())),
    Sentence("leaves the group of MEETING", lambda s: deeds.LeavesGroup(meeting=s.meeting())),
    Sentence("drops from MEETING", lambda s: deeds.Leaves(meeting=s.meeting())),
    Sentence("moves to MEETING", lambda s: deeds.Moves(meeting=s.meeting())),
    Sentence('says "TEXT"', lambda s: deeds.Says(text=s.text())),
    Sentence(
        'writes in MEETING "TEXT"', lambda s: deeds.Writes(meeting=s.meeting(), text=s.text())
    ),
    Sentence("presses KEY.BUTTON", lambda s: _press(*s.button())),
    Sentence("cannot come to MEETING", lambda s: deeds.CannotCome(meeting=s.meeting())),
    Sentence("opens MEETING", lambda s: deeds.Opens(meeting=s.meeting())),
    Sentence("ends MEETING", lambda s: deeds.Ends(meeting=s.meeting())),
    Sentence(
        "starts a break of DURATION in MEETING",
        lambda s: deeds.StartsBreak(meeting=s.meeting(), lasts=s.lasts()),
    ),
    Sentence(
        "removes PERSON from MEETING",
        lambda s: deeds.Removes(person=s.person(), meeting=s.meeting()),
    ),
    Sentence("logs PERSON ok", lambda s: deeds.Logs(person=s.person())),
    Sentence("blocks the bot", lambda _: deeds.Blocks()),
    Sentence("unblocks the bot", lambda _: deeds.Unblocks()),
    Sentence("links PLATFORM", lambda s: deeds.Links(platform=s.platform())),
    Sentence("unlinks PLATFORM", lambda s: deeds.Unlinks(platform=s.platform())),
    Sentence('sends "TEXT"', lambda s: deeds.Sends(text=s.command())),
)

BOT = (
    Sentence("stops", lambda _: deeds.BotStops()),
    Sentence("starts", lambda _: deeds.BotStarts()),
)

PLATFORM = (
    Sentence("PLATFORM goes away", lambda s: deeds.GoesAway(platform=s.platform())),
    Sentence("PLATFORM comes back", lambda s: deeds.ComesBack(platform=s.platform())),
    Sentence(
        "PLATFORM refuses PERSON",
        lambda s: deeds.Refuses(platform=s.platform(), person=s.person()),
    ),
    Sentence(
        "PLATFORM accepts PERSON",
        lambda s: deeds.Accepts(platform=s.platform(), person=s.person()),
    ),
    Sentence(
        "PLATFORM delivers twice", lambda s: deeds.Delivers(platform=s.platform(), twice=True)
    ),
    Sentence(
        "PLATFORM delivers once", lambda s: deeds.Delivers(platform=s.platform(), twice=False)
    ),
    Sentence(
        "PLATFORM answers 429 for DURATION",
        lambda s: deeds.Answers429(platform=s.platform(), lasts=s.lasts()),
    ),
)


def sentences_of(actor: str) -> tuple[Sentence, ...]:
    """What `bot`, `platform` or a person may do."""
    return {"bot": BOT, "platform": PLATFORM}.get(actor, PERSON)


def parse(node: Scalar, actor: str, known: Names) -> deeds.Deed:
    """What one action means.

    Raises:
        WrongError: if nobody of that kind can do it, or if it names what there is not.
    """
    sentences = sentences_of(actor)
    for sentence in sentences:
        deed = sentence.parse(node, known)
        if deed is not None:
            return deed
    raise WrongError(
        node.line, f"{shown(node.text)} is nothing {actor} can do", _todo(node.text, sentences)
    )


def _press(key: str, button: str) -> deeds.Presses:
    return deeds.Presses(key=key, button=button)


def _todo(written: str, sentences: Iterable[Sentence]) -> str:
    """The sentences with the verb that was meant, and all of them if it is not clear."""
    by_verb: dict[str, list[str]] = {}
    for sentence in sentences:
        by_verb.setdefault(sentence.verb, []).append(sentence.usage)
    said = written.split(maxsplit=10)[:10]
    verb = next((word for word in said if word in by_verb), None)
    if verb is not None:
        return f"write it as {' or '.join(by_verb[verb])}"
    near = next((found for word in said for found in _similar(word, by_verb)), None)
    every = " · ".join(usage for usages in by_verb.values() for usage in usages)
    return f"did you mean {by_verb[near][0]}? It can be: {every}" if near else f"use one of {every}"


def _similar(word: str, verbs: Iterable[str]) -> list[str]:
    """A verb that was nearly written; verbs are short, so it has to be close."""
    return difflib.get_close_matches(word[:20], list(verbs), 1, 0.7)
