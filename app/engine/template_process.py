"""A template as its parent sees it: it is asked, and answers, over a socket, one after the other.

What it does there is in `forking`.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from time import monotonic
from typing import IO

from app.core import wire
from app.engine.child_environment import child_environment
from app.engine.forked_group import Forked, ForkedGroup, is_readable
from app.engine.forking import ANSWER, FORK, READY, REAP, REQUEST, STILL_RUNS, UNKNOWN, WORD
from app.engine.lifeline import Reassurance
from app.engine.options import EngineOptions
from app.engine.process_group import ProcessGroup
from app.engine.protocol import Command
from app.engine.redact import clean

log = logging.getLogger(__name__)

_WARM_LIMIT = 60.0  # seconds
_ANSWER_LIMIT = 5.0  # seconds
_GLANCE = 0.01  # seconds between two looks


class Lost(Exception):  # noqa: N818  it says why
    """This template is of no use any more."""


class TemplateProcess:
    """A template, from its start to its `end`. Any thread may use it."""

    def __init__(self, python: Sequence[str], options: EngineOptions) -> None:
        self.born = monotonic()
        self._is_sound = True
        self._is_warm = False
        self._has_ended = False
        self._last_words = ""
        self._lock = threading.Lock()
        self._reassurance = Reassurance(self._reassure, options.silence)
        self._line, its = socket.socketpair()
        try:
            with its:
                environment = child_environment(os.environ, options.engine)
                self._group = ProcessGroup(python, environment, stdin=its.fileno())
                if self._group.process.stdout is not None:
                    self._group.process.stdout.close()
        except OSError:
            self._line.close()
            raise
        self._words = threading.Thread(target=self._read_words, name="template", daemon=True)
        try:
            self._reassurance.begin("template-reassurance")
            self._words.start()
            with suppress(OSError):  # it has ended, as is noticed soon
                self._line.sendall(wire.to_line(Command(options=options)))
        except RuntimeError:  # the system grants no more threads
            self.end()
            if self._group.process.stderr is not None:
                self._group.process.stderr.close()
            raise

    @property
    def pid(self) -> int:
        return self._group.process.pid

    @property
    def is_there(self) -> bool:
        """Whether it has not ended, also unnoticed: while we were frozen, say."""
        with self._lock:
            return self._is_sound and not is_readable(self._line, 0)

    def is_warm(self, patience: float, given_up: Callable[[], bool]) -> bool:
        """Whether it can fork, waiting for that so long. `Lost` if it will not."""
        deadline = monotonic() + patience
        while not self._has_said_ready():
            if monotonic() - self.born > _WARM_LIMIT:
                raise Lost("it was not ready in time")
            if given_up() or monotonic() > deadline:
                return False
        return True

    def fork(self) -> ForkedGroup | None:
        """A new child; None if the system grants no more of them."""
        with ExitStack() as kept:
            with ExitStack() as handed:
                stdin, its_in = _pipe(kept, handed, is_input=True)
                stdout, its_out = _pipe(kept, handed)
                stderr, its_err = _pipe(kept, handed)
                pid = self._ask(REQUEST.pack(FORK, 0), (its_in, its_out, its_err))
            if not pid:
                return None
            try:
                group = ForkedGroup(self, Forked(pid, stdin, stdout, stderr))
            except OSError:  # no more files
                os.killpg(pid, signal.SIGKILL)
                self.reap(pid)
                raise
            kept.pop_all()
        return group

    def reap(self, pid: int) -> int:
        """Wait for one that has been killed."""
        pause = threading.Event()
        with suppress(Lost):
            while (code := self._ask(REQUEST.pack(REAP, pid))) == STILL_RUNS:
                pause.wait(_GLANCE)
            return code
        return UNKNOWN

    def end(self) -> None:
        """Not one of its children ends with it."""
        self._is_sound = False
        self._reassurance.end()
        self._group.kill()  # whoever waits for an answer waits no longer
        with self._lock:
            if self._has_ended:
                return
            self._has_ended = True
            self._line.close()
            self._group.reap()

    def _has_said_ready(self, patience: float = _GLANCE) -> bool:
        with self._lock:
            if not self._is_warm:
                if self._has_ended:
                    raise Lost("it has ended")
                if is_readable(self._line, patience):
                    self._is_warm = self._answer() == READY
            return self._is_warm

    def _reassure(self) -> None:
        """From when it is ready, also while nobody asks for a child: it ends if it hears nothing,
        and takes no word before."""
        with suppress(Lost):
            if not self._has_said_ready(0):
                return
        with self._lock:
            if self._is_sound:
                with suppress(OSError):  # one that does not read is not to be waited for
                    self._line.send(REQUEST.pack(WORD, 0), socket.MSG_DONTWAIT)

    def _ask(self, request: bytes, streams: Sequence[int] = ()) -> int:
        with self._lock:
            if not self._is_sound:
                raise Lost("it has ended")
            try:
                socket.send_fds(self._line, [request], streams)
            except OSError:
                raise self._lost() from None
            if not is_readable(self._line, _ANSWER_LIMIT):
                self._is_sound = False  # an answer that comes late would be taken for another's
                raise Lost("it does not answer")
            return self._answer()

    def _answer(self) -> int:
        answer = b""
        with suppress(ConnectionError):
            answer = self._line.recv(ANSWER.size)
        if len(answer) < ANSWER.size:
            raise self._lost()
        return int(ANSWER.unpack(answer)[0])

    def _lost(self) -> Lost:
        self._is_sound = False
        self._words.join(_GLANCE)
        return Lost(f"it has ended. {self._last_words}".strip())

    def _read_words(self) -> None:
        stderr = self._group.process.stderr
        assert stderr is not None
        with stderr:
            while line := stderr.readline(wire.MAX_LINE):
                self._last_words = clean(line.decode(errors="replace").rstrip())
                log.debug("template %d: %s", self.pid, self._last_words)


def _pipe(kept: ExitStack, handed: ExitStack, *, is_input: bool = False) -> tuple[IO[bytes], int]:
    """Our end, and that of a child, closed with `handed`."""
    read, write = os.pipe()
    ours, its = (write, read) if is_input else (read, write)
    handed.callback(os.close, its)
    return kept.enter_context(os.fdopen(ours, "wb" if is_input else "rb")), its
