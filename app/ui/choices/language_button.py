"""A choice of several languages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QSizePolicy

from app.ui.choices.languages import COMMON, MAX_LANGUAGES, is_language, language_name
from app.ui.form import WIDEST
from app.ui.translation import translate
from app.ui.widgets import ChoiceButton


class LanguageButton(ChoiceButton):
    """Shows the chosen languages, and opens a menu to check others."""

    chosen = Signal()

    def __init__(self) -> None:
        menu = _StayingMenu()
        super().__init__(menu, translate("LanguageButton", "Languages"))
        self._languages: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        menu.setParent(self, menu.windowFlags())
        menu.setObjectName("languages_menu")
        menu.setAccessibleName(self.tr("Languages"))
        menu.aboutToShow.connect(self._fill)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_languages(())

    def languages(self) -> tuple[str, ...]:
        return self._languages

    def show_languages(self, languages: Sequence[str]) -> None:
        """Show others, without telling that they were chosen."""
        self._languages = tuple(languages)
        names = ", ".join(language_name(one) for one in languages)
        self.show_choice(names or self.tr("The video's own language"))

    def offer(self, languages: Sequence[str]) -> None:
        """Offer these; the common ones where there are none."""
        self._offered = tuple(languages)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        own = menu.addAction(self.tr("The video's own language"))
        own.setCheckable(True)
        own.setChecked(not self._languages)
        own.triggered.connect(lambda: self._choose(()))
        menu.addSeparator()
        offered = self._offered or COMMON
        known = dict.fromkeys([*(one for one in self._languages if one not in offered), *offered])
        for code in known:
            action = menu.addAction(language_name(code).replace("&", "&&"))
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code in self._languages)
            action.toggled.connect(lambda on, code=code: self._toggle(code, on=on))
        menu.addSeparator()
        another = menu.addAction(self.tr("Another language…"))
        another.triggered.connect(self._ask)

    def _toggle(self, code: str, *, on: bool) -> None:
        others = tuple(one for one in self._languages if one != code)
        self._choose((*others, code)[:MAX_LANGUAGES] if on else others)

    def _choose(self, languages: tuple[str, ...]) -> None:
        self.show_languages(languages)
        own = self.menu().actions()[0]
        own.setChecked(not languages)
        self.chosen.emit()

    def _ask(self) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("language_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Another language"))
        dialog.setLabelText(self.tr("Its code, such as ca or sr-Latn:"))
        dialog.setInputMode(QInputDialog.InputMode.TextInput)
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(dialog.labelText())
        dialog.textValueSelected.connect(self._add)
        dialog.open()

    def _add(self, text: str) -> None:
        codes = [one for one in text.replace(",", " ").split() if is_language(one)]
        both = dict.fromkeys([*self._languages, *codes])
        if len(both) > len(self._languages):
            self._choose(tuple(both)[:MAX_LANGUAGES])


class _StayingMenu(QMenu):
    """Stays open while things are checked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._check():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        toggles = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (toggles and self._check()):
            super().keyPressEvent(event)

    def _check(self) -> bool:
        action = self.activeAction()
        if action is None or not action.data():
            return False
        action.toggle()
        return True
