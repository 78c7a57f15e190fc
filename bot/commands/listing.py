"""Every command, as the platforms list it and as /help shows it (SPEC 8)."""

from __future__ import annotations

from bot.commands.during_listing import FOR_EVERYBODY, FOR_STAFF
from bot.commands.listed import Command, Scope
from bot.commands.organising_listing import ORGANISING
from bot.commands.own_listing import ONES_OWN
from bot.commands.parts import CODE
from bot.commands.taking_part_listing import TAKING_PART

__all__ = ["BY_NAME", "COMMANDS", "Command", "Scope", "form_of"]

COMMANDS: tuple[Command, ...] = (
    *TAKING_PART,
    *ONES_OWN,
    *FOR_EVERYBODY,
    Command(name="start", says="Hear who I am", options=(CODE,)),
    *ORGANISING,
    *FOR_STAFF,
)
"""In the order in which people are shown them."""

BY_NAME = {command.name: command for command in COMMANDS}


def form_of(written: str) -> str:
    """How a command is written; of one with several forms those that begin as `written` does."""
    command = BY_NAME[written.split()[0]]
    forms = [form for form in command.forms if form.startswith(f"/{written}")]
    return " · ".join(form.removesuffix(".") for form in forms) or f"/{command.name}"
