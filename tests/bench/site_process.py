"""The media site in a process of its own, so that it shares nothing with what is measured."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager


@contextmanager
def media_site() -> Iterator[str]:
    """The base address of a running site, such as http://127.0.0.1:40123."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = subprocess.Popen(
        [sys.executable, "-m", "tests.site", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, site)
        yield f"http://127.0.0.1:{port}"
    finally:
        site.terminate()
        site.wait(10)


def _wait_for(port: int, site: "subprocess.Popen[bytes]", limit: float = 120.0) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end and site.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the media site did not start")
