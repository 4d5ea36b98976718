"""A damaged file costs as little of the ledger as possible, an older one nothing."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.cloud import LedgerEntry, Wanted
from app.core.download import Download, DownloadState
from app.core.stores import StoreProblem
from app.storage.schema import STEPS, migrate
from tests.rows import a_row
from tests.storage.ledgers import Kept, an_entry, drop, entries_as_they_lie, spoil
from tests.storage.shelf import Shelf

OpenShelf = Callable[[], Shelf]
PAGE = 4096


def _done() -> Download:
    """A row that goes into every table."""
    row = a_row(DownloadState.COMPLETED)
    return replace(row, update=replace(row.update, media_key="site 1 x", file_name="a.mp4"))


def _entries(count: int) -> list[LedgerEntry]:
    return [an_entry(f"entry-{number}") for number in range(count)]


@pytest.mark.parametrize("is_loaded", [True, False])
def test_damage_found_while_writing_costs_no_entry_that_was_seen(
    open_shelf: OpenShelf, path: Path, is_loaded: bool
) -> None:
    entries = _entries(50)
    shelf = open_shelf()
    kept = Kept(shelf)
    kept.save(*entries)
    if is_loaded:
        shelf = open_shelf()
        kept = Kept(shelf)
        kept.load()
    changed = replace(entries[0], wanted=Wanted.CANCEL)
    kept.save(changed, deleted=[entries[1].id])
    _spoil_pages(path)
    last = an_entry("last")
    assert kept.save(last, deleted=[entries[2].id]) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    loaded, problem = Kept(open_shelf()).load()
    assert problem is None
    assert _by_id(loaded) == _by_id([changed, *entries[3:], last])


def test_a_save_the_disk_refused_is_not_remembered(open_shelf: OpenShelf, path: Path) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    entries = _entries(50)
    kept.save(*entries)
    assert kept.save(an_entry("b"), deleted=[entries[0].id, "\ud800"]) is StoreProblem.FAILED
    _spoil_pages(path)
    assert kept.save(deleted=[entries[1].id]) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert _by_id(kept.load()[0]) == _by_id([entries[0], *entries[2:]])


@pytest.mark.parametrize("lost", ["downloads", "history", "archive"])
def test_all_that_can_be_read_of_a_damaged_file_is_brought_over(
    open_shelf: OpenShelf, path: Path, lost: str
) -> None:
    kept = Kept(open_shelf())
    kept.save(an_entry("a"), an_entry("bad"), an_entry("b"))
    newer = '{"id":"bad","row":"r","request":{"url":"x"},"wanted":"improved"}'
    spoil(path, newer)
    drop(path, lost)
    shelf = open_shelf()
    assert shelf.save(_done()) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert Kept(shelf).load() == ([an_entry("a"), an_entry("b")], None)
    assert entries_as_they_lie(path)["bad"] == newer.encode()


def test_what_is_known_is_newer_than_what_is_read_of_a_damaged_file(
    open_shelf: OpenShelf, path: Path
) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    entries = [an_entry("a"), an_entry("bad"), an_entry("b")]
    kept.save(*entries)
    kept.save(deleted=["b"])
    spoil(path, '{"id":"bad"}')
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO remote VALUES ('b', ?)", (wire.to_json(an_entry("b")),))
    drop(path, "downloads")
    assert shelf.save(a_row()) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert kept.load() == (entries[:2], None)


def test_most_of_a_ledger_with_a_bad_page_is_brought_over(
    open_shelf: OpenShelf, path: Path
) -> None:
    entries = _entries(600)
    shelf = open_shelf()
    Kept(shelf).save(*entries)
    shelf.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // PAGE * PAGE
    content[middle : middle + PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)
    shelf = open_shelf()
    loaded, problem = Kept(shelf).load()
    assert problem is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert 400 < len(loaded) < 600
    assert {entry.id: entry for entry in loaded}.items() <= {e.id: e for e in entries}.items()


def test_a_file_without_a_ledger_is_damaged_and_gets_the_one_that_is_known(
    open_shelf: OpenShelf, path: Path
) -> None:
    shelf = open_shelf()
    kept = Kept(shelf)
    row = a_row()
    shelf.save(row)
    kept.save(an_entry("a"))
    drop(path, "remote")
    assert kept.load() == ([an_entry("a")], None)
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert shelf.load() == [row]


@pytest.mark.parametrize("version", range(1, len(STEPS)))
@pytest.mark.parametrize("is_damaged", [False, True])
def test_an_older_file_gets_an_empty_one(
    open_shelf: OpenShelf, path: Path, version: int, is_damaged: bool
) -> None:
    row = a_row()
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, STEPS[:version])
        connection.execute("INSERT INTO downloads VALUES (?, 1.0, ?)", (row.id, wire.to_json(row)))
    if is_damaged:
        drop(path, "history")
    shelf = open_shelf()
    kept = Kept(shelf)
    assert kept.load() == ([], None)
    assert shelf.load() == [row]
    assert kept.save(an_entry("a")) is None
    assert Kept(open_shelf()).load() == ([an_entry("a")], None)


def _by_id(entries: Sequence[LedgerEntry]) -> dict[str, LedgerEntry]:
    found = {entry.id: entry for entry in entries}
    assert len(found) == len(entries)
    return found


def _spoil_pages(path: Path) -> None:
    """All of the file but its beginning, while it is open."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        size = len(file.read())
        file.seek(PAGE)
        file.write(b"\xa5" * (size - PAGE))
