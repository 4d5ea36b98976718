"""Settings: how the window looks, and what it does on the desktop."""

from app.core.settings import Theme
from app.ui import resources
from app.ui.choices.languages import language_name
from app.ui.form import ValueCombo
from app.ui.preferences import Preferences
from app.ui.settings.page import Page
from app.ui.widgets import PlainLabel

_ENGLISH = "en"


class WindowPage(Page):
    """Theme, language, notifications, tray and the like."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._add_theme()
        self._add_language()
        self.check_box(
            "notifications",
            self.tr("Notify when all is done or something fails"),
            self.tr("Once for many, not while the window is in front."),
        )
        self.check_box(
            "tray",
            self.tr("Show an icon in the tray"),
            self.tr("Where the desktop has a place for it."),
        )
        self.check_box("keep_awake", self.tr("Keep the computer awake while something runs"))
        self.check_box(
            "clipboard",
            self.tr("Offer a link that was copied"),
            self.tr("The clipboard is looked at when the window comes to the front."),
        )

    def _add_theme(self) -> None:
        self.theme = ValueCombo(
            [
                (Theme.SYSTEM, self.tr("As the system")),
                (Theme.LIGHT, self.tr("Light")),
                (Theme.DARK, self.tr("Dark")),
                (Theme.CONTRAST, self.tr("High contrast")),
            ]
        )
        self.theme.setObjectName("setting_theme")
        self.theme.show_value(self.settings.theme)
        self.theme.chosen.connect(lambda: self.change(theme=self.theme.value()))
        self.add(self.tr("Theme"), self.theme)

    def _add_language(self) -> None:
        codes = sorted({_ENGLISH, *translations()}, key=language_name)
        kept = self.settings.language
        self.language = ValueCombo(
            [("", self.tr("As the system")), *((code, language_name(code)) for code in codes)]
        )
        self.language.setObjectName("setting_language")
        self.language.show_value(kept)
        self.restart = PlainLabel(tone="dim", wrap=True)
        self.restart.setObjectName("language_restart")
        self.restart.hide()
        self.language.chosen.connect(self._choose_language)
        self.add(self.tr("Language"), self.language, self.restart)

    def _choose_language(self) -> None:
        self.change(language=self.language.value())
        self.restart.setText(self.tr("Takes effect after a restart."))
        self.restart.show()


def translations() -> list[str]:
    """The languages there are translations for."""
    folder = resources.path("translations")
    return [file.stem.removeprefix("spool_") for file in folder.glob("spool_*.qm")]
