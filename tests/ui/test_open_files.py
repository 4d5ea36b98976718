"""Files and folders are opened without waiting for a disk."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.ui import open_files
from app.ui.open_files import FileOpener, open_page
from app.ui.qt_thread import QtThread


class Programs(QObject):
    """Stands for the programs of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile() or url.toString())


@pytest.fixture
def programs(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Programs]:
    programs = Programs()
    monkeypatch.setattr(open_files, "_show_by_file_manager", lambda _path: False)
    for scheme in ("file", "http", "https", "ftp"):
        QDesktopServices.setUrlHandler(scheme, programs, "take")  # type: ignore[arg-type]  # text, not bytes
    yield programs
    for scheme in ("file", "http", "https", "ftp"):
        QDesktopServices.unsetUrlHandler(scheme)
    del qapp


def test_what_is_there_is_opened(qtbot: QtBot, programs: Programs, tmp_path: Path) -> None:
    thread, failures = QtThread(), list[str]()
    opener = FileOpener(thread.post)
    film = tmp_path / "a film.mp4"
    film.touch()
    opener.open(str(film), lambda: failures.append("film"))
    qtbot.waitUntil(lambda: programs.opened == [str(film)])
    film.unlink()
    opener.open(str(film), lambda: failures.append("film"))
    qtbot.waitUntil(lambda: failures == ["film"])
    assert programs.opened == [str(film)]


def test_a_folder_is_shown_even_without_the_file(
    qtbot: QtBot, programs: Programs, tmp_path: Path
) -> None:
    thread, failures = QtThread(), list[str]()
    opener = FileOpener(thread.post)
    opener.show_in_folder(str(tmp_path / "gone.mp4"), lambda: failures.append("folder"))
    qtbot.waitUntil(lambda: programs.opened == [str(tmp_path)])
    opener.show_in_folder(str(tmp_path / "gone" / "gone.mp4"), lambda: failures.append("folder"))
    qtbot.waitUntil(lambda: failures == ["folder"])


def test_a_disk_that_does_not_answer_holds_nothing_up(
    qtbot: QtBot, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = threading.Event(), threading.Event()
    exists = Path.exists

    def slowly(path: Path) -> bool:
        asked.set()
        assert answers.wait(10)
        return exists(path)

    monkeypatch.setattr(Path, "exists", slowly)
    thread = QtThread()
    opener = FileOpener(thread.post)
    opener.open(str(tmp_path), lambda: None)
    assert asked.wait(10)
    assert programs.opened == [], "it came back before the disk did"
    answers.set()
    qtbot.waitUntil(lambda: programs.opened == [str(tmp_path)])


def test_only_pages_are_opened_in_the_browser(programs: Programs) -> None:
    assert open_page("https://example.org/a")
    for address in ("file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "a"):
        assert not open_page(address)
    assert programs.opened == ["https://example.org/a"]
