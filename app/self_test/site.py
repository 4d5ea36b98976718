"""A tiny site on this computer alone, which serves the files of a folder."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer

HOST = "127.0.0.1"


class _Files(SimpleHTTPRequestHandler):
    # The system's own table may be anything.
    extensions_map = {  # noqa: RUF012 - its parent's is one like it
        ".m3u8": "application/vnd.apple.mpegurl",
        ".mp4": "video/mp4",
        ".ts": "video/mp2t",
        "": "application/octet-stream",
    }

    def log_message(self, *_: object) -> None:
        """Nobody wants to know."""


class _Server(ThreadingTCPServer):  # an HTTPServer would look its own name up, which may take long
    daemon_threads = True
    block_on_close = False


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve it for as long as this lasts, at the address that is given. Refuses to be a proxy."""
    with _Server((HOST, 0), partial(_Files, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, name="site", daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_address[1]}"
        finally:
            server.shutdown()
