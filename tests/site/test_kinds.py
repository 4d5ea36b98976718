"""Every kind of video is one that the real yt-dlp finds, fetches and puts together."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site import ODD_TITLES, MediaSite
from tests.site.fetching import fetch
from tests.site.media import ffmpeg

KINDS = {
    "direct": "/direct/short.mp4",
    "webm": "/direct/short.webm",
    "html5": "/page/html5/short.html",
    "open_graph": "/page/open-graph/short.html",
    "json_ld": "/page/json-ld/short.html",
    "hls": "/hls/short/master.m3u8",
    "hls_page": "/page/json-ld/short.html?via=hls",
    "aes": "/page/json-ld/short.html?via=hls-aes",
    "split": "/page/json-ld/short.html?via=hls-split",
    "split_aes": "/page/json-ld/short.html?via=hls-split-aes&parts=20",
    "dash": "/dash/short/manifest.mpd",
    "dash_page": "/page/json-ld/short.html?via=dash&parts=20",
}
DESCRIBED = {"json_ld", "hls_page", "aes", "split", "split_aes", "dash_page"}


def yt_dlp(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run yt-dlp as people do, untouched by what they have configured."""
    command = [sys.executable, "-m", "yt_dlp", "--ignore-config", "--no-update", "--no-cache-dir"]
    command += ["--no-plugin-dirs", "--ffmpeg-location", ffmpeg(), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def told(*arguments: str) -> list[dict[str, Any]]:
    """What yt-dlp says of each link, one after another."""
    run = yt_dlp("--quiet", "--no-warnings", *arguments)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def assert_whole(file: Path, seconds: float) -> None:
    """Picture and sound decode without an error, and last as long as they should."""
    shown = ("-progress", "-", "-f", "null", "-")
    command = [ffmpeg(), "-v", "error", "-i", str(file), "-map", "0:v", "-map", "0:a", *shown]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert run.stderr == ""
    reached = [line for line in run.stdout.splitlines() if line.startswith("out_time_us=")]
    assert float(reached[-1].partition("=")[2]) / 1e6 == pytest.approx(seconds, abs=0.2)


def test_every_kind_arrives_whole(media_site: MediaSite, tmp_path: Path) -> None:
    links = [media_site.base_url + path for path in KINDS.values()]
    output = ("--output", f"{tmp_path}/%(autonumber)s.%(ext)s")
    infos = dict(zip(KINDS, told("--print", "after_move:%()j", *output, *links), strict=True))
    for kind, info in infos.items():
        assert_whole(Path(info["filepath"]), 2)
        if kind in DESCRIBED:
            assert (info["title"], info["duration"]) == ("Two seconds", 2)
            assert info["uploader"] == "Spool Test Channel"
            assert info["thumbnail"].endswith("/thumbnail/short.jpg")
    assert infos["open_graph"]["title"] == "Two seconds"
    assert infos["html5"]["height"] == 480
    for kind in ("split", "split_aes", "dash", "dash_page"):
        assert len(infos[kind]["requested_formats"]) == 2
    assert media_site.requests.count("/hls-split-aes/short/480/") == 20
    assert media_site.requests.count("/hls-split-aes/short/key.bin") >= 1


def test_there_are_heights_and_subtitles_to_choose_from(media_site: MediaSite) -> None:
    links = [media_site.base_url + KINDS[kind] for kind in ("html5", "hls_page", "dash_page")]
    infos = told("--skip-download", "--print", "%()j", *links)
    for info in infos:
        heights = {form["height"] for form in info["formats"] if form.get("height")}
        assert heights == {480, 360, 240}
    for info in infos[:2]:
        assert set(info["subtitles"]) == {"en", "de"}


def test_lists_become_their_entries(media_site: MediaSite) -> None:
    lists = (
        media_site.url("/feed/stories.rss"),
        media_site.url("/feed/stories.rss", count=5, of="pages", guid=1, rate=300_000),
        media_site.url("/feed/endless.rss"),
        media_site.url("/page/several/clip.html", count=3),
    )
    answers = told("--flat-playlist", "--dump-single-json", *lists)
    files, pages, endless, several = (answer["entries"] for answer in answers)
    assert len({entry["url"] for entry in files}) == 300
    assert files[0]["title"] == "Episode 1: a box of old lenses"
    assert all(entry["duration"] and entry["thumbnail"] for entry in files)
    assert "/page/json-ld/short-1?rate=300000#__youtubedl_smuggle" in pages[0]["url"]
    assert endless[-1]["url"] == media_site.url("/feed/endless.rss", page=2)
    assert [len(entry["formats"]) for entry in several] == [4, 4, 4]


def test_odd_titles_reach_the_downloader(media_site: MediaSite) -> None:
    names = list(ODD_TITLES)
    links = [media_site.url("/page/json-ld/short.html", odd=name) for name in names]
    infos = told("--skip-download", "--print", "%(.{title})j", *links)
    for name, info in zip(names, infos, strict=True):
        assert info["title"].strip() == ODD_TITLES[name].strip()


def test_what_cannot_be_had_says_so(media_site: MediaSite, tmp_path: Path) -> None:
    expected = {
        "/page/login": "Unsupported URL",
        "/page/empty": "Unsupported URL",
        "/hls/short/master.m3u8?drm=1": "DRM protected",
        "/dash/short/manifest.mpd?drm=1": "DRM protected",
        "/page/open-graph/short.html?media_fault=403": "HTTP Error 403",
        "/direct/short.mp4?fault=loop": "redirect loop",
    }
    links = [media_site.base_url + path for path in expected]
    run = yt_dlp("--quiet", "--no-warnings", "--output", f"{tmp_path}/%(id)s.%(ext)s", *links)
    errors = [line for line in run.stderr.splitlines() if line.startswith("ERROR")]
    for error, says in zip(errors, expected.values(), strict=True):
        assert says in error


def wishes_below(media_site: MediaSite, path: str) -> list[str]:
    """The addresses that stand in a playlist."""
    lines = fetch(media_site.base_url + path).body.decode().splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_wishes_go_down_to_the_segments(media_site: MediaSite) -> None:
    query = "?rate=1000&media_fault=500&media_only=1"
    assert wishes_below(media_site, f"/hls/short/master.m3u8{query}")[0] == (
        "480.m3u8?rate=1000&media_fault=500&media_only=1"
    )
    assert wishes_below(media_site, f"/hls/clip/480.m3u8{query}") == [
        "480/0.ts?rate=1000",
        "480/1.ts?rate=1000&fault=500&only=1",
        "480/2.ts?rate=1000",
    ]
