"""Let out early (Y6): what a young person reads, and what their guardian or the lead hears."""

from __future__ import annotations

from bot.flows import contact, guardians
from bot.flows.turn import Turn
from bot.model.effects import Facts, Send
from bot.model.people import PersonId

LET_OUT = "let-out"
"""The thread in which a young person reads that they were let out, and who was told."""
PARTED = "separated"


def let_out(turn: Turn, child: PersonId, key: str) -> None:
    """The young person is told kindly, and a guardian of theirs (Y6).

    Nobody reads that a guardian was told who was not; where the lead is to tell them, or none could
    be written to, the lead hears (Y13).
    """
    variant = PARTED if key == PARTED else None
    told = guardians.tell(turn, child, "ended-guardian", variant=variant)
    facts = Facts(variant=None if told else "untold", contact=contact.now(turn))
    turn.tell(child, key, facts, thread=LET_OUT)
    if not told:
        _lead_tells(turn, child)


def not_told(turn: Turn, child: PersonId, sent: Send) -> None:
    """A word to a guardian was refused: the next is told; after the last, nobody says so."""
    variant, key = sent.facts.variant, sent.key
    if guardians.tell(turn, child, key, variant=variant, after=sent.to) or key != "ended-guardian":
        return
    facts = Facts(variant="untold", contact=contact.now(turn))
    shown = PARTED if variant == PARTED else "ended-young"
    turn.edit(shown, LET_OUT, to=child, facts=facts)
    _lead_tells(turn, child)


def _lead_tells(turn: Turn, child: PersonId) -> None:
    """Not of a guardian whom the child has raised a concern about (Y7, invariant 7)."""
    out = turn.kept_out_by(child)
    if all(one in out for one in turn.person(child).guardians):
        return
    for lead in leads_about(turn, child):
        facts = Facts(variant="untold", person=child)
        turn.tell(lead, "hold-lead", facts, thread=f"untold/{child}")


def leads(turn: Turn) -> list[PersonId]:
    """The safeguarding lead; without one, the deputy."""
    return [person.id for person in turn.context.group.lead_or_deputy(turn.today)]


def leads_about(turn: Turn, who: PersonId) -> list[PersonId]:
    """Who of them hears about somebody: never one whom that person has a concern about (Y7)."""
    out = turn.kept_out_by(who)
    others = [one.id for one in turn.context.group.leads(turn.today) if one.id not in out]
    return [lead for lead in leads(turn) if lead not in out] or others[:1]
