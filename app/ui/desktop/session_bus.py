"""The session's D-Bus, on a thread of its own. Linux only; elsewhere, and without one, silent."""

import logging
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, InvalidStateError
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusRouter

log = logging.getLogger(__name__)

ANSWER_SECONDS = 5.0

Job = Callable[["DBusRouter"], None]


class SessionBus:
    """Carries out jobs one after another. They may wait for answers; nobody waits for them."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[Job, Callable[[], None]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, job: Job, failed: Callable[[], None] = lambda: None) -> None:
        """Carry out `job` soon; `failed` is called, on the bus's thread, where that cannot be."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="session bus", daemon=True)
            self._thread.start()
        self._jobs.put((job, failed))

    def close(self, timeout: float = 1.0) -> None:
        """Carry out what was asked, as far as that is soon done, and leave the bus."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout)

    def _run(self) -> None:
        connection = _Connection()
        while (asked := self._jobs.get()) is not None:
            job, failed = asked
            if not connection.carry_out(job):
                failed()
        connection.close()


class _Connection:
    """Opened when it is needed, and anew after it broke."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._router: Any = None
        self._is_lost = False  # each step of the progress asks again: it is said once

    def carry_out(self, job: Job) -> bool:
        """Whether there is a bus, and it did what was wanted."""
        if sys.platform != "linux":
            return False
        from jeepney import DBusErrorResponse
        from jeepney.auth import AuthenticationError
        from jeepney.io.common import RouterClosed

        try:
            if self._router is None:
                self._router = self._opened()
            job(self._router)
        except DBusErrorResponse as error:
            log.info("the session bus refused: %s", error.name)
        # The first three: no bus was named, or in a way that is not understood.
        except (
            *(KeyError, ValueError, RuntimeError),
            *(OSError, AuthenticationError, RouterClosed),
        ) as error:
            if not self._is_lost:
                log.info("no answer from the session bus: %s", error)
            self._is_lost = True
            self.close()
        else:
            self._is_lost = False
            return True
        return False

    def close(self) -> None:
        with ExitStack() as leaving:
            leaving.push(self._open.pop_all())
        self._router = None

    def _opened(self) -> "DBusRouter":
        from jeepney.io.threading import DBusRouter, ReceiveStopped, open_dbus_connection

        connection = self._open.enter_context(open_dbus_connection(bus="SESSION"))
        receive = connection.receive

        def receive_until_the_end() -> "Message":
            # The router's thread takes any other end of a connection for a defect.
            try:
                return receive()
            except OSError as error:
                raise ReceiveStopped from error

        connection.receive = receive_until_the_end
        router = self._open.enter_context(DBusRouter(connection))
        replies = router._replies  # noqa: SLF001 - it has no other door
        replies.drop_all = partial(drop_waiting, replies._futures)  # noqa: SLF001
        return router


def drop_waiting(futures: Mapping[int, "Future[Message]"], exc: Exception | None = None) -> None:
    """Nobody answers any more. The router's own way stumbles over a reply that has come and is not
    taken yet, and ends its thread with that."""
    from jeepney.io.common import RouterClosed

    for future in list(futures.values()):
        with suppress(InvalidStateError):
            future.set_exception(exc or RouterClosed("the bus has gone"))
