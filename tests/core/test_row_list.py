"""Rows keep their order and their counts whatever is inserted, moved and removed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.core.download import Download, DownloadState
from app.core.row_list import RowList
from tests.rows import a_row


def filled(count: int) -> tuple[RowList, list[str]]:
    rows = RowList()
    made = [replace(a_row(), position=p) for p in rows.place_after(None, count)]
    rows.insert(made)
    return rows, [row.id for row in made]


def insert_after(rows: RowList, after: str | None, count: int = 1) -> list[str]:
    made = [replace(a_row(), position=p) for p in rows.place_after(after, count)]
    rows.insert(made)
    return [row.id for row in made]


def ids(rows: RowList) -> list[str]:
    positions = [row.position for row in rows]
    assert positions == sorted(set(positions)), "positions rise"
    return [row.id for row in rows]


def test_new_rows_come_last_or_behind_a_row() -> None:
    rows, (a, b) = filled(2)
    c = insert_after(rows, None)
    d = insert_after(rows, a, 2)
    e = insert_after(rows, "gone")
    assert ids(rows) == [a, *d, b, *c, *e]


def test_insert_tells_where() -> None:
    rows, (a, _b) = filled(2)
    made = [replace(a_row(), position=p) for p in rows.place_after(a, 3)]
    assert rows.insert(made) == 1


def test_page_after_page_behind_one_another_needs_no_new_numbers() -> None:
    rows, (a, b) = filled(2)
    last, expected = a, [a]
    for _ in range(40):
        new = insert_after(rows, last, 50)
        expected += new
        last = new[-1]
    assert ids(rows) == [*expected, b]
    assert rows.take_renumbered() == []


def test_where_it_gets_too_tight_all_get_new_positions_once() -> None:
    rows, (a, b) = filled(2)
    new: list[str] = []
    renumbered: list[Download] = []
    while not renumbered:
        new[:0] = insert_after(rows, a)
        renumbered = rows.take_renumbered()
    assert ids(rows) == [a, *new, b]
    assert {row.id for row in renumbered} == {a, *new, b}
    assert rows.take_renumbered() == []


def test_rows_placed_together_do_not_mix() -> None:
    rows, (a, b) = filled(2)
    first = [replace(a_row(), position=p) for p in rows.place_after(a, 3)]
    second = [replace(a_row(), position=p) for p in rows.place_after(a, 2)]
    rows.insert(first)
    rows.insert(second)
    order = ids(rows)
    assert (order[0], order[-1]) == (a, b)
    assert order[1:-1] == [row.id for row in (*first, *second)]


def test_positions_that_were_promised_in_vain_hold_up_nothing() -> None:
    rows, (a, b) = filled(2)
    for _ in range(10):
        rows.place_after(a, 3)
    new = insert_after(rows, a, 2)
    assert ids(rows) == [a, *new, b]


def test_a_key_is_held_until_its_last_row_is_gone_or_canceled() -> None:
    rows, (a,) = filled(1)
    row = rows.find(a)
    assert row is not None
    twin = replace(a_row(), request=row.request, position=rows.place_after(None, 1)[0])
    rows.insert([twin])
    rows.remove([a])
    assert rows.has(row.request.key)
    rows.put(replace(twin, update=replace(twin.update, state=DownloadState.CANCELED)))
    assert not rows.has(row.request.key)


_MOVES = st.lists(
    st.tuples(
        st.sampled_from(["move", "insert", "remove", "state"]),
        st.lists(st.integers(0, 30), min_size=1, max_size=4),
        st.none() | st.integers(0, 30),
        st.sampled_from(DownloadState),
    ),
    max_size=40,
)


@given(_MOVES)
def test_it_is_always_the_list_one_expects(
    moves: list[tuple[str, list[int], int | None, DownloadState]],
) -> None:
    rows, model = filled(5)
    for what, picks, target, state in moves:
        chosen = list(dict.fromkeys(model[n % len(model)] for n in picks)) if model else []
        before = model[target % len(model)] if model and target is not None else None
        if what == "insert":
            place = model.index(before) + 1 if before else len(model)
            model[place:place] = insert_after(rows, before, len(picks))
        elif what == "move" and chosen:
            block = [i for i in model if i in chosen]
            ahead = model[: model.index(before)] if before else model
            place = len([i for i in ahead if i not in chosen])
            model = [i for i in model if i not in chosen]
            model[place:place] = block
            rows.move(chosen, before)
        elif what == "remove":
            rows.remove(chosen)
            model = [i for i in model if i not in chosen]
        else:
            for download_id in chosen:
                row = rows.find(download_id)
                assert row is not None
                rows.put(replace(row, update=replace(row.update, state=state)))
        assert ids(rows) == model
        _check_counts(rows)


def _check_counts(rows: RowList) -> None:
    totals = rows.totals()
    states = [row.state for row in rows]
    assert {state: totals.counts[state] for state in states} == {
        state: states.count(state) for state in states
    }
    assert {row.id for row in rows.running()} == {
        row.id for row in rows if row.state is DownloadState.RUNNING
    }
    for row in rows:
        assert rows.has(row.request.key) is (row.state is not DownloadState.CANCELED)


def test_new_rows_come_behind_those_that_were_loaded() -> None:
    rows = RowList()
    rows.insert([a_row(position=70_000.0), a_row(position=90_000.0)])
    (last,) = insert_after(rows, None)
    assert ids(rows)[-1] == last
