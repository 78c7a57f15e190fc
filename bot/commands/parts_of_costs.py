"""The parts of `/claim`, for whoever claims, and of `/costs`, for staff (C2, C3)."""

from __future__ import annotations

from bot.commands.options import Kind, Option, Part
from bot.commands.parts import CLAIM

CLAIM_PARTS = (
    Part(name="list", says="See your claims, and how they are"),
    Part(name="yes", says="Send your claim", options=(CLAIM,)),
    Part(
        name="amount",
        says="Change the amount, and send it",
        options=(Option(name="amount", says="Like 7.50", longest=32),),
    ),
    Part(
        name="add",
        says="Add something you paid for",
        options=(
            Option(
                name="what",
                says="What it was",
                kind=Kind.CHOICE,
                choices=("travel", "carer", "time", "other"),
            ),
            Option(
                name="much",
                says="Like 12 miles, or 2h; or the amount and what it was for",
                longest=200,
            ),
        ),
    ),
    Part(
        name="way",
        says="Say how you would like to be paid",
        options=(
            Option(
                name="how",
                says="How you would like it",
                kind=Kind.CHOICE,
                choices=("voucher", "bank", "cash", "phone-top-up", "charity"),
            ),
        ),
    ),
    Part(name="decline", says="Claim nothing", options=(CLAIM,)),
    Part(name="statement", says="Get a list of all you claimed"),
)

_NAMED = Option(name="name", says="Whose claim it is", longest=64)

COSTS_PARTS = (
    Part(
        name="agree",
        says="Agree with somebody what is paid",
        options=(
            Option(
                name="terms",
                says="Like Pat 5.00 each meeting by voucher within 14 days: data and calls",
                longest=600,
            ),
        ),
    ),
    Part(name="list", says="See the claims that are not paid yet"),
    Part(name="approve", says="Approve a claim", options=(_NAMED,)),
    Part(
        name="ask",
        says="Ask about a claim",
        options=(_NAMED, Option(name="question", says="What you would like to know", longest=600)),
    ),
    Part(name="paid", says="Say that a claim is paid", options=(_NAMED,)),
    Part(
        name="export",
        says="Get the claims as a file for finance",
        options=(
            Option(name="since", says="The first day, like 2027-01-01", required=False, longest=10),
            Option(name="until", says="The last day, like 2027-01-31", required=False, longest=10),
        ),
    ),
)
