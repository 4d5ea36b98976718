"""What the service tells reaches the queue, and not before that knows its rows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cloud_parts import CloudParts
from app.core.choices import Choices, Quality
from app.core.download import DownloadRequest, DownloadState, Place
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload
from app.core.settings import Settings
from app.engine.archive import nothing_archived
from app.executors.cloud_mirror import Listeners
from app.storage.ledger import Ledger
from app.storage.library import Library
from tests.core.desk import Desk

FOUND = "7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61"
LINK = "https://example.org/f"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    own = Library(tmp_path / "library.sqlite3", lambda call: call(), lambda *_: None)
    yield own
    own.close()


def heard_by(desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch) -> Listeners:
    """Whom the executor of the service tells."""
    told: list[Listeners] = []

    class Executor:
        def __init__(self, _ledger: Ledger, listeners: Listeners) -> None:
            told.append(listeners)

        def set_brings_back(self, brings_back: bool) -> None: ...

        def drop_rowless(self, has_row: Callable[[str], bool]) -> None: ...

    monkeypatch.setattr("app.executors.cloud.CloudExecutor", Executor)
    parts = CloudParts(
        library,
        Settings(),
        post=lambda call: call(),
        queue=lambda: desk.queue,
        request=lambda url: DownloadRequest(url, folder="/usual"),
        archive=nothing_archived,
    )
    parts._make()
    return told[0]


def picture(state: DownloadState) -> RemoteDownload:
    asked = DownloadRequest(LINK, Choices(Quality.P480))
    return RemoteDownload(FOUND, 9, 4, state, title="Found", url=LINK, request=asked)


def test_what_is_found_becomes_a_row_with_what_was_asked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    heard_by(desk, library, monkeypatch).found([picture(DownloadState.RUNNING)])
    assert desk.row("f").request == DownloadRequest(LINK, Choices(Quality.P480), folder="/usual")
    assert desk.row("f").place is Place.CLOUD
    assert set(desk.cloud.active) == {FOUND}


def test_what_is_told_before_the_rows_are_there_makes_no_double_and_is_not_lost(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Desk()
    heard_by(before, library, monkeypatch).found([picture(DownloadState.PAUSED)])
    before.add("done", place=Place.CLOUD)
    done = before.id("done")
    before.cloud.tell(done, DownloadState.COMPLETED, file_name="done.mp4", expires=90_000.0)
    chosen = replace(before.row("f").request, folder="/chosen")
    before.queue.redirect([FOUND], lambda _request: chosen)
    before.queue.pause([FOUND])
    desk = Desk(before.store, load=False)
    listeners = heard_by(desk, library, monkeypatch)
    listeners.found([picture(DownloadState.PAUSED)])
    listeners.woken(FOUND)
    listeners.lost(done, ErrorCode.EXPIRED)
    assert not desk.rows()
    desk.queue.load()
    assert desk.order() == "fdone"
    assert desk.row("f").request == chosen
    assert desk.state("f") is DownloadState.RUNNING
    assert desk.row("done").update.error is ErrorCode.EXPIRED
