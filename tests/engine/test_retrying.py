"""Whether and when a download is tried again, and what a caller hears who decides it himself."""

from dataclasses import replace

import pytest

from app.core.download import DownloadState, Stage
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.failures import Failure
from app.engine.options import EngineOptions
from app.engine.retrying import Tries, seconds_to_next_try
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, is_flowing


def seconds(
    failure: Failure, count: int = 1, tries: int = 10, stage: Stage = Stage.RESOLVING
) -> float | None:
    return seconds_to_next_try(failure, count, tries, stage)


@pytest.mark.parametrize("code", ErrorCode)
def test_only_what_may_succeed_is_tried_again(code: ErrorCode) -> None:
    assert (seconds(Failure(code)) is not None) == code.is_transient


def test_not_more_often_than_is_granted_or_worth_it() -> None:
    lost = Failure(ErrorCode.NETWORK)
    assert [seconds(lost, count, 3) is None for count in (1, 2, 3)] == [False, False, True]
    assert seconds(lost, 1, 1) is None
    twice = Failure(ErrorCode.PROXY, most_tries=2)
    assert [seconds(twice, count, 3) is None for count in (1, 2)] == [False, True]


def test_the_waits_grow_and_are_not_the_same_for_all() -> None:
    lost = Failure(ErrorCode.TIMEOUT)
    for count, about in ((1, 1.0), (2, 2.0), (4, 8.0), (9, 30.0)):
        waits = {seconds(lost, count) or 0.0 for _ in range(20)}
        assert len(waits) > 1
        assert all(0.75 * about <= wait <= 1.25 * about for wait in waits)


def test_a_site_that_says_when_is_obeyed_unless_it_asks_for_too_much() -> None:
    assert seconds(Failure(ErrorCode.RATE_LIMITED, retry_after=120.0)) == 120.0
    assert seconds(Failure(ErrorCode.RATE_LIMITED, retry_after=301.0)) is None


def test_where_waiting_would_change_nothing_there_is_none() -> None:
    assert seconds(Failure(ErrorCode.INTERRUPTED)) == 0.0


def test_an_address_that_has_run_out_is_looked_up_once_more() -> None:
    forbidden = Failure(ErrorCode.FORBIDDEN)
    assert seconds(forbidden, 1, stage=Stage.DOWNLOADING) == 0.0
    assert seconds(forbidden, 2, stage=Stage.DOWNLOADING) is None
    assert seconds(forbidden, 1, stage=Stage.RESOLVING) is None


def test_tries_are_counted_from_the_last_that_got_further() -> None:
    tries = Tries()
    counts = []
    for reached in (0.0, 0.0, 0.5, 0.505, 0.2, 0.52, 0.52):
        tries = tries.after(reached)
        counts.append(tries.count)
    assert counts == [1, 2, 1, 2, 3, 1, 2]
    assert tries.furthest == 0.52


def test_a_run_that_failed_says_why(
    engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    children = ChildPool(replace(engine_options, tries=1))
    try:
        request = request_for("/bytes/a-1000.mp4", fault="429", retry_after=7)
        running = Running(children, request)
        last = running.last()
        why = running.task.failure
        fine = Running(children, request_for("/bytes/b-1000.mp4"), "b")
        assert fine.last().state is DownloadState.COMPLETED
        assert fine.task.failure is None
    finally:
        children.close()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.RATE_LIMITED)
    assert why is not None
    assert (why.code, why.http_status, why.retry_after) == (ErrorCode.RATE_LIMITED, 429, 7.0)


def test_a_run_that_was_canceled_has_not_failed(pool: ChildPool, request_for: MakeRequest) -> None:
    running = Running(pool, request_for("/bytes/slow-900000.mp4", rate=300_000))
    running.wait(is_flowing)
    assert running.task.failure is None
    running.task.cancel()
    assert running.last().state is DownloadState.CANCELED
    assert running.task.failure is None
