"""How settings are called: in the table with underscores, in policy.toml by families."""

from __future__ import annotations

_FAMILIES = (
    "young_people",
    "leaving",
    "escalation",
    "presence",
    "meeting",
    "during",
    "decisions",
    "blindness",
    "break",
    "practice",
    "privacy",
    "agenda",
    "costs",
    "prompts",
    "platform",
)


def key_of(attribute: str) -> str:
    """The key of a setting as policy.toml writes it: leaving_grace is leaving.grace."""
    for family in _FAMILIES:
        if attribute.startswith(f"{family}_"):
            return f"{family}.{attribute.removeprefix(f'{family}_')}"
    return attribute
