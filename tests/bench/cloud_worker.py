"""A worker that downloads nothing: it claims whatever is in line and tells of it, as told to.

It is a process of its own, so that it shares nothing with what is measured.
"""

import argparse
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from app.core.download import Activity, DownloadState, DownloadUpdate, Progress, Stage
from cloud.config import Config
from cloud.connections import connect
from cloud.store.runs import Claim, RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.cloud.service import Service

_LEASE = 600.0  # seconds; longer than anything that is measured
_KEPT_MS = 3_600_000
_TICK = 0.004  # seconds between two looks at what is due
_LOOK = 0.1  # seconds until it is looked again whether something is in line
_TOTAL = 10**16  # bytes; more than the microseconds that stand for those that are done
_ROUND, _DONE, _END = "round", "done", "end"
_PATIENCE = 20.0  # seconds


class PretendedWorker:
    """The process, as who measures sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, rate: int) -> None:
        """From now on it writes so many updates a second, evenly over its downloads."""
        self._say(str(rate))

    def tell_all_once(self) -> None:
        """One update of each download; they are written when this returns."""
        self._say(_ROUND)
        assert self._process.stdout is not None
        answer = self._process.stdout.readline().strip()
        if answer != _DONE:
            raise RuntimeError("the pretended worker has ended")

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()


@contextmanager
def pretended_worker(one: Service) -> Iterator[PretendedWorker]:
    """One that works for a service from now on, and writes nothing but its claims yet."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.cloud_worker", str(one.redis.port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield PretendedWorker(process)
    finally:
        process.kill()  # it may hang in what it waits for
        process.communicate(timeout=_PATIENCE)


def seconds_since(update: DownloadUpdate) -> float | None:
    """How long ago a pretended worker wrote this; None where it is nobody's of these.

    The moment lies in the bytes that are said to be done: all processes share one clock.
    """
    done = update.progress.done_bytes
    return time.monotonic() - done / 1e6 if done else None


class _Work:
    """The downloads in hand, and how often they are told of."""

    def __init__(self, store: RunStore) -> None:
        self._store = store
        self._claims: list[Claim] = []
        self._look_at = 0.0  # when it is looked next whether something is in line
        self._rate = 0
        self._began = time.monotonic()
        self._told = 0  # since it began
        self._number = 0

    def set_rate(self, rate: int) -> None:
        self._rate, self._began, self._told = rate, time.monotonic(), 0

    def step(self) -> None:
        """Claim at most one, and write what is due."""
        now = time.monotonic()
        if now >= self._look_at and not self._claim():
            self._look_at = now + _LOOK
        due = int((now - self._began) * self._rate)
        for _ in range(due - self._told if self._claims else 0):
            self._tell(self._claims[self._number % len(self._claims)])
        self._told = due

    def tell_all_once(self) -> None:
        for claim in self._claims:
            self._tell(claim)

    def _claim(self) -> bool:
        claim = self._store.claim()
        if claim is not None:
            self._claims.append(claim)
        return claim is not None

    def _tell(self, claim: Claim) -> None:
        self._number += 1
        self._store.report(claim, _picture(claim, self._number))


def _picture(claim: Claim, number: int) -> DownloadUpdate:
    fraction = min(0.95, number / 100_000)
    done = int(time.monotonic() * 1e6)
    return DownloadUpdate(
        claim.id,
        claim.run,
        number,
        DownloadState.RUNNING,
        Progress(Stage.DOWNLOADING, Activity.VIDEO, fraction, done, _TOTAL, 2e6, 100.0),
        title=f"A film of some length, number {claim.id[:8]}",
        media_key=f"Bench {claim.id} 137+140",
    )


def _listen(words: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        words.put(line.strip())
    words.put(_END)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cloud_worker", description=__doc__)
    parser.add_argument("redis_port", type=int)
    redis = connect(Config(redis_host="127.0.0.1", redis_port=parser.parse_args().redis_port))
    scripts = Scripts(redis.scripts, Keeping(_KEPT_MS))
    work = _Work(RunStore(scripts, "bench", tries=3, lease=_LEASE))
    words: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(words,), daemon=True).start()
    while (word := _next(words)) != _END:
        if word == _ROUND:
            work.tell_all_once()
            sys.stdout.write(f"{_DONE}\n")
            sys.stdout.flush()
        elif word:
            work.set_rate(int(word))
        work.step()


def _next(words: SimpleQueue[str]) -> str:
    """What was said, or nothing, after a moment."""
    try:
        return words.get(timeout=_TICK)
    except Empty:
        return ""


if __name__ == "__main__":
    main()
