"""What a person does with the bot's buttons, menus, forms and commands."""

from typing import TYPE_CHECKING, Any

from . import interacting, permissions
from .bits import Permission
from .components import BUTTON
from .errors import NotAllowed
from .forms import SeenModal
from .seen import SeenInteraction, SeenMessage
from .state import Account, Member
from .state import Guild as GuildState
from .world import World

if TYPE_CHECKING:
    from .channel import Channel


class Fingers:
    """One account at what can be pressed, chosen, typed and sent."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account

    @property
    def id(self) -> int:
        """The immutable id."""
        return self.account.id

    @property
    def name(self) -> str:
        """The name shown."""
        return self.account.name

    def presses(self, message: SeenMessage, label: str) -> SeenInteraction:
        """Press a button, named by its label or custom id, also as it looked at first."""
        self._need_sight(message)
        button = message.button(label)
        if button is None or button.kind != BUTTON:
            raise NotAllowed(f"{self.name} sees no button {label!r}, only {message.labels}.")
        if button.disabled:
            raise NotAllowed(f"The button {label!r} is switched off.")
        if button.custom_id is None:
            raise NotAllowed(f"{label!r} opens a link; the bot hears nothing of it.")
        return self.forges(message, button.custom_id)

    def chooses(self, message: SeenMessage, menu: str, *values: str) -> SeenInteraction:
        """Choose in a menu, named by its placeholder or custom id."""
        self._need_sight(message)
        found = message.button(menu)
        if found is None or found.custom_id is None or found.disabled or found.kind == BUTTON:
            raise NotAllowed(f"{self.name} sees no menu {menu!r}.")
        if found.values and not set(values) <= set(found.values):
            raise NotAllowed(f"{menu!r} offers {found.values}.")
        return interacting.component(
            self._world, self.account, message, found.custom_id, found.kind, list(values)
        )

    def forges(self, message: SeenMessage, custom_id: str) -> SeenInteraction:
        """Press a button that was never there, as a changed app can."""
        self._need_sight(message)
        return interacting.component(self._world, self.account, message, custom_id, BUTTON, [])

    def commands(
        self,
        name: str,
        options: dict[str, Any] | None = None,
        where: "Channel | None" = None,
    ) -> SeenInteraction:
        """Use a slash command in a channel, or in private.

        `options` go by name; a dict inside is a subcommand. Users and channels are given as
        themselves. What was synchronised decides which commands and options there are.
        """
        return interacting.command(self._world, self.account, name, options or {}, where)

    def types(
        self,
        name: str,
        options: dict[str, Any],
        focused: str,
        where: "Channel | None" = None,
    ) -> SeenInteraction:
        """Be in the middle of typing the option `focused`; `.choices` is what is offered."""
        return interacting.autocomplete(self._world, self.account, name, options, focused, where)

    def submits(self, modal: SeenModal | None, values: dict[str, Any]) -> SeenInteraction:
        """Fill in a form; fields go by their label or custom id."""
        if modal is None:
            raise NotAllowed(f"{self.name} sees no form.")
        return interacting.submission(self._world, self.account, modal, values)

    def _member(self, guild: GuildState) -> Member:
        if self.id not in guild.members:
            raise NotAllowed(f"{self.name} is not in {guild.name}.")
        return guild.members[self.id]

    def _need(self, guild: GuildState, wanted: int, channel_id: int) -> None:
        channel = self._world.channels[channel_id]
        held = permissions.in_channel(guild, self._member(guild), channel)
        if wanted & ~held:
            missing = Permission(wanted & ~held)
            raise NotAllowed(f"{self.name} has no {missing!r} in {channel.name}.")

    def _need_sight(self, message: SeenMessage) -> None:
        channel = self._world.channel(message.channel)
        if message.deleted:
            raise NotAllowed("That message is gone.")
        if message.message.nobody_else not in (None, self.id):
            raise NotAllowed(f"{self.name} does not see that message.")
        if channel.recipient is not None and channel.recipient != self.id:
            raise NotAllowed(f"{self.name} does not see that conversation.")
        guild = self._world.guild_of(channel)
        if guild is not None:
            self._need(guild, Permission.VIEW_CHANNEL, channel.id)

    def __int__(self) -> int:
        return self.id

    def __repr__(self) -> str:
        return f"User({self.id}, {self.name!r})"
