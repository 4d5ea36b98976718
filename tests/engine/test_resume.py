"""A half-fetched file goes on only if it is still the same one."""

from pathlib import Path

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState
from app.engine.child_pool import ChildPool
from app.engine.failures import Refusal
from app.engine.origin import Origin, PartialFile
from app.engine.staging import HIDDEN_FOLDER, Pin, Staging
from tests.engine.bare_server import BareServer, bare_server
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, digest, downloaded, elsewhere

OLD, NEW = b"\0old" * 50_000, b"\1new" * 50_000


def test_a_file_that_changed_meanwhile_starts_again(
    pool: ChildPool, request_for: MakeRequest, folder: Path, tmp_path: Path
) -> None:
    path = "/bytes/changing-3000000.mp4"
    request = request_for(path, rate=2_000_000, fault="changed", skip=2)
    running = Running(pool, request)
    running.wait(lambda update: (update.progress.fraction or 0) > 0.3)
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    last = downloaded(pool, request, run=2)
    assert last.state is DownloadState.COMPLETED
    changed = elsewhere(request_for(path, fault="changed"), tmp_path / "changed")
    other = downloaded(pool, changed, "b")
    assert digest(folder / last.file_name) == digest(Path(changed.folder) / other.file_name)


def leave_half(request: DownloadRequest, half: bytes, origin: Origin) -> None:
    """As a run of the first half leaves it."""
    staging = Staging.open(request, "a")
    staging.mark_running((Pin("mp4"),), fragmented=False)
    staging.mark_clean_stop()
    part = staging.path / "file.mp4.part"
    part.write_bytes(half)
    PartialFile(part).note(origin)


@pytest.mark.parametrize(
    ("origin", "continues"),
    [
        (Origin(etag='"1"', size=len(OLD)), True),
        (Origin(etag='W/"1"'), True),
        (Origin(size=len(OLD)), True),
        (Origin(etag='"0"', size=len(OLD)), False),
        (Origin(size=len(OLD) + 1), False),
        (Origin(), False),
    ],
)
def test_ranges_of_a_server_without_if_range(
    pool: ChildPool, folder: Path, origin: Origin, continues: bool
) -> None:
    body = OLD if continues else NEW
    with bare_server(BareServer(body, etag='"1"')) as server:
        request = DownloadRequest(server.url("/file.mp4"), folder=str(folder))
        leave_half(request, OLD[:100_000], origin)
        last = downloaded(pool, request)
    assert last.state is DownloadState.COMPLETED, last
    assert (folder / last.file_name).read_bytes() == body
    assert ("Range" in server.seen[-1]) is continues


def test_a_new_version_that_breaks_off_is_not_joined_to_the_old(
    pool: ChildPool, folder: Path
) -> None:
    with bare_server(BareServer(NEW, etag='"2"', fails=3)) as server:
        request = DownloadRequest(server.url("/file.mp4"), folder=str(folder))
        leave_half(request, OLD[:100_000], Origin(etag='"1"', size=len(OLD)))
        last = downloaded(pool, request)
    assert last.state is DownloadState.COMPLETED, last
    assert (folder / last.file_name).read_bytes() == NEW
    first_try = [("Range" in seen) for seen in server.seen[:3]]
    assert first_try == [False, True, False], "it was another request that failed"


def test_a_file_that_changes_between_two_pieces_is_not_joined(tmp_path: Path) -> None:
    partial = PartialFile(tmp_path / "a.part")
    partial.note(Origin(etag='"1"'))
    (tmp_path / "a.part").write_bytes(OLD)
    with pytest.raises(Refusal) as refused:
        partial.begin_again()
    assert refused.value.kind.is_transient
    later = PartialFile(tmp_path / "a.part")
    assert later.origin == Origin(etag='"1"')
    later.begin_again()
    assert not later.has_begun


def test_a_file_that_became_shorter_starts_again(pool: ChildPool, folder: Path) -> None:
    with bare_server(BareServer(NEW[:1000], etag='"2"')) as server:
        request = DownloadRequest(server.url("/file.mp4"), folder=str(folder))
        leave_half(request, OLD[:100_000], Origin(etag='"1"', size=len(OLD)))
        last = downloaded(pool, request)
    assert (folder / last.file_name).read_bytes() == NEW[:1000]


def test_a_complete_part_is_no_trap(pool: ChildPool, folder: Path) -> None:
    with bare_server(BareServer(OLD, etag='"1"')) as server:
        request = DownloadRequest(server.url("/file.mp4"), folder=str(folder))
        leave_half(request, OLD, Origin(etag='"1"', size=len(OLD)))
        last = downloaded(pool, request)
    assert (folder / last.file_name).read_bytes() == OLD
    assert not list((folder / HIDDEN_FOLDER).glob("a"))


def test_cookies_end_with_their_download(pool: ChildPool, folder: Path) -> None:
    with bare_server(BareServer(OLD, cookie="session=one")) as server:
        for number in range(4):  # more than there are children
            request = DownloadRequest(server.url(f"/{number}.mp4"), folder=str(folder))
            asked = len(server.seen)
            assert downloaded(pool, request, f"d{number}").state is DownloadState.COMPLETED
            first, second = server.seen[asked:]
            assert "Cookie" not in first
            assert second["Cookie"] == "session=one"


def test_an_origin_survives_the_disk(tmp_path: Path) -> None:
    partial = PartialFile(tmp_path / "a.part")
    assert not PartialFile(tmp_path / "a.part").has_begun
    assert partial.origin == Origin()
    origin = Origin(etag='"x"', modified="Sun, 06 Nov 1994 08:49:37 GMT", size=5)
    partial.note(origin)
    (tmp_path / "a.part").write_bytes(b"12")
    assert PartialFile(tmp_path / "a.part").origin == origin
    assert partial.has_begun
    (tmp_path / ".a.part.origin").write_bytes(wire.to_line(origin)[:9])
    assert partial.origin == Origin()


def test_what_answers_tell_of_a_file() -> None:
    whole = Origin.of(200, {"ETag": '"a"', "Content-Length": "10"})
    part = Origin.of(206, {"ETag": '"a"', "Content-Length": "4", "Content-Range": "bytes 6-9/10"})
    assert whole == part == Origin(etag='"a"', size=10)
    assert whole.condition == '"a"'
    assert Origin(etag='W/"a"').condition == ""
    assert Origin.of(206, {"Content-Range": "bytes 6-9/*"}) == Origin()
    assert not Origin().is_same(Origin())
