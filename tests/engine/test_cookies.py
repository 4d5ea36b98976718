"""Cookies out of a file and out of a browser, on pages that want them."""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.probe import ProbeTask
from tests.engine.bare_server import BareServer, bare_server
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, command_lines, downloaded, eventually

SECRET = "c00kieSecret0123"
HEADER = "# Netscape HTTP Cookie File\n"


def cookie(name: str, value: str, host: str = "127.0.0.1") -> str:
    return f"{host}\tFALSE\t/\tFALSE\t0\t{name}\t{value}\n"


@pytest.fixture(scope="module")
def children(engine_options: EngineOptions) -> Iterator[ChildPool]:
    """For options that change from test to test."""
    own = ChildPool(engine_options)
    yield own
    own.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cookies.txt"


def with_file(children: ChildPool, options: EngineOptions, file: Path) -> ChildPool:
    children.set_options(replace(options, cookies_file=str(file)))
    return children


def test_a_page_that_wants_one(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, file: Path
) -> None:
    request = request_for("/page/members/short.html")
    children.set_options(engine_options)
    assert downloaded(children, request).error is ErrorCode.LOGIN_NEEDED
    file.write_text(HEADER + cookie("member", "yes"))
    before = file.read_bytes(), file.stat().st_mtime_ns
    last = downloaded(with_file(children, engine_options, file), request)
    assert last.state is DownloadState.COMPLETED
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_it_is_read_anew_for_each_download(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, file: Path
) -> None:
    request = request_for("/page/members/short.html")
    file.write_text(HEADER + cookie("member", "no"))
    pool = with_file(children, engine_options, file)
    assert downloaded(pool, request).error is ErrorCode.LOGIN_NEEDED
    file.write_text(HEADER + cookie("member", "yes"))
    assert downloaded(pool, request, "b").state is DownloadState.COMPLETED


def test_each_site_gets_its_own_and_nobody_sees_them(
    children: ChildPool,
    engine_options: EngineOptions,
    folder: Path,
    file: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    lines = cookie("mine", SECRET) + cookie("other", SECRET, "other.example")
    file.write_text(f"{HEADER}{lines}damaged {SECRET}\n{lines.replace('FALSE', SECRET)}")
    with bare_server(BareServer(b"\0" * 900)) as server:
        request = DownloadRequest(server.url("/a.mp4"), folder=str(folder))
        running = Running(with_file(children, engine_options, file), request)
        assert running.last().state is DownloadState.COMPLETED
    assert {seen.get("Cookie") for seen in server.seen} == {f"mine={SECRET}"}
    said = [wire.to_json(update) for update in running.updates] + running.log + [caplog.text]
    assert not [line for line in said if SECRET in line]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "not there"),
        (b"", "no cookies"),
        (b"\x00\xff damaged", "no cookies"),
        (b'[{"name": "member", "value": "yes"}]', "JSON"),
        (b"#" * 10_000_001, "too large"),
    ],
)
def test_a_file_of_no_use(
    children: ChildPool,
    engine_options: EngineOptions,
    request_for: MakeRequest,
    file: Path,
    content: bytes | None,
    word: str,
) -> None:
    if content is not None:
        file.write_bytes(content)
    last = downloaded(with_file(children, engine_options, file), request_for("/bytes/a-9.mp4"))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.COOKIES)
    assert word in last.detail


def test_ffmpeg_is_told_none_where_everybody_would_see_them(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, file: Path
) -> None:
    file.write_text(HEADER + cookie("member", SECRET))
    pool = with_file(children, engine_options, file)
    running = Running(pool, request_for("/hls/clip/master.m3u8", live=1))
    assert eventually(lambda: any(b"ffmpeg" in line for line in command_lines(pool)))
    assert not [line for line in command_lines(pool) if SECRET.encode() in line]
    running.task.cancel()
    assert running.last().state is DownloadState.CANCELED


def firefox(home: Path) -> None:
    """A profile with the cookie, as Firefox keeps it."""
    profile = home / ".mozilla" / "firefox" / "abc.default-release"
    profile.mkdir(parents=True)
    database = sqlite3.connect(profile / "cookies.sqlite")
    database.execute(
        "CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT, name TEXT, "
        "value TEXT, host TEXT, path TEXT, expiry INTEGER, isSecure INTEGER)"
    )
    database.execute(
        "INSERT INTO moz_cookies VALUES (1, '', 'member', 'yes', '127.0.0.1', '/', 4000000000, 0)"
    )
    database.execute("PRAGMA user_version = 12")
    database.commit()
    database.close()


def from_browser(
    options: EngineOptions,
    browser: str,
    request: DownloadRequest,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> DownloadUpdate:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    own = ChildPool(replace(options, cookies_browser=browser))
    try:
        return downloaded(own, request)
    finally:
        own.close()


def test_the_cookies_of_firefox(
    engine_options: EngineOptions,
    request_for: MakeRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firefox(tmp_path)
    request = request_for("/page/members/short.html")
    last = from_browser(engine_options, "firefox", request, tmp_path, monkeypatch)
    assert last.state is DownloadState.COMPLETED


@pytest.mark.parametrize("browser", ["firefox", "chrome", "safari"])
def test_a_browser_that_is_not_there(
    engine_options: EngineOptions,
    request_for: MakeRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    browser: str,
) -> None:
    request = request_for("/bytes/a-9000.mp4")
    last = from_browser(engine_options, browser, request, tmp_path, monkeypatch)
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.COOKIES)
    assert browser in last.detail.lower() or "unsupported platform" in last.detail.lower()


def test_a_database_that_is_damaged(
    engine_options: EngineOptions,
    request_for: MakeRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firefox(tmp_path)
    (database,) = tmp_path.rglob("cookies.sqlite")
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    request = request_for("/bytes/a-9000.mp4")
    last = from_browser(engine_options, "firefox", request, tmp_path, monkeypatch)
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.COOKIES)


def test_a_probe_has_them_too(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, file: Path
) -> None:
    file.write_text(HEADER + cookie("member", "yes"))
    pool = with_file(children, engine_options, file)
    answers: list[ProbeUpdate] = []
    ProbeTask(pool, "p", request_for("/page/members/short.html"), answers.append).run()
    assert answers[-1].video is not None
    file.unlink()
    ProbeTask(pool, "q", request_for("/page/members/short.html"), answers.append).run()
    assert answers[-1].error is ErrorCode.COOKIES
