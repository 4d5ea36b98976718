"""What links are: videos, and lists of any length."""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

import pytest

from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import Archive, ProbeUpdate, VideoInfo
from app.engine.archive import nothing_archived as nothing
from app.engine.child_pool import ChildPool
from app.engine.probe import ProbeTask
from app.engine.probe_job import MAX_ENTRIES
from tests.engine.bare_server import BareServer, bare_server
from tests.engine.conftest import MakeRequest
from tests.engine.running import downloaded, leased_pids
from tests.site import MediaSite


@dataclass
class Probed:
    """The answers to a probe, and when the first came."""

    updates: list[ProbeUpdate] = field(default_factory=list)
    first_after: float = 0.0
    begun: float = field(default_factory=monotonic)

    def take(self, update: ProbeUpdate) -> None:
        self.first_after = self.first_after or monotonic() - self.begun
        self.updates.append(update)


def probed(pool: ChildPool, link: str | DownloadRequest, archive: Archive = nothing) -> Probed:
    answers = Probed()
    request = DownloadRequest(link) if isinstance(link, str) else link
    ProbeTask(pool, "p", request, answers.take, archive).run()
    assert [update.last for update in answers.updates].count(True) == 1
    assert answers.updates[-1].last
    assert {update.id for update in answers.updates} == {"p"}
    return answers


def test_a_video(pool: ChildPool, media_site: MediaSite) -> None:
    (answer,) = probed(pool, media_site.url("/page/json-ld/clip.html", via="hls-split")).updates
    assert answer.video is not None
    assert answer.video.title == "Test clip"
    assert answer.video.uploader == "Spool Test Channel"
    assert answer.video.duration == 6
    assert answer.video.thumbnail.startswith(media_site.base_url)
    assert {720, 480, 360, 240} <= {one.height for one in answer.video.formats}
    assert answer.entries == ()


@pytest.mark.parametrize(
    ("told", "size"), [("12345", 12345), ("", None), ("9" * 5_000, None), ("many", None)]
)
def test_a_size_is_asked_for_and_not_trusted(pool: ChildPool, told: str, size: int | None) -> None:
    with bare_server(BareServer(b"\0" * 900, told_size=told)) as server:
        (answer,) = probed(pool, server.url("/x.mp4")).updates
    assert answer.error is None
    assert answer.video is not None
    assert answer.video.size == size


def test_a_playlist_of_300_comes_in_pages(pool: ChildPool, media_site: MediaSite) -> None:
    answers = probed(pool, media_site.url("/feed/videos.rss"))
    entries = [entry for update in answers.updates for entry in update.entries]
    assert len(answers.updates) > 3
    assert len(entries) == 300
    assert len({entry.url for entry in entries}) == 300
    assert all(entry.title and entry.url.startswith(media_site.base_url) for entry in entries)
    assert answers.updates[0].list_title == "Videos: 300 episodes"
    assert not answers.updates[-1].truncated
    assert media_site.requests.count("/bytes/") == 0


def test_a_list_without_end_is_bounded_and_says_so(pool: ChildPool, media_site: MediaSite) -> None:
    answers = probed(pool, media_site.base_url + "/feed/long.rss?count=6000")
    assert sum(len(update.entries) for update in answers.updates) == MAX_ENTRIES
    assert answers.updates[-1].truncated
    assert answers.updates[-1].error is None


def test_a_page_with_several_videos(pool: ChildPool, media_site: MediaSite) -> None:
    answers = probed(pool, media_site.base_url + "/page/several/clip.html")
    assert len([entry for update in answers.updates for entry in update.entries]) == 3


@pytest.mark.parametrize(
    ("path", "wishes", "code"),
    [
        ("/bytes/a-1000.mp4", {"fault": "404"}, ErrorCode.NOT_FOUND),
        ("/bytes/a-1000.mp4", {"fault": "401"}, ErrorCode.LOGIN_NEEDED),
        ("/page/empty", {}, ErrorCode.UNSUPPORTED),
        ("/bytes/a-1000.mp4", {"fault": "hang_up"}, ErrorCode.NETWORK),
    ],
)
def test_what_is_nothing(
    pool: ChildPool,
    media_site: MediaSite,
    path: str,
    wishes: dict[str, str | float],
    code: ErrorCode,
) -> None:
    (answer,) = probed(pool, media_site.url(path, **wishes)).updates
    assert answer.error is code
    assert answer.detail


def test_only_web_links_are_looked_at(pool: ChildPool) -> None:
    (answer,) = probed(pool, "file:///etc/passwd").updates
    assert answer.error is ErrorCode.UNSUPPORTED


def test_a_stopped_probe_answers_nothing_more(pool: ChildPool, media_site: MediaSite) -> None:
    url = media_site.url("/page/json-ld/clip.html", fault="stall")
    answers = Probed()
    task = ProbeTask(pool, "p", DownloadRequest(url), answers.take)
    thread = threading.Thread(target=task.run)
    thread.start()
    media_site.requests.wait_for(lambda requests: requests.answering(url) > 0)
    assert leased_pids(pool)
    begin = monotonic()
    task.stop()
    thread.join(10)
    assert monotonic() - begin < 0.5
    assert answers.updates == []
    assert leased_pids(pool) == []


def foretold(pool: ChildPool, request: DownloadRequest, archive: Archive = nothing) -> VideoInfo:
    (answer,) = probed(pool, request, archive).updates
    assert answer.error is None, answer
    assert answer.video is not None
    return answer.video


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices(Quality.P360),
        Choices(audio=AudioFormat.MP3),
        Choices(audio=AudioFormat.BEST),
    ],
)
def test_what_is_told_before_comes_true(
    pool: ChildPool, request_for: MakeRequest, folder: Path, choices: Choices
) -> None:
    request = replace(request_for("/page/json-ld/clip.html", via="hls-split"), choices=choices)
    told = foretold(pool, request)
    assert list(folder.iterdir()) == []
    last = downloaded(pool, request)
    assert (told.file_name, told.media_key) == (last.file_name, last.media_key)
    assert (told.name_taken, told.archived) == (False, False)


def test_the_size_is_that_of_the_chosen_formats(
    pool: ChildPool, media_site: MediaSite, request_for: MakeRequest
) -> None:
    assert foretold(pool, request_for("/bytes/a-123456.mp4")).size == 123_456
    best = foretold(pool, request_for("/page/json-ld/clip.html", via="hls-split"))
    small = request_for("/page/json-ld/clip.html", via="hls-split", quality=Quality.P360)
    assert (best.size or 0) > (foretold(pool, small).size or 0) > 0
    assert media_site.requests.count("/hls-split/clip/720/") == 0


def test_a_name_that_is_taken(pool: ChildPool, request_for: MakeRequest, folder: Path) -> None:
    request = request_for("/bytes/a-3000.mp4")
    name = foretold(pool, request).file_name
    (folder / name).write_bytes(b"something else")
    assert foretold(pool, request).name_taken
    assert not foretold(pool, replace(request, folder="")).name_taken
    assert downloaded(pool, request).file_name != name


def test_what_is_in_the_folder_already_was_downloaded_before(
    pool: ChildPool, request_for: MakeRequest
) -> None:
    request = request_for("/bytes/a-3000.mp4")
    downloaded(pool, request)
    told = foretold(pool, request)
    assert (told.archived, told.name_taken) == (True, False)


def test_so_was_what_the_archive_knows(
    pool: ChildPool, request_for: MakeRequest, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    def knows(key: str) -> bool:
        asked.append(key)
        return True

    def broken(key: str) -> bool:
        raise OSError(key)

    request = request_for("/bytes/a-3000.mp4")
    told = foretold(pool, request, knows)
    assert told.archived
    assert asked == [told.media_key]
    assert not foretold(pool, request, broken).archived
    assert "the archive cannot be asked" in caplog.text


def test_a_format_there_is_not_still_shows_those_there_are(
    pool: ChildPool, request_for: MakeRequest
) -> None:
    request = replace(request_for("/page/html5/clip.html"), format="no-such-format")
    (answer,) = probed(pool, request).updates
    assert answer.error is ErrorCode.NO_SUCH_FORMAT
    assert answer.video is not None
    assert len(answer.video.formats) == 4


def test_what_would_not_be_downloaded_is_not_promised(
    pool: ChildPool, media_site: MediaSite
) -> None:
    (answer,) = probed(pool, media_site.url("/bytes/a-3000.bin", fault="json")).updates
    assert answer.error is ErrorCode.UNSUPPORTED
