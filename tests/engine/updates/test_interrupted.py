"""Whatever ends an update before it is done, the engine is what it was."""

import os
import signal
import threading
from collections.abc import Callable

import pytest

from app.core.engine_updates import UpdateEnd, UpdateStep
from app.engine.child_process import Child
from app.engine.child_start import child_command
from app.engine.protocol import Answer, Command, EngineJob, EngineUpdate
from app.engine.updates.shelf import Shelf
from app.engine.updates.update_job import run_update
from app.engine.ytdlp import Engine
from tests.engine.running import LIMIT, eventually
from tests.engine.updates.looking import QUICK
from tests.engine.updates.release_feed import HANGING, NEWER, OLDER, ReleaseFeed, engine_files

Looked = Callable[..., EngineUpdate]


class Updating:
    """A child that updates, as the application starts it."""

    def __init__(self, job: EngineJob) -> None:
        self.answers: list[Answer | None] = []
        self.child = Child(child_command(), QUICK, lambda _child: None)
        self.child.begin(Command(engine=job), self.answers.append)

    def wait_for(self, step: UpdateStep) -> None:
        assert eventually(lambda: step in [one.step for one in self.updates()]), self.answers

    def updates(self) -> list[EngineUpdate]:
        answers = [answer for answer in self.answers if answer]
        return [answer.engine_update for answer in answers if answer.engine_update]


@pytest.mark.parametrize("how", ["killed", "left alone"])
def test_what_is_interrupted_never_counts_and_is_tidied_up(
    job: EngineJob, feed: ReleaseFeed, shelf: Shelf, looked: Looked, how: str
) -> None:
    feed.offer(NEWER, engine_files(NEWER) | HANGING)
    updating = Updating(job)
    updating.wait_for(UpdateStep.TRYING)
    assert looked().end is UpdateEnd.BUSY
    if how == "killed":
        os.kill(updating.child.pid, signal.SIGKILL)
    else:
        updating.child.retire()  # as the end of the application does
    assert updating.child.join(LIMIT)
    record = shelf.read()
    assert (record.version, record.bad, record.verified) == ("", (), NEWER)
    feed.offer(OLDER)
    assert looked().end is UpdateEnd.NEWEST
    assert list((shelf.folder / "engines").iterdir()) == []


def test_what_is_stopped_ends_at_once(job: EngineJob, feed: ReleaseFeed, shelf: Shelf) -> None:
    stopped = threading.Event()
    said: list[EngineUpdate] = []

    def say(answer: Answer) -> None:
        assert answer.engine_update is not None
        said.append(answer.engine_update)
        if answer.engine_update.step is UpdateStep.UNPACKING:
            stopped.set()

    feed.offer(NEWER)
    run_update(job, Engine(QUICK), say, stopped)
    assert (said[-1].end, said[-1].reason) == (UpdateEnd.FAILED, "stopped")
    assert shelf.read().version == ""
    assert list((shelf.folder / "engines").iterdir()) == []
