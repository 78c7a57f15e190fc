"""The commands for whoever sets up a group, runs its meetings and looks after people."""

from __future__ import annotations

from bot.commands.listed import BOTH, Command, Scope
from bot.commands.options import Kind, Option
from bot.commands.parts import KEEPING, MEETING, SERVER_ROOMS, SETTING_UP
from bot.commands.parts_of_cases import CASE_PARTS
from bot.commands.parts_of_costs import COSTS_PARTS
from bot.commands.parts_of_meetings import MEETING_PARTS

ORGANISING: tuple[Command, ...] = (
    Command(
        name="setup",
        says="Set up a group in this room",
        scopes=frozenset({Scope.ROOM}),
        forms=(
            "/setup Europe/London",
            "/setup Europe/London GB yes, the country, and yes if young people take part",
        ),
        options=(
            Option(
                name="timezone",
                says="Your time zone, like Europe/London",
                kind=Kind.ZONE,
                required=False,
            ),
            *SETTING_UP,
            *SERVER_ROOMS,
        ),
        runs_room=True,
    ),
    Command(
        name="people",
        says="See who is in the group",
        forms=(
            "/people",
            "/people guardian GIA GUS, who is the guardian of GIA",
            "/people guardian GIA via-lead, direct or none",
            "/people held GIA GUS, if GIA takes part through the account of GUS; or none",
            "/people check NAME enhanced 2028-01-01, or basic; or /people check NAME none",
            "/people agreed GIA GUS, if GUS has no account and says yes on paper or by phone",
            "/people role NAME ROLE, or /people role NAME not ROLE",
            "/people why WORDS, what the group is for; whoever is invited reads it",
            "/people phone NAME NUMBER, of someone who has no account",
            "/people pin NAME PIN, of a guardian who has no account",
        ),
        options=KEEPING,
    ),
    Command(
        name="invite",
        says="Invite somebody to the group",
        forms=(
            "/invite NAME",
            "/invite NAME ROLE, like /invite Sam facilitator",
            "/invite NAME young_person BORN, like /invite Gia young_person 2012-05-03",
        ),
        options=(
            Option(name="name", says="What they are called", longest=64),
            Option(
                name="role",
                says="What they will do in the group",
                kind=Kind.CHOICE,
                choices=(
                    *("contributor", "facilitator", "organiser", "lead", "deputy"),
                    *("young_person", "guardian"),
                ),
            ),
            Option(
                name="born",
                says="The birth date of a young person, like 2012-05-03",
                required=False,
                longest=10,
            ),
        ),
    ),
    Command(
        name="operator",
        says="Name who is told when nobody answers",
        forms=("/operator NAME",),
        options=(Option(name="person", says="Who it is", kind=Kind.PERSON),),
    ),
    Command(
        name="costs",
        says="See to what people are paid",
        forms=(
            "/costs agree NAME 5.00 each meeting by voucher within 14 days: WHAT IS COVERED",
            "/costs list",
            "/costs approve NAME",
            "/costs ask NAME QUESTION",
            "/costs paid NAME",
            "/costs export 2027-01-01 2027-01-31, or without days for all",
        ),
        parts=COSTS_PARTS,
    ),
    Command(
        name="meeting",
        says="Make and run meetings",
        scopes=BOTH,
        forms=(
            "/meeting new TITLE DATE TIME LENGTH, like /meeting new Weekly 2027-01-20 18:00 60m",
            "/meeting series TITLE DATE TIME LENGTH every week for 12, or fortnight, or month",
            "/meeting skip DATE, to leave one of a series out",
            "/meeting end-series",
            "/meeting move DATE TIME",
            "/meeting title TITLE",
            "/meeting contact NAME",
            "/meeting phone NUMBER",
            "/meeting second NAME",
            "/meeting standby NAME",
            "/meeting young",
            "/meeting why TEXT, what it is for",
            "/meeting answers",
            "/meeting publish",
            "/meeting open",
            "/meeting break 5m",
            "/meeting end",
            "/meeting cancel",
            "/meeting list",
        ),
        parts=MEETING_PARTS,
    ),
    Command(
        name="case",
        says="See who needs someone",
        forms=(
            "/case list",
            "/case take ID",
            "/case outcome ID reached-ok, reached-support, no-answer or looking",
            "/case outcome ID hand-over NAME",
            "/case ok NAME, when you have heard that they are OK",
        ),
        parts=CASE_PARTS,
    ),
    Command(
        name="records",
        says="See what was removed for its age, and what is to be decided",
        forms=("/records", "/records keep MEETING", "/records remove MEETING"),
        options=(
            Option(
                name="what",
                says="Keep a record, or remove it",
                kind=Kind.CHOICE,
                choices=("keep", "remove"),
                required=False,
            ),
            MEETING,
        ),
    ),
)
