"""Progress on the taskbar or dock."""

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.ui.desktop.session_bus import SessionBus
from app.ui.desktop.standing import Standing

if TYPE_CHECKING:
    from jeepney.io.threading import DBusRouter

_INTERFACE = "com.canonical.Unity.LauncherEntry"
_PATH = "/com/canonical/unity/launcherentry/1"
_LAUNCHER = "application://spool.desktop"


class TaskbarProgress:
    """Shows a bar where a Linux desktop has one (Ubuntu's dock, KDE's task bar and others).

    On Windows and macOS Qt offers no bar, but a number on the icon: how many are still to do.
    """

    def __init__(self, app: QGuiApplication, bus: SessionBus) -> None:
        self._app = app
        self._bus = bus
        self._shown = (0, 0)

    def take(self, standing: Standing) -> None:
        """Show how it stands; nothing once there is nothing to do."""
        left = standing.running + standing.waiting
        shown = (left, round(standing.fraction * 100) if standing.running else 0)
        if shown == self._shown:
            return
        self._shown = shown
        if sys.platform == "linux":
            visible = standing.running > 0
            self._bus.do(partial(_show, standing.fraction, visible))
        else:
            self._app.setBadgeNumber(left)

    def clear(self) -> None:
        """Leave nothing behind."""
        self.take(Standing())


def _show(fraction: float, visible: bool, router: "DBusRouter") -> None:
    from jeepney import DBusAddress, new_signal

    values = {"progress": ("d", float(fraction)), "progress-visible": ("b", visible)}
    emitter = DBusAddress(_PATH, interface=_INTERFACE)
    router.send(new_signal(emitter, "Update", "sa{sv}", (_LAUNCHER, values)))
