"""What is sent next follows from what is wanted and what is known."""

from dataclasses import replace

import pytest

from app.core.choices import Choices, Quality
from app.core.cloud import LedgerEntry, Wanted
from app.core.download import DownloadRequest, DownloadState, Section
from app.core.remote import RemoteDownload
from app.executors.cloud_steps import Step, groups, leaving, next_step

REQUEST = DownloadRequest("https://example.org/a")
KNOWN = LedgerEntry("a", "a", REQUEST, confirmed=True)
QUEUED, RUNNING, PAUSED, COMPLETED, FAILED, CANCELED = DownloadState
AT_WORK, OVER = [QUEUED, RUNNING], [COMPLETED, FAILED, CANCELED]
ALL = [None, *DownloadState]


def step(entry: LedgerEntry, state: DownloadState | None) -> Step | None:
    return next_step(entry, RemoteDownload("a", 1, 1, state) if state else None)


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize("wanted", Wanted)
def test_what_is_not_confirmed_is_submitted_before_anything_else(
    wanted: Wanted, state: DownloadState | None
) -> None:
    expected = None if wanted is Wanted.LEFT else Step.SUBMIT
    assert step(replace(KNOWN, wanted=wanted, confirmed=False), state) is expected


@pytest.mark.parametrize(
    ("wanted", "asked", "of"),
    [
        (Wanted.RUN, None, []),
        (Wanted.PAUSE, Step.PAUSE, [None, *AT_WORK, PAUSED]),
        (Wanted.CANCEL, Step.CANCEL, [None, *AT_WORK, PAUSED]),
        (Wanted.GONE, Step.REMOVE, ALL),
        (Wanted.LEFT, None, []),
    ],
)
def test_a_wish_is_sent_until_it_is_so(
    wanted: Wanted, asked: Step | None, of: list[DownloadState | None]
) -> None:
    for state in ALL:
        assert step(replace(KNOWN, wanted=wanted), state) is (asked if state in of else None)


@pytest.mark.parametrize("wanted", [Wanted.PAUSE, Wanted.CANCEL])
def test_a_wish_that_came_true_is_not_sent_again(wanted: Wanted) -> None:
    """Another computer may have resumed it meanwhile."""
    for state in ALL:
        assert step(replace(KNOWN, wanted=wanted, ended=PAUSED), state) is None


def test_only_what_was_paused_here_is_resumed() -> None:
    for state in ALL:
        expected = Step.RESUME if state is PAUSED else None
        assert step(replace(KNOWN, ended=PAUSED), state) is expected


def test_what_another_computer_sent_is_canceled_and_never_removed() -> None:
    theirs = replace(KNOWN, mine=False, wanted=Wanted.GONE)
    for state in ALL:
        assert step(theirs, state) is (None if state in OVER else Step.CANCEL)
        told = replace(theirs, ended=PAUSED)
        assert step(told, state) is step(theirs, state)


def test_a_row_is_leaving_while_something_older_of_it_is_there() -> None:
    old = replace(KNOWN, row="row", wanted=Wanted.GONE)
    assert leaving([old, replace(KNOWN, id="b", row="b")]) == {"row"}


def test_together_goes_what_is_chosen_alike() -> None:
    low = Choices(Quality.P480)
    requests = [
        REQUEST,
        replace(REQUEST, choices=low),
        replace(REQUEST, url="https://example.org/b", folder="/elsewhere", naming="{title}"),
        replace(REQUEST, section=Section(1.0)),
        replace(REQUEST, format="22"),
        replace(REQUEST, choices=low, again=True),
    ]
    entries = [LedgerEntry(str(n), str(n), request) for n, request in enumerate(requests)]
    found = [[one.id for one in group] for group in groups(entries, 10)]
    assert found == [["0", "2"], ["1", "5"], ["3"], ["4"]]


def test_no_more_go_together_than_may() -> None:
    entries = [LedgerEntry(str(n), str(n), REQUEST) for n in range(25)]
    assert [len(group) for group in groups(entries, 10)] == [10, 10, 5]
