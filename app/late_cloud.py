"""The executor of the service, which costs nothing until there is something for it to do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.cloud import CloudListener, CloudStanding, CloudTest
from app.core.download import DownloadRequest

if TYPE_CHECKING:
    from app.executors.cloud import CloudExecutor


class LateCloud:
    """An `Executor` and the `Cloud` that the window shows: those that `make` makes.

    That is slow, and most people have no service. So it is made when something is asked of it,
    and not before `allow`; what was asked until then is done then, in order.
    """

    def __init__(self, make: Callable[[], "CloudExecutor"]) -> None:
        self._make = make
        self._made: CloudExecutor | None = None
        self._asked: list[Callable[[CloudExecutor], None]] = []
        self._listeners: list[CloudListener] = []
        self._is_allowed = False
        self._is_closed = False

    def allow(self) -> None:
        """The window has been seen, and the loop runs."""
        self._is_allowed = True
        if self._asked:
            self._begin()

    def ask(self, call: Callable[["CloudExecutor"], None]) -> None:
        """Have something done by the executor."""
        if self._made:
            call(self._made)
            return
        self._asked.append(call)
        if self._is_allowed and not self._is_closed:
            self._begin()

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        self.ask(lambda made: made.submit(download_id, run, request))

    def pause(self, download_id: str) -> None:
        self.ask(lambda made: made.pause(download_id))

    def cancel(self, download_id: str) -> None:
        self.ask(lambda made: made.cancel(download_id))

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self.ask(lambda made: made.discard(download_id, request))

    def set_parallel_limit(self, limit: int) -> None:
        """The service has its own."""

    def close(self) -> None:
        """What was not begun is done, or found to be done, the next time."""
        self._is_closed = True
        if self._made:
            self._made.close()

    @property
    def standing(self) -> CloudStanding:
        return self._made.standing if self._made else CloudStanding()

    def listen(self, listener: CloudListener) -> None:
        self._listeners.append(listener)

    def reconnect(self) -> None:
        self.ask(lambda made: made.reconnect())

    def test(
        self, address: str, token: str, *, plain: bool, then: Callable[[CloudTest], None]
    ) -> None:
        self.ask(lambda made: made.test(address, token, plain=plain, then=then))

    def _begin(self) -> None:
        made = self._made = self._make()
        made.listen(self._tell)
        made.start()
        asked, self._asked = self._asked, []
        for call in asked:
            call(made)

    def _tell(self, standing: CloudStanding) -> None:
        for listener in self._listeners:
            listener(standing)
