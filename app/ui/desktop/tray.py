"""The icon in the tray, where there is one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget
from shiboken6 import isValid

from app.ui.desktop.standing import Standing

_LOOK_MS = 5_000


class Tray(QObject):
    """Shows and hides the window, and says how many downloads there are.

    A window hidden in a tray that goes away is shown again.
    """

    def __init__(
        self,
        window: QWidget,
        icon: QIcon,
        *,
        raise_window: Callable[[], None],
        actions: Sequence[QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._picture = icon
        self._raise_window = raise_window
        self._standing = Standing()
        self._has_hidden = False
        self._focus: QWidget | None = None  # a hidden window gives it to the next
        self.icon: QSystemTrayIcon | None = None
        self._toggle = QAction(self)
        self._toggle.setObjectName("tray_toggle")
        self._toggle.triggered.connect(self.toggle)
        self.menu = self._made_menu(actions)
        window.installEventFilter(self)
        self._name_toggle()
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self.look)

    @property
    def is_there(self) -> bool:
        """Whether a person can see the icon, and so find a hidden window again."""
        return self.icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, *, wanted: bool) -> None:
        """Show an icon as soon as there is a tray, or none."""
        if wanted:
            self.look()
            self._watch.start()
        else:
            self.remove()
            self._come_back()

    def look(self) -> None:
        """Whether there is a tray: it may come late, or go."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._come_back()
        elif self.icon is None:
            self.icon = self._made_icon()
            self.icon.show()

    def remove(self) -> None:
        """Take the icon away, at the end for good."""
        self._watch.stop()
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def take(self, standing: Standing) -> None:
        """How it stands now."""
        self._standing = standing
        if self.icon:
            self.icon.setToolTip(self._tip())

    def hide_window(self) -> None:
        """Leave only the icon."""
        self._has_hidden = True
        self._focus = self._window.focusWidget()
        self._window.hide()

    def toggle(self) -> None:
        """Show the window, or hide it."""
        if self._is_seen():
            self.hide_window()
        else:
            self._has_hidden = False
            self._raise_window()
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange):
            # Not as late as when the menu opens: it may be the desktop that shows it.
            self._name_toggle()
        return super().eventFilter(watched, event)

    def _name_toggle(self) -> None:
        is_seen = self._is_seen()
        self._toggle.setText(self.tr("Hide Spool") if is_seen else self.tr("Show Spool"))

    def _come_back(self) -> None:
        if self._has_hidden and not self._window.isVisible():
            self._raise_window()
        self._has_hidden = False

    def _is_seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    def _made_menu(self, actions: Sequence[QAction]) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName("tray_menu")
        menu.setAccessibleName(self.tr("Spool"))
        menu.addAction(self._toggle)
        *shared, last = actions
        menu.addSeparator()
        menu.addActions(shared)
        menu.addSeparator()
        menu.addAction(last)
        return menu

    def _made_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._picture, self)
        icon.setContextMenu(self.menu)
        icon.setToolTip(self._tip())
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self._raise_window)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle()

    def _tip(self) -> str:
        now = self._standing
        if now.is_idle:
            return self.tr("Spool")
        return self.tr("Spool: {0} running, {1} waiting").format(now.running, now.waiting)
