"""The line at the top: the tabs, and what concerns the whole list."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from app.ui.tabs import Tab, TabLine
from app.ui.widgets import plain_button


class Header(QFrame):
    """The tabs, the buttons of the list where it is open, and the menu."""

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
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.buttons = [self._button(action) for action in actions]
        for button in self.buttons:
            row.addWidget(button)
        self.more = plain_button("", self.tr("More"), "ellipsis")
        self.more.setObjectName("more")
        self.more.setMenu(menu)
        row.addWidget(self.more)

    def show_tab(self, tab: Tab) -> None:
        """Mark a tab as the open one, and offer what can be done there."""
        self.tabs.show_tab(tab)
        for button in self.buttons:
            button.setVisible(tab is Tab.BATCH)

    def _button(self, action: QAction) -> QPushButton:
        button = plain_button(action.text(), action.text())
        button.setObjectName(f"{action.objectName()}_button")
        key = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({key})" if key else action.text())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
