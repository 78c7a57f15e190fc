"""The agenda in chat: /agenda (M1). Anybody may add to it; the staff put it in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot import items
from bot.commands.agenda_lines import ahead, groups, lines, may
from bot.commands.arranging import BUTTONS, arrange, put_in_break
from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.flows.agenda import takes_items
from bot.model.meeting import Meeting
from bot.model.paper import PaperKind
from bot.model.signals import ItemAdded, Signed

LONGEST = 200
"""Letters of one item: more would not fit in a list."""
WORDS_WITHIN = timedelta(days=1)
"""How long somebody who pressed the button has for writing their item."""
UNNAMED = "unnamed"
_WITHOUT_NAME = frozenset({"anonymous", "anonymously"})


def agenda(asked: Asked) -> None:
    """`/agenda [WHAT …]`."""
    what = asked.words.pop(0).lower() if asked.words else "list"
    if what in BUTTONS:
        arrange(asked, what)
    elif what in _ACTS:
        _ACTS[what](asked)
    else:
        raise SorryError("wrong-form", command=form_of("agenda"))


# --- adding ---------------------------------------------------------------------------------------


def _add(asked: Asked) -> None:
    """`/agenda add [anonymous] TEXT`."""
    unnamed = bool(asked.words) and asked.words[0].lower() in _WITHOUT_NAME
    words = " ".join(asked.words[1:] if unnamed else asked.words)
    _put(asked, words, None, unnamed=unnamed)


def _ask_for_words(asked: Asked, *, unnamed: bool = False) -> None:
    """A button under the question: their next words are the item. `/agenda write-item NUMBER`."""
    message = asked.books.sent_message(int(asked.words[0])) if _is_number(asked.words) else None
    if message is None or "agenda-ask" not in message.keys or message.meeting is None:
        raise SorryError("wrong-form", command=form_of("agenda"))
    _named_for(asked, message.meeting)
    named = UNNAMED if unnamed else "named"
    command = f"agenda to {message.meeting} {named}"
    asked.books.await_words(asked.person, command, asked.now + WORDS_WITHIN)
    asked.answer("agenda-item", "write-unnamed" if named == UNNAMED else "write")


def _is_number(words: list[str]) -> bool:
    return len(words) == 1 and words[0].isdigit()


def _to(asked: Asked) -> None:
    """The words that were asked for: `/agenda to MEETING named|unnamed TEXT`."""
    if len(asked.words) < len(("meeting", "named")):
        raise SorryError("wrong-form", command=form_of("agenda"))
    meeting, named, *words = asked.words
    found = _named_for(asked, meeting)
    _put(asked, " ".join(words), found, unnamed=named == UNNAMED)


def _named_for(asked: Asked, meeting_id: str) -> Meeting:
    """A meeting of a group of theirs, by its short name."""
    stored = asked.books.meeting(meeting_id)
    if stored is None or stored.meeting.group not in asked.books.groups_of(asked.person):
        raise SorryError("no-meeting", "unknown", code=meeting_id)
    return asked.meeting(meeting_id)


def _put(asked: Asked, words: str, wanted: Meeting | None, *, unnamed: bool) -> None:
    """Put it on the agenda that is open; if none is, it waits for the next meeting."""
    if not words:
        raise SorryError("wrong-form", command=form_of("agenda add"))
    if len(words) > LONGEST:
        raise SorryError("agenda-item", "long")
    if unnamed:
        _leave_no_trace(asked)
    by = None if unnamed else asked.person
    found, later = _agenda_for(asked, wanted)
    if found is None:
        group = wanted.group if wanted is not None else groups(asked)[0].id
        items.keep_words(asked.books, group, words, by, asked.now)
    else:
        hand_over(asked, found.id, ItemAdded(words=asked.books.seal(words), by=by))
    _thank(asked, found, words, unnamed=unnamed, later=later)


def _leave_no_trace(asked: Asked) -> None:
    """What somebody adds without a name is not kept as a sign of theirs at that very moment."""
    signals = asked.routed.signals
    signals[:] = [(meeting, one) for meeting, one in signals if not isinstance(one, Signed)]


def _thank(asked: Asked, found: Meeting | None, words: str, *, unnamed: bool, later: bool) -> None:
    """The answer to an item without a name does not repeat it: it would stay with the account."""
    title = title_of(asked, found) if found is not None else ""
    if found is None:
        asked.answer("agenda-item", "later")
    elif later:
        asked.answer("agenda-item", "moved", meeting=title)
    elif unnamed:
        asked.answer("agenda-item", UNNAMED, meeting=title)
    else:
        asked.answer("agenda-item", meeting=title, note=words)


def _agenda_for(asked: Asked, wanted: Meeting | None) -> tuple[Meeting | None, bool]:
    """The one that takes something now; and whether an earlier one is closed already."""
    coming = ahead(asked, None if wanted is None else wanted.group)
    if wanted is not None:
        coming = [m for m in coming if m.planned_start >= wanted.planned_start]
    for meeting in coming:
        policy, staff = asked.policy_of(meeting.group), may(asked, meeting)
        if takes_items(meeting, policy, asked.now, staff=staff):
            return meeting, meeting != coming[0]
    return None, True


# --- looking --------------------------------------------------------------------------------------


def _list(asked: Asked) -> None:
    """`/agenda list [MEETING]`: what has been put on it, as far as it is for them."""
    coming = ahead(asked)
    if asked.words:
        coming = [
            meeting for meeting in coming if _is_called(asked, meeting, " ".join(asked.words))
        ]
    if not coming:
        _list_kept(asked)
        return
    found = coming[0]
    asked.answer("agenda", meeting=title_of(asked, found), choices=lines(asked, found))


def _is_called(asked: Asked, meeting: Meeting, name: str) -> bool:
    return name.casefold() in {meeting.id.casefold(), title_of(asked, meeting).casefold()}


def _list_kept(asked: Asked) -> None:
    kept: list[Line] = [
        {"line": "command", "command": "•", "words": paper.doc["words"]}
        for group in groups(asked)
        for paper in asked.books.papers(group.id, PaperKind.AGENDA_ITEM, person=asked.person)
        if paper.state == items.KEPT
    ]
    asked.answer("agenda", "waiting" if kept else "none", choices=kept)


_ACTS: dict[str, Callable[[Asked], None]] = {
    "add": _add,
    "list": _list,
    "break": put_in_break,
    "write-item": _ask_for_words,
    "write-unnamed": partial(_ask_for_words, unnamed=True),
    "to": _to,
}
