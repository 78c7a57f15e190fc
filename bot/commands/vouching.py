"""A guardian without an account says yes on paper or by phone: /people agreed (Y8, Y13).

Whoever looks after the group reads the parts to them, and writes down that they said yes.
"""

from __future__ import annotations

import json

from bot.commands.asking import Asked, SorryError
from bot.commands.minding import KEEPERS, two_members
from bot.model.agreement import AGREEMENT, About, outstanding
from bot.model.people import Group, PersonId

BUTTON = "they-agree"


def read_out(asked: Asked, group: Group) -> None:
    """`/people agreed CHILD GUARDIAN`: the parts to read out, with a button for when it is done."""
    child, guardian = two_members(asked, group)
    name, theirs = asked.books.name_of(child), asked.books.name_of(guardian)
    if guardian not in group.people[child].guardians:
        raise SorryError("held", "not-guardian", person=name)
    if group.people[guardian].routes:
        raise SorryError("agree", "has-account", person=theirs)
    parts = outstanding(asked.books.accepted(guardian, child), About.CHILD)
    if not parts:
        raise SorryError("agree", "done-for", person=name)
    asked.ask(
        "guidelines",
        (BUTTON,),
        "read-out",
        person=name,
        by=theirs,
        choices=[{"line": f"guidelines-{part.name}-guardian", "person": name} for part in parts],
        about=child,
        owner=asked.person,
        guardian=guardian,
        version=json.dumps({part.name: part.version for part in parts}),
    )


def write_down(asked: Asked, shown: dict[str, str]) -> None:
    """The button under it: whoever was shown it has heard the guardian say yes.

    Sorry: it has changed meanwhile, or they may not keep this any more, or the guardian has an
    account by now and answers for themselves (V6).
    """
    child, guardian = shown.get("about", ""), shown.get("guardian", "")
    group = _group_of_both(asked, child, guardian)
    parts: dict[str, int] = json.loads(shown.get("version", "{}"))
    changed = any(AGREEMENT.get(part) != version for part, version in parts.items())
    if group is None or shown.get("owner") != asked.person or changed:
        raise SorryError("agree", "late")
    asked.books.agree(guardian, child, parts, asked.now)
    names = {"person": asked.books.name_of(child), "by": asked.books.name_of(guardian)}
    asked.answer("agree", "noted", **names)


def _group_of_both(asked: Asked, child: PersonId, guardian: PersonId) -> Group | None:
    """A group whose records they keep, and in which this guardian has no account."""
    for group in asked.groups():
        both = {child, guardian} <= group.people.keys()
        theirs = both and guardian in group.people[child].guardians
        if theirs and not group.people[guardian].routes and asked.may(group, KEEPERS):
            return group
    return None
