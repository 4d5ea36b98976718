"""What a page must not wait for."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject

P = ParamSpec("P")
T = TypeVar("T")


class WhileOpen:
    """Lets answers through as long as the one that asked is there."""

    def __init__(self, owner: QObject, post: Callable[[Callable[[], None]], None]) -> None:
        self._is_there = True
        self._post = post
        owner.destroyed.connect(self._end)

    def only(self, call: Callable[P, None]) -> Callable[P, None]:
        """The same call, without effect once the owner is gone."""

        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            if self._is_there:
                call(*args, **kwargs)

        return guarded

    def ask(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do `work`, which may block, in a thread, and have `then` called with what it gave."""

        def run() -> None:
            self._post(partial(self.only(then), work()))

        # None that the end of the program waits for.
        Thread(target=run, name="settings-check", daemon=True).start()

    def _end(self) -> None:
        self._is_there = False
