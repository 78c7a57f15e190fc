"""The file with the sealing key that is made when the settings name none."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.setting_values import sealing_keys_in
from bot.toml_file import SettingsError


def keys_from_file(path: Path) -> tuple[str, ...]:
    """The keys in a file; on the first run it is made, for nobody else to read.

    Raises:
        SettingsError: if it can be neither read nor made, or holds no key.
    """
    try:
        if not path.exists():
            _make(path)
        return sealing_keys_in(path.read_text("utf-8"))
    except OSError:
        problem = "cannot be read or made; see that its folder may be written to"
    except ValueError:
        problem = "does not hold a sealing key; put back the copy you kept"
    raise SettingsError(f"{path} {problem}, or set secret_key (ALONGSIDE_SECRET_KEY) instead.")


def _make(path: Path) -> None:
    from cryptography.fernet import Fernet

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written whole beside it first and then linked: whoever starts at the same moment finds no
    # file or a whole one, and the first key stays. Temporary files are private from the start.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".secret-") as made:
        made.write(Fernet.generate_key() + b"\n")
        made.flush()
        try:
            path.hardlink_to(made.name)
        except FileExistsError:
            return
