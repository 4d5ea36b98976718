"""Children that are forked are like those that start by themselves, and need nobody but us."""

import hashlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.core.download import DownloadState
from app.engine import child_template, forked_group, template_process
from app.engine.child_environment import child_environment
from app.engine.child_pool import ChildPool
from app.engine.child_process import Child
from app.engine.child_template import ChildTemplate
from app.engine.forked_group import ForkedGroup, is_readable
from app.engine.forking import UNKNOWN
from app.engine.options import EngineOptions
from tests.engine.conftest import MakeRequest
from tests.engine.running import (
    Running,
    downloaded,
    eventually,
    group_members,
    is_flowing,
    leased_pids,
)
from tests.site import generated_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux")

ENTRY = (sys.executable, "-m", "app.engine.child")


@pytest.fixture
def children(untrusted: EngineOptions) -> Iterator[ChildPool]:
    own = ChildPool(untrusted, size=2, jobs_each=1)
    yield own
    own.close()


@pytest.fixture
def template() -> Iterator[ChildTemplate]:
    own = ChildTemplate(ENTRY)
    yield own
    own.close()


def leased(pool: ChildPool) -> Child:
    child = pool.lease()
    assert child is not None
    return child


def pid_of(pool: ChildPool) -> int:
    """Of the template."""
    assert pool._template._template is not None
    return pool._template._template.pid


def state(pid: int) -> str:
    """As the system has it; empty where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def open_files(pid: int) -> dict[str, str]:
    return {entry.name: str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()}


def forked(template: ChildTemplate, options: EngineOptions) -> ForkedGroup:
    group = template.fork(options)
    assert group is not None
    return group


def let_go(group: ForkedGroup) -> int:
    """Its exit code, once all of it is closed."""
    code = group.reap()
    process = group.process
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()
    return code


def test_each_download_is_a_forked_childs_own(
    children: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    children.give_back(leased(children))
    template, pids = pid_of(children), set()
    for number in range(5):
        running = Running(children, request_for(f"/bytes/f{number}-90000.mp4"), f"d{number}")
        pids.update(leased_pids(children))
        last = running.last()
        assert last.state is DownloadState.COMPLETED
        found = hashlib.sha256((folder / last.file_name).read_bytes()).digest()
        assert found == hashlib.sha256(generated_bytes(f"f{number}", 90_000)).digest()
    child = leased(children)
    assert child.is_forked
    assert pid_of(children) == template
    assert eventually(lambda: state(template) == "S")
    assert eventually(lambda: not any(map(state, pids)))  # nobody is kept who has ended


def test_a_forked_child_has_what_others_have_and_nothing_else(children: ChildPool) -> None:
    one, other = leased(children), leased(children)
    mine, its = open_files(one.pid), open_files(other.pid)
    assert sorted(mine) == ["0", "1", "2", "3"]  # its own output is not the standard one any more
    assert all(name.startswith("pipe:") for name in mine.values())
    assert not set(mine.values()) & set(its.values())
    assert not set(mine.values()) & set(open_files(pid_of(children)).values())
    inherited = Path(f"/proc/{one.pid}/environ").read_text().rstrip("\0").split("\0")
    names = {entry.partition("=")[0] for entry in inherited}
    assert "PATH" in names
    assert names <= set(child_environment(os.environ))
    assert Path(f"/proc/{one.pid}/cwd").resolve() == Path("/")
    assert os.getpgid(one.pid) == one.pid
    assert os.getpriority(os.PRIO_PROCESS, one.pid) == 10
    assert len(list(Path(f"/proc/{pid_of(children)}/task").iterdir())) == 1


def test_what_is_drawn_by_lot_differs_from_child_to_child(untrusted: EngineOptions) -> None:
    entry = (sys.executable, "-m", "tests.engine.random_entry")
    children = ChildPool(untrusted, size=2, python=entry)
    try:
        both = leased(children), leased(children)
        assert all(child.is_forked for child in both)
        assert eventually(lambda: all(child.last_words.count("own ") == 4 for child in both))
        one, other = (set(child.last_words.splitlines()) for child in both)
        assert not one & other
    finally:
        children.close()


def test_the_templates_end_hurts_no_download_and_the_next_child_comes(
    children: ChildPool,
    request_for: MakeRequest,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    running = Running(children, request_for("/bytes/going-600000.mp4", rate=200_000))
    running.wait(is_flowing)
    (at_work,) = leased_pids(children)
    before = pid_of(children)
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: not group_members(before))
    next_ones = [leased(children), leased(children)]
    assert not all(child.is_forked for child in next_ones)
    last = running.last()
    assert (last.state, last.error) == (DownloadState.COMPLETED, None)
    assert (folder / last.file_name).read_bytes() == generated_bytes("going", 600_000)
    assert eventually(lambda: state(at_work) in ("", "Z"))
    assert caplog.text.count("there is no template for a while") == 1

    def is_forked_again() -> bool:
        child = leased(children)
        child.kill()
        children.give_back(child)
        return child.is_forked

    assert eventually(is_forked_again)
    assert pid_of(children) != before


def test_what_was_forked_is_ended_whole_without_its_template(
    children: ChildPool, request_for: MakeRequest
) -> None:
    running = Running(children, request_for("/hls/clip/master.m3u8", live=1))
    assert eventually(lambda: bool(leased_pids(children)))
    (leader,) = leased_pids(children)
    assert eventually(lambda: len(group_members(leader)) > 1)  # ffmpeg
    os.kill(pid_of(children), signal.SIGKILL)
    running.task.cancel()
    assert running.last().state is DownloadState.CANCELED
    assert eventually(lambda: not group_members(leader))


def test_its_number_is_kept_until_it_is_waited_for(
    template: ChildTemplate, untrusted: EngineOptions
) -> None:
    group = forked(template, untrusted)
    pid = group.process.pid
    os.kill(pid, signal.SIGTERM)
    assert eventually(lambda: state(pid) == "Z")
    group.kill()
    assert state(pid) == "Z"
    assert let_go(group) == -signal.SIGTERM
    assert state(pid) == ""
    group.kill()  # whoever has the number now


def test_a_kill_needs_no_number_that_may_be_anothers(
    template: ChildTemplate, untrusted: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a system that can only kill groups by their number."""
    monkeypatch.setattr(forked_group, "_signal_group", lambda _: False)
    alive, dead = forked(template, untrusted), forked(template, untrusted)
    assert template._template is not None
    pid_of_template = template._template.pid
    os.kill(pid_of_template, signal.SIGKILL)
    assert eventually(lambda: state(pid_of_template) == "Z")
    os.kill(dead.process.pid, signal.SIGKILL)
    assert is_readable(dead._handle, 20)
    killed: list[int] = []
    killpg = os.killpg

    def note(pid: int, sign: int) -> None:
        killed.append(pid)
        killpg(pid, sign)

    monkeypatch.setattr(os, "killpg", note)
    assert [let_go(dead), let_go(alive)] == [UNKNOWN, UNKNOWN]
    assert alive.process.pid in killed
    assert dead.process.pid not in killed
    assert not group_members(alive.process.pid)


@pytest.mark.parametrize("way", ["refuses", "hangs", "has threads", "forks in vain"])
def test_without_a_template_children_start_by_themselves(
    way: str,
    untrusted: EngineOptions,
    request_for: MakeRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(child_template, "_PATIENCE", 30.0 if way != "hangs" else 0.2)
    monkeypatch.setattr(template_process, "_WARM_LIMIT", 30.0 if way != "hangs" else 0.4)
    entry = (sys.executable, "-m", "tests.engine.stranger_entry", way)
    children = ChildPool(untrusted, python=entry)
    try:
        child = leased(children)
        assert not child.is_forked
        children.give_back(child)
        assert downloaded(children, request_for("/bytes/a-9000.mp4")).size == 9000
        assert eventually(lambda: bool(leased(children).pid and "no template" in caplog.text))
    finally:
        children.close()


def test_a_template_that_does_not_answer_is_given_up(
    children: ChildPool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(template_process, "_ANSWER_LIMIT", 0.3)
    leased(children)
    before = pid_of(children)
    os.kill(before, signal.SIGSTOP)
    assert not all(leased(children).is_forked for _ in range(3))
    assert "it does not answer" in caplog.text
    assert eventually(lambda: state(before) == "")


def test_one_that_nobody_has_waited_for_stays_there(
    template: ChildTemplate, untrusted: EngineOptions
) -> None:
    options = replace(untrusted, silence=1.0)
    assert template.fork(options, given_up=lambda: True) is None
    waiting = template._template
    assert waiting is not None
    assert eventually(lambda: waiting._is_warm)
    assert not is_readable(waiting._line, 3 * options.silence)  # as it is at its end
    let_go(forked(template, options))
    assert template._template is waiting


def test_it_starts_again_later_and_later(
    untrusted: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(child_template, "monotonic", lambda: now[0])
    missing = ChildTemplate(("/nowhere/at/all",))
    starts: list[float] = []
    for _ in range(200):
        failures = missing._failures
        assert missing.fork(untrusted) is None
        if missing._failures > failures:
            starts.append(now[0])
        now[0] += 0.5
    rests = [later - earlier for earlier, later in pairwise(starts)]
    assert rests == [1, 2, 4, 8, 16, 30, 30]


def test_other_options_are_another_templates(
    template: ChildTemplate, untrusted: EngineOptions
) -> None:
    first = forked(template, untrusted)
    assert template._template is not None
    before = template._template.pid
    second = forked(template, replace(untrusted, socket_timeout=5.0))
    assert template._template.pid != before
    assert state(before) == ""
    for group in (first, second):
        group.kill()
        let_go(group)


def test_the_persons_own_children_are_not_forked(
    template: ChildTemplate, engine_options: EngineOptions
) -> None:
    assert template.fork(engine_options) is None
    assert template._template is None


def test_a_lease_is_not_kept_waiting_at_the_end(untrusted: EngineOptions) -> None:
    entry = (sys.executable, "-m", "tests.engine.stranger_entry", "hangs")
    children = ChildPool(untrusted, python=entry)
    assert eventually(lambda: children._template._template is not None)
    pid = pid_of(children)
    children.close()
    assert not children._keeper.is_alive()
    assert state(pid) == ""
