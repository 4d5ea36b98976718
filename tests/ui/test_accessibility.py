"""What those get of the window who do not see it, or have no mouse: names, roles, values, order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QScrollArea, QTableView, QWidget

from app.ui.form import PageArea
from tests.ui.conftest import Stage
from tests.ui.cut_off import settle
from tests.ui.scenes import SCENES

_TAB = Qt.FocusPolicy.TabFocus
_SENSIBLE = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.List,
        QAccessible.Role.PageTabList,
        QAccessible.Role.RadioButton,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Table,
    }
)
_MOST = 60
"""More stops than any page has."""


def _interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def _name(widget: QWidget) -> str:
    return str(_interface(widget).text(QAccessible.Text.Name))


def _stops(window: QWidget) -> list[QWidget]:
    """What the tab key is to reach."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & _TAB
        and one.isVisibleTo(window)
        and one.isEnabled()
        and one.window() is window
        and one.focusProxy() is None
    ]


def _told(widget: QWidget) -> str:
    return widget.objectName() or f"{type(widget).__name__} in {widget.parent()}"


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and not child.state().invisible:
            yield from _below(child)


@pytest.mark.parametrize("name", SCENES)
def test_names_roles_and_the_way_of_the_tab_key(stage: Stage, name: str) -> None:
    window = SCENES[name](stage)
    window.activateWindow()
    stage.qtbot.waitUntil(window.isActiveWindow)
    settle(window)
    assert _faults(window) == []
    there = _round(window, Qt.Key.Key_Tab)
    missed = [_told(one) for one in _stops(window) if one not in there]
    unseen = [_told(one) for one in there if not one.isVisible() or not _name(one)]
    assert (missed, unseen) == ([], [])
    ways_up = _ways_up(window, there)
    assert len(ways_up) <= 1, f"beside the way back to the top: {ways_up}"
    back = _round(window, Qt.Key.Key_Backtab)
    assert set(map(_told, back)) == set(map(_told, there))


def _faults(window: QWidget) -> list[str]:
    """What a screen reader could not tell."""
    stops = _stops(window)
    bars = [one for one in window.findChildren(QProgressBar) if one.isVisibleTo(window)]
    faults = [f"{_told(one)} has no name" for one in (*stops, *bars) if not _name(one).strip()]
    for one in stops:
        role, words = _interface(one).role(), _name(one)
        if role not in _SENSIBLE and not isinstance(one, PageArea):  # which only scrolls
            faults.append(f"{_told(one)} is a {role}")
        if "&" in words or "{" in words or words == one.objectName():
            faults.append(f"{_told(one)} is called “{words}”")
    if not stops:
        faults.append("nothing can have the focus")
    if not _interface(window).text(QAccessible.Text.Name):
        faults.append("the window has no name")
    return faults


def _round(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where the focus goes until it is where it was."""
    if window.focusWidget() is None:
        _stops(window)[0].setFocus()
    first = window.focusWidget()
    assert first is not None
    shift = Qt.KeyboardModifier.ShiftModifier
    modifier = shift if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
    seen = [first]
    for _stop in range(_MOST):
        QTest.keyClick(seen[-1], key, modifier)
        now = QApplication.focusWidget()
        assert now is not None, f"{_told(seen[-1])} loses the focus"
        if now is first:
            return seen
        assert now is not seen[-1], f"{_told(now)} is a trap"
        assert now not in seen, f"{_told(now)} comes twice"
        seen.append(now)
    raise AssertionError(f"the focus never comes back to {_told(first)}")


def _ways_up(window: QWidget, order: list[QWidget]) -> list[str]:
    """Where the focus goes up, other than to the top of the next column."""
    ways = []
    for one, after in zip(order, (*order[1:], order[0]), strict=True):
        before, then = _places(window, one, after)
        if then.bottom() < before.top() and then.left() < before.right():
            ways.append(f"{_told(one)} → {_told(after)}")
    return ways


def _places(window: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where two widgets are, however far what they are in is scrolled."""
    areas, others = _areas(window, one), _areas(window, other)
    within: QWidget | None = window
    while areas and others and areas[0] is others[0]:
        within = areas.pop(0).widget()
        others.pop(0)
    assert within is not None
    first, second = (*areas, one)[0], (*others, other)[0]
    return _place(within, first), _place(within, second)


def _areas(window: QWidget, widget: QWidget) -> list[QScrollArea]:
    """What a widget is scrolled by, the outermost first."""
    found: list[QScrollArea] = []
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QScrollArea):
            found.insert(0, above)
        above = above.parentWidget()
    return found


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


@pytest.mark.parametrize(
    ("scene", "table", "told"),
    [
        ("batch rows", "rows", ("A video", "50 %", "412 of 824 MB")),
        ("batch rows", "rows", ("A video", "needs a login")),
        ("history rows", "history", ("Video n6", "1080p MP4", "92 MB")),
        ("single list", "entries", ("Part 2",)),
        ("single list", "entries", ("10:00",)),
        ("single more", "formats", ("1080p",)),
    ],
)
def test_rows_say_what_is_in_them(
    stage: Stage, scene: str, table: str, told: tuple[str, ...]
) -> None:
    window = SCENES[scene](stage)
    settle(window)
    view = window.findChild(QTableView, table)
    assert isinstance(view, QTableView)
    texts = [
        str(one.text(QAccessible.Text.Name))
        for one in _below(_interface(view))
        if one.role() in (QAccessible.Role.Cell, QAccessible.Role.ListItem)
    ]
    assert any(all(part.casefold() in text.casefold() for part in told) for text in texts), texts


def test_bars_tell_how_far_they_are(stage: Stage) -> None:
    SCENES["single running"](stage)
    bars = ((stage.window.pages.single.row.bar, 0.5), (stage.batch.footer.bar, None))
    for bar, share in bars:
        interface = _interface(bar)
        assert interface.role() is QAccessible.Role.ProgressBar
        assert interface.text(QAccessible.Text.Name)
        value = interface.valueInterface()
        assert value is not None
        assert value.maximumValue() == bar.maximum()
        assert value.currentValue() == bar.value()
        assert share is None or bar.value() == round(share * bar.maximum())
