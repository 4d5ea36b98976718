"""How pictures of the service read as updates of a run here."""

from typing import Any

import pytest

from app.core.download import Activity, DownloadRequest, DownloadState, Progress, Stage
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload
from app.executors.cloud_run import Run

RUNNING, COMPLETED = DownloadState.RUNNING, DownloadState.COMPLETED


def a_run(**more: Any) -> Run:
    return Run("row", 7, DownloadRequest("https://example.org/a"), **more)


def a_picture(
    fraction: float | None, state: DownloadState = RUNNING, error: ErrorCode | None = None
) -> RemoteDownload:
    progress = Progress(Stage.DOWNLOADING, Activity.VIDEO, fraction, 50, 100, 10.0, 5.0)
    return RemoteDownload("there", 1795780000, 93, state, progress, error=error, title="A")


def coming(fraction: float) -> Progress:
    return Progress(Stage.TRANSFERRING, None, fraction, 50, 100, 10.0, 5.0)


def test_the_numbers_of_the_service_stay_with_the_run() -> None:
    run = a_run()
    updates = [run.sending(), run.shown(a_picture(0.1)), run.shown(a_picture(0.2))]
    assert [(one.id, one.run, one.seq) for one in updates] == [("row", 7, n) for n in (1, 2, 3)]
    assert updates[-1].title == "A"


def test_one_bar_from_the_first_byte_there_to_the_last_one_here() -> None:
    run = a_run(brings_back=True)
    bars = [run.shown(a_picture(part)).progress for part in (None, 0.5, 1.0)]
    run.coming = a_picture(1.0, COMPLETED)
    bars += [run.fetching(run.coming, coming(part)).progress for part in (0.5, 1.0)]
    assert [bar.fraction for bar in bars] == [None, 0.25, 0.5, 0.75, 0.999]
    # What would say "all of 100 bytes" beside a bar in its middle is left out.
    assert {(bar.done_bytes, bar.total_bytes, bar.seconds_left) for bar in bars} == {(None,) * 3}
    assert bars[-1].bytes_per_second == 10.0
    assert run.ended(run.coming, COMPLETED).progress.fraction == 1.0


@pytest.mark.parametrize("only_fetches", [False, True])
def test_a_half_that_is_all_there_is_fills_the_bar(only_fetches: bool) -> None:
    run = a_run(brings_back=only_fetches, only_fetches=only_fetches)
    picture = a_picture(0.5)
    if only_fetches:
        run.coming = picture
        shown = run.fetching(picture, coming(0.5)).progress
    else:
        shown = run.shown(picture).progress
    assert (shown.fraction, shown.done_bytes, shown.total_bytes) == (0.5, 50, 100)


def test_a_bar_never_goes_back() -> None:
    run = a_run()
    assert run.shown(a_picture(0.5)).progress.fraction == 0.5
    assert run.shown(a_picture(0.2)).progress.fraction == 0.5
    assert run.shown(a_picture(None)).progress.fraction is None


@pytest.mark.parametrize("state", [DownloadState.QUEUED, DownloadState.PAUSED])
def test_what_waits_there_runs_here_and_says_that_it_waits(state: DownloadState) -> None:
    shown = a_run().shown(a_picture(0.5, state))
    assert shown.state is RUNNING
    assert shown.progress.activity is Activity.IN_LINE
    assert shown.progress.bytes_per_second is None


def test_a_full_disk_over_there_is_not_taken_for_ours() -> None:
    picture = a_picture(0.5, DownloadState.FAILED, ErrorCode.DISK_FULL)
    end = a_run().ended(picture, DownloadState.FAILED)
    assert end.error is ErrorCode.INTERNAL
    assert "In the service: disk_full" in end.detail
