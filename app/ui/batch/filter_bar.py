"""Which rows to see."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.core.download import DownloadState
from app.ui.batch.row_filter import RowFilter, RowGroup, words_of
from app.ui.batch.search_field import SearchField


class FilterBar(QWidget):
    """Groups with their counts, and a search."""

    filter_changed = Signal(object)  # a RowFilter

    def __init__(self) -> None:
        super().__init__()
        self._group = RowGroup.ALL
        self._labels = {
            RowGroup.ALL: self.tr("All"),
            RowGroup.RUNNING: self.tr("Running"),
            RowGroup.QUEUED: self.tr("Queued"),
            RowGroup.COMPLETED: self.tr("Completed"),
            RowGroup.FAILED: self.tr("Failed"),
        }
        self.buttons = {group: self._button(group) for group in RowGroup}
        self.search = SearchField()
        choice = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in self.buttons.values():
            choice.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search, 1)
        self.show_counts(Counter())
        self.search.textChanged.connect(self._tell)

    @property
    def filter(self) -> RowFilter:
        return RowFilter(self._group, words_of(self.search.text()))

    def label(self, group: RowGroup) -> str:
        """What a group is called."""
        return self._labels[group]

    def choose(self, group: RowGroup) -> None:
        """Show the rows of a group."""
        self.buttons[group].setChecked(True)
        self._group = group
        self._tell()

    def clear(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.choose(RowGroup.ALL)

    def show_counts(self, counts: Counter[DownloadState]) -> None:
        """Put the number of its rows on each group."""
        for group, button in self.buttons.items():
            text = f"{self._labels[group]} {group.rows_in(counts)}"
            if button.text() != text:
                button.setText(text)

    def _button(self, group: RowGroup) -> QPushButton:
        button = QPushButton(self._labels[group])
        button.setObjectName(f"filter_{group}")
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.setChecked(group is RowGroup.ALL)
        button.clicked.connect(lambda: self.choose(group))
        return button

    def _tell(self) -> None:
        self.filter_changed.emit(self.filter)
