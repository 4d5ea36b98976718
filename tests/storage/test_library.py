"""Rows survive: in order, in one step, with their history."""

import os
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.download import Download, DownloadState
from app.core.stores import StoreProblem
from app.storage.database import Database
from app.storage.library import Library
from tests.rows import a_row
from tests.storage.shelf import SECONDS, Shelf, history

OpenShelf = Callable[[], Shelf]


def test_rows_come_back_as_they_were_by_position(open_shelf: OpenShelf) -> None:
    rows = [a_row(state, position=-number) for number, state in enumerate(DownloadState)]
    assert open_shelf().save(*rows) is None
    assert open_shelf().load() == rows[::-1]


def test_a_later_save_replaces_and_deletes(open_shelf: OpenShelf) -> None:
    first, second, third = a_row(position=1), a_row(position=2), a_row(position=3)
    shelf = open_shelf()
    shelf.save(first, second)
    moved = replace(first, position=9.0)
    shelf.save(moved, third, deleted=[second.id])
    assert shelf.load() == [third, moved]
    assert open_shelf().load() == [third, moved]


def test_a_row_may_come_back_after_it_was_deleted(open_shelf: OpenShelf) -> None:
    row = a_row()
    shelf = open_shelf()
    shelf.library.save([row])
    shelf.library.save((), [row.id])
    shelf.library.save([row])
    assert shelf.load() == [row]


def test_closing_writes_what_is_left(path: Path) -> None:
    rows = [a_row(position=number) for number in range(200)]
    shelf = Shelf(path)
    for row in rows:
        shelf.library.save([row])
    shelf.close()
    again = Shelf(path)
    assert again.load() == rows
    again.close()


def test_closing_is_bounded_while_the_disk_hangs(path: Path) -> None:
    go_on = threading.Event()

    def hang(_call: Callable[[], None]) -> None:
        go_on.wait(SECONDS)

    library = Library(path, hang, lambda *_told: None)
    library.load(lambda _rows: None)
    library.close(timeout=0.05)
    assert library._thread.is_alive()
    go_on.set()
    library.close(SECONDS)
    assert not library._thread.is_alive()


def test_saves_that_wait_are_written_in_one_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[Download]] = []
    write = Database.write

    def counted(
        self: Database,
        rows: Iterable[Download],
        completed: Iterable[Download],
        deleted: Collection[str],
    ) -> bool:
        written.append(list(rows))
        return write(self, written[-1], completed, deleted)

    monkeypatch.setattr(Database, "write", counted)
    busy, go_on = threading.Event(), threading.Event()
    shelf = Shelf(path)

    def hold(_problem: object) -> None:
        busy.set()
        go_on.wait(SECONDS)

    row = a_row()
    shelf.library.save([row], then=hold)
    assert busy.wait(SECONDS)
    pictures = [replace(row, position=float(number)) for number in range(500)]
    for picture in pictures:
        shelf.library.save([picture])
    go_on.set()
    shelf.close()
    assert written == [[row], [pictures[-1]]]


def test_a_completed_row_stays_in_the_history(open_shelf: OpenShelf, path: Path) -> None:
    early = replace(a_row(DownloadState.COMPLETED), finished=10.0)
    late = replace(a_row(DownloadState.COMPLETED), finished=20.0)
    shelf = open_shelf()
    shelf.save(late, a_row(DownloadState.FAILED), a_row(DownloadState.RUNNING))
    shelf.save(early)
    shelf.save(replace(late, position=7.0), deleted=[early.id])
    shelf.close()
    assert history(path) == [early.id, late.id]


def test_even_if_it_is_removed_before_it_was_written(open_shelf: OpenShelf, path: Path) -> None:
    row = a_row(DownloadState.COMPLETED)
    shelf = open_shelf()
    shelf.library.save([row])
    shelf.library.save((), [row.id])
    assert shelf.load() == []
    shelf.close()
    assert history(path) == [row.id]


def test_a_completed_row_that_is_deleted_in_the_same_step_is_in_the_history_alone(
    open_shelf: OpenShelf, path: Path
) -> None:
    row = a_row(DownloadState.COMPLETED)
    shelf = open_shelf()
    shelf.save(row, deleted=[row.id])
    assert shelf.load() == []
    shelf.close()
    assert history(path) == [row.id]


def test_titles_may_be_anything(open_shelf: OpenShelf) -> None:
    titles = ["\ud800 half a pair", "\x00\x1b[31m", "x" * 1_000_000, "'; DROP TABLE downloads; --"]
    rows = [
        a_row(DownloadState.COMPLETED, position=number, title=title)
        for number, title in enumerate(titles)
    ]
    assert open_shelf().save(*rows) is None
    assert open_shelf().load() == rows


_STEPS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 5), st.floats(0, 9, width=16)), max_size=4),
        st.sets(st.integers(0, 5), max_size=2),
        st.booleans(),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(_STEPS)
def test_whatever_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[tuple[int, float]], set[int], bool]],
) -> None:
    path = tmp_path_factory.mktemp("library") / "library.sqlite3"
    known = [a_row() for _ in range(6)]
    model: dict[str, Download] = {}
    shelf = Shelf(path)
    for changed, deleted, reopen in steps:
        rows = {n: replace(known[n], position=position) for n, position in changed}
        ids = [known[n].id for n in deleted]
        shelf.library.save(list(rows.values()), ids)
        model.update({row.id: row for row in rows.values()})
        for download_id in ids:
            model.pop(download_id, None)
        if reopen:
            shelf.close()
            shelf = Shelf(path)
    loaded = shelf.load()
    shelf.close()
    assert {row.id: row for row in loaded} == model
    assert [row.position for row in loaded] == sorted(row.position for row in loaded)


def test_the_file_is_for_its_owner_alone(open_shelf: OpenShelf, path: Path) -> None:
    before = os.umask(0)
    try:
        shelf = open_shelf()
        shelf.save(a_row())
        assert {file.stat().st_mode & 0o077 for file in (path.parent, *path.parent.iterdir())} == {
            0
        }
        path.chmod(0o644)
        open_shelf().load()
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_in_its_place_stays_as_it_is(path: Path) -> None:
    path.mkdir(parents=True)
    path.chmod(0o755)
    shelf = Shelf(path)
    assert shelf.load() == []
    assert shelf.save(a_row()) is StoreProblem.NO_PERMISSION
    shelf.close()
    assert path.stat().st_mode & 0o777 == 0o755
