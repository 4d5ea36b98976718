"""The settings dialog: every change counts at once, and what cannot be is said."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.choices import Preset
from app.core.errors import ErrorCode
from app.core.settings import Settings, Theme, Unfinished
from app.ui.choices.presets_dialog import PresetsDialog
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.about_page import AboutPage
from app.ui.settings.downloads_page import DownloadsPage
from app.ui.settings.network_page import NetworkPage
from app.ui.settings.settings_dialog import SettingsDialog, SettingsPage, page_for
from app.ui.settings.window_page import WindowPage
from tests.ui.conftest import Surroundings


@pytest.fixture
def dialog(
    qtbot: QtBot, look: Look, services: Services, preferences: Preferences
) -> Iterator[SettingsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(parent, services, preferences, look)
    dialog.open_at()
    yield dialog
    look.choose(Theme.LIGHT)


def _downloads(dialog: SettingsDialog) -> DownloadsPage:
    (page,) = dialog.page(SettingsPage.DOWNLOADS).findChildren(DownloadsPage)
    return page


def _network(dialog: SettingsDialog) -> NetworkPage:
    (page,) = dialog.page(SettingsPage.NETWORK).findChildren(NetworkPage)
    return page


def _window_page(dialog: SettingsDialog) -> WindowPage:
    (page,) = dialog.page(SettingsPage.WINDOW).findChildren(WindowPage)
    return page


def _about(dialog: SettingsDialog) -> AboutPage:
    (page,) = dialog.page(SettingsPage.ABOUT).findChildren(AboutPage)
    return page


def _press(widget: QWidget | None) -> None:
    assert widget is not None
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("", SettingsPage.DOWNLOADS),
        ("nonsense", SettingsPage.DOWNLOADS),
        ("window", SettingsPage.WINDOW),
        (ErrorCode.LOGIN_NEEDED, SettingsPage.COOKIES),
        (ErrorCode.COOKIES, SettingsPage.COOKIES),
        (ErrorCode.PROXY, SettingsPage.NETWORK),
        (ErrorCode.FFMPEG_MISSING, SettingsPage.ABOUT),
    ],
)
def test_it_opens_where_it_helps(dialog: SettingsDialog, asked: str, page: SettingsPage) -> None:
    assert page_for(asked) is page
    dialog.open_at(asked)
    assert dialog.pages.currentWidget() is dialog.page(page)


def test_pages_are_turned_by_keys_and_escape_closes(dialog: SettingsDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert _network(dialog).isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert _about(dialog).isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_in_a_field_does_not_close(dialog: SettingsDialog) -> None:
    QTest.keyClick(_downloads(dialog).naming.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_the_folder_is_chosen_and_taken_back(
    dialog: SettingsDialog, preferences: Preferences, tmp_path: Path
) -> None:
    _press(_button(dialog, "choose_download_folder"))
    asking = dialog.findChild(QFileDialog, "choose_dialog")
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "elsewhere"))
    asking.close()
    assert preferences.settings.folder == str(tmp_path / "elsewhere")
    assert "elsewhere" in _downloads(dialog).folder.text()
    _press(_downloads(dialog).usual_folder)
    assert preferences.settings.folder == ""
    assert not _downloads(dialog).usual_folder.isVisible()


def test_the_preset_for_new_downloads(dialog: SettingsDialog, preferences: Preferences) -> None:
    QTest.keyClick(_downloads(dialog).preset, Qt.Key.Key_End)
    assert preferences.settings.preset == "MP3 320"
    preferences.change(presets=(Preset("Own"),), preset="Own")
    assert _downloads(dialog).preset.currentText() == "Own"
    _press(_button(dialog, "edit_presets"))
    presets = dialog.findChild(PresetsDialog)
    assert presets is not None
    presets.close()


def test_file_names_have_a_live_example(dialog: SettingsDialog, preferences: Preferences) -> None:
    naming = _downloads(dialog).naming
    assert "A Walk in the Woods [dQ9x1Z].mp4" in naming.words.text()
    QTest.keyClicks(naming.field, "{uploader}/{title}")
    assert "Ada Example/A Walk in the Woods.mp4" in naming.words.text()
    assert preferences.settings.naming == "{uploader}/{title}"


@pytest.mark.parametrize(
    "template", ["../x", "/etc/x", "C:\\x", "a/../../b", "{title}/..", "..", "a//b"]
)
def test_a_template_that_escapes_the_folder_is_refused_and_the_old_one_stays(
    dialog: SettingsDialog, preferences: Preferences, template: str
) -> None:
    preferences.change(naming="{title}")
    field = _downloads(dialog).naming.field
    field.setText(template)
    field.textEdited.emit(template)
    assert preferences.settings.naming == "{title}"
    assert "chosen folder" in _downloads(dialog).naming.words.text()
    assert _downloads(dialog).naming.words.property("tone") == "failed"


def test_a_field_is_inserted_into_the_template(
    dialog: SettingsDialog, preferences: Preferences
) -> None:
    naming = _downloads(dialog).naming
    menu = naming.inserting.menu()
    (action,) = [one for one in menu.actions() if one.objectName() == "insert_uploader"]
    action.trigger()
    assert preferences.settings.naming == "{uploader}"
    naming.field.clear()
    naming.field.textEdited.emit("")
    assert preferences.settings.naming == ""
    assert "[dQ9x1Z]" in naming.words.text()


def test_how_downloads_run(dialog: SettingsDialog, preferences: Preferences) -> None:
    page = _downloads(dialog)
    QTest.keyClick(page.limit, Qt.Key.Key_Up)
    QTest.keyClick(page.unfinished, Qt.Key.Key_Down)
    assert preferences.settings.parallel_limit == 4
    assert preferences.settings.unfinished is Unfinished.PAUSE
    preferences.change(parallel_limit=7)
    assert page.limit.value() == 7


@pytest.mark.parametrize(
    "name",
    ["preflight", "archive", "notifications", "tray", "keep_awake", "clipboard"],
)
def test_switches_are_kept_at_once(
    dialog: SettingsDialog, preferences: Preferences, name: str
) -> None:
    for page in SettingsPage:
        dialog.page(page)
    box = dialog.findChild(QAbstractButton, f"setting_{name}")
    assert isinstance(box, QAbstractButton)
    before = getattr(Settings(), name)
    assert box.isChecked() is before
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert getattr(preferences.settings, name) is not before


def test_what_was_downloaded_is_forgotten_only_after_asking(
    dialog: SettingsDialog, around: Surroundings
) -> None:
    for answer, times in ((QMessageBox.StandardButton.Cancel, 0), (None, 1)):
        _press(_downloads(dialog).forgetting)
        (asking,) = [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]
        _press(asking.button(answer) if answer else asking.findChild(QPushButton, "forget"))
        assert around.archive_forgotten == times
    assert _downloads(dialog).forgotten.isVisibleTo(_downloads(dialog))


def test_the_theme_is_seen_at_once(dialog: SettingsDialog, preferences: Preferences) -> None:
    dialog.open_at("window")
    QTest.keyClick(_window_page(dialog).theme, Qt.Key.Key_End)
    assert preferences.settings.theme is Theme.CONTRAST


def test_a_language_is_spoken_after_the_next_start(
    dialog: SettingsDialog, preferences: Preferences
) -> None:
    page = _window_page(dialog)
    assert "English" in [page.language.itemText(i) for i in range(page.language.count())]
    page.language.setCurrentIndex(page.language.findText("English"))
    assert preferences.settings.language == "en"
    assert "restart" in page.restart.text()


def test_versions_are_told_and_copied_without_anything_private(
    dialog: SettingsDialog, preferences: Preferences
) -> None:
    preferences.change(
        proxy="http://ada@secret.example:1",
        cookies_file="/home/ada/cookies.txt",
        ffmpeg="/home/ada/ffmpeg",
        folder="/home/ada/videos",
    )
    assert _about(dialog).labels["ytdlp"].text() == "2026.10.26"
    assert _about(dialog).labels["deno"].text() == "not found"
    _press(_button(dialog, "copy_debug"))
    text = QGuiApplication.clipboard().text()
    assert "yt-dlp: 2026.10.26" in text
    assert "Proxy: http\n" in text
    assert "Cookies: a file" in text
    assert not any(word in text for word in ("ada", "secret", "/home"))


def test_another_ffmpeg(dialog: SettingsDialog, preferences: Preferences) -> None:
    dialog.open_at("about")
    _press(_button(dialog, "choose_ffmpeg"))
    asking = dialog.findChild(QFileDialog, "choose_dialog")
    assert asking is not None
    asking.fileSelected.emit("/opt/ffmpeg")
    asking.close()
    assert preferences.settings.ffmpeg == "/opt/ffmpeg"
    _press(_about(dialog).found)
    assert preferences.settings.ffmpeg == ""


def test_every_control_has_a_name_and_a_role(dialog: SettingsDialog) -> None:
    kinds = (QAbstractButton, QAbstractSpinBox, QLineEdit, QComboBox)
    nameless = []
    for page in SettingsPage:
        dialog.page(page)
    for widget in dialog.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QAbstractSpinBox | QLineEdit | QComboBox
        )
        if isinstance(widget, kinds) and not inner:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not (interface.text(QAccessible.Text.Name) and widget.objectName()):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def _walk(dialog: QDialog, start: QWidget) -> list[QWidget]:
    """What the Tab key comes to, one after the other, until it is back."""
    start.setFocus()
    reached = [start]
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is start:
            break
        reached.append(now)
    return reached


def _reachable(within: QWidget) -> set[str]:
    return {
        widget.objectName()
        for widget in within.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
    }


def _top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()


@pytest.mark.parametrize("page", SettingsPage)
def test_every_control_is_reached_by_the_keyboard_from_top_to_bottom(
    dialog: SettingsDialog, page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.change(proxy="http://ada@proxy.example")
    dialog.open_at(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    reached = _walk(dialog, dialog.list)
    assert {widget.objectName() for widget in reached} == _reachable(dialog)
    tops = [_top(widget) for widget in reached[1:]]
    assert all(below >= above - 4 for above, below in pairwise(tops))


def test_presets_are_reached_by_the_keyboard(
    dialog: SettingsDialog, preferences: Preferences, qtbot: QtBot
) -> None:
    presets = PresetsDialog(dialog, preferences)
    presets.open()
    presets.editor.more_button.setChecked(True)
    presets.activateWindow()
    qtbot.waitUntil(presets.isActiveWindow)
    reached = _walk(presets, presets.list.names)
    assert {widget.objectName() for widget in reached} == _reachable(presets)
    presets.close()


def test_it_fits_a_small_screen(dialog: SettingsDialog) -> None:
    dialog.resize(720, 480)
    assert (dialog.width(), dialog.height()) == (720, 480)
