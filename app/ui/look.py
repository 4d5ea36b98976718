"""How the whole application looks: style, font, and colours that follow the system."""

import logging

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from app.core.settings import Theme
from app.ui import resources
from app.ui.colours import DARK, LIGHT, Colours
from app.ui.style_sheet import style_sheet

log = logging.getLogger(__name__)

_FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold")


class Look(QObject):
    """Dresses the application, and again whenever the system or the user changes the theme."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._theme = Theme.SYSTEM
        self.colours = LIGHT
        app.setStyle("Fusion")
        app.setFont(_font())
        app.setWindowIcon(_window_icon())
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    def choose(self, theme: Theme) -> None:
        """Follow the system, or stay light or dark whatever it says."""
        if theme is not self._theme:
            self._theme = theme
            self._dress()

    def _system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self.colours = self._wanted()
        self._app.setPalette(self.colours.palette())
        self._app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

    def _wanted(self) -> Colours:
        if self._theme is Theme.SYSTEM:
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme is Theme.DARK else LIGHT


def _font() -> QFont:
    """Inter with figures of one width, so that numbers that change do not dance."""
    families = []
    for name in _FONTS:
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}.ttf")))
        families += QFontDatabase.applicationFontFamilies(number)
    if not families:
        log.warning("the font that comes with the application cannot be read")
    font = QFont(families[:1] or QApplication.font().families())
    font.setPixelSize(13)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _window_icon() -> QIcon:
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        icon.addFile(str(resources.path(f"app/spool-{size}.png")))
    return icon
