"""The tasks of a deployment that is to go: stopped, protected or not."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra.refusals import code_of, plain_errors

_MOST_PER_CALL = 10
_GONE_ALREADY = frozenset({"ServiceNotActiveException", "ServiceNotFoundException"})
_LOOKS = 60
_BETWEEN_LOOKS = 3.0  # seconds; together somewhat more than a task is given to stop


class RunningTasks:
    """Those of one cluster."""

    def __init__(
        self, client: Callable[[], Any], cluster: str, between_looks: float = _BETWEEN_LOOKS
    ) -> None:
        self._client = client()
        self._cluster = cluster
        self._between_looks = between_looks

    def stop(self, services: Sequence[str]) -> int:
        """Let the services have no tasks, and stop those there are; how many there were.

        Looked at until none runs, or it has been long enough: the stack's deletion waits as well.
        Scaling has the last figures of an API that is gone for a while, and begins workers anew.
        """
        stopped: set[str] = set()
        with plain_errors():
            for _ in range(_LOOKS):
                for service in services:
                    self._let_go(service)
                running = set(self._tasks())
                self._stop(sorted(running - stopped))
                stopped |= running
                if not running:
                    break
                threading.Event().wait(self._between_looks)
        return len(stopped)

    def _let_go(self, service: str) -> None:
        try:
            self._client.update_service(cluster=self._cluster, service=service, desiredCount=0)
        except ClientError as error:
            if code_of(error) not in _GONE_ALREADY:
                raise

    def _stop(self, tasks: Sequence[str]) -> None:
        for start in range(0, len(tasks), _MOST_PER_CALL):
            self._client.update_task_protection(
                cluster=self._cluster,
                tasks=tasks[start : start + _MOST_PER_CALL],
                protectionEnabled=False,
            )
        for task in tasks:
            self._client.stop_task(cluster=self._cluster, task=task, reason="destroyed")

    def _tasks(self) -> Iterator[str]:
        for page in self._client.get_paginator("list_tasks").paginate(cluster=self._cluster):
            yield from page["taskArns"]
