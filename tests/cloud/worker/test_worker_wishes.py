"""What an owner asks of a download takes effect at once, wherever it stands."""

import hashlib
import os
from pathlib import Path
from time import monotonic

import pytest

from app.core.download import DownloadState, Stage
from app.core.errors import ErrorCode
from cloud.store.batches import Action, WrongState
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import eventually, is_flowing, is_running
from tests.cloud.worker.processes import are_gone, offspring, working_on
from tests.site import MediaSite, generated_bytes

SLOW = 300_000  # bytes per second
SIZE = 1_500_000
AT_ONCE = 5.0  # seconds; a second on a machine that does nothing else


def _children_at(download_id: str) -> set[int]:
    """The process group that works on a download."""
    ours = offspring(os.getpid())
    groups = {os.getpgid(pid) for pid in working_on(download_id, ours)}
    return {pid for pid in ours if os.getpgid(pid) in groups}


def _sha256(name: str, size: int = SIZE) -> str:
    return hashlib.sha256(generated_bytes(name, size)).hexdigest()


@pytest.mark.parametrize("fault", ["stall", "stall_body", ""])
def test_a_running_one_is_canceled_at_once(
    either_crew: Crew, media_site: MediaSite, fault: str
) -> None:
    desk = either_crew.desk
    wishes = {"fault": fault} if fault else {}
    download_id = desk.one(media_site.url(f"/bytes/a-{SIZE}.mp4", rate=SLOW, **wishes))
    desk.wait(download_id, is_running if fault == "stall" else is_flowing)
    media_site.requests.wait_for(lambda log: log.answering("/bytes/") == 1)
    children = _children_at(download_id)
    assert children
    asked = monotonic()
    desk.ask(download_id, Action.CANCEL)
    found = desk.ended(download_id, AT_ONCE)
    assert monotonic() - asked < AT_ONCE
    assert (found.state, found.error) == (DownloadState.CANCELED, ErrorCode.CANCELED)
    assert eventually(lambda: are_gone(children), AT_ONCE)
    assert eventually(lambda: not desk.in_work(), AT_ONCE)
    if fault != "stall":
        assert eventually(lambda: media_site.requests.answering("/bytes/") == 0, AT_ONCE)
    assert desk.in_files(download_id) == []


def test_one_that_ffmpeg_works_at_is_canceled_with_it(
    either_crew: Crew, media_site: MediaSite
) -> None:
    desk = either_crew.desk
    live = media_site.url("/hls/long/master.m3u8", live=1)
    download_id = desk.one(live)

    def is_with_ffmpeg() -> bool:
        return any(b"ffmpeg" in _name(pid) for pid in offspring(os.getpid()))

    assert eventually(is_with_ffmpeg)
    children = {pid for pid in offspring(os.getpid()) if b"ffmpeg" in _name(pid)}
    desk.ask(download_id, Action.CANCEL)
    assert desk.ended(download_id, AT_ONCE).state is DownloadState.CANCELED
    assert eventually(lambda: are_gone(children), AT_ONCE)
    assert eventually(lambda: not desk.in_work(), AT_ONCE)


def _name(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return b""


def test_a_paused_one_goes_on_where_it_was(either_crew: Crew, media_site: MediaSite) -> None:
    desk = either_crew.desk
    download_id = desk.one(media_site.url(f"/bytes/p-{SIZE}.mp4", rate=SLOW))
    desk.wait(download_id, lambda one: is_flowing(one) and (one.progress.fraction or 0) > 0.2)
    desk.ask(download_id, Action.PAUSE)
    desk.ask(download_id, Action.PAUSE)
    paused = desk.wait(download_id, lambda one: one.state is DownloadState.PAUSED, AT_ONCE)
    assert (paused.percentage or 0) > 10
    assert (paused.progress.bytes_per_second, paused.error) == (None, None)
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 0)
    sent = media_site.requests.bytes_sent("/bytes/")
    desk.ask(download_id, Action.RESUME)
    found = desk.completed(download_id)
    assert found.sha256 == _sha256("p")
    assert found.run > paused.run
    *_, last = media_site.requests.of("/bytes/")
    start = int(last.range.removeprefix("bytes=").rstrip("-"))
    assert 0 < start <= sent
    assert desk.field(download_id, "tries") == "0"
    assert eventually(lambda: not desk.in_work())


def test_a_pause_that_is_taken_back_stops_nothing(either_crew: Crew, media_site: MediaSite) -> None:
    desk = either_crew.desk
    download_id = desk.one(media_site.url(f"/bytes/b-{SIZE}.mp4", rate=SLOW))
    desk.wait(download_id, is_flowing)
    desk.ask(download_id, Action.PAUSE)
    desk.ask(download_id, Action.RESUME)
    found = desk.completed(download_id)
    assert found.sha256 == _sha256("b")
    assert DownloadState.PAUSED not in {one.state for one in desk.told(download_id)}


def test_queued_ones_are_canceled_and_paused_at_once(
    either_crew: Crew, media_site: MediaSite
) -> None:
    desk = either_crew.desk
    urls = [media_site.url(f"/bytes/q{n}-{SIZE}.mp4", fault="stall") for n in range(3)]
    urls += [media_site.url(f"/bytes/w{n}-2000.mp4") for n in range(2)]
    *running, canceled, paused = desk.submit(*urls)
    for one in running:
        desk.wait(one, is_running)
    assert desk.ask(canceled, Action.CANCEL).state is DownloadState.CANCELED
    assert desk.ask(paused, Action.PAUSE).state is DownloadState.PAUSED
    for one in running:
        desk.ask(one, Action.CANCEL)
    for one in running:
        assert desk.ended(one, AT_ONCE).state is DownloadState.CANCELED
    assert desk.ask(paused, Action.RESUME).state is DownloadState.QUEUED
    assert desk.completed(paused).sha256 == _sha256("w1", 2000)
    assert media_site.requests.count("/bytes/w0-2000.mp4") == 0
    assert desk.look(canceled).state is DownloadState.CANCELED
    with pytest.raises(WrongState):
        desk.ask(paused, Action.CANCEL)


def test_it_is_tried_again_by_hand(either_crew: Crew, media_site: MediaSite) -> None:
    desk = either_crew.desk
    refused = desk.one(media_site.url("/bytes/r-2000.mp4", fault="404", times=1))
    assert desk.ended(refused).error is ErrorCode.NOT_FOUND
    canceled = desk.one(media_site.url(f"/bytes/c-{SIZE}.mp4", rate=2 * SLOW))
    desk.wait(canceled, lambda one: one.progress.stage is Stage.DOWNLOADING)
    desk.ask(canceled, Action.CANCEL)
    assert desk.ended(canceled).state is DownloadState.CANCELED
    for download_id, name, size in ((refused, "r", 2000), (canceled, "c", SIZE)):
        again = desk.ask(download_id, Action.RETRY)
        assert (again.state, again.error) == (DownloadState.QUEUED, None)
        assert desk.completed(download_id).sha256 == _sha256(name, size)
    assert eventually(lambda: not desk.in_work())
