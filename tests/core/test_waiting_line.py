"""The next row is the first one that may start."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.core.download import Download, DownloadState
from app.core.waiting_line import WaitingLine
from tests.rows import a_row


class Line:
    def __init__(self, *rows: Download) -> None:
        self.rows = {row.id: row for row in rows}
        self.line = WaitingLine()
        for row in rows:
            self.line.push(row)

    def put(self, row: Download) -> None:
        self.rows[row.id] = row

    def pop(self, *closed: str) -> Download | None:
        row = self.line.pop(self.rows.get, lambda folder: folder not in closed)
        if row:
            self.put(replace(row, update=replace(row.update, state=DownloadState.RUNNING)))
        return row


def test_rows_come_by_position() -> None:
    rows = [a_row(position=p) for p in (3, 1, 2)]
    line = Line(*rows)
    assert [line.pop() for _ in range(4)] == [rows[1], rows[2], rows[0], None]


def test_a_folder_without_room_is_passed_over_and_keeps_its_place() -> None:
    full = a_row(position=1, folder="/full")
    other = a_row(position=2, folder="/other")
    line = Line(full, other)
    assert line.pop("/full") == other
    assert line.pop("/full") is None
    assert line.pop() == full


def test_stale_entries_are_skipped() -> None:
    gone, paused, moved, last = (a_row(position=p) for p in (1, 2, 3, 4))
    line = Line(gone, paused, moved, last)
    del line.rows[gone.id]
    line.put(replace(paused, update=replace(paused.update, state=DownloadState.PAUSED)))
    later = replace(moved, position=9.0)
    line.put(later)
    line.line.push(later)
    assert [line.pop() for _ in range(3)] == [last, later, None]


def test_an_entry_in_the_line_of_another_folder_is_stale() -> None:
    other = a_row(position=1, folder="/full")
    row = a_row(position=2, folder="/before")
    line = Line(other, row)
    bound = replace(row, request=replace(row.request, folder="/full"))
    line.put(bound)
    line.line.push(bound)
    assert line.pop("/full") is None
    assert [line.pop() for _ in range(3)] == [other, bound, None]


def test_a_row_pushed_twice_comes_once() -> None:
    row = a_row()
    line = Line(row)
    line.line.push(row)
    assert [line.pop(), line.pop()] == [row, None]


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from(["/a", "/b", "/c"]))))
def test_everything_comes_out_in_order(places: list[tuple[float, str]]) -> None:
    rows = [a_row(position=p, folder=folder) for p, folder in places]
    line = Line(*rows)
    popped = []
    while row := line.pop("/b"):
        popped.append(row.position)
    assert popped == sorted(p for p, folder in places if folder != "/b")
    while row := line.pop():
        popped.append(row.position)
    assert len(popped) == len(rows)
