"""What a download costs Redis, and whether anything grows."""

import time
from pathlib import Path
from typing import Any

from tests.bench.cloud.stage import stage
from tests.bench.table import Row
from tests.cloud.service import Role

_SECONDS = 5  # of a transfer, for the cost of one


def upkeep(folder: Path, base: str, downloads: int) -> list[Row]:
    """Small files one after another for the memory, slower ones for Redis's part."""
    with stage(folder, workers=1, MAX_PARALLEL_DOWNLOADS="3") as one, one.client() as client:
        assert one.api is not None
        roles = {"API": one.api, "worker": one.workers[0]}
        _run(one, client, [f"{base}/bytes/warm-{n}-20000.mp4" for n in range(10)])
        at_rest = {name: _resident(role) for name, role in roles.items()}
        cost = _cost(one, client, base)
        began = time.monotonic()
        for start in range(0, downloads, 10):
            batch = _run(one, client, [f"{base}/bytes/up-{start + n}-20000.mp4" for n in range(10)])
            client.delete(f"/batch-cleanup/{batch}")
        took = time.monotonic() - began
        after = {name: _resident(role) for name, role in roles.items()}
    grown = max(after[name] - at_rest[name] for name in roles)
    return [
        *cost,
        Row(f"{downloads} files of 20 KB, 3 at once", f"{took:.0f} s"),
        *(
            Row(
                f"memory of the {name}, at rest and after {downloads} downloads",
                f"{at_rest[name]:.0f} MiB, {after[name]:.0f} MiB",
                "no growth",
                after[name] - at_rest[name] < max(8.0, at_rest[name] * 0.1),
            )
            for name in roles
        ),
        Row("greatest growth", f"{grown:.1f} MiB"),
    ]


def _cost(one: Any, client: Any, base: str) -> list[Row]:
    redis = one.redis.client()
    time.sleep(1)
    idle = _commands(redis)
    time.sleep(5)
    per_second = (_commands(redis) - idle) / 5
    before, bytes_before = _commands(redis), _bytes(redis)
    began = time.monotonic()
    size = 200_000 * _SECONDS
    urls = [f"{base}/bytes/cost-{n}-{size}.mp4?rate=200000" for n in range(9)]
    batch_id = one.submit(client, urls)["batch_id"]
    while client.get(f"/batch-status/{batch_id}").json()["in_progress"]:
        time.sleep(2)
    took = time.monotonic() - began
    commands = _commands(redis) - before - per_second * took
    written = _bytes(redis) - bytes_before
    redis.close()
    return [
        Row("Redis commands a second, idle API and worker", f"{per_second:.0f}"),
        Row(
            f"Redis per download of {_SECONDS} s, above idle",
            f"{commands / 9:.0f} commands, {written / 9 / 1024:.0f} KiB in and out",
        ),
    ]


def _run(one: Any, client: Any, urls: list[str]) -> str:
    batch_id = str(one.submit(client, urls)["batch_id"])
    one.ended(client, batch_id, 600)
    return batch_id


def _commands(redis: Any) -> int:
    return int(redis.info("stats")["total_commands_processed"])


def _bytes(redis: Any) -> int:
    stats = redis.info("stats")
    return int(stats["total_net_input_bytes"]) + int(stats["total_net_output_bytes"])


def _resident(role: Role) -> float:
    """MiB."""
    for line in Path(f"/proc/{role.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the process is gone")
