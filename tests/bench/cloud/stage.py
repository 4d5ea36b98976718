"""A service to be measured: real Redis, API and workers, with quotas out of the way."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.cloud.redis_server import redis_server
from tests.cloud.service import Service, service

_NO_QUOTAS = {
    "REQUESTS_PER_MINUTE": "1000000",
    "LINKS_PER_DAY": "10000000",
    "BATCHES_PER_OWNER": "1000000",
    "STREAMS_PER_OWNER": "10000",
}
EVERY_SECOND = ("--appendonly", "yes", "--appendfsync", "everysec")


@contextmanager
def stage(folder: Path, workers: int = 0, **more: str) -> Iterator[Service]:
    """The API answers and so many workers have been started."""
    with ExitStack() as opened:
        (folder / "redis").mkdir(parents=True, exist_ok=True)
        redis = opened.enter_context(redis_server(folder / "redis", *EVERY_SECOND))
        one = opened.enter_context(service(folder, redis, **{**_NO_QUOTAS, **more}))
        one.start_api()
        for _ in range(workers):
            one.start_worker()
        if workers:
            _wait_until_warm(one, workers)
        yield one


def _wait_until_warm(one: Service, workers: int) -> None:
    """Until every worker's log says that it began, and its children had time to be ready."""
    client = one.client()
    one.wait(
        lambda: f"spool_workers {float(workers)}" in client.get("/metrics").text,
        "the workers do not start",
    )
    client.close()


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
