"""Sealing: what only a task may open is unreadable in the database and its backups (V2)."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_SEALED = "gAAAAA"
"""What everything that is sealed begins with; no number does."""


class SealError(Exception):
    """Something sealed cannot be opened with the keys at hand."""


class Sealer:
    """Seals and opens short texts. The first key seals; every key opens (rotation)."""

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` are URL-safe base64 Fernet keys, the newest first."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """The text, sealed."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """The text again; SealError when no key fits."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except (InvalidToken, UnicodeError) as error:
            raise SealError(
                "Something in the database was sealed with a key that is not configured; "
                "put the earlier key back into ALONGSIDE_SECRET_KEY, after the new one."
            ) from error

    def seal_optional(self, text: str | None) -> str | None:
        """None stays None."""
        return None if text is None else self.seal(text)

    def open_optional(self, sealed: str | None) -> str | None:
        """None stays None."""
        return None if sealed is None else self.open(sealed)


def open_number(sealer: Sealer, kept: str | None) -> str | None:
    """A number, opened. An older database has it as it was typed."""
    return sealer.open(kept) if kept is not None and kept.startswith(_SEALED) else kept
