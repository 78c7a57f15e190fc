"""A Discord for tests: real HTTP and websocket, its own state, people who act, faults."""

from .bits import Intent, Permission
from .channel import Channel
from .errors import NotAllowed
from .forms import Field, SeenModal
from .guild import Guild
from .plain import RemoteInteraction, RemoteMessage
from .registry import Call
from .remote import RemoteChannel, RemoteDiscord, RemoteGuild, RemoteUser
from .seen import Button, SeenInteraction, SeenMessage
from .server import FakeDiscord
from .user import User

__all__ = [
    "Button",
    "Call",
    "Channel",
    "FakeDiscord",
    "Field",
    "Guild",
    "Intent",
    "NotAllowed",
    "Permission",
    "RemoteChannel",
    "RemoteDiscord",
    "RemoteGuild",
    "RemoteInteraction",
    "RemoteMessage",
    "RemoteUser",
    "SeenInteraction",
    "SeenMessage",
    "SeenModal",
    "User",
]
