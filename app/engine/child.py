"""The child process: takes one job after another from its standard input, answers line by line.

It ends by itself when its input does, with everything it started, also in the middle of a job; and
so it does where the options limit how long it may hear nothing from its parent, and it does not.
"""

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import IO

from app.core import wire
from app.core.errors import ErrorCode
from app.engine.download_job import run_download
from app.engine.failures import Failure
from app.engine.forking import Forking, is_template
from app.engine.lifeline import lines
from app.engine.options import EngineOptions
from app.engine.probe_job import run_probe
from app.engine.process_group import kill_own_group
from app.engine.protocol import Answer, Command, Verdict
from app.engine.ytdlp import Engine

log = logging.getLogger(__name__)

_GRACE = 1.5  # seconds to end a job soundly once the parent is gone
_GLANCE = 0.02  # seconds between two looks whether a job is to stop


class Channel:
    """The way to the parent; any thread may use it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def say(self, answer: Answer) -> None:
        """Send it, or nothing where nobody listens any more."""
        line = wire.to_line(answer)
        if len(line) > wire.MAX_LINE:
            log.error("an answer of %d bytes was not sent", len(line))
            if not answer.last:
                return
            too_long = Failure(ErrorCode.INTERNAL, "The answer was too long")
            line = wire.to_line(Answer(failure=too_long, last=True, memory=answer.memory))
        with self._lock, suppress(OSError):
            self._stream.write(line)
            self._stream.flush()


class Inbox:
    """The parent's commands, read by a thread so that a stop is heard in the middle of a job."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stopped = threading.Event()
        self._stream = stream
        self._commands: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._verdicts: queue.SimpleQueue[Verdict] = queue.SimpleQueue()
        self._at_work = False
        self._silence = 0.0  # seconds
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be done."""
        return self._commands.empty()

    def next(self) -> Command | None:
        """The next command, None when there will be none."""
        self._at_work = False
        command = self._commands.get()
        self._at_work = command is not None
        return command

    def verdict(self, key: str) -> bool:
        """The parent's answer about this media; False if the job is to stop before it comes."""
        while not self.stopped.is_set():
            with suppress(queue.Empty):
                verdict = self._verdicts.get(timeout=_GLANCE)
                if verdict.key == key:  # and not what an earlier job did not wait for
                    return verdict.known
        return False

    def _read(self) -> None:
        try:
            for line in lines(self._stream, lambda: self._silence):
                self._take(wire.from_json(Command, line))
        except wire.WireError:
            log.exception("the parent does not keep to the protocol")
        self.stopped.set()
        self._commands.put(None)
        self._see_to_the_end()

    def _take(self, command: Command) -> None:
        if command == Command():
            return  # it says no more than that the parent is there
        if command.options is not None:
            self._silence = command.options.silence
        if command.stop:
            self.stopped.set()
            return
        if command.verdict is not None:
            self._verdicts.put(command.verdict)
            return
        # Here and not when the job is taken, so that a late stop is not meant for it.
        self.stopped.clear()
        self._commands.put(command)

    def _see_to_the_end(self) -> None:
        deadline = monotonic() + _GRACE
        pause = threading.Event()
        while self._at_work and monotonic() < deadline:
            pause.wait(_GLANCE)
        kill_own_group()


def main() -> int:
    """Work until the input ends, or fork those that do where this is a template."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return _fork() if is_template() else _work()


def _fork() -> int:
    forking = Forking()
    if (options := forking.options()) is None:
        return 2
    engine = _made_ready(options)
    return _work(engine) if forking.is_child() else 0


def _work(engine: Engine | None = None) -> int:
    channel = Channel(_own_output())
    inbox = Inbox(sys.stdin.buffer)
    first = inbox.next()
    if first is None or first.options is None:
        return 2
    if engine is None:
        engine = _made_ready(first.options)
    channel.say(Answer(ready=True, engine=engine.version))
    # One for strangers' links does a single job: what that may never need is not made ready.
    steps = iter(()) if engine.options.untrusted else engine.warm_up_for_pages()
    while command := _next(inbox, steps):
        channel.say(Answer())  # from now on its end is the end of this job
        _do(command, engine, channel.say, inbox)
    return 0


def _next(inbox: Inbox, steps: Iterator[None]) -> Command | None:
    """The next command. Until it comes, and no longer, more is made ready."""
    for _ in steps:
        if not inbox.is_empty:
            break
    return inbox.next()


def _made_ready(options: EngineOptions) -> Engine:
    engine = Engine(options)
    engine.warm_up()
    return engine


def _do(command: Command, engine: Engine, say: Callable[[Answer], None], inbox: Inbox) -> None:
    def is_known(key: str) -> bool:
        say(Answer(asks=key))
        return inbox.verdict(key)

    if command.download is not None:
        run_download(command.download, engine, say, inbox.stopped, is_known)
    elif command.probe is not None:
        run_probe(command.probe, engine, say, inbox.stopped)
    elif command.engine is not None:
        # What it takes is not there where the engine serves others.
        from app.engine.updates.update_job import run_update

        run_update(command.engine, engine, say, inbox.stopped)


def _own_output() -> IO[bytes]:
    """The standard output for us alone: whatever else writes to it writes to the errors."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


if __name__ == "__main__":
    sys.exit(main())
