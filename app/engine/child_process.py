"""A child process as its parent sees it: it takes one job at a time and answers line by line."""

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import IO

from app.core import wire
from app.engine.child_environment import child_environment
from app.engine.forked_group import ForkedGroup
from app.engine.lifeline import Reassurance, can_take_a_word
from app.engine.options import EngineOptions
from app.engine.process_group import ProcessGroup
from app.engine.protocol import Answer, Command, Verdict
from app.engine.redact import clean

log = logging.getLogger(__name__)

_LINES_KEPT = 50

Listener = Callable[[Answer | None], None]
"""Takes the answers to a job, from the child's own thread; None once the child has ended."""


class Child:
    """One child process, which starts here unless it was `forked`.

    `changed` is called when it is warm, and when it has ended.
    """

    def __init__(
        self,
        python: Sequence[str],
        options: EngineOptions,
        changed: Callable[["Child"], None],
        forked: ForkedGroup | None = None,
    ) -> None:
        self.options = options
        self.born = monotonic()
        self.is_forked = forked is not None
        self.is_warm = False
        self.is_gone = False
        self.was_ended = False  # by us or by the session's end, and not by itself
        self.engine = ""  # the version of yt-dlp in it, once it is warm
        self.jobs = 0
        self.memory = 0
        self._changed = changed
        self._listener: Listener | None = None
        self._last_words: deque[str] = deque(maxlen=_LINES_KEPT)
        self._group = forked or ProcessGroup(python, child_environment(os.environ, options.engine))
        self._lock = threading.Lock()
        self._reassurance = Reassurance(self._reassure, options.silence)
        self._threads = [
            threading.Thread(target=target, name=f"child-{self.pid}-{name}", daemon=True)
            for name, target in (("answers", self._read_answers), ("words", self._read_words))
        ]
        self._send(Command(options=options))
        self._start_threads()

    @property
    def pid(self) -> int:
        return self._group.process.pid

    @property
    def last_words(self) -> str:
        """The end of what it wrote outside of the protocol, cleaned of secrets."""
        return clean("\n".join(self._last_words))

    def begin(self, job: Command, listener: Listener) -> None:
        """Start a job; the one before must have ended. A child that is gone answers None."""
        with self._lock:
            self.jobs += 1
            if not self.is_gone:
                self._listener = listener
                self._send(job)
                return
        listener(None)

    def tell(self, verdict: Verdict) -> None:
        """Answer what its job has asked."""
        self._send(Command(verdict=verdict))

    def stop(self) -> None:
        """Ask it to end its job soundly."""
        self._send(Command(stop=True))

    def kill(self) -> None:
        """End it and all it started, at once."""
        self.was_ended = True
        self._group.kill()

    def retire(self) -> None:
        """Let it end by itself; an idle one does so at once."""
        stdin = self._group.process.stdin
        if stdin is not None:
            with suppress(OSError, ValueError):
                stdin.close()

    def join(self, timeout: float) -> bool:
        """Wait until it is gone; False if that takes longer."""
        for thread in self._threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in self._threads)

    def _start_threads(self) -> None:
        try:
            self._reassurance.begin(f"child-{self.pid}-reassurance")
            for thread in self._threads:
                thread.start()
        except RuntimeError:  # the system grants no more of them
            self._reassurance.end()
            self.kill()
            self._abandon()
            raise

    def _abandon(self) -> None:
        """See to the end of a child that nobody reads from, as far as no thread does."""
        answers, _ = self._threads
        process = self._group.process
        unread = [process.stderr]
        if answers.ident is None:
            self.retire()
            self._group.reap()
            unread.append(process.stdout)
        for stream in unread:
            if stream is not None:
                stream.close()

    def _send(self, command: Command) -> None:
        stdin = self._group.process.stdin
        assert stdin is not None
        # Whether it is gone is told by its answers' end, and by nothing else.
        with suppress(OSError, ValueError):
            stdin.write(wire.to_line(command))
            stdin.flush()

    def _reassure(self) -> None:
        stdin = self._group.process.stdin
        assert stdin is not None
        # One that does not read is not to be waited for.
        with suppress(OSError, ValueError):
            if can_take_a_word(stdin):
                self._send(Command())

    def _read_answers(self) -> None:
        stdout = self._group.process.stdout
        assert stdout is not None
        try:
            with stdout:
                for line in _lines(stdout):
                    self._take(line)
        except wire.WireError:
            log.exception("child %d does not keep to the protocol", self.pid)
        except Exception:
            log.exception("a listener of child %d failed", self.pid)
        finally:
            self._end()

    def _take(self, line: bytes) -> None:
        answer = wire.from_json(Answer, line)
        if answer.ready:
            self.is_warm, self.engine = True, answer.engine
            self._changed(self)
            return
        with self._lock:
            listener = self._listener
            if answer.last:
                self.memory = answer.memory
                self._listener = None
        if listener is not None:
            listener(answer)

    def _end(self) -> None:
        self._reassurance.end()
        code = self._group.reap()
        self.was_ended = self.was_ended or code == -signal.SIGTERM
        self.retire()
        log.debug("child %d ended with %d", self.pid, code)
        with self._lock:
            self.is_gone = True
            listener, self._listener = self._listener, None
        if listener is not None:
            listener(None)
        self._changed(self)

    def _read_words(self) -> None:
        stderr = self._group.process.stderr
        assert stderr is not None
        with stderr:
            while line := stderr.readline(wire.MAX_LINE):
                text = clean(line.decode(errors="replace").rstrip())
                self._last_words.append(text)
                log.debug("child %d: %s", self.pid, text)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(wire.MAX_LINE + 1):
        if not line.endswith(b"\n"):
            return  # cut off by the child's end, or far too long
        yield line
