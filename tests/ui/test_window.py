"""The window as a whole: themes, details, accessibility, and odd input."""

import re
import tomllib
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPalette,
    QRegion,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
    QWidget,
)

from app.core.download import Activity, DownloadState, Progress
from app.core.download import Stage as At
from app.core.errors import ErrorCode
from app.core.settings import Settings, SettingsProblem, SettingsTrouble, Theme
from app.core.stores import StoreProblem
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_layout import lay_out
from app.ui.colours import DARK, LIGHT
from app.ui.icons import icon
from app.ui.licences import PARTS
from tests.rows import a_row
from tests.ui.conftest import Stage

_NAMED = (
    QAbstractButton,
    QAbstractSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QMenu,
    QTableView,
)


def _shot(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    points = ((x, y) for x in range(0, image.width(), 1) for y in range(image.height()))
    return any(image.pixel(x, y) == wanted for x, y in points)


def test_the_theme_can_be_chosen_and_is_kept(stage: Stage) -> None:
    (dark,) = stage.window.findChildren(QAction, "theme_dark")
    dark.trigger()
    assert stage.saved[-1].theme is Theme.DARK
    assert stage.look.colours is DARK
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == DARK.window
    assert stage.window.grab().toImage().pixelColor(4, 300).name() == DARK.window
    stage.window.preferences.change(theme=Theme.LIGHT)
    assert stage.window.grab().toImage().pixelColor(4, 300).name() == LIGHT.window


def test_icons_follow_the_theme(stage: Stage) -> None:
    sign = icon("x")
    pictures = []
    for theme in (Theme.LIGHT, Theme.DARK):
        stage.look.choose(theme)
        pictures.append(sign.pixmap(QSize(16, 16)).toImage())
    assert pictures[0] != pictures[1]


def test_a_failed_row_is_painted_in_its_colour(stage: Stage) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.LOGIN_NEEDED)
    area = stage.view.visualRect(stage.model.index(0))
    picture = stage.view.viewport().grab(area).toImage()
    assert _has(picture, LIGHT.failed)
    stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    picture = stage.view.viewport().grab(area).toImage()
    assert _has(picture, LIGHT.done)
    assert not _has(picture, LIGHT.failed)


def test_only_a_paused_bar_has_the_colour_of_a_pause(stage: Stage) -> None:
    stage.desk.add(*"abc")
    progress = Progress(At.DOWNLOADING, Activity.VIDEO, 0.5)
    area = stage.view.visualRect(stage.model.index(2))
    for state, shown in ((DownloadState.PAUSED, True), (DownloadState.QUEUED, False)):
        stage.put("c", state, progress=progress)
        picture = stage.view.viewport().grab(area).toImage()
        assert _has(picture, LIGHT.paused) is shown


def test_details_show_the_reason_first_and_can_be_copied(stage: Stage) -> None:
    stage.desk.add("a")
    details = stage.batch.details
    assert not details.isVisible()
    stage.select("a")
    QTest.keyClick(stage.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert details.isVisible()
    stage.window.take_log(stage.desk.id("a"), "reading the page")
    stage.qtbot.waitUntil(lambda: "reading the page" in details.log.toPlainText())
    stage.put("a", DownloadState.FAILED, error=ErrorCode.LOGIN_NEEDED, detail="ERROR: sign in")
    assert details.reason.text().startswith("This video needs a login")
    assert details.log.toPlainText() == "reading the page\nERROR: sign in"
    details.copy_log.click()
    assert QGuiApplication.clipboard().text() == details.log.toPlainText()
    details.copy_command.click()
    assert QGuiApplication.clipboard().text() == "yt-dlp https://example.org/a"
    details.remedy.setFocus()
    stage.desk.queue.remove([stage.desk.id("a")])
    assert details.title.text().startswith("Choose a download")


def test_details_and_size_are_kept_for_next_time(stage: Stage) -> None:
    stage.window.resize(700, 500)
    stage.window.commands.details.setChecked(True)
    stage.window.close()
    again = stage.open(Settings())
    assert again.size() == QSize(700, 500)
    assert again.batch.details.isVisible()
    kept = QSettings(str(stage.folder / "window.ini"), QSettings.Format.IniFormat)
    assert kept.contains("geometry")
    again.close()


def test_details_scroll_where_there_is_no_room_for_all(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    stage.window.commands.details.setChecked(True)
    stage.window.resize(720, 480)
    details = stage.batch.details
    stage.qtbot.waitUntil(lambda: details.verticalScrollBar().maximum() > 0)
    for label in (details.link, details.folder, details.choice):
        assert label.height() >= label.sizeHint().height()
    assert stage.view.height() > 62


def test_details_take_less_room_than_the_list(stage: Stage) -> None:
    stage.desk.add("a")
    stage.window.commands.details.setChecked(True)
    splitter = stage.batch.splitter
    stage.qtbot.waitUntil(lambda: splitter.sizes()[1] > 0)
    assert splitter.sizes()[1] < splitter.sizes()[0]


def test_a_held_folder_is_said_until_it_is_over(stage: Stage) -> None:
    stage.window.held(str(stage.folder), held=True)
    assert "nearly full" in stage.window.notices.texts()[0]
    assert stage.batch.footer.free.property("tone") == "failed"
    stage.window.held(str(stage.folder), held=False)
    assert stage.window.notices.texts() == []
    assert stage.batch.footer.free.property("tone") == "dim"


def test_problems_are_shown_until_they_are_dismissed_or_over(stage: Stage) -> None:
    window = stage.window
    window.notices.show_store_problem(StoreProblem.DISK_FULL, "/l")
    window.notices.show_store_problem(StoreProblem.DAMAGED, "/l.damaged")
    window.notices.show_settings_problem(SettingsProblem(SettingsTrouble.DAMAGED, "/s"))
    assert len(window.notices.texts()) == 3
    window.notices.show_store_problem(None, "")
    texts = window.notices.texts()
    assert len(texts) == 2
    assert "/l.damaged" in texts[0]
    window.notices.show_settings_problem(SettingsProblem(SettingsTrouble.NOT_SAVED, "/s"))
    assert len(window.notices.texts()) == 3
    window.notices.show_settings_problem(None)
    assert window.notices.texts() == texts
    window.notices.show_notice("<b>plain</b>")
    for button in window.notices.findChildren(QAbstractButton, "dismiss"):
        button.click()
    assert not window.notices.isVisible()


def test_a_million_characters_and_markup_in_a_title(stage: Stage) -> None:
    stage.desk.add("a", "b")
    stage.put("a", DownloadState.RUNNING, title="<h1>x</h1>" * 100_000)
    stage.put("b", DownloadState.RUNNING, title="\u0000\u202e\n" * 1000)
    stage.window.commands.details.setChecked(True)
    stage.select("a")
    assert len(stage.model.index(0).data()) < 1000
    assert not _shot(stage.window).isNull()
    assert stage.batch.details.title.textFormat() is Qt.TextFormat.PlainText


def test_everything_has_a_name_and_a_place_in_the_tab_order(stage: Stage) -> None:
    stage.desk.add("a")
    stage.window.commands.details.setChecked(True)
    stage.window.notices.show_notice("A problem")
    nameless = []
    for widget in stage.window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QAbstractSpinBox | QLineEdit
        )
        if isinstance(widget, _NAMED) and not inner:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_rows_are_read_as_sentences(stage: Stage) -> None:
    stage.desk.add("a")
    stage.put("a", DownloadState.FAILED, title="Talk", error=ErrorCode.PRIVATE)
    interface = QAccessible.queryAccessibleInterface(stage.view)
    assert interface.text(QAccessible.Text.Name) == "Downloads"
    texts = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert "Talk, This video is private." in texts


def test_every_action_of_the_window_has_a_key_of_its_own(stage: Stage) -> None:
    keys = [action.shortcut().toString() for action in stage.window.actions()]
    assert "" not in keys
    assert len(keys) == len(set(keys))
    menu = stage.window.commands.menu
    for action in menu.actions():
        assert action.isSeparator() or action.menu() or not action.shortcut().isEmpty()


def test_the_list_of_keys_is_complete(stage: Stage) -> None:
    stage.window.pages.make_all()
    listed = stage.window.commands.all_keys()
    native = QKeySequence.SequenceFormat.NativeText
    for action in stage.window.findChildren(QAction):
        if key := action.shortcut().toString(native):
            assert (action.text().replace("&", ""), key) in listed
    keys = {key for _words, key in listed}
    for shortcut in stage.window.findChildren(QShortcut):
        assert shortcut.key().toString(native).replace("Enter", "Return") in keys


@pytest.mark.parametrize("name", ["keys", "about_spool", "settings", "presets"])
def test_dialogs_open_without_stopping_anything(stage: Stage, name: str) -> None:
    action = next(one for one in stage.window.actions() if one.objectName() == name)
    action.trigger()
    (dialog,) = stage.window.findChildren(QDialog)
    assert dialog.isVisible()
    dialog.close()


def test_every_part_of_the_program_stands_among_the_licences() -> None:
    named = " ".join(name for name, _licence in PARTS).lower()
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["desktop"]]
    names = [re.split(r"[^\w-]", one)[0].removesuffix("-essentials") for one in needed]
    assert [name for name in names if name.lower() not in named] == []


def test_by_keyboard_alone(stage: Stage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    stage.key(Qt.Key.Key_L, control)
    assert QApplication.focusWidget() is stage.batch.add_bar.field
    QTest.keyClicks(stage.batch.add_bar.field, "https://example.org/a")
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.shown() == "a")
    stage.key(Qt.Key.Key_G, control)
    assert QApplication.focusWidget() is stage.view
    stage.key(Qt.Key.Key_Down)
    stage.key(Qt.Key.Key_Delete)
    stage.desk.executor.tell(stage.desk.id("a"), DownloadState.CANCELED)
    assert stage.shown() == ""
    stage.key(Qt.Key.Key_F, control)
    assert QApplication.focusWidget() is stage.batch.filter_bar.search


def test_the_same_the_other_way_round(stage: Stage) -> None:
    stage.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage.desk.add("a")
    QApplication.processEvents()
    assert stage.view.layoutDirection() is Qt.LayoutDirection.RightToLeft
    area = stage.view.buttons.area(stage.desk.id("a"), RowAction.CANCEL)
    assert area.center().x() < stage.view.viewport().width() / 4
    stage.press("a", RowAction.PAUSE)
    assert stage.desk.row("a").asked is not None
    assert not _shot(stage.window).isNull()


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
@pytest.mark.parametrize("width", [400, 720, 2000])
@pytest.mark.parametrize("remedy", [0, 180])
def test_the_parts_of_a_row_do_not_overlap(
    direction: Qt.LayoutDirection, width: int, remedy: int
) -> None:
    row = QRect(0, 620, width, 62)
    layout = lay_out(row, direction, (RowAction.RETRY, RowAction.REMOVE), remedy)
    parts = [layout.thumbnail, layout.title, layout.status, layout.bar, layout.place]
    parts += [area for _action, area in layout.buttons]
    covered = QRegion()
    for part in parts:
        assert row.contains(part) or part.isEmpty()
        assert covered.intersected(part).isEmpty()
        covered = covered.united(part)


def test_bars_sweep_only_while_nothing_is_known(stage: Stage) -> None:
    stage.desk.add("a")
    sweeps = stage.view.sweeps
    stage.qtbot.waitUntil(lambda: sweeps.is_moving)
    stage.desk.executor.tell(stage.desk.id("a"), fraction=0.1)
    stage.qtbot.waitUntil(lambda: not sweeps.is_moving)
    stage.put("a", DownloadState.RUNNING, progress=Progress(At.RESOLVING))
    stage.qtbot.waitUntil(lambda: sweeps.is_moving)
    stage.put("a", DownloadState.RUNNING, progress=Progress(At.RESOLVING, Activity.WAITING))
    stage.qtbot.waitUntil(lambda: not sweeps.is_moving)


def test_ten_thousand_rows(stage: Stage) -> None:
    store = stage.desk.store
    numbers = count(1)
    rows = [
        replace(a_row(state, title=f"Video-{next(numbers)}"), position=float(place))
        for place, state in enumerate([DownloadState.QUEUED, DownloadState.FAILED] * 5000)
    ]
    store.rows = {row.id: row for row in rows}
    stage.desk.queue._loaded(lambda: None, rows)
    assert stage.model.rowCount() == 10_000
    stage.batch.filter_bar.search.setText("video-77")
    assert stage.model.rowCount() == 111
    assert not _shot(stage.window).isNull()


def test_a_path_keeps_its_order_among_other_scripts(stage: Stage) -> None:
    stage.desk.add("a", folder="/videos")
    stage.select("a")
    stage.window.commands.details.setChecked(True)
    for label in (stage.batch.details.link, stage.batch.details.folder):
        assert (label.text()[0], label.text()[-1]) == ("\u2066", "\u2069")
