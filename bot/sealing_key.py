"""The files with secrets that are made when the settings name none."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

from bot.setting_values import sealing_keys_in, webhook_secret_in
from bot.toml_file import SettingsError


def keys_from_file(path: Path) -> tuple[str, ...]:
    """The keys in a file; on the first run it is made, for nobody else to read.

    Raises:
        SettingsError: if it can be neither read nor made, or holds no key.
    """
    try:
        if not path.exists():
            _make(path, _new_key())
        return sealing_keys_in(path.read_text("utf-8"))
    except OSError:
        problem = "cannot be read or made; see that its folder may be written to"
    except ValueError:
        problem = "does not hold a sealing key; put back the copy you kept"
    raise SettingsError(f"{path} {problem}, or set secret_key (ALONGSIDE_SECRET_KEY) instead.")


def secret_from_file(path: Path) -> str:
    """The webhook's secret in a file; on the first run it is made, for nobody else to read.

    Raises:
        SettingsError: if it can be neither read nor made, or holds no such secret.
    """
    try:
        if not path.exists():
            _make(path, secrets.token_urlsafe(32))
        return webhook_secret_in(path.read_text("utf-8"))
    except OSError:
        problem = "cannot be read or made; see that its folder may be written to"
    except ValueError:
        problem = "does not hold a webhook secret; take it away, and the bot makes another"
    raise SettingsError(
        f"{path} {problem}, or set telegram.webhook_secret (ALONGSIDE_TELEGRAM__WEBHOOK_SECRET)."
    )


def _new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _make(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written whole beside it first and then linked: whoever starts at the same moment finds no
    # file or a whole one, and the first key stays. Temporary files are private from the start.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".secret-") as made:
        made.write(f"{secret}\n".encode())
        made.flush()
        try:
            path.hardlink_to(made.name)
        except FileExistsError:
            return
