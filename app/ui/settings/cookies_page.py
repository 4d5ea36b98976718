"""Settings: where cookies come from."""

from enum import StrEnum
from functools import partial
from pathlib import Path

from app.core import cookies
from app.core.cookies import CookieTrouble
from app.core.settings import Browser
from app.ui import text
from app.ui.form import ValueCombo
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.page import Page, button, line_edit
from app.ui.widgets import PlainLabel, left_to_right


class Source(StrEnum):
    NONE = "none"
    FILE = "file"
    BROWSER = "browser"


class CookiesPage(Page):
    """No cookies, a file, or a browser; each checked as soon as it is chosen."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._answers = WhileOpen(self, services.post)
        self._path = self.settings.cookies_file
        self.source = ValueCombo(
            [
                (Source.NONE, self.tr("No cookies")),
                (Source.FILE, self.tr("From a file")),
                (Source.BROWSER, self.tr("From a browser")),
            ]
        )
        self.source.setObjectName("setting_cookies")
        self.path = line_edit("setting_cookies_file", fixed=True)
        self.choosing = button(self.tr("Choose…"), "choose_cookies_file")
        self.browser = ValueCombo([(one, one.title()) for one in Browser])
        self.browser.setObjectName("setting_cookies_browser")
        self.words = PlainLabel(wrap=True)
        self.words.setObjectName("cookies_words")
        self.to_file = button(self.tr("Use a file instead…"), "cookies_to_file")
        self._lay_out()
        self._show_kept()
        self._wire()
        self._apply()

    def _lay_out(self) -> None:
        self.add_wide(
            PlainLabel(
                self.tr(
                    "Some videos need a login. With the cookies of a browser in which you are "
                    "logged in, Spool is let in as you are. A site then sees who downloads, so "
                    "use them only where they are needed."
                ),
                tone="dim",
                wrap=True,
            )
        )
        self.add(self.tr("Cookies"), self.source)
        self.add(
            self.tr("File"),
            self.path,
            self.tr(
                "A “cookies.txt”, as extensions for browsers export it. It is only read. Who has "
                "this file can act in your name: keep it to yourself."
            ),
            self.choosing,
        )
        self.add(self.tr("Browser"), self.browser)
        self.add_wide(self.words)
        self.add_wide(self.to_file)

    def _show_kept(self) -> None:
        settings = self.settings
        source = Source.BROWSER if settings.cookies_browser else Source.NONE
        self.source.show_value(Source.FILE if settings.cookies_file else source)
        self.browser.show_value(settings.cookies_browser or Browser.FIREFOX)
        self._show_path()

    def _wire(self) -> None:
        self.source.chosen.connect(self._choose_source)
        self.browser.chosen.connect(self._apply)
        self.choosing.clicked.connect(self._ask_for_file)
        self.to_file.clicked.connect(self._ask_for_file)

    def _choose_source(self) -> None:
        self._apply()
        if self.source.value() is Source.FILE and not self._path:
            self._ask_for_file()

    def _ask_for_file(self) -> None:
        self.choose_file(self.tr("Choose a file with cookies"), self._take_file)

    def _take_file(self, path: str) -> None:
        self._path = path
        self.source.show_value(Source.FILE)
        self._show_path()
        self._apply()

    def _show_path(self) -> None:
        self.path.setText(left_to_right(self._path) if self._path else "")
        self.path.setCursorPosition(0)

    def _apply(self) -> None:
        """Keep what is chosen, and check it."""
        source = self.source.value()
        path = self._path if source is Source.FILE else ""
        browser = self.browser.value() if source is Source.BROWSER else None
        self.change(cookies_file=path, cookies_browser=browser)
        self.show_row(self.path, shown=source is Source.FILE)
        self.show_row(self.browser, shown=source is Source.BROWSER)
        lacks_file = source is Source.FILE and not path
        self._show_trouble(self.tr("No file is chosen yet.") if lacks_file else "")
        if path:
            self._check(path)
        elif browser:
            work = partial(cookies.browser_trouble, browser)
            self._answers.ask(work, partial(self._checked, browser))

    def _check(self, path: str) -> None:
        work = partial(cookies.file_trouble, str(Path(path)))
        self._answers.ask(work, partial(self._checked, path))

    def _checked(self, what: str, trouble: CookieTrouble | None) -> None:
        if what not in (self.settings.cookies_file, self.settings.cookies_browser):
            return  # another was chosen meanwhile
        self._show_trouble(text.cookie_trouble(trouble) if trouble else "")
        if trouble is None:
            self._say_sound()

    def _show_trouble(self, words: str) -> None:
        self.words.set_tone("failed")
        self.words.setText(words)
        self.show_row(self.words, shown=bool(words))
        with_browser = self.source.value() is Source.BROWSER
        self.show_row(self.to_file, shown=bool(words) and with_browser)

    def _say_sound(self) -> None:
        self.words.set_tone("dim")
        if self.source.value() is Source.FILE:
            self.words.setText(self.tr("There are cookies in this file."))
        else:
            self.words.setText(
                self.tr("This browser is here. It may have to be closed while cookies are read.")
            )
        self.show_row(self.words, shown=True)
