"""The settings while the window is open."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.download import DownloadRequest, Place
from app.core.settings import Settings


class Preferences(QObject):
    """The only writer of the settings: every change is saved, then told."""

    changed = Signal()

    def __init__(
        self, settings: Settings, save: Callable[[Settings], None], default_folder: str
    ) -> None:
        super().__init__()
        self.settings = settings
        self._save = save
        self.default_folder = default_folder

    @property
    def folder(self) -> str:
        """Where what is added next goes."""
        return self.settings.folder or self.default_folder

    @property
    def has_service(self) -> bool:
        """Whether there is a service that downloads can run in."""
        return bool(self.settings.cloud)

    @property
    def place(self) -> Place:
        """Where what is added next runs: on this computer wherever there is no service."""
        return self.settings.place if self.has_service else Place.THIS_COMPUTER

    def request(self, url: str) -> DownloadRequest:
        """What is asked for a link that is added now."""
        settings = self.settings
        return DownloadRequest(url, settings.choices, folder=self.folder, naming=settings.naming)

    def change(self, **values: Any) -> None:
        """Take new values for some fields of `Settings`."""
        settings = replace(self.settings, **values)
        if settings != self.settings:
            self.settings = settings
            self._save(settings)
            self.changed.emit()
