"""The archive knows what was downloaded from the moment it was, whatever becomes of the rows."""

import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.download import Download, DownloadState, Place, Remark
from app.core.stores import StoreProblem
from app.storage.archive import Archive
from tests.rows import a_row
from tests.storage.shelf import SECONDS, Shelf

OpenShelf = Callable[[], Shelf]
KEY = "site 1 137+251"


def _done(
    key: str = KEY,
    state: DownloadState = DownloadState.COMPLETED,
    remark: Remark | None = None,
    file_name: str = "a.mp4",
) -> Download:
    row = a_row(state)
    update = replace(row.update, media_key=key, remark=remark, file_name=file_name)
    return replace(row, update=update)


def _forget_all(shelf: Shelf) -> StoreProblem | None:
    answer: queue.SimpleQueue[StoreProblem | None] = queue.SimpleQueue()
    Archive(shelf.library).forget_all(answer.put)
    return answer.get(timeout=SECONDS)


def test_it_knows_what_was_downloaded_also_after_row_and_history_are_gone(
    open_shelf: OpenShelf,
) -> None:
    row = _done()
    shelf = open_shelf()
    shelf.save(row)
    shelf.save(deleted=[row.id])
    shelf.history.clear(lambda _problem: None)
    shelf.load()
    archive = Archive(open_shelf().library)
    assert archive.has(KEY)
    assert not archive.has("site 2 137+251")
    assert not archive.has("")


def test_it_knows_what_was_downloaded_in_the_service(open_shelf: OpenShelf) -> None:
    row = _done()
    there = replace(row, place=Place.CLOUD, update=replace(row.update, expires=1_700_500_000.0))
    assert there.is_in_cloud
    shelf = open_shelf()
    shelf.save(there)
    archive = Archive(shelf.library)
    assert archive.has(KEY)
    shelf.save(replace(there, update=replace(row.update, file_name="here.mp4")))
    assert archive.has(KEY)


def test_a_file_still_in_the_service_does_not_bring_back_what_was_forgotten(
    open_shelf: OpenShelf,
) -> None:
    row = _done()
    there = replace(row, place=Place.CLOUD, update=replace(row.update, expires=1_700_500_000.0))
    shelf = open_shelf()
    shelf.save(there)
    assert _forget_all(shelf) is None
    shelf.save(replace(there, position=7.0))
    archive = Archive(shelf.library)
    assert not archive.has(KEY)
    shelf.save(replace(row, place=Place.CLOUD))
    assert archive.has(KEY)


@pytest.mark.parametrize(
    "row",
    [
        _done(remark=Remark.SKIPPED),
        _done(file_name=""),
        _done(state=DownloadState.FAILED),
        _done(state=DownloadState.RUNNING),
    ],
    ids=["skipped", "no file", "failed", "running"],
)
def test_what_was_not_downloaded_is_not_in_it(open_shelf: OpenShelf, row: Download) -> None:
    shelf = open_shelf()
    shelf.save(row)
    assert not Archive(shelf.library).has(KEY)


def test_a_key_may_be_anything(open_shelf: OpenShelf) -> None:
    key = "\ud800 \x00 ' \N{SNOWMAN}"
    shelf = open_shelf()
    assert shelf.save(_done(key)) is None
    assert Archive(shelf.library).has(key)


def test_what_waits_to_be_written_counts(path: Path) -> None:
    busy, go_on = threading.Event(), threading.Event()
    shelf = Shelf(path)
    archive = Archive(shelf.library)

    def hold(_problem: object) -> None:
        busy.set()
        go_on.wait(SECONDS)

    shelf.library.save([a_row()], then=hold)
    assert busy.wait(SECONDS)
    shelf.library.save([_done()])
    assert archive.has(KEY)
    go_on.set()
    shelf.close()
    assert archive.has(KEY)
    assert not shelf.library.is_coming(KEY)


def test_what_waits_behind_something_else_counts(path: Path) -> None:
    busy, go_on, seen = threading.Event(), threading.Event(), queue.SimpleQueue[bool]()
    shelf = Shelf(path)
    archive = Archive(shelf.library)

    def hold(_problem: object) -> None:
        busy.set()
        go_on.wait(SECONDS)

    shelf.library.save([a_row()], then=hold)
    assert busy.wait(SECONDS)
    shelf.library.save([_done("another")], then=lambda _problem: seen.put(archive.has(KEY)))
    shelf.library.load(lambda _rows: None)
    shelf.library.save([_done()])
    go_on.set()
    assert seen.get(timeout=SECONDS)
    shelf.close()


def test_what_the_disk_refuses_counts_until_it_takes_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.library.RETRY_SECONDS", 0.02)
    path.mkdir(parents=True)
    shelf = Shelf(path)
    shelf.library.save([_done()])
    assert shelf.save(_done("given up")) is StoreProblem.NO_PERMISSION
    archive = Archive(shelf.library)
    assert archive.has(KEY)
    assert not archive.has("given up")
    path.rmdir()
    shelf.load()
    assert archive.has(KEY)
    assert not shelf.library.is_coming(KEY)
    shelf.close()


def test_what_was_forgotten_does_not_come_back_when_its_row_is_moved(
    open_shelf: OpenShelf,
) -> None:
    row, other = _done(), _done("site 2 x")
    shelf = open_shelf()
    shelf.save(row, other)
    shelf.history.forget([other.id], lambda _problem: None)
    assert _forget_all(shelf) is None
    shelf.save(replace(row, position=7.0), replace(other, position=8.0))
    archive = Archive(shelf.library)
    assert [archive.has(key) for key in (KEY, "site 2 x")] == [False, False]
    shelf.save(replace(row, finished=(row.finished or 0) + 1))
    assert archive.has(KEY)


def test_it_is_asked_from_any_thread_while_rows_are_written(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    archive = Archive(shelf.library)
    keys = [f"site {number} x" for number in range(50)]
    missing: list[str] = []

    def ask() -> None:
        for key in keys:
            shelf.library.save([_done(key)])
            if not archive.has(key):
                missing.append(key)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    assert missing == []


def _remove(path: Path) -> None:
    path.unlink()


def _spoil(path: Path) -> None:
    path.write_bytes(b"\xa5" * 10_000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_remove, _spoil, _empty])
def test_where_it_cannot_be_read_nothing_is_known_and_nothing_raised(
    open_shelf: OpenShelf,
    path: Path,
    harm: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    shelf = open_shelf()
    shelf.save(_done())
    shelf.close()
    harm(path)
    assert not Archive(shelf.library).has(KEY)
    assert "the archive cannot be read" in caplog.text


def test_a_lock_is_not_waited_for_long(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.database.READ_SECONDS", 0.02)
    shelf = open_shelf()
    shelf.save(_done())
    shelf.close()
    archive = Archive(shelf.library)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM archive")
        assert not archive.has(KEY)
    assert archive.has(KEY)
