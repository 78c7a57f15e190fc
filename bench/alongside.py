"""The bot as `alongside run` runs it, but for the pace that Telegram asks for.

Telegram takes 30 messages a second, and the adapter keeps to that; here it is to be seen what
else there is. So nothing waits.
"""

import asyncio
import os

from bot.bootstrap import App
from bot.logs import configure
from bot.settings import load_settings


class Unhurried:
    """Lets everything through at once."""

    def wait(self, chat: int, *, urgent: bool) -> float:
        return 0.0

    def hold(self, chat: int, seconds: float) -> None:
        return None


async def main() -> None:
    app = App(load_settings(None, os.environ))
    assert app.telegram is not None
    vars(app.telegram._sender)["_pace"] = Unhurried()
    await app.run()


if __name__ == "__main__":
    configure("error")
    asyncio.run(main())
