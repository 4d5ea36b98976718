"""Links are looked at beside the downloads, and stopping is final."""

import queue
import threading
from collections.abc import Iterator

import pytest

from app.core.download import DownloadRequest
from app.core.executor import ProbeUpdate
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.executors.local_prober import LocalProber
from tests.executors.watched import SECONDS
from tests.site import MediaSite


@pytest.fixture(scope="module")
def pool() -> Iterator[ChildPool]:
    # So patient that what hangs does so until it is stopped, on a busy machine too.
    children = ChildPool(EngineOptions(socket_timeout=30.0, tries=1), size=2)
    yield children
    children.close()


class Answers:
    def __init__(self) -> None:
        self.pieces: queue.SimpleQueue[ProbeUpdate] = queue.SimpleQueue()

    def until_last(self) -> list[ProbeUpdate]:
        found = [self.pieces.get(timeout=SECONDS)]
        while not found[-1].last:
            found.append(self.pieces.get(timeout=SECONDS))
        return found


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def prober(pool: ChildPool, answers: Answers) -> Iterator[LocalProber]:
    local = LocalProber(pool, answers.pieces.put)
    yield local
    local.close()


def test_a_list_becomes_its_entries(
    prober: LocalProber, answers: Answers, media_site: MediaSite
) -> None:
    prober.probe("a", DownloadRequest(media_site.url("/feed/list.rss", count=3)))
    found = answers.until_last()
    assert {piece.id for piece in found} == {"a"}
    assert len([entry for piece in found for entry in piece.entries]) == 3
    assert found[-1].error is None


def test_a_stopped_probe_says_nothing_and_its_id_may_be_used_again(
    prober: LocalProber, answers: Answers, media_site: MediaSite
) -> None:
    stalled = media_site.url("/page/html5/clip.html", fault="stall", size=1)
    prober.probe("a", DownloadRequest(stalled))
    media_site.requests.wait_for(lambda log: log.count("/page/html5/clip.html") > 0)
    prober.stop("a")
    prober.probe("a", DownloadRequest(media_site.url("/feed/list.rss", count=2)))
    found = answers.until_last()
    assert len([entry for piece in found for entry in piece.entries]) == 2
    assert answers.pieces.empty()


def test_asking_twice_is_asking_once(
    prober: LocalProber, answers: Answers, media_site: MediaSite
) -> None:
    link = media_site.url("/feed/list.rss", count=2)
    prober.probe("a", DownloadRequest(link))
    prober.probe("a", DownloadRequest(link))
    prober.probe("b", DownloadRequest(link))
    found = answers.until_last() + answers.until_last()
    assert sorted(piece.id for piece in found if piece.last) == ["a", "b"]


def test_closing_ends_what_hangs(
    prober: LocalProber, answers: Answers, media_site: MediaSite
) -> None:
    prober.stop("never begun")
    for number in range(3):
        prober.probe(
            str(number),
            DownloadRequest(media_site.url(f"/page/html5/{number}.html", fault="stall")),
        )
    media_site.requests.wait_for(lambda log: log.count("/page/html5/") > 0)
    prober.close()
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("probe")]
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    assert answers.pieces.empty()


def test_after_the_end_nothing_begins(prober: LocalProber, answers: Answers) -> None:
    prober.close()
    prober.probe("late", DownloadRequest("http://127.0.0.1:9/"))
    prober.stop("late")
    assert answers.pieces.empty()


def test_the_archive_is_asked(pool: ChildPool, answers: Answers, media_site: MediaSite) -> None:
    local = LocalProber(pool, answers.pieces.put, archive=lambda key: "known" in key)
    for name in ("known", "other"):
        local.probe(name, DownloadRequest(media_site.url(f"/bytes/{name}-9000.mp4")))
    found = {piece.id: piece.video for piece in answers.until_last() + answers.until_last()}
    local.close()
    assert {name: video and video.archived for name, video in found.items()} == {
        "known": True,
        "other": False,
    }


def test_one_finds_a_place_beside_two_that_hang(
    prober: LocalProber, answers: Answers, media_site: MediaSite
) -> None:
    for number in range(2):
        prober.probe(
            str(number),
            DownloadRequest(media_site.url(f"/page/html5/{number}.html", fault="stall")),
        )
    media_site.requests.wait_for(lambda log: log.count("/page/html5/") == 2)
    prober.probe("mine", DownloadRequest(media_site.url("/feed/list.rss", count=2)))
    assert answers.until_last()[-1].id == "mine"
