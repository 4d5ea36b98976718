"""The whole application, and everything that it should not be given."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from app.core.download import Download, DownloadState
from app.core.errors import ErrorCode
from tests.end_to_end.app_process import AppProcess
from tests.site import MediaSite, generated_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SECRET = "zq9secret7qz"


def ended(count: int, rows: list[Download]) -> bool:
    return len(rows) == count and all(row.state.is_final for row in rows)


def one_is_beyond(fraction: float, rows: list[Download]) -> bool:
    return any((row.update.progress.fraction or 0.0) > fraction for row in rows)


def three_flow(rows: list[Download]) -> bool:
    """Or have flowed: nothing of them is only about to begin."""
    return sum((row.update.progress.fraction or 0.0) > 0.05 for row in rows) >= 3


def errors(rows: list[Download]) -> list[ErrorCode | None]:
    return [row.update.error for row in rows]


def children_of(pid: int) -> set[int]:
    """The processes that it started and that still run, with what these started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found: set[int] = set()
    while more := {child for child in parents if parents[child] in {pid, *found}} - found:
        found |= more
    return found


def is_alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_arguments_of_every_kind(media_site: MediaSite, tmp_path: Path) -> None:
    good = [media_site.url(f"/bytes/good{number}-1000.mp4") for number in range(2)]
    pipe, zeros, noise = tmp_path / "pipe.txt", tmp_path / "zeros.txt", tmp_path / "noise.txt"
    os.mkfifo(pipe)
    zeros.symlink_to("/dev/zero")
    noise.write_bytes(bytes(range(256)) * 100)
    wide = tmp_path / "wide.txt"
    wide.write_text(f"javascript:open('{good[0]}')\nfile:///etc/passwd\n{good[1]}\n", "utf-16")
    arguments = [str(pipe), str(zeros), str(noise), str(tmp_path), str(wide), "x" * 5000, good[0]]
    bad = ["file:///etc/passwd", "javascript://alert(1)", "http://a.example/\x01", "\udcff"]
    with AppProcess(tmp_path / "home", *arguments, *bad) as app:
        rows = app.wait(lambda rows: ended(2, rows))
        assert {row.request.url for row in rows} == set(good)
        assert {row.state for row in rows} == {DownloadState.COMPLETED}
        assert app.finish() == (0, "")


def test_titles_and_answers_of_every_kind(media_site: MediaSite, tmp_path: Path) -> None:
    odd = ("million", "dots", "climbing", "html")
    links = [media_site.url("/page/json-ld/short.html", odd=name) for name in odd]
    refused = {
        media_site.url("/bytes/a-5000.mp4", fault="json"): ErrorCode.UNSUPPORTED,
        media_site.url("/bytes/b-5000.mp4", fault="loop"): ErrorCode.UNSUPPORTED,
        media_site.url("/bytes/c-5000.mp4", fault="429", retry_after="3600"): (
            ErrorCode.RATE_LIMITED
        ),
    }
    with AppProcess(tmp_path / "home", *links, *refused) as app:
        rows = app.wait(lambda rows: ended(len(odd) + len(refused), rows))
        assert errors(rows) == [None] * len(odd) + list(refused.values())
        here = {path.name for path in app.folder.iterdir() if path.is_file()}
        assert here == {row.update.file_name for row in rows} - {""}
        assert len(here) == len(odd)
        assert {path.name for path in app.home.iterdir()} >= {"Videos", "data"}
        assert not list(tmp_path.glob("outside*"))
        assert app.finish() == (0, "")


def test_a_folder_that_is_a_file(media_site: MediaSite, tmp_path: Path) -> None:
    (tmp_path / "home" / "config").mkdir(parents=True)
    file = tmp_path / "file"
    file.touch()
    settings = f'folder = "{file}"\nffmpeg = "~nobody-of-this-name/ffmpeg"\n'
    (tmp_path / "home" / "config" / "settings.toml").write_text(settings)
    with AppProcess(tmp_path / "home", media_site.url("/bytes/a-1000.mp4")) as app:
        rows = app.wait(lambda rows: ended(1, rows))
        assert errors(rows) == [ErrorCode.NO_PERMISSION]
        assert app.finish()[0] == 0


def test_a_folder_that_vanishes_under_a_download(media_site: MediaSite, tmp_path: Path) -> None:
    links = [media_site.url(f"/bytes/v{n}-900000.mp4", rate=300_000) for n in range(4)]
    with AppProcess(tmp_path / "home", *links) as app:
        app.wait(three_flow)
        elsewhere = app.folder.rename(app.home / "elsewhere")
        rows = app.wait(lambda rows: ended(4, rows))
        # On a busy machine one may be done by then; its file went with the folder.
        done = {row.update.file_name for row in rows if row.state is DownloadState.COMPLETED}
        assert {row.update.error for row in rows if row.update.file_name not in done} == {
            ErrorCode.NO_PERMISSION
        }
        assert {path.name for path in elsewhere.glob("*.mp4")} == done
        assert not app.folder.exists()
        assert app.finish() == (0, "")


def test_a_full_disk_is_waited_for(media_site: MediaSite, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "Videos"
    sizes = (600_000, 700_000, 500_000)
    links = [media_site.url(f"/bytes/f{size}-{size}.mp4", rate=400_000) for size in sizes]
    with small_disk(folder, "1m"), AppProcess(tmp_path / "home", *links) as app:
        app.wait(lambda rows: ErrorCode.DISK_FULL in errors(rows))
        subprocess.run(["mount", "-o", "remount,size=20m", str(folder)], check=True)
        app.wait(lambda rows: all(row.state is DownloadState.COMPLETED for row in rows))
        for size in sizes:
            data = (folder / f"f{size}-{size}.mp4").read_bytes()
            assert data == generated_bytes(f"f{size}", size)
        assert app.finish()[0] == 0


def test_a_full_disk_under_the_list_loses_no_row(media_site: MediaSite, tmp_path: Path) -> None:
    data = tmp_path / "home" / "data"
    link = media_site.url("/bytes/kept-400000.mp4", rate=200_000)
    with small_disk(data, "1m"), AppProcess(tmp_path / "home", link) as app:
        app.wait(lambda rows: len(rows) == 1 and rows[0].state is DownloadState.RUNNING)
        ballast = os.open(data / "ballast", os.O_WRONLY | os.O_CREAT)
        with suppress(OSError):
            while os.write(ballast, bytes(512)):
                pass
        os.close(ballast)
        file = app.folder / "kept-400000.mp4"
        app.wait(lambda _rows: file.exists())
        (data / "ballast").unlink()
        app.wait(lambda rows: rows[0].state is DownloadState.COMPLETED)
        assert app.finish()[0] == 0


def test_nowhere_to_keep_anything(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    command = [sys.executable, "-W", "error", "-m", "app", "--verbose"]
    places = {"SPOOL_HOME": str(file), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, env=os.environ | places, stderr=subprocess.PIPE, text=True)
    said = []
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line)
        if "rows loaded: 0" in line:  # the window stands and goes on
            process.terminate()
    process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in "".join(said)


def test_children_that_are_killed_again_and_again(media_site: MediaSite, tmp_path: Path) -> None:
    links = [media_site.url(f"/bytes/k{n}-400000.mp4", rate=200_000) for n in range(3)]
    with AppProcess(tmp_path / "home", *links) as app:
        for far in (0.2, 0.6):
            app.wait(partial(one_is_beyond, far))
            for child in children_of(app.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        rows = app.wait(lambda rows: ended(3, rows))
        for row in rows:
            assert row.state is DownloadState.COMPLETED or row.update.error in {
                ErrorCode.INTERRUPTED,
                ErrorCode.INTERNAL,
            }
        left = children_of(app.process.pid)
        app.finish()
    assert not any(map(is_alive, left))


def test_secrets_stay_in_the_list(media_site: MediaSite, tmp_path: Path) -> None:
    def secret(path: str, **wishes: str | float) -> str:
        link = media_site.url(path, **wishes)
        link = link.replace("http://", f"http://user:{SECRET}@")
        return f"{link}{'&' if '?' in link else '?'}token={SECRET}&signature={SECRET}"

    links = [
        secret("/bytes/a-300000.mp4", rate=200_000),
        secret("/hls/short/master.m3u8"),
        secret("/page/empty"),
        secret("/bytes/b-5000.mp4", fault="404"),
    ]
    text = tmp_path / "links.txt"
    text.write_text("\n".join(links))
    over = threading.Event()
    told = []

    def watch(pid: int) -> None:
        while not over.wait(0.05):
            for child in children_of(pid):
                try:
                    told.append(Path(f"/proc/{child}/cmdline").read_text(errors="replace"))
                except OSError:
                    continue

    with AppProcess(tmp_path / "home", str(text), "--verbose") as app:
        watcher = threading.Thread(target=watch, args=(app.process.pid,))
        watcher.start()
        try:
            rows = app.wait(lambda rows: ended(len(links), rows))
        finally:
            over.set()
            watcher.join()
        _, said = app.finish()
    assert errors(rows) == [None, None, ErrorCode.UNSUPPORTED, ErrorCode.NOT_FOUND]
    assert any("ffmpeg" in line for line in told)
    assert SECRET not in said + "".join(told) + "".join(str(row.update) for row in rows)
    holding = [path for path in app.home.rglob("*") if _holds(path, SECRET)]
    assert [path.name for path in holding] == ["library.sqlite3"]
    assert holding[0].stat().st_mode & 0o077 == 0


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and text.encode() in path.read_bytes()
