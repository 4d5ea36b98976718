"""How one row becomes the next."""

from dataclasses import replace

import pytest

from app.core import transitions
from app.core.download import Asked, DownloadRequest, DownloadState, Progress, Stage
from app.core.errors import ErrorCode
from app.core.executor import Entry
from app.core.settings import Unfinished
from tests.rows import a_row

NOW = 5000.0
RUNNING = DownloadState.RUNNING


def test_a_new_row_knows_what_its_list_said() -> None:
    entry = Entry("https://example.org/a", "Title", "https://example.org/t.jpg", 12.0)
    row = transitions.new_row(DownloadRequest(entry.url), 7.0, NOW, "List", entry)
    assert (row.position, row.added, row.list_name, row.run) == (7.0, NOW, "List", 0)
    assert (row.update.title, row.update.thumbnail, row.update.duration) == (
        entry.title,
        entry.thumbnail,
        entry.duration,
    )
    assert row.id == row.update.id
    assert row.id != transitions.new_row(row.request, 7.0, NOW, "", None).id


def test_a_new_run_keeps_how_far_it_was_and_forgets_the_failure() -> None:
    failed = a_row(DownloadState.FAILED, title="Film")
    failed = replace(failed, update=replace(failed.update, error=ErrorCode.NETWORK, detail="x"))
    row = transitions.started(failed)
    assert (row.run, row.update.run, row.update.seq, row.state) == (2, 2, 0, RUNNING)
    assert row.update.progress == Progress(Stage.RESOLVING, fraction=0.5)
    assert (row.update.title, row.update.error, row.update.detail) == ("Film", None, "")
    assert (row.finished, row.asked) == (None, None)


@pytest.mark.parametrize(
    ("asked", "answer", "state"),
    [
        (None, DownloadState.PAUSED, DownloadState.PAUSED),
        (Asked.PAUSE, DownloadState.PAUSED, DownloadState.PAUSED),
        (Asked.REQUEUE, DownloadState.PAUSED, DownloadState.QUEUED),
        (Asked.REQUEUE, DownloadState.FAILED, DownloadState.FAILED),
        (Asked.CANCEL, DownloadState.PAUSED, DownloadState.CANCELED),
        (Asked.CANCEL, DownloadState.FAILED, DownloadState.CANCELED),
        (Asked.CANCEL, DownloadState.COMPLETED, DownloadState.COMPLETED),
        (Asked.REMOVE, DownloadState.CANCELED, DownloadState.CANCELED),
    ],
)
def test_what_was_asked_decides_what_an_end_means(
    asked: Asked | None, answer: DownloadState, state: DownloadState
) -> None:
    row = replace(a_row(answer), asked=asked, finished=None)
    ended = transitions.ended(row, NOW)
    assert (ended.state, ended.asked) == (state, None)
    assert ended.finished == (NOW if state.is_final else None)


def test_only_what_is_completed_is_full() -> None:
    ended = [transitions.ended(a_row(s), NOW) for s in DownloadState if s.is_final]
    assert {row.state: row.update.progress.fraction for row in ended} == {
        DownloadState.COMPLETED: 1.0,
        DownloadState.FAILED: 0.5,
        DownloadState.CANCELED: 0.5,
    }


@pytest.mark.parametrize("new", [None, 0.0, 0.4])
def test_a_fraction_never_goes_back(new: float | None) -> None:
    row = a_row(RUNNING)
    update = replace(row.update, progress=Progress(Stage.PROCESSING, fraction=new))
    progress = transitions.reported(row, update).update.progress
    assert (progress.stage, progress.fraction) == (Stage.PROCESSING, 0.5)


def test_a_fraction_goes_on() -> None:
    row = a_row(RUNNING)
    update = replace(row.update, progress=Progress(fraction=0.6))
    assert transitions.reported(row, update).update.progress.fraction == 0.6


@pytest.mark.parametrize(
    ("state", "asked", "unfinished", "expected"),
    [
        (RUNNING, None, Unfinished.CONTINUE, DownloadState.QUEUED),
        (RUNNING, None, Unfinished.PAUSE, DownloadState.PAUSED),
        (RUNNING, Asked.PAUSE, Unfinished.CONTINUE, DownloadState.PAUSED),
        (RUNNING, Asked.REQUEUE, Unfinished.CONTINUE, DownloadState.QUEUED),
        (RUNNING, Asked.CANCEL, Unfinished.CONTINUE, DownloadState.CANCELED),
        (RUNNING, Asked.REMOVE, Unfinished.PAUSE, DownloadState.CANCELED),
    ],
)
def test_what_ran_when_it_ended(
    state: DownloadState, asked: Asked | None, unfinished: Unfinished, expected: DownloadState
) -> None:
    row = transitions.restored(replace(a_row(state), asked=asked), unfinished, NOW)
    assert (row.state, row.asked) == (expected, None)
    assert row.finished == (NOW if expected.is_final else None)


@pytest.mark.parametrize("state", [s for s in DownloadState if s is not RUNNING])
def test_what_did_not_run_stays_as_it_was(state: DownloadState) -> None:
    row = a_row(state)
    assert transitions.restored(row, Unfinished.PAUSE, NOW) is row


def test_another_try_begins_anew() -> None:
    failed = a_row(DownloadState.FAILED)
    row = transitions.tried_again(failed)
    assert (row.state, row.update.progress, row.finished) == (
        DownloadState.QUEUED,
        Progress(),
        None,
    )
    assert transitions.started(row).run == failed.run + 1


@pytest.mark.parametrize(
    ("asked", "state"),
    [(Asked.PAUSE, DownloadState.PAUSED), (Asked.REQUEUE, DownloadState.QUEUED)],
)
def test_a_list_that_is_found_while_its_row_stops_is_read_later(
    asked: Asked, state: DownloadState
) -> None:
    row = replace(a_row(DownloadState.FAILED), asked=asked)
    row = replace(row, update=replace(row.update, error=ErrorCode.PLAYLIST))
    ended = transitions.ended(row, NOW)
    assert (ended.state, ended.update.error, ended.asked) == (state, None, None)
