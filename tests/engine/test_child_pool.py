"""Children that are warm, few, fresh and alone with their job."""

import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.download import DownloadState
from app.engine import child_pool
from app.engine.child_environment import child_environment
from app.engine.child_pool import ChildPool, NoChild, PoolClosed
from app.engine.child_process import Child
from app.engine.options import EngineOptions
from app.engine.process_group import ProcessGroup
from tests.engine.conftest import MakeRequest
from tests.engine.running import downloaded, eventually, group_members


def idle_pids(pool: ChildPool) -> set[int]:
    with pool._changed:
        return {child.pid for child in pool._idle}


def open_files(pid: int) -> set[Path]:
    found = {entry.resolve() for entry in Path(f"/proc/{pid}/fd").iterdir()}
    return {file for file in found if file.is_file() and file.suffix != ".pem"}


def test_one_warm_child_does_job_after_job(
    request_for: MakeRequest, engine_options: EngineOptions
) -> None:
    children = ChildPool(engine_options)
    try:
        child = children.lease()
        assert child is not None
        children.give_back(child)
        for number in range(20):
            last = downloaded(children, request_for(f"/bytes/{number}-200000.mp4"), f"d{number}")
            assert last.state is DownloadState.COMPLETED
        assert child.jobs == 20
        assert child.pid in idle_pids(children)
        assert 0 < child.memory < 250_000_000
    finally:
        children.close()


def test_a_worn_child_is_replaced(request_for: MakeRequest, engine_options: EngineOptions) -> None:
    children = ChildPool(engine_options, jobs_each=1)
    try:
        child = children.lease()
        assert child is not None
        children.give_back(child)
        assert downloaded(children, request_for("/bytes/a-1000.mp4")).state.is_final
        assert child.join(20)
        assert group_members(child.pid) == []
        fresh = children.lease()
        assert fresh is not None
        assert fresh.pid != child.pid
    finally:
        children.close()


def test_a_killed_child_is_replaced_before_it_is_asked_for(pool: ChildPool) -> None:
    child = pool.lease()
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    assert eventually(lambda: child.is_gone)
    pool.give_back(child)
    assert eventually(lambda: bool(idle_pids(pool)))
    assert child.pid not in idle_pids(pool)


def test_quiet_pools_shrink(monkeypatch: pytest.MonkeyPatch, engine_options: EngineOptions) -> None:
    monkeypatch.setattr(child_pool, "_QUIET", 0.5)
    children = ChildPool(engine_options, size=2)
    try:
        leased = [children.lease(), children.lease()]
        for child in leased:
            assert child is not None
            children.give_back(child)
        assert eventually(lambda: sum(c is not None and c.is_gone for c in leased) == 1)
        assert eventually(lambda: len(idle_pids(children)) == 1)
    finally:
        children.close()


def test_a_lease_can_be_given_up(engine_options: EngineOptions) -> None:
    slow = (sys.executable, "-c", "input()")  # never warm
    children = ChildPool(engine_options, python=slow)
    try:
        looked = threading.Event()

        def given_up() -> bool:
            already = looked.is_set()
            looked.set()
            return already

        leases: list[Child | None] = []
        waiting = threading.Thread(target=lambda: leases.append(children.lease(given_up)))
        waiting.start()
        assert looked.wait(10)
        children.wake()
        waiting.join(10)
        assert leases == [None]
    finally:
        children.close()


def test_closing_ends_everything(engine_options: EngineOptions) -> None:
    children = ChildPool(engine_options, size=2)
    child = children.lease()
    assert child is not None
    waiting: list[object] = []
    children.close()
    assert group_members(child.pid) == []
    with pytest.raises(PoolClosed):
        waiting.append(children.lease())
    assert waiting == []
    children.give_back(child)
    children.close()


def test_a_child_that_cannot_start_is_an_error_with_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = (sys.executable, "-c", "import sys; sys.exit('the engine is missing')")
    children = ChildPool(EngineOptions(), python=broken)
    try:
        with pytest.raises(NoChild, match="the engine is missing"):
            children.lease()
        assert "ended before it was ready" in caplog.text
    finally:
        children.close()


def test_a_program_that_is_missing_is_an_error(caplog: pytest.LogCaptureFixture) -> None:
    children = ChildPool(EngineOptions(), python=("/nowhere/at/all",))
    try:
        with pytest.raises(NoChild, match="/nowhere/at/all"):
            children.lease()
        assert "no child process can be started" in caplog.text
    finally:
        children.close()


@pytest.mark.parametrize("granted", [0, 1])
def test_a_system_without_threads_is_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, granted: int
) -> None:
    """`granted`: how many of the two threads of each child the system still starts."""
    start = threading.Thread.start
    started: list[ProcessGroup] = []

    def note(group: ProcessGroup, *arguments: Any) -> None:
        build(group, *arguments)
        started.append(group)

    def refuse(thread: threading.Thread) -> None:
        if thread.name.endswith(("-answers", "-words")[granted:]):
            raise RuntimeError("can't start new thread")
        start(thread)

    build = ProcessGroup.__init__
    monkeypatch.setattr(ProcessGroup, "__init__", note)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    children = ChildPool(EngineOptions())
    try:
        with pytest.raises(NoChild):
            children.lease()
        assert "can't start new thread" in caplog.text
    finally:
        children.close()
    assert started
    assert eventually(lambda: all(group.process.returncode is not None for group in started))


def test_a_child_inherits_what_it_needs_and_no_secrets(pool: ChildPool) -> None:
    child = pool.lease()
    assert child is not None
    pool.give_back(child)
    inherited = Path(f"/proc/{child.pid}/environ").read_text().rstrip("\0").split("\0")
    names = {entry.partition("=")[0] for entry in inherited}
    assert "PATH" in names
    assert names <= set(child_environment(os.environ))
    assert Path(f"/proc/{child.pid}/cwd").resolve() == Path("/")
    assert os.getpgid(child.pid) == child.pid
    # A warm child goes on reading modules for a moment; what it inherited it would never close.
    assert eventually(lambda: not open_files(child.pid)), open_files(child.pid)


def test_the_environment_is_chosen_by_name() -> None:
    source = {
        "PATH": "/bin",
        "HOME": "/home/a",
        "AWS_SECRET_ACCESS_KEY": "x",
        "PYTHONSTARTUP": "/evil.py",
        "LD_PRELOAD": "/evil.so",
        "http_proxy": "http://proxy.example:3128",
        "HTTPS_PROXY": "http://user:password@proxy.example:3128",
    }
    found = child_environment(source)
    assert found["PATH"] == "/bin"
    assert found["http_proxy"] == "http://proxy.example:3128"
    assert not {"AWS_SECRET_ACCESS_KEY", "PYTHONSTARTUP", "LD_PRELOAD", "HTTPS_PROXY"} & set(found)


def test_a_group_ends_with_what_it_started() -> None:
    script = "import subprocess, sys; subprocess.Popen(['sleep', '60']); print(1, flush=True)"
    group = ProcessGroup((sys.executable, "-c", script + "; input()"), {"PATH": os.environ["PATH"]})
    assert group.process.stdout is not None
    assert group.process.stdout.readline() == b"1\n"
    assert len(group_members(group.process.pid)) == 2
    group.kill()
    assert group.reap() == -signal.SIGKILL
    assert eventually(lambda: group_members(group.process.pid) == [])
    group.kill()
    for stream in (group.process.stdin, group.process.stdout, group.process.stderr):
        assert stream is not None
        stream.close()


def test_everybody_who_waits_hears_that_no_child_starts(engine_options: EngineOptions) -> None:
    children = ChildPool(engine_options, python=(sys.executable, "-c", "raise SystemExit(1)"))
    heard = threading.Semaphore(0)

    def lease() -> None:
        with pytest.raises(NoChild):
            children.lease()
        heard.release()

    try:
        for _ in range(6):
            threading.Thread(target=lease, daemon=True).start()
        assert all(heard.acquire(timeout=20) for _ in range(6))
    finally:
        children.close()


def test_changed_options_hold_for_every_new_lease(engine_options: EngineOptions) -> None:
    changed = replace(engine_options, cache_dir="elsewhere")
    children = ChildPool(engine_options, size=2)
    try:
        at_work = children.lease()
        assert at_work is not None
        assert eventually(lambda: bool(idle_pids(children)))
        idle = idle_pids(children)
        children.set_options(changed)
        fresh = children.lease()
        assert fresh is not None
        assert fresh.options == changed
        assert fresh.pid not in idle | {at_work.pid}
        children.give_back(fresh)
        assert not at_work.is_gone  # until it has ended what it began
        children.give_back(at_work)
        assert at_work.join(20)
        assert eventually(lambda: not any(map(group_members, idle)))
        assert at_work.pid not in idle_pids(children)
    finally:
        children.close()


def test_options_that_change_while_a_child_starts(
    engine_options: EngineOptions, caplog: pytest.LogCaptureFixture
) -> None:
    children = ChildPool(engine_options)
    try:
        assert eventually(lambda: bool(starting(children)))
        before = starting(children)
        for tries in (3, 4, 5):
            children.set_options(replace(engine_options, tries=tries))
        child = children.lease()
        assert child is not None
        assert child not in before
        assert child.options.tries == 5
        assert all(old.join(20) for old in before)
        assert not [record for record in caplog.records if record.levelname == "ERROR"]
    finally:
        children.close()


def test_the_same_options_change_nothing(pool: ChildPool, engine_options: EngineOptions) -> None:
    assert eventually(lambda: bool(idle_pids(pool)))
    before = idle_pids(pool)
    pool.set_options(replace(engine_options))
    assert idle_pids(pool) == before


def test_a_child_may_be_entered_another_way(
    request_for: MakeRequest, engine_options: EngineOptions
) -> None:
    entry = (sys.executable, "-m", "tests.engine.other_entry", "a word")
    children = ChildPool(engine_options, python=entry)
    try:
        child = children.lease()
        assert child is not None
        assert eventually(lambda: "entered with a word" in child.last_words)
        children.give_back(child)
        last = downloaded(children, request_for("/bytes/a-9000.mp4"))
        assert (last.state, last.size) == (DownloadState.COMPLETED, 9000)
    finally:
        children.close()


def starting(children: ChildPool) -> set[Child]:
    with children._changed:
        return set(children._starting)
