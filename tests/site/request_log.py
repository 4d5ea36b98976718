"""What was asked of the site and what it sent, readable from any thread."""

import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_GLANCE = 0.05  # seconds; the end of a connection is no news that wakes anyone


@dataclass(slots=True)
class SeenRequest:
    """One request; `status` and `sent` grow while it is answered."""

    method: str
    path: str
    range: str  # the Range header, empty if there was none
    status: int = 0  # 0 until, or unless, an answer begins
    sent: int = 0  # bytes of its body
    answering: bool = True


class RequestLog:
    """Every request since the start or the last `clear`.

    Where a `path` is asked for, a whole address will do (its query does not count), and one that
    ends in `/` stands for everything below it; the empty one for everything.
    """

    def __init__(self, connections: Callable[[], int] = lambda: 0) -> None:
        self._news = threading.Condition(threading.RLock())
        self._seen: list[SeenRequest] = []
        self._turns: Counter[tuple[str, str]] = Counter()
        self._connections = connections

    def of(self, path: str = "") -> list[SeenRequest]:
        """The requests for a path, oldest first."""
        with self._news:
            return [seen for seen in self._seen if _matches(seen.path, path)]

    def count(self, path: str = "") -> int:
        return len(self.of(path))

    def bytes_sent(self, path: str = "") -> int:
        return sum(seen.sent for seen in self.of(path))

    def answering(self, path: str = "") -> int:
        """How many requests are being answered at this moment."""
        return sum(seen.answering for seen in self.of(path))

    @property
    def connections(self) -> int:
        """How many connections are open, idle ones too."""
        return self._connections()

    def clear(self) -> None:
        """Forget everything, the turns of the faults too."""
        with self._news:
            self._seen.clear()
            self._turns.clear()

    def wait_for(self, condition: Callable[["RequestLog"], bool], timeout: float = 20) -> None:
        """Return once the condition holds; TimeoutError if it does not within `timeout` seconds."""
        end = time.monotonic() + timeout
        with self._news:
            while not condition(self):
                if time.monotonic() > end:
                    raise TimeoutError("the site waited in vain for what was expected of it")
                self._news.wait(_GLANCE)

    def summary(self) -> dict[str, object]:
        """Everything as plain JSON, for other processes."""
        paths: dict[str, dict[str, int]] = {}
        for seen in self.of():
            entry = paths.setdefault(seen.path, {"requests": 0, "bytes": 0})
            entry["requests"] += 1
            entry["bytes"] += seen.sent
        return {"connections": self.connections, "answering": self.answering(), "paths": paths}

    # What follows is for the site itself.

    def turn(self, path: str, case: str) -> int:
        """How many requests there were before for this path and case."""
        with self._news:
            turn = self._turns[path, case]
            self._turns[path, case] += 1
            return turn

    def add(self, seen: SeenRequest) -> None:
        with self._news:
            self._seen.append(seen)
            self._news.notify_all()

    def tell(self) -> None:
        """Wake those who wait: a request or a connection changed."""
        with self._news:
            self._news.notify_all()


def _matches(seen_path: str, path: str) -> bool:
    wanted = urllib.parse.unquote(urllib.parse.urlsplit(path).path)
    return not wanted or seen_path == wanted or (wanted[-1] == "/" and seen_path.startswith(wanted))
