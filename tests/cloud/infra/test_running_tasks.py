"""What runs is stopped before a deployment goes, also what scaling begins meanwhile."""

from contextlib import closing
from typing import Any

import boto3
import pytest

from cloud.infra.running_tasks import RunningTasks
from tests.cloud.recording_server import Answer, Told, recording

pytestmark = pytest.mark.usefixtures("s3_environment")


def test_workers_that_are_begun_anew_are_stopped_too() -> None:
    looks = iter([["api", "first"], ["first", "second"], ["second"], []])

    def answer(told: Told) -> Answer:
        return 200, {"taskArns": next(looks)} if told.target == "ListTasks" else {}

    with recording(answer) as ecs:
        session = boto3.session.Session()
        made = session.client("ecs", region_name="eu-west-1", endpoint_url=ecs.address)
        with closing(made) as client:
            assert RunningTasks(lambda: client, "a-cluster", 0).stop(["an-api", "workers"]) == 3
    assert _named(ecs.told, "StopTask", "task") == ["api", "first", "second"]
    assert _named(ecs.told, "UpdateTaskProtection", "tasks") == [["api", "first"], ["second"]]
    # Each look comes after the services were told, so that nothing is begun behind its back.
    assert _named(ecs.told, "UpdateService", "service") == ["an-api", "workers"] * 4
    assert {one.body["desiredCount"] for one in ecs.told if one.target == "UpdateService"} == {0}


def _named(told: list[Told], target: str, field: str) -> list[Any]:
    return [one.body[field] for one in told if one.target == target]
