"""One limit for all downloads together, on real children and on the file they share."""

import logging
import math
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from app.core.download import DownloadState
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.shared_rate import SharedRate, Throttle
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, is_flowing, leased_pids

KB = 1000.0
BLOCK = 64 * 1024


@pytest.fixture(scope="module")
def rate_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runtime") / "rate"


@pytest.fixture(scope="module")
def children(engine_options: EngineOptions, rate_file: Path) -> Iterator[ChildPool]:
    own = ChildPool(replace(engine_options, rate_file=str(rate_file)), size=2)
    yield own
    own.close()


@pytest.fixture
def rate(rate_file: Path) -> SharedRate:
    shared = SharedRate(rate_file)
    shared.set(0)
    return shared


def never(seconds: float) -> bool:
    """Nobody stops it."""
    return threading.Event().wait(seconds)


def test_two_downloads_share_it(
    children: ChildPool, rate: SharedRate, request_for: MakeRequest
) -> None:
    limit, size = 400 * KB, 600_000
    rate.set(limit)
    begun = monotonic()
    both = [Running(children, request_for(f"/bytes/{n}-{size}.mp4"), n) for n in "ab"]
    states = [running.last().state for running in both]
    took = monotonic() - begun
    assert states == [DownloadState.COMPLETED] * 2
    assert took > 0.85 * (2 * size / limit) - 0.5
    for running in both:
        speeds = [u.progress.bytes_per_second for u in running.updates if is_flowing(u)]
        assert 0 < (speeds[-1] or 0) < 2 * limit


def test_a_raised_limit_holds_at_once(
    children: ChildPool, rate: SharedRate, request_for: MakeRequest
) -> None:
    rate.set(10 * KB)
    running = Running(children, request_for("/bytes/live-4000000.mp4"))  # 400 s at this speed
    running.wait(lambda update: (update.progress.done_bytes or 0) > 0)
    rate.set(0)
    assert running.last().state is DownloadState.COMPLETED


def test_fragments_are_held_back_too(
    children: ChildPool, rate: SharedRate, request_for: MakeRequest
) -> None:
    request = request_for("/hls/clip/master.m3u8")
    rate.set(1000 * KB)
    running = Running(children, request)
    begun = monotonic()
    last = running.last()
    assert last.state is DownloadState.COMPLETED
    assert last.size is not None
    assert monotonic() - begun > 0.85 * last.size / (1000 * KB) - 0.5


def test_a_pause_is_heard_while_it_is_held_back(
    children: ChildPool, rate: SharedRate, request_for: MakeRequest
) -> None:
    rate.set(1 * KB)
    running = Running(children, request_for("/bytes/paused-2000000.mp4"))
    running.wait(is_flowing)
    (pid,) = leased_pids(children)
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    with children._changed:
        # It ended its job by itself, before it would have been killed.
        assert pid in [child.pid for child in children._idle]


def test_to_wait_is_not_to_be_silent(
    children: ChildPool, rate: SharedRate, request_for: MakeRequest
) -> None:
    before = children.options
    children.set_options(replace(before, socket_timeout=0.8))  # silent after 2.4 s
    try:
        rate.set(BLOCK / 4.0)
        last = Running(children, request_for("/bytes/patient-140000.mp4")).last()
    finally:
        children.set_options(before)
    assert (last.state, last.size) == (DownloadState.COMPLETED, 140_000)


def test_what_all_take_is_the_limit(rate: SharedRate, rate_file: Path) -> None:
    limit, each = 1000 * KB, 500 * KB
    rate.set(limit)

    def take() -> None:
        with Throttle(str(rate_file), never) as throttle:
            for done in range(50_000, int(each) + 1, 50_000):
                throttle.took("a", done)

    threads = [threading.Thread(target=take) for _ in range(3)]
    begun = monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert monotonic() - begun > 3 * each / limit - 0.6


def waits(rate_file: Path, *taken: tuple[str, float]) -> list[float]:
    """How long it would have had to wait each time it took something."""
    found: list[float] = []

    def stop(seconds: float) -> bool:
        found[-1] = seconds
        return True

    with Throttle(str(rate_file), stop) as throttle:
        for stream, done in taken:
            found.append(0.0)
            throttle.took(stream, done)
    return found


def test_only_what_has_newly_come_counts(rate: SharedRate, rate_file: Path) -> None:
    rate.set(1000 * KB * KB)
    # A continued stream begins far on, the next one from the start; the end says it once more.
    assert waits(rate_file, ("a", 9e15), ("b", 1000.0), ("b", 1000.0)) == [0.0, 0.0, 0.0]


def test_without_a_limit_nothing_is_written(rate: SharedRate, rate_file: Path) -> None:
    rate.set(0)
    before = rate_file.read_bytes()
    assert waits(rate_file, ("a", 1e9), ("a", 2e9)) == [0.0, 0.0]
    assert rate_file.read_bytes() == before


def test_only_this_account_may_see_it(tmp_path: Path) -> None:
    SharedRate(tmp_path / "rate").set(7)
    assert (tmp_path / "rate").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [None, b"", b"short", b"far too long " * 9])
def test_a_file_that_is_missing_or_damaged_limits_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    file = tmp_path / "rate"
    if content is not None:
        file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert waits(file, ("a", 1e9), ("a", 2e9)) == [0.0, 0.0]
    assert caplog.text.count("no limit of speed") == 1
    SharedRate(file).set(1 * KB)
    assert waits(file, ("a", 1e9)) != [0.0]


@pytest.mark.parametrize("limit", [math.nan, math.inf, -1.0])
def test_a_limit_that_is_none(tmp_path: Path, limit: float) -> None:
    file = tmp_path / "rate"
    file.write_bytes(struct.pack("=dd", limit, 0.0))
    assert waits(file, ("a", 1e9)) == [0.0]


@pytest.mark.parametrize("until", [math.nan, math.inf, 1e12])
def test_the_clock_of_an_earlier_boot_holds_nobody_up(tmp_path: Path, until: float) -> None:
    file = tmp_path / "rate"
    file.write_bytes(struct.pack("=dd", 1e9, until))
    assert waits(file, ("a", 1000.0)) == [pytest.approx(0.0, abs=0.01)]


def test_a_killed_holder_frees_the_lock(rate: SharedRate, rate_file: Path) -> None:
    rate.set(1000 * KB * KB)
    script = (
        "import sys, time; from app.engine.file_lock import lock;"
        "f = open(sys.argv[1], 'r+b'); lock(f.fileno()); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(rate_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        taking = threading.Thread(target=waits, args=(rate_file, ("a", 1000.0)))
        taking.start()
        taking.join(0.1)
        assert taking.is_alive()
        holder.kill()
        taking.join(20)
        assert not taking.is_alive()
