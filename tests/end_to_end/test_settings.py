"""Settings that reach what runs, through the whole application."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.core.download import DownloadState
from tests.end_to_end.app_process import AppProcess
from tests.end_to_end.test_application import ended
from tests.engine.local_proxy import USER, LocalProxy, local_proxy
from tests.site import MediaSite

PASSWORD = "not-in-any-log"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One whose system has no keyring."""
    monkeypatch.setitem(os.environ, "PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "data").mkdir()
    return home


def write_settings(home: Path, **settings: str | int) -> None:
    settings |= {"folder": (home / "Videos").as_posix(), "engine_updates": False}
    lines = (f"{name} = {json.dumps(value)}" for name, value in settings.items())
    (home / "config" / "settings.toml").write_text("\n".join(lines))


def logged(home: Path) -> str:
    return (home / "logs" / "spool.log").read_text(encoding="utf-8")


def test_nothing_starts_before_the_proxys_password_is_there(
    media_site: MediaSite, home: Path
) -> None:
    link = media_site.url("/bytes/through-20000.mp4")
    with local_proxy(LocalProxy(password=PASSWORD)) as proxy:
        write_settings(home, proxy=f"http://{USER}@127.0.0.1:{proxy.port}")
        (home / "data" / "secrets.json").write_text(json.dumps({"proxy": PASSWORD}))
        with AppProcess(home, link) as app:
            rows = app.wait(lambda rows: ended(1, rows))
            code, errors = app.finish()
    assert [row.state for row in rows] == [DownloadState.COMPLETED], rows[0].update.detail
    assert proxy.seen
    assert (code, errors) == (0, "")
    assert PASSWORD not in logged(home)


def test_a_proxys_password_that_cannot_be_had_holds_up_nothing_for_ever(
    media_site: MediaSite, home: Path
) -> None:
    link = media_site.url("/bytes/refused-20000.mp4")
    with local_proxy(LocalProxy(password=PASSWORD)) as proxy:
        write_settings(home, proxy=f"http://{USER}@127.0.0.1:{proxy.port}")
        with AppProcess(home, link) as app:
            rows = app.wait(lambda rows: ended(1, rows))
    assert [row.update.error for row in rows] == ["proxy"]
    assert media_site.requests.bytes_sent() == 0


def test_pictures_go_through_the_proxy_as_well(media_site: MediaSite, home: Path) -> None:
    """What is seen in the list must not tell a site more than what is downloaded."""
    write_settings(home)
    with AppProcess(home, media_site.url("/bytes/pictured-20000.mp4")) as app:
        app.wait(lambda rows: ended(1, rows))
        app.finish()
    picture = "http://pictures.invalid/a.jpg"  # what is on this computer needs no proxy
    with closing(sqlite3.connect(home / "data" / "library.sqlite3")) as library, library:
        library.execute(
            "UPDATE downloads SET row = json_set(row, '$.update.thumbnail', ?)", [picture]
        )
    with local_proxy(LocalProxy(answers=404)) as proxy:
        write_settings(home, proxy=f"http://127.0.0.1:{proxy.port}")
        with AppProcess(home) as app:
            app.wait(lambda _rows: any(picture in line for line in proxy.seen))


def test_the_archive_skips_what_was_downloaded_before(media_site: MediaSite, home: Path) -> None:
    link = media_site.url("/page/json-ld/short.html")
    write_settings(home, archive=True)
    with AppProcess(home, link) as app:
        (row,) = app.wait(lambda rows: ended(1, rows))
        assert row.update.remark is None
        app.finish()
    (home / "Videos" / row.update.file_name).unlink()
    with closing(sqlite3.connect(home / "data" / "library.sqlite3")) as library, library:
        library.execute("DELETE FROM downloads")  # as if its row had been cleared
    with AppProcess(home, link) as app:
        (row,) = app.wait(lambda rows: ended(1, rows))
    assert row.update.remark == "skipped"
    assert not (home / "Videos" / row.update.file_name).is_file()
