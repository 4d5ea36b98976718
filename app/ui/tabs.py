"""The tabs: which there are, and the line of them."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QTabBar


class Tab(StrEnum):
    SINGLE = "single"
    BATCH = "batch"
    HISTORY = "history"


class TabLine(QTabBar):
    """One tab beside the other; the arrow keys go from one to the next."""

    chosen = Signal(str)  # a Tab

    def __init__(self, titles: Mapping[Tab, str]) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setAccessibleName(self.tr("Tabs"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tabs = list(titles)
        for title in titles.values():
            self.setAccessibleTabName(self.addTab(title), title)
        self.currentChanged.connect(lambda place: self.chosen.emit(self._tabs[place]))

    def show_tab(self, tab: Tab) -> None:
        """Mark a tab as the open one."""
        self.setCurrentIndex(self._tabs.index(tab))
