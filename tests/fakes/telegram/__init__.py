"""A Bot API server for tests: real HTTP, its own state, people who act, faults on demand."""

from .errors import CannotDo
from .group import Group
from .remote import RemoteGroup, RemoteTelegram, RemoteUser
from .seen import Button, Call, SeenMessage
from .server import FakeTelegram
from .state import Press
from .user import User

__all__ = [
    "Button",
    "Call",
    "CannotDo",
    "FakeTelegram",
    "Group",
    "Press",
    "RemoteGroup",
    "RemoteTelegram",
    "RemoteUser",
    "SeenMessage",
    "User",
]
