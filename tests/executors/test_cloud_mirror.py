"""Rows show what the service tells of them, whatever that is."""

from dataclasses import replace

import pytest

from app.core.choices import Choices, Quality
from app.core.cloud import Link
from app.core.download import Activity, DownloadState, Remark
from app.core.errors import ErrorCode
from tests.executors.cloud_room import CloudRoom, new_id
from tests.executors.odd_service import refuses


def test_a_row_is_sending_in_line_at_work_and_never_goes_back(room: CloudRoom) -> None:
    desk, a = room.away(), new_id()
    desk.submit(a, 1, room.request("a"))
    desk.watched.wait(a, lambda one: one.progress.activity is Activity.SENDING)
    desk.use(room.access)
    desk.watched.wait(a, lambda one: one.progress.activity is Activity.IN_LINE)
    claim = room.work("a", 0.4, media_key="site a", uploader="Somebody")
    desk.watched.wait(a, lambda one: one.progress.fraction == pytest.approx(0.2))
    room.show(claim, 0.1)
    room.complete(claim, title="A title")
    end = desk.watched.end(a)
    fractions = [u.progress.fraction for u in desk.watched.of(a) if u.progress.fraction]
    assert fractions == sorted(fractions)
    assert all(fraction < 1 for fraction in fractions[:-1])
    assert (end.run, end.title) == (1, "A title")


def test_the_row_keeps_its_id_and_a_row_that_is_sent_anew_has_another_there(
    room: CloudRoom,
) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    assert room.one("a").id == a
    room.fail(room.work("a"), error=ErrorCode.FORBIDDEN)
    assert desk.watched.end(a).error is ErrorCode.FORBIDDEN
    desk.submit(a, 2, room.request("a"))
    room.until(lambda: [one.id for one in room.there()] not in ([], [a]))
    room.until(lambda: len(room.there()) == 1)
    room.complete(room.work("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


def test_what_goes_wrong_over_there_is_not_told_of_this_computer(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    room.fail(room.work("a"), error=ErrorCode.DISK_FULL, detail="No space left")
    end = desk.watched.end(a)
    assert end.error is ErrorCode.INTERNAL
    assert end.detail == "In the service: disk_full. No space left"


def test_a_list_is_told_as_one(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("list"))
    room.fail(room.claim("list"), error=ErrorCode.PLAYLIST)
    end = desk.watched.end(a)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.PLAYLIST)
    desk.discard(a, room.request("list"))
    room.until(lambda: not room.there())


def test_another_request_of_the_same_row_begins_anew(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    claim = room.work("a")
    desk.pause(a)
    room.obey(claim)
    assert desk.watched.end(a).state is DownloadState.PAUSED
    other = replace(room.request("a"), choices=Choices(Quality.P720))
    desk.submit(a, 2, other)
    room.until(
        lambda: (
            [one.request and one.request.choices for one in room.there()] == [Choices(Quality.P720)]
        )
    )
    room.complete(room.claim("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


def test_what_a_row_had_there_before_is_ended_first_and_not_taken_for_it(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    old = room.work("a")
    desk.watched.wait(a, lambda one: bool(one.progress.fraction))
    room.weather.befalls(f"DELETE /download/{a}", refuses(500, "internal"))
    desk.submit(a, 2, replace(room.request("a"), choices=Choices(Quality.P720)))
    [b] = room.submit(desk, "b")
    room.show(old, 0.9)
    room.work("b")
    desk.watched.wait(b, lambda one: bool(one.progress.fraction))
    assert {one.progress.activity for one in desk.watched.of(a, 2)} == {Activity.SENDING}
    assert [one.id for one in room.there_for("a")] == [a]
    room.weather.clear()
    room.until(lambda: room.one("a").id != a)
    room.complete(room.claim("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


@pytest.mark.parametrize("again", [False, True])
def test_what_the_archive_knows_is_skipped_unless_it_is_wanted_again(
    room: CloudRoom, again: bool
) -> None:
    desk, a = room.desk(archive=lambda key: key == "site known"), new_id()
    desk.submit(a, 1, room.request("a", again=again))
    claim = room.work("a", media_key="site known")
    if again:
        room.complete(claim)
    end = desk.watched.end(a)
    assert (end.remark is Remark.SKIPPED) is not again
    assert len(room.files()) == again
    room.until(lambda: not room.there())


def test_what_was_completed_at_once_is_looked_up_in_the_archive_too(room: CloudRoom) -> None:
    asked: list[str] = []

    def knows(key: str) -> bool:
        asked.append(key)
        return True

    desk, a = room.desk(archive=knows), new_id()
    desk.submit(a, 1, room.request("a"))
    room.complete(room.claim("a"), media_key="site known")
    end = desk.watched.end(a)
    assert (end.remark, end.file_name, asked) == (Remark.SKIPPED, "", ["site known"])
    assert not room.files()
    room.until(lambda: not room.there())


def test_an_archive_that_cannot_be_asked_skips_nothing(
    room: CloudRoom, caplog: pytest.LogCaptureFixture
) -> None:
    def knows(_key: str) -> bool:
        raise OSError("no such disk")

    desk, a = room.desk(archive=knows), new_id()
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"), media_key="site a")
    assert desk.watched.end(a).file_name
    assert "the archive cannot be asked" in caplog.text


def test_a_completed_row_whose_file_expires_is_lost(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.do(lambda: desk.cloud.set_brings_back(False))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    desk.watched.end(a)
    room.service.runs.lost_files(f"ann/{a}")
    desk.wait(lambda: desk.lost == [(a, ErrorCode.EXPIRED)])


def test_what_expired_while_nobody_was_here_is_expired(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    claim = room.work("a")
    room.leave(desk)
    room.complete(claim)
    room.service.runs.lost_files(f"ann/{a}")
    desk = room.desk()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).error is ErrorCode.EXPIRED


def test_what_went_while_nobody_was_here_is_not_sent_again_by_a_row_that_comes_late(
    room: CloudRoom,
) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    room.work("a")
    room.leave(desk)
    room.client().delete(f"/download/{a}")
    desk = room.desk()
    room.until(lambda: room.weather.count(f"GET /status/{a}") == 1)
    room.submit(desk, "b")
    room.one("b")  # it is sent after the answer about the other has come
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).error is ErrorCode.EXPIRED
    assert not room.there_for("a")
    desk.submit(a, 3, room.request("a"))
    room.one("a")


def test_what_somebody_else_has_removed_is_canceled(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    room.work("a")
    room.client().delete(f"/download/{a}")
    assert desk.watched.end(a).state is DownloadState.CANCELED


def test_a_row_that_moves_to_and_fro_is_never_there_twice(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    for run in range(1, 11):
        if run % 3 == 0:
            room.weather.befalls("DELETE /download", refuses(500, "internal"), 2)
        desk.submit(a, run, room.request("a"))
        room.until(lambda: any(not one.state.is_final for one in room.there()))
        claim = room.work("a")
        assert [one.id for one in room.there() if not one.state.is_final] == [claim.id]
        desk.cancel(a)
        room.obey(claim)
        assert desk.watched.end(a, run).state is DownloadState.CANCELED
    room.until(lambda: not room.there())
    desk.wait_for(Link.CONNECTED, waiting=0)


def test_closing_ends_what_was_asked_for_before_there_was_a_ledger(room: CloudRoom) -> None:
    class Never:
        def __init__(self, _library: object) -> None: ...
        def load(self, _then: object) -> None: ...
        def save(self, *_all: object) -> None: ...

    desk, a = room.away(ledger=Never), new_id()
    desk.submit(a, 1, room.request("a"))
    assert not desk.watched.updates
    desk.close()
    assert [one.state for one in desk.watched.of(a)] == [DownloadState.PAUSED]
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).state is DownloadState.PAUSED
