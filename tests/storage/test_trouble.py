"""A file that is damaged, newer, locked, full or in the way: said, and nothing lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from app.core.download import DownloadState
from app.core.stores import StoreProblem
from app.storage import database, library
from app.storage.database import COMPANIONS, Database
from app.storage.salvage import begin_anew
from app.storage.schema import STEPS
from tests.rows import a_row
from tests.storage.shelf import Shelf, history, limit_pages

OpenShelf = Callable[[], Shelf]
PAGE = 4096


def _garbage_header(content: bytearray) -> None:
    content[:100] = bytes(range(100))


def _garbage_in_the_middle(content: bytearray) -> None:
    middle = len(content) // 2 // PAGE * PAGE
    content[middle : middle + 2 * PAGE] = b"\xa5" * 2 * PAGE


def _truncated(content: bytearray) -> None:
    del content[len(content) // 2 :]


def _no_database(content: bytearray) -> None:
    content[:] = b"not a database\n" * 1000


DAMAGES = [_garbage_header, _garbage_in_the_middle, _truncated, _no_database]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(
    open_shelf: OpenShelf, path: Path, damage: Callable[[bytearray], None]
) -> None:
    rows = {row.id: row for row in (a_row(position=n, title="x" * 500) for n in range(300))}
    shelf = open_shelf()
    shelf.save(*rows.values())
    shelf.close()
    content = bytearray(path.read_bytes())
    damage(content)
    path.write_bytes(content)

    shelf = open_shelf()
    found = shelf.load()
    problem, aside = shelf.problem()

    assert problem is StoreProblem.DAMAGED
    assert Path(aside).parent == path.parent
    assert Path(aside).name.startswith("library.sqlite3.damaged-")
    assert Path(aside).read_bytes() == content
    assert all(rows[row.id] == row for row in found)
    fresh = a_row()
    assert shelf.save(fresh) is None
    assert fresh in open_shelf().load()


def test_most_of_a_file_with_a_bad_page_is_brought_over(open_shelf: OpenShelf, path: Path) -> None:
    rows = [a_row(DownloadState.COMPLETED, position=n, title="x" * 500) for n in range(300)]
    shelf = open_shelf()
    shelf.save(*rows)
    shelf.close()
    content = bytearray(path.read_bytes())
    _garbage_in_the_middle(content)
    path.write_bytes(content)
    shelf = open_shelf()
    found = shelf.load()
    shelf.close()
    assert 250 < len(found) + len(history(path)) < 600
    assert len({row.id for row in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        *("{}", "[]", "not json", '{"id": 7}', "", "[" * 100_000, '{"id":"x","position":NaN}'),
        b"\xff\xfe",
        b"{}",
    ],
)
def test_a_row_that_cannot_be_read_stays_in_the_file_and_is_not_shown(
    open_shelf: OpenShelf, path: Path, text: str | bytes
) -> None:
    good, bad = a_row(position=1), a_row(position=2)
    shelf = open_shelf()
    shelf.save(good, bad)
    shelf.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE downloads SET row = CAST(? AS TEXT) WHERE id = ?", (text, bad.id)
        )
    shelf = open_shelf()
    assert shelf.load() == [good]
    assert shelf.problem() == (StoreProblem.UNREAD_ROWS, str(path))
    new = a_row(position=3)
    shelf.save(new, deleted=[good.id])
    shelf.close()
    assert set(_ids(path)) == {bad.id, new.id}
    assert shelf.problems.empty()


def test_a_row_of_a_newer_spool_is_there_again_with_that_one(
    open_shelf: OpenShelf, path: Path
) -> None:
    rows = [a_row(position=1), a_row(position=2)]
    shelf = open_shelf()
    shelf.save(*rows)
    shelf.close()
    _swap(path, '"state":"queued"', '"state":"dreaming"', rows[0].id)
    assert open_shelf().load() == rows[1:]
    _swap(path, '"state":"dreaming"', '"state":"queued"', rows[0].id)
    assert open_shelf().load() == rows


def test_a_row_under_another_id_is_not_shown(open_shelf: OpenShelf, path: Path) -> None:
    shelf = open_shelf()
    shelf.save(a_row())
    shelf.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE downloads SET id = 'another'")
    shelf = open_shelf()
    assert shelf.load() == []
    assert shelf.problem()[0] is StoreProblem.UNREAD_ROWS


@pytest.mark.parametrize("is_loaded", [True, False])
def test_damage_found_while_writing_costs_no_row_that_was_seen(
    open_shelf: OpenShelf, path: Path, is_loaded: bool
) -> None:
    first, finished = a_row(position=1), a_row(DownloadState.COMPLETED, position=2)
    gone, last = a_row(position=3), a_row(position=4)
    shelf = open_shelf()
    shelf.save(first, finished, gone)
    if is_loaded:
        shelf = open_shelf()
        shelf.load()
    shelf.save(deleted=[gone.id])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[PAGE:] = b"\xa5" * (len(content) - PAGE)
    with path.open("r+b") as file:
        file.write(content)
    assert shelf.save(last) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert open_shelf().load() == [first, finished, last]
    assert history(path) == [finished.id]


@pytest.mark.parametrize("table", ["downloads", "history"])
def test_a_file_without_its_tables_is_damaged(
    open_shelf: OpenShelf, path: Path, table: str
) -> None:
    row, other = a_row(DownloadState.COMPLETED, position=1), a_row(position=2)
    shelf = open_shelf()
    shelf.save(row)
    shelf.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
    shelf = open_shelf()
    shelf.load()
    assert shelf.save(other, replace(row, position=9.0)) is None
    assert shelf.problem()[0] is StoreProblem.DAMAGED
    assert open_shelf().load() == [other, replace(row, position=9.0)]


def test_a_read_that_fails_is_no_damage(open_shelf: OpenShelf, path: Path) -> None:
    row = a_row()
    shelf = open_shelf()
    shelf.save(row)
    opened = shelf.library._database
    assert opened is not None
    opened._connection.set_progress_handler(lambda: 1, 1)  # every statement is interrupted
    assert shelf.load() == []
    assert shelf.problem() == (StoreProblem.FAILED, str(path))
    opened._connection.set_progress_handler(None, 1)
    assert shelf.load() == [row]
    assert shelf.problem() == (None, str(path))
    assert _asides(path) == []


class _Killed(BaseException):
    pass


def _kill(*_arguments: object) -> None:
    raise _Killed


@pytest.mark.parametrize("at", ["Database.write", "set_aside", "rename_whole"])
def test_a_crash_while_a_damaged_file_is_replaced(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    rows = [a_row(position=n, title="x" * 500) for n in range(300)]
    shelf = open_shelf()
    shelf.save(*rows)
    shelf.close()
    content = bytearray(path.read_bytes())
    _garbage_in_the_middle(content)
    path.write_bytes(content)
    with monkeypatch.context() as patch:
        patch.setattr(f"app.storage.salvage.{at}", _kill)
        with pytest.raises(_Killed):
            begin_anew(path, ())

    shelf = open_shelf()
    found = shelf.load()
    assert 100 < len(found) < 300
    problem, aside = shelf.problem()
    assert problem is StoreProblem.DAMAGED
    assert _asides(path) == [Path(aside)]
    assert Path(aside).read_bytes() == content
    assert open_shelf().load() == found
    assert sorted(one.name for one in path.parent.iterdir() if ".new" in one.name) == []


def test_what_a_crash_left_of_a_new_file_is_not_used(open_shelf: OpenShelf, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database\n" * 1000)
    left = Database(path.with_name(f"{path.name}.new"))
    left.write([a_row()], (), ())
    left.close()
    assert open_shelf().load() == []


def test_a_save_that_goes_wrong_in_another_way_ends_nothing(
    open_shelf: OpenShelf, path: Path
) -> None:
    shelf = open_shelf()
    nonsense = replace(a_row(), added=cast("float", object()))
    assert shelf.save(nonsense) is StoreProblem.FAILED
    assert shelf.problem() == (StoreProblem.FAILED, str(path))
    row = a_row()
    assert shelf.save(row) is None
    assert shelf.load() == [row]


def test_an_answer_that_nobody_takes_ends_nothing(open_shelf: OpenShelf) -> None:
    shelf = open_shelf()

    def stumble(_rows: object) -> None:
        raise RuntimeError("gone")

    shelf.library.load(stumble)
    row = a_row()
    assert shelf.save(row) is None
    assert shelf.load() == [row]


def test_two_damaged_files_are_both_kept(open_shelf: OpenShelf, path: Path) -> None:
    path.parent.mkdir()
    contents = [b"one" * 1000, b"two" * 1000]
    kept = []
    for content in contents:
        open_shelf().close()
        path.write_bytes(content)
        shelf = open_shelf()
        assert shelf.load() == []
        kept.append(Path(shelf.problem()[1]))
    assert [aside.read_bytes() for aside in kept] == contents


def test_a_file_of_a_newer_version_is_left_alone(open_shelf: OpenShelf, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE downloads (something_else)")
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()
    row = a_row()
    shelf = open_shelf()
    assert shelf.load() == []
    assert shelf.problem() == (StoreProblem.NEWER, str(path))
    assert shelf.save(row) is None
    assert open_shelf().load() == [row]
    assert path.read_bytes() == before


def test_on_a_full_disk_adds_are_refused_and_changes_kept(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "RETRY_SECONDS", 0.02)
    row = a_row(DownloadState.RUNNING)
    shelf = open_shelf()
    shelf.save(row)
    limit_pages(shelf, 0)

    new = a_row(title="x" * 100_000)
    changed = a_row(DownloadState.COMPLETED, title="y" * 100_000)
    assert shelf.save(new) is StoreProblem.DISK_FULL
    shelf.library.save([changed], [row.id])
    assert shelf.save(new) is StoreProblem.DISK_FULL
    assert shelf.problem() == (StoreProblem.DISK_FULL, str(path))

    limit_pages(shelf, 1_000_000)
    assert shelf.problem() == (None, str(path))
    assert shelf.problems.empty()
    assert open_shelf().load() == [changed]
    assert history(path) == [changed.id]


def test_where_it_cannot_be_written_it_is_tried_again(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "RETRY_SECONDS", 0.02)
    path.mkdir(parents=True)
    row = a_row()
    shelf = open_shelf()
    assert shelf.load() == []
    assert shelf.problem() == (StoreProblem.NO_PERMISSION, str(path))
    assert shelf.save(a_row()) is StoreProblem.NO_PERMISSION
    shelf.library.save([row])
    path.rmdir()
    assert shelf.problem() == (None, str(path))
    assert shelf.load() == [row]


def test_a_lock_of_another_program_is_waited_for(
    open_shelf: OpenShelf, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.02)
    row = a_row()
    shelf = open_shelf()
    shelf.load()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        shelf.library.save([row])
        assert shelf.problem() == (StoreProblem.FAILED, str(path))
        other.execute("ROLLBACK")
    assert shelf.problem() == (None, str(path))
    assert open_shelf().load() == [row]


def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    opened = Database(tmp_path / "library.sqlite3")
    asked = [
        opened._connection.execute(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")
    ]
    assert [answer.fetchone() for answer in asked] == [("wal",), (2,)]
    opened.close()


def _ids(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [download_id for (download_id,) in connection.execute("SELECT id FROM downloads")]


def _asides(path: Path) -> list[Path]:
    found = path.parent.glob(f"{path.name}.damaged-*")
    return [one for one in found if not one.name.endswith(COMPANIONS)]


def _swap(path: Path, old: str, new: str, download_id: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        sql = "UPDATE downloads SET row = replace(row, ?, ?) WHERE id = ? AND instr(row, ?)"
        assert connection.execute(sql, (old, new, download_id, old)).rowcount == 1
