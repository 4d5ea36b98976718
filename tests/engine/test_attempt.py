"""A job in the hands of a child that goes on talking, or whose listener breaks."""

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Stage
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.engine.attempt import Mailbox, attempt
from app.engine.child_pool import ChildPool
from app.engine.child_process import Child
from app.engine.download_task import DownloadTask
from app.engine.options import EngineOptions
from app.engine.probe import ProbeTask
from app.engine.protocol import Answer, Command, DownloadJob, ProbeJob
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, downloaded, group_members, leased_pids

JOB = DownloadJob("a", 2, DownloadRequest("https://h.example/"))


def test_a_listener_that_breaks_ends_only_its_own_download(
    engine_options: EngineOptions, request_for: MakeRequest, folder: Path
) -> None:
    children = ChildPool(engine_options)
    pids: list[int] = []

    def break_once(update: DownloadUpdate) -> None:
        if update.progress.stage is Stage.DOWNLOADING and not pids:
            pids.extend(leased_pids(children))
            raise ValueError("the listener is broken")

    try:
        request = request_for("/bytes/first-2000000.mp4", rate=500_000)
        DownloadTask(children, "a", 1, request, break_once, lambda *_: None).run()
        assert group_members(pids[0]) == []
        second = downloaded(children, request_for("/bytes/second-3000.mp4"), "b")
        assert (second.state, second.size) == (DownloadState.COMPLETED, 3000)
        assert [file.name for file in folder.glob("*.mp4")] == [second.file_name]
    finally:
        children.close()


def update(download_id: str, run: int) -> Answer:
    return Answer(update=DownloadUpdate(download_id, run, 0, DownloadState.RUNNING))


LAST = Answer(update=DownloadUpdate("a", 2, 0, DownloadState.COMPLETED), last=True)


@pytest.fixture
def saying(request: pytest.FixtureRequest) -> Iterator[ChildPool]:
    """A pool whose children answer any job with these."""
    lines = b"".join(map(wire.to_line, request.param))
    script = (
        "import sys; i, o = sys.stdin.buffer, sys.stdout.buffer; i.readline();"
        f"o.write({wire.to_line(Answer(ready=True))!r}); o.flush();"
        f"i.readline(); o.write({lines!r}); o.flush(); i.readline()"
    )
    children = ChildPool(EngineOptions(), python=(sys.executable, "-c", script))
    yield children
    children.close()


@pytest.mark.parametrize(
    "saying",
    [
        [update("b", 2), update("a", 2), LAST],
        [update("a", 1), update("a", 2), LAST],
        [Answer(probe=ProbeUpdate("a")), update("a", 2), LAST],
    ],
    indirect=True,
)
def test_answers_to_another_job_are_dropped(
    saying: ChildPool, caplog: pytest.LogCaptureFixture
) -> None:
    child = saying.lease()
    assert child is not None
    taken: list[Answer] = []
    with caplog.at_level(logging.WARNING):
        last = attempt(
            child, Command(download=JOB), Mailbox(), taken.append, lambda: None, socket_timeout=10
        )
    saying.give_back(child)
    assert last == LAST
    assert taken == [update("a", 2), LAST]
    assert "another job" in caplog.text


@pytest.mark.parametrize(
    "saying",
    [[Answer(probe=ProbeUpdate("b")), update("p", 0), Answer(probe=ProbeUpdate("p"), last=True)]],
    indirect=True,
)
def test_so_are_those_to_another_probe(saying: ChildPool) -> None:
    child = saying.lease()
    assert child is not None
    taken: list[Answer] = []
    job = Command(probe=ProbeJob("p", DownloadRequest("https://h.example/")))
    last = attempt(child, job, Mailbox(), taken.append, lambda: None, socket_timeout=10)
    saying.give_back(child)
    assert taken == [last]


class Graves(ChildPool):
    """Hands out some children that have just died, before others."""

    dead = 2

    def lease(self, given_up: Callable[[], bool] = lambda: False) -> Child | None:
        child = super().lease(given_up)
        if child is not None and self.dead:
            self.dead -= 1
            child.kill()
            assert child.join(20)
        return child


@pytest.mark.parametrize("dead", [2, pytest.param(9, marks=pytest.mark.stress)])
def test_a_child_that_dies_before_its_job_is_no_try(
    engine_options: EngineOptions, request_for: MakeRequest, dead: int
) -> None:
    graves = Graves(replace(engine_options, tries=1))
    graves.dead = dead
    try:
        running = Running(graves, request_for("/bytes/alive-3000.mp4"))
        last = running.last()
    finally:
        graves.close()
    if dead == 2:
        assert (last.state, last.size) == (DownloadState.COMPLETED, 3000)
        assert not any(update.error for update in running.updates)
    else:
        assert last.error is ErrorCode.INTERRUPTED
        assert graves.dead == 6


def test_so_is_it_for_a_probe(engine_options: EngineOptions, request_for: MakeRequest) -> None:
    graves = Graves(engine_options)
    answers: list[ProbeUpdate] = []
    try:
        ProbeTask(graves, "p", request_for("/bytes/alive-3000.mp4"), answers.append).run()
    finally:
        graves.close()
    assert [answer.error for answer in answers] == [None]
