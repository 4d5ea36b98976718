"""A parent of a child, as a process of its own, that a test can freeze: see `test_silence`.

Its arguments are the seconds of silence, and a link and a folder if there is to be a download. It
says the number of its child, then the stage of the download whenever that changes.
"""

import sys
import threading

from app.core.download import DownloadRequest, DownloadUpdate, Stage
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg


def main(silence: str, url: str = "", folder: str = "") -> None:
    pool = ChildPool(EngineOptions(ffmpeg=find_ffmpeg(), tries=1, silence=float(silence)))
    child = pool.lease()
    assert child is not None
    pool.give_back(child)
    tell(str(child.pid))
    if url:
        request = DownloadRequest(url, folder=folder)
        DownloadTask(pool, "a", 1, request, Follower(), lambda *_: None).run()
    threading.Event().wait()


class Follower:
    """Tells of each stage once, of the download once some of it has come."""

    def __init__(self) -> None:
        self._told: set[Stage] = set()

    def __call__(self, update: DownloadUpdate) -> None:
        progress = update.progress
        if progress.stage in self._told or (
            progress.stage is Stage.DOWNLOADING and not progress.done_bytes
        ):
            return
        self._told.add(progress.stage)
        tell(progress.stage)


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
