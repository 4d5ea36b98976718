"""How much faster more workers are."""

import time
from pathlib import Path

from tests.bench.cloud.stage import stage
from tests.bench.table import Row

_SECONDS = 10
_RATE = 50_000  # bytes per second
_WANTED = {2: 1.8, 4: 3.4}


def workers(folder: Path, base: str, files: int) -> list[Row]:
    """Files whose transfer takes ten seconds each, three at once in each worker."""
    took = {count: _took(folder / str(count), base, files, count) for count in (1, 2, 4)}
    rows = []
    for count, seconds in took.items():
        wanted = _WANTED.get(count)
        times = took[1] / seconds
        rows.append(
            Row(
                f"{files} files of {_SECONDS} s each, {count} workers of 3",
                f"{seconds:.1f} s, {times:.2f} times as fast as one",
                f"{wanted} times" if wanted else "",
                times >= wanted if wanted else None,
            )
        )
    return rows


def _took(folder: Path, base: str, files: int, count: int) -> float:
    with stage(folder, workers=count) as one, one.client() as client:
        size = _RATE * _SECONDS
        urls = [f"{base}/bytes/w{count}-{n}-{size}.mp4?rate={_RATE}" for n in range(files)]
        time.sleep(
            4 + 5 * count
        )  # until every worker's children are warm, as in one that is always there
        began = time.monotonic()
        batches = [
            one.submit(client, urls[start : start + 10])["batch_id"]
            for start in range(0, files, 10)
        ]
        for batch_id in batches:
            ended = one.ended(client, batch_id, 600)
            assert ended["completed"] == ended["total"], ended
        return time.monotonic() - began
