"""A task that is busy is spared, an idle one is not, and no answer costs a download anything."""

import logging
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from cloud.worker import protection
from cloud.worker.ecs_agent import EcsAgent
from cloud.worker.protection import Plan, Protection
from tests.cloud.recording_server import Answer, Recorder, Told, recording
from tests.cloud.redis_server import RedisServer
from tests.cloud.worker.crew import connected, crew_of
from tests.engine.running import eventually
from tests.site import MediaSite

PATH = "/api/hidden-id/task-protection/v1/state"
ARN = "arn:aws:ecs:eu-west-1:123456789012:task/hidden"
ON = {"ProtectionEnabled": True, "ExpiresInMinutes": 15}
OFF = {"ProtectionEnabled": False}


def _agree(told: Told) -> Answer:
    is_on = told.body["ProtectionEnabled"]
    return 200, {"protection": {"ProtectionEnabled": is_on, "TaskArn": ARN}}


@pytest.fixture
def agent() -> Iterator[Recorder]:
    with recording(_agree) as recorder:
        yield recorder


def _agent_at(recorder: Recorder) -> EcsAgent:
    return EcsAgent(f"{recorder.address}/api/hidden-id")


def _bodies(told: list[Told]) -> list[Any]:
    return [one.body for one in told]


def test_it_is_told_as_ecs_wants_it(agent: Recorder) -> None:
    assert _agent_at(agent).protect(15) == ""
    assert _agent_at(agent).protect(0) == ""
    first, second = agent.told
    assert (first.method, first.path) == ("PUT", PATH)
    assert (first.body, second.body) == (ON, OFF)


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (200, {"failure": {"Arn": ARN, "Reason": "TASK_NOT_VALID"}}, "TASK_NOT_VALID"),
        (400, {"error": {"Arn": ARN, "Code": "ThrottlingException"}}, "ThrottlingException"),
        (400, {"error": {"Code": ARN, "Message": "hidden"}}, "with an error"),
        (404, b"404 hidden page", "status 404"),
        (500, {}, "status 500"),
        (200, {"protection": {"ProtectionEnabled": False}}, "not that it is done"),
        (200, ["hidden"], "status 200"),
    ],
)
def test_a_refusal_is_said_in_words_and_without_names(status: int, answer: Any, words: str) -> None:
    with recording(lambda _: (status, answer)) as recorder:
        said = _agent_at(recorder).protect(15)
    assert words in said
    assert "hidden" not in said
    assert "arn" not in said


def test_an_agent_that_is_not_there_is_a_refusal_too() -> None:
    with socket.socket() as taken:  # so that nobody else takes it; it does not listen
        taken.bind(("127.0.0.1", 0))
        said = EcsAgent(f"http://127.0.0.1:{taken.getsockname()[1]}/hidden").protect(15)
    assert said == "its agent does not answer (ConnectionRefusedError)"


def test_it_is_spared_at_once_and_again_every_five_minutes() -> None:
    plan = Plan()
    assert plan.due(is_busy=False, idle_since=0.0) is None
    due = plan.due(is_busy=True, idle_since=0.0)
    assert due is not None
    assert due <= 0.0
    plan.note(1_000.0, protects=True, is_done=True)
    assert plan.due(is_busy=True, idle_since=1_000.0) == 1_300.0
    plan.note(1_300.0, protects=True, is_done=True)
    assert plan.due(is_busy=True, idle_since=1_000.0) == 1_600.0


def test_between_two_downloads_nothing_changes() -> None:
    plan = Plan()
    plan.note(1_000.0, protects=True, is_done=True)
    assert plan.due(is_busy=False, idle_since=1_020.0) == 1_030.0
    assert plan.due(is_busy=True, idle_since=1_025.0) == 1_300.0
    plan.note(1_030.0, protects=False, is_done=True)
    assert plan.due(is_busy=False, idle_since=1_020.0) is None
    due = plan.due(is_busy=True, idle_since=1_031.0)
    assert due is not None
    assert due <= 1_031.0


def test_what_failed_is_tried_again_before_it_runs_out() -> None:
    plan = Plan()
    plan.note(1_000.0, protects=True, is_done=False)
    assert plan.due(is_busy=True, idle_since=990.0) == 1_030.0
    assert plan.due(is_busy=False, idle_since=1_001.0) is None
    plan.note(1_030.0, protects=True, is_done=True)
    plan.note(1_330.0, protects=True, is_done=False)
    assert plan.due(is_busy=True, idle_since=990.0) == 1_360.0
    assert plan.due(is_busy=False, idle_since=1_345.0) == 1_360.0


def test_one_that_is_never_idle_is_not_spared_for_a_minute_every_two_hours() -> None:
    plan = Plan()
    plan.note(1_000.0, protects=True, is_done=True)
    for now in range(1_300, 8_200, 300):
        assert plan.due(is_busy=True, idle_since=0.0) == now
        assert plan.protects(now, is_busy=True)
        plan.note(now, protects=True, is_done=True)
    assert plan.due(is_busy=True, idle_since=0.0) == 8_200.0
    assert not plan.protects(8_200.0, is_busy=True)
    plan.note(8_200.0, protects=False, is_done=False)
    assert plan.due(is_busy=True, idle_since=0.0) == 8_230.0
    assert not plan.protects(8_230.0, is_busy=True)
    plan.note(8_230.0, protects=False, is_done=True)

    # Also where it is idle for a moment meanwhile.
    assert plan.due(is_busy=False, idle_since=8_240.0) is None
    assert plan.due(is_busy=True, idle_since=8_240.0) == 8_290.0
    assert plan.protects(8_290.0, is_busy=True)
    plan.note(8_290.0, protects=True, is_done=True)
    assert plan.due(is_busy=True, idle_since=0.0) == 8_590.0
    assert plan.protects(8_290.0 + 7_199.0, is_busy=True)


def test_whoever_was_idle_is_spared_for_two_hours_anew() -> None:
    plan = Plan()
    plan.note(1_000.0, protects=True, is_done=True)
    plan.note(8_000.0, protects=False, is_done=True)
    due = plan.due(is_busy=True, idle_since=8_000.0)
    assert due is not None
    assert due <= 8_000.0
    plan.note(8_001.0, protects=True, is_done=True)
    assert plan.protects(8_200.0, is_busy=True)


def test_the_agent_hears_that_it_was_long_enough(
    agent: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protection, "_LONGEST", 0.1)
    monkeypatch.setattr(protection, "_OPEN", 0.05)
    one = Protection(_agent_at(agent))
    one.start()
    with one.while_busy():
        told = agent.wait(lambda told: len(told) >= 4)
    one.stop()
    assert _bodies(told)[:4] == [ON, OFF, ON, OFF]


def test_the_agent_hears_of_begin_renewal_and_end(
    agent: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protection, "_RENEW", 0.05)
    monkeypatch.setattr(protection, "_IDLE", 0.2)
    one = Protection(_agent_at(agent))
    one.start()
    with one.while_busy():
        agent.wait(lambda told: len(told) >= 3)
    with one.while_busy(), one.while_busy():
        pass
    told = agent.wait(lambda told: told[-1].body == OFF)
    assert _bodies(told)[:-1] == [ON] * (len(told) - 1)
    with one.while_busy():
        agent.wait(lambda told: told[-1].body == ON)
    one.stop()


def test_trouble_is_logged_once_until_it_changes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, protection.__name__)
    monkeypatch.setattr(protection, "_AGAIN", 0.01)
    is_valid = False

    def answer(told: Told) -> Answer:
        failure = {"failure": {"Arn": ARN, "Reason": "TASK_NOT_VALID", "Detail": "hidden"}}
        return _agree(told) if is_valid else (200, failure)

    with recording(answer) as recorder:
        one = Protection(_agent_at(recorder))
        one.start()
        with one.while_busy():
            recorder.wait(lambda told: len(told) >= 4)
            is_valid = True
            assert eventually(lambda: "hears again" in caplog.text)
        one.stop()
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert "TASK_NOT_VALID" in caplog.text
    assert "hidden" not in caplog.text


def test_without_an_agent_nothing_is_told() -> None:
    one = Protection(None)
    one.start()
    with one.while_busy():
        pass
    one.stop()


class _Broken:
    def protect(self, minutes: int) -> str:
        raise RuntimeError(minutes)


def test_what_nobody_foresaw_ends_no_thread(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(protection, "_AGAIN", 0.01)
    one = Protection(_Broken())
    one.start()
    with one.while_busy():
        assert eventually(lambda: len(caplog.records) >= 2)
    one.stop()


def test_a_worker_protects_its_task_while_it_downloads(
    server: RedisServer, media_site: MediaSite, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the agent does not want to: the download goes on."""
    monkeypatch.setattr(protection, "_IDLE", 0.1)
    is_first = iter([True])

    def answer(told: Told) -> Answer:
        return (500, {}) if next(is_first, False) else _agree(told)

    with recording(answer) as recorder, connected(server) as connections:
        uri = f"{recorder.address}/api/hidden-id"
        with crew_of(connections, tmp_path, ECS_AGENT_URI=uri) as crew:
            crew.desk.completed(crew.desk.one(media_site.url("/bytes/p-2000.mp4")))
            monkeypatch.setattr(protection, "_AGAIN", 0.0)
            crew.desk.completed(crew.desk.one(media_site.url("/bytes/q-2000.mp4")))
            told = recorder.wait(lambda told: told[-1].body == OFF)
    assert [one.path for one in told] == [PATH] * len(told)
    assert _bodies(told) == [ON] * (len(told) - 1) + [OFF]
    assert len(told) >= 3
