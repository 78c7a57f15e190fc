"""Holds a database until its standard input closes: `python -m tests.store.holder URL WAIT`."""

import sys

from bot.store.holding import HeldError, hold

try:
    hold(sys.argv[1], wait=float(sys.argv[2]))
except HeldError as error:
    print(error, flush=True)
else:
    print("held", flush=True)
    sys.stdin.read()
