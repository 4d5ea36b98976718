"""Texts two fifths longer, and read from right to left, fit into every page and dialog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.settings import Theme
from app.ui.look import Look
from tests.ui.conftest import Stage, Surroundings
from tests.ui.cut_off import cut_off, settle
from tests.ui.pseudo import LONGER, longer, pseudo
from tests.ui.scenes import SCENES

_USUAL = (1100, 760)
_SMALL = (720, 480)
_DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.fixture(params=_DIRECTIONS, ids=("ltr", "rtl"))
def pseudo_stage(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    look: Look,
    tmp_path: Path,
    around: Surroundings,
) -> Iterator[Stage]:
    with pseudo(qapp, request.param):
        stage = Stage(qtbot, look, tmp_path, around)
        yield stage
        stage.window.close()
    look.choose(Theme.LIGHT)


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_off(pseudo_stage: Stage, name: str) -> None:
    pseudo_stage.window.resize(*_USUAL)
    shown = SCENES[name](pseudo_stage)
    found = [f"as it opens: {fault}" for fault in cut_off(shown)]
    shown.resize(*_SMALL)
    found += [f"small: {fault}" for fault in cut_off(shown)]
    assert not found, "\n".join(found)


def test_menus_are_as_wide_as_their_words(pseudo_stage: Stage) -> None:
    for menu in (pseudo_stage.window.commands.menu, pseudo_stage.batch.row_menu.menu()):
        menu.popup(pseudo_stage.window.pos())
        settle(menu)
        narrow = [
            action.text()
            for action in menu.actions()
            if action.isVisible() and not action.isSeparator() and not _fits(menu, action)
        ]
        menu.close()
        assert narrow == []


def _fits(menu: QMenu, action: QAction) -> bool:
    area = menu.actionGeometry(action)
    needed = menu.fontMetrics().horizontalAdvance(action.text())
    return menu.rect().contains(area) and area.width() >= needed


def test_a_longer_text_keeps_what_stands_for_something_else() -> None:
    for text in ("Add {0} of {path}…", "%n downloads", "Save as (*.csv)"):
        said = longer(text)
        assert len(said) >= len(text) * (1 + LONGER) - 4
        assert all(kept in said for kept in ("{0}", "{path}", "%n", "(*.csv)") if kept in text)
        assert said.endswith("…") is text.endswith("…")
    assert longer("Done").startswith("Döñé")


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 60)
    row = QHBoxLayout(window)
    narrow = QLabel("much longer than there is room for")
    narrow.setFixedWidth(30)
    row.addWidget(narrow)
    over, outside = QPushButton("lies over it"), QLabel("x", window)
    row.addWidget(over)
    window.show()
    qtbot.waitExposed(window)
    settle(window)
    over.setGeometry(narrow.geometry().adjusted(5, 0, 5, 0))
    outside.setGeometry(190, 10, 30, 20)
    outside.show()
    faults = "\n".join(cut_off(window))
    assert "“much longer" in faults
    assert "“lies over it” needs" in faults
    assert "QLabel lies over QPushButton" in faults
    assert "outside of QWidget" in faults


def test_from_right_to_left_rows_are_mirrored(mirrored: Stage) -> None:
    SCENES["batch rows"](mirrored)
    settle(mirrored.window)
    view, look = mirrored.view, mirrored.look
    area = view.visualRect(view.model().index(0, 0))
    layout = view._painter.layout_of(mirrored.desk.row("a"), area, view.layoutDirection())
    middle = area.center().x()
    assert layout.thumbnail.left() > layout.title.right() > middle
    assert all(place.right() < middle for _action, place in layout.buttons)
    picture = view.viewport().grab().toImage()
    bar = layout.bar
    first, last = (
        picture.pixelColor(x, bar.center().y()) for x in (bar.right() - 6, bar.left() + 6)
    )
    assert (first, last) == (QColor(look.colours.accent), QColor(look.colours.line))


def test_from_right_to_left_bars_grow_from_the_right(mirrored: Stage) -> None:
    SCENES["single running"](mirrored)
    page = mirrored.window.pages.single.row
    for bar in (page.bar, mirrored.batch.footer.bar):
        bar.setValue(bar.maximum() // 2)
        picture = bar.grab().toImage()
        assert picture.pixelColor(picture.width() - 6, 1) == QColor(mirrored.look.colours.accent)
        assert picture.pixelColor(6, 1) == QColor(mirrored.look.colours.line)
    settle(mirrored.window)
    assert page.preview.picture.x() > page.preview.title.x()


def test_from_right_to_left_the_history_is_mirrored(mirrored: Stage) -> None:
    SCENES["history rows"](mirrored)
    settle(mirrored.window)
    view = mirrored.window.pages.history.view
    area = view.visualRect(view.model().index(0, 0))
    ground, blank = QColor(mirrored.look.colours.line), QColor(mirrored.look.colours.soft)
    picture = view.viewport().grab().toImage()
    y = area.center().y() + 12  # below the sign in the middle of a picture that is not here yet
    assert picture.pixelColor(area.right() - 40, y) == ground
    assert picture.pixelColor(area.left() + 130, area.top() + 4) in (
        blank,
        QColor(mirrored.look.colours.base),
    )


@pytest.fixture
def mirrored(
    qapp: QApplication, qtbot: QtBot, look: Look, tmp_path: Path, around: Surroundings
) -> Iterator[Stage]:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage = Stage(qtbot, look, tmp_path, around)
    stage.window.resize(*_USUAL)
    yield stage
    stage.window.close()
    qapp.setLayoutDirection(before)
