"""`alongside record`: what happened in a meeting, what the bot did, who decided, and why."""

from __future__ import annotations

import json

import typer

from bot.cli import exits
from bot.cli.record.data import as_data
from bot.cli.record.leaving_out import without
from bot.cli.record.reading import Archive, DamagedError, Record, listed
from bot.cli.record.story import Story
from bot.cli.record.telling import Label
from bot.scenario.showing import readable
from bot.settings import Settings
from bot.wording import Wording, WordingError


def show(
    settings: Settings,
    wanted: str | None,
    *,
    as_json: bool,
    verify: bool,
    leave_out: str | None = None,
) -> int:
    """Print a record, or check it. Answers the exit code: 1 if the chain is broken.

    `leave_out` names somebody: what they are kept out of is not shown (Y7).

    Raises:
        CannotError, DatabaseError: one sentence; an unknown meeting lists what there is.
    """
    with Archive(settings) as archive:
        if wanted is None:
            meetings = archive.meetings()
            typer.echo(listed(meetings) if meetings else "There is no meeting yet.")
            return exits.DONE
        try:
            record = archive.record(archive.find(wanted))
            if leave_out is not None:
                record = without(record, leave_out)
        except DamagedError as error:
            exits.tell(f"{error} Restore the database from a backup, and keep this one.")
            return exits.NOT_SO
        story = Story(record, _labels(settings), archive.opened)
    if verify:
        _say_whether_it_holds(story, record, as_json=as_json)
    elif as_json:
        typer.echo(json.dumps(as_data(story), ensure_ascii=False, indent=2))
    else:
        for line in story.lines():
            typer.echo(readable(line))
    return exits.NOT_SO if record.broken else exits.DONE


def _say_whether_it_holds(story: Story, record: Record, *, as_json: bool) -> None:
    if as_json:
        holds = len(record.entries) - len(record.broken)
        data = {"entries": len(record.entries), "holds": holds, "broken": list(record.broken)}
        typer.echo(json.dumps(data))
    else:
        typer.echo(story.verdict())


def _labels(settings: Settings) -> Label:
    """The words on the buttons; a record can be read even where the texts cannot."""
    try:
        wording = Wording.load(settings.wording_dir)
    except WordingError:
        return str

    def label(name: str) -> str:
        try:
            return wording.button(name)
        except WordingError:
            return name

    return label
