"""What was done on Telegram, in the words of every platform."""

from __future__ import annotations

from typing import assert_never

from bot import happenings as h
from bot import joining
from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.doors import PLATFORM
from bot.adapters.telegram.menus import FOR_ADMINISTRATORS

__all__ = ["PLATFORM", "commanded", "happening_of", "takes_longer"]


def takes_longer(deed: d.Deed | None) -> bool:
    """Whether more has to be read or asked before it can be taken."""
    match deed:
        case d.Unread() | d.AskedIn():
            return True
        case d.Pressed(button=button):
            return button in joining.BUTTONS
        case d.Commanded(room=str(), text=text):
            return text.split(maxsplit=1)[0].removeprefix("/") in FOR_ADMINISTRATORS
        case _:
            return False


def happening_of(deed: d.Deed | None) -> h.Happening | None:
    """The same in the words of every platform; None: it is about the platform only.

    What `takes_longer` is not asked about here.
    """
    match deed:
        case d.Wrote(account=account, room=room):
            return h.WroteIn(platform=PLATFORM, account=account, room=room)
        case d.Texted(account=account, text=text):
            return h.Texted(platform=PLATFORM, account=account, text=text)
        case d.Commanded():
            return commanded(deed, is_admin=False)
        case d.Pressed():
            return h.PressedButton(
                platform=PLATFORM,
                account=deed.account,
                message=deed.message,
                button=deed.button,
                room=deed.room,
            )
        case d.Left(account=account, room=room, by=by):
            return h.LeftGroup(platform=PLATFORM, account=account, room=room, by=by)
        case d.Came(account=account, room=room, themselves=own):
            return h.JoinedGroup(platform=PLATFORM, account=account, room=room, themselves=own)
        case d.Stands(room=room, wrong=wrong, about=about):
            return h.StandsInRoom(platform=PLATFORM, room=room, wrong=wrong, about=about)
        case d.Moved(old=old, new=new):
            return h.RoomMoved(platform=PLATFORM, old=old, new=new)
        case d.Blocked(account=account) | d.Unblocked(account=account):
            able = isinstance(deed, d.Unblocked)
            return h.Reachable(platform=PLATFORM, account=account, reachable=able)
        case d.Forged() | d.Unread() | d.AskedIn() | None:
            return None
        case _:
            assert_never(deed)


def commanded(deed: d.Commanded, *, is_admin: bool) -> h.Happening:
    """A command. `is_admin`: whether the platform says that they run the room it was given in."""
    return h.Commanded(
        platform=PLATFORM,
        account=deed.account,
        text=deed.text,
        name=deed.name,
        room=deed.room,
        room_title=deed.room_title,
        is_admin=is_admin,
    )
