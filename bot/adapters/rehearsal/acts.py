"""What a stand-in keeps of what is done in its rooms: doors, and who may not speak or hear."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.model.effects import NOBODY, NOT_IN_A_ROOM, Act, Do
from bot.ports import Parcel

_UNDOES: Mapping[Do, Do] = {"unmute": "mute", "undeafen": "deafen"}


@dataclass
class Doors:
    """Rooms that are locked, who was let in, and whom the bot silenced."""

    locked: set[str] = field(default_factory=set)
    admitted: set[tuple[str, str]] = field(default_factory=set)
    """Room and account."""
    silenced: dict[Do, set[str]] = field(default_factory=lambda: {"mute": set(), "deafen": set()})
    owed: dict[Do, set[str]] = field(default_factory=lambda: {"mute": set(), "deafen": set()})
    """Who is to be heard again when they next come in."""

    def do(self, act: Act, parcel: Parcel, rooms: dict[str, list[str]]) -> str:
        """Do it; answers why it was not done, or nothing. `rooms`: who is in which voice room."""
        self.pay(rooms)
        room, accounts = parcel.address, parcel.accounts
        if act.do not in {"lock", "unlock"} and not accounts:
            return NOBODY
        match act.do:
            case "lock":
                self.locked.add(room)
            case "unlock":
                self.locked.discard(room)
                self.admitted = {(where, who) for where, who in self.admitted if where != room}
            case "admit":
                self.admitted |= {(room, who) for who in accounts}
                _move_in(room, accounts, rooms)
            case "remove":
                self.admitted -= {(room, who) for who in accounts}
                self._move_out(room, accounts, parcel.lobby, rooms, to_lobby=act.to_lobby)
            case "mute" | "deafen":
                return self._silence(act.do, [a for a in accounts if self._is_in(a, room, rooms)])
            case "unmute" | "undeafen":
                return self._let_be_heard(_UNDOES[act.do], room, accounts, rooms)
        return ""

    def pay(self, rooms: dict[str, list[str]]) -> None:
        """Whoever is owed to be heard and has come into a room is."""
        there = {account for inside in rooms.values() for account in inside}
        for kind, owed in self.owed.items():
            self.silenced[kind] -= owed & there
            self.owed[kind] = owed - there

    def _is_in(self, account: str, room: str, rooms: Mapping[str, list[str]]) -> bool:
        """In a voice room by being there; in a text room by having been let in."""
        return account in rooms[room] if room in rooms else (room, account) in self.admitted

    def _silence(self, kind: Do, inside: Collection[str]) -> str:
        self.silenced[kind].update(inside)
        return "" if inside else NOT_IN_A_ROOM

    def _let_be_heard(
        self, kind: Do, room: str, accounts: Collection[str], rooms: dict[str, list[str]]
    ) -> str:
        if room not in rooms:
            self.silenced[kind].difference_update(accounts)
            return ""
        self.owed[kind] |= self.silenced[kind].intersection(accounts)
        self.pay(rooms)
        return NOT_IN_A_ROOM if self.owed[kind].intersection(accounts) else ""

    @staticmethod
    def _move_out(
        room: str,
        accounts: Collection[str],
        lobby: str | None,
        rooms: dict[str, list[str]],
        *,
        to_lobby: bool,
    ) -> None:
        leaves = (room,) if to_lobby else (room, lobby or room)
        for account in accounts:
            for name in dict.fromkeys(leaves):
                if account in rooms.get(name, ()):
                    rooms[name].remove(account)
                    if to_lobby and lobby is not None and lobby in rooms:
                        rooms[lobby].append(account)


def _move_in(room: str, accounts: Collection[str], rooms: dict[str, list[str]]) -> None:
    """Whoever waits in another room is moved into this one."""
    for account in accounts:
        waits = [inside for name, inside in rooms.items() if name != room and account in inside]
        for inside in waits:
            inside.remove(account)
        if waits and account not in rooms.setdefault(room, []):
            rooms[room].append(account)
