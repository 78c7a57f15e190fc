"""Telegram with a webhook: the same bot, to which updates are brought."""

from pathlib import Path

from bot.adapters.telegram import Webhook
from tests.contract.telegram import Telegram

PUBLIC = "https://bot.example.org/telegram"
SECRET = "hush_hush-1"


class HookedTelegram(Telegram):
    """The same harness; every process listens on a port of its own."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.webhook: Webhook | None = Webhook(PUBLIC, "127.0.0.1", 0, SECRET)

    @property
    def here(self) -> str:
        """Where the bot listens now."""
        hooked = self.telegram._hooked
        assert hooked is not None
        return f"http://127.0.0.1:{hooked.port}/telegram"

    async def start_telegram(self) -> None:
        await super().start_telegram()
        if self.webhook is not None:
            self.server.leads_to(PUBLIC, self.here)
