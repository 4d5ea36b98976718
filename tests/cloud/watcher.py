"""Looks which processes have files of which download open: whether two ever worked at one."""

import os
import threading
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Self

_BETWEEN_LOOKS = 0.05  # seconds


class Watcher:
    """Between `with` and its end, a thread that looks at this user's processes."""

    def __init__(self, work: Path) -> None:
        self._work = f"{work}/"
        self._over = threading.Event()
        self._doubled: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def doubled(self) -> list[str]:
        """The downloads at which two process groups were seen at one moment."""
        return sorted(f"twice at once: {one}" for one in self._doubled)

    def _run(self) -> None:
        while not self._over.wait(_BETWEEN_LOOKS):
            groups: dict[str, set[int]] = defaultdict(set)
            for pid in _pids():
                for download in self._at_work_on(pid):
                    with suppress(OSError):
                        groups[download].add(os.getpgid(pid))
            # Once more, since the one may have ended before the other began, in mid-look.
            for download, seen in groups.items():
                if len(seen) > 1 and len(self._still(seen, download)) > 1:
                    self._doubled.add(download)

    def _still(self, groups: set[int], download: str) -> set[int]:
        return {group for group in groups if download in self._at_work_on(group)}

    def _at_work_on(self, pid: int) -> set[str]:
        """Whose partial files it has open."""
        found = set()
        with suppress(OSError):
            for link in os.scandir(f"/proc/{pid}/fd"):
                with suppress(OSError):
                    target = Path(link.path).readlink().as_posix()
                    if target.startswith(self._work) and ".lock" not in target:
                        found.add(target.removeprefix(self._work).split("/")[1])
        return found


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
