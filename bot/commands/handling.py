"""The commands in chat: the same words on every platform (SPEC 8).

A command is taken inside the transaction that stores it: it may read and write the books, asks
the rules for anything that concerns a meeting, and is always answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from bot.commands import (
    aboutme,
    agreeing,
    calendars,
    diaries,
    entering,
    groups,
    helping,
    linking,
    noting,
    pins,
    presence,
    raising,
    readying,
    speaking,
    told,
)
from bot.commands.agendas import agenda
from bot.commands.answering import answer
from bot.commands.asking import Asked, SorryError
from bot.commands.cases import case
from bot.commands.claiming import claim
from bot.commands.concerning import concern
from bot.commands.costing import costs
from bot.commands.deciding import decide
from bot.commands.foreseeing import hand_over
from bot.commands.glossary import glossary
from bot.commands.meetings import meeting
from bot.commands.mydata import my_data
from bot.commands.names import clean_line
from bot.commands.permitting import permit
from bot.commands.practising import practice
from bot.commands.records import records
from bot.commands.roles import roles
from bot.commands.rules import rules
from bot.happenings import Commanded
from bot.intake import Routed
from bot.model.people import Platform
from bot.model.permissions import COMMANDS
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.model.signals import Signed, UnknownSeen
from bot.ports import Books
from bot.rate_files import shipped_rates
from bot.whereabouts import concerned, going_on

_ACTS: dict[str, Callable[[Asked], None]] = {
    "start": entering.start,
    "link": entering.link,
    "unlink": linking.unlink,
    "setup": groups.setup,
    "invite": groups.invite,
    "people": groups.people,
    "phone": groups.phone,
    "operator": groups.operator,
    "meeting": meeting,
    "here": presence.here,
    "leaving": presence.leaving,
    "ok": presence.ok,
    "support": presence.support,
    "case": case,
    "agree": agreeing.agree,
    "agenda": agenda,
    "answer": answer,
    "aboutme": aboutme.about_me,
    "concern": concern,
    "claim": claim,
    "practice": practice,
    "costs": costs,
    "pin": pins.pin,
    "mydata": my_data,
    "records": records,
    "whotold": told.who_told,
    "ready": readying.ready,
    "calendar": calendars.send_calendar,
    "diary": diaries.diary,
    "break": raising.break_,
    "hand": raising.hand,
    "jargon": raising.jargon,
    "stuck": raising.stuck,
    "glossary": glossary,
    "ask": speaking.ask,
    "thumbs": speaking.thumbs,
    "note": noting.note,
    "action": noting.action,
    "notes": noting.notes,
    "decide": decide,
    "rules": rules,
    "roles": roles,
    "help": helping.help_,
}
_FOR_ANYBODY = frozenset(row.name for row in COMMANDS if row.unknown)
"""Commands of somebody the bot does not know yet."""
_MAKES_A_ROOM = frozenset({"setup"})
"""Commands that are about the room in which they are given, whether or not it has a group."""
_ABOUT_GOING = frozenset({"leaving", "support"})
"""Written in a room, these do not say that somebody is there."""

_READ_ALL_THE_SAME = frozenset(("claim", why) for why in ("less", "much", "nothing", "closed"))
"""Why an answer that was read as one is not taken."""


class Handler:
    """Answers commands."""

    def __init__(
        self,
        now: Callable[[], datetime],
        deep_link: Callable[[Platform, str], str] | None = None,
        policy: Policy | None = None,
        rates: Rates | None = None,
    ) -> None:
        """`deep_link` makes a link from a one-time code, where a platform has such links.

        `policy` is the organisation's. `now` is the clock of the process; a command is answered
        for the moment at which the engine took it.
        """
        del now
        self._deep_link = deep_link
        self._policy = policy or Policy.default()
        self._rates = rates or shipped_rates()

    def handle(self, books: Books, happening: Commanded, now: datetime) -> Routed:
        """What a command asks for: signals for meetings, and answers."""
        name, words = _read(happening.text)
        asked = Asked(
            books=books,
            happening=_where(books, happening, name),
            now=now,
            organisation=self._policy,
            rates=self._rates,
            deep_link=self._deep_link,
            name=name,
            words=words,
            known_as=books.person_of(happening.platform, happening.account),
        )
        _give_signs(asked)
        try:
            _act(asked)
        except SorryError as sorry:
            asked.routed.not_read = (sorry.key, sorry.variant) not in _READ_ALL_THE_SAME
            answer = asked.answer_in_room if sorry.in_room else asked.answer
            answer(sorry.key, sorry.variant, **sorry.facts)
        return asked.routed


def _where(books: Books, happening: Commanded, name: str) -> Commanded:
    """What nobody else sees may be asked anywhere: a room of no group stands for its server.

    If that has no group either it is no place at all.
    """
    if not happening.unseen or happening.room is None or name in _MAKES_A_ROOM:
        return happening
    if books.group_of_room(happening.platform, happening.room) is not None:
        return happening
    server = happening.server
    known = server is not None and books.group_of_room(happening.platform, server) is not None
    return msgspec.structs.replace(happening, room=server if known else None)


def _read(text: str) -> tuple[str, list[str]]:
    """The command's name and the words after it; "/meeting@a_bot new" is "/meeting new"."""
    first, *words = clean_line(text).split() or [""]
    return first.removeprefix("/").split("@")[0].lower(), words


def _act(asked: Asked) -> None:
    act = _ACTS.get(asked.name)
    if asked.known_as is None and asked.name not in _FOR_ANYBODY:
        # In a room it may have been meant for another bot.
        if act is not None or not asked.in_room:
            asked.answer("not-known", "support" if asked.name == "support" else None)
    elif act is None:
        helping.unknown(asked)
    else:
        permit(asked)
        act(asked)


def _give_signs(asked: Asked) -> None:
    """A command is a sign of life; in a text room it is one of being there (SPEC 1)."""
    happened, books = asked.happening, asked.books
    here = going_on(books, happened.platform, happened.room, asked.now) if happened.room else []
    if asked.known_as is None:
        for meeting_id in here:
            seen = UnknownSeen(account=f"{happened.platform}/{happened.account}")
            hand_over(asked, meeting_id, seen)
        return
    for meeting_id in concerned(books, asked.known_as):
        being_there = meeting_id in here and asked.name not in _ABOUT_GOING
        in_room = being_there and asked.meeting(meeting_id).by_signs
        hand_over(asked, meeting_id, Signed(person=asked.known_as, in_room=in_room))
