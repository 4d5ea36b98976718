"""All that can be set, page by page."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.cloud import CloudTrouble
from app.core.errors import ErrorCode
from app.ui.choices.presets_dialog import PresetsDialog
from app.ui.form import PageArea, close_button
from app.ui.icons import icon
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.about_page import AboutPage
from app.ui.settings.cloud_page import CloudPage
from app.ui.settings.cookies_page import CookiesPage
from app.ui.settings.downloads_page import DownloadsPage
from app.ui.settings.engine_page import EnginePage
from app.ui.settings.network_page import NetworkPage
from app.ui.settings.window_page import WindowPage
from app.ui.widgets import PlainLabel

_TAB = Qt.FocusPolicy.TabFocus


class SettingsPage(StrEnum):
    """The pages there are."""

    DOWNLOADS = "downloads"
    NETWORK = "network"
    COOKIES = "cookies"
    CLOUD = "cloud"
    ENGINE = "engine"
    WINDOW = "window"
    ABOUT = "about"


_HELPS_AGAINST: dict[str, SettingsPage] = {
    ErrorCode.PROXY: SettingsPage.NETWORK,
    ErrorCode.RATE_LIMITED: SettingsPage.NETWORK,
    ErrorCode.LOGIN_NEEDED: SettingsPage.COOKIES,
    ErrorCode.AGE_RESTRICTED: SettingsPage.COOKIES,
    ErrorCode.MEMBERS_ONLY: SettingsPage.COOKIES,
    ErrorCode.PRIVATE: SettingsPage.COOKIES,
    ErrorCode.ENGINE_OUTDATED: SettingsPage.ENGINE,
    ErrorCode.FFMPEG_MISSING: SettingsPage.ABOUT,
    **dict.fromkeys(CloudTrouble, SettingsPage.CLOUD),
}


_PAGES: dict[SettingsPage, Callable[[Preferences, Services], QWidget]] = {
    SettingsPage.NETWORK: NetworkPage,
    SettingsPage.COOKIES: CookiesPage,
    SettingsPage.CLOUD: CloudPage,
    SettingsPage.ENGINE: EnginePage,
    SettingsPage.ABOUT: AboutPage,
}


def page_for(name: str) -> SettingsPage:
    """The page of that name, or the one that helps against a failure of that code."""
    if name in _HELPS_AGAINST:
        return _HELPS_AGAINST[name]
    return SettingsPage(name) if name in set(SettingsPage) else SettingsPage.DOWNLOADS


class SettingsDialog(QDialog):
    """A list of pages at the side, the page, and a button to close; every change counts at once.

    A page is made when it is first wanted.
    """

    def __init__(
        self, parent: QWidget, services: Services, preferences: Preferences, look: Look
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._preferences = preferences
        self._made: dict[SettingsPage, QWidget] = {}
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._titles = {
            SettingsPage.DOWNLOADS: (self.tr("Downloads"), "download"),
            SettingsPage.NETWORK: (self.tr("Network"), "globe"),
            SettingsPage.COOKIES: (self.tr("Cookies"), "cookie"),
            SettingsPage.CLOUD: (self.tr("Cloud"), "cloud"),
            SettingsPage.ENGINE: (self.tr("Engine"), "rotate-ccw"),
            SettingsPage.WINDOW: (self.tr("Window and system"), "monitor"),
            SettingsPage.ABOUT: (self.tr("Versions"), "info"),
        }
        self.list = QListWidget(self)
        self.list.setObjectName("pages_list")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        for words, sign in self._titles.values():
            self.list.addItem(QListWidgetItem(icon(sign), words))
        self.pages = QStackedWidget(self)
        self._closing = close_button(self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._turn_to)
        look.changed.connect(self.list.update)

    def open_at(self, page: str = "") -> None:
        """Open it at a page, by its name or by the code of a failure it helps against."""
        self.list.setCurrentRow(list(SettingsPage).index(page_for(page)))
        self.open()
        self.list.setFocus()

    def page(self, name: SettingsPage) -> QWidget:
        """One of the pages."""
        if name not in self._made:
            self._made[name] = self._add(name)
        return self._made[name]

    def _turn_to(self, place: int) -> None:
        self.pages.setCurrentWidget(self.page(list(SettingsPage)[place]))

    def _add(self, name: SettingsPage) -> QWidget:
        words, _sign = self._titles[name]
        area = PageArea(words)
        self.pages.addWidget(area)
        title = PlainLabel(words)
        title.setProperty("scale", "title")
        column = QVBoxLayout(area.page)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(self._form(name))
        column.addStretch(1)
        fields = [one for one in area.findChildren(QWidget) if one.focusPolicy() & _TAB]
        self.setTabOrder(fields[-1], self._closing)  # although it was there before
        return area

    def _form(self, name: SettingsPage) -> QWidget:
        preferences, services = self._preferences, self._services
        match name:
            case SettingsPage.DOWNLOADS:
                page = DownloadsPage(preferences, services)
                page.presets_wanted.connect(self._edit_presets)
                return page
            case SettingsPage.WINDOW:
                return WindowPage(preferences)
            case _:
                return _PAGES[name](preferences, services)

    def _edit_presets(self) -> None:
        PresetsDialog(self, self._preferences).open()

    def _lay_out(self) -> None:
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 24)
        column = QVBoxLayout(self)
        middle = QHBoxLayout()
        column.addLayout(middle, 1)
        middle.setSpacing(8)
        middle.addWidget(self.list)
        middle.addWidget(self.pages, 1)
        bottom = QHBoxLayout()
        column.addLayout(bottom)
        bottom.addStretch(1)
        bottom.addWidget(self._closing)
        self.resize(820, 600)
