"""A file of the first version becomes one of today's, with everything that was in it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core import wire
from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import Download, DownloadState, Remark
from app.storage.archive import Archive
from app.storage.schema import STEPS, migrate, version_of
from tests.rows import a_row
from tests.storage.shelf import Shelf, read_page

OpenShelf = Callable[[], Shelf]
Old = dict[str, Any]


@pytest.fixture
def old(path: Path) -> Iterator[sqlite3.Connection]:
    """A file as the first version made it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, STEPS[:1])
        yield connection


def _old(row: Download, **request: object) -> Old:
    raw = json.loads(wire.to_json(row))
    raw["request"] |= request
    return dict(raw)


def _put(old: sqlite3.Connection, table: str, key: str, text: str | bytes, at: float = 1.0) -> None:
    old.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (key, at, text))


@pytest.mark.parametrize(
    ("request_was", "choices"),
    [
        ({"quality": "720p"}, Choices(Quality.P720)),
        ({"audio": "mp3"}, Choices(audio=AudioFormat.MP3)),
        ({"quality": "480p", "audio": "best"}, Choices(Quality.P480, audio=AudioFormat.BEST)),
        ({"quality": "480p", "audio": None}, Choices(Quality.P480)),
        ({}, Choices()),
    ],
)
def test_what_was_chosen_is_still_chosen(
    old: sqlite3.Connection, open_shelf: OpenShelf, request_was: Old, choices: Choices
) -> None:
    row = a_row(title="\ud800 \"'; ünï\x00")
    _put(old, "downloads", row.id, json.dumps(_old(row, **request_was)))
    assert open_shelf().load() == [replace(row, request=replace(row.request, choices=choices))]


def test_both_tables_and_the_remark_are_brought_over(
    old: sqlite3.Connection, open_shelf: OpenShelf
) -> None:
    row = a_row(DownloadState.COMPLETED, title="Über Bäume")
    raw = _old(row, quality="720p")
    raw["update"]["already_here"] = True
    for table in ("downloads", "history"):
        _put(old, table, row.id, json.dumps(raw), row.finished or 0)
    here = replace(
        row,
        request=replace(row.request, choices=Choices(Quality.P720)),
        update=replace(row.update, remark=Remark.ALREADY_HERE),
    )
    shelf = open_shelf()
    assert shelf.load() == [here]
    assert read_page(shelf, "ÜBER").rows == (here,)


def test_the_archive_is_filled_from_the_history(
    old: sqlite3.Connection, open_shelf: OpenShelf
) -> None:
    for number, (key, file_name) in enumerate([("a 1 x", "a.mp4"), ("b 2 y", ""), ("", "c.mp4")]):
        row = a_row(DownloadState.COMPLETED)
        row = replace(row, update=replace(row.update, media_key=key, file_name=file_name))
        _put(old, "history", row.id, wire.to_json(row), float(number))
    shelf = open_shelf()
    shelf.load()
    archive = Archive(shelf.library)
    assert [archive.has(key) for key in ("a 1 x", "b 2 y", "")] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        *("not json", "", "[]", "7", "{}", '{"request":7,"update":{"already_here":true}}'),
        *('{"request":{"quality":', '{"request":{},"update":{},"x":NaN}', "[" * 100_000),
        '{"request":{"quality":[1]},"update":{}}',
        b"\xff\xfe",
        b'{"request":{"quality":"720p"},"update":{"title":"\xff"}}',
        b"{}",
    ],
)
@pytest.mark.parametrize("is_blob", [False, True])
def test_a_damaged_row_neither_stops_it_nor_is_lost(
    old: sqlite3.Connection,
    open_shelf: OpenShelf,
    path: Path,
    text: str | bytes,
    is_blob: bool,
) -> None:
    good = a_row(DownloadState.COMPLETED, title="good")
    for table in ("downloads", "history"):
        _put(old, table, "bad", b"")
        kind = "BLOB" if is_blob else "TEXT"
        old.execute(f"UPDATE {table} SET row = CAST(? AS {kind})", (text,))
        _put(old, table, good.id, json.dumps(_old(good, quality="720p")), 2.0)
    shelf = open_shelf()
    good = replace(good, request=replace(good.request, choices=Choices(Quality.P720)))
    assert shelf.load() == [good]
    assert read_page(shelf).rows == (good,)
    assert read_page(shelf, "good").total == 1
    shelf.close()
    with closing(sqlite3.connect(path)) as connection:
        for table in ("downloads", "history"):
            sql = f"SELECT count(*) FROM {table} WHERE id = 'bad'"
            assert connection.execute(sql).fetchone() == (1,)


def test_it_happens_in_one_step(old: sqlite3.Connection) -> None:
    row = a_row(DownloadState.COMPLETED)
    _put(old, "history", row.id, json.dumps(_old(row, quality="720p")))
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        migrate(old, (*STEPS, ("nonsense",)))
    assert version_of(old) == 1
    ((text,),) = old.execute("SELECT row FROM history").fetchall()
    assert json.loads(text)["request"]["quality"] == "720p"


def test_a_long_history_is_brought_over_with_bounded_work(
    old: sqlite3.Connection, open_shelf: OpenShelf
) -> None:
    row = a_row(DownloadState.COMPLETED, title="one of many")
    raw = _old(row, quality="720p")
    old.execute("BEGIN")
    for number in range(20_000):
        raw["id"] = raw["update"]["id"] = f"id-{number}"
        _put(old, "history", raw["id"], json.dumps(raw), float(number))
    old.execute("COMMIT")
    (steps,) = [0]

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    old.set_progress_handler(count, 1000)
    migrate(old)
    old.set_progress_handler(None, 0)
    assert steps < 20_000  # a thousand of SQLite's instructions for each row
    shelf = open_shelf()
    page = read_page(shelf, "many one", offset=5, count=2)
    assert page.total == 20_000
    assert [found.id for found in page.rows] == ["id-19994", "id-19993"]
    assert {found.request.choices.quality for found in page.rows} == {Quality.P720}
