"""As many workers as there is work for: what is counted is shown, and what is queued is heard."""

import json
import logging
import math
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from cloud.api import scaling
from cloud.api.metric_line import MetricPrinter, metric_line
from cloud.api.scaling import CannotWake, Scaling
from cloud.store.runs import Stats
from cloud.store.scripts import StoreAway
from tests.cloud.bucket import ENVIRONMENT
from tests.cloud.recording_server import recording
from tests.cloud.redis_server import RedisServer, redis_server
from tests.cloud.service import Service, service
from tests.engine.running import LIMIT, eventually

IDLE = Stats(0, 3, 0, 0, 0.0, 1, {})
BUSY = replace(IDLE, queued=2, due=1, running=1, oldest_queued=12.3456)
LONG = 3_600.0  # seconds that no test lasts


def test_a_line_is_what_cloudwatch_reads() -> None:
    line = metric_line("Spool/home", BUSY, 3, 1_700_000_000.5)
    assert "\n" not in line
    assert json.loads(line) == {
        "_aws": {
            "Timestamp": 1_700_000_000_500,
            "CloudWatchMetrics": [
                {
                    "Namespace": "Spool/home",
                    "Dimensions": [[]],
                    "Metrics": [
                        {"Name": "WantedWorkers", "Unit": "Count"},
                        {"Name": "OldestQueuedSeconds", "Unit": "Seconds"},
                    ],
                }
            ],
        },
        "WantedWorkers": 2,
        "OldestQueuedSeconds": 12.3,
    }


@pytest.mark.parametrize("parallel", [1, 3, 5])
@pytest.mark.parametrize("queued", [0, 1, 3, 4, 5, 16])
def test_all_that_want_one_find_room_and_none_is_idle(parallel: int, queued: int) -> None:
    wanted = json.loads(metric_line("a", replace(IDLE, queued=queued), parallel, 0.0))
    assert wanted["WantedWorkers"] == math.ceil(queued / parallel)


def test_all_that_run_something_are_wanted() -> None:
    scattered = replace(IDLE, running=3, busy=3)
    assert json.loads(metric_line("a", scattered, 3, 0.0))["WantedWorkers"] == 3
    assert json.loads(metric_line("a", replace(scattered, queued=9), 3, 0.0))["WantedWorkers"] == 4


def test_a_line_that_moves_is_no_worry() -> None:
    waits = replace(BUSY, oldest_queued=3_600.0)
    for since_begun, shown in ((4.0, 4.0), (5_000.0, 3_600.0), (math.inf, 3_600.0)):
        line = metric_line("a", replace(waits, since_begun=since_begun), 3, 0.0)
        assert json.loads(line)["OldestQueuedSeconds"] == shown


def test_it_is_printed_on_standard_output_alone(capsys: pytest.CaptureFixture[str]) -> None:
    MetricPrinter("Spool/home", 3)(BUSY)
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.count("\n") == 1
    assert json.loads(said.out)["WantedWorkers"] == 2


class Workers:
    """Those of a test: counts how often one was called, and who called at once."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.called = 0
        self.most_at_once = 0
        self.threads: set[str] = set()
        self.is_closed = False
        self.released = threading.Event()
        self.released.set()
        self._lock = threading.Lock()
        self._at_once = 0

    def wake(self) -> bool:
        with self._lock:
            self.called += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self.threads.add(threading.current_thread().name)
        assert self.released.wait(LIMIT)
        with self._lock:
            self._at_once -= 1
        if self.error is not None:
            raise self.error
        return True

    def close(self) -> None:
        self.is_closed = True


def _away() -> Stats:
    raise StoreAway("TimeoutError")


def test_who_is_idle_calls_nobody() -> None:
    workers, shown = Workers(), threading.Event()
    with Scaling(lambda: IDLE, lambda _: shown.set(), workers, LONG):
        assert shown.wait(LIMIT)
    assert workers.called == 0
    assert workers.is_closed


def test_what_wants_a_worker_is_called_for_at_each_tick() -> None:
    workers = Workers()
    with Scaling(lambda: BUSY, None, workers, 0.01):
        assert eventually(lambda: workers.called > 2)


def test_a_redis_that_is_away_shows_nothing_and_calls_nobody() -> None:
    shown: list[Stats] = []
    answers: Iterator[Callable[[], Stats]] = iter([_away, _away, lambda: BUSY])
    workers = Workers()

    def stats() -> Stats:
        return next(answers, lambda: BUSY)()

    with Scaling(stats, shown.append, workers, 0.01):
        assert eventually(lambda: bool(shown) and workers.called > 0)
    assert set(map(id, shown)) == {id(BUSY)}


def test_nudges_wait_for_nothing_and_become_few_calls() -> None:
    """As many clients submit while ECS is slow: one call is under way, and one more follows."""
    workers = Workers()
    workers.released.clear()
    with Scaling(lambda: BUSY, None, workers, LONG, 0.01) as one:
        assert eventually(lambda: workers.called == 1)
        for _ in range(100):
            one.nudge()
        workers.released.set()
        assert eventually(lambda: workers.called == 2)
    assert (workers.called, workers.most_at_once) == (2, 1)
    assert workers.threads == {"scaling"}


def test_calls_keep_their_distance() -> None:
    answers = iter([IDLE])
    workers, shown = Workers(), threading.Event()
    with Scaling(lambda: next(answers, BUSY), lambda _: shown.set(), workers, LONG, LONG) as one:
        assert shown.wait(LIMIT)
        one.nudge()
        assert eventually(lambda: workers.called == 1)
        one.nudge()
    assert workers.called == 1  # and the end did not wait for the next


def test_what_is_submitted_is_shown_at_once() -> None:
    """Or the metric's last minutes of nothing would take away the worker that was just called."""
    answers = iter([IDLE])
    shown: list[Stats] = []
    with Scaling(lambda: next(answers, BUSY), shown.append, None, LONG, 0.01) as one:
        assert eventually(lambda: shown == [IDLE])
        one.nudge()
        assert eventually(lambda: shown == [IDLE, BUSY])


def test_what_fails_is_said_once_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, scaling.__name__)
    workers = Workers(CannotWake("ECS answers with X"))
    with Scaling(lambda: BUSY, None, workers, 0.01):
        assert eventually(lambda: workers.called > 3)
        workers.error = None
        assert eventually(lambda: "called again" in caplog.text)
    levels = [one.levelname for one in caplog.records if "since there was none" not in one.message]
    assert levels == ["WARNING", "INFO"]
    assert "ECS answers with X" in caplog.text


def test_what_nobody_foresaw_ends_no_thread(caplog: pytest.LogCaptureFixture) -> None:
    workers = Workers(RuntimeError())
    with Scaling(lambda: BUSY, None, workers, 0.01):
        assert eventually(lambda: workers.called > 2)
    assert caplog.records[0].exc_info

    def fail(_: Stats) -> None:
        raise OSError

    caplog.clear()
    with Scaling(lambda: BUSY, fail, None, 0.01):
        assert eventually(lambda: len(caplog.records) > 1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as started:
        yield started


def _lines(place: Service) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (place.folder / "api.log").read_text().splitlines()]


def _asked_of_ecs() -> dict[str, Any]:
    """The answer of a service that nobody has scaled yet."""
    return {"services": [{"desiredCount": 0}], "service": {}}


def test_an_api_calls_for_a_worker_and_says_how_many(tmp_path: Path, server: RedisServer) -> None:
    """All of it together, also where ECS refuses at first: a submit is answered all the same."""
    is_first = iter([True])
    with recording(lambda _: (500, {}) if next(is_first, False) else (200, _asked_of_ecs())) as ecs:
        more = {
            "METRIC_NAMESPACE": "Spool/test",
            "ECS_CLUSTER": "a-cluster",
            "ECS_WORKER_SERVICE": "the-workers",
            "AWS_ENDPOINT_URL_ECS": ecs.address,
            **ENVIRONMENT,
        }
        with service(tmp_path, server, **more) as place:
            place.start_api()
            client: httpx.Client = place.client()
            place.wait(lambda: "_aws" in (tmp_path / "api.log").read_text(), "no line comes")
            place.submit(client, ["http://127.0.0.1/1"])
            told = ecs.wait(lambda told: told[-1].target == "UpdateService" if told else False)
            lines = _lines(place)
    assert told[-1].body == {"cluster": "a-cluster", "service": "the-workers", "desiredCount": 1}
    figures = next(line for line in lines if "_aws" in line)
    assert (figures["WantedWorkers"], figures["OldestQueuedSeconds"]) == (0, 0.0)
    assert all("_aws" in line or "logger" in line for line in lines)
    assert not re.search("hidden-s", json.dumps(lines))
