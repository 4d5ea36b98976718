"""The history: the newest first, searched, taken out for good, and never in anybody's way."""

import queue
import sqlite3
import threading
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.download import Download, DownloadState, Remark
from app.core.stores import HistoryPage, StoreProblem
from app.storage import history_search
from app.storage.history import History
from tests.rows import a_row
from tests.storage.shelf import SECONDS, Shelf, read_page

OpenShelf = Callable[[], Shelf]


def _done(at: float = 10.0, title: str = "", url: str = "", **update: Any) -> Download:
    row = replace(a_row(DownloadState.COMPLETED, title=title), finished=at)
    fields = {"media_key": f"site {row.id} x", "file_name": "a.mp4", **update}
    request = replace(row.request, url=url or row.request.url)
    return replace(row, request=request, update=replace(row.update, **fields))


def _forget(shelf: Shelf, ids: Collection[str]) -> StoreProblem | None:
    answer: queue.SimpleQueue[StoreProblem | None] = queue.SimpleQueue()
    shelf.history.forget(ids, answer.put)
    return answer.get(timeout=SECONDS)


def _clear(shelf: Shelf) -> StoreProblem | None:
    answer: queue.SimpleQueue[StoreProblem | None] = queue.SimpleQueue()
    shelf.history.clear(answer.put)
    return answer.get(timeout=SECONDS)


def _titles(shelf: Shelf, search: str = "") -> list[str]:
    return [row.update.title for row in read_page(shelf, search).rows]


def test_the_newest_comes_first_page_by_page(open_shelf: OpenShelf) -> None:
    rows = [_done(float(number)) for number in range(7)]
    shelf = open_shelf()
    shelf.save(*rows, a_row(), a_row(DownloadState.FAILED))
    newest = rows[::-1]
    assert read_page(shelf) == HistoryPage(7, 0, tuple(newest))
    assert read_page(shelf, offset=2, count=3) == HistoryPage(7, 2, tuple(newest[2:5]))
    assert read_page(shelf, offset=9) == HistoryPage(7, 9, ())
    assert read_page(shelf, offset=-1, count=-1) == HistoryPage(7, 0, ())
    assert read_page(open_shelf()).rows == tuple(newest)


def test_it_can_be_read_before_anything_else_was(open_shelf: OpenShelf) -> None:
    assert read_page(open_shelf()) == HistoryPage(0, 0, ())


def test_every_word_must_be_there_in_any_of_the_texts(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    shelf.save(
        _done(1, "Über ẞtraßen", uploader="ΣΊΣΥΦΟΣ", file_name="x/Ａbend.mkv"),
        _done(2, "100 % _under_", url="https://example.org/WATCH?v=1"),
        _done(3, "'; DROP TABLE history; --\x00nul \ud800"),
    )
    found = {
        search: read_page(shelf, search).total
        for search in (
            *("über", "ÜBER STRASSEN", "σίσυφοσ über", "abend", "u\u0308ber", "watch?V=1"),
            *("%", "_under_", "100  %", "u_er", "nul", "drop TABLE", "  ", "über 100", "nothing"),
        )
    }
    assert found == {
        **dict.fromkeys(("über", "ÜBER STRASSEN", "σίσυφοσ über", "abend", "u\u0308ber"), 1),
        **dict.fromkeys(("watch?V=1", "%", "_under_", "100  %", "nul", "drop TABLE"), 1),
        **dict.fromkeys(("u_er", "über 100", "nothing"), 0),
        "  ": 3,
    }


def test_a_search_of_a_hundred_megabytes_costs_nothing(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    shelf.save(_done(title="a"))
    assert read_page(shelf, "a " * 50_000_000).total == 1


def test_titles_of_any_length_are_kept_and_searched_at_their_beginning(
    open_shelf: OpenShelf,
) -> None:
    row = _done(title="begin " + "x" * 1_000_000 + " end")
    shelf = open_shelf()
    shelf.save(row)
    assert read_page(shelf, "begin").rows == (row,)
    assert read_page(shelf, "end").rows == ()


def test_what_is_taken_out_does_not_come_back_with_its_row(
    open_shelf: OpenShelf, path: Path
) -> None:
    gone, kept = _done(1, "gone"), _done(2, "kept")
    shelf = open_shelf()
    shelf.save(gone, kept)
    assert _forget(shelf, [gone.id, "never there"]) is None
    assert _titles(shelf) == ["kept"]
    shelf.save(replace(gone, position=7.0), replace(kept, position=8.0))
    shelf = open_shelf()
    assert _titles(shelf) == ["kept"]
    assert {row.id for row in shelf.load()} == {gone.id, kept.id}
    shelf.save(deleted=[gone.id, kept.id])
    assert _titles(shelf) == ["kept"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM forgotten").fetchall() == []


def test_what_is_cleared_does_not_come_back_with_its_rows(open_shelf: OpenShelf) -> None:
    rows = [_done(float(number)) for number in range(3)]
    shelf = open_shelf()
    shelf.save(*rows)
    assert _clear(shelf) is None
    shelf.save(*(replace(row, position=9.0) for row in rows))
    assert read_page(shelf).total == 0
    fresh = _done(5)
    shelf.save(fresh)
    assert read_page(shelf).rows == (fresh,)


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_row_that_completes_again_is_there_once_with_its_new_time(
    open_shelf: OpenShelf, is_forgotten: bool
) -> None:
    first, other = _done(1, "first"), _done(2, "other")
    shelf = open_shelf()
    shelf.save(first, other)
    if is_forgotten:
        _forget(shelf, [first.id])
    again = replace(first, finished=3.0, update=replace(first.update, title="again"))
    shelf.save(again)
    assert read_page(shelf).rows == (again, other)


def test_what_was_skipped_is_no_download(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    shelf.save(_done(remark=Remark.SKIPPED))
    assert read_page(shelf).total == 0


def test_what_was_here_already_is_there_once(open_shelf: OpenShelf) -> None:
    first = _done(1, media_key="site 1 x")
    shelf = open_shelf()
    shelf.save(first)
    shelf.save(_done(2, media_key="site 1 x", remark=Remark.ALREADY_HERE))
    assert read_page(shelf).rows == (first,)
    found = _done(3, media_key="site 2 x", remark=Remark.ALREADY_HERE)
    shelf.save(found)
    assert read_page(shelf).rows == (found, first)


def test_listeners_hear_of_what_comes_and_goes_and_of_nothing_else(open_shelf: OpenShelf) -> None:
    heard: queue.SimpleQueue[int] = queue.SimpleQueue()
    shelf = open_shelf()
    shelf.history.listen(lambda: heard.put(1))
    row = _done()
    shelf.save(a_row(DownloadState.RUNNING))
    read_page(shelf)
    assert heard.empty()
    shelf.save(row)
    assert heard.get(timeout=SECONDS)
    shelf.save(replace(row, position=5.0))
    assert heard.empty()
    _forget(shelf, [row.id])
    assert heard.get(timeout=SECONDS)
    _clear(shelf)
    assert heard.get(timeout=SECONDS)
    assert heard.empty()


def test_a_listener_hears_once_of_all_that_came_before_it_listened(path: Path) -> None:
    posted: list[Callable[[], None]] = []
    shelf = Shelf(path)
    shelf.library._deliver = posted.append
    heard: list[int] = []
    shelf.history.listen(lambda: heard.append(1))
    for number in range(5):
        shelf.library.save([_done(float(number))])
        shelf.library.load(lambda _rows: None)  # writes what came before
    shelf.close()
    for call in posted:
        call()
    assert heard == [1]


def test_a_search_never_waits_for_the_writer(open_shelf: OpenShelf, path: Path) -> None:
    shelf = open_shelf()
    shelf.save(_done(title="there"))
    assert _titles(shelf) == ["there"]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM history")
        assert _titles(shelf) == ["there"]
        other.execute("ROLLBACK")


def test_the_newest_search_wins(open_shelf: OpenShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = open_shelf()
    shelf.save(*(_done(float(number), f"title {number}") for number in range(5)))
    read_page(shelf)
    busy, go_on = threading.Event(), threading.Event()
    read = history_search.read_page

    def slow(connection: sqlite3.Connection, *ask: object) -> HistoryPage:
        busy.set()
        assert go_on.wait(SECONDS)
        return read(connection, *ask)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("app.storage.history.read_page", slow)
    answers: queue.SimpleQueue[tuple[str, HistoryPage]] = queue.SimpleQueue()

    def ask(search: str, offset: int) -> None:
        shelf.history.page(search, offset, 1, lambda page: answers.put((search, page)))

    ask("title", 0)
    assert busy.wait(SECONDS)
    for search in ("t", "ti", "tit"):
        ask(search, 0)
        ask(search, 1)
    go_on.set()
    got = [answers.get(timeout=SECONDS) for _ in range(3)]
    assert [(search, page.offset) for search, page in got] == [("title", 0), ("tit", 0), ("tit", 1)]
    shelf.close()
    assert answers.empty()


def test_closing_is_bounded_while_a_search_hangs(
    open_shelf: OpenShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = open_shelf()
    read_page(shelf)
    busy, go_on = threading.Event(), threading.Event()

    def hang(*_ask: object) -> HistoryPage:
        busy.set()
        go_on.wait(SECONDS)
        return HistoryPage(0, 0, ())

    monkeypatch.setattr("app.storage.history.read_page", hang)
    shelf.history.page("", 0, 1, lambda _page: None)
    assert busy.wait(SECONDS)
    shelf.history.close(timeout=0.01)
    reader = shelf.history._reader
    assert reader is not None
    assert reader.is_alive()
    go_on.set()
    reader.join(SECONDS)
    assert not reader.is_alive()


def _unlink(path: Path) -> None:
    path.unlink()


def _spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:] = b"\xa5" * len(content)
    with path.open("r+b") as file:
        file.write(content)


@pytest.mark.parametrize("harm", [_unlink, _spoil])
def test_a_file_that_is_gone_or_damaged_is_told(
    open_shelf: OpenShelf, path: Path, harm: Callable[[Path], None]
) -> None:
    shelf = open_shelf()
    shelf.save(_done())
    read_page(shelf)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    harm(path)
    page = read_page(shelf)
    assert page.problem is StoreProblem.FAILED
    assert page.rows == ()


def test_a_file_that_cannot_be_opened_is_told_until_it_can(
    open_shelf: OpenShelf, path: Path
) -> None:
    path.mkdir(parents=True)
    shelf = open_shelf()
    assert read_page(shelf).problem is StoreProblem.NO_PERMISSION
    assert _clear(shelf) is StoreProblem.NO_PERMISSION
    assert _forget(shelf, ["a"]) is StoreProblem.NO_PERMISSION
    path.rmdir()
    assert read_page(shelf) == HistoryPage(0, 0, ())


def test_a_locked_file_is_told(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.database.READ_SECONDS", 0.02)
    shelf = open_shelf()
    shelf.save(_done())
    read_page(shelf)
    shelf.library.close(SECONDS)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM history")
        assert read_page(shelf).problem is StoreProblem.FAILED


def test_a_row_that_cannot_be_read_leaves_no_hole(open_shelf: OpenShelf, path: Path) -> None:
    rows = [_done(float(number), "title") for number in range(9)]
    shelf = open_shelf()
    shelf.save(*rows)
    damaged = {rows[2].id: b"\xff", rows[5].id: b"{}"}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "UPDATE history SET row = CAST(? AS TEXT) WHERE id = ?",
            [(text, download_id) for download_id, text in damaged.items()],
        )
    newest = [row for row in reversed(rows) if row.id not in damaged]
    assert read_page(shelf, count=4) == HistoryPage(8, 0, tuple(newest[:4]))
    assert read_page(shelf, "title", 4, 4) == HistoryPage(7, 4, tuple(newest[4:]))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM history").fetchone() == (9,)


def test_rows_that_cannot_be_hidden_are_told(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.database.BUSY_SECONDS", 0.02)
    shelf = open_shelf()
    shelf.save(_done())
    read_page(shelf)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE history SET row = '{}'")
        other.execute("BEGIN IMMEDIATE")
        assert read_page(shelf).problem is StoreProblem.FAILED


def test_an_answer_that_nobody_takes_ends_nothing(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()
    read_page(shelf)

    def stumble(_page: HistoryPage) -> None:
        raise RuntimeError("gone")

    shelf.history.page("", 0, 1, stumble)
    assert read_page(shelf) == HistoryPage(0, 0, ())


def test_a_long_history_is_read_a_page_at_a_time(open_shelf: OpenShelf, path: Path) -> None:
    shelf = open_shelf()
    row = _done(title="one of many", url="https://example.org/x")
    shelf.save(row)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
            " INSERT INTO history SELECT 'n' || i, 10 + i, replace(row, ?, 'n' || i),"
            " words || ' number ' || i, '' FROM history, n WHERE id = ?",
            (row.id, row.id),
        )
    page = read_page(shelf, count=2)
    assert (page.total, [found.id for found in page.rows]) == (100_001, ["n100000", "n99999"])
    page = read_page(shelf, "99 MANY number", offset=1, count=2)
    assert (page.total, [found.id for found in page.rows]) == (
        sum("99" in str(i) for i in range(100_001)),
        ["n99998", "n99997"],
    )
    plans = _plans(path, "number")
    assert len(plans) == 2
    assert all("INDEX history_by_time" in plan and "SORT" not in plan for plan in plans)


def _plans(path: Path, search: str) -> list[str]:
    """How SQLite goes about a page."""
    asked: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(asked.append)
        history_search.read_page(connection, search, 0, 1)
        connection.set_trace_callback(None)
        return [str(connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked]


def test_it_is_a_history_store(open_shelf: OpenShelf) -> None:
    from app.core.stores import HistoryStore

    history: HistoryStore = open_shelf().history
    assert isinstance(history, History)
