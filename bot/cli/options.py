"""What several commands are given, and the settings they go by."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import logs

if TYPE_CHECKING:
    from bot.settings import Settings

_CONFIG_HELP = "The settings file; else the one that ALONGSIDE_CONFIG names, else none."
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help=_CONFIG_HELP)]
_GROUP_HELP = "The group; not needed if there is only one."
Group = Annotated[str | None, typer.Option("--group", metavar="NAME", help=_GROUP_HELP)]
_DAY_HELP = "Meetings from or up to that day, itself included, like 2027-01-31."
Day = Annotated[str | None, typer.Option(metavar="DAY", help=_DAY_HELP)]


def source(context: typer.Context, config: Path | None) -> Path | None:
    """The settings file, wherever on the command line or in the environment it is named."""
    named = os.environ.get("ALONGSIDE_CONFIG")
    given: Path | None = config or context.find_root().obj
    return given or (Path(named) if named else None)


def settings_of(context: typer.Context, config: Path | None) -> Settings:
    """The settings, with the log going by them. SettingsError: one sentence."""
    from bot.settings import load_settings

    settings = load_settings(source(context, config), os.environ)
    secrets = (settings.telegram.token, settings.discord.token, settings.secret_key)
    given = [secret.get_secret_value() for secret in secrets if secret is not None]
    logs.configure(settings.log_level, [*given, settings.database_url.get_secret_value()])
    return settings
