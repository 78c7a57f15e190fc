"""The real program, whose own clock runs many times as fast as the computer's.

Run as `python -m tests.crash.hurried TIMES`. Whatever it waits for on the network takes as long
as it takes; what it decides, it decides by its own clock.
"""

import asyncio
import os
import sys
import time
from datetime import timedelta

from bot.bootstrap import App
from bot.logs import configure
from bot.settings import load_settings
from bot.steady import SteadyClock, utc_now

TIMES = float(sys.argv[1])
BEGAN, AT = utc_now(), time.monotonic()


def elapsed() -> float:
    """Seconds of its own time."""
    return (time.monotonic() - AT) * TIMES


if __name__ == "__main__":
    configure("warning")
    clock = SteadyClock(wall=lambda: BEGAN + timedelta(seconds=elapsed()), elapsed=elapsed)
    asyncio.run(App(load_settings(None, os.environ), clock).run())
