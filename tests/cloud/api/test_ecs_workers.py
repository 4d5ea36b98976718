"""What is asked of ECS so that there is a worker, and what is said where it does not do it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from cloud.api.ecs_workers import EcsWorkers
from cloud.api.scaling import CannotWake
from tests.cloud.recording_server import Answer, Recorder, Told, recording

pytestmark = pytest.mark.usefixtures("s3_environment")

HERE = {"cluster": "a-cluster", "service": "the-workers"}


def _with_desired(count: int) -> Callable[[Told], Answer]:
    return lambda _: (200, {"services": [{"desiredCount": count}], "service": {}, "failures": []})


@pytest.fixture
def workers() -> Iterator[EcsWorkers]:
    with closing(EcsWorkers(**HERE)) as one:
        yield one


@pytest.fixture
def ecs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    with recording(_with_desired(0)) as recorder:
        monkeypatch.setenv("AWS_ENDPOINT_URL_ECS", recorder.address)
        yield recorder


def test_one_is_wanted_where_there_is_none(workers: EcsWorkers, ecs: Recorder) -> None:
    assert workers.wake()
    asked, told = ecs.told
    assert (asked.target, asked.body) == (
        "DescribeServices",
        {"cluster": "a-cluster", "services": ["the-workers"]},
    )
    assert (told.target, told.body) == ("UpdateService", {**HERE, "desiredCount": 1})


@pytest.mark.parametrize("count", [1, 3])
def test_where_there_are_some_nothing_changes(
    workers: EcsWorkers, ecs: Recorder, count: int
) -> None:
    ecs.answer = _with_desired(count)
    assert not workers.wake()
    assert [one.target for one in ecs.told] == ["DescribeServices"]


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (200, {"services": [], "failures": [{"reason": "MISSING", "arn": "hidden"}]}, "knows no"),
        (400, {"__type": "ClusterNotFoundException", "message": "hidden"}, "ClusterNotFound"),
        (400, {"__type": "AccessDeniedException", "message": "hidden"}, "ecs:UpdateService"),
        (400, {"__type": "hidden hidden"}, "an unknown error"),
    ],
)
def test_a_refusal_is_said_in_words_and_without_names(
    workers: EcsWorkers, ecs: Recorder, status: int, answer: Any, words: str
) -> None:
    ecs.answer = lambda _: (status, answer)
    with pytest.raises(CannotWake, match=words) as caught:
        workers.wake()
    assert "hidden" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    ecs.answer = _with_desired(0)
    assert workers.wake()


def test_without_credentials_or_region_that_is_said(
    workers: EcsWorkers, ecs: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    with pytest.raises(CannotWake, match="NoRegionError"):
        workers.wake()
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    with pytest.raises(CannotWake, match="NoCredentialsError"):
        workers.wake()
    assert ecs.told == []
