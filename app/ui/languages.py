"""The window's language."""

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from app.ui import resources

log = logging.getLogger(__name__)

_OF_QT = QLibraryInfo.LibraryPath.TranslationsPath
_OURS = "en"  # what the texts are written in


def speak(app: QGuiApplication, language: str) -> None:
    """Show texts, numbers and the order of reading in a language; empty: the system's.

    Where there is no translation, it is English all through. To be called before any text is
    looked up.
    """
    locale = QLocale(language) if language else QLocale.system()
    ours = _load(app, locale, "spool", str(resources.path("translations")))
    if not ours and QLocale.languageToCode(locale.language()) != _OURS:
        log.info("no translation for %s", locale.name())
        return
    _load(app, locale, "qtbase", QLibraryInfo.path(_OF_QT))
    if language:
        QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())


def _load(app: QGuiApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator()
    if not translator.load(locale, name, "_", folder):
        return False
    translator.setParent(app)
    return app.installTranslator(translator)
