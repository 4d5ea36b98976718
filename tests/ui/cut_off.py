"""Finds what does not fit into a window."""

from collections.abc import Callable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionGroupBox,
    QTabBar,
    QWidget,
)

from app.ui.cloud_light import CloudLight
from app.ui.drop_overlay import DropOverlay
from app.ui.single.preview import TitleLabel
from app.ui.toast import Toast
from app.ui.widgets import ChoiceButton, ElidedLabel

_ELIDED = (ElidedLabel, TitleLabel, ChoiceButton, CloudLight)
"""What ends in … by design: titles, paths and lines of facts, which are told in full elsewhere."""

_FLOATING = (Toast, DropOverlay)
_ROUNDING = 1
_ANY = 16_777_215  # a maximum that was never set


def cut_off(window: QWidget) -> list[str]:
    """What is not seen whole in a window, or lies over something else, in words for people."""
    settle(window)
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget is window or _belongs(widget, window):
            found += [f"{_name(widget)}: {fault}" for fault in _faults(widget)]
    return found


def settle(window: QWidget) -> None:
    """Until every layout has come to rest."""
    for _round in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    assert window.isVisible()


def _belongs(widget: QWidget, window: QWidget) -> bool:
    return widget.isVisibleTo(window) and widget.window() is window


def _faults(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, _ELIDED):
        for kind, check in _CHECKS:
            if isinstance(widget, kind):
                yield from check(widget)
                break
    yield from _sticking_out(widget)
    yield from _overlaps(widget)


def _label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    if label.hasScaledContents() or not label.text():
        return
    words = label.text().split() if label.wordWrap() else label.text().splitlines()
    widest = max((label.fontMetrics().horizontalAdvance(one) for one in words), default=0)
    if widest > room.width() + _ROUNDING:
        yield f"“{label.text()[:60]}” needs {widest}, has {room.width()}"
    wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    if wanted > label.height() + _ROUNDING:
        yield f"“{label.text()[:60]}” needs a height of {wanted}, has {label.height()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button.parent(), QLineEdit):
        return  # a sign in a field, which the field places
    hint = button.sizeHint()
    if hint.width() > button.width() + _ROUNDING:
        yield f"“{button.text()}” needs {hint.width()}, has {button.width()}"
    text = button.fontMetrics().height()
    if button.text() and text > button.height():
        yield f"“{button.text()}” needs a height of {text}, has {button.height()}"


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    control = QStyle.ComplexControl.CC_ComboBox
    room = combo.style().subControlRect(control, option, part, combo).width()
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if needed > room + _ROUNDING:
        yield f"“{combo.currentText()}” needs {needed}, has {room}"


def _spin_box(box: QAbstractSpinBox) -> Iterator[str]:
    edit = box.lineEdit()
    texts = [edit.text()]
    if isinstance(box, QSpinBox):
        ends = (box.minimum(), box.maximum())
        texts += [f"{box.prefix()}{box.textFromValue(end)}{box.suffix()}" for end in ends]
        texts.append(box.specialValueText())
    margins = edit.textMargins()
    room = edit.contentsRect().width() - margins.left() - margins.right()
    needed = max(box.fontMetrics().horizontalAdvance(text) for text in texts)
    if needed > room + _ROUNDING:
        yield f"{texts} need {needed}, have {room}"


def _field(field: QLineEdit) -> Iterator[str]:
    """What is written scrolls; the hint of a field that grows with the window ends in …."""
    if field.text() or field.maximumWidth() == _ANY:
        return
    margins = field.textMargins()
    room = field.width() - margins.left() - margins.right() - 8
    needed = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if needed > room:
        yield f"the hint “{field.placeholderText()}” needs {needed}, has {room}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        area, text = bar.tabRect(place), bar.tabText(place)
        if not bar.rect().contains(area):
            yield f"the tab “{text}” is outside"
        if bar.fontMetrics().horizontalAdvance(text) > area.width():
            yield f"the tab “{text}” is too narrow"


def _group(box: QGroupBox) -> Iterator[str]:
    option = QStyleOptionGroupBox()
    box.initStyleOption(option)
    needed = box.fontMetrics().horizontalAdvance(box.title())
    if needed > box.width():
        yield f"the title “{box.title()}” needs {needed}, has {box.width()}"


def _header(header: QHeaderView) -> Iterator[str]:
    for place in range(header.count()):
        if header.isSectionHidden(place):
            continue
        text = header.model().headerData(place, header.orientation())
        needed = header.fontMetrics().horizontalAdvance(str(text or ""))
        if header.orientation() is Qt.Orientation.Horizontal and (
            needed > header.sectionSize(place)
        ):
            yield f"the column “{text}” needs {needed}, has {header.sectionSize(place)}"


def _list(names: QListWidget) -> Iterator[str]:
    needed, room = names.sizeHintForColumn(0), names.viewport().width()
    if needed > room + _ROUNDING:
        yield f"its entries need {needed}, have {room}"


_CHECKS: tuple[tuple[type[QWidget], Callable[..., Iterator[str]]], ...] = (
    (QLabel, _label),
    (QAbstractButton, _button),
    (QComboBox, _combo),
    (QAbstractSpinBox, _spin_box),
    (QLineEdit, _field),
    (QTabBar, _tabs),
    (QGroupBox, _group),
    (QHeaderView, _header),
    (QListWidget, _list),
)


def _sticking_out(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    area, room = widget.geometry(), parent.rect()
    above = parent.parentWidget()
    if isinstance(above, QScrollArea) and above.widget() is widget:
        # Up and down it scrolls; sideways nobody should have to.
        area = QRect(QPoint(area.left(), 0), area.size())
        room = QRect(room.left(), 0, room.width(), max(room.height(), area.height()))
    if not room.adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING).contains(area):
        yield f"is at {_numbers(area)}, outside of {_name(parent)} of {_numbers(room)}"


def _overlaps(widget: QWidget) -> Iterator[str]:
    layout = widget.layout()
    if layout is None:
        return
    placed = [one for one in _placed(layout) if not one.isHidden()]
    for one, other in combinations(placed, 2):
        shared = one.geometry() & other.geometry()
        if shared.width() > _ROUNDING and shared.height() > _ROUNDING:
            yield f"{_name(one)} lies over {_name(other)}"


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        one, inner = item.widget(), item.layout()
        if isinstance(one, QWidget) and not isinstance(one, _FLOATING):
            yield one
        elif isinstance(inner, QLayout):
            yield from _placed(inner)


def _numbers(area: QRect) -> str:
    return f"{area.x()},{area.y()} {area.width()}×{area.height()}"


def _name(widget: QWidget) -> str:
    words = [one.objectName() or type(one).__name__ for one in _line_of(widget)]
    return " › ".join(reversed(words))


def _line_of(widget: QWidget) -> Iterator[QWidget]:
    """A widget and the nearest above it that have a name."""
    yield widget
    above = widget.parentWidget()
    named = 0
    while above is not None and named < 2:
        if above.objectName() and not above.objectName().startswith("qt_"):
            named += 1
            yield above
        if isinstance(above, QDialog):
            return
        above = above.parentWidget()
