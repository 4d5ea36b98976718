"""What a child does while nothing is asked of it."""

import os
import threading
from collections.abc import Iterator

import pytest

from app.core import wire
from app.engine import child
from app.engine.child import Inbox
from app.engine.protocol import Command, EngineJob
from tests.engine.running import LIMIT, eventually

JOB = Command(engine=EngineJob(shelf="", key=""))


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Inbox]]:
    """The parent's end, and the child's. At its end a child ends its process."""
    is_over = threading.Event()
    monkeypatch.setattr(child, "kill_own_group", is_over.set)
    read, write = os.pipe()
    with os.fdopen(read, "rb") as stream:
        yield write, Inbox(stream)
        os.close(write)
        assert is_over.wait(LIMIT)


def test_more_is_made_ready_until_a_command_comes_and_not_longer(line: tuple[int, Inbox]) -> None:
    write, inbox = line
    done: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(6):
            if number == 3:
                os.write(write, wire.to_line(JOB))
                assert eventually(lambda: not inbox.is_empty)
            done.append(number)
            yield

    left = steps()
    assert child._next(inbox, left) == JOB
    assert done == [0, 1, 2, 3]
    os.write(write, wire.to_line(JOB))
    assert eventually(lambda: not inbox.is_empty)
    assert child._next(inbox, left) == JOB
    assert list(left) == [None], "what was left is not lost"
