"""How quickly batches are taken in, and how soon something is seen of them."""

import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.cloud.stage import percentile, stage
from tests.bench.table import Row
from tests.cloud.service import Service

_LINKS = [f"https://example.org/{number}" for number in range(10)]


def submits(folder: Path, seconds: float) -> list[Row]:
    """Batches of ten links, with no worker that would take anything of them."""
    rows = []
    for clients in (1, 10, 50):
        with stage(folder / str(clients)) as one:
            times = _submitted(one, clients, seconds)
            rows.append(
                Row(
                    f"submit of 10 links, {clients} clients",
                    f"p50 {median(times) * 1000:.1f} ms, p99 {percentile(times, 0.99) * 1000:.0f}"
                    f" ms, {len(times) / seconds:.0f} batches a second",
                )
            )
    return rows


def _submitted(one: Service, clients: int, seconds: float) -> list[float]:
    times: list[float] = []
    begin = threading.Barrier(clients)

    def work() -> None:
        with one.client() as client:
            client.get("/version")
            begin.wait()
            end = time.monotonic() + seconds
            while (began := time.monotonic()) < end:
                one.submit(client, _LINKS)
                times.append(time.monotonic() - began)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def first_update(folder: Path, base: str, times: int) -> list[Row]:
    """From before the submit until the status first says that it runs, and that bytes come."""
    running, flowing, done = [], [], []
    with stage(folder, workers=1) as one, one.client() as client:
        for number in range(times):
            url = f"{base}/bytes/first-{number}-300000.mp4?rate=1000000"
            began = time.monotonic()
            batch_id = one.submit(client, [url])["batch_id"]
            running.append(_when(one, client, batch_id, "running") - began)
            flowing.append(_when(one, client, batch_id, "downloading") - began)
            one.ended(client, batch_id)
            done.append(time.monotonic() - began)
    return [
        Row("submit until it runs, idle worker", _spread(running)),
        Row("submit until bytes come", _spread(flowing)),
        Row("submit until a file of 300 KB at 1 MB/s is there", _spread(done)),
    ]


def _when(one: Service, client: Any, batch_id: str, what: str) -> float:
    def is_so() -> bool:
        (shown,) = client.get(f"/batch-status/{batch_id}").json()["downloads"]
        seen = {shown["state"], shown["progress"]["stage"]}
        return bool(seen & {what, "completed", "processing", "transferring"})

    one.wait(is_so, f"not {what}")
    return time.monotonic()


def _spread(values: list[float]) -> str:
    return f"p50 {median(values) * 1000:.0f} ms, worst {max(values) * 1000:.0f} of {len(values)}"
