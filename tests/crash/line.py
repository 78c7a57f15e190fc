"""What a process of the bot and the world around it say to each other, over a connection."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from bot.deciding import Change
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.ports import Parcel
from bot.store.sealing import Sealer


class Birth(msgspec.Struct, frozen=True):
    """What a process is given at its start."""

    url: str
    sealer: Sealer
    policy: Policy
    fatal: int
    """The boundary to die at, counted from 1; 0 for none."""


class Ask(msgspec.Struct, frozen=True):
    """Something for the process to do, at a moment of the virtual clock."""

    what: str
    now: datetime
    given: tuple[Any, ...] = ()


class Perform(msgspec.Struct, frozen=True):
    """The process hands a parcel to a platform; it is answered with a Delivery."""

    platform: Platform
    parcel: Parcel


class Look(msgspec.Struct, frozen=True):
    """The process looks who is in a room; it is answered with Seen or None."""

    platform: Platform
    room: str


class Changed(msgspec.Struct, frozen=True):
    """A meeting was decided about."""

    change: Change


class Dies(msgspec.Struct, frozen=True):
    """The process has come to the boundary it dies at."""

    where: str


class Done(msgspec.Struct, frozen=True):
    """What was asked is done; `crossed` boundaries so far."""

    crossed: int
    result: Any = None
