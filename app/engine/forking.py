"""The template's own side: it makes everything ready once, and each child is a fork of that.

A child is made a template by what it has as its standard input: a socket in place of a pipe. It is
told what to do there, and ends when the other end is closed or silent, as every child does. That
hurts none of those: they have pipes of their own to whoever started the template.
"""

import gc
import os
import socket
import stat
import struct
import sys
import threading
from contextlib import suppress

from app.core import wire
from app.engine.lifeline import arrives
from app.engine.options import EngineOptions
from app.engine.protocol import Command

REQUEST = struct.Struct("!cI")
"""What is asked, and of which child. To fork comes with the three streams of the new one; a mere
word, which has no answer, says that whoever asks is there."""
FORK, REAP, WORD = b"f", b"r", b"w"

ANSWER = struct.Struct("!i")
"""The number of the new child, 0 for none; the exit code of one that is not kept any more; once,
before anything was asked, that all is ready."""
READY, STILL_RUNS, UNKNOWN = 1, 1_000, 255

_STREAMS = 3


def is_template() -> bool:
    """Whether this process is to fork children, and not to be one."""
    return sys.platform == "linux" and stat.S_ISSOCK(os.fstat(0).st_mode)


class Forking:
    """Takes the standard input for what is asked; the output is the errors from now on."""

    def __init__(self) -> None:
        os.dup2(2, 1)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=0)
        self._silence = 0.0  # seconds

    def options(self) -> EngineOptions | None:
        """What all children will be made with; None if nobody says."""
        line = b""
        while not line.endswith(b"\n"):  # nothing else comes before it is said that all is ready
            if not (piece := self._line.recv(wire.MAX_LINE)):
                return None
            line += piece
        options = wire.from_json(Command, line).options
        if options is not None:
            self._silence = options.silence
        return options

    def is_child(self) -> bool:
        """Fork whenever it is asked for: True in each child, at once; False when all is over."""
        if threading.active_count() > 1:
            raise RuntimeError("a process with threads cannot be forked soundly")
        gc.collect()
        gc.freeze()  # what is never looked at by the collector stays shared
        self._say(READY)
        while arrives(self._line, self._silence):
            request, streams, _, _ = socket.recv_fds(self._line, REQUEST.size, _STREAMS)
            if len(request) < REQUEST.size:
                break
            what, pid = REQUEST.unpack(request)
            if what == REAP:
                self._say(_code(pid))
            elif what == FORK and self._has_forked(streams):
                return True
        return False

    def _has_forked(self, streams: list[int]) -> bool:
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            self._become(streams)
            return True
        for stream in streams:
            os.close(stream)
        if pid > 0:
            _lead(pid)  # the child does so too: whoever comes first
        self._say(max(pid, 0))
        return False

    def _become(self, streams: list[int]) -> None:
        """Be a child like any other, with nothing of the template's in its hands."""
        _lead(0)
        self._line.detach()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)

    def _say(self, answer: int) -> None:
        with suppress(OSError):  # that nobody listens any more is noticed when nothing is asked
            self._line.sendall(ANSWER.pack(answer))


def _lead(pid: int) -> None:
    with suppress(OSError):
        os.setpgid(pid, pid)


def _code(pid: int) -> int:
    """Only whoever is asked for is waited for: until then nobody else gets its number."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return UNKNOWN
    return os.waitstatus_to_exitcode(status) if ended else STILL_RUNS
