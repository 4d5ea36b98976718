"""Links of somebody else: nothing but http(s), nothing past the proxy, no file of this computer."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadRequest, DownloadState, Remark
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.engine.child_pool import ChildPool
from app.engine.failures import Refusal
from app.engine.options import EngineOptions, parameters
from app.engine.probe import ProbeTask
from app.engine.tools import find_ffmpeg
from app.engine.untrusted import check_file, on_files
from tests.engine.conftest import MakeRequest
from tests.engine.local_proxy import LocalProxy
from tests.engine.probed import needs_ffprobe
from tests.engine.running import (
    LIMIT,
    Running,
    downloaded,
    eventually,
    group_members,
    leased_pids,
)
from tests.engine.trap_site import MP4, TrapSite, is_refused, past_the_proxy, trap_site
from tests.site import MediaSite

SECRET = b"S3cretOfSomebodyElse"


@pytest.fixture
def children(untrusted: EngineOptions, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildPool]:
    """Where the environment says that this computer needs no proxy."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,127.0.0.2")
    monkeypatch.setenv("NO_PROXY", "*")
    own = ChildPool(untrusted)
    yield own
    own.close()


@pytest.fixture
def internal() -> Iterator[TrapSite]:
    """What nobody outside may reach."""
    with trap_site(TrapSite(host="127.0.0.2")) as one:
        yield one


@pytest.mark.parametrize(
    "path",
    [
        "/direct/clip.mp4",
        "/hls-aes/clip/master.m3u8",
        "/dash/clip/manifest.mpd",
        "/page/html5/clip.html",
    ],
)
def test_what_may_be_fetched_is(
    children: ChildPool,
    proxy: LocalProxy,
    request_for: MakeRequest,
    media_site: MediaSite,
    path: str,
) -> None:
    media_site.requests.clear()
    last = downloaded(children, request_for(path))
    assert last.state is DownloadState.COMPLETED, last
    assert len(proxy.seen) >= media_site.requests.count() > 1


def test_every_step_after_the_fetch_still_works(
    children: ChildPool, request_for: MakeRequest
) -> None:
    everything = Choices(
        container=Container.MKV,
        subtitles=Subtitles.EMBEDDED,
        languages=("en",),
        tags=True,
        chapters=True,
        cover=True,
    )
    request = request_for("/page/json-ld/clip.html", chapters=1)
    last = downloaded(children, replace(request, choices=everything))
    assert last.state is DownloadState.COMPLETED
    assert last.remark in (None, Remark.NO_SUBTITLES)
    sound = downloaded(
        children, replace(request, choices=Choices(audio=AudioFormat.MP3, tags=True, cover=True))
    )
    assert (sound.state, sound.remark) == (DownloadState.COMPLETED, None)


def test_without_a_proxy_nothing_is_asked(
    engine_options: EngineOptions, request_for: MakeRequest, media_site: MediaSite
) -> None:
    own = ChildPool(replace(engine_options, untrusted=True))
    try:
        media_site.requests.clear()
        request = request_for("/bytes/a-9000.mp4")
        last = downloaded(own, request)
        answers: list[ProbeUpdate] = []
        ProbeTask(own, "p", request, answers.append).run()
    finally:
        own.close()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.INTERNAL)
    assert "proxy" in last.detail
    assert [answer.error for answer in answers] == [ErrorCode.INTERNAL]
    assert not media_site.requests.count()


def test_cookies_are_never_used(
    children: ChildPool, untrusted: EngineOptions, site: TrapSite, folder: Path, tmp_path: Path
) -> None:
    jar = tmp_path / "cookies.txt"
    jar.write_text(f"127.0.0.1\tFALSE\t/\tFALSE\t0\tlogin\t{SECRET.decode()}\n")
    site.answers = {"/a.mp4": MP4}
    for given in (
        replace(untrusted, cookies_file=str(jar)),
        replace(untrusted, cookies_browser="firefox"),
    ):
        children.set_options(given)
        request = DownloadRequest(site.url("/a.mp4"), folder=str(folder))
        assert downloaded(children, request).state is DownloadState.COMPLETED
    assert site.seen
    assert not [headers for _, headers in site.seen if "Cookie" in headers]


def _playlist(*addresses: str) -> bytes:
    entries = "".join(f"#EXTINF:1,\n{address}\n" for address in addresses)
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n{entries}#EXT-X-ENDLIST\n".encode()


def _manifest(address: str) -> bytes:
    return (
        '<?xml version="1.0"?><MPD profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"'
        ' type="static" mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType='
        f'"video/mp4"><Representation id="1" bandwidth="1"><BaseURL>{address}</BaseURL>'
        "</Representation></AdaptationSet></Period></MPD>"
    ).encode()


def _script(address: str) -> bytes:
    return f"ffconcat version 1.0\nfile '{address}'\n".encode()


@pytest.mark.parametrize("trap", [_playlist, _manifest, _script])
@pytest.mark.parametrize("is_local", [True, False])
def test_a_file_that_only_names_others(
    children: ChildPool,
    proxy: LocalProxy,
    site: TrapSite,
    internal: TrapSite,
    folder: Path,
    tmp_path: Path,
    trap: Callable[[str], bytes],
    is_local: bool,
) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(SECRET)
    target = other.as_uri() if is_local else internal.url("/metadata.mp4")
    site.answers = {
        "/page.html": b"<html><video src='/clip.mp4'></video></html>",
        "/clip.mp4": trap(target),
    }
    choices = Choices(container=Container.MKV, tags=True)
    request = DownloadRequest(site.url("/page.html"), choices, folder=str(folder))
    assert is_refused(downloaded(children, request))
    assert "/clip.mp4" in site.asked
    assert not internal.asked
    assert not past_the_proxy(proxy, site)
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A second of a picture, of somebody else."""
    file = tmp_path / "film.ts"
    source = ("-f", "lavfi", "-i", "testsrc=duration=1:size=64x64")
    _run(find_ffmpeg(), "-v", "error", "-y", *source, "-c:v", "mpeg2video", str(file))
    return file


def _run(*command: str) -> int:
    return subprocess.run(command, check=False, capture_output=True, timeout=LIMIT).returncode


def test_ffmpeg_opens_no_file_but_those_it_is_given(film: Path, tmp_path: Path) -> None:
    """Were a trap not known for one, it would still be none of the kinds that are opened."""
    trap, out = tmp_path / "trap.mp4", tmp_path / "out.mkv"
    trap.write_bytes(_playlist(film.as_uri()))
    command = (find_ffmpeg(), "-y", "-i", f"file:{trap}", "-c", "copy", f"file:{out}")
    assert _run(*command) == 0
    assert out.stat().st_size > 1_000  # so it is a trap
    out.unlink()
    assert _run(*on_files(command)) != 0
    assert not out.exists()
    assert _run(*on_files((*command[:3], f"file:{film}", *command[4:]))) == 0


@needs_ffprobe
def test_ffprobe_opens_no_file_but_those_it_is_given(film: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.mp4"
    trap.write_bytes(_playlist(film.as_uri()))
    command = ("ffprobe", "-v", "error", "-show_streams", f"file:{trap}")
    assert _run(*command) == 0
    assert _run(*on_files(command)) != 0
    assert _run(*on_files((*command[:-1], f"file:{film}"))) == 0


def test_a_list_of_files_that_yt_dlp_has_written_is_read(film: Path, tmp_path: Path) -> None:
    listed, out = tmp_path / "out.concat", tmp_path / "out.mkv"
    listed.write_bytes(b"ffconcat version 1.0\n" + f"file 'file:{film}'\n".encode() * 2)
    before = ("-hide_banner", "-nostdin", "-f", "concat", "-safe", "0")
    command = (find_ffmpeg(), "-y", *before, "-i", f"file:{listed}", "-c", "copy", f"file:{out}")
    assert _run(*on_files(command)) == 0
    out.unlink()
    other = film.rename(film.with_name("other.ts"))
    film.write_bytes(_playlist(other.as_uri()))
    assert _run(*command) == 0
    assert out.stat().st_size > 1_000
    out.unlink()
    _run(*on_files(command))
    assert not out.exists() or out.stat().st_size < 1_000


LIVE = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:1\n"


def test_ffmpeg_fetches_through_the_proxy_alone(
    children: ChildPool, proxy: LocalProxy, site: TrapSite, folder: Path, film: Path
) -> None:
    parts = "".join(f"#EXTINF:1,\n/{number}.ts\n" for number in range(3))
    secret = f"#EXTINF:1,\n{film.as_uri()}\n"
    site.answers = {"/live.m3u8": (LIVE + parts + secret).encode()}
    site.answers |= {f"/{number}.ts": film.read_bytes() for number in range(3)}
    running = Running(children, DownloadRequest(site.url("/live.m3u8"), folder=str(folder)))
    assert eventually(lambda: "/2.ts" in site.asked)
    (at_work,) = leased_pids(children)
    ffmpegs = [pid for pid in group_members(at_work) if b"ffmpeg" in _of(pid, "cmdline")]
    arguments = _of(ffmpegs[0], "cmdline").split(b"\0")
    whitelist = arguments.index(b"-protocol_whitelist")
    assert whitelist < arguments.index(b"-i")
    assert b"file" not in arguments[whitelist + 1]
    variables = _of(ffmpegs[0], "environ").lower().split(b"\0")
    names = {variable.partition(b"=")[0] for variable in variables}
    assert b"http_proxy" in names
    assert b"no_proxy" not in names
    assert not past_the_proxy(proxy, site)
    running.task.cancel()
    assert running.last().state is DownloadState.CANCELED


def test_where_nothing_confines_it_ffmpeg_fetches_nothing(
    untrusted: EngineOptions, site: TrapSite, folder: Path
) -> None:
    live = _playlist("/0.ts").replace(b"#EXT-X-ENDLIST", b"")
    site.answers = {"/live.m3u8": live, "/0.ts": b"\x47" + bytes(187)}
    own = ChildPool(replace(untrusted, ffmpeg_fetches=False))
    try:
        last = downloaded(own, DownloadRequest(site.url("/live.m3u8"), folder=str(folder)))
    finally:
        own.close()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.UNSUPPORTED)
    assert "/0.ts" not in site.asked


def test_a_playlist_for_ffmpeg_that_names_files(
    children: ChildPool, proxy: LocalProxy, site: TrapSite, folder: Path, film: Path
) -> None:
    """Of a protection that only ffmpeg may know, so that yt-dlp leaves all to it."""
    key = b'#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="https://127.0.0.1:1/key"\n'
    names_files = _playlist("/0.ts", film.as_uri()).replace(b"#EXTINF", key + b"#EXTINF", 1)
    site.answers = {"/film.m3u8": names_files, "/0.ts": b"\x47" + bytes(187)}
    running = Running(children, DownloadRequest(site.url("/film.m3u8"), folder=str(folder)))
    assert running.last().state is DownloadState.FAILED
    assert [line for line in running.log if "delegated to ffmpeg" in line]
    assert "/0.ts" in site.asked
    assert not past_the_proxy(proxy, site)
    assert not [path for path in folder.rglob("*.mp4") if path.stat().st_size > 10_000]


def _of(pid: int, name: str) -> bytes:
    return Path(f"/proc/{pid}/{name}").read_bytes()


def test_a_redirect_leads_to_no_other_protocol(
    children: ChildPool, proxy: LocalProxy, site: TrapSite, folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ftp:
        away = f"ftp://127.0.0.1:{ftp.getsockname()[1]}/a.mp4"
        site.answers = {"/ftp.mp4": away, "/file.mp4": "file:///etc/passwd"}
        for path in site.answers:
            request = DownloadRequest(site.url(path), folder=str(folder))
            assert is_refused(downloaded(children, request)), path
    assert {line.split(" ")[1] for line in proxy.seen} <= {site.url(path) for path in site.answers}


@pytest.mark.parametrize(
    "start",
    [
        b"#EXTM3U\n#\x01",
        b"\xef\xbb\xbf#extm3u\n\x01",
        b"ffconcat version 1.0\n#\0",
        b" \n<?xml version='1.0'?>\0",
        b"<MPD>\0",
        b"v=0\no=- 0 0 IN IP4 127.0.0.2\n",
        b"# VobSub index file, v7\n",
        "Über alles\n".encode() * 200,
        b"text",
    ],
)
def test_text_is_no_video(tmp_path: Path, start: bytes) -> None:
    file = tmp_path / "x.mp4"
    file.write_bytes(start)
    with pytest.raises(Refusal) as raised:
        check_file(file)
    assert raised.value.kind is ErrorCode.UNSUPPORTED
    assert not file.exists()


@pytest.mark.parametrize(
    "start", [MP4, b"\x1aE\xdf\xa3", b"ID3\x04\0\0", b"fLaC\0", b"", b"\xff\xf1x"]
)
def test_what_is_no_text_is_left_alone(tmp_path: Path, start: bytes) -> None:
    file = tmp_path / "x.mp4"
    file.write_bytes(start)
    check_file(file)
    assert file.read_bytes() == start
    check_file(tmp_path / "nothing.mp4")


def test_nothing_of_it_is_there_for_links_of_ones_own() -> None:
    request = DownloadRequest("http://a.example/")
    own = parameters(request, Path(), EngineOptions())
    theirs = parameters(request, Path(), EngineOptions(untrusted=True))
    assert theirs.keys() - own.keys() == {"external_downloader_args"}
    assert own == {name: value for name, value in theirs.items() if name in own}
