"""How soon a worker's update is with those who listen."""

import json
import threading
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import httpx

from app.core.download import DownloadState, DownloadUpdate, Progress, Stage
from cloud.config import Config
from cloud.connections import connect
from cloud.store.runs import RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.bench.cloud.stage import percentile, stage
from tests.bench.table import Row
from tests.cloud.service import Service

_RATE = 9  # updates a second: three downloads, three times a second each
_WANTED = 0.250


def followers(folder: Path, seconds: float) -> list[Row]:
    """The time lies in the update itself, as its seconds left; both ends share one clock."""
    rows = []
    for clients in (1, 20, 200):
        with stage(folder / str(clients)) as one:
            times = _followed(one, clients, seconds)
            p99 = percentile(times, 0.99)
            rows.append(
                Row(
                    f"update to event, {clients} listening clients",
                    f"p50 {median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
                    f"{len(times)} events",
                    "p99 < 250 ms" if clients == 20 else "",
                    p99 < _WANTED if clients == 20 else None,
                )
            )
    return rows


def _followed(one: Service, clients: int, seconds: float) -> list[float]:
    times: list[float] = []
    over = threading.Event()
    ready = threading.Barrier(clients + 1)
    threads = [
        threading.Thread(target=_listen, args=(one, times, ready, over)) for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    ready.wait(60)
    _tell(one, seconds)
    time.sleep(1.0)
    over.set()
    _tell(one, 0.5)  # so that everybody reads once more
    for thread in threads:
        thread.join(30)
    return times


def _listen(
    one: Service, times: list[float], ready: threading.Barrier, over: threading.Event
) -> None:
    with one.client() as client, client.stream("GET", "/events", timeout=60) as answer:
        is_waiting = True
        for line in answer.iter_lines():
            if over.is_set():
                return
            if not line.startswith("data:"):
                continue
            told = json.loads(line[5:])
            if told.get("last") and is_waiting:
                is_waiting = False
                ready.wait(60)
            sent = (told.get("progress") or {}).get("seconds_left")
            if sent:
                times.append(time.time() - sent)


def _tell(one: Service, seconds: float) -> None:
    redis = connect(Config(redis_host="127.0.0.1", redis_port=one.redis.port)).scripts
    store = RunStore(Scripts(redis, Keeping(3_600_000)), "bench", tries=3)
    with httpx.Client(base_url=one.url, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {one.tokens['anna']}"
        one.submit(client, ["https://example.org/1"])
    claim = store.claim()
    assert claim is not None
    picture = DownloadUpdate(claim.id, claim.run, 0, DownloadState.RUNNING, title="A title")
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        number += 1
        progress = Progress(Stage.DOWNLOADING, fraction=0.5, seconds_left=time.time())
        store.report(claim, replace(picture, seq=number, progress=progress))
        time.sleep(1 / _RATE)
    redis.close()
