"""/help, and the line of help for what is no command: never silence (SPEC 8)."""

from __future__ import annotations

import difflib

from bot.commands.asking import Asked, Line
from bot.commands.listing import BY_NAME, COMMANDS, Command


def help_(asked: Asked) -> None:
    """`/help`: what they can do, by role. `/help COMMAND`: how it is written."""
    named = BY_NAME.get(asked.words[0].lower().lstrip("/")) if asked.words else None
    mine = [command for command in COMMANDS if _may_use(asked, command)]
    if named is not None and named in mine:
        forms = named.forms or (f"/{named.name}",)
        asked.answer("help", "one", choices=[_form(form) for form in forms])
    else:
        asked.answer("help", choices=[_line(command) for command in mine])


def unknown(asked: Asked) -> None:
    """Not a command: say so, and which one looks like it."""
    near = difflib.get_close_matches(asked.name[:40], list(BY_NAME), 1, 0.6)
    found = f"/{near[0]}" if near else ""
    asked.answer("no-command", command=f"/{asked.name[:40]}", choices=found)


def _may_use(asked: Asked, command: Command) -> bool:
    roles = command.roles
    return roles is None or any(asked.may(group, roles) for group in asked.groups())


def _line(command: Command) -> Line:
    return {"line": "command", "command": f"/{command.name}", "words": command.says}


def _form(form: str) -> Line:
    return {"line": "form", "command": form}
