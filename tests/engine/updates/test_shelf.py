"""What is kept of engines, and what a damaged or foreign record comes to."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.engine.updates.shelf import Record, Shelf


def placed(shelf: Shelf, version: str) -> str:
    folder = shelf.room(version)
    (folder / "yt_dlp").mkdir()
    return shelf.place_of(folder)


def test_one_after_the_other_and_back(shelf: Shelf) -> None:
    first, second = placed(shelf, "2099.1.1"), placed(shelf, "2099.2.2")
    shelf.change(lambda record: record.switched(first, "0.8.0"))
    shelf.change(lambda record: record.switched(second, "0.9.0"))
    shelf.tidy()
    assert shelf.path(first)
    record = shelf.change(Record.rolled_back)
    assert (record.place, record.solver, record.bad) == (first, "0.8.0", ("2099.2.2",))
    shelf.tidy()
    assert not shelf.path(second)
    record = shelf.change(Record.gone_back)
    assert (record.place, record.declined) == ("", "2099.1.1")


def test_the_bundled_one_wins_where_it_is_newer(shelf: Shelf) -> None:
    place = placed(shelf, "2099.1.1")
    record = shelf.change(lambda record: record.switched(place, ""))
    assert shelf.engine(record, "2098.12.31") == shelf.path(place)
    assert shelf.engine(record, "2099.1.1") == ""
    assert shelf.engine(record, "2099.1.1.5") == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"place": 7}',
        b'{"place": "../../home/2099.1.1"}',
        b'{"place": "/etc/2099.1.1"}',
        b'{"place": "2099.1.1"}',
        b'{"before": "../x"}',
        b"\xff" * 100_000,
    ],
)
def test_a_record_that_cannot_be_is_none(shelf: Shelf, content: bytes) -> None:
    shelf.folder.mkdir(parents=True)
    (shelf.folder / "shelf.json").write_bytes(content)
    assert shelf.read() == Record()
    assert shelf.change(lambda record: replace(record, declined="1.1")).declined == "1.1"
    assert shelf.read().declined == "1.1"


def test_a_record_that_cannot_be_read_now_is_not_lost(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = placed(shelf, "2099.1.1")
    before = shelf.change(lambda record: record.switched(place, ""))

    def refused(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr("app.engine.updates.shelf.read_bytes", refused)
        assert shelf.read() == Record()
        shelf.tidy()
        with pytest.raises(PermissionError):
            shelf.change(Record.gone_back)
    assert shelf.read() == before
    assert shelf.path(place)


def test_an_engine_that_is_gone_is_not_used(shelf: Shelf) -> None:
    record = shelf.change(lambda record: record.switched("abc/2099.1.1", ""))
    assert shelf.engine(record, "2026.1.1") == ""


def test_changes_of_several_all_count(tmp_path: Path) -> None:
    def mark(number: int) -> None:
        Shelf(tmp_path).change(lambda record: record.with_bad(f"1.{number}"))

    threads = [threading.Thread(target=mark, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Shelf(tmp_path).read().bad) == sorted(f"1.{number}" for number in range(12))


def test_only_one_updates_at_a_time(shelf: Shelf) -> None:
    with shelf.updating() as first, Shelf(shelf.folder).updating() as second:
        assert (first, second) == (True, False)
    with shelf.updating() as later:
        assert later
