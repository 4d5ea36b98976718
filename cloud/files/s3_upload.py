"""One file on its way to S3, in parts of bounded size, a few at a time."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from botocore.exceptions import BotoCoreError, ClientError

from cloud.files.stored_file import opened

_PART_BYTES = 8 * 1024 * 1024
_MOST_PARTS = 10_000
_AT_ONCE = 3
_TICK = 0.2  # seconds in which a stop is heard, also where nothing moves
_STOP = 1.0  # seconds for the parts under way to end; one that is stuck comes too late for S3


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    start: int
    size: int


class _StoppedError(BaseException):
    """Not an `Exception`, or the library would take it for a fault of the network and try again."""


class _Slice:
    """A part as a file of its own that is never held in memory, and that a stop cuts off."""

    def __init__(self, file: BinaryIO, part: _Part, stopped: threading.Event) -> None:
        self._file = file
        self._part = part
        self._stopped = stopped
        self.seek(0)

    def read(self, size: int | None = -1) -> bytes:
        if self._stopped.is_set():
            raise _StoppedError
        left = max(0, self._part.size - self.tell())
        return self._file.read(left if size is None or size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self.tell(), os.SEEK_END: self._part.size}[whence]
        self._file.seek(self._part.start + base + offset)
        return self.tell()

    def tell(self) -> int:
        return self._file.tell() - self._part.start


def upload(
    client: Any,
    where: Mapping[str, str],
    path: Path,
    progress: Callable[[int], None],
    sent_as: Mapping[str, str],
) -> None:
    """Put a file where `where` (bucket and key) says, whole or not at all. `sent_as` are headers
    that it is answered with from then on.

    `progress` is called as `Files.put` has it. Raises what the library raises.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
    progress(0)
    begun = client.create_multipart_upload(**where, **sent_as)
    target = {**where, "UploadId": begun["UploadId"]}
    try:
        parts = _sent(client, target, path, size, progress)
        progress(size)
        client.complete_multipart_upload(**target, MultipartUpload={"Parts": parts})
    except BaseException:
        with suppress(BotoCoreError, ClientError):  # a sweep will find it
            client.abort_multipart_upload(**target)
        raise


def _sent(
    client: Any,
    target: Mapping[str, str],
    path: Path,
    size: int,
    progress: Callable[[int], None],
) -> list[dict[str, Any]]:
    """What S3 wants to hear of each part, in their order, once all are there."""
    stopped = threading.Event()
    answers: dict[_Part, str] = {}
    running: set[Future[tuple[_Part, str]]] = set()
    pool = ThreadPoolExecutor(_AT_ONCE, "s3-part")
    todo = (pool.submit(_send, client, target, path, part, stopped) for part in _parts_of(size))
    try:
        running |= set(islice(todo, _AT_ONCE))
        while running:
            ended, running = wait(running, _TICK, FIRST_COMPLETED)
            answers.update(one.result() for one in ended)
            running |= set(islice(todo, len(ended)))
            progress(sum(part.size for part in answers))
    except BaseException:
        stopped.set()
        wait(running, _STOP)
        raise
    finally:
        pool.shutdown(wait=False)
    return [
        {"PartNumber": part.number, "ETag": answers[part]}
        for part in sorted(answers, key=lambda part: part.number)
    ]


def _send(
    client: Any, target: Mapping[str, str], path: Path, part: _Part, stopped: threading.Event
) -> tuple[_Part, str]:
    with opened(path) as file:
        answer = client.upload_part(
            **target,
            PartNumber=part.number,
            ContentLength=part.size,
            Body=_Slice(file, part, stopped),
        )
    return part, answer["ETag"]


def _parts_of(size: int) -> Iterator[_Part]:
    """An empty file has one part that is empty."""
    step = max(_PART_BYTES, -(-size // _MOST_PARTS))
    for number, start in enumerate(range(0, max(size, 1), step), 1):
        yield _Part(number, start, min(step, size - start))
