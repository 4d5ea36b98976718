"""Signs of life while ffmpeg works and yt-dlp only waits for it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

_INTERVAL = 5.0  # seconds


class Pulse:
    """Between `with` and its end, calls `beat` whenever the files in a folder have changed."""

    def __init__(self, folder: Path, beat: Callable[[], None], interval: float = _INTERVAL) -> None:
        self._folder = folder
        self._beat = beat
        self._interval = interval
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        before = None
        while not self._over.wait(self._interval):
            now = self._files()
            if now != before:
                self._beat()
            before = now

    def _files(self) -> list[tuple[str, int, int]] | None:
        try:
            found = [(path.name, path.stat()) for path in self._folder.iterdir()]
        except OSError:  # a file went while it was looked at
            return None
        return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
