"""Who runs what: turns, leases, fences and budgets."""

from dataclasses import replace

import pytest

from app.core.download import Activity, DownloadState, Progress, Stage
from app.core.errors import ErrorCode
from cloud.store.batches import Action, BatchStore, WrongState
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim, Ending, Outcome, RunStore, Wish
from cloud.store.scripts import Scripts
from tests.cloud.store.conftest import Submit


def claimed(runs: RunStore) -> Claim:
    claim = runs.claim()
    assert claim is not None
    return claim


def lapse(scripts: Scripts, claim: Claim) -> None:
    """Have its lease be over, while workers were heard all the time."""
    scripts.client.zadd("{spool}:lease", {claim.ref: 1})
    scripts.client.delete("{spool}:grace")


def test_owners_take_turns(runs: RunStore, submit: Submit) -> None:
    submit(50, "anna")
    submit(1, "ben")
    submit(3, "carl")
    order = [claimed(runs).owner for _ in range(8)]
    assert order == ["anna", "ben", "carl", "anna", "carl", "anna", "carl", "anna"]


def test_every_claim_raises_the_run(runs: RunStore, submit: Submit, batches: BatchStore) -> None:
    submit(1)
    first = claimed(runs)
    assert runs.claim() is None
    assert runs.finish(first, Ending(Outcome.RELEASE)) is DownloadState.QUEUED
    second = claimed(runs)
    assert (second.id, second.tries) == (first.id, 0)
    assert second.run > first.run
    assert runs.report(first, first.before) is Wish.LOST
    assert runs.finish(first, Ending(Outcome.COMPLETED, first.before)) is None
    assert batches.download("anna", first.id).state is DownloadState.RUNNING


def test_runs_go_on_rising_after_an_empty_redis(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(1)
    before = claimed(runs).run
    scripts.client.flushall()
    submit(2)
    claimed(runs)
    assert claimed(runs).run > before


def test_an_ending_is_heard_once(runs: RunStore, submit: Submit, batches: BatchStore) -> None:
    submit(1)
    claim = claimed(runs)
    ending = Ending(Outcome.COMPLETED, claim.before, files=(KeptFile("k", 5, "s"),))
    assert runs.finish(claim, ending) is DownloadState.COMPLETED
    assert runs.finish(claim, ending) is DownloadState.COMPLETED
    assert runs.stats().totals["completed"] == 1
    assert batches.download("anna", claim.id).percentage == 100.0


def test_a_lapsed_lease_is_taken_by_another(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(1)
    first = claimed(runs)
    runs.report(first, None)
    other = RunStore(scripts, "other", tries=3)
    assert other.claim() is None
    lapse(scripts, first)
    second = claimed(other)
    assert (second.id, second.tries) == (first.id, 1)
    assert runs.report(first, None) is Wish.LOST


def test_a_download_that_kills_its_workers_fails_in_the_end(
    runs: RunStore, submit: Submit, scripts: Scripts, batches: BatchStore
) -> None:
    submit(1)
    for _ in range(3):
        claim = claimed(runs)
        runs.report(claim, None)
        lapse(scripts, claim)
    assert runs.claim() is None
    (failed,) = batches.page("anna", "", 5).downloads
    assert (failed.state, failed.error) == (DownloadState.FAILED, ErrorCode.INTERRUPTED)


def test_a_claim_nobody_heard_of_costs_no_try(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(1)
    for _ in range(5):
        lapse(scripts, claimed(runs))
    assert claimed(runs).tries == 0


def test_a_claim_that_is_said_again_is_answered_again(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(2)
    said = ("worker", 15_000, 3, "a-name")
    first = scripts.run("claim", *said)
    assert scripts.run("claim", *said) == first
    second = claimed(runs)
    assert second.ref != first[0]
    scripts.client.hset(f"{{spool}}:dl:{first[0]}", "run", "1")
    assert scripts.run("claim", *said) == []


def test_runs_rise_also_where_redis_has_lost_its_last_second(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(2)
    first = claimed(runs)
    scripts.client.set("{spool}:fence", first.run - 100)
    assert claimed(runs).run >= first.run > 1_000_000_000_000  # it follows the clock


def test_what_waits_for_a_try_waits_for_its_owners_turn(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(4, "anna")
    for _ in range(4):
        claim = claimed(runs)
        runs.finish(claim, Ending(Outcome.RETRY, claim.before, delay=60, tries=1))
    submit(2, "anna")
    submit(2, "ben")
    for ref in scripts.client.zrange("{spool}:due", 0, -1):
        scripts.client.zadd("{spool}:due", {str(ref): 1})
    taken = [claimed(runs) for _ in range(6)]
    assert [one.owner for one in taken[:4]] == ["anna", "ben", "anna", "ben"]
    assert [one.tries for one in taken if one.owner == "anna"] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("action", "state"),
    [(Action.CANCEL, DownloadState.CANCELED), (Action.PAUSE, DownloadState.PAUSED)],
)
def test_what_is_asked_of_a_run_without_a_worker_needs_no_free_slot(
    runs: RunStore,
    submit: Submit,
    batches: BatchStore,
    scripts: Scripts,
    action: Action,
    state: DownloadState,
) -> None:
    submit(2)
    before, after = claimed(runs), claimed(runs)
    lapse(scripts, before)
    assert batches.ask("anna", before.id, action)[0].state is state
    assert batches.ask("anna", after.id, action)[0].state is DownloadState.RUNNING
    lapse(scripts, after)
    runs.pulse(0)
    assert batches.download("anna", after.id).state is state


def test_a_cancel_that_is_said_again_is_answered_again(submit: Submit, batches: BatchStore) -> None:
    _, (one,) = submit(1)
    first = batches.ask("anna", one, Action.CANCEL)
    assert batches.ask("anna", one, Action.CANCEL) == first


def test_a_lost_run_that_got_further_has_its_tries_anew(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(1)
    for step in range(1, 6):
        claim = claimed(runs)
        progress = Progress(Stage.DOWNLOADING, fraction=step / 10)
        runs.report(claim, replace(claim.before, progress=progress))
        lapse(scripts, claim)
    assert claimed(runs).tries == 1


def test_after_an_outage_nobody_loses_what_it_holds(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(1)
    first = claimed(runs)
    scripts.client.zadd("{spool}:lease", {first.ref: 1})
    scripts.client.set("{spool}:pulse", 1)  # the last thing that was heard of any worker
    other = RunStore(scripts, "other", tries=3)
    assert other.claim() is None
    assert other.pulse(1).claimable == 0
    assert runs.report(first, None) is Wish.NOTHING


@pytest.mark.parametrize("outcome", [Outcome.RELEASE, Outcome.RETRY])
def test_what_was_asked_meanwhile_holds_at_the_end(
    runs: RunStore, submit: Submit, batches: BatchStore, outcome: Outcome
) -> None:
    _, ids = submit(3)
    held, gone, on = (claimed(runs) for _ in range(3))
    batches.ask("anna", held.id, Action.PAUSE)
    batches.ask("anna", gone.id, Action.CANCEL)
    batches.ask("anna", on.id, Action.PAUSE)
    batches.ask("anna", on.id, Action.RESUME)
    assert [runs.report(one, None) for one in (held, gone, on)] == [
        Wish.PAUSE,
        Wish.CANCEL,
        Wish.RESUME,
    ]
    assert runs.finish(held, Ending(outcome)) is DownloadState.PAUSED
    assert runs.finish(gone, Ending(outcome)) is DownloadState.CANCELED
    assert runs.finish(on, Ending(outcome)) is DownloadState.QUEUED
    assert [batches.download("anna", one).state for one in ids] == ["paused", "canceled", "queued"]


def test_a_pause_that_was_taken_back_in_time_goes_on(
    runs: RunStore, submit: Submit, batches: BatchStore
) -> None:
    submit(1)
    claim = claimed(runs)
    batches.ask("anna", claim.id, Action.PAUSE)
    batches.ask("anna", claim.id, Action.RESUME)
    assert runs.finish(claim, Ending(Outcome.PAUSED)) is DownloadState.QUEUED
    assert claimed(runs).id == claim.id


def test_a_retry_waits_and_says_so(runs: RunStore, submit: Submit, batches: BatchStore) -> None:
    submit(1)
    claim = claimed(runs)
    waiting = Progress(Stage.DOWNLOADING, Activity.WAITING, 0.5, seconds_left=60.0)
    update = replace(
        claim.before, progress=waiting, error=ErrorCode.NETWORK, detail="reset", title="A"
    )
    ending = Ending(Outcome.RETRY, update, delay=60.0, tries=2, furthest=0.5)
    assert runs.finish(claim, ending) is DownloadState.RUNNING
    shown = batches.download("anna", claim.id)
    assert (shown.state, shown.progress.activity) == (DownloadState.RUNNING, Activity.WAITING)
    assert (shown.error, shown.detail) == (ErrorCode.NETWORK, "reset")
    demand = runs.pulse(3)
    assert demand.claimable == 0
    assert demand.next_due is not None
    assert 0 < demand.next_due <= 60
    assert runs.claim() is None
    batches.ask("anna", claim.id, Action.RETRY)
    again = claimed(runs)
    assert (again.tries, again.furthest, again.before.title) == (2, 0.5, "A")
    assert batches.download("anna", claim.id).error is None


def test_actions_on_what_waits(runs: RunStore, submit: Submit, batches: BatchStore) -> None:
    _, (one, two) = submit(2)
    assert batches.ask("anna", one, Action.PAUSE)[0].state is DownloadState.PAUSED
    assert batches.ask("anna", one, Action.PAUSE)[0].state is DownloadState.PAUSED
    canceled, _ = batches.ask("anna", two, Action.CANCEL)
    assert (canceled.state, canceled.error) == (DownloadState.CANCELED, ErrorCode.CANCELED)
    assert runs.claim() is None
    with pytest.raises(WrongState):
        batches.ask("anna", two, Action.PAUSE)
    assert batches.ask("anna", one, Action.RESUME) == (batches.download("anna", one), True)
    assert batches.ask("anna", two, Action.RETRY)[1]
    assert {claimed(runs).id, claimed(runs).id} == {one, two}
    assert batches.batch("anna", batches.download("anna", one).batch_id).in_progress == 2


def test_a_completed_one_cannot_be_retried(
    runs: RunStore, submit: Submit, batches: BatchStore
) -> None:
    submit(1)
    claim = claimed(runs)
    runs.finish(claim, Ending(Outcome.COMPLETED, claim.before))
    with pytest.raises(WrongState):
        batches.ask("anna", claim.id, Action.RETRY)


def test_what_is_removed_is_lost_to_its_run(
    runs: RunStore, submit: Submit, batches: BatchStore
) -> None:
    _, ids = submit(1)
    claim = claimed(runs)
    batches.remove("anna", ids[0])
    assert runs.report(claim, claim.before) is Wish.LOST
    assert runs.finish(claim, Ending(Outcome.COMPLETED)) is None
    assert batches.page("anna", "", 5).downloads == ()


def test_expired_downloads_go_with_their_files(
    runs: RunStore, submit: Submit, batches: BatchStore, scripts: Scripts
) -> None:
    batch_id, _ = submit(1)
    claim = claimed(runs)
    files = (KeptFile("k", 5, "s"), KeptFile("k2", 1, "t", "en.vtt"))
    runs.finish(claim, Ending(Outcome.COMPLETED, claim.before, files=files))
    shown = batches.download("anna", claim.id)
    assert shown.ended is not None
    assert shown.expires == pytest.approx(shown.ended + 3600)
    assert runs.expire() == (0, [])
    scripts.client.zadd("{spool}:ends", {claim.ref: 1})
    assert runs.expire() == (1, list(files))
    assert batches.batches("anna", "", 5).batches == ()
    assert not scripts.client.exists(f"{{spool}}:batch:anna/{batch_id}", "{spool}:bytes:anna")


def test_the_counts_of_the_whole(runs: RunStore, submit: Submit) -> None:
    submit(3)
    runs.pulse(2)
    claim = claimed(runs)
    claimed(runs)
    runs.finish(claim, Ending(Outcome.RETRY, claim.before, delay=60))
    stats = runs.stats()
    runs.leave()
    assert runs.stats().workers == 0
    assert (stats.queued, stats.waiting, stats.running, stats.workers) == (1, 1, 1, 1)
    assert stats.totals == {"submitted": 3}
    assert runs.pulse(5).claimable == 1


def test_who_wants_a_worker_is_counted_also_without_any(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(5)
    soon, late, released, lost = (claimed(runs) for _ in range(4))
    runs.finish(soon, Ending(Outcome.RETRY, soon.before, delay=30))
    runs.finish(late, Ending(Outcome.RETRY, late.before, delay=3_600))
    runs.finish(released, Ending(Outcome.RELEASE, released.before))
    stats = runs.stats()
    assert (stats.queued, stats.due, stats.waiting, stats.running) == (2, 1, 2, 1)
    assert stats.wanting == 4  # all but the late one
    assert stats.oldest_queued < 60
    lapse(scripts, lost)
    assert runs.stats().wanting == 4


@pytest.mark.parametrize("left", ["in line", "handed back", "due", "lost"])
def test_the_oldest_is_the_oldest_wherever_it_waits(
    runs: RunStore, submit: Submit, scripts: Scripts, left: str
) -> None:
    submit(1)
    first = claimed(runs)
    submit(2)
    seconds, microseconds = scripts.client.time()
    ago = seconds * 1000 + microseconds // 1000 - 500_000
    if left == "in line":
        ref = str(scripts.client.lindex("{spool}:wait:anna", 0))
        scripts.client.hset(f"{{spool}}:dl:{ref}", "queued", ago)
    elif left == "handed back":
        runs.finish(first, Ending(Outcome.RELEASE, first.before))
        scripts.client.hset(f"{{spool}}:dl:{first.ref}", "queued", ago)
    elif left == "due":
        runs.finish(first, Ending(Outcome.RETRY, first.before, delay=30))
        scripts.client.zadd("{spool}:due", {first.ref: ago})
    else:
        scripts.client.zadd("{spool}:lease", {first.ref: ago})
    assert 500 <= runs.stats().oldest_queued < 560


def test_workers_that_run_something_are_counted_once(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(3)
    other = RunStore(scripts, "another", tries=3)
    assert runs.stats().busy == 0
    claimed(runs)
    claimed(runs)
    last = claimed(other)
    assert runs.stats().busy == 2
    other.finish(last, Ending(Outcome.COMPLETED, last.before))
    assert runs.stats().busy == 1


def test_a_line_is_not_stuck_while_some_of_it_begin(
    runs: RunStore, submit: Submit, scripts: Scripts
) -> None:
    submit(2)
    seconds, _ = scripts.client.time()
    for place in range(2):
        ref = str(scripts.client.lindex("{spool}:wait:anna", place))
        scripts.client.hset(f"{{spool}}:dl:{ref}", "queued", (seconds - 500) * 1000)
    assert runs.stats().stuck >= 499
    claimed(runs)
    stats = runs.stats()
    assert stats.oldest_queued >= 499
    assert stats.stuck < 60


def test_nothing_wants_a_worker_where_there_is_nothing(runs: RunStore) -> None:
    stats = runs.stats()
    assert (stats.wanting, stats.oldest_queued) == (0, 0)


def test_orphans_are_what_no_download_names(runs: RunStore, submit: Submit) -> None:
    submit(2)
    done, running = claimed(runs), claimed(runs)
    runs.finish(done, Ending(Outcome.COMPLETED, done.before))
    asked = [
        (done.ref, done.run),
        (done.ref, done.run - 5),
        ("anna/nobody", 7),
        (running.ref, 0),
        (done.ref, 0),
    ]
    assert runs.orphans(asked) == [1, 2, 4]
