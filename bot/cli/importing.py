"""`alongside people import`: everybody in a file, or nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import typer
from sqlalchemy.engine import Connection

from bot.cli.exits import DONE, WRONG, CannotError
from bot.commands.names import new_id, role_names
from bot.importing import ImportedPerson, Read, read_people
from bot.model.people import Check, PersonId, Role
from bot.ports import GroupDetails, PersonDetails
from bot.settings import Settings, sealing_keys
from bot.store import create_engine
from bot.store.migrating import upgrade
from bot.store.prepared import Statements
from bot.store.register import Register
from bot.store.sealing import Sealer


def import_file(settings: Settings, file: Path, group: str | None, *, dry_run: bool) -> int:
    """Put the people of `file` into a group; answers the exit code.

    Raises:
        CannotError: there is no such group, or it is not clear which is meant.
        OSError: the file cannot be read.
    """
    body = file.read_bytes()
    url = settings.database_url.get_secret_value()
    upgrade(url)
    engine = create_engine(url)
    sealer = Sealer(sealing_keys(settings))
    try:
        with engine.begin() as connection:
            books = _Books(connection, sealer)
            chosen = books.chosen(group)
            now = datetime.now(UTC)
            today = now.astimezone(ZoneInfo(chosen.timezone)).date()
            found = read_people(body, books.known(chosen.id, today), today)
            if found.problems or not found.people:
                return _refused(found, file)
            if not dry_run:
                books.add(chosen.id, found.people, now, today)
    finally:
        engine.dispose()
    return _told(found, chosen, dry_run=dry_run)


def _refused(found: Read, file: Path) -> int:
    for problem in found.problems:
        typer.echo(problem, err=True)
    if not found.people and not found.problems:
        typer.echo(f"There is nobody in {file.name}.", err=True)
    number = len(found.problems)
    things = "1 thing is" if number == 1 else f"{number} things are"
    typer.echo(f"Nobody was put on record: {things} to be mended first.", err=True)
    return WRONG


def _told(found: Read, group: GroupDetails, *, dry_run: bool) -> int:
    number = len(found.people)
    people = "1 person" if number == 1 else f"{number} people"
    for person in found.people:
        typer.echo(f"  {person.name}: {role_names(frozenset(person.roles))}")
    if dry_run:
        typer.echo(f"All is right: {people} would come into “{group.name}”. Nothing was changed.")
    else:
        typer.echo(
            f"{people} came into “{group.name}”. Nobody has heard of it yet: "
            "/invite NAME in the chat gives each of them a personal link."
        )
    return DONE


class _Books(Register):
    """The register, in a transaction of its own."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        super().__init__(connection, sealer, {"statements": Statements(connection.dialect)})

    def chosen(self, name: str | None) -> GroupDetails:
        """The group of that name or id, or the only one. CannotError lists them."""
        every = [found for one in self.all_groups() if (found := self.group_details(one))]
        named = [g for g in every if name is None or name in {g.id, g.name}]
        if len(named) == 1:
            return named[0]
        if not every:
            raise CannotError("There is no group yet; /setup in its room makes one.")
        names = ", ".join(f"“{one.name}” ({one.id})" for one in every)
        raise CannotError(f"Say which group with --group: there is {names}.")

    def known(self, group_id: str, today: date) -> dict[str, bool]:
        """Who is there already, by name, and whether they are adults."""
        people = self.group(group_id).people.values()
        return {self.name_of(person.id): person.is_adult(today) for person in people}

    def add(
        self, group_id: str, people: tuple[ImportedPerson, ...], now: datetime, today: date
    ) -> None:
        """Everybody, then who looks after whom."""
        ids = {person.name.casefold(): new_id() for person in people}
        for person in people:
            self._add_one(group_id, ids[person.name.casefold()], person, today)
        members = self.group(group_id).people
        names = {self.name_of(one).casefold(): one for one in members}
        for person in people:
            guardians = tuple(names[guardian.casefold()] for guardian in person.guardians)
            if guardians:
                self.set_guardians(names[person.name.casefold()], guardians)
            for guardian in guardians:
                roles = members[guardian].roles | {Role.GUARDIAN}
                self.set_roles(group_id, guardian, tuple(r for r in Role if r in roles))

    def _add_one(
        self, group_id: str, person_id: PersonId, person: ImportedPerson, today: date
    ) -> None:
        details = PersonDetails(
            id=person_id,
            name=person.name,
            roles=person.roles,
            born=person.born,
            phone=person.phone,
            email=person.email,
            emergency=person.emergency,
        )
        self.add_person(group_id, details)
        if person.check is not None:
            check = Check(level=person.check, expires=person.check_expires, seen_on=today)
            self.set_check(person_id, check)
        if person.connection is not None or person.takes_part is not None:
            profile = msgspec.structs.replace(
                self.profile(person_id),
                connection=person.connection,
                takes_part=person.takes_part,
            )
            self.save_profile(person_id, profile)
