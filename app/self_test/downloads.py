"""Checks of the engine: downloads in a real child, from the site on this computer."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from app.core.choices import AudioFormat, Choices
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.engine.child_pool import NoChild
from app.engine.download_task import DownloadTask
from app.self_test import media
from app.self_test.bench import Bench
from app.self_test.programs import ending
from app.self_test.report import CheckFailed

SECONDS = 90.0
"""For how long a check waits for a child; the first one that starts may be slow."""

_BOTH = {"Video", "Audio"}


def child_starts(bench: Bench) -> str:
    """A child process starts and gets ready for work."""
    given_up = threading.Event()

    def give_up() -> None:
        given_up.set()
        bench.pool.wake()

    with _limited(give_up):
        try:
            child = bench.pool.lease(given_up.is_set)
        except NoChild as reason:
            raise CheckFailed(f"No child process starts: {ending(str(reason))}") from None
    if child is None:
        raise CheckFailed(f"No child process was ready within {SECONDS:.0f} s")
    bench.pool.give_back(child)
    return ""


def over_http(bench: Bench) -> str:
    """A file comes over HTTP, byte for byte."""
    file = _fetched(bench, media.CLIP)
    if file.read_bytes() != (bench.media / media.CLIP).read_bytes():
        raise CheckFailed("What came is not what was sent")
    return file.name


def over_hls(bench: Bench) -> str:
    """A stream in slices comes over HLS as one file."""
    return _checked(bench, _fetched(bench, media.ONE_STREAM), _BOTH)


def merged(bench: Bench) -> str:
    """Picture and sound come apart and are merged by ffmpeg."""
    return _checked(bench, _fetched(bench, media.TWO_STREAMS), _BOTH)


def sound_alone(bench: Bench) -> str:
    """The sound is taken out of a file and becomes MP3."""
    file = _fetched(bench, media.CLIP, Choices(audio=AudioFormat.MP3))
    if file.suffix != ".mp3":
        raise CheckFailed(f"The sound became a file of the kind {file.suffix}")
    return _checked(bench, file, {"Audio"})


def _fetched(bench: Bench, path: str, choices: Choices = Choices()) -> Path:
    if not media.are_there(bench.media):
        raise CheckFailed("There is nothing to download, since ffmpeg made no media")
    updates: list[DownloadUpdate] = []
    lines: deque[str] = deque(maxlen=3)
    request = DownloadRequest(f"{bench.address}/{path}", choices, folder=str(bench.downloads))
    task = DownloadTask(
        bench.pool, str(uuid4()), 1, request, updates.append, lambda _id, line: lines.append(line)
    )
    bench.downloads.mkdir(exist_ok=True)
    with _limited(task.cancel):
        task.run()
    last = updates[-1]
    if last.state is not DownloadState.COMPLETED:
        raise CheckFailed(f"The download ended {last.state} ({last.error}): {ending(last.detail)}")
    file = bench.downloads / last.file_name
    if not file.is_file():
        raise CheckFailed(f"There is no file after the download: {ending(' '.join(lines))}")
    return file


def _checked(bench: Bench, file: Path, wanted: set[str]) -> str:
    there = media.streams_of(bench.options.ffmpeg, file)
    if there != wanted:
        raise CheckFailed(f"{file.name} holds {sorted(there)} and should hold {sorted(wanted)}")
    return file.name


@contextmanager
def _limited(give_up: Callable[[], None]) -> Iterator[None]:
    """Have it given up where it takes far too long."""
    timer = threading.Timer(SECONDS, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
