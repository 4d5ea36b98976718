"""Libraries in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.shelf import Shelf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def open_shelf(path: Path) -> Iterator[Callable[[], Shelf]]:
    """Opens the library anew, after closing the one before."""
    shelves: list[Shelf] = []

    def open_one() -> Shelf:
        if shelves:
            shelves.pop().close()
        shelves.append(Shelf(path))
        return shelves[-1]

    yield open_one
    for shelf in shelves:
        shelf.close()
