"""The commands that look after the database, the key, people, and the bot on Discord."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Config, Group, settings_of

db = typer.Typer(help="Look after the database.", no_args_is_help=True)
key = typer.Typer(help="Look after the sealing key.", no_args_is_help=True)
people = typer.Typer(help="Look after who is in a group.", no_args_is_help=True)
on_discord = typer.Typer(help="Look after the bot on Discord.", no_args_is_help=True)


@key.command()
def rotate(context: typer.Context, config: Config = None) -> None:
    """Make a new sealing key, and seal everything with it. The bot must not run meanwhile."""
    settings = settings_of(context, config)
    from bot.cli.keys import rotate_key

    rotate_key(settings)


@people.command("import")
def import_people(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="One line for each person.")],
    group: Group = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check the file, and say what would happen.")
    ] = False,
    config: Config = None,
) -> None:
    """Put the people of a file into a group: all of them, or nobody if one line is wrong."""
    settings = settings_of(context, config)
    from bot.cli.importing import import_file

    raise typer.Exit(import_file(settings, file, group, dry_run=dry_run))


@db.command()
def upgrade(context: typer.Context, config: Config = None) -> None:
    """Bring the database up to what this version needs. `alongside run` does so by itself."""
    settings = settings_of(context, config)
    from bot.store.migrating import revision
    from bot.store.migrating import upgrade as bring_up

    url = settings.database_url.get_secret_value()
    before = revision(url)
    now = bring_up(url)
    if before == now:
        typer.echo(f"The database is up to date (revision {now}).")
    else:
        typer.echo(f"The database is ready (revision {before or 'none'} to {now}).")


@on_discord.command()
def sync(context: typer.Context, config: Config = None) -> None:
    """Let Discord list the bot's commands. Do it once, and after every update; a start does not."""
    settings = settings_of(context, config)
    from bot.cli.exits import CannotError

    if settings.discord.token is None:
        raise CannotError(
            "There is no token for Discord; set ALONGSIDE_DISCORD__TOKEN to the one on the bot's "
            "page in the developer portal."
        )
    from bot.adapters.discord.synchronising import synchronise

    given = settings.discord
    token = settings.discord.token.get_secret_value()
    number = asyncio.run(synchronise(token, given.api_url, given.gateway_url, settings.wording_dir))
    typer.echo(f"Discord lists {number} commands now. People may have to start Discord again.")
