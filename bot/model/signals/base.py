"""What every signal of a meeting is."""

from __future__ import annotations

import msgspec


class MeetingSignal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is"):
    """Base of all signals: tagged by class name, so that the journal can be read back."""
