"""The line at the top: the tabs there are, and what concerns the whole list."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from app.ui.widgets import PlainLabel, plain_button


class Header(QFrame):
    """The title of the tab that is open, and its buttons."""

    def __init__(self, title: str, actions: list[QAction], menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(49)
        tab = PlainLabel(title)
        tab.setObjectName("tab")
        tab.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(tab)
        tab.setFixedHeight(48)
        row.addStretch(1)
        self.buttons = [self._button(action) for action in actions]
        for button in self.buttons:
            row.addWidget(button)
        self.more = plain_button("", self.tr("More"), "ellipsis")
        self.more.setObjectName("more")
        self.more.setMenu(menu)
        row.addWidget(self.more)

    def _button(self, action: QAction) -> QPushButton:
        button = plain_button(action.text(), action.text())
        button.setObjectName(f"{action.objectName()}_button")
        key = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({key})" if key else action.text())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
