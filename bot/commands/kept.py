"""Everything that is kept about somebody, as lines for them to read (V4).

Never what stands in a case, nor anything by which somebody could learn that a concern is about
them (Y7): of records only how many there are in which they themselves were looked after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot import erasing, records
from bot.commands import answers
from bot.commands.asking import Asked, Line
from bot.commands.cost_rows import Found, claims_in
from bot.commands.names import role_names
from bot.commands.when import shown_day
from bot.model.meeting import Meeting, MeetingState
from bot.model.money import shown as shown_money
from bot.model.paper import PaperKind
from bot.model.people import Group, PersonId
from bot.model.profile import CostAgreement
from bot.model.questions import CONSENTS, QUESTIONS
from bot.ports import Agreed
from bot.wording.facts import PLATFORM_NAMES

MOST = 6
"""Of things that may be many, how many are shown in a message; a file holds all."""


def about_them(asked: Asked, about: PersonId, *, everything: bool = False) -> list[Line]:
    """Who they are, how they are reached, what they answered, and what they agreed to.

    `everything`: with the numbers by which the platforms know them.
    """
    lines: list[Line] = [_line("name", words=answers.card(asked, about).name)]
    for group in groups_of(asked, about):
        lines += _in_group(asked, group, about)
    lines += _accounts(asked, about, everything=everything)
    lines += _particulars(asked, about)
    lines += _agreements(asked, about)
    return lines


def in_the_groups(asked: Asked, about: PersonId, *, everything: bool = False) -> list[Line]:
    """What comes of taking part: money, words, meetings, and records. `everything`: all words."""
    lines: list[Line] = []
    for group in groups_of(asked, about):
        meetings = _meetings(asked, group)
        mine = [meeting for meeting in meetings if _was_part_of(meeting, about)]
        lines += _money(asked, group, about, everything=everything)
        lines += _items(asked, mine, about, everything=everything)
        if mine:
            lines.append(_line("meetings", code=str(len(mine)), group=asked.group_name(group.id)))
        lines += _records(asked, group, meetings, about)
    lines += _papers(asked, about, everything=everything)
    if erasing.is_waiting(asked.books, about):
        lines.append(_line("waits"))
    return lines


def groups_of(asked: Asked, about: PersonId) -> list[Group]:
    """Every group that somebody is in."""
    return [asked.books.group(group) for group in asked.books.groups_of(about)]


# --- who they are -----------------------------------------------------------------------------


def _in_group(asked: Asked, group: Group, about: PersonId) -> Iterator[Line]:
    books, member, zone = asked.books, group.people[about], ZoneInfo(group.timezone)
    by, at = books.roles_given(group.id).get(about, (None, None))
    yield _line(
        "group",
        group=asked.group_name(group.id),
        roles=role_names(member.roles),
        by=books.name_of(by) if by is not None and by != about else "",
        day=shown_day(at, zone) if at is not None else "",
    )
    if member.check is not None:
        expires = member.check.expires
        yield _line("check", status=member.check.level.value, until=_day(expires))
    if member.guardians:
        yield _line("guardians", who=_names(asked, member.guardians))
    if member.held_by is not None:
        yield _line("held", person=books.name_of(member.held_by))
    children = [one.id for one in group.people.values() if about in one.guardians]
    if children:
        yield _line("children", who=_names(asked, children))
    if member.has_pin:
        yield _line("pin")
    if group.operator == about:
        yield _line("operator", group=asked.group_name(group.id))


def _accounts(asked: Asked, about: PersonId, *, everything: bool) -> Iterator[Line]:
    zone = _zone(asked, about)
    for proof in asked.books.proofs(about):
        yield _line(
            "account",
            platform=PLATFORM_NAMES.get(proof.platform, proof.platform),
            code=proof.account if everything else "",
            day=shown_day(proof.at, zone) if proof.at is not None else "",
            reason=proof.how,
        )


def _particulars(asked: Asked, about: PersonId) -> Iterator[Line]:
    """Numbers, dates, and what they answered in short questions."""
    known, profile = answers.card(asked, about), asked.books.profile(about)
    if known.born is not None:
        yield _line("born", day=_day(known.born))
    for question in QUESTIONS:
        line = answers.shown(asked, about, question)
        if line["words"] not in {"", "passed"}:
            yield line
    zone = _zone(asked, about)
    for platform, at in profile.practised.items():
        name = PLATFORM_NAMES.get(platform, platform)
        yield _line("practised", platform=name, day=shown_day(at, zone))
    for purpose in CONSENTS.values():
        if purpose in profile.consents:
            yield _line("consent", reason=purpose, day=shown_day(profile.consents[purpose], zone))


def _agreements(asked: Asked, about: PersonId) -> Iterator[Line]:
    """Who said yes to what, and when: a line for each time."""
    said: dict[tuple[PersonId, PersonId, date], list[Agreed]] = {}
    zone = _zone(asked, about)
    for one in asked.books.agreements_by(about):
        day = one.at.astimezone(zone).date()
        said.setdefault((one.by, one.about, day), []).append(one)
    for (by, whom, day), parts in said.items():
        yield _line(
            "agreed",
            by="" if by == about else asked.books.name_of(by),
            person="" if whom == about else asked.books.name_of(whom),
            day=_day(day),
            words=", ".join(f"{one.part} {one.version}" for one in parts),
        )


# --- what comes of taking part ----------------------------------------------------------------


def _money(asked: Asked, group: Group, about: PersonId, *, everything: bool) -> Iterator[Line]:
    agreement = asked.books.cost_agreement(group.id, about)
    if agreement is not None:
        yield _agreed_costs(agreement)
    mine = [one for one in claims_in(asked.books, group.id) if one.person == about]
    for one in reversed(mine if everything else mine[-MOST:]):
        yield _claim(asked, one, ZoneInfo(group.timezone))


def _agreed_costs(agreement: CostAgreement) -> Line:
    return _line(
        "costs",
        amount=shown_money(agreement.each),
        words=agreement.covers,
        status="agreed" if agreement.terms is not None else "offered",
    )


def _claim(asked: Asked, one: Found, zone: ZoneInfo) -> Line:
    return _line(
        "claim",
        meeting=asked.books.meeting_details(one.meeting.id).title,
        day=shown_day(one.meeting.planned_start, zone),
        amount=shown_money(one.claim.total),
        status=one.claim.state.value,
    )


def _items(
    asked: Asked, meetings: list[Meeting], about: PersonId, *, everything: bool
) -> Iterator[Line]:
    items = [item for meeting in meetings for item in meeting.agenda.items if item.by == about]
    if items and not everything:
        yield _line("items", code=str(len(items)))
    elif items:
        for item in items:
            yield _line("item", words=asked.books.unseal(item.words))


_COUNTED = (
    PaperKind.DIARY,
    PaperKind.NOTE,
    PaperKind.ACTION,
    PaperKind.AGENDA_ITEM,
    PaperKind.SLOT,
)


def _papers(asked: Asked, about: PersonId, *, everything: bool) -> Iterator[Line]:
    """Their diary, and notes that are theirs: how many, and in the file their words."""
    papers = asked.books.papers_of(about)
    for kind in _COUNTED:
        theirs = [paper for paper in papers if paper.kind is kind]
        if not theirs:
            continue
        yield _line(f"papers-{kind.value}", code=str(len(theirs)))
        # A diary is nobody else's to read, a guardian's neither.
        own = about == asked.person or kind is not PaperKind.DIARY
        for paper in theirs if everything and own else ():
            words = str(paper.doc.get("words") or paper.doc.get("text") or "")
            if words:
                day = shown_day(paper.at, _zone(asked, about))
                yield _line("paper", day=day, words=words)


def _records(
    asked: Asked, group: Group, meetings: list[Meeting], about: PersonId
) -> Iterator[Line]:
    """How many records there are in which they were looked after, and until when they stay."""
    policy = asked.policy_of(group.id)
    mine = [m for m in meetings if any(case.subject == about for case in m.cases.values())]
    if not mine:
        return
    is_open = any(case.subject == about for m in mine for case in m.open_cases())
    until = max(records.kept_until(asked.books, meeting, policy) for meeting in mine)
    yield _line(
        "records",
        code=str(len(mine)),
        until=shown_day(until, ZoneInfo(group.timezone)),
        status="open" if is_open else "",
    )


def _meetings(asked: Asked, group: Group) -> list[Meeting]:
    return [
        asked.meeting(one) for one in asked.books.meetings_of(group.id, frozenset(MeetingState))
    ]


def _was_part_of(meeting: Meeting, about: PersonId) -> bool:
    return about in meeting.expects or meeting.seat(about).been


# --- words ------------------------------------------------------------------------------------


def _line(name: str, **facts: str) -> Line:
    return {"line": f"kept-{name}", **facts}


def _names(asked: Asked, people: list[PersonId] | tuple[PersonId, ...]) -> str:
    return ", ".join(asked.books.name_of(one) for one in people)


def _zone(asked: Asked, about: PersonId) -> ZoneInfo:
    return next((ZoneInfo(group.timezone) for group in groups_of(asked, about)), ZoneInfo("UTC"))


def _day(day: date | None) -> str:
    return "" if day is None else day.strftime("%-d %B %Y")
