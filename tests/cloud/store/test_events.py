"""What happened to an owner's downloads can be followed without a gap."""

from dataclasses import replace

from app.core.download import DownloadState, Progress, Stage
from app.core.remote import RemoteDownload, Removed
from cloud.store.batches import Action, BatchStore, Event, Quotas
from cloud.store.runs import Ending, Outcome, RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.cloud.store.conftest import Submit, links


def told(events: list[Event] | None) -> list[tuple[str, str]]:
    assert events is not None
    found = []
    for one in events:
        if isinstance(one.what, RemoteDownload):
            found.append((one.what.id, str(one.what.state)))
        elif isinstance(one.what, Removed):
            found.append((one.what.id, "expired" if one.what.expired else "removed"))
    return found


def test_every_change_is_told_once_and_in_order(
    batches: BatchStore, runs: RunStore, submit: Submit
) -> None:
    start = batches.page("anna", "", 5).newest
    _, (one,) = submit(1)
    claim = runs.claim()
    assert claim is not None
    progress = Progress(Stage.DOWNLOADING, fraction=0.5)
    runs.report(claim, replace(claim.before, progress=progress))
    runs.report(claim, None)
    runs.finish(claim, Ending(Outcome.CANCELED))
    batches.ask("anna", one, Action.RETRY)
    batches.remove("anna", one)
    events = batches.events("anna", start, 100)
    states = ["queued", "running", "running", "canceled", "queued", "removed"]
    assert told(events) == [(one, state) for state in states]
    assert events is not None
    pictures = [event.what for event in events if isinstance(event.what, RemoteDownload)]
    pairs = [(picture.run, picture.seq) for picture in pictures]
    assert pairs == sorted(set(pairs))
    assert pictures[2].percentage == 50.0
    assert told(batches.events("anna", events[2].id, 2)) == [(one, "canceled"), (one, "queued")]
    assert batches.events("anna", events[-1].id, 5) == []


def test_another_owner_hears_nothing(batches: BatchStore, submit: Submit) -> None:
    start = batches.page("ben", "", 5).newest
    submit(2, "anna")
    assert batches.events("ben", start, 5) == []


def test_who_is_too_late_or_from_another_life_is_told_so(
    batches: BatchStore, scripts: Scripts, submit: Submit
) -> None:
    submit(1)
    newest = batches.page("anna", "", 5).newest
    assert batches.events("anna", "5-0", 5) is None
    assert batches.events("anna", "9999999999999-0", 5) is None
    scripts.client.delete("{spool}:ev:anna")
    assert batches.events("anna", newest, 5) is None


def test_the_stream_is_bounded(scripts: Scripts) -> None:
    batches = BatchStore(
        Scripts(scripts.client, Keeping(1000, events=10)), Quotas(10_000, 1_000, 1_000)
    )
    for number in range(4):
        batches.submit("anna", f"b{number}", links(100))
    assert scripts.client.xlen("{spool}:ev:anna") < 250
    assert scripts.client.pttl("{spool}:ev:anna") > 0


def test_all_downloads_come_in_pages(batches: BatchStore, submit: Submit) -> None:
    ids = [one for _ in range(3) for one in submit(5)[1]]
    seen: list[str] = []
    after = ""
    while True:
        page = batches.page("anna", after, 4)
        seen += [one.id for one in page.downloads]
        assert all(one.state is DownloadState.QUEUED for one in page.downloads)
        if not page.after:
            break
        batches.remove("anna", seen[-1])  # nobody is passed over for that
        after = page.after
    assert seen == ids
