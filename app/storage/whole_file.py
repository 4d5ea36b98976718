"""A file appears whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(
    path: Path, *, encoding: str = "utf-8", errors: str = "strict", newline: str | None = None
) -> Iterator[IO[str]]:
    """What is written takes the place of `path` at the end, on disk and for its owner alone.

    Where anything goes wrong, what was there before stays as it was. Raises OSError.
    """
    path = path.resolve()  # a link stays a link
    with tempfile.NamedTemporaryFile(
        "w",
        encoding=encoding,
        errors=errors,
        newline=newline,
        dir=path.parent,
        prefix=f".{path.name[:40]}.",
        delete=False,
    ) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                file.close()  # only then it may be removed, on Windows
            with suppress(OSError):
                Path(file.name).unlink(missing_ok=True)
            raise
