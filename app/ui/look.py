"""How the whole application looks: style, font, and colours that follow the system."""

import logging

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QStyleHints
from PySide6.QtWidgets import QApplication

from app.core.settings import Theme
from app.ui import resources
from app.ui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Colours
from app.ui.style_sheet import style_sheet

log = logging.getLogger(__name__)

_FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold")
_KNOWS_CONTRAST = hasattr(QStyleHints, "accessibility")  # since Qt 6.10


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
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if _KNOWS_CONTRAST:
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._dress()

    def choose(self, theme: Theme) -> None:
        """Follow the system, or stay light, dark or high in contrast whatever it says."""
        if theme is not self._theme:
            self._theme = theme
            self._dress()

    def _system_changed(self) -> None:
        if self._theme in (Theme.SYSTEM, Theme.CONTRAST):
            self._dress()

    def _dress(self) -> None:
        self.colours = self._wanted()
        self._app.setPalette(self.colours.palette())
        self._app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

    def _wanted(self) -> Colours:
        hints = self._app.styleHints()
        is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        match self._theme:
            case Theme.LIGHT:
                return LIGHT
            case Theme.DARK:
                return DARK
            case Theme.SYSTEM if not _wants_contrast(hints):
                return DARK if is_dark else LIGHT
            case _:
                return DARK_CONTRAST if is_dark else LIGHT_CONTRAST


def _wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast."""
    if not _KNOWS_CONTRAST:
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


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
    # Names are shown as they are: "3x4" and "->" not as a times sign and an arrow.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def _window_icon() -> QIcon:
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        icon.addFile(str(resources.path(f"app/spool-{size}.png")))
    return icon
