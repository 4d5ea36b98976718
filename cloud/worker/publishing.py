"""A finished file on its way from the work folder to where it is fetched from."""

import contextlib
import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cloud.files import Files, file_key
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim

_BLOCK = 1024 * 1024
Step = Callable[[int, int], None]
"""Takes bytes done and bytes in all; whatever it raises ends it."""


def publish(files: Files, claim: Claim, main: Path, step: Step) -> tuple[KeptFile, ...]:
    """Put the video and what lies beside it where it is kept; the video comes first in the answer.

    Nothing of it is kept if it does not get to its end. The video goes last, since a put may take
    the file away: until then another try has it still.
    """
    kept: list[KeptFile] = []
    try:
        for suffix, path in {**_beside(main), "": main}.items():
            key = file_key(claim.owner, claim.id, claim.run, path.name)
            size = path.stat().st_size
            kept.append(KeptFile(key, size, _sha256(path, size, step), suffix))
            files.put(key, path, partial(_stepped, step, size))
    except BaseException:
        with contextlib.suppress(OSError):  # a sweep finds what no download names
            files.delete([one.key for one in kept])
        raise
    return tuple(reversed(kept))


def _beside(main: Path) -> dict[str, Path]:
    start = f"{main.stem}."
    found = sorted(main.parent.iterdir())
    return {
        path.name.removeprefix(start): path
        for path in found
        if path != main and path.name.startswith(start) and path.is_file()
    }


def _stepped(step: Step, size: int, done: int) -> None:
    step(done, size)


def _sha256(path: Path, size: int, step: Step) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            step(0, size)
    return digest.hexdigest()
