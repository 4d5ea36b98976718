"""Kills, freezes and takes back at random, and looks whether anything was lost or doubled.

    python -m tests.cloud.chaos [--seed N] [--downloads 100] [--workers 3] [--seconds 240]

The same seed does the same things in the same order; at which moment of a download each of them
comes is the machine's affair.
"""

import argparse
import hashlib
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.cloud.redis_server import DURABLE, RedisServer, redis_server
from tests.cloud.service import Role, Service, service
from tests.cloud.watcher import Watcher
from tests.site import MediaSite, generated_bytes

_BATCH = 10
_SIZE = 600_000  # bytes, with some more for each download
_RATES = (100_000, 200_000, 400_000)  # bytes per second
_SETTLE = 240.0  # seconds that may pass after the last disturbance
_YOUNG = -15  # the exit code of a worker that had not yet begun
_FATES = 12  # one in so many links leads to nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done to how much."""

    seed: int
    downloads: int
    workers: int
    seconds: float


@dataclass(slots=True)
class Outcome:
    """What came of it; nothing but `states` and `deeds` may hold anything."""

    states: dict[str, int] = field(default_factory=dict)
    deeds: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link, and the bytes behind it; None where there is nothing."""

    id: str
    url: str
    content: tuple[str, int] | None

    @property
    def sha256(self) -> str:
        assert self.content is not None
        return hashlib.sha256(generated_bytes(*self.content)).hexdigest()


def run(plan: Plan, folder: Path) -> Outcome:
    """Do all of it in `folder`."""
    with ExitStack() as opened:
        site = opened.enter_context(MediaSite())
        (folder / "redis").mkdir()
        redis = opened.enter_context(redis_server(folder / "redis", *DURABLE))
        one = opened.enter_context(service(folder, redis, TRIES="100"))
        one.start_api()
        workers = [one.start_worker() for _ in range(plan.workers)]
        watcher = opened.enter_context(Watcher(one.work))
        chaos = _Chaos(plan, one, redis, workers, _links(plan, site))
        chaos.go()
        chaos.settle()
        chaos.check()
        chaos.outcome.wrong += watcher.doubled()
        chaos.clean_up()
        return chaos.outcome


class _Chaos:
    """One course of disturbances."""

    def __init__(
        self,
        plan: Plan,
        one: Service,
        redis: RedisServer,
        workers: list[Role],
        links: list[_Link],
    ) -> None:
        self.outcome = Outcome()
        self._plan = plan
        self._random = random.Random(plan.seed)
        self._service = one
        self._redis = redis
        self._workers = workers
        self._links = {link.id: link for link in links}
        self._canceled: set[str] = set()
        self._batches: list[str] = []
        self._client = one.client()
        self._pause = threading.Event()

    def go(self) -> None:
        """Submit everything, and disturb until the time is over."""
        end = time.monotonic() + self._plan.seconds
        waiting = list(self._chunks())
        deeds: list[tuple[Callable[[], None], int]] = [
            (self._kill_worker, 4),
            (self._end_worker, 3),
            (self._freeze_worker, 2),
            (self._kill_redis, 1),
            (self._freeze_redis, 1),
            (self._kill_api, 1),
            (self._cancel, 3),
            (self._pause_and_resume, 3),
            (self._submit_again, 2),
        ]
        while time.monotonic() < end:
            if waiting:
                self._submit(waiting.pop(0))
            deed = self._random.choices([one for one, _ in deeds], [n for _, n in deeds])[0]
            name = deed.__name__.strip("_")
            self.outcome.deeds[name] = self.outcome.deeds.get(name, 0) + 1
            deed()
            self._pause.wait(self._random.uniform(0.5, 2.5))
        for chunk in waiting:
            self._submit(chunk)

    def settle(self) -> None:
        """Let everything come to its end undisturbed."""
        for batch_id in self._batches:
            self._service.wait(partial(self._is_over, batch_id), "a batch hangs", _SETTLE)

    def _is_over(self, batch_id: str) -> bool:
        """Whether it is; what a pause has reached only now is resumed."""
        status = self._status(batch_id)
        for one in status["downloads"]:
            if one["state"] == "paused":
                self._ask(one["id"], "resume")
        self._pause.wait(0.2)
        return not status["in_progress"]

    def check(self) -> None:
        """Every download is over, as it should be."""
        seen: set[str] = set()
        for batch_id in self._batches:
            for one in self._status(batch_id)["downloads"]:
                state = one["state"]
                self.outcome.states[state] = self.outcome.states.get(state, 0) + 1
                seen.add(one["id"])
                if problem := self._problem(one):
                    self.outcome.wrong.append(problem)
        lost = self._links.keys() - seen
        self.outcome.wrong += [f"lost: {one}" for one in lost]

    def clean_up(self) -> None:
        """Take everything away, and see whether it is."""
        for batch_id in self._batches:
            for _ in range(2):
                answer = self._client.delete(f"/batch-cleanup/{batch_id}")
                assert answer.status_code == 200, answer.text
        client = self._redis.client()
        left = [key for key in client.scan_iter("{spool}:*") if _OF_BATCHES.fullmatch(key)]
        client.close()
        files = [str(path) for path in self._service.files.rglob("*") if path.is_file()]
        self.outcome.wrong += [f"left: {one}" for one in (*left, *files)]

    def _problem(self, one: dict[str, Any]) -> str:
        link, state = self._links[one["id"]], one["state"]
        if state == "canceled":
            return "" if one["id"] in self._canceled else f"canceled by nobody: {one}"
        if link.content is None:
            right = state == "failed" and one["error"] == "not_found"
            return "" if right else f"should have failed: {one}"
        if state != "completed":
            return f"not completed: {one}"
        answer = self._client.get(f"/file/{one['id']}")
        told = (one["sha256"], hashlib.sha256(answer.content).hexdigest())
        return "" if told == (link.sha256, link.sha256) else f"wrong content: {one}"

    def _chunks(self) -> Iterator[list[_Link]]:
        links = list(self._links.values())
        for start in range(0, len(links), _BATCH):
            yield links[start : start + _BATCH]

    def _submit(self, links: list[_Link]) -> None:
        """Until it is answered, as a client does; what was known is answered as that."""
        body = {"urls": [one.url for one in links], "ids": [one.id for one in links]}
        answer = self._until_answered("POST", "/batch-download", json=body)
        assert answer.status_code == 200, answer.text
        batch_id = answer.json()["batch_id"]
        if batch_id not in self._batches:
            self._batches.append(batch_id)

    def _submit_again(self) -> None:
        if self._batches:
            chunks = list(self._chunks())[: len(self._batches)]
            self._submit(self._random.choice(chunks))

    def _kill_worker(self) -> None:
        number = self._random.randrange(len(self._workers))
        self._workers[number].kill()
        self._pause.wait(self._random.uniform(0.0, 2.0))
        self._workers[number] = self._service.start_worker()

    def _end_worker(self) -> None:
        number = self._random.randrange(len(self._workers))
        began = time.monotonic()
        code = self._workers[number].terminate()
        if code not in (0, _YOUNG) or time.monotonic() - began > 15.0:
            self.outcome.wrong.append(f"a worker ended with {code} or late")
        self._workers[number] = self._service.start_worker()

    def _freeze_worker(self) -> None:
        worker = self._random.choice(self._workers)
        worker.freeze()
        self._pause.wait(self._random.choice((1.0, 4.0, 18.0)))
        worker.thaw()

    def _kill_redis(self) -> None:
        self._redis.kill()
        self._pause.wait(self._random.uniform(0.5, 4.0))
        self._redis.start()

    def _freeze_redis(self) -> None:
        self._redis.freeze()
        self._pause.wait(self._random.choice((1.0, 5.0, 12.0)))
        self._redis.thaw()

    def _kill_api(self) -> None:
        assert self._service.api is not None
        self._service.api.close()
        self._service.start_api()

    def _cancel(self) -> None:
        if one := self._any():
            self._canceled.add(one)
            self._ask(one, "cancel")

    def _pause_and_resume(self) -> None:
        if one := self._any():
            self._ask(one, "pause")
            self._pause.wait(self._random.uniform(0.0, 1.5))
            self._ask(one, "resume")

    def _any(self) -> str:
        submitted = list(self._links)[: len(self._batches) * _BATCH]
        return self._random.choice(submitted) if submitted else ""

    def _ask(self, download_id: str, what: str) -> None:
        answer = self._until_answered("POST", f"/{what}/{download_id}")
        assert answer.status_code in (200, 409), answer.text

    def _status(self, batch_id: str) -> dict[str, Any]:
        return dict(self._until_answered("GET", f"/batch-status/{batch_id}").json())

    def _until_answered(self, method: str, path: str, **more: Any) -> httpx.Response:
        end = time.monotonic() + 60
        while True:
            with suppress(httpx.TransportError):
                answer = self._client.request(method, path, **more)
                if answer.status_code < 500:
                    return answer
                assert answer.status_code == 503, answer.text
            assert time.monotonic() < end, f"{method} {path} is not answered"
            self._pause.wait(0.2)


_OF_BATCHES = re.compile(
    r"\{spool\}:(?:(?:dl|known|past|rows|batch|batches|open|idem|wait|bytes):.*"
    r"|owners|resume|due|lease|ends)"
)


def _links(plan: Plan, site: MediaSite) -> list[_Link]:
    rng = random.Random(plan.seed + 1)
    made = []
    for number in range(plan.downloads):
        size = _SIZE + 1_000 * number
        name = f"chaos-{plan.seed}-{number}"
        path, rate = f"/bytes/{name}-{size}.mp4", rng.choice(_RATES)
        download_id = str(UUID(int=rng.getrandbits(128), version=4))
        if number % _FATES == _FATES - 1:
            made.append(_Link(download_id, site.url(path, fault=404), None))
        else:
            made.append(_Link(download_id, site.url(path, rate=rate), (name, size)))
    return made


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="spool-chaos-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cloud.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--downloads", type=int, default=100)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=240.0, help="of disturbances")
    chosen = parser.parse_args()
    sys.stdout.write(f"seed {chosen.seed}\n")
    sys.stdout.flush()
    with _folder() as folder:
        began = time.monotonic()
        plan = Plan(chosen.seed, chosen.downloads, chosen.workers, chosen.seconds)
        outcome = run(plan, folder)
    sys.stdout.write(f"{outcome.states} after {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(f"{outcome.deeds}\n")
    sys.stdout.writelines(f"WRONG {line}\n" for line in outcome.wrong)
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
