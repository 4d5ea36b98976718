"""What rows have to know of the service."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.cloud import Cloud, CloudStanding, Link
from app.ui.preferences import Preferences

_TICK_MS = 100


class CloudWatch(QObject):
    """Whether there is a service, and how it stands; tells when rows look different for it.

    A changing connection is told once a tick, however often it changes.
    """

    changed = Signal()

    def __init__(
        self, cloud: Cloud, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cloud = cloud
        self._preferences = preferences
        self._told = self._look()
        self._tick = QTimer(self, singleShot=True, interval=_TICK_MS)
        self._tick.timeout.connect(self._tell)
        cloud.listen(lambda _standing: self._follow())
        preferences.changed.connect(self._follow)

    @property
    def standing(self) -> CloudStanding:
        return self._cloud.standing

    @property
    def has_service(self) -> bool:
        return self._preferences.has_service

    def _follow(self) -> None:
        if self._look() != self._told and not self._tick.isActive():
            self._tick.start()

    def _tell(self) -> None:
        look = self._look()
        if look != self._told:
            self._told = look
            self.changed.emit()

    def _look(self) -> tuple[bool, Link, float | None]:
        """All of it that rows show."""
        standing = self.standing
        # While it is connected it is heard all the time, which nothing counts.
        heard = None if standing.link is Link.CONNECTED else standing.heard
        return self.has_service, standing.link, heard
