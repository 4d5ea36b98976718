"""The whole application, window and all, as a process of its own."""

import hashlib
import socket
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from app.core.download import Download, DownloadState
from app.ui.instance import _socket_name
from tests.end_to_end.app_process import AppProcess, start
from tests.site import MediaSite, generated_bytes


def ended(count: int, rows: list[Download]) -> bool:
    return len(rows) == count and all(row.state.is_final for row in rows)


def test_links_and_lists_on_the_command_line_are_downloaded(
    media_site: MediaSite, tmp_path: Path
) -> None:
    listed = [media_site.url(f"/bytes/listed{number}-40000.mp4") for number in range(3)]
    text = tmp_path / "list of links.txt"
    text.write_text("# a comment\n" + "\n".join(listed) + "\nnot a link\n")
    link = media_site.url("/page/json-ld/short.html")
    with AppProcess(tmp_path / "home", link, str(text)) as app:
        rows = app.wait(lambda rows: ended(4, rows))
        assert {row.state for row in rows} == {DownloadState.COMPLETED}
        assert {row.request.url for row in rows} == {link, *listed}
        names = {path.name for path in app.folder.iterdir() if path.is_file()}
        assert names == {row.update.file_name for row in rows}
        for number in range(3):
            data = (app.folder / f"listed{number}-40000.mp4").read_bytes()
            assert data == generated_bytes(f"listed{number}", 40_000)
        code, errors = app.finish()
    assert (code, errors) == (0, "")


def test_a_playlist_becomes_its_entries_in_its_place(media_site: MediaSite, tmp_path: Path) -> None:
    feed = media_site.url("/feed/shows.rss", count=3)
    with AppProcess(tmp_path / "home", feed) as app:
        rows = app.wait(lambda rows: ended(3, rows))
        assert feed not in {row.request.url for row in rows}
        assert len({row.list_name for row in rows}) == 1
        assert rows[0].list_name


def test_a_second_start_hands_its_links_over(media_site: MediaSite, tmp_path: Path) -> None:
    first, second = (media_site.url(f"/bytes/start{number}-20000.mp4") for number in (1, 2))
    with AppProcess(tmp_path / "home", first) as app:
        app.wait(lambda rows: len(rows) == 1)
        other = start(app.home, second)
        _, errors = other.communicate(timeout=60)
        assert (other.returncode, errors) == (0, "")
        rows = app.wait(lambda rows: ended(2, rows))
        assert [row.request.url for row in rows] == [first, second]


@pytest.mark.skipif(sys.platform == "win32", reason="its local sockets are no files")
def test_a_start_while_another_is_about_to_end_takes_its_place(
    media_site: MediaSite, tmp_path: Path
) -> None:
    folder = tmp_path / "runtime"
    folder.mkdir()
    lock = QLockFile(str(folder / "spool.lock"))
    assert lock.tryLock(0)
    with socket.socket(socket.AF_UNIX) as ending:
        ending.bind(_socket_name(folder))
        ending.listen()
        with AppProcess(tmp_path, media_site.url("/bytes/a-20000.mp4")) as app:
            ending.settimeout(60)
            caller, _ = ending.accept()  # it knocks, but nobody answers any more
            lock.unlock()
            caller.close()
            ending.close()
            app.wait(lambda rows: ended(1, rows))


def test_what_ran_at_the_end_goes_on_at_the_next_start(
    media_site: MediaSite, tmp_path: Path
) -> None:
    size = 600_000
    link = media_site.url(f"/bytes/goes-on-{size}.mp4", rate=200_000)
    with AppProcess(tmp_path / "home", link) as app:
        app.wait(lambda rows: any((row.update.progress.fraction or 0) > 0.2 for row in rows))
        code, errors = app.finish()
        assert (code, errors) == (0, "")
        assert [row.state for row in app.rows()] == [DownloadState.RUNNING]
    before = media_site.requests.bytes_sent()
    with AppProcess(tmp_path / "home") as app:
        app.wait(lambda rows: ended(1, rows))
        data = (app.folder / f"goes-on-{size}.mp4").read_bytes()
    assert (
        hashlib.sha256(data).digest() == hashlib.sha256(generated_bytes("goes-on", size)).digest()
    )
    assert media_site.requests.bytes_sent() - before < size


@pytest.mark.parametrize("damage", [b"\0\xff" * 4000, b"folder = ["])
def test_damaged_files_of_ours_are_set_aside_and_it_starts(tmp_path: Path, damage: bytes) -> None:
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "data").mkdir()
    (home / "config" / "settings.toml").write_bytes(damage)
    (home / "data" / "library.sqlite3").write_bytes(damage * 10)
    with AppProcess(home) as app:
        app.wait(lambda _rows: len(list((home / "data").glob("*.damaged-*"))) == 1)
        code, _ = app.finish()
    assert code == 0
    for folder in ("config", "data"):
        (aside,) = (home / folder).glob("*.damaged-*")
        assert aside.read_bytes().startswith(damage)
