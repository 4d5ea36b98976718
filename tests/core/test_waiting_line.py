"""The next row is the first one that may start."""

from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from app.core.download import Download, DownloadState
from app.core.waiting_line import WaitingLine
from tests.rows import a_row


class Line:
    def __init__(self, *rows: Download, by_site: bool = False) -> None:
        self.rows = {row.id: row for row in rows}
        self.asked = 0
        self.line = WaitingLine(lambda row: row.list_name if by_site else "")
        for row in rows:
            self.line.push(row)

    def put(self, row: Download) -> None:
        self.rows[row.id] = row

    def pop(self, *closed: str) -> Download | None:
        row = self.line.pop(self.rows.get, partial(self._admits, closed))
        if row:
            self.put(replace(row, update=replace(row.update, state=DownloadState.RUNNING)))
        return row

    def _admits(self, closed: tuple[str, ...], row: Download) -> bool:
        self.asked += 1
        return row.request.folder not in closed and row.list_name not in closed


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


def of_site(position: float, site: str) -> Download:
    return replace(a_row(position=position), list_name=site)


def test_a_site_that_has_to_wait_holds_up_no_other() -> None:
    rows = [of_site(1, "a.org"), of_site(2, "a.org"), of_site(3, "b.org")]
    line = Line(*rows, by_site=True)
    assert line.pop("a.org") == rows[2]
    assert line.pop("a.org") is None
    assert [line.pop() for _ in range(3)] == [*rows[:2], None]


def test_of_many_rows_of_a_site_only_the_first_is_asked_for() -> None:
    rows = [of_site(number, "a.org") for number in range(1_000)]
    line = Line(*rows, of_site(2_000, "b.org"), by_site=True)
    assert line.pop("a.org") is not None
    assert line.asked == 2


def test_of_many_sites_only_those_before_the_chosen_one_are_asked_for() -> None:
    rows = [of_site(number, f"{number}.org") for number in range(1_000)]
    line = Line(*rows, by_site=True)
    assert line.pop("0.org") == rows[1]
    assert line.asked == 2


def test_what_is_held_comes_up_once_it_is_released_in_its_place() -> None:
    rows = [a_row(position=p) for p in (1, 2, 3)]
    line = Line(*rows)
    line.line.hold([rows[0].id])
    assert line.pop() == rows[1]
    line.line.push(rows[0])
    assert not line.line.is_first(rows[0], line.rows.get)
    line.line.release([rows[0].id])
    line.line.push(rows[0])
    assert line.line.is_first(rows[0], line.rows.get)
    assert [line.pop() for _ in range(3)] == [rows[0], rows[2], None]


def test_filled_anew_it_holds_what_waits_and_nothing_else() -> None:
    rows = [a_row(position=p, folder=f) for p, f in ((1, "/a"), (2, "/b"), (3, "/a"))]
    line = Line(*rows, a_row(position=0))
    running = a_row(DownloadState.RUNNING, position=4)
    line.line.hold([rows[0].id])
    line.line.fill_anew([*rows, running])
    assert [line.pop() for _ in range(3)] == [rows[1], rows[2], None]


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
