"""Answers that are the interface's own; the others are the words of `app.core.remote`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Started:
    """The answer to a single link."""

    download_id: str
    batch_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A download is gone, or was before."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class CleanedUp:
    """Nothing of a batch is left; `removed` files were deleted."""

    batch_id: str
    removed: int
    message: str


@dataclass(frozen=True, slots=True)
class Health:
    """The service answers."""

    status: str = "ok"
