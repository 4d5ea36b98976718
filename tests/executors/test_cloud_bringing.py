"""Finished files of rows come here, once and for sure, unless they are wanted there."""

import hashlib
import threading

import pytest

from app.core.cloud import Link
from app.core.download import DownloadState, Stage
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
    path = room.chosen / end.file_name
    assert (end.state, end.size, end.expires) == (DownloadState.COMPLETED, len(CONTENT), None)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == end.sha256
    room.until(lambda: not room.there())
    desk.wait_for(Link.CONNECTED, waiting=0)


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
    assert not room.files()
    desk.submit(a, 2, room.request("a"))
    end = desk.watched.end(a, 2)
    assert (end.state, end.expires) == (DownloadState.COMPLETED, None)
    assert len(room.files()) == 1
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
    assert [path.read_bytes() for path in room.files()] == [CONTENT]


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
    assert len(room.files()) == 1


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
    assert [path.read_bytes() for path in room.files()] == [CONTENT]


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
    assert len(room.files()) == 1


def test_a_transfer_that_fails_is_done_again_without_a_download(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    taken = room.chosen / ".spool"
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
