"""How long to wait before something is tried again."""

from __future__ import annotations

_ENOUGH = 30
"""Doublings after which any wait here is at its longest; many more would overflow a number."""


def longer_each_time(tries: int, *, first: float, most: float) -> float:
    """Seconds to wait after so many tries: twice as long each time, and never more than `most`."""
    return min(first * 2.0 ** min(tries, _ENOUGH), most)
