"""A child whose parent is frozen ends itself; one whose parent is merely quiet does not."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, Stage
from app.engine import child
from app.engine.child_pool import ChildPool
from app.engine.lifeline import Reassurance, can_take_a_word, lines
from app.engine.options import EngineOptions
from app.engine.protocol import Command, ProbeJob, Verdict
from tests.engine.conftest import MakeRequest
from tests.engine.running import LIMIT, Running, eventually, group_members, leased_pids

ROOT = Path(__file__).parents[2]


@contextmanager
def frozen_parent(silence: float, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process of `tests.engine.frozen_parent`, that is not frozen yet."""
    command = (sys.executable, "-m", "tests.engine.frozen_parent", str(silence), *arguments)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        try:
            yield parent
        finally:
            parent.kill()


def line_of(parent: subprocess.Popen[str]) -> str:
    assert parent.stdout is not None
    return parent.stdout.readline().strip()


def test_an_idle_child_of_a_frozen_parent_ends() -> None:
    with frozen_parent(1.0) as parent:
        leader = int(line_of(parent))
        os.kill(parent.pid, signal.SIGSTOP)
        assert eventually(lambda: not group_members(leader), 15)


def test_a_child_of_a_frozen_parent_ends_in_the_middle_of_a_download(
    request_for: MakeRequest, folder: Path
) -> None:
    url = request_for("/bytes/frozen-5000000.mp4", rate=100_000).url
    with frozen_parent(1.0, url, str(folder)) as parent:
        leader = int(line_of(parent))
        assert [line_of(parent) for _ in range(2)] == [Stage.RESOLVING, Stage.DOWNLOADING]
        os.kill(parent.pid, signal.SIGSTOP)
        assert eventually(lambda: not group_members(leader), 15)
    assert [path for path in folder.rglob("*.part") if path.stat().st_size]  # to go on from


def test_what_a_child_of_a_frozen_parent_has_started_ends_with_it(
    request_for: MakeRequest, folder: Path
) -> None:
    url = request_for("/hls/clip/master.m3u8", live=1).url
    with frozen_parent(1.0, url, str(folder)) as parent:
        leader = int(line_of(parent))
        assert eventually(lambda: len(group_members(leader)) > 1)  # ffmpeg
        os.kill(parent.pid, signal.SIGSTOP)
        assert eventually(lambda: not group_members(leader), 15)


def test_without_a_limit_it_waits(request_for: MakeRequest, folder: Path) -> None:
    url = request_for("/bytes/waiting-500000.mp4", rate=100_000).url
    with frozen_parent(0.0, url, str(folder)) as parent:
        leader = int(line_of(parent))
        assert [line_of(parent) for _ in range(2)] == [Stage.RESOLVING, Stage.DOWNLOADING]
        os.kill(parent.pid, signal.SIGSTOP)
        assert eventually(lambda: bool(list(folder.glob("*.mp4"))))
        assert leader in group_members(leader)
        os.kill(parent.pid, signal.SIGCONT)


def test_a_quiet_download_of_a_live_parent_outlasts_many_silences(
    request_for: MakeRequest, engine_options: EngineOptions
) -> None:
    children = ChildPool(replace(engine_options, silence=1.0))
    try:
        running = Running(children, request_for("/bytes/quiet-500000.mp4", rate=100_000))
        assert eventually(lambda: bool(leased_pids(children)))
        (at_work,) = leased_pids(children)
        last = running.last()
        assert (last.state, last.size) == (DownloadState.COMPLETED, 500_000)
        assert group_members(at_work)
        assert not [update for update in running.updates if update.error]
    finally:
        children.close()


@pytest.fixture
def pipe() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The end that is read and the one that is written."""
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reading, os.fdopen(write, "wb", buffering=0) as writing:
        yield reading, writing


def test_lines_come_whole(pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    reading, writing = pipe
    heard = lines(reading, lambda: 0.0)
    writing.write(b"one\ntwo\nthr")
    assert [next(heard), next(heard)] == [b"one\n", b"two\n"]
    writing.write(b"ee\nfour")
    assert next(heard) == b"three\n"
    writing.close()
    assert list(heard) == []


def test_a_line_without_end_ends_the_input(pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    reading, writing = pipe
    endless = threading.Thread(target=writing.write, args=(b"x" * (wire.MAX_LINE + 10),))
    endless.start()
    assert list(lines(reading, lambda: 0.0)) == []
    os.read(reading.fileno(), wire.MAX_LINE)
    endless.join(LIMIT)


def test_a_silence_ends_the_input(pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    reading, writing = pipe
    writing.write(b"one\n")
    assert list(lines(reading, lambda: 0.2)) == [b"one\n"]


def test_what_lies_there_unread_is_no_silence(pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    """As where a regular expression kept this thread from looking for far longer."""
    reading, writing = pipe
    silences = iter([0.2, 0.2, 0.2])
    pause = threading.Event()

    def late() -> float:
        pause.wait(0.5)
        return next(silences)

    writing.write(b"one\n")
    heard = lines(reading, late)
    assert next(heard) == b"one\n"
    writing.write(b"two\n")
    assert next(heard) == b"two\n"
    assert list(heard) == []


def test_nobody_waits_for_one_that_does_not_read(pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    _, writing = pipe
    assert can_take_a_word(writing)
    os.set_blocking(writing.fileno(), False)
    while writing.write(b"x" * 4096):
        pass
    assert not can_take_a_word(writing)


def test_without_a_limit_nothing_is_said() -> None:
    before = threading.active_count()
    Reassurance(lambda: None, 0.0).begin("silent")
    assert threading.active_count() == before


def test_words_are_said_until_it_is_over() -> None:
    said = threading.Semaphore(0)
    reassurance = Reassurance(said.release, 0.04)
    reassurance.begin("talkative")
    assert all(said.acquire(timeout=LIMIT) for _ in range(5))
    reassurance.end()
    assert eventually(lambda: not [t for t in threading.enumerate() if t.name == "talkative"])


def test_a_mere_word_disturbs_no_job(
    pipe: tuple[IO[bytes], IO[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = pipe
    ended = threading.Event()
    monkeypatch.setattr(child, "kill_own_group", ended.set)
    inbox = child.Inbox(reading)
    try:
        job = Command(probe=ProbeJob("p", DownloadRequest("http://a.example/")))
        for command in (Command(), job, Command(), Command(stop=True), Command()):
            writing.write(wire.to_line(command))
        assert inbox.next() == job
        assert inbox.stopped.wait(LIMIT)
        writing.write(wire.to_line(Command()) + wire.to_line(Command(verdict=Verdict("k", True))))
        assert eventually(lambda: not inbox._verdicts.empty())
        assert inbox.stopped.is_set()
        assert inbox.is_empty
    finally:
        writing.close()
        assert ended.wait(LIMIT)
