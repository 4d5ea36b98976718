"""The line at the top: the tabs, and what concerns the whole list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from app.ui.tabs import Tab, TabLine
from app.ui.widgets import plain_button

_EDGES = (16, 0, 12, 0)
_GAP = 2


class Header(QFrame):
    """The tabs, the buttons of the list where it is open, and the menu.

    Where the words of the buttons do not fit, signs stand for them.
    """

    def __init__(self, actions: Sequence[QAction], menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(49)
        self.tabs = TabLine(
            {
                Tab.SINGLE: self.tr("Single"),
                Tab.BATCH: self.tr("Batch"),
                Tab.HISTORY: self.tr("History"),
            }
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(*_EDGES)
        row.setSpacing(_GAP)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self._actions = actions
        self.buttons = [self._button(action) for action in actions]
        for button in self.buttons:
            row.addWidget(button)
        self.more = plain_button("", self.tr("More"), "ellipsis")
        self.more.setObjectName("more")
        self.more.setMenu(menu)
        row.addWidget(self.more)
        self.ensurePolished()
        self._width_with_words = self._measure()
        self._show_signs()
        self._width_with_signs = self._measure()

    def show_tab(self, tab: Tab) -> None:
        """Mark a tab as the open one, and offer what can be done there."""
        self.tabs.show_tab(tab)
        for button in self.buttons:
            button.setVisible(tab is Tab.BATCH)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_with_signs, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self._width_with_words:
            self._show_signs()
        else:
            self._show_words()

    def _measure(self) -> int:
        """How wide all of it is as it is now, which a layout tells only of what is visible."""
        widgets = (self.tabs, *self.buttons, self.more)
        left, _top, right, _bottom = _EDGES
        gaps = _GAP * len(widgets) + left + right
        return gaps + sum(widget.sizeHint().width() for widget in widgets)

    def _show_words(self) -> None:
        for button, action in zip(self.buttons, self._actions, strict=True):
            button.setText(action.text())
            button.setIcon(QIcon())

    def _show_signs(self) -> None:
        for button, action in zip(self.buttons, self._actions, strict=True):
            button.setText("")
            button.setIcon(action.icon())

    def _button(self, action: QAction) -> QPushButton:
        button = plain_button(action.text(), action.text())
        button.setObjectName(f"{action.objectName()}_button")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()} ({key})" if key else action.text())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
