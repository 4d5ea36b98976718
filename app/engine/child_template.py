"""Children that are forked from one that is ready, in milliseconds instead of a processor's second.

It is for children of which each does one job for strangers. Where no template can be had, or it
ends, children start by themselves until there is another.
"""

import errno
import logging
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from time import monotonic
from typing import IO

from app.core import wire
from app.engine.child_environment import child_environment
from app.engine.forking import ANSWER, FORK, READY, REAP, REQUEST, STILL_RUNS, UNKNOWN, WORD
from app.engine.lifeline import Reassurance
from app.engine.options import EngineOptions, backoff
from app.engine.process_group import ProcessGroup
from app.engine.protocol import Command
from app.engine.redact import clean

log = logging.getLogger(__name__)

_PATIENCE = 10.0  # seconds that are waited for the first template before children do without
_WARM_LIMIT = 60.0  # seconds for any to be ready
_ANSWER_LIMIT = 5.0  # seconds
_GLANCE = 0.01  # seconds between two looks
_SOUND = 60.0  # seconds after which the end of one is no sign that the next will fail
_TO_GROUP = 4  # PIDFD_SIGNAL_PROCESS_GROUP, of Linux 6.9 and later


@dataclass(frozen=True, slots=True)
class Forked:
    """What `subprocess.Popen` tells of one."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]


class ForkedGroup:
    """A forked child with all that it starts, as `ProcessGroup` has them."""

    def __init__(self, template: "_Template", process: Forked) -> None:
        self.process = process
        self._template = template
        self._handle = os.pidfd_open(process.pid)
        self._lock = threading.Lock()
        self._reaped = False

    def kill(self) -> None:
        """End the process and all it started, at once. Harmless when it has ended."""
        with self._lock:
            if not self._reaped:
                self._kill()

    def reap(self) -> int:
        """End what is left of it, wait, and tell its exit code. Call it once.

        The code is unknown where the template has ended before.
        """
        with self._lock:
            self._kill()
            _is_readable(self._handle, None)
            code = self._template.reap(self.process.pid)
            self._reaped = True
            os.close(self._handle)
        return code

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if not _signal_group(self._handle) and self._has_number():
                os.killpg(self.process.pid, signal.SIGKILL)

    def _has_number(self) -> bool:
        """Whether nobody else can have got it: it runs, or its template has yet to wait for it."""
        return self._template.is_there or not _is_readable(self._handle, 0)


class ChildTemplate:
    """Keeps a template and has it fork. It is for one thread, but for `distrust` and `close`."""

    def __init__(self, python: Sequence[str]) -> None:
        self._python = tuple(python)
        self._template: _Template | None = None
        self._options: EngineOptions | None = None
        self._failures = 0
        self._next_start = 0.0
        self._lock = threading.Lock()
        self._closed = not _can_fork()

    def fork(
        self, options: EngineOptions, given_up: Callable[[], bool] = lambda: False
    ) -> ForkedGroup | None:
        """A new child; None where it has to start by itself, or once `given_up`."""
        if not options.untrusted:
            return None
        template = self._template_for(options)
        if template is None:
            return None
        patience = 0.0 if self._failures else _PATIENCE
        try:
            return template.fork() if template.is_warm(patience, given_up) else None
        except (_Lost, RuntimeError) as reason:  # RuntimeError: no more threads
            self._lose(template, str(reason))
            return None

    def distrust(self) -> None:
        """What was forked is of no use: do without for a while."""
        if (template := self._template) is not None:
            self._lose(template, "its children do not start")

    def close(self) -> None:
        """End it; children that it has forked go on."""
        with self._lock:
            self._closed = True
            template, self._template = self._template, None
        if template is not None:
            template.end()

    def _template_for(self, options: EngineOptions) -> "_Template | None":
        with self._lock:
            old = self._template
            if old is not None and options == self._options:
                return old
            if old is not None:
                old.end()
                self._template = None
            if self._closed or monotonic() < self._next_start:
                return None
            self._options = options
            try:
                self._template = _Template(self._python, options)
            except (OSError, RuntimeError) as error:  # RuntimeError: no more threads
                self._failed(str(error), 0.0)
            return self._template

    def _lose(self, template: "_Template", reason: str) -> None:
        with self._lock:
            if self._template is template:
                self._template = None
                self._failed(reason, monotonic() - template.born)
        template.end()

    def _failed(self, reason: str, lived: float) -> None:
        self._failures = 1 if lived > _SOUND else self._failures + 1
        self._next_start = monotonic() + backoff(self._failures - 1)
        log.warning("there is no template for a while, children start by themselves: %s", reason)


class _Lost(Exception):  # noqa: N818  it says why
    """This template is of no use any more."""


class _Template:
    """One such process."""

    def __init__(self, python: Sequence[str], options: EngineOptions) -> None:
        self.born = monotonic()
        self.is_there = True
        self._is_warm = False
        self._has_ended = False
        self._last_words = ""
        self._lock = threading.Lock()
        self._reassurance = Reassurance(self._reassure, options.silence)
        self._line, its = socket.socketpair()
        try:
            with its:
                environment = child_environment(os.environ)
                self._group = ProcessGroup(python, environment, stdin=its.fileno())
                if self._group.process.stdout is not None:
                    self._group.process.stdout.close()
        except OSError:
            self._line.close()
            raise
        self._words = threading.Thread(target=self._read_words, name="template", daemon=True)
        try:
            self._words.start()
            with suppress(OSError):  # it has ended, as is noticed soon
                self._line.sendall(wire.to_line(Command(options=options)))
        except RuntimeError:
            self.end()
            raise

    @property
    def pid(self) -> int:
        return self._group.process.pid

    def is_warm(self, patience: float, given_up: Callable[[], bool]) -> bool:
        """Whether it can fork, waiting for that so long. `_Lost` if it will not."""
        deadline = monotonic() + patience
        while not self._has_said_ready():
            if monotonic() - self.born > _WARM_LIMIT:
                raise _Lost("it was not ready in time")
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
        with suppress(_Lost):
            while (code := self._ask(REQUEST.pack(REAP, pid))) == STILL_RUNS:
                pause.wait(_GLANCE)
            return code
        return UNKNOWN

    def end(self) -> None:
        """Not one of its children ends with it."""
        self.is_there = False
        self._reassurance.end()
        self._group.kill()  # whoever waits for an answer waits no longer
        with self._lock:
            if self._has_ended:
                return
            self._has_ended = True
            self._line.close()
            self._group.reap()

    def _has_said_ready(self) -> bool:
        with self._lock:
            if not self._is_warm:
                if self._has_ended:
                    raise _Lost("it has ended")
                if _is_readable(self._line, _GLANCE):
                    self._is_warm = self._answer() == READY
                    self._reassurance.begin("template-reassurance")
            return self._is_warm

    def _reassure(self) -> None:
        with self._lock:
            if self.is_there:
                with suppress(OSError):  # one that does not read is not to be waited for
                    self._line.send(REQUEST.pack(WORD, 0), socket.MSG_DONTWAIT)

    def _ask(self, request: bytes, streams: Sequence[int] = ()) -> int:
        with self._lock:
            if not self.is_there:
                raise _Lost("it has ended")
            try:
                socket.send_fds(self._line, [request], streams)
            except OSError:
                raise self._lost() from None
            if not _is_readable(self._line, _ANSWER_LIMIT):
                self.is_there = False  # an answer that comes late would be taken for another's
                raise _Lost("it does not answer")
            return self._answer()

    def _answer(self) -> int:
        answer = b""
        with suppress(ConnectionError):
            answer = self._line.recv(ANSWER.size)
        if len(answer) < ANSWER.size:
            raise self._lost()
        return int(ANSWER.unpack(answer)[0])

    def _lost(self) -> _Lost:
        self.is_there = False
        self._words.join(_GLANCE)
        return _Lost(f"it has ended. {self._last_words}".strip())

    def _read_words(self) -> None:
        stderr = self._group.process.stderr
        assert stderr is not None
        with stderr:
            while line := stderr.readline(wire.MAX_LINE):
                self._last_words = clean(line.decode(errors="replace").rstrip())
                log.debug("template %d: %s", self.pid, self._last_words)


def _can_fork() -> bool:
    """macOS can also fork, but not soundly once its frameworks are loaded."""
    if sys.platform != "linux":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True


def _pipe(kept: ExitStack, handed: ExitStack, *, is_input: bool = False) -> tuple[IO[bytes], int]:
    """Our end, and that of a child, closed with `handed`."""
    read, write = os.pipe()
    ours, its = (write, read) if is_input else (read, write)
    handed.callback(os.close, its)
    return kept.enter_context(os.fdopen(ours, "wb" if is_input else "rb")), its


def _signal_group(handle: int) -> bool:
    """Kill the process's group, whatever has become of its number; False if the system cannot."""
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL, None, _TO_GROUP)
    except OSError as error:
        if error.errno == errno.EINVAL:
            return False
        raise
    return True


def _is_readable(stream: int | socket.socket, seconds: float | None) -> bool:
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return bool(poll.poll(None if seconds is None else seconds * 1000))
