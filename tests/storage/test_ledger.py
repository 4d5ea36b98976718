"""The ledger: on disk in one step, after the rows before it; what cannot be read is left alone."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.cloud import Wanted
from app.core.download import DownloadRequest, DownloadState
from app.core.stores import StoreProblem
from tests.rows import a_row
from tests.storage.ledgers import Kept, an_entry, entries_as_they_lie, ids, spoil
from tests.storage.shelf import SECONDS, Shelf, limit_pages

OpenShelf = Callable[[], Shelf]


def test_entries_come_back_as_they_were(open_shelf: OpenShelf) -> None:
    entries = [
        an_entry("a"),
        an_entry("b", "row", wanted=Wanted.PAUSE, confirmed=True),
        an_entry("c", "row", wanted=Wanted.GONE, mine=False, ended=DownloadState.FAILED),
        an_entry("d", url="'; DROP TABLE remote; -- \ud800 \x00"),
    ]
    kept = Kept(open_shelf())
    assert kept.load() == ([], None)
    assert kept.save(*entries) is None
    assert kept.load() == (entries, None)
    assert Kept(open_shelf()).load() == (entries, None)


def test_a_later_save_replaces_and_deletes(open_shelf: OpenShelf) -> None:
    first, second, third = an_entry("a"), an_entry("b"), an_entry("c")
    kept = Kept(open_shelf())
    kept.save(first, second)
    sent = replace(first, confirmed=True)
    kept.save(third, sent, deleted=["b", "never there"])
    assert kept.load() == ([sent, third], None)
    assert Kept(open_shelf()).load() == ([sent, third], None)


def test_what_is_written_and_deleted_at_once_is_gone(open_shelf: OpenShelf) -> None:
    kept = Kept(open_shelf())
    assert kept.save(an_entry("a"), an_entry("b"), deleted=["a"]) is None
    assert kept.load() == ([an_entry("b")], None)


def test_what_was_sent_is_no_longer_the_callers(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    entries, deleted = [an_entry("a")], ["b"]
    kept.ledger.save(entries, deleted, lambda _problem: None)
    entries.clear()
    deleted.append("a")
    assert kept.load() == ([an_entry("a")], None)


def test_a_save_that_fails_changes_nothing(open_shelf: OpenShelf) -> None:
    kept = Kept(open_shelf())
    kept.save(an_entry("a"))
    assert kept.save(an_entry("b"), deleted=["a", "\ud800"]) is StoreProblem.FAILED
    assert kept.load() == ([an_entry("a")], None)
    assert kept.save(an_entry("b"), deleted=["a"]) is None
    assert kept.load() == ([an_entry("b")], None)


def test_it_is_told_only_once_it_is_on_disk(open_shelf: OpenShelf, path: Path) -> None:
    seen: queue.SimpleQueue[tuple[StoreProblem | None, list[str]]] = queue.SimpleQueue()
    kept = Kept(open_shelf())
    kept.ledger.save([an_entry("a")], (), lambda problem: seen.put((problem, ids(path))))
    assert seen.get(timeout=SECONDS) == (None, ["a"])


def test_a_full_disk_refuses_it_and_keeps_what_was_there(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    small = an_entry("a")
    kept.save(small)
    limit_pages(shelf, 0)
    large = replace(small, request=DownloadRequest("x" * 100_000))
    assert kept.save(large, an_entry("b")) is StoreProblem.DISK_FULL
    assert kept.load() == ([small], None)
    limit_pages(shelf, 1_000_000)
    assert kept.save(large, an_entry("b")) is None
    assert kept.load() == ([large, an_entry("b")], None)


def test_a_file_that_cannot_be_opened_is_told(open_shelf: OpenShelf, path: Path) -> None:
    path.mkdir(parents=True)
    kept = Kept(open_shelf())
    assert kept.load() == ([], StoreProblem.NO_PERMISSION)
    assert kept.save(an_entry("a")) is StoreProblem.NO_PERMISSION
    path.rmdir()
    assert kept.load() == ([], None)


def test_it_is_written_after_the_rows_before_it_and_before_those_after(path: Path) -> None:
    busy, go_on = threading.Event(), threading.Event()
    seen: queue.SimpleQueue[tuple[set[str], list[str]]] = queue.SimpleQueue()
    shelf = Shelf(path)
    kept = Kept(shelf)

    def hold(_problem: object) -> None:
        busy.set()
        go_on.wait(SECONDS)

    def look(_problem: object) -> None:
        seen.put((set(ids(path, "downloads")), ids(path)))

    rows = [a_row() for _ in range(3)]
    names = [row.id for row in rows]
    shelf.library.save(rows[:1], then=hold)
    assert busy.wait(SECONDS)
    shelf.library.save(rows[1:2])
    kept.ledger.save([an_entry("a")], (), look)
    shelf.library.save(rows[2:], then=look)
    kept.ledger.save([an_entry("b")], (), look)
    go_on.set()
    assert [seen.get(timeout=SECONDS) for _ in range(3)] == [
        (set(names[:2]), ["a"]),
        (set(names), ["a"]),
        (set(names), ["a", "b"]),
    ]
    shelf.close()


def test_it_is_refused_as_long_as_a_row_before_it_is_not_on_disk(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.library.RETRY_SECONDS", 0.02)
    shelf = open_shelf()
    kept = Kept(shelf)
    row, entry = a_row(DownloadState.RUNNING), an_entry("a")
    shelf.save(row)
    kept.save(entry)
    limit_pages(shelf, 0)
    # The row is too long for what room there is. Without the entry, which would fit, the download
    # that the file takes for unfinished would be made again.
    done = a_row(DownloadState.COMPLETED, title="y" * 100_000)
    shelf.library.save([done], [row.id])
    assert kept.save(deleted=[entry.id]) is StoreProblem.DISK_FULL
    assert (ids(path, "downloads"), ids(path)) == ([row.id], [entry.id])
    limit_pages(shelf, 1_000_000)
    assert shelf.problem() == (StoreProblem.DISK_FULL, str(path))
    assert shelf.problem() == (None, str(path))
    assert kept.save(deleted=[entry.id]) is None
    assert (ids(path, "downloads"), ids(path)) == ([done.id], [])


def test_a_row_that_was_given_up_holds_up_nothing(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    shelf.load()
    limit_pages(shelf, 0)
    assert shelf.save(a_row(title="y" * 100_000)) is StoreProblem.DISK_FULL
    assert kept.save(deleted=["a"]) is None


BAD = [
    *("{}", "[]", "not json", "", "[" * 100_000, '{"id":"bad","row":"r"}'),
    '{"id":"bad","row":"r","request":{"url":"https://example.org/"},"wanted":"improved"}',
    '{"id":"bad","row":"r","request":{"url":"https://example.org/"},"ended":"half"}',
    '{"id":"bad","row":"r","request":{"url":"x","choices":{"quality":"8K"}}}',
    '{"id":"another","row":"r","request":{"url":"https://example.org/"}}',
    b"\xff\xfe",
]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("kind", ["TEXT", "BLOB"])
def test_an_entry_that_cannot_be_read_is_skipped_and_stays(
    open_shelf: OpenShelf,
    path: Path,
    caplog: pytest.LogCaptureFixture,
    text: str | bytes,
    kind: str,
) -> None:
    kept = Kept(open_shelf())
    kept.save(an_entry("a"), an_entry("bad"), an_entry("b"))
    spoil(path, text, kind)
    shelf = open_shelf()
    kept = Kept(shelf)
    with caplog.at_level(logging.WARNING):
        assert kept.load() == ([an_entry("a"), an_entry("b")], None)
    assert "1 entries of the ledger cannot be read" in caplog.text
    assert "example.org" not in caplog.text
    sent = replace(an_entry("a"), confirmed=True)
    kept.save(sent, an_entry("c"), deleted=["b"])
    raw = text.encode() if isinstance(text, str) else text
    assert entries_as_they_lie(path)["bad"] == raw
    assert kept.load()[0] == [sent, an_entry("c")]
    assert shelf.problems.empty()


def test_an_entry_of_a_newer_spool_is_there_again_with_that_one(
    open_shelf: OpenShelf, path: Path
) -> None:
    kept = Kept(open_shelf())
    entry = an_entry("bad", wanted=Wanted.CANCEL)
    kept.save(entry)
    text = wire.to_json(entry)
    spoil(path, text.replace("cancel", "dream"))
    assert Kept(open_shelf()).load() == ([], None)
    spoil(path, text)
    assert Kept(open_shelf()).load() == ([entry], None)
