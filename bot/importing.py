"""People from a file: every line is read and checked before anybody is put on record.

What is wrong is said line by line, without repeating numbers or dates: the report may be shown
to somebody who should not see them (V2).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from bot import import_fields as fields
from bot.commands.names import clean_name
from bot.model.people import STAFF, CheckLevel, Person, Role
from bot.model.profile import Connection, TakesPart
from bot.ports import Emergency

COLUMNS = (
    "name",
    "roles",
    "born",
    "phone",
    "email",
    "guardians",
    "check",
    "check_expires",
    "emergency_name",
    "emergency_phone",
    "emergency_note",
    "connection",
    "takes_part",
)
"""The columns there may be; only `name` has to be."""
LONGEST_FILE = 1_000_000
"""Bytes; more people than any group has."""
T = TypeVar("T")


class ImportedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the file, as it was meant."""

    line: int
    name: str
    roles: tuple[Role, ...]
    born: date | None = None
    phone: str | None = None
    email: str | None = None
    guardians: tuple[str, ...] = ()
    check: CheckLevel | None = None
    check_expires: date | None = None
    emergency: Emergency | None = None
    connection: Connection | None = None
    takes_part: TakesPart | None = None

    def is_adult(self, today: date) -> bool:
        """Whether they are 18 or over; without a birth date their role decides."""
        return Person(id="", roles=frozenset(self.roles), born=self.born).is_adult(today)


class Read(msgspec.Struct, frozen=True):
    """What a file holds, and everything that is wrong with it."""

    people: tuple[ImportedPerson, ...]
    problems: tuple[str, ...]


def read_people(body: bytes, known: Mapping[str, bool], today: date) -> Read:
    """Read a CSV file of people.

    `known` are the names of those who are in the group already, with whether each is an adult;
    `today` is the day where the group is.
    """
    try:
        rows = _rows(body)
    except fields.WrongFieldError as error:
        return Read((), (str(error),))
    people: list[ImportedPerson] = []
    problems: list[str] = []
    for number, row in rows:
        wrong: list[str] = []
        person = _person(number, row, today, wrong)
        problems += [f"Line {number}, {problem}" for problem in wrong]
        people.append(person)
    problems += _together(people, known, today)
    return Read(tuple(people), tuple(sorted(problems, key=_line_of)))


def _rows(body: bytes) -> list[tuple[int, dict[str, str]]]:
    """Every line that holds anything, by the names of its columns."""
    if len(body) > LONGEST_FILE:
        raise fields.WrongFieldError("The file is too long; divide it into several.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fields.WrongFieldError("The file is not UTF-8; save it as “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        header = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
        _refuse_header(header)
        return list(_lines(reader, header))
    except csv.Error as error:
        raise fields.WrongFieldError(
            f"Line {reader.line_num} cannot be read ({error}); see to its quotation marks."
        ) from None


def _refuse_header(header: list[str]) -> None:
    if "name" not in header:
        raise fields.WrongFieldError(f"The first line must name the columns: {', '.join(COLUMNS)}.")
    for name in header:
        if name not in COLUMNS:
            raise fields.WrongFieldError(
                f"There is no column “{name}”; the columns are {', '.join(COLUMNS)}."
            )
        if header.count(name) > 1:
            raise fields.WrongFieldError(f"The column “{name}” is there twice; take one away.")


def _lines(reader: Iterator[list[str]], header: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in enumerate(reader, 2):
        if not any(field.strip() for field in cells):
            continue
        if len(cells) != len(header):
            raise fields.WrongFieldError(
                f"Line {number} has {len(cells)} fields and the first line {len(header)}; "
                "put what has a comma in it in quotation marks."
            )
        yield number, {name: field.strip() for name, field in zip(header, cells, strict=True)}


def _person(number: int, row: Mapping[str, str], today: date, wrong: list[str]) -> ImportedPerson:
    """One line; what is wrong with it is added to `wrong`, all of it at once."""

    def take(name: str, read: Callable[[str], T]) -> T | None:
        written = row.get(name, "")
        if not written:
            return None
        try:
            return read(written)
        except fields.WrongFieldError as error:
            wrong.append(f"{name}: {error}")
            return None

    name = clean_name(row.get("name", ""))
    if not name:
        wrong.append("name: it is empty; every line needs one.")
    person = ImportedPerson(
        line=number,
        name=name,
        roles=take("roles", fields.roles) or (Role.CONTRIBUTOR,),
        born=take("born", lambda text: fields.born(text, today)),
        phone=take("phone", fields.phone),
        email=take("email", fields.email),
        guardians=take("guardians", fields.names) or (),
        check=take("check", fields.one_of(CheckLevel)),
        check_expires=take("check_expires", fields.day),
        emergency=fields.emergency(row, wrong),
        connection=take("connection", fields.one_of(Connection)),
        takes_part=take("takes_part", fields.one_of(TakesPart)),
    )
    wrong.extend(_does_not_fit(person, row, today))
    return person


def _does_not_fit(person: ImportedPerson, row: Mapping[str, str], today: date) -> Iterator[str]:
    """What is right by itself and wrong together."""
    young = Role.YOUNG_PERSON in person.roles
    if young and not row.get("born"):
        yield "born: a young person needs a birth date, like 2011-05-03."
    elif person.born is not None and young is person.is_adult(today):
        yield (
            "roles: somebody of 18 or over is no young_person."
            if young
            else "roles: somebody under 18 can only be young_person."
        )
    elif young and len(person.roles) > 1:
        yield "roles: somebody under 18 can only be young_person."
    if person.guardians and not young:
        yield "guardians: only a young_person has guardians."
    if row.get("check") and not STAFF & set(person.roles):
        yield "check: only those who organise, facilitate or lead are checked."
    if row.get("check") and not row.get("check_expires"):
        yield "check_expires: say until when the check is good, like 2028-01-31."
    if row.get("check_expires") and not row.get("check"):
        yield "check: say which it is, basic or enhanced."
    if person.check_expires is not None and person.check_expires <= today:
        yield "check_expires: that check is over; leave both fields empty, or put in the new one."


def _together(
    people: list[ImportedPerson], known: Mapping[str, bool], today: date
) -> Iterator[str]:
    """Names that come twice, and guardians who are nowhere."""
    folded = {name.casefold(): adult for name, adult in known.items()}
    in_file = {person.name.casefold(): person for person in people if person.name}
    for person in people:
        name = person.name.casefold()
        if name and name in folded:
            yield f"Line {person.line}, name: {person.name} is in the group already."
        if name and in_file[name] is not person:
            yield f"Line {person.line}, name: {person.name} is there twice; tell them apart."
        for guardian in person.guardians:
            other = in_file.get(guardian.casefold())
            adult = folded.get(guardian.casefold()) if other is None else other.is_adult(today)
            if adult is None:
                yield (
                    f"Line {person.line}, guardians: nobody is called {guardian}, here or in the "
                    "group; give them a line of their own."
                )
            elif not adult:
                yield f"Line {person.line}, guardians: {guardian} is under 18."


def _line_of(problem: str) -> int:
    return int(problem.split(",")[0].removeprefix("Line "))
