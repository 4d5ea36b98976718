"""The history as a table: whole, readable by spreadsheets, and without a formula in it."""

import csv
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.core.download import Download, DownloadState, Place
from app.core.stores import StoreProblem
from app.storage.export import COLUMNS
from tests.rows import a_row
from tests.storage.shelf import SECONDS, Shelf, read_page

OpenShelf = Callable[[], Shelf]
Exported = tuple[int, StoreProblem | None]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "out" / "history.csv"


@pytest.fixture(autouse=True)
def _folder(table: Path) -> None:
    table.parent.mkdir()


def _done(title: str, uploader: str = "", at: float = 1_700_000_000.0) -> Download:
    row = replace(a_row(DownloadState.COMPLETED, title=title), finished=at)
    update = replace(
        row.update,
        uploader=uploader,
        file_name="deep/a, b.mp4",
        size=7_000_000_000,
        format_label="1080p MP4",
    )
    return replace(row, update=update)


def _export(shelf: Shelf, path: Path, search: str = "") -> Exported:
    answer: queue.SimpleQueue[Exported] = queue.SimpleQueue()
    shelf.history.export(str(path), search, lambda *told: answer.put(told))
    return answer.get(timeout=SECONDS)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_download_is_a_line(open_shelf: OpenShelf, table: Path) -> None:
    row, other = _done('Ünï, "quoted"\n二', "Somebody"), _done("other", at=1.0)
    shelf = open_shelf()
    shelf.save(row, other)
    assert _export(shelf, table) == (2, None)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())
    first, second = _read(table)
    assert datetime.fromisoformat(first.pop("finished")).timestamp() == row.finished
    assert first == {
        "title": 'Ünï, "quoted" 二',
        "uploader": "Somebody",
        "link": row.request.url,
        "file": str(Path(row.request.folder, "deep/a, b.mp4")),
        "size": "7000000000",
        "format": "1080p MP4",
    }
    assert second["title"] == "other"


def test_a_file_that_lies_in_the_service_has_no_place_here(
    open_shelf: OpenShelf, table: Path
) -> None:
    row = _done("far away")
    there = replace(row, place=Place.CLOUD, update=replace(row.update, expires=1_700_500_000.0))
    shelf = open_shelf()
    shelf.save(there)
    assert _export(shelf, table) == (1, None)
    (line,) = _read(table)
    assert (line["title"], line["file"], line["size"]) == ("far away", "", "7000000000")
    shelf.save(replace(row, place=Place.CLOUD, finished=1_700_000_500.0))
    assert _export(shelf, table) == (1, None)
    (line,) = _read(table)
    assert line["file"] == str(Path(row.request.folder, "deep/a, b.mp4"))


def test_only_what_is_searched_for_is_written(open_shelf: OpenShelf, table: Path) -> None:
    shelf = open_shelf()
    shelf.save(_done("one"), _done("two"))
    assert _export(shelf, table, "TWO") == (1, None)
    assert [line["title"] for line in _read(table)] == ["two"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_no_cell_is_a_formula(open_shelf: OpenShelf, table: Path, sign: str) -> None:
    shelf = open_shelf()
    shelf.save(_done(f"{sign}HYPERLINK(1)", f"{sign}1+1"))
    assert _export(shelf, table) == (1, None)
    (line,) = _read(table)
    assert line["title"].startswith("'")
    assert line["uploader"].startswith("'")
    assert line["title"].endswith("HYPERLINK(1)")


def test_whatever_a_title_is_the_table_can_be_read(open_shelf: OpenShelf, table: Path) -> None:
    shelf = open_shelf()
    shelf.save(_done("\ud800\x00\r\n\x1b[31mred"), replace(_done("late"), finished=1e300))
    assert _export(shelf, table) == (2, None)
    late, red = _read(table)
    assert late["finished"] == ""
    assert red["title"].endswith("[31mred")
    assert "\x1b" not in red["title"]


def test_what_was_there_is_replaced_and_nothing_left_beside_it(
    open_shelf: OpenShelf, table: Path
) -> None:
    table.write_text("before")
    assert _export(open_shelf(), table) == (0, StoreProblem.FAILED)  # there is no library yet
    assert table.read_text() == "before"
    shelf = open_shelf()
    shelf.load()
    assert _export(shelf, table) == (0, None)
    assert _read(table) == []
    assert list(table.parent.iterdir()) == [table]


@pytest.mark.parametrize("name", ["missing/history.csv", ".", "x" * 300, "a\0b"])
def test_where_it_cannot_be_written_it_is_told(
    open_shelf: OpenShelf, table: Path, name: str
) -> None:
    shelf = open_shelf()
    shelf.save(_done("one"))
    assert _export(shelf, table.parent / name) == (0, StoreProblem.FAILED)
    assert list(table.parent.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_what_was_there(
    open_shelf: OpenShelf, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = open_shelf()
    shelf.save(_done("one"))
    table.write_text("before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.whole_file.os.fsync", full)
    answer = _export(shelf, table)
    monkeypatch.undo()
    assert answer == (0, StoreProblem.DISK_FULL)
    assert table.read_text() == "before"
    assert list(table.parent.iterdir()) == [table]


def test_closing_ends_an_export_and_pages_never_wait_for_one(
    open_shelf: OpenShelf, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = open_shelf()
    row = _done("one")
    shelf.save(row)
    read_page(shelf)
    busy, go_on = threading.Event(), threading.Event()

    def endless(*_search: object) -> Iterator[Download]:
        busy.set()
        while True:
            assert go_on.wait(SECONDS)
            yield row

    monkeypatch.setattr("app.storage.history.read_all", endless)
    answer: queue.SimpleQueue[Exported] = queue.SimpleQueue()
    shelf.history.export(str(table), "", lambda *told: answer.put(told))
    assert busy.wait(SECONDS)
    assert read_page(shelf).rows == (row,)
    go_on.set()
    shelf.close()
    assert answer.get(timeout=SECONDS) == (0, StoreProblem.FAILED)
    assert list(table.parent.iterdir()) == []
