"""How long a download stands still when something dies."""

import time
from pathlib import Path
from typing import Any

from tests.bench.cloud.stage import stage
from tests.bench.table import Row, seconds
from tests.cloud.service import Service


def after_a_kill(folder: Path, base: str, times: int) -> list[Row]:
    """Two workers, one of which dies or is ended while it downloads."""
    killed = [_killed(folder / f"kill-{n}", base, n, by_term=False) for n in range(times)]
    ended = [_killed(folder / f"term-{n}", base, n + 100, by_term=True) for n in range(times)]
    return [
        Row(
            "kill -9 of a worker until it runs elsewhere",
            seconds(killed),
            "< 30 s",
            max(killed) < 30,
        ),
        Row("SIGTERM of a worker until it runs elsewhere", seconds(ended)),
    ]


def _killed(folder: Path, base: str, number: int, *, by_term: bool) -> float:
    with stage(folder) as one, one.client() as client:
        first = one.start_worker(MAX_PARALLEL_DOWNLOADS="1")
        url = f"{base}/bytes/kill-{number}-6000000.mp4?rate=200000"
        batch_id = one.submit(client, [url])["batch_id"]
        one.wait(lambda: (_shown(client, batch_id)["percentage"] or 0) > 5, "it does not run")
        before = _shown(client, batch_id)["run"]
        one.start_worker()
        _wait_for_workers(one, client, 2)
        began = time.monotonic()
        if by_term:
            first.signal(15)
        else:
            first.kill()
        one.wait(lambda: _is_running(client, batch_id, before), "it does not run again")
        return time.monotonic() - began


def _is_running(client: Any, batch_id: str, before: int) -> bool:
    shown = _shown(client, batch_id)
    return bool(shown["run"] > before and shown["progress"]["stage"] == "downloading")


def _shown(client: Any, batch_id: str) -> dict[str, Any]:
    (shown,) = client.get(f"/batch-status/{batch_id}").json()["downloads"]
    return dict(shown)


def _wait_for_workers(one: Service, client: Any, count: int) -> None:
    one.wait(
        lambda: f"spool_workers {float(count)}" in client.get("/metrics").text, "no second worker"
    )
