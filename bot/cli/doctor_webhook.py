"""What the doctor asks of Telegram when it brings updates to the bot (webhook mode)."""

from __future__ import annotations

from telegram import Bot, WebhookInfo

from bot.cli.findings import Finding, attention, ok, wrong
from bot.settings import Settings

ABOUT = "Telegram"
LONGEST_QUOTE = 120
"""Letters of what Telegram says went wrong."""


async def webhook_findings(bot: Bot, settings: Settings) -> list[Finding]:
    """How it stands with the webhook, in one line. Raises `TelegramError`."""
    info = await bot.get_webhook_info()
    wanted = settings.telegram.webhook_url
    if wanted is None:
        return [_left_over()] if info.url else []
    if not info.url:
        return [attention(ABOUT, "the webhook is not set yet; `alongside run` sets it")]
    if info.url != wanted:
        return [
            wrong(
                ABOUT,
                "The webhook leads to another address than ALONGSIDE_TELEGRAM__WEBHOOK_URL; stop "
                "the other program, and start `alongside run`, which sets it again.",
            )
        ]
    return [_at_work(info)]


def _left_over() -> Finding:
    return attention(
        ABOUT,
        "There is a webhook, but ALONGSIDE_TELEGRAM__WEBHOOK_URL is not set; `alongside run` takes "
        "it away and asks for updates itself.",
    )


def _at_work(info: WebhookInfo) -> Finding:
    """An error stays on record after it is over; only while updates wait it still matters."""
    waiting = info.pending_update_count
    if waiting and info.last_error_message:
        return wrong(
            ABOUT,
            f"Telegram cannot bring updates to the webhook ({waiting} waiting): "
            f"{info.last_error_message[:LONGEST_QUOTE]}; see that the bot runs and that the "
            "address leads to ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN.",
        )
    if waiting:
        return ok(ABOUT, f"the webhook is set, and {waiting} updates are on their way")
    return ok(ABOUT, "the webhook is set, and nothing waits")
