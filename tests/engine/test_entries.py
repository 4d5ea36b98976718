"""Entries of lists, and links to those that only their list knows."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.engine import entries, media
from app.engine.child_pool import ChildPool
from app.engine.command import command_line
from app.engine.failures import Refusal
from app.engine.options import EngineOptions
from app.engine.probe import ProbeTask
from app.engine.probe_job import run_probe
from app.engine.protocol import Answer, ProbeJob
from app.engine.watcher import Info
from app.engine.ytdlp import Engine
from tests.engine.running import downloaded
from tests.site import MediaSite

PAGE = "https://h.example/page"
VIDEO = {"id": "a", "formats": []}
SEPARATE = {
    "formats": [
        {"url": "https://cdn.example/picture", "acodec": "none"},
        {"url": "https://cdn.example/sound", "vcodec": "none"},
    ]
}


def test_a_list_of_one_is_its_video() -> None:
    found = entries.only_entry({"_type": "playlist", "entries": [VIDEO], "extractor": "site"})
    assert found == {**VIDEO, "extractor": "site"}
    for several in ([VIDEO, VIDEO], [], iter([VIDEO])):
        with pytest.raises(Refusal):
            entries.only_entry({"_type": "playlist", "entries": several})


@pytest.mark.parametrize(
    ("link", "numbers"),
    [
        (PAGE, ()),
        (f"{PAGE}#spool-entry=3", (3,)),
        (f"{PAGE}#spool-entry=3.12", (3, 12)),
    ],
)
def test_links_say_which_entry(link: str, numbers: tuple[int, ...]) -> None:
    assert entries.divided(link) == (PAGE, numbers)
    page, below = entries.divided(entries.entry_link(link, 7))
    assert (page, below) == (PAGE, (*numbers, 7))


@pytest.mark.parametrize(
    "end", ["#spool-entry=", "#spool-entry=0", "#spool-entry=-1", "#spool-entry=1e9", "#spool"]
)
def test_other_ends_of_a_link_mean_nothing(end: str) -> None:
    assert entries.divided(PAGE + end) == (PAGE + end, ())


def test_what_was_smuggled_stays_in_front() -> None:
    link = f"{PAGE}#__youtubedl_smuggle=x"
    assert entries.divided(entries.entry_link(link, 1)) == (link, (1,))


class _Pages:
    """A list that yt-dlp reads page by page."""

    def getslice(self, start: int, end: int) -> Iterator[Info]:
        return ({"id": number} for number in range(start, min(end, 120)))


def test_an_entry_is_found_by_its_numbers() -> None:
    inner = {"_type": "multi_video", "entries": iter(["no entry", {"id": "b"}, {"id": "c"}])}
    info: Info = {"_type": "playlist", "entries": [VIDEO, inner], "extractor": "site"}
    assert entries.entry_at(info, (2, 2)) == {"id": "c", "extractor": "site"}
    assert entries.entry_at(info, ()) is info
    paged: Info = {"_type": "playlist", "entries": _Pages()}
    assert entries.entry_at(paged, (101,))["id"] == 100


@pytest.mark.parametrize("numbers", [(3,), (1, 1), (9999,)])
def test_an_entry_that_is_gone_is_not_found(numbers: tuple[int, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        entries.entry_at({"_type": "playlist", "entries": [VIDEO, VIDEO]}, numbers)
    assert refused.value.kind is ErrorCode.NOT_FOUND


def test_no_single_stream_stands_for_a_video() -> None:
    link = entries.entry_link(PAGE, 2)
    assert media.list_entry(SEPARATE, link) == Entry(link)
    assert media.list_entry(SEPARATE | {"webpage_url": PAGE}, link, (PAGE,)) == Entry(link)
    own = SEPARATE | {"webpage_url": "https://h.example/2"}
    assert media.list_entry(own, link, (PAGE,)) == Entry("https://h.example/2")


def test_the_command_fetches_the_same_entry() -> None:
    words = command_line(DownloadRequest(f"{PAGE}#spool-entry=4")).split()
    assert words[words.index("--playlist-items") + 1] == "4"
    assert words[-1] == PAGE


def links_of(pool: ChildPool, url: str) -> list[str]:
    found: list[str] = []

    def take(update: ProbeUpdate) -> None:
        found.extend(entry.url for entry in update.entries)

    ProbeTask(pool, "p", DownloadRequest(url), take).run()
    return found


@pytest.mark.parametrize("via", ["", "hls-split"])
def test_each_video_of_a_page_is_fetched_whole(
    pool: ChildPool, media_site: MediaSite, folder: Path, via: str
) -> None:
    page = media_site.base_url + f"/page/several/short.html?count=2&via={via}"
    links = links_of(pool, page)
    assert len(set(links)) == 2
    labels, titles = set(), set()
    for number, link in enumerate(links):
        last = downloaded(pool, DownloadRequest(link, folder=str(folder)), f"d{number}")
        assert last.state is DownloadState.COMPLETED, last
        labels.add(last.format_label)
        titles.add(last.title)
    best = downloaded(
        pool, DownloadRequest(media_site.url("/hls/short/master.m3u8"), folder=str(folder)), "best"
    )
    assert labels == {best.format_label}
    assert len(titles) == 2


def test_an_entry_that_a_person_makes_up_is_harmless(
    pool: ChildPool, media_site: MediaSite, folder: Path
) -> None:
    page = media_site.base_url + "/page/several/short.html?count=2"
    for link in (f"{page}#spool-entry=3", media_site.url("/bytes/a-1000.mp4") + "#spool-entry=2"):
        last = downloaded(pool, DownloadRequest(link, folder=str(folder)))
        assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.NOT_FOUND)
    assert links_of(pool, f"{page}#spool-entry=3") == []


class _LongList(Engine):
    """Knows a list whose addresses are as long as they may be."""

    def __init__(self) -> None:
        self.options = EngineOptions()

    def look(self, *_: Any) -> Info:
        tail = "\N{GRINNING FACE}" * 8_000
        one = {"webpage_url": f"{PAGE}?{tail}", "title": tail, "thumbnail": f"{PAGE}?{tail}"}
        return {"_type": "playlist", "entries": [one] * 120}


def test_a_page_of_entries_fits_a_line() -> None:
    answers: list[Answer] = []
    run_probe(ProbeJob("p", DownloadRequest(PAGE)), _LongList(), answers.append, threading.Event())
    assert sum(len(answer.probe.entries) for answer in answers if answer.probe) == 120
    assert max(len(wire.to_line(answer)) for answer in answers) < wire.MAX_LINE
