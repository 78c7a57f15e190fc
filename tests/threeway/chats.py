"""The chats of a story's server: what people write, press and fill in, and what stands there."""

from __future__ import annotations

import functools

from bot.adapters.discord.buttons import data, pressed
from bot.adapters.discord.synchronising import commands_in
from bot.paths import config_dir
from tests.fakes.discord import FakeDiscord, NotAllowed, SeenInteraction, SeenMessage, SeenModal
from tests.threeway.commanding import in_fields
from tests.threeway.house import House
from tests.threeway.real import Shown

FORM = frozenset({"write"})
"""Buttons that only Discord has: they open a form, where elsewhere people simply write."""


class Chats:
    """Everybody's app. Messages go by the adapter's references, people by the story's keys."""

    def __init__(self, server: FakeDiscord, house: House) -> None:
        """From now on the app lists the bot's commands."""
        self._world = server.world
        self._house = house
        self._users = house.users
        self._world.commands[None] = [
            {**command, "id": str(self._world.new_id())} for command in _commands()
        ]
        self._own = {
            key: user.writes(house.elsewhere, "Hello.") for key, user in self._users.items()
        }
        self._pressed: tuple[str, SeenInteraction] | None = None
        self._forms: dict[str, SeenModal] = {}
        """Opened by a press, and not filled in yet."""

    # --- what people do ---

    def says(self, who: str, text: str) -> None:
        """Write it to the bot, or into the form that is open."""
        form = self._forms.pop(who, None)
        if form is None:
            self._users[who].says(text)
        else:
            self._users[who].submits(form, {form.labels[0]: text})

    def commands(self, who: str, text: str) -> None:
        """As a slash command; one that the app does not offer so can still be written out."""
        filled = in_fields(text)
        try:
            if filled is not None:
                name, options = filled
                self._users[who].commands(name, options)
                return
        except NotAllowed:
            pass
        self._users[who].says(text)

    def presses(self, who: str, ref: str | None, number: int, button: str) -> None:
        """A button they see; one that is not there any more, or never was, is a forged press.

        `number`: the bot's own of the message; `ref`: where they see it, if they do.
        """
        self._forms.pop(who, None)
        message = self._own[who] if ref is None else self.at(ref)
        there = {name: found for name, _, found in _buttons(message)}
        found = there.get(button, data(number, button))
        self._pressed = who, self._users[who].forges(message, found)

    def opens_form(self) -> None:
        """If the bot has answered the last press with a form, it is open now."""
        if self._pressed is not None:
            (who, interaction), self._pressed = self._pressed, None
            if interaction.modal is not None:
                self._forms[who] = interaction.modal

    def close_forms(self) -> None:
        """Nobody has a form before them any more."""
        self._forms.clear()

    # --- what stands there ---

    def shown(self, ref: str) -> Shown:
        """A message as its reader sees it."""
        message = self.at(ref)
        channel = self._world.channel(message.channel)
        in_room = channel.recipient is None and not message.ephemeral
        if in_room:
            address = self._house.called(channel.id)
        else:
            reader = channel.recipient or message.message.nobody_else
            assert reader is not None
            address = self._house.who(reader)
        buttons = tuple((name, label) for name, label, _ in _buttons(message) if name not in FORM)
        return Shown(address, in_room, message.text, buttons)

    def at(self, ref: str) -> SeenMessage:
        """The message of a reference."""
        channel, number = (int(part) for part in ref.split("/"))
        return SeenMessage(self._world, self._world.channel(channel).messages[number])

    def from_bot(self) -> list[SeenMessage]:
        """Every message of the bot that is there to stay, in private and in rooms."""
        seen = [message for user in self._users.values() for message in user.inbox]
        seen += [message for one in self._house.rooms.values() for message in one.messages]
        return [message for message in seen if message.from_bot and not message.ephemeral]


@functools.cache
def _commands() -> list[dict[str, object]]:
    """As they are handed over when somebody asks for it."""
    return commands_in(config_dir() / "wording")


def _buttons(message: SeenMessage) -> list[tuple[str, str, str]]:
    """The name, label and custom id of each button."""
    found = [(pressed(button.custom_id), button) for button in message.buttons]
    return [(read[1], button.label, button.custom_id or "") for read, button in found if read]
