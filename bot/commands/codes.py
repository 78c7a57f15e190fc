"""One-time codes, and the links that hand them over."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot.commands.asking import Asked, Fact
from bot.model.people import Platform
from bot.ports import Code


def make_code(
    asked: Asked, what: Code, lasts: timedelta, *, on: Platform | None = None
) -> dict[str, Fact]:
    """Keep a new one-time code; answers with the code and its link, as facts.

    `on`: the platform that the link leads to, if it is not the one where it was asked for.
    """
    code = secrets.token_urlsafe(16)
    asked.books.add_code(code, what, asked.now + lasts)
    platform = on or asked.happening.platform
    link = asked.deep_link(platform, code) if asked.deep_link else code
    return {"code": code, "link": "" if link == code else link}
