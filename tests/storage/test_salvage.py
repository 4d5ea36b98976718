"""Out of a damaged file come rows, history and archive, as far as they can be read."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.choices import Choices, Quality
from app.core.download import Download, DownloadState
from app.core.stores import StoreProblem
from app.storage.archive import Archive
from app.storage.schema import STEPS, migrate
from tests.rows import a_row
from tests.storage.shelf import Shelf, read_page

OpenShelf = Callable[[], Shelf]


def _done(at: float, key: str) -> Download:
    row = replace(a_row(DownloadState.COMPLETED), finished=at)
    return replace(row, update=replace(row.update, media_key=key, file_name="a.mp4"))


@pytest.mark.parametrize("lost", ["downloads", "history_by_key"])
def test_history_archive_and_what_was_forgotten_are_brought_over(
    open_shelf: OpenShelf, path: Path, lost: str
) -> None:
    kept, removed, forgotten = _done(1, "site 1 x"), _done(2, "site 2 x"), _done(3, "site 3 x")
    shelf = open_shelf()
    shelf.save(kept, removed, forgotten)
    shelf.save(deleted=[removed.id])
    shelf.history.forget([forgotten.id], lambda _problem: None)
    shelf.load()
    shelf.close()
    with closing(sqlite3.connect(path)) as connection:
        if lost == "downloads":
            connection.execute("DROP TABLE downloads")
        else:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = ?", (lost,))
            connection.commit()
    shelf = open_shelf()
    rows = shelf.load()
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert read_page(shelf).rows == (removed, kept)
    archive = Archive(shelf.library)
    assert all(archive.has(f"site {number} x") for number in (1, 2, 3))
    if lost != "downloads":
        assert {row.id for row in rows} == {kept.id, forgotten.id}
    shelf.save(replace(forgotten, position=9.0))
    assert read_page(shelf).rows == (removed, kept)


def test_rows_of_a_damaged_older_file_keep_what_was_chosen(
    open_shelf: OpenShelf, path: Path
) -> None:
    row = a_row()
    raw = json.loads(wire.to_json(row))
    raw["request"]["quality"] = "720p"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, STEPS[:1])
        connection.execute("INSERT INTO downloads VALUES (?, 1.0, ?)", (row.id, json.dumps(raw)))
        connection.execute("DROP TABLE history")
    shelf = open_shelf()
    assert shelf.load() == [
        replace(row, request=replace(row.request, choices=Choices(Quality.P720)))
    ]
    assert shelf.problem()[0] is StoreProblem.DAMAGED
