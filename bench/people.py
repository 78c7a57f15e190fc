"""Who plays: each group has staff and contributors, whose accounts follow from their numbers."""

FIRST = 6_000_000_000
A_GROUP = 100


def staff(group: int) -> int:
    """The account of a group's organiser."""
    return FIRST + group * A_GROUP


def contributor(group: int, number: int) -> int:
    """The account of a group's contributor, counted from 0."""
    return staff(group) + 2 + number


def staff_of(account: int) -> int:
    """The account of the organiser of somebody's group."""
    return account // A_GROUP * A_GROUP
