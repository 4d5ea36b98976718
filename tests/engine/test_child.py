"""What the child process says to its parent."""

import io
import logging

import pytest

from app.core import wire
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.engine.child import Channel
from app.engine.protocol import Answer

TOO_LONG = ProbeUpdate("p", entries=(Entry("x" * wire.MAX_LINE),))


def said(answer: Answer) -> list[Answer]:
    stream = io.BytesIO()
    Channel(stream).say(answer)
    return [wire.from_json(Answer, line) for line in stream.getvalue().splitlines()]


def test_an_answer_arrives() -> None:
    answer = Answer(log="a line")
    assert said(answer) == [answer]


def test_an_answer_that_is_too_long_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert said(Answer(probe=TOO_LONG)) == []
    assert "was not sent" in caplog.text


def test_a_last_answer_always_arrives() -> None:
    (answer,) = said(Answer(probe=TOO_LONG, last=True, memory=7))
    assert (answer.last, answer.memory) == (True, 7)
    assert answer.failure is not None
    assert answer.failure.code is ErrorCode.INTERNAL
