"""All that is outside the window: tray, messages, sleep, taskbar."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.desktop.awake import Awake
from app.ui.desktop.hand_over import HandOver
from app.ui.desktop.messengers import BusMessenger, TrayMessenger
from app.ui.desktop.notifier import Messenger, Notifier
from app.ui.desktop.quitting import Quitting
from app.ui.desktop.session_bus import SessionBus
from app.ui.desktop.standing import Standing, StandingWatch
from app.ui.desktop.taskbar import TaskbarProgress
from app.ui.desktop.tray import Tray
from app.ui.main_window import MainWindow
from app.ui.services import Services


class Desktop(QObject):
    """Made once the window can be seen; follows the settings until it is closed."""

    def __init__(self, app: QApplication, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._settings = window.preferences
        self._bus = SessionBus()
        self._awake = Awake()
        self.watch = StandingWatch(services.queue, self)
        lists = window.batch.list_actions
        self.tray = Tray(
            window,
            app.windowIcon(),
            raise_window=window.bring_to_front,
            actions=[lists.pause_all, lists.start_all, window.commands.quit],
        )
        hand_over = HandOver(services.queue, services.cloud, self)
        self.quitting = Quitting(window, self.watch.standing, self.tray, hand_over)
        self._notifier = Notifier(self._messenger(services), self._may_notify, self)
        self._taskbar = TaskbarProgress(app, self._bus)
        window.may_close = self.quitting.may_close
        app.commitDataRequest.connect(self.quitting.make_final)
        self._settings.changed.connect(self._follow_settings)
        for heard in (
            self._notifier.take,
            self._taskbar.take,
            self.tray.take,
            self._keep_awake,
        ):
            self.watch.listen(heard)
        self._follow_settings()

    def close(self) -> None:
        """Leave nothing behind: no icon, no bar, no lock."""
        self.watch.close()
        self._taskbar.clear()
        self.tray.remove()
        self._awake.close()
        self._bus.close()

    def _messenger(self, services: Services) -> Messenger:
        beside = TrayMessenger(lambda: self.tray.icon)
        if sys.platform != "linux":
            return beside
        return BusMessenger(
            self._bus,
            post=services.post,
            clicked=self._window.bring_to_front,
            instead=beside.show,
        )

    def _may_notify(self) -> bool:
        return self._settings.settings.notifications and not self._window.isActiveWindow()

    def _follow_settings(self) -> None:
        self.tray.show(wanted=self._settings.settings.tray)
        self._keep_awake(self.watch.standing())

    def _keep_awake(self, standing: Standing) -> None:
        self._awake.want(standing.here > 0 and self._settings.settings.keep_awake)
