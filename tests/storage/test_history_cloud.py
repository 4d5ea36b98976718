"""The history of what the service has done: it says where a file is, and hears when it comes."""

import queue
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.download import Download, DownloadState, Place, Remark
from tests.rows import a_row
from tests.storage.shelf import SECONDS, Shelf, read_page

OpenShelf = Callable[[], Shelf]
EXPIRES = 1_700_500_000.1


def _done(at: float, title: str, **update: Any) -> Download:
    row = replace(a_row(DownloadState.COMPLETED, title=title), finished=at)
    fields = {"media_key": f"site {row.id} x", "file_name": "a.mp4", **update}
    return replace(row, update=replace(row.update, **fields))


def _there(at: float, title: str) -> Download:
    """One whose file lies in the service."""
    row = _done(at, title, file_name="there.mp4", expires=EXPIRES)
    return replace(row, place=Place.CLOUD)


def _brought(
    there: Download, name: str, at: float | None, remark: Remark | None = None
) -> Download:
    """The same, once its file has come here."""
    update = replace(there.update, file_name=name, expires=None, remark=remark)
    return replace(there, finished=at, update=update)


def test_a_file_in_the_service_is_there_and_says_so(open_shelf: OpenShelf) -> None:
    there = _there(1, "far away")
    shelf = open_shelf()
    shelf.save(there, _done(2, "here"))
    shelf.save(replace(there, position=7.0))
    here, far = read_page(open_shelf()).rows
    assert far == there
    assert (far.is_in_cloud, far.update.expires) == (True, EXPIRES)
    assert not here.is_in_cloud


@pytest.mark.parametrize("at", [None, 0.5, 1.0, 3.0], ids=["unknown", "earlier", "same", "later"])
@pytest.mark.parametrize("remark", [None, Remark.ALREADY_HERE])
def test_a_file_that_comes_here_from_the_service_is_there_once_under_its_name_here(
    open_shelf: OpenShelf, at: float | None, remark: Remark | None
) -> None:
    heard: queue.SimpleQueue[int] = queue.SimpleQueue()
    there = _there(1, "a title")
    shelf = open_shelf()
    shelf.save(there)
    shelf.history.listen(lambda: heard.put(1))
    # The clock may have been put back since.
    here = _brought(there, "here (2).mp4", at, remark)
    shelf.save(here, deleted=[here.id])
    assert heard.get(timeout=SECONDS)
    assert read_page(shelf).rows == (here,)
    assert read_page(shelf, "here").rows == (here,)
    assert read_page(shelf, "there").total == 0
    shelf.save(replace(here, position=7.0))
    assert read_page(shelf).rows == (here,)
    assert heard.empty()


@pytest.mark.parametrize("at", [0.5, 1.0])
def test_what_was_taken_out_does_not_come_back_with_its_file(
    open_shelf: OpenShelf, at: float
) -> None:
    there = _there(1, "a title")
    shelf = open_shelf()
    shelf.save(there)
    shelf.history.forget([there.id], lambda _problem: None)
    shelf.save(_brought(there, "here.mp4", at))
    assert read_page(shelf).total == 0


def test_what_was_here_already_counts_beside_another_in_the_service(open_shelf: OpenShelf) -> None:
    there = _there(1, "there")
    here = _done(2, "here", media_key=there.update.media_key, remark=Remark.ALREADY_HERE)
    shelf = open_shelf()
    shelf.save(there)
    shelf.save(here)
    assert read_page(shelf).rows == (here, there)


@pytest.mark.parametrize("text", [b"\xff", b"not json", b"{}"])
@pytest.mark.parametrize("kind", ["TEXT", "BLOB"])
def test_a_damaged_entry_of_the_same_download_stops_nothing(
    open_shelf: OpenShelf, path: Path, text: bytes, kind: str
) -> None:
    there = _there(1, "there")
    shelf = open_shelf()
    shelf.save(there)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE history SET row = CAST(? AS {kind})", (text,))
    assert shelf.save(_brought(there, "here.mp4", 1.0)) is None
    here = _brought(there, "here.mp4", 2.0)
    assert shelf.save(here) is None
    assert read_page(shelf).rows == (here,)
