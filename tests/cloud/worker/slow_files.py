"""A place for finished files at which a test decides how long a put takes."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self

from cloud.files.directory_files import DirectoryFiles
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import LIMIT

_TICK = 0.05  # seconds between two pieces


class SlowFiles(DirectoryFiles):
    """A crew's, between `with` and its end: a put goes on and on until it is `let_go`.

    With an ending, only those of such files do.
    """

    def __init__(self, crew: Crew, ending: str = "") -> None:
        super().__init__(crew.desk.files)
        self._ending = ending
        self._crew = crew
        self._before = crew.worker._tools
        self._under_way = threading.Event()
        self._free = threading.Event()

    def put(self, key: str, path: Path, progress: Callable[[int], None]) -> None:
        progress(0)
        if key.endswith(self._ending):
            self._under_way.set()
            while not self._free.wait(_TICK):
                progress(1)
        super().put(key, path, progress)

    def wait(self) -> None:
        """Until a file is on its way."""
        assert self._under_way.wait(LIMIT)

    def let_go(self) -> None:
        self._free.set()

    def __enter__(self) -> Self:
        self._crew.worker._tools = replace(self._before, files=self)
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()
        self._crew.worker._tools = self._before
