"""A pool of children as the application makes it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg


def new_pool(size: int) -> ChildPool:
    """For who closes it; else `child_pool`."""
    return ChildPool(EngineOptions(ffmpeg=find_ffmpeg(""), deno=find_deno()), size=size)


@contextmanager
def child_pool(size: int = 1) -> Iterator[ChildPool]:
    pool = new_pool(size)
    try:
        yield pool
    finally:
        pool.close()


def warm(pool: ChildPool, count: int = 1) -> None:
    """Wait until as many children stand ready, all idle."""
    for child in [pool.lease() for _ in range(count)]:
        assert child is not None
        pool.give_back(child)
