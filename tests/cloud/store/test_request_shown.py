"""A second computer learns what was asked for; who follows the events hears it once."""

from uuid import uuid4

import pytest

from app.core.choices import Choices, Quality
from app.core.download import DownloadRequest, Section
from app.core.remote import RemoteDownload
from cloud.store.batches import Action, BatchStore, NewDownload, event
from cloud.store.rows import SHOWN
from cloud.store.scripts import Scripts

ASKED = DownloadRequest(
    "https://example.org/1", Choices(Quality.P720, tags=True), "137", Section(1.5, 9.0)
)


@pytest.fixture
def download_id(batches: BatchStore) -> str:
    name = str(uuid4())
    batches.submit("anna", "b1", [NewDownload(name, ASKED)])
    return name


def test_it_is_where_downloads_are_asked_for(batches: BatchStore, download_id: str) -> None:
    assert batches.download("anna", download_id).request == ASKED
    assert [one.request for one in batches.batch("anna", "b1").downloads] == [ASKED]
    assert [one.request for one in batches.page("anna", "", 5).downloads] == [ASKED]
    assert batches.ask("anna", download_id, Action.PAUSE)[0].request == ASKED


def test_it_is_not_in_what_is_told_again_and_again(
    batches: BatchStore, scripts: Scripts, download_id: str
) -> None:
    start = batches.page("anna", "", 5).newest
    batches.ask("anna", download_id, Action.PAUSE)
    ((entry_id, fields),) = scripts.run("events", "anna", start, 5)[1]
    assert "request" not in fields
    told = event(entry_id, fields).what
    assert isinstance(told, RemoteDownload)
    assert (told.url, told.request) == (ASKED.url, None)


def test_one_that_a_newer_version_took_in_hides_nothing_else(
    batches: BatchStore, scripts: Scripts, download_id: str
) -> None:
    newer = '{"url": "https://example.org/1", "choices": {"quality": "9000p"}}'
    scripts.client.hset(f"{{spool}}:dl:anna/{download_id}", "request", newer)
    shown = batches.download("anna", download_id)
    assert (shown.url, shown.request) == (ASKED.url, None)


def test_an_event_of_before_is_read_with_what_it_tells() -> None:
    older = dict.fromkeys(SHOWN, "") | {"id": "x", "added": "1000", "run": "0", "seq": "1"}
    older |= {"state": "queued", "error": "none", "url": ASKED.url}
    del older["request"], older["worked"]
    told = event("1-1", older).what
    assert isinstance(told, RemoteDownload)
    assert (told.id, told.url, told.worked, told.request) == ("x", ASKED.url, None, None)
