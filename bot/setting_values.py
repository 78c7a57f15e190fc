"""The kinds of value a setting of the program may have.

What a setting must be is said by its `Must`; the functions only say whether it is, with a
`ValueError` whose words nobody sees. So no error can ever show a secret.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

TELEGRAM_API = "https://api.telegram.org"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg"

_KEY_BYTES = 32
_POSTGRES = re.compile(r"(?:postgresql(?:\+psycopg)?|postgres)://(?=.)")
_SQLITE = "sqlite:///"


class Must(str):
    """What the value of a setting must be: completes "telegram.token must be …"."""

    __slots__ = ()


def sealing_keys_in(text: str) -> tuple[str, ...]:
    """The Fernet keys in a text, newest first, with commas or line ends between them.

    Raises:
        ValueError: if there is none, or one of them is not a Fernet key.
    """
    keys = tuple(text.replace(",", " ").split())
    if not keys or any(len(base64.b64decode(key, b"-_", True)) != _KEY_BYTES for key in keys):
        raise ValueError("not a sealing key")
    return keys


def _path(path: Path) -> Path:
    try:
        full = path.expanduser()
    except RuntimeError:
        raise ValueError("no such person") from None
    if not full.name or "\0" in str(full):
        raise ValueError("not a path")
    return full.absolute()


def _token(token: SecretStr) -> SecretStr:
    text = token.get_secret_value().strip()
    if not re.fullmatch(r"[!-.0-~]{1,300}", text):
        raise ValueError("not a token")
    return SecretStr(text)


def _keys(keys: SecretStr) -> SecretStr:
    return SecretStr(",".join(sealing_keys_in(keys.get_secret_value())))


def _database(url: SecretStr) -> SecretStr:
    text = url.get_secret_value().strip()
    if text.startswith(_SQLITE):
        if text.removeprefix(_SQLITE) in {"", ":memory:"}:
            raise ValueError("forgets everything when the bot stops")
        return SecretStr(text)
    if not _POSTGRES.match(text) or not _is_address(urlsplit(text)):
        raise ValueError("not a database")
    return SecretStr(_POSTGRES.sub("postgresql+psycopg://", text, count=1))


def _web(text: str) -> str:
    return _address(text, {"http", "https"})


def _telegram(text: str) -> str:
    # The libraries write the address with /bot at its end, people without.
    return _web(text).removesuffix("/bot")


def _https(text: str) -> str:
    return _address(text, {"https"})


def _host_and_port(text: str) -> str:
    parts = urlsplit(f"//{text.strip()}")
    if not parts.hostname or not parts.port or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise ValueError("not a host and a port")
    return parts.netloc


def webhook_secret_in(text: str) -> str:
    """The secret in a text, without the line end behind it.

    Raises:
        ValueError: if it has letters in it that Telegram does not allow.
    """
    found = text.strip()
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", found):
        raise ValueError("not a webhook secret")
    return found


def _webhook_secret(secret: SecretStr) -> SecretStr:
    return SecretStr(webhook_secret_in(secret.get_secret_value()))


def _websocket(text: str) -> str:
    return _address(text, {"ws", "wss"})


def _address(text: str, schemes: set[str]) -> str:
    parts = urlsplit(text.strip())
    secrets = parts.username or parts.password or parts.query or parts.fragment
    if parts.scheme not in schemes or not parts.hostname or not _is_address(parts):
        raise ValueError("not an address")
    if secrets or ":" in parts.path:
        raise ValueError("may hold a secret, and would be shown")
    return parts.geturl().rstrip("/")


def _is_address(parts: SplitResult) -> bool:
    whole = parts.geturl()
    return parts.port != 0 and whole.isprintable() and " " not in whole


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


FullPath = Annotated[Path, AfterValidator(_path)]
Token = Annotated[SecretStr, AfterValidator(_token)]
SealingKeys = Annotated[SecretStr, AfterValidator(_keys)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
WebAddress = Annotated[str, AfterValidator(_web)]
TelegramAddress = Annotated[str, AfterValidator(_telegram)]
HttpsAddress = Annotated[str, AfterValidator(_https)]
HostAndPort = Annotated[str, AfterValidator(_host_and_port)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
WebSocketAddress = Annotated[str, AfterValidator(_websocket)]
Lower = BeforeValidator(_lower)
