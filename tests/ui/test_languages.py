"""The window's language."""

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.ui.languages import speak

pytestmark = pytest.mark.usefixtures("language_as_before")


def _close_word() -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    return box.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "")


def test_without_a_translation_all_of_it_is_english(qapp: QApplication) -> None:
    speak(qapp, "is")
    assert _close_word() == "Close"
    assert qapp.findChildren(QTranslator) == []
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_nonsense_is_english(qapp: QApplication) -> None:
    for language in ("", "xx", "../../etc/passwd", "\0", "x" * 10_000):
        speak(qapp, language)
        assert _close_word() == "Close"


def test_with_a_translation_qt_speaks_it_too(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_translation(monkeypatch)
    speak(qapp, "de")
    assert _close_word() == "Schließen"
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"


def test_a_language_from_right_to_left_turns_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_translation(monkeypatch)
    speak(qapp, "he")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _pretend_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every language have a translation, of which Qt's own texts stand for ours."""
    found = QTranslator.load

    def load(self: QTranslator, locale: QLocale, name: str, join: str, folder: str) -> bool:
        return name == "spool" or found(self, locale, name, join, folder)

    monkeypatch.setattr(QTranslator, "load", load)
