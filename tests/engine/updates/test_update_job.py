"""A look for a newer engine: what is taken, what is not, and what is left of what was not."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
import yt_dlp
import yt_dlp.update
from pysequoia import Cert

from app.core import engine_updates
from app.core.download import DownloadState
from app.core.engine_updates import UpdateEnd, UpdateStep
from app.engine.child_pool import ChildPool
from app.engine.protocol import EngineJob, EngineUpdate
from app.engine.updates import update_job
from app.engine.updates.release import ENGINE
from app.engine.updates.shelf import Record, Shelf
from app.ui.resources import path
from tests.engine.conftest import MakeRequest
from tests.engine.local_proxy import LocalProxy
from tests.engine.running import downloaded
from tests.engine.updates.looking import QUICK, look
from tests.engine.updates.release_feed import (
    BROKEN,
    KEY,
    NEWER,
    NEWEST,
    OLDER,
    OTHER_KEY,
    ReleaseFeed,
    engine_files,
    packed,
    signed,
    sums_of,
    wanting,
)

Looked = Callable[..., EngineUpdate]
RUNNING = yt_dlp.version.__version__


def leftovers(shelf: Shelf) -> list[Path]:
    """What lies on the shelf that no record names."""
    record = shelf.read()
    named = {place.split("/")[0] for place in (record.place, record.before) if place}
    folder = shelf.folder / "engines"
    there = list(folder.iterdir()) if folder.exists() else []
    return [one for one in there if one.name not in named]


def test_a_newer_one_is_taken_and_its_children_download(
    job: EngineJob,
    feed: ReleaseFeed,
    shelf: Shelf,
    request_for: MakeRequest,
) -> None:
    feed.offer(NEWER, engine_files(NEWER, solver="0.8.9"))
    said = look(job)
    assert [one.step for one in said] == [*UpdateStep, None]
    assert (said[-1].end, said[-1].found) == (UpdateEnd.UPDATED, NEWER), said[-1].reason
    record = shelf.read()
    assert (record.version, record.verified, record.solver) == (NEWER, NEWER, "0.8.9")
    folder = Path(shelf.engine(record, RUNNING))
    assert list(folder.rglob("*.pyc")), "nothing is compiled"
    assert not (folder / "__main__.py").exists()
    assert not leftovers(shelf)
    pool = ChildPool(replace(QUICK, engine=str(folder)))
    with closing(pool):
        child = pool.lease()
        assert child is not None
        assert child.engine == NEWER
        pool.give_back(child)
        assert downloaded(pool, request_for("/bytes/a-2000.mp4")).state is DownloadState.COMPLETED


@pytest.mark.parametrize("version", [RUNNING, OLDER])
def test_what_is_not_newer_is_not_fetched(
    looked: Looked, feed: ReleaseFeed, shelf: Shelf, version: str
) -> None:
    feed.offer(version)
    assert looked(by_hand=True).end is UpdateEnd.NEWEST
    assert feed.seen == ["/releases/latest"]
    assert shelf.read().looked > 0


def test_a_replayed_release_is_not_taken_for_a_newer_one(
    looked: Looked, feed: ReleaseFeed, shelf: Shelf
) -> None:
    feed.offer(NEWER, engine_files(OLDER))
    assert looked().end is UpdateEnd.OLDER
    assert shelf.read() == replace(Record(), looked=shelf.read().looked)


def test_nothing_older_than_was_ever_verified_is_taken(
    looked: Looked, feed: ReleaseFeed, shelf: Shelf
) -> None:
    shelf.change(lambda record: replace(record, verified=NEWEST))
    feed.offer(NEWER)
    assert looked(by_hand=True).end is UpdateEnd.OLDER
    assert not leftovers(shelf)


def test_a_damaged_one_is_not_unpacked(looked: Looked, feed: ReleaseFeed, shelf: Shelf) -> None:
    feed.offer(NEWER)
    data = feed.files["/files/yt-dlp"]
    feed.files["/files/yt-dlp"] = data[:-1] + bytes([data[-1] ^ 1])
    assert looked().end is UpdateEnd.DAMAGED
    assert not (shelf.folder / "engines").exists()


def test_what_is_no_archive_is_damaged(looked: Looked, feed: ReleaseFeed) -> None:
    sums = sums_of({"yt-dlp": b"no zip"})
    feed.put(NEWER, b"no zip", sums, signed(sums))
    assert looked().end is UpdateEnd.DAMAGED


def test_another_key_does_not_count(looked: Looked, feed: ReleaseFeed, shelf: Shelf) -> None:
    feed.offer(NEWER)
    sums = feed.files["/files/SHA2-256SUMS"]
    feed.files["/files/SHA2-256SUMS.sig"] = signed(sums, OTHER_KEY)
    assert looked().end is UpdateEnd.UNSIGNED
    assert "/files/yt-dlp" not in feed.seen
    assert not shelf.read().verified


@pytest.mark.parametrize("signature", [b"", b"junk", signed(b"other sums")])
def test_what_is_no_signature_of_the_sums_does_not_count(
    looked: Looked, feed: ReleaseFeed, signature: bytes
) -> None:
    feed.offer(NEWER)
    feed.files["/files/SHA2-256SUMS.sig"] = signature
    assert looked().end is UpdateEnd.UNSIGNED


def test_sums_without_the_engine_do_not_count(looked: Looked, feed: ReleaseFeed) -> None:
    sums = sums_of({"yt-dlp.exe": b"x"})
    feed.put(NEWER, packed(engine_files(NEWER)), sums, signed(sums))
    assert looked().end is UpdateEnd.UNSIGNED


def test_one_that_breaks_on_import_is_marked_and_left_until_asked_for(
    looked: Looked, feed: ReleaseFeed, shelf: Shelf
) -> None:
    feed.offer(NEWER, engine_files(NEWER) | BROKEN)
    first = looked()
    assert first.end is UpdateEnd.BROKEN
    assert "broken on import" in first.reason
    assert (shelf.read().version, shelf.read().bad) == ("", (NEWER,))
    assert not leftovers(shelf)
    feed.seen.clear()
    assert looked().end is UpdateEnd.NEWEST
    assert feed.seen == ["/releases/latest"]
    feed.offer(NEWER)
    assert looked(by_hand=True).end is UpdateEnd.UPDATED
    assert (shelf.read().version, shelf.read().bad) == (NEWER, ())


def test_one_without_the_solver_it_wants_is_not_tried(looked: Looked, feed: ReleaseFeed) -> None:
    feed.offer(NEWER, engine_files(NEWER, solver="0.8.1") | wanting("7.1.0"))
    ended = looked()
    assert (ended.end, "yt-dlp-ejs" in ended.reason) == (UpdateEnd.BROKEN, True)


@pytest.mark.parametrize(
    ("path", "end"),
    [("/files/yt-dlp", UpdateEnd.UNREACHABLE), ("/releases/latest", UpdateEnd.UNREACHABLE)],
)
def test_a_truncated_download_is_no_download(
    looked: Looked, feed: ReleaseFeed, shelf: Shelf, path: str, end: UpdateEnd
) -> None:
    feed.offer(NEWER)
    feed.missing[path] = 20
    assert looked().end is end
    assert not shelf.read().version


def test_no_network(job: EngineJob, feed: ReleaseFeed, shelf: Shelf) -> None:
    closed = replace(job, feed="http://127.0.0.9:9")
    assert look(closed)[-1].end is UpdateEnd.UNREACHABLE
    assert shelf.read() == Record()
    assert not feed.seen


@pytest.mark.parametrize(
    ("status", "end"),
    [
        (403, UpdateEnd.REFUSED),
        (429, UpdateEnd.REFUSED),
        (503, UpdateEnd.REFUSED),
        (404, UpdateEnd.NO_FEED),  # a slip in the address
        (410, UpdateEnd.NO_FEED),
    ],
)
def test_a_feed_that_refuses(
    looked: Looked, feed: ReleaseFeed, status: int, end: UpdateEnd
) -> None:
    feed.offer(NEWER)
    feed.statuses["/releases/latest"] = status
    assert looked().end is end


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Log in to the hotspot</html>",
        b"[]",
        b"{}",
        b'{"tag_name": "latest", "assets": []}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_feed(looked: Looked, feed: ReleaseFeed, answer: bytes) -> None:
    feed.files["/releases/latest"] = answer
    assert looked().end is UpdateEnd.NO_FEED


@pytest.mark.parametrize("version", ["../../evil", "2099", "2099.1.1-rc", "9" * 30 + ".1"])
def test_a_release_with_a_strange_name(looked: Looked, feed: ReleaseFeed, version: str) -> None:
    feed.offer(version, engine_files(NEWER))
    assert looked().end is UpdateEnd.NO_FEED


def test_files_are_not_fetched_without_https(looked: Looked, feed: ReleaseFeed) -> None:
    feed.offer(NEWER)
    told = feed.files["/releases/latest"]
    feed.files["/releases/latest"] = told.replace(b"http://127.0.0.1", b"http://192.0.2.1")
    assert looked().end is UpdateEnd.NO_FEED


def test_a_certificate_that_nobody_vouches_for(job: EngineJob, feed: ReleaseFeed) -> None:
    feed.offer(NEWER)
    feed.use_certificate(trustme.CA().issue_cert("127.0.0.1"))
    secure = replace(job, feed=feed.address.replace("http:", "https:"))
    assert look(secure)[-1].end is UpdateEnd.UNREACHABLE
    assert not feed.seen


def test_what_never_ends_is_given_up(
    looked: Looked, feed: ReleaseFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_job, "MOST_ENGINE", 200_000)
    feed.offer(NEWER, engine_files(NEWER) | {"yt_dlp/x.py": "#" + "".join(map(str, range(99_999)))})
    assert looked().end is UpdateEnd.DAMAGED


def test_a_full_disk_leaves_all_as_it_was(looked: Looked, feed: ReleaseFeed, shelf: Shelf) -> None:
    resource = pytest.importorskip("resource", reason="other systems have no such limit")
    feed.offer(NEWER, engine_files(NEWER) | {"yt_dlp/large.py": "#" * 100_000})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))  # the system says no, as then
    try:
        assert looked().end is UpdateEnd.NO_ROOM
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not shelf.read().version
    assert not leftovers(shelf)


def test_the_proxy_counts_and_cookies_do_not(
    looked: Looked, feed: ReleaseFeed, proxy: LocalProxy, tmp_path: Path
) -> None:
    feed.offer(OLDER)
    options = replace(QUICK, proxy=proxy.address(), cookies_file=str(tmp_path / "none.txt"))
    assert looked(options).end is UpdateEnd.NEWEST
    assert any("/releases/latest" in one for one in proxy.seen), proxy.seen
    proxy.answers = 503
    assert looked(options).end in (UpdateEnd.UNREACHABLE, UpdateEnd.REFUSED)


def test_the_key_inside_is_that_of_yt_dlp() -> None:
    certificate = Cert.from_file(str(path("keys/yt-dlp.asc")))
    assert certificate.fingerprint.upper() == "AC0CBBE6848D6A873464AF4E57CF65933B5A7581"
    assert certificate.fingerprint != KEY.extract_certificate().fingerprint


def test_the_feed_is_the_one_yt_dlp_names() -> None:
    assert yt_dlp.update.API_URL == engine_updates.FEED
    assert f"yt-dlp{yt_dlp.update._FILE_SUFFIXES['zip']}" == ENGINE
