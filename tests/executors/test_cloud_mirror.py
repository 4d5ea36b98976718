"""Rows show what the service tells of them, whatever that is."""

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import Choices, Quality
from app.core.cloud import Link
from app.core.download import Activity, DownloadState, Remark, Stage
from app.core.errors import ErrorCode
from tests.cloud.api.service import CONTENT
from tests.executors.cloud_desk import CloudDesk
from tests.executors.cloud_room import CloudRoom, new_id
from tests.executors.odd_service import refuses
from tests.executors.watched import is_end
from tests.executors.weather import truncates

FILE = "GET /file"


def is_transferring(desk: CloudDesk, row: str, run: int = 1) -> None:
    desk.watched.wait(row, lambda one: one.progress.stage is Stage.TRANSFERRING, run)


def folder_of(room: CloudRoom) -> Path:
    return Path(room.request("a").folder)


def files_in(room: CloudRoom) -> list[Path]:
    return [path for path in folder_of(room).iterdir() if not path.name.startswith(".")]


def test_a_row_is_completed_once_its_file_is_here(room: CloudRoom) -> None:
    desk, a, may_come = room.desk(), new_id(), threading.Event()
    room.weather.befalls(FILE, room.weather.delays_until(may_come))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    is_transferring(desk, a)
    assert not any(map(is_end, desk.watched.of(a)))
    assert len(room.there()) == 1
    may_come.set()
    end = desk.watched.end(a)
    path = folder_of(room) / end.file_name
    assert (end.state, end.size, end.expires) == (DownloadState.COMPLETED, len(CONTENT), None)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == end.sha256
    room.until(lambda: not room.there())
    desk.wait_for(Link.CONNECTED, waiting=0)


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
    assert len(files_in(room)) == again
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
    assert not files_in(room)
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


def test_without_bring_back_a_row_is_completed_in_the_cloud_and_fetched_later(
    room: CloudRoom,
) -> None:
    desk, a = room.desk(), new_id()
    desk.do(lambda: desk.cloud.set_brings_back(False))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a", 0.5))
    end = desk.watched.end(a)
    assert end.state is DownloadState.COMPLETED
    assert end.expires is not None
    assert not files_in(room)
    desk.submit(a, 2, room.request("a"))
    end = desk.watched.end(a, 2)
    assert (end.state, end.expires) == (DownloadState.COMPLETED, None)
    assert len(files_in(room)) == 1
    room.until(lambda: not room.there())


@pytest.mark.parametrize("restarts", [False, True])
def test_a_fetch_by_hand_goes_on_after_a_pause_or_a_restart(
    room: CloudRoom, restarts: bool
) -> None:
    desk, a = room.desk(), new_id()
    desk.do(lambda: desk.cloud.set_brings_back(False))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    desk.watched.end(a)
    room.weather.befalls(FILE, truncates(40_000, room.weather), 1)
    room.weather.befalls(FILE, refuses(503, "unavailable"))
    room.weather.befalls(FILE, truncates(40_000, room.weather), 1)
    desk.submit(a, 2, room.request("a"))
    is_transferring(desk, a, 2)
    if restarts:
        room.leave(desk)
    else:
        desk.pause(a)
    assert desk.watched.end(a, 2).state is DownloadState.PAUSED
    room.weather.clear()
    if restarts:
        desk = room.desk()
        desk.do(lambda: desk.cloud.set_brings_back(False))
    desk.submit(a, 3, room.request("a"))
    assert desk.watched.end(a, 3).expires is None
    assert [path.read_bytes() for path in files_in(room)] == [CONTENT]


def test_a_cancel_in_mid_transfer_leaves_the_file_in_the_cloud(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    room.weather.befalls(FILE, truncates(40_000, room.weather))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    is_transferring(desk, a)
    desk.cancel(a)
    end = desk.watched.end(a)
    assert end.state is DownloadState.COMPLETED
    assert end.expires is not None
    assert len(room.there()) == 1
    room.weather.clear()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).expires is None
    assert len(files_in(room)) == 1


def test_a_transfer_is_paused_and_goes_on_where_it_was(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    room.weather.befalls(FILE, refuses(503, "unavailable"))
    room.weather.befalls(FILE, truncates(40_000, room.weather), 1)
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    room.until(lambda: room.weather.count(FILE) > 1)
    desk.pause(a)
    assert desk.watched.end(a).state is DownloadState.PAUSED
    room.weather.clear()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    asked = [one for one in room.weather.asked if one.target.startswith("/file")]
    assert asked[-1].headers["range"].startswith("bytes=")
    assert [path.read_bytes() for path in files_in(room)] == [CONTENT]


def test_a_restart_in_mid_transfer_goes_on_where_it_was(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    room.weather.befalls(FILE, refuses(503, "unavailable"))
    room.weather.befalls(FILE, truncates(40_000, room.weather), 1)
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    room.until(lambda: room.weather.count(FILE) > 1)
    room.leave(desk)
    assert desk.watched.end(a).state is DownloadState.PAUSED
    room.weather.clear()
    desk = room.desk()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    asked = [one for one in room.weather.asked if one.target.startswith("/file")]
    assert asked[-1].headers["range"].startswith("bytes=")
    room.until(lambda: not room.there())


def test_a_pause_that_comes_too_late_keeps_the_file_from_coming(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    claim = room.work("a")
    desk.watched.wait(a, lambda one: one.progress.fraction is not None)
    room.weather.befalls("POST /pause", refuses(503, "unavailable"))
    desk.pause(a)
    room.complete(claim)
    assert desk.watched.end(a).state is DownloadState.PAUSED
    room.weather.clear()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    assert len(files_in(room)) == 1


def test_a_transfer_that_fails_is_done_again_without_a_download(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    taken = folder_of(room) / ".spool"
    taken.write_text("in the way of the staging folder")
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    end = desk.watched.end(a)
    assert end.state is DownloadState.FAILED
    assert end.error not in (None, ErrorCode.EXPIRED, ErrorCode.FORGOTTEN)
    assert len(room.there()) == 1
    taken.unlink()
    desk.submit(a, 2, room.request("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    assert room.weather.count("POST /batch-download") == 1


def test_a_file_that_goes_in_mid_transfer_is_expired_and_can_be_had_again(
    room: CloudRoom,
) -> None:
    desk, a, may_come = room.desk(), new_id(), threading.Event()
    room.weather.befalls(FILE, room.weather.delays_until(may_come))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    is_transferring(desk, a)
    room.service.runs.lost_files(f"ann/{a}")
    desk.wait(lambda: desk.cloud.standing.link is Link.CONNECTED)
    may_come.set()
    end = desk.watched.end(a)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.EXPIRED)
    desk.submit(a, 2, room.request("a"))
    assert room.one("a").id != a
    room.complete(room.work("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    room.until(lambda: not room.there())


@pytest.mark.parametrize("stop", ["pause", "cancel"])
def test_a_transfer_whose_download_is_gone_can_be_stopped(room: CloudRoom, stop: str) -> None:
    desk, a, may_come = room.desk(), new_id(), threading.Event()
    room.weather.befalls(FILE, room.weather.delays_until(may_come))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    is_transferring(desk, a)
    room.client().delete(f"/download/{a}")
    b = new_id()
    desk.submit(b, 1, room.request("b"))  # what is told of it comes behind the removal
    room.work("b")
    desk.watched.wait(b, lambda one: one.progress.fraction is not None)
    getattr(desk, stop)(a)
    states = {"pause": DownloadState.PAUSED, "cancel": DownloadState.CANCELED}
    assert desk.watched.end(a).state is states[stop]
    may_come.set()


def test_a_file_that_is_not_there_though_its_record_is_does_not_stay_for_ever(
    room: CloudRoom,
) -> None:
    desk, a = room.desk(), new_id()
    room.weather.befalls(FILE, refuses(410, "gone"))
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    assert desk.watched.end(a).error is ErrorCode.EXPIRED
    room.until(lambda: not room.there())
    room.weather.clear()
    desk.submit(a, 2, room.request("a"))
    room.complete(room.work("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


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
