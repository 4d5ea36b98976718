"""A submit is one step, and one that comes twice makes nothing twice."""

import pytest

from app.core.download import DownloadState
from cloud.store.batches import BatchStore, KeyReused, Limit, OverLimit, Quotas, Unknown
from cloud.store.rows import KeptFile
from cloud.store.runs import Ending, Outcome, RunStore
from cloud.store.scripts import Scripts
from tests.cloud.store.conftest import Submit, links


def test_a_batch_is_there_with_its_downloads_in_order(batches: BatchStore, submit: Submit) -> None:
    batch_id, ids = submit(3)
    status = batches.batch("anna", batch_id)
    assert [one.id for one in status.downloads] == ids
    assert [one.url for one in status.downloads] == [f"https://example.org/{n}" for n in range(3)]
    assert (status.total, status.in_progress) == (3, 3)
    assert all(one.state is DownloadState.QUEUED for one in status.downloads)


def test_ids_that_are_known_are_answered_as_what_they_are(
    batches: BatchStore, runs: RunStore
) -> None:
    listed = links(2)
    first = batches.submit("anna", "b1", listed)
    claim = runs.claim()
    assert claim is not None
    again = batches.submit("anna", "b2", listed)
    assert (again.batch_id, again.ids, again.new) == ("b1", first.ids, 0)
    assert batches.download("anna", claim.id).state is DownloadState.RUNNING
    assert batches.batches("anna", "", 10).batches[0].total == 2


def test_of_a_mixed_batch_only_what_is_new_begins(batches: BatchStore) -> None:
    old, new = links(2), links(1)
    batches.submit("anna", "b1", old)
    taken = batches.submit("anna", "b2", [old[0], new[0]])
    assert (taken.batch_id, taken.ids, taken.new) == ("b2", (old[0].id, new[0].id), 1)
    assert [one.id for one in batches.batch("anna", "b2").downloads] == [new[0].id]


def test_ids_are_unique_per_owner_only(batches: BatchStore) -> None:
    listed = links(1)
    assert batches.submit("anna", "b1", listed).new == 1
    assert batches.submit("ben", "b2", listed).new == 1


def test_an_id_stays_known_when_the_download_is_gone(
    batches: BatchStore, runs: RunStore, scripts: Scripts
) -> None:
    listed = links(1)
    batches.submit("anna", "b1", listed)
    claim = runs.claim()
    assert claim is not None
    runs.finish(claim, Ending(Outcome.COMPLETED, claim.before))
    batches.remove("anna", listed[0].id)
    assert batches.submit("anna", "b2", listed).new == 0
    days = scripts.client.ttl(f"{{spool}}:known:anna/{listed[0].id}") / 86_400
    assert 29 < days <= 30
    assert runs.claim() is None


def test_a_key_repeats_its_answer(batches: BatchStore) -> None:
    first = batches.submit("anna", "b1", links(2), idempotency_key="k", digest="d")
    again = batches.submit("anna", "b2", links(2), idempotency_key="k", digest="d")
    assert (again.batch_id, again.ids, again.new) == (first.batch_id, first.ids, 0)
    with pytest.raises(KeyReused):
        batches.submit("anna", "b3", links(1), idempotency_key="k", digest="other")
    assert batches.submit("ben", "b4", links(1), idempotency_key="k", digest="other").new == 1


@pytest.mark.parametrize(
    ("quotas", "limit"),
    [
        (Quotas(links_per_day=2, batches=9, bytes=9), Limit.LINKS),
        (Quotas(links_per_day=99, batches=1, bytes=9), Limit.BATCHES),
        (Quotas(links_per_day=99, batches=9, bytes=0), Limit.BYTES),
    ],
)
def test_over_a_quota_nothing_appears(scripts: Scripts, quotas: Quotas, limit: Limit) -> None:
    batches = BatchStore(scripts, quotas)
    if limit is not Limit.BYTES:
        batches.submit("anna", "b1", links(1))
    with pytest.raises(OverLimit) as refused:
        batches.submit("anna", "b2", links(2))
    assert refused.value.limit is limit
    assert refused.value.seconds > 0
    assert len(batches.page("anna", "", 10).downloads) == (0 if limit is Limit.BYTES else 1)


def test_removed_bytes_may_be_used_again(batches: BatchStore, runs: RunStore) -> None:
    batches.submit("anna", "b1", links(1))
    claim = runs.claim()
    assert claim is not None
    files = (KeptFile("k", 1_000, "s"),)
    runs.finish(claim, Ending(Outcome.COMPLETED, claim.before, files=files))
    with pytest.raises(OverLimit):
        batches.submit("anna", "b2", links(1))
    assert batches.remove("anna", claim.id) == files
    assert batches.submit("anna", "b2", links(1)).new == 1


def test_a_cleaned_batch_leaves_nothing(
    batches: BatchStore, runs: RunStore, scripts: Scripts
) -> None:
    listed = links(3)
    batches.submit("anna", "b1", listed, idempotency_key="k")
    batches.remove("anna", listed[0].id)
    claim = runs.claim()
    assert claim is not None
    batches.remove_batch("anna", "b1")
    assert batches.remove_batch("anna", "b1") == []
    left = [
        key
        for key in scripts.client.scan_iter("*")
        if key.endswith("/b1") or any(n.id in key for n in listed)
    ]
    assert left == []
    kinds = {key.split(":")[1] for key in scripts.client.scan_iter("*")}
    assert kinds <= {"ev", "fence", "order", "pulse", "grace", "links", "totals", "claimed"}
    assert 0 < scripts.client.pttl(next(scripts.client.scan_iter("*claimed*"))) <= 15_000


def test_a_batch_that_has_gone_by_itself_can_still_be_forgotten(
    batches: BatchStore, runs: RunStore
) -> None:
    listed = links(2)
    batches.submit("anna", "b1", listed, idempotency_key="k", digest="d")
    for one in listed:
        batches.remove("anna", one.id)
    assert batches.submit("anna", "b2", listed).new == 0
    batches.remove_batch("anna", "b1")
    assert batches.submit("anna", "b3", listed, idempotency_key="k", digest="e").new == 2
    assert runs.claim() is not None


def test_a_call_whose_answer_was_lost_is_answered_as_the_first(batches: BatchStore) -> None:
    listed = links(2)
    assert batches.submit("anna", "b1", listed) == batches.submit("anna", "b1", listed)


def test_a_key_is_remembered_also_where_all_was_known(batches: BatchStore) -> None:
    listed = links(1)
    batches.submit("anna", "b1", listed)
    batches.submit("anna", "b2", listed, idempotency_key="k", digest="d")
    with pytest.raises(KeyReused):
        batches.submit("anna", "b3", links(1), idempotency_key="k", digest="e")


def test_a_batch_of_another_owner_is_none(batches: BatchStore, submit: Submit) -> None:
    batch_id, ids = submit(1)
    assert batches.remove_batch("ben", batch_id) == []
    with pytest.raises(Unknown):
        batches.batch("ben", batch_id)
    with pytest.raises(Unknown):
        batches.remove("ben", ids[0])
    assert batches.batch("anna", batch_id).total == 1


def test_batches_come_newest_first_in_pages(batches: BatchStore, submit: Submit) -> None:
    made = [submit(1)[0] for _ in range(5)]
    seen: list[str] = []
    before = ""
    while True:
        page = batches.batches("anna", before, 2)
        seen += [one.batch_id for one in page.batches]
        before = page.next
        if not before:
            break
    assert seen == made[::-1]
    assert batches.batches("ben", "", 5).batches == ()
