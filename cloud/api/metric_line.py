"""What the number of workers follows, as a line that CloudWatch makes metrics of."""

import json
import math
import sys
from time import time

from cloud.store.runs import Stats


def metric_line(namespace: str, stats: Stats, parallel: int, moment: float) -> str:
    """The line, in CloudWatch's embedded metric format and without dimensions.

    `WantedWorkers` are as many as all that wants one needs, at so many downloads in each, and no
    fewer than run something: ECS lets no more of them be protected than are wanted.
    `OldestQueuedSeconds` are those for which one has waited and none was begun: what stands in a
    line that moves lacks no worker.
    """
    metrics = [
        {"Name": "WantedWorkers", "Unit": "Count"},
        {"Name": "OldestQueuedSeconds", "Unit": "Seconds"},
    ]
    directive = {"Namespace": namespace, "Dimensions": [[]], "Metrics": metrics}
    shown = {
        "_aws": {"Timestamp": round(moment * 1000), "CloudWatchMetrics": [directive]},
        "WantedWorkers": max(math.ceil(stats.wanting / parallel), stats.busy),
        "OldestQueuedSeconds": round(stats.stuck, 1),
    }
    return json.dumps(shown)


class MetricPrinter:
    """Prints such lines on standard output; the log is on the other one."""

    def __init__(self, namespace: str, parallel: int) -> None:
        self._namespace = namespace
        self._parallel = parallel

    def __call__(self, stats: Stats) -> None:
        line = metric_line(self._namespace, stats, self._parallel, time())
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
