"""The server as a process: `python -m tests.fakes.discord --port N --token T --control`.

It prints one line of JSON with its `api_url` and `gateway_url` when it is ready, and runs until
it is told to end.
"""

import argparse
import asyncio
import json
import signal
import sys

from .server import FakeDiscord
from .world import INVENTED_TOKEN


def main() -> None:
    """Read the options and serve."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0, help="0 takes any free port")
    options.add_argument("--token", default=INVENTED_TOKEN)
    options.add_argument("--control", action="store_true", help="serve /control/ too")
    options.add_argument("--until-stdin-closes", action="store_true", help="end with the parent")
    asyncio.run(_serve(options.parse_args()))


async def _serve(options: argparse.Namespace) -> None:
    server = FakeDiscord(options.token, port=options.port, control=options.control)
    told_to_end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_end.set)
    async with server:
        if options.until_stdin_closes:
            await _end_with(told_to_end)
        where = {"api_url": server.api_url, "gateway_url": server.gateway_url}
        print(json.dumps(where), flush=True)
        await told_to_end.wait()
        server.unexpected.clear()  # Whoever drove it has asked for them over the control routes.


async def _end_with(told_to_end: asyncio.Event) -> None:
    """End when the standard input closes, which it does when the parent dies."""

    class UntilClosed(asyncio.Protocol):
        def connection_lost(self, error: Exception | None) -> None:
            told_to_end.set()

    await asyncio.get_running_loop().connect_read_pipe(UntilClosed, sys.stdin)


if __name__ == "__main__":
    main()
