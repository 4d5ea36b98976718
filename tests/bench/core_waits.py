"""How long a thread was kept from running by others: not its own doing on a busy machine."""

import threading
from pathlib import Path


class CoreWaits:
    """Of the thread that asks first. Where the system does not tell, nobody waits."""

    def __init__(self) -> None:
        path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._file = path.open("rb", buffering=0) if path.exists() else None

    def seconds(self) -> float:
        """In all, since the thread began."""
        if self._file is None:
            return 0.0
        self._file.seek(0)
        return int(self._file.read().split()[1]) / 1e9

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
