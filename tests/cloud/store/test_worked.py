"""How long workers were at a download: each run counts once, up to its end or its last word."""

import pytest

from app.core.download import DownloadState
from app.core.remote import RemoteDownload
from cloud.store.batches import Action, BatchStore
from cloud.store.runs import Claim, Ending, Outcome, RunStore
from cloud.store.scripts import Scripts
from tests.cloud.store.conftest import Submit
from tests.cloud.store.test_runs import claimed, lapse

SLACK = 30.0  # seconds, for a busy machine


def backdate(scripts: Scripts, claim: Claim, begun: float, heard: float | None = None) -> None:
    """Have a run be so many seconds old, and last heard of so many seconds ago."""
    seconds, microseconds = scripts.client.time()
    now = seconds * 1000 + microseconds // 1000
    moments = {"begun": begun} if heard is None else {"begun": begun, "heard": heard}
    for name, ago in moments.items():
        scripts.client.hset(f"{{spool}}:dl:{claim.ref}", name, str(now - round(ago * 1000)))


def is_about(worked: float | None, seconds: float) -> bool:
    return worked is not None and seconds <= worked < seconds + SLACK


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_run_counts_once_however_it_ends(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts, outcome: Outcome
) -> None:
    submit(1)
    claim = claimed(runs)
    backdate(scripts, claim, 60)
    assert runs.report(claim, claim.before).value == ""
    assert batches.download("anna", claim.id).worked == 0.0, "it has not ended"
    ending = Ending(outcome, claim.before, delay=60)
    runs.finish(claim, ending)
    worked = batches.download("anna", claim.id).worked
    assert is_about(worked, 60)
    runs.finish(claim, ending)
    assert batches.download("anna", claim.id).worked == worked


def test_it_is_of_all_runs_and_told_with_the_end_of_each(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    start = batches.page("anna", "", 5).newest
    submit(1)
    for seconds, outcome in ((100, Outcome.RELEASE), (200, Outcome.FAILED)):
        claim = claimed(runs)
        backdate(scripts, claim, seconds)
        runs.finish(claim, Ending(outcome, claim.before))
    batches.ask("anna", claim.id, Action.RETRY)
    claim = claimed(runs)
    backdate(scripts, claim, 400)
    runs.finish(claim, Ending(Outcome.COMPLETED, claim.before))
    told = [one.what for one in batches.events("anna", start, 20) or ()]
    worked = [one.worked for one in told if isinstance(one, RemoteDownload)]
    expected = [0, 0, 100, 100, 300, 300, 300, 700]
    assert len(worked) == len(expected)
    assert all(is_about(one, seconds) for one, seconds in zip(worked, expected, strict=True))


def test_of_a_worker_that_is_gone_it_counts_until_it_was_last_heard_of(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    submit(1)
    dead = claimed(runs)
    backdate(scripts, dead, 3_600, 3_580)
    lapse(scripts, dead)
    assert claimed(runs).id == dead.id
    assert batches.download("anna", dead.id).worked == 20.0
    assert runs.finish(dead, Ending(Outcome.COMPLETED, dead.before)) is None
    assert batches.download("anna", dead.id).worked == 20.0


def test_a_claim_that_nobody_heard_of_counts_nothing(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    submit(1)
    dead = claimed(runs)
    backdate(scripts, dead, 3_600)
    lapse(scripts, dead)
    assert claimed(runs).id == dead.id
    assert batches.download("anna", dead.id).worked == 0.0


@pytest.mark.parametrize("action", [Action.CANCEL, Action.PAUSE])
@pytest.mark.parametrize("is_asked_before", [True, False])
def test_a_wish_ends_the_run_of_a_worker_that_is_gone(
    runs: RunStore,
    submit: Submit,
    batches: BatchStore,
    scripts: Scripts,
    action: Action,
    *,
    is_asked_before: bool,
) -> None:
    submit(1)
    dead = claimed(runs)
    backdate(scripts, dead, 3_600, 3_580)
    if is_asked_before:
        batches.ask("anna", dead.id, action)
    lapse(scripts, dead)
    if not is_asked_before:
        batches.ask("anna", dead.id, action)
    runs.pulse(0)
    shown = batches.download("anna", dead.id)
    assert shown.state in (DownloadState.CANCELED, DownloadState.PAUSED)
    assert shown.worked == 20.0


def test_the_last_run_of_one_that_kills_its_workers_counts_too(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    submit(1)
    for _ in range(3):
        dead = claimed(runs)
        backdate(scripts, dead, 3_600, 3_580)
        lapse(scripts, dead)
    assert runs.claim() is None
    shown = batches.download("anna", dead.id)
    assert (shown.state, shown.worked) == (DownloadState.FAILED, 60.0)


def test_of_a_row_from_before_it_was_counted_nothing_is_said(
    submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    _, (one,) = submit(1)
    scripts.client.hdel(f"{{spool}}:dl:anna/{one}", "worked")
    assert batches.download("anna", one).worked is None
