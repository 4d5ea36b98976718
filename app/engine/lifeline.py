"""How a child knows that its parent is still there: it hears a word from it again and again.

A parent that ended closes the child's input. One that is frozen, or that hangs in the kernel,
does not: what it started would go on without anybody who knows of it.
"""

import os
import select
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, Protocol

from app.core import wire

_WORDS = 4  # in each silence that is granted
_LOOKS = 4  # at the input, each of which has to find nothing
_PIECE = 64 * 1024


class HasFile(Protocol):
    """A stream, or a socket."""

    def fileno(self) -> int: ...


class Reassurance:
    """Says a word often enough, on a thread of its own from `begin` to `end`.

    Whatever freezes this process freezes that thread too. Without a limit there is none.
    """

    def __init__(self, say: Callable[[], None], silence: float) -> None:
        self._say = say
        self._silence = silence
        self._over = threading.Event()

    def begin(self, name: str) -> None:
        """`RuntimeError` where the system grants no more threads."""
        if self._silence > 0:
            threading.Thread(target=self._go_on, name=name, daemon=True).start()

    def end(self) -> None:
        self._over.set()

    def _go_on(self) -> None:
        while not self._over.wait(self._silence / _WORDS):
            self._say()


def lines(stream: IO[bytes], silence: Callable[[], float]) -> Iterator[bytes]:
    """Every line, each with its end, until the input ends or nothing at all arrives for too long.

    `silence` is how many seconds that is, asked before each look; 0: for ever. What lies there
    unread is no silence, however late this thread comes to it. On Windows, where nobody can look
    into a pipe, there is no limit.
    """
    if sys.platform == "win32":
        while (line := stream.readline(wire.MAX_LINE)).endswith(b"\n"):
            yield line
    else:
        yield from _watched(stream, silence)


if sys.platform == "win32":

    def can_take_a_word(_stream: IO[bytes]) -> bool:
        return True

    def arrives(_stream: HasFile, _silence: float) -> bool:
        return True

else:

    def can_take_a_word(stream: IO[bytes]) -> bool:
        """Whether it would not have to be waited for that somebody reads what is in there."""
        return _is_ready(stream, select.POLLOUT, 0)

    def _watched(stream: IO[bytes], silence: Callable[[], float]) -> Iterator[bytes]:
        rest = b""
        while arrives(stream, silence()) and (piece := os.read(stream.fileno(), _PIECE)):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield line + b"\n"
            if len(rest) >= wire.MAX_LINE:
                return

    def arrives(stream: HasFile, silence: float) -> bool:
        """Whether there is something to read, or the end, before the silence has been too long.

        It is looked at in parts: while the two are frozen together one of them passes, not all.
        The last look is for what came while this thread had to wait for its turn.
        """
        if silence <= 0:
            return True  # reading waits for it
        parts = (*(silence / _LOOKS for _ in range(_LOOKS)), 0.0)
        return any(_is_ready(stream, select.POLLIN, seconds) for seconds in parts)

    def _is_ready(stream: HasFile, event: int, seconds: float) -> bool:
        """Whether that can be done in time, if only to find that the other end is gone."""
        poll = select.poll()
        poll.register(stream, event)
        return bool(poll.poll(seconds * 1000))
