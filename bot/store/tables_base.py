"""What every table shares: one metadata, and how a moment is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

metadata = sa.MetaData()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def to_us(moment: datetime) -> int:
    """An aware moment as whole microseconds since 1970, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def from_us(value: int) -> datetime:
    """The moment again, aware, in UTC."""
    return _EPOCH + timedelta(microseconds=value)
