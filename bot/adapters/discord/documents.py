"""Small documents, made ready for Discord."""

from __future__ import annotations

from io import BytesIO

import discord


def document(file: tuple[str, bytes] | None) -> discord.File:
    """The document by its name and content; where there is none, what the library has for that.

    A new one for each try: the library reads it to its end.
    """
    if file is None:
        missing: discord.File = discord.utils.MISSING
        return missing
    name, content = file
    return discord.File(BytesIO(content), filename=name)
