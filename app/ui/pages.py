"""The pages of the tabs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.executor import ProbeUpdate
from app.ui.batch.batch_tab import BatchTab
from app.ui.batch.offer import Found, Offer, OfferReader
from app.ui.look import Look
from app.ui.notices import Notices
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.tabs import Tab
from app.ui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from app.ui.history.history_page import HistoryPage
    from app.ui.single.single_page import SinglePage


class Pages(QStackedWidget):
    """One for each tab. Single and History are made, and imported, when they are first wanted."""

    tab_shown = Signal(str)  # a Tab

    def __init__(
        self,
        services: Services,
        preferences: Preferences,
        look: Look,
        *,
        notices: Notices,
        dialogs: WindowDialogs,
    ) -> None:
        super().__init__()
        self._parts = (services, preferences, look)
        self._notices = notices
        self._dialogs = dialogs
        self._reader = OfferReader(services.post)
        self._single: SinglePage | None = None
        self._history: HistoryPage | None = None
        self.batch = BatchTab(services, preferences, look)
        self.batch.problem.connect(notices.show_notice)
        self.batch.problem_over.connect(notices.dismiss)
        self.batch.settings_wanted.connect(dialogs.settings)
        self.batch.preset_editor_wanted.connect(dialogs.presets)
        self.addWidget(self.batch)

    @property
    def single(self) -> "SinglePage":
        if self._single is None:
            from app.ui.single.single_page import SinglePage

            page = self._single = SinglePage(*self._parts)
            page.problem.connect(self._notices.show_notice)
            page.batch_wanted.connect(partial(self.show_tab, Tab.BATCH))
            page.row_wanted.connect(self._show_row)
            page.settings_wanted.connect(self._dialogs.settings)
            page.preset_editor_wanted.connect(self._dialogs.presets)
            self.addWidget(page)
        return self._single

    @property
    def history(self) -> "HistoryPage":
        if self._history is None:
            from app.ui.history.history_page import HistoryPage

            page = self._history = HistoryPage(*self._parts)
            page.problem.connect(self._notices.show_notice)
            page.batch_wanted.connect(partial(self.show_tab, Tab.BATCH))
            self.addWidget(page)
        return self._history

    @property
    def tab(self) -> Tab:
        """The one that is shown."""
        shown = self.currentWidget()
        if shown is self.batch:
            return Tab.BATCH
        return Tab.SINGLE if shown is self._single else Tab.HISTORY

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab's page to the front."""
        self.setCurrentWidget(self._page(tab))
        self.tab_shown.emit(tab)

    def make_all(self) -> None:
        """Make those that were never wanted, with their actions."""
        for tab in Tab:
            self._page(tab)

    def offer(self, offer: Offer) -> None:
        """Take links: a single one where the Single tab is open, else into the batch."""
        if self.tab is not Tab.SINGLE:
            self._offer_batch(offer)
        elif not offer.is_empty:
            self._reader.read(offer, partial(self._take_found, offer))

    def take_probe(self, update: ProbeUpdate) -> None:
        """A piece of an answer to any probe, for the page that may have asked."""
        if self._single:
            self._single.take_probe(update)

    def close_parts(self) -> None:
        """Stop what goes on behind the pages."""
        self._reader.close()
        for page in (self._single, self._history, self.batch):
            if page:
                page.close_parts()

    def _page(self, tab: Tab) -> QWidget:
        match tab:
            case Tab.SINGLE:
                return self.single
            case Tab.BATCH:
                return self.batch
            case Tab.HISTORY:
                return self.history

    def _take_found(self, offer: Offer, found: Found) -> None:
        if len(found.links.urls) == 1 and not found.refused:
            self.single.show_link(found.links.urls[0])
        else:
            self._offer_batch(offer)

    def _offer_batch(self, offer: Offer) -> None:
        self.show_tab(Tab.BATCH)
        self.batch.offer(offer)

    def _show_row(self, download_id: str) -> None:
        self.show_tab(Tab.BATCH)
        self.batch.show_log_of(download_id)
