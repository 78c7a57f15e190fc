"""The commands. Each imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.cli import exits
from bot.cli.looking_after import db, key, on_discord, people
from bot.cli.options import Config, Day, Group, settings_of, source


class _Commands(TyperGroup):
    """Ends every command the same way, however it was started."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        del prog_name, standalone_mode
        run = super().main
        sys.exit(
            exits.ended(
                lambda: run(args, "alongside", complete_var, False, windows_expand_args, **extra)
            )
        )


app = typer.Typer(
    name="alongside",
    cls=_Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """What `alongside` and `python -m bot` run."""
    app()


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"alongside {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def alongside(
    context: typer.Context,
    config: Config = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    """Alongside notices when somebody drops out of a meeting, and asks if they are OK.

    New here? `alongside rehearse` shows you what it does; it needs no account and no token.
    """
    context.obj = config
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def rehearse(
    context: typer.Context,
    story: Annotated[
        str | None, typer.Argument(metavar="STORY", help="Which story; `--list` names them.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All stories, one by one.")] = False,
    names: Annotated[bool, typer.Option("--list", help="Name the stories, and stop.")] = False,
    speed: Annotated[
        float,
        typer.Option(metavar="N", min=0.1, max=1000, help="2 is twice as fast, 0.5 half as fast."),
    ] = 1.0,
    config: Config = None,
) -> None:
    """Watch what the bot does, person by person. Nothing is sent to anybody."""
    from bot.cli import rehearsing

    if names:
        rehearsing.name_stories()
    else:
        stage = rehearsing.Stage.set(settings_of(context, config))
        stage.rehearse(rehearsing.chosen(story, everything=everything), speed)


@app.command()
def scenario(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Scenario files.")],
    transcript: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.json",
            help="Write what happened as data: a list; for several files a list for each by name.",
        ),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(metavar="OUT.svg", help="Draw the transcript of one file.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only say what held.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="Show and draw from then on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="Show and draw up to then.")
    ] = None,
    config: Config = None,
) -> None:
    """Play stories on a virtual clock, and check what they expect.

    Ends with 0 if all of it held, 1 if something did not, 2 if a file is not valid.
    """
    from bot.cli.scenarios import Wanted, play_files

    wanted = Wanted(transcript=transcript, picture=picture, quiet=quiet, since=since, until=until)
    raise typer.Exit(asyncio.run(play_files(files, settings_of(context, config), wanted)))


@app.command()
def run(context: typer.Context, config: Config = None) -> None:
    """Run the bot on every platform that has a token, until it is told to stop."""
    settings = settings_of(context, config)
    from bot.bootstrap import App

    async def go() -> None:
        await App(settings).run()

    asyncio.run(go())


@app.command()
def doctor(context: typer.Context, config: Config = None) -> None:
    """Check settings, database, texts and tokens, and say what to do.

    Ends with 1 if anything is wrong.
    """
    settings = settings_of(context, config)
    from bot.cli.doctor import examine

    raise typer.Exit(asyncio.run(examine(settings, source(context, config))))


@app.command()
def record(
    context: typer.Context,
    meeting: Annotated[
        str | None,
        typer.Argument(metavar="MEETING", help="Its id or title; without one, all are named."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As data.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only check that nobody changed it.")
    ] = False,
    without: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Leave out every case that NAME is kept out of."),
    ] = None,
    config: Config = None,
) -> None:
    """Read a meeting's record: what happened, what the bot did, who decided, and why.

    It is meant for the safeguarding lead, and never for the people it is about.
    """
    settings = settings_of(context, config)
    from bot.cli.record import show

    raise typer.Exit(show(settings, meeting, as_json=as_json, verify=verify, leave_out=without))


@app.command()
def costs(
    context: typer.Context,
    group: Group = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of NAME.")] = None,
    since: Day = None,
    until: Day = None,
    out: Annotated[Path | None, typer.Option(metavar="OUT.csv", help="Write it there.")] = None,
    config: Config = None,
) -> None:
    """Get claims as CSV for finance: one row for each, in exact amounts."""
    settings = settings_of(context, config)
    from bot.cli.costs import export

    raise typer.Exit(export(settings, group, person, since, until, out))


@app.command()
def retention(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed; change nothing.")
    ] = False,
    config: Config = None,
) -> None:
    """Remove what has been kept long enough, and say how much. The bot does it every morning."""
    settings = settings_of(context, config)
    from bot.cli.retaining import retain

    raise typer.Exit(retain(settings, dry_run=dry_run))


app.add_typer(db, name="db")
app.add_typer(key, name="key")
app.add_typer(people, name="people")
app.add_typer(on_discord, name="discord")
