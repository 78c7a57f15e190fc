"""The facts about a claim, for the texts that say so (C2, C3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.model.costs import Claim, ClaimShown, CostItem
from bot.model.money import shown

Line = Callable[[str, Mapping[str, str | int]], str]
"""Writes a ready-made line of that name."""
Unseal = Callable[[str], str]

NAMES = ("amount", "cost_items", "agreed", "way", "promised", "status", "benefits")


def claim_facts(told: ClaimShown | None, line: Line, unseal: Unseal) -> dict[str, str]:
    """Every such fact. Without a claim all of them are empty."""
    if told is None:
        return dict.fromkeys(NAMES, "")
    claim = told.claim
    return {
        "amount": shown(claim.total),
        "cost_items": items_of(claim, line, unseal),
        "agreed": shown(claim.agreed) if claim.agreed != claim.for_the_meeting else "",
        "way": line(f"way-{claim.way.value}", {}) if claim.way is not None else "",
        "promised": promised(claim.due_on),
        "status": claim.state.value,
        "benefits": "\n".join(told.links),
    }


def items_of(claim: Claim, line: Line, unseal: Unseal) -> str:
    """A line for each part of a claim, where there are several."""
    if len(claim.items) == 1:
        return ""
    return "\n".join(_item(item, line, unseal) for item in claim.items)


def _item(item: CostItem, line: Line, unseal: Unseal) -> str:
    facts: dict[str, str | int] = {
        "amount": shown(item.amount),
        "quantity": "" if item.quantity is None else f"{item.quantity.normalize():f}",
        "words": unseal(item.words) if item.words is not None else "",
    }
    return line(f"item-{item.kind.value}", facts)


def promised(day: date | None) -> str:
    """Like Wednesday 3 February 2027; nothing while nothing is promised."""
    return "" if day is None else day.strftime("%A %-d %B %Y")
