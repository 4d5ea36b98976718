"""One download in a process of its own, to be killed: `one_download URL FOLDER`."""

import sys

from app.core import wire
from app.core.download import DownloadRequest, DownloadUpdate
from app.engine.download_task import DownloadTask
from tests.bench.warm_pool import child_pool


def main() -> None:
    """Download it and write each update as a line of JSON."""
    url, folder = sys.argv[1:]
    request = DownloadRequest(url, folder=folder)
    with child_pool() as pool:
        DownloadTask(pool, "disturbed", 1, request, _write, lambda *_: None).run()


def _write(update: DownloadUpdate) -> None:
    sys.stdout.buffer.write(wire.to_line(update))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
