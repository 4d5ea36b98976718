"""Passwords, in the system's keyring or where a person allowed it instead."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.core.stores import SecretProblem
from app.core.text_file import read_bytes
from app.storage.keyring_door import SECONDS, KeyringDoor, KeyringError
from app.storage.whole_file import whole_file

log = logging.getLogger(__name__)

MAX_BYTES = 1_000_000
CLOSE_SECONDS = 1.0

_Got = Callable[[str, SecretProblem | None], None]
_Put = Callable[[SecretProblem | None], None]


@dataclass(frozen=True, slots=True)
class _PutJob:
    name: str
    value: str = field(repr=False)
    in_file: bool
    then: _Put


@dataclass(frozen=True, slots=True)
class _GetJob:
    name: str
    then: _Got


class Secrets:
    """A `SecretStore` over the keyring, a file and this process's memory.

    Calls are carried out in order, on a thread that no exit waits for. What the keyring did not
    take is looked for in memory, then in the file, before the keyring is asked. `deliver` runs a
    callable on the queue's thread.
    """

    def __init__(
        self,
        path: Path,
        deliver: Callable[[Callable[[], None]], None],
        seconds: float = SECONDS,
    ) -> None:
        self._path = path
        self._deliver = deliver
        self._door = KeyringDoor(seconds)
        self._remembered: dict[str, str] = {}  # an empty one: forgotten, whatever is elsewhere
        self._jobs: list[_PutJob | _GetJob] = []
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def get(self, name: str, then: _Got) -> None:
        self._add(_GetJob(name, then))

    def put(self, name: str, value: str, then: _Put, *, in_file: bool = False) -> None:
        self._add(_PutJob(name, value, in_file, then))

    def close(self, timeout: float = CLOSE_SECONDS) -> None:
        """Wait for a bounded time until what was put is kept."""
        with self._lock:
            worker = self._worker
        if worker:
            worker.join(timeout)

    def _add(self, job: _PutJob | _GetJob) -> None:
        with self._lock:
            self._jobs.append(job)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="secrets", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        while job := self._next():
            if isinstance(job, _PutJob):
                self._answer(partial(job.then, self._kept(job)))
            else:
                self._answer(partial(job.then, *self._found(job.name)))

    def _next(self) -> _PutJob | _GetJob | None:
        with self._lock:
            if self._jobs:
                return self._jobs.pop(0)
            self._worker = None
            return None

    def _found(self, name: str) -> tuple[str, SecretProblem | None]:
        if name in self._remembered:
            return self._remembered[name], None
        if value := (self._read_file() or {}).get(name):
            return value, None
        try:
            return self._door.get(name), None
        except KeyringError as error:
            return "", error.problem

    def _kept(self, job: _PutJob) -> SecretProblem | None:
        """Keep it in the one best place, so that no older value is left in another."""
        problem = self._put_in_keyring(job)
        for_file = job.value if problem and job.in_file else ""
        is_written = self._write_file(job.name, for_file)
        if is_written and not problem:
            self._remembered.pop(job.name, None)
            return None
        self._remembered[job.name] = job.value
        if not is_written:
            return problem or SecretProblem.REFUSED
        is_gone = problem is SecretProblem.NO_KEYRING and not job.value
        return None if for_file or is_gone else problem

    def _put_in_keyring(self, job: _PutJob) -> SecretProblem | None:
        if job.in_file and job.name in self._remembered:
            # It has just refused it, and a person chose the file: do not ask them to unlock again.
            return SecretProblem.REFUSED
        try:
            self._door.put(job.name, job.value)
        except KeyringError as error:
            return error.problem
        return None

    def _read_file(self) -> dict[str, str] | None:
        """What the file holds; None where that cannot be told."""
        try:
            data = json.loads(read_bytes(self._path, MAX_BYTES).data)
        except FileNotFoundError:
            return {}
        except OSError as error:
            log.warning("the file with secrets cannot be read: %s", type(error).__name__)
            return None
        except (ValueError, RecursionError) as error:
            log.warning("the file with secrets is damaged: %s", type(error).__name__)
            return None
        if not isinstance(data, dict):
            return None
        return {name: value for name, value in data.items() if isinstance(value, str)}

    def _write_file(self, name: str, value: str) -> bool:
        """Have the file hold it, or with an empty value not; no file is left without a secret."""
        before = self._read_file()
        after = {other: kept for other, kept in (before or {}).items() if other != name}
        if value:
            after[name] = value
        if after == before:
            return True
        try:
            if after:
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with whole_file(self._path) as file:
                    json.dump(after, file)
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the file with secrets cannot be written: %s", type(error).__name__)
            return False
        return True

    def _answer(self, call: Callable[[], None]) -> None:
        try:
            self._deliver(call)
        except Exception:
            log.exception("nobody took the answer about a secret")
