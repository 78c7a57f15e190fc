"""Ground rules that the group makes for itself: /rules (M4). Each version is kept."""

from __future__ import annotations

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.there import meeting_i_lead, meetings_in
from bot.model import ground_rules as gr
from bot.model.during_signals import RulesAgreed, RulesPut
from bot.model.meeting import OPEN_STATES
from bot.model.paper import Paper, PaperKind
from bot.model.people import STAFF, Group

AGREE = "agree"
LONGEST_RULE, MOST_RULES = 200, 12


def rules(asked: Asked) -> None:
    """`/rules`; for staff `/rules add TEXT`, `/rules drop NUMBER` and `/rules adopt`.

    `/rules agree NUMBER` is the button under the question.
    """
    match asked.words:
        case []:
            _show(asked)
        case [said, number] if said == AGREE and number.isdigit():
            _agree(asked, int(number))
        case ["add", *words] if words:
            _propose(asked, " ".join(words)[:LONGEST_RULE])
        case ["drop", number] if number.isdigit():
            _drop(asked, int(number))
        case ["adopt"]:
            _put(asked)
        case _:
            raise SorryError("wrong-form", command=form_of("rules"))


def _show(asked: Asked) -> None:
    for group in asked.groups():
        kept = _kept(asked, group)
        lines = _numbered(kept.current)
        if kept.proposed and kept.proposed != kept.current:
            lines += [{"line": "rules-proposed"}, *_numbered(kept.proposed)]
        asked.answer("rules", None if lines else "none", choices=lines)


def _propose(asked: Asked, line: str) -> None:
    group = asked.group_for(STAFF)
    kept = _kept(asked, group)
    draft = kept.proposed or kept.current
    if len(draft) >= MOST_RULES:
        raise SorryError("rules", "many")
    kept = msgspec.structs.replace(kept, proposed=(*draft, line))
    _keep(asked, group, kept)
    asked.answer("rules", "added", choices=_numbered(kept.proposed))


def _drop(asked: Asked, number: int) -> None:
    group = asked.group_for(STAFF)
    kept = _kept(asked, group)
    draft = kept.proposed or kept.current
    if not 1 <= number <= len(draft):
        raise SorryError("wrong-form", command=form_of("rules drop"))
    left = tuple(line for place, line in enumerate(draft, 1) if place != number)
    _keep(asked, group, msgspec.structs.replace(kept, proposed=left))
    asked.answer("rules", "added" if left else "none", choices=_numbered(left))


def _put(asked: Asked) -> None:
    """Ask everybody in the room; what they are asked about no longer changes."""
    group = asked.group_for(STAFF)
    kept = _kept(asked, group)
    if not kept.proposed:
        raise SorryError("rules", "nothing")
    found = meeting_i_lead(asked)
    sealed = tuple(asked.books.seal(line) for line in _bulleted(kept.proposed))
    foreseen = hand_over(asked, found.id, RulesPut(by=asked.person, words=sealed))
    put = foreseen.meeting.during.rules
    if foreseen.toast.name != "recorded" or put is None:
        asked.answer("posted", "not-now")
        return
    where = f"{found.id}/{put.number}"
    _keep(asked, group, msgspec.structs.replace(kept, put=where, asked=kept.proposed))
    asked.answer("rules", "asked")


def _agree(asked: Asked, message_number: int) -> None:
    """The button: once more than half of those who are there have pressed it, it is adopted."""
    message = asked.books.sent_message(message_number)
    thread = message.thread if message is not None and "rules-ask" in message.keys else ""
    _, _, number = thread.partition("/")
    for found in meetings_in(asked, OPEN_STATES):
        if message is not None and found.id == message.meeting and number.isdigit():
            signal = RulesAgreed(person=asked.person, number=int(number))
            agreed = hand_over(asked, found.id, signal).meeting.during.rules
            if agreed is not None and agreed.adopted:
                _adopt(asked, asked.books.group(found.group), f"{found.id}/{number}")
            return
    raise SorryError("rules", "late")


def _adopt(asked: Asked, group: Group, put: str) -> None:
    kept = _kept(asked, group)
    if kept.put != put:
        return
    version = gr.Adopted(version=len(kept.versions) + 1, at=asked.now, lines=kept.asked)
    left = () if kept.proposed == kept.asked else kept.proposed
    now = gr.GroundRules(versions=(*kept.versions, version), proposed=left)
    _keep(asked, group, now)


def _kept(asked: Asked, group: Group) -> gr.GroundRules:
    paper = asked.books.paper(gr.paper_id(group.id))
    return gr.GroundRules() if paper is None else gr.read(paper.doc)


def _keep(asked: Asked, group: Group, kept: gr.GroundRules) -> None:
    asked.books.put_paper(
        Paper(
            id=gr.paper_id(group.id),
            group=group.id,
            kind=PaperKind.GROUND_RULES,
            at=asked.now,
            doc=gr.written(kept),
            state="adopted" if kept.versions else "",
        )
    )


def _numbered(lines: tuple[str, ...]) -> list[Line]:
    return [{"line": "rule", "code": str(n), "words": line} for n, line in enumerate(lines, 1)]


def _bulleted(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"• {line}" for line in lines)
