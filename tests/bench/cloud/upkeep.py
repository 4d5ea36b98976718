"""What a download costs Redis, and whether anything grows."""

import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.cloud.stage import stage
from tests.bench.table import Row
from tests.cloud.service import Role

_SECONDS = 5  # of a transfer, for the cost of one
_LOOK = 0.25  # seconds between two looks at a batch: each is work for those two cores as well
_STUCK = 120.0  # seconds that a batch of ten may take
_SAY = 10.0  # seconds between two lines that tell how far it is


def upkeep(folder: Path, base: str, downloads: int, seconds: float) -> list[Row]:
    """Small files one after another for the memory, slower ones for Redis's part.

    Each costs a child process of its own, and so about a second of a processor: after so many
    `seconds` no more are begun, whatever has been done until then.
    """
    with stage(folder, workers=1, MAX_PARALLEL_DOWNLOADS="3") as one, one.client() as client:
        assert one.api is not None
        roles = {"API": one.api, "worker": one.workers[0]}
        _say("warming up")
        _run(one, client, [f"{base}/bytes/warm-{n}-20000.mp4" for n in range(10)])
        at_rest = {name: _resident(role) for name, role in roles.items()}
        _say("what a download costs Redis")
        cost = _cost(one, client, base)
        began = time.monotonic()
        done = _many(one, client, base, downloads, began + seconds)
        took = time.monotonic() - began
        after = {name: _resident(role) for name, role in roles.items()}
    grown = max(after[name] - at_rest[name] for name in roles)
    return [
        *cost,
        Row(f"{done} files of 20 KB, 3 at once", f"{took:.0f} s"),
        *(
            Row(
                f"memory of the {name}, at rest and after {done} downloads",
                f"{at_rest[name]:.0f} MiB, {after[name]:.0f} MiB",
                "no growth",
                after[name] - at_rest[name] < max(8.0, at_rest[name] * 0.1),
            )
            for name in roles
        ),
        Row("greatest growth", f"{grown:.1f} MiB"),
    ]


def _many(one: Any, client: Any, base: str, downloads: int, end: float) -> int:
    """Ten after ten, until there are so many or it is time to end; how many there were."""
    done, said = 0, 0.0
    while done < downloads and (now := time.monotonic()) < end:
        if now - said >= _SAY:
            said = now
            _say(f"{done} of {downloads} downloads, at most {end - now:.0f} s more")
        urls = [f"{base}/bytes/up-{done + number}-20000.mp4" for number in range(10)]
        client.delete(f"/batch-cleanup/{_run(one, client, urls)}")
        done += len(urls)
    return done


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
    _wait(client, batch_id, 2.0)
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
    _wait(client, batch_id, _LOOK)
    return batch_id


def _wait(client: Any, batch_id: str, between: float) -> None:
    """Until all of a batch is over; looked at no more often than that."""
    end = time.monotonic() + _STUCK
    while (status := client.get(f"/batch-status/{batch_id}").json())["in_progress"]:
        if time.monotonic() > end:
            counts = {name: value for name, value in status.items() if name != "downloads"}
            raise TimeoutError(f"a batch does not end: {counts}")
        time.sleep(between)


def _say(words: str) -> None:
    """To who waits; the tables are all that the output holds."""
    sys.stderr.write(f"upkeep: {words}\n")
    sys.stderr.flush()


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
