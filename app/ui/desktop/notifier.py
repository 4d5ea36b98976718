"""Says outside the window what has come to an end: once for a batch, never once for a video."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from app.ui.desktop.standing import Standing
from app.ui.translation import QT_TRANSLATE_NOOP, counted

GATHER_MS = 5_000
"""For how long failures are gathered before they are told."""
AGAIN_MS = 60_000
"""How long it takes at least from telling of failures to telling of more."""


class Messenger(Protocol):
    """Shows a message of the system. One with the same key takes the place of the last."""

    def show(self, key: str, title: str, body: str) -> None: ...


class Notifier(QObject):
    """One message for a finished batch, one for a group of failures; none for who is looking."""

    def __init__(
        self, messenger: Messenger, is_wanted: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._messenger = messenger
        self._is_wanted = is_wanted
        self._failed = 0
        self._told = 0
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._tell_failures)

    def take(self, standing: Standing) -> None:
        """How it stands now."""
        self._failed = standing.failed
        if standing.is_idle:
            self._gathering.stop()
            if standing.done or standing.failed:
                self._tell_end(standing)
            self._failed = self._told = 0
        elif standing.failed > self._told and not self._gathering.isActive():
            self._gathering.start(AGAIN_MS if self._told else GATHER_MS)

    def _tell_failures(self) -> None:
        if self._failed > self._told:
            self._told = self._failed
            advice = self.tr("The list says why, and what can be done.")
            self._show("failed", _failures(self._failed), advice)

    def _tell_end(self, standing: Standing) -> None:
        if not standing.done:
            if standing.failed > self._told:
                self._tell_failures()
            return
        body = _failures(standing.failed) if standing.failed else self.tr("Everything is done.")
        self._show("done", _successes(standing.done), body)

    def _show(self, key: str, title: str, body: str) -> None:
        if self._is_wanted():
            self._messenger.show(key, title, body)


def _successes(number: int) -> str:
    return counted(
        "Notifier",
        QT_TRANSLATE_NOOP("Notifier", "1 video is done"),
        QT_TRANSLATE_NOOP("Notifier", "%n videos are done"),
        number,
    )


def _failures(number: int) -> str:
    return counted(
        "Notifier",
        QT_TRANSLATE_NOOP("Notifier", "1 download failed"),
        QT_TRANSLATE_NOOP("Notifier", "%n downloads failed"),
        number,
    )
