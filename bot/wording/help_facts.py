"""The facts about who can be called besides the team, for the texts that say so (Y12, P5)."""

from __future__ import annotations

from bot.model.help_lines import HelpLine, HelpLines


def help_facts(table: HelpLines, country: str | None) -> dict[str, str]:
    """Every such fact, for a country. One that is not in the table has no line and no number."""
    row = table.of(country)
    return {
        "emergency": row.emergency if row else table.elsewhere,
        **_line("child", row.child if row else None),
        **_line("adult", row.adult if row else None),
    }


def _line(kind: str, line: HelpLine | None) -> dict[str, str]:
    return {
        f"{kind}_line": line.name if line else "",
        f"{kind}_number": line.number if line else "",
        f"{kind}_cost": "free" if line and line.free else "",
        f"{kind}_hours": line.hours if line else "",
    }
